//! The end of a ballot: by the clock, or early once every entitled seat has voted. What follows from it
//! is done in the same write. Also: taking a round back, and reminding.

use serde_json::json;

use crate::accounts;
use crate::ballots::acts::ties::record_ties;
use crate::ballots::known::{Known, in_the_chambers_words};
use crate::ballots::letters;
use crate::ballots::policy::{AnnulRound, Stand};
use crate::ballots::rules::{may_annul, reminder};
use crate::ballots::store::{self, SittingId};
use crate::ballots::subject::{About, Subject, Subjects};
use crate::kernel::id::PersonId;
use crate::kernel::{Can, Moment, Role};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::recalled::call_back;
use crate::platform::{audit, outbox};
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Closed, Phase};

/// A ballot for the acting person to lead.
fn led(tx: &mut Tx, subjects: Subjects, id: &BallotId) -> Result<Known, Fault> {
    let (now, me) = (tx.now(), tx.actor()?.clone());
    let known = Known::of(tx.conn(), subjects, id, now)?;
    match known.subject.leads(tx.conn(), &me, known.id())? {
        true => Ok(known),
        false => Err(Fault::Missing),
    }
}

/// The office closes a ballot before its time, once every entitled seat has voted.
///
/// # Errors
/// `Fault::Refused` while a seat is outstanding, and while the president may still take the round back for
/// a seat whose tie arose after its vote.
pub fn close_early(tx: &mut Tx, subjects: Subjects, id: &BallotId) -> Result<(), Fault> {
    let known = led(tx, subjects, id)?;
    if !known.late.is_empty() {
        let names = known.late.join(" · ");
        return Err(say!("ballot-refused-late-tie", names = names).into());
    }
    record_ties(tx, &known)?;
    let closed = voting::close(tx, id)?;
    conclude(tx, subjects, &closed)
}

/// What the clock does to one ballot: closes it when its time has come, takes it back when its subject
/// ended another way, writes down who can no longer take part. Any number of servers may try; each
/// happens once.
///
/// # Errors
/// If the database fails.
pub fn close_by_clock(tx: &mut Tx, subjects: Subjects, id: &BallotId) -> Result<(), Fault> {
    let now = tx.now();
    let known = Known::of(tx.conn(), subjects, id, now)?;
    match (known.ballot.phase(now), &known.about.ended) {
        (Phase::Waiting | Phase::Open, Some(why)) => {
            let why = in_the_chambers_words(tx.conn(), why)?;
            voting::annul(tx, id, &why)?;
            taken_back(tx, subjects, &known, &why)
        }
        (Phase::Waiting | Phase::Open, None) => {
            record_ties(tx, &known)?;
            tell_of_late_ties(tx, &known)
        }
        (Phase::Ended, _) => {
            record_ties(tx, &known)?;
            tell_of_late_ties(tx, &known)?;
            let closed = voting::close(tx, id)?;
            conclude(tx, subjects, &closed)
        }
        (Phase::Closed | Phase::Annulled, _) => Ok(()),
    }
}

/// The presidents and the office are told of a seat that came to be on the subject's side after it voted:
/// a president may take the round back until it is counted.
fn tell_of_late_ties(tx: &mut Tx, known: &Known) -> Result<(), Fault> {
    if known.untold.is_empty() {
        return Ok(());
    }
    for tie in &known.untold {
        store::add_tie(tx.conn(), &known.ballot.id, tie)?;
    }
    for person in accounts::people_with_role(tx.conn(), Role::President)? {
        if !known.keeps_out(&person.id) {
            let letter = letters::late_tie(tx, &person.recipient(), known);
            outbox::post(tx, &letter)?;
        }
    }
    let key = format!("{}:late:{}", known.ballot.id, known.late.join(":"));
    let what = say!("ballot-late-tie", names = known.late.join(" · "));
    letters::tell_office_of(tx, known, &key, &what)
}

