//! The end of a ballot: by the clock, or early once every entitled seat has voted. What it comes
//! to moves the case in the same write. Also: taking a round back, and reminding.

use serde_json::json;

use crate::accounts;
use crate::admission::ballot::acts::open::link;
use crate::admission::ballot::letters::{self, Named};
use crate::admission::ballot::rules::decision;
use crate::admission::ballot::store::{self, SittingId};
use crate::admission::case::{self, Case, KIND, Telling};
use crate::admission::event::Event;
use crate::admission::stage::{Decision, Stage};
use crate::chamber;
use crate::council::ballot::rules::{may_annul, reminder};
use crate::kernel::Say;
use crate::kernel::brand::Brand;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::db::{Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::{audit, outbox, settings};
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Closed, Phase};

/// The newest round about a case.
///
/// # Errors
/// `Fault::Missing` if there was none.
fn round_of(tx: &mut Tx, id: &CaseId) -> Result<Ballot, Fault> {
    let mut rounds = voting::rounds(tx.conn(), KIND, id.as_str())?;
    rounds.pop().ok_or(Fault::Missing)
}

/// The office closes a ballot before its time, once every entitled seat has voted.
///
/// # Errors
/// `Fault::Refused` while a seat is outstanding.
pub fn close_early(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    case::led(tx, id)?;
    let ballot = round_of(tx, id)?;
    let closed = voting::close(tx, &ballot.id)?;
    conclude(tx, &closed)
}

/// Closes a ballot whose time has come. Any number of servers may try; it happens once.
///
/// # Errors
/// If the database fails.
pub fn close_by_clock(tx: &mut Tx, id: &BallotId) -> Result<(), Fault> {
    let ballot = voting::ballot(tx.conn(), id)?;
    if ballot.phase(tx.now()) != Phase::Ended {
        return Ok(());
    }
    let closed = voting::close(tx, id)?;
    conclude(tx, &closed)
}

/// Takes a ballot back by itself when its case ended another way: the applicant withdrew.
///
/// # Errors
/// If the database fails.
pub fn drop_ended(tx: &mut Tx, id: &BallotId) -> Result<(), Fault> {
    let ballot = voting::ballot(tx.conn(), id)?;
    let frozen = store::pack(tx.conn(), id)?;
    let case = case::load(tx.conn(), &frozen.case)?;
    let running = matches!(ballot.phase(tx.now()), Phase::Open | Phase::Waiting);
    if !running || case.stage(tx.now()).is_open() {
        return Ok(());
    }
    let brand: Brand = settings::get(tx.conn())?;
    let last = case.record.last().ok_or(Fault::Missing)?;
    let why = Speech::new(brand.lang, &brand).say(&last.say());
    voting::annul(tx, id, &why)?;
    tell_the_roll(tx, &frozen.sitting)
}

/// Moves the case as the count says, tells the applicant and the office, and the whole roll once
/// all ballots of the sitting are over. A case that has moved on stays where it is.
pub(super) fn conclude(tx: &mut Tx, closed: &Closed) -> Result<(), Fault> {
    let ballot = &closed.ballot;
    let frozen = store::pack(tx.conn(), &ballot.id)?;
    let case = case::load(tx.conn(), &frozen.case)?;
    if case.stage(tx.now()) == Stage::OnBallot {
        match decision(closed) {
            None => ask_the_chair(tx, ballot, &case)?,
            Some(decision) => {
                let detail = json!({
                    "ballot": ballot.id, "pack": ballot.pack_hash,
                    "arithmetic": closed.arithmetic,
                });
                let telling = Telling::of(Event::Decided { decision }).with(detail);
                let case = case::happen(tx, &case.id, telling)?;
                tell(tx, &case, decision)?;
            }
        }
    }
    tell_the_roll(tx, &frozen.sitting)
}

/// The chair is asked to settle a tie; where nobody can, the office is told to put it again.
fn ask_the_chair(tx: &mut Tx, ballot: &Ballot, case: &Case) -> Result<(), Fault> {
    let chair = ballot
        .entitled()
        .find(|seat| ballot.chair_seat.as_ref() == Some(&seat.seat));
    let Some(chair) = chair else {
        return letters::office(tx, case, &say!("ballot-letter-office-no-chair"));
    };
    let to = accounts::recipient(tx.conn(), &chair.person)?;
    let url = link(tx, std::iter::once(&ballot.id));
    let letter = letters::tie(&to, ballot.id.as_str(), &Named::of(case), url);
    outbox::post(tx, &letter.about("case", &case.id))?;
    letters::office(tx, case, &say!("ballot-letter-office-chair"))
}

fn tell(tx: &mut Tx, case: &Case, decision: Decision) -> Result<(), Fault> {
    let what = match decision {
        Decision::Admitted => {
            let ranks = chamber::ranks(tx.conn())?;
            let rank = ranks.find(&case.rank).map(|r| r.name.clone());
            let name = rank.unwrap_or_default();
            letters::admitted(tx, case, &|lang| name.get(lang).to_owned())?;
            say!("ballot-letter-office-admitted")
        }
        Decision::Rejected => say!("ballot-letter-office-rejected"),
        Decision::NoQuorum => say!("ballot-letter-office-no-quorum"),
        Decision::Deferred => say!("ballot-letter-office-deferred"),
    };
    letters::office(tx, case, &what)
}

