//! Many people are seated at once, before they have an account: each is invited by mail, and holds the seat from its
//! first day on, whether or not they came in yet.

use super::{add_seat, describe_seat, put};
use crate::accounts;
use crate::chamber::may_manage;
use crate::chamber::rules::Organ;
use crate::companies;
use crate::companies::book::{self, rules::Said};
use crate::council::letters;
use crate::council::rules::lines::{Basis, Line};
use crate::council::rules::{Seat, SeatId, Seating};
use crate::council::store;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::outbox;
use crate::say;

/// What becomes of a line.
pub struct Plan {
    /// The line.
    pub line: Line,
    /// Its company, where the chamber knows one of exactly this name.
    pub company: Option<CompanyId>,
    /// The vacant seat of this name that is taken; none where one is added.
    pub seat: Option<SeatId>,
    /// The name of the account that has the address, if one has.
    pub account: Option<String>,
    /// Why they can't be seated.
    pub wrong: Option<Say>,
}

/// What would become of these lines on a day.
///
/// # Errors
/// If the database fails.
pub fn plan(conn: &mut Conn, organ: Organ, day: Day, lines: &[Line]) -> Result<Vec<Plan>, Fault> {
    let seats = store::seats(conn, organ, day)?;
    let (held, mut vacant): (Vec<Seat>, Vec<Seat>) =
        seats.into_iter().partition(|seat| seat.holder.is_some());
    let mut plans = vec![];
    for line in lines {
        let person = accounts::person_by_email(conn, &line.email)?;
        let holds = |seat: &Seat| {
            let holder = seat.holder.as_ref().map(|(id, _)| id);
            holder.is_some() && holder == person.as_ref().map(|person| &person.id)
        };
        let wrong = match &person {
            Some(person) if person.disabled_at.is_some() => {
                Some(say!("accounts-enrol-closed", email = line.email.as_str()))
            }
            Some(person) if held.iter().any(holds) => {
                Some(say!("council-seat-two", name = person.name.as_str()))
            }
            _ => None,
        };
        let place = vacant.iter().position(|seat| seat.label == line.post);
        plans.push(Plan {
            company: company(conn, &line.company)?,
            seat: place.map(|at| vacant.remove(at).id),
            account: person.map(|person| person.name),
            wrong,
            line: line.clone(),
        });
    }
    Ok(plans)
}

/// The company of exactly this name, if the chamber knows one.
fn company(conn: &mut Conn, name: &str) -> Result<Option<CompanyId>, Fault> {
    if name.is_empty() {
        return Ok(None);
    }
    let alike = companies::alike(conn, name, None, None)?;
    let same = alike.into_iter().find(|one| one.profile.name == name);
    Ok(same.map(|company| company.id))
}

/// Seats them all, or none: a vacant seat of the name that a line says is taken, else one is added. Officers hear of
/// it in one letter, and each of them in one of their own.
///
/// # Errors
/// `Fault::Refused` if somebody can't be seated.
pub fn seat_many(tx: &mut Tx, organ: Organ, basis: &Basis, lines: &[Line]) -> Result<usize, Fault> {
    may_manage(tx)?;
    // Who holds a seat by now has it, whatever day the others begin on.
    let today = tx.today()?;
    let plans = plan(tx.conn(), organ, today, lines)?;
    if let Some(why) = plans.iter().find_map(|plan| plan.wrong.clone()) {
        return Err(why.into());
    }
    let mut names = vec![];
    for (at, plan) in plans.into_iter().enumerate() {
        names.push(seat_one(tx, organ, (basis, at == 0 && basis.chair), plan)?);
    }
    let by = tx.who().name().to_owned();
    let what = say!(
        "council-letter-seated-many",
        by = by,
        count = names.len(),
        names = names.join(" · ")
    );
    accounts::tell_officers(tx, what, &[])?;
    Ok(names.len())
}

/// Seats one of them and writes to them; gives their name.
fn seat_one(
    tx: &mut Tx,
    organ: Organ,
    (basis, chair): (&Basis, bool),
    plan: Plan,
) -> Result<String, Fault> {
    let line = plan.line;
    let who = (line.email.as_str(), line.name.as_str());
    let enrolled = accounts::enrol(tx, who, ("/board", &line.post))?;
    let seat = match plan.seat {
        Some(seat) => {
            if chair {
                describe_seat(tx, &seat, &line.post, true)?;
            }
            seat
        }
        None => add_seat(tx, organ, &line.post, chair)?,
    };
    let seating = Seating {
        seat,
        company: plan.company.clone(),
        company_name: line.company.clone(),
        person: enrolled.person,
        from: basis.from,
        notice: basis.notice.clone(),
    };
    put(tx, &seating)?;
    if let Some(company) = &plan.company
        && !line.phone.is_empty()
    {
        let said = Said {
            name: line.name.clone(),
            phone: line.phone.clone(),
            email: line.email.clone(),
            ..Said::default()
        };
        book::bring(tx, company, &[said])?;
    }
    let seat = (organ, line.post.as_str());
    let letter = letters::seated(&enrolled.to, seat, basis.from, enrolled.url);
    outbox::post(tx, &letter.about("seat", &seating.seat))?;
    Ok(line.name)
}