/// Does what follows from a count, and tells the whole roll once all ballots of the sitting are over.
/// Doing it again changes nothing.
///
/// # Errors
/// If the database fails.
pub fn conclude(tx: &mut Tx, subjects: Subjects, closed: &Closed) -> Result<(), Fault> {
    let ballot = &closed.ballot;
    let subject = subjects.of(&ballot.subject_kind)?;
    if closed.waits_for_chair() {
        let now = tx.now();
        let about = subject.about(tx.conn(), &ballot.subject_id, now)?;
        let sitting = store::pack(tx.conn(), &ballot.id)?.sitting_id;
        tell_the_roll(tx, subjects, &sitting)?;
        return match about.ended {
            None => ask_the_chair(tx, subject, (ballot, &about)),
            Some(_) => Ok(()),
        };
    }
    if !subject.follows(tx, closed)? {
        return Ok(());
    }
    let sitting = store::pack(tx.conn(), &ballot.id)?.sitting_id;
    tell_the_roll(tx, subjects, &sitting)
}

/// The chair is asked to settle a tie; where nobody can, the office is told to put it again.
fn ask_the_chair(
    tx: &mut Tx,
    subject: &dyn Subject,
    (ballot, about): (&Ballot, &About),
) -> Result<(), Fault> {
    let (title, number) = (about.title.as_str(), about.number.as_str());
    let chair = ballot.entitled().find(|seat| {
        ballot.chair_seat.as_ref() == Some(&seat.seat) && !about.is_tied(&seat.person)
    });
    let what = match chair {
        None => say!("ballot-letter-office-no-chair"),
        Some(chair) => {
            let to = accounts::recipient(tx.conn(), &chair.person)?;
            let letter = letters::tie(tx, &to, (ballot, number));
            outbox::post(tx, &letter)?;
            say!("ballot-letter-office-chair")
        }
    };
    let key = format!("{}:tie", ballot.id);
    let named = (ballot.subject_id.as_str(), title, number);
    letters::tell_office(tx, subject, named, (&key, &what))
}

/// One mail with all results of a sitting, once the last of its ballots is over; what called for votes in it
/// and was not sent yet, is not sent any more. From whom a subject is kept
/// reads nothing of it there.
fn tell_the_roll(tx: &mut Tx, subjects: Subjects, sitting: &SittingId) -> Result<(), Fault> {
    let now = tx.now();
    let ballots = of_sitting(tx.conn(), sitting)?;
    let all = voting::results(tx.conn(), &ballots, now)?;
    let over = |ballot: &Ballot| matches!(ballot.phase(now), Phase::Closed | Phase::Annulled);
    if !ballots.iter().all(over) {
        return Ok(());
    }
    call_back(tx, &letters::CALLS, sitting.as_str())?;
    if all.iter().flatten().any(Closed::waits_for_chair) {
        return Ok(());
    }
    let counted: Vec<Closed> = all.into_iter().flatten().collect();
    let counted: Vec<&Closed> = counted
        .iter()
        .filter(|closed| closed.verdict().is_some())
        .collect();
    let mut told: Vec<(&PersonId, Vec<&Closed>)> = vec![];
    for &closed in &counted {
        let ballot = &closed.ballot;
        let subject = subjects.of(&ballot.subject_kind)?;
        let out = subject.kept_out(tx.conn(), &ballot.subject_id, now)?;
        for seat in ballot
            .seats
            .iter()
            .filter(|seat| !out.contains(&seat.person))
        {
            match told.iter_mut().find(|(person, _)| *person == &seat.person) {
                Some((_, theirs)) => theirs.push(closed),
                None => told.push((&seat.person, vec![closed])),
            }
        }
    }
    let named = subjects.named(tx.conn(), &ballots)?;
    let url = letters::link(tx, &ballots.iter().collect::<Vec<_>>());
    for (person, theirs) in told {
        let to = accounts::recipient(tx.conn(), person)?;
        let letter = letters::results(&to, (sitting, person), (&theirs, &named), &url);
        outbox::post(tx, &letter)?;
    }
    Ok(())
}

fn of_sitting(conn: &mut Conn, sitting: &SittingId) -> Result<Vec<Ballot>, Fault> {
    let ids = store::in_sitting(conn, sitting)?;
    voting::several(conn, &ids)
}

