//! Adding seats and seating people: history stays, every change has its audit row. Whoever
//! takes a seat gets the director's role with it, and loses it with the last seat.

pub mod many;

use serde_json::json;

use crate::accounts;
use crate::chamber::may_manage;
use crate::chamber::rules::Organ;
use crate::council::rules::{Authorised, Held, SeatId, Seating, may_begin};
use crate::council::store::{self, SeatRow};
use crate::kernel::id::PersonId;
use crate::kernel::{Day, Role};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Sets how many seats the charter provides for in an organ.
///
/// # Errors
/// `Fault::Refused` if the organ has more seats than that.
pub fn set_authorised(tx: &mut Tx, organ: Organ, seats: u32) -> Result<(), Fault> {
    may_manage(tx)?;
    let mut set: Authorised = settings::get(tx.conn())?;
    set.by_organ.remove(&organ);
    settings::set(tx, &set)?;
    let there = store::authorised(tx.conn(), organ)?;
    if u64::from(seats) < there {
        return Err(say!(
            "council-authorised-fewer",
            there = i64::try_from(there).unwrap_or(0)
        )
        .into());
    }
    set.by_organ.insert(organ, seats);
    settings::set(tx, &set)?;
    let by = tx.who().name().to_owned();
    let what = say!("council-letter-authorised", by = by, seats = seats);
    accounts::tell_officers(tx, what, &[])
}

/// Adds a seat to an organ; with `chair` it becomes the chair's instead of any other.
pub fn add_seat(tx: &mut Tx, organ: Organ, label: &str, chair: bool) -> Result<SeatId, Fault> {
    may_manage(tx)?;
    if chair {
        store::unchair(tx.conn(), organ)?;
    }
    let row = SeatRow {
        id: SeatId::new(),
        organ: organ.word().to_owned(),
        number: store::next_seat(tx.conn(), organ)?,
        label: label.to_owned(),
        chair,
        added_at: tx.now(),
        closed_on: None,
    };
    store::insert_seat(tx.conn(), &row)?;
    let after = json!({ "organ": organ, "number": row.number, "label": label, "chair": chair });
    audit::record(
        tx,
        Entry::on("seat", &row.id)
            .did("council.seat.added")
            .after(&after),
    )?;
    if chair {
        tell_of_chair(tx, label)?;
    }
    Ok(row.id)
}

/// Renames a seat, or makes it the chair's.
pub fn describe_seat(tx: &mut Tx, id: &SeatId, label: &str, chair: bool) -> Result<(), Fault> {
    may_manage(tx)?;
    let before = store::row(tx.conn(), id)?;
    let organ = Organ::from_word(&before.organ).ok_or(Fault::Missing)?;
    if chair && !before.chair {
        store::unchair(tx.conn(), organ)?;
    }
    let after = SeatRow {
        label: label.to_owned(),
        chair,
        ..before.clone()
    };
    store::set_seat(tx.conn(), &after)?;
    let said = |row: &SeatRow| json!({ "label": row.label, "chair": row.chair });
    let entry = Entry::on("seat", id).did("council.seat.changed");
    audit::record(tx, entry.before(&said(&before)).after(&said(&after)))?;
    match chair && !before.chair {
        true => tell_of_chair(tx, label),
        false => Ok(()),
    }
}

/// Officers hear whose seat settles ties from now on.
fn tell_of_chair(tx: &mut Tx, label: &str) -> Result<(), Fault> {
    let by = tx.who().name().to_owned();
    let what = say!("council-letter-chair", by = by, seat = label);
    accounts::tell_officers(tx, what, &[])
}

/// Closes a vacant seat from `on`: it no longer belongs to the organ.
///
/// # Errors
/// `Fault::Refused` if somebody holds it.
pub fn close_seat(tx: &mut Tx, id: &SeatId, on: Day, why: &str) -> Result<(), Fault> {
    may_manage(tx)?;
    let row = store::row(tx.conn(), id)?;
    let open = |held: &Held| held.until.is_none_or(|until| on < until);
    if store::history(tx.conn(), id)?.iter().any(open) {
        return Err(say!("council-seat-held").into());
    }
    store::set_seat(
        tx.conn(),
        &SeatRow {
            closed_on: Some(on),
            ..row
        },
    )?;
    audit::record(
        tx,
        Entry::on("seat", id)
            .did("council.seat.closed")
            .after(&on)
            .why(why),
    )
}

/// Seats a person from a day on; whoever held the seat until then doesn't any more.
///
/// # Errors
/// `Fault::Refused` if the present holder began later, or the person holds another seat of
/// the same organ on that day or took one since.
pub fn seat_person(tx: &mut Tx, new: &Seating) -> Result<(), Fault> {
    let (name, seat) = put(tx, new)?;
    let by = tx.who().name().to_owned();
    let what = say!("council-letter-seated", by = by, name = name, seat = seat);
    accounts::tell_officers(tx, what, &[])
}

/// The same without telling anybody; gives the names of the person and of the seat.
fn put(tx: &mut Tx, new: &Seating) -> Result<(String, String), Fault> {
    may_manage(tx)?;
    let row = store::row(tx.conn(), &new.seat)?;
    let person = accounts::person(tx.conn(), &new.person)?;
    let history = store::history(tx.conn(), &new.seat)?;
    may_begin(&history, new.from)?;
    let others = store::organs_from(tx.conn(), &new.person, new.from)?;
    if others.contains(&row.organ) {
        return Err(say!("council-seat-two", name = person.name.as_str()).into());
    }
    store::end(tx.conn(), &new.seat, new.from, &new.notice)?;
    let now = tx.now();
    store::begin(tx.conn(), new, &person.name, now)?;
    accounts::give_role(tx, &new.person, Role::Director)?;
    if let Some(last) = history.iter().find(|held| held.until.is_none()) {
        release(tx, &last.person)?;
    }
    let after = json!({
        "person": new.person, "name": person.name, "company": new.company, "from": new.from,
    });
    let entry = Entry::on("seat", &new.seat)
        .did("council.seat.taken")
        .after(&after);
    audit::record(tx, entry.why(&new.notice))?;
    Ok((person.name, row.label))
}

/// Ends what the present holder holds; the seat is vacant from `until` on.
///
/// # Errors
/// `Fault::Refused` if nobody holds it, or the holder began later.
pub fn vacate(tx: &mut Tx, id: &SeatId, until: Day, why: &str) -> Result<(), Fault> {
    may_manage(tx)?;
    let history = store::history(tx.conn(), id)?;
    let Some(held) = history.iter().find(|held| held.until.is_none()) else {
        return Err(say!("council-seat-vacant-already").into());
    };
    if until < held.from {
        return Err(say!("council-seat-too-early", day = held.from).into());
    }
    store::end(tx.conn(), id, until, why)?;
    release(tx, &held.person)?;
    let before = json!({ "person": held.person, "name": held.person_name, "from": held.from });
    let entry = Entry::on("seat", id)
        .did("council.seat.vacated")
        .before(&before)
        .after(&until);
    audit::record(tx, entry.why(why))?;
    let (by, name) = (tx.who().name().to_owned(), held.person_name.as_str());
    let what = say!("council-letter-vacated", by = by, name = name);
    accounts::tell_officers(tx, what, &[])
}

/// Takes the director's role from a person without a seat today, whatever day it is written down for.
fn release(tx: &mut Tx, person: &PersonId) -> Result<(), Fault> {
    let today = tx.today()?;
    if store::organs_from(tx.conn(), person, today)?.is_empty() {
        accounts::take_role(tx, person, Role::Director)?;
    }
    Ok(())
}