/// One mail with all results of a sitting, once the last of its ballots is over.
fn tell_the_roll(tx: &mut Tx, sitting: &SittingId) -> Result<(), Fault> {
    let now = tx.now();
    let mut results: Vec<(Named, Say)> = vec![];
    let mut people: Vec<PersonId> = vec![];
    let ballots = store::in_sitting(tx.conn(), sitting)?;
    for (id, case) in &ballots {
        let case = case::load(tx.conn(), case)?;
        let ballot = voting::ballot(tx.conn(), id)?;
        match ballot.phase(now) {
            Phase::Waiting | Phase::Open | Phase::Ended => return Ok(()),
            Phase::Annulled => continue,
            Phase::Closed => {}
        }
        if let Some(closed) = voting::result(tx.conn(), id, now)? {
            if closed.waits_for_chair() {
                return Ok(());
            }
            results.push((Named::of(&case), closed.outcome.in_words()));
        }
        for seat in &ballot.seats {
            if !people.contains(&seat.person) {
                people.push(seat.person.clone());
            }
        }
    }
    let url = link(tx, ballots.iter().map(|(id, _)| id));
    for person in people {
        let to = accounts::recipient(tx.conn(), &person)?;
        let key = format!("{sitting}:{person}");
        let letter = letters::results(&to, &key, &results, url.clone());
        outbox::post(tx, &letter.about("sitting", sitting))?;
    }
    Ok(())
}

/// Takes the running round back with a reason; the case waits for a new one.
///
/// # Errors
/// `Fault::Refused` once votes are counted, or without a reason.
pub fn annul(tx: &mut Tx, id: &CaseId, why: &str) -> Result<(), Fault> {
    case::led(tx, id)?;
    let (ballot, now) = (round_of(tx, id)?, tx.now());
    let tied = voting::result(tx.conn(), &ballot.id, now)?.is_some_and(|c| c.waits_for_chair());
    if !may_annul(ballot.phase(now), tied) {
        return Err(say!("ballot-refused-annul").into());
    }
    voting::annul(tx, &ballot.id, why)?;
    let event = Event::Decided {
        decision: Decision::Deferred,
    };
    let detail = json!({ "ballot": ballot.id, "annulled": true });
    case::happen(tx, id, Telling::of(event).why(why).with(detail))?;
    let sitting = store::pack(tx.conn(), &ballot.id)?.sitting;
    tell_the_roll(tx, &sitting)
}

/// Reminds every director of a sitting who still has a vote to give, where a reminder is due.
/// Each goes out once: the key of the mail says which.
///
/// # Errors
/// If the database fails.
pub fn remind_by_clock(tx: &mut Tx, sitting: &SittingId) -> Result<(), Fault> {
    let now = tx.now();
    let ids: Vec<BallotId> = open_in(tx, sitting)?
        .into_iter()
        .map(|(b, _)| b.id)
        .collect();
    let Some(first) = ids.first() else {
        return Ok(());
    };
    let ballot = voting::ballot(tx.conn(), first)?;
    match reminder(ballot.opens_at, ballot.closes_at, now) {
        Some(step) => remind(tx, sitting, &step.to_string()).map(|_| ()),
        None => Ok(()),
    }
}

/// The office reminds now, at most once on a day of the chamber's. Gives how many were written to.
///
/// # Errors
/// `Fault::Missing` if no ballot runs.
pub fn remind_by_hand(tx: &mut Tx, id: &CaseId) -> Result<usize, Fault> {
    case::led(tx, id)?;
    let ballot = round_of(tx, id)?;
    let sitting = store::pack(tx.conn(), &ballot.id)?.sitting;
    let entry = audit::Entry::on("case", id).did("admission.ballot.reminded");
    audit::record(tx, entry)?;
    let day = tx.today()?.to_string();
    remind(tx, &sitting, &day)
}

fn open_in(tx: &mut Tx, sitting: &SittingId) -> Result<Vec<(Ballot, Case)>, Fault> {
    let now = tx.now();
    let mut open = vec![];
    for (id, case) in store::in_sitting(tx.conn(), sitting)? {
        let ballot = voting::ballot(tx.conn(), &id)?;
        let case = case::load(tx.conn(), &case)?;
        if ballot.phase(now) == Phase::Open && case.stage(now) == Stage::OnBallot {
            open.push((ballot, case));
        }
    }
    Ok(open)
}

fn remind(tx: &mut Tx, sitting: &SittingId, step: &str) -> Result<usize, Fault> {
    let open = open_in(tx, sitting)?;
    let mut late: Vec<PersonId> = vec![];
    for seat in open.iter().flat_map(|(ballot, _)| ballot.entitled()) {
        if !seat.voted && !late.contains(&seat.person) {
            late.push(seat.person.clone());
        }
    }
    for person in &late {
        let waits = |b: &Ballot| b.entitled().any(|s| s.person == *person && !s.voted);
        let mine: Vec<_> = open.iter().filter(|(ballot, _)| waits(ballot)).collect();
        let names: Vec<Named> = mine.iter().map(|(_, case)| Named::of(case)).collect();
        let Some(closes) = mine.iter().map(|(ballot, _)| ballot.closes_at).min() else {
            continue;
        };
        let url = link(tx, mine.iter().map(|(ballot, _)| &ballot.id));
        let to = accounts::recipient(tx.conn(), person)?;
        let key = format!("{sitting}:{person}:{step}");
        let letter = letters::reminder(&to, &key, &names, closes, url);
        outbox::post(tx, &letter.about("sitting", sitting))?;
    }
    Ok(late.len())
}