/// Takes a running round back with a reason; the subject waits for a new one.
///
/// # Errors
/// `Fault::Missing` for whoever may not, `Fault::Refused` once votes are counted, or without a reason.
pub fn annul(tx: &mut Tx, subjects: Subjects, id: &BallotId, why: &str) -> Result<(), Fault> {
    let (now, me) = (tx.now(), tx.actor()?.clone());
    let known = Known::of(tx.conn(), subjects, id, now)?;
    let stand = Stand {
        leads: known.subject.leads(tx.conn(), &me, known.id())?,
        sees: known.subject.sees(tx.conn(), &me, known.id())?,
        late: !known.late.is_empty(),
    };
    Can::<AnnulRound>::check(&me, &stand)?;
    let ballot = &known.ballot;
    let closed = voting::result_of(tx.conn(), ballot, now)?;
    let tied = closed.is_some_and(|closed| closed.waits_for_chair());
    if !may_annul(ballot.phase(now), tied) {
        return Err(say!("ballot-refused-annul").into());
    }
    voting::annul(tx, id, why)?;
    known.subject.annulled(tx, ballot, why)?;
    taken_back(tx, subjects, &known, why)
}

/// After a round was annulled: tells those who could vote in it, and calls back what called for their votes.
fn taken_back(tx: &mut Tx, subjects: Subjects, known: &Known, why: &str) -> Result<(), Fault> {
    let id = &known.ballot.id;
    call_back(tx, &letters::WAITS, id.as_str())?;
    letters::annulled(tx, known, why)?;
    let sitting = store::pack(tx.conn(), id)?.sitting_id;
    tell_the_roll(tx, subjects, &sitting)
}

/// Reminds every director of a sitting who still has a vote to give, where a reminder is due.
/// Each goes out once: the key of the mail says which.
///
/// # Errors
/// If the database fails.
pub fn remind_by_clock(tx: &mut Tx, subjects: Subjects, sitting: &SittingId) -> Result<(), Fault> {
    let now = tx.now();
    let open = open_in(tx.conn(), subjects, sitting, now)?;
    let first = open.first().map(|known| &known.ballot);
    match first.and_then(|ballot| reminder(ballot.opens_at, ballot.closes_at, now)) {
        Some(step) => remind(tx, sitting, &open, &step.to_string()).map(|_| ()),
        None => Ok(()),
    }
}

/// The office reminds now, at most once on a day of the chamber's. Gives how many were written to.
///
/// # Errors
/// `Fault::Missing` if no ballot runs.
pub fn remind_by_hand(tx: &mut Tx, subjects: Subjects, id: &BallotId) -> Result<usize, Fault> {
    let known = led(tx, subjects, id)?;
    if known.ballot.phase(tx.now()) != Phase::Open {
        return Err(Fault::Missing);
    }
    let sitting = store::pack(tx.conn(), id)?.sitting_id;
    let entry = audit::Entry::on("ballot", id).did("ballots.round.reminded");
    audit::record(tx, entry.after(&json!({ "title": known.ballot.title })))?;
    let (now, day) = (tx.now(), tx.today()?.to_string());
    let open = open_in(tx.conn(), subjects, &sitting, now)?;
    remind(tx, &sitting, &open, &day)
}

pub(super) fn open_in(
    conn: &mut Conn,
    subjects: Subjects,
    sitting: &SittingId,
    now: Moment,
) -> Result<Vec<Known>, Fault> {
    let mut open = vec![];
    for ballot in of_sitting(conn, sitting)? {
        let subject = subjects.of(&ballot.subject_kind)?;
        let known = Known::with(conn, subject, ballot, now)?;
        if known.ballot.phase(now) == Phase::Open && known.about.ended.is_none() {
            open.push(known);
        }
    }
    Ok(open)
}

fn remind(tx: &mut Tx, sitting: &SittingId, open: &[Known], step: &str) -> Result<usize, Fault> {
    let mut late: Vec<&PersonId> = vec![];
    for seat in open.iter().flat_map(|known| known.ballot.entitled()) {
        if !seat.voted && !late.contains(&&seat.person) {
            late.push(&seat.person);
        }
    }
    for person in &late {
        let waits = |known: &&Known| {
            let mut seats = known.ballot.entitled();
            seats.any(|seat| seat.person == **person && !seat.voted)
        };
        let mine: Vec<&Known> = open.iter().filter(waits).collect();
        let to = accounts::recipient(tx.conn(), person)?;
        if let Some(letter) = letters::reminder(tx, &to, (sitting, person, step), &mine) {
            outbox::post(tx, &letter)?;
        }
    }
    Ok(late.len())
}
