//! Bringing a motion, changing it, taking it back, putting on record what was resolved, telling the office.

use chrono::Datelike;

use crate::ballots;
use crate::chamber::rules::Organ;
use crate::council;
use crate::kernel::{Can, Day, Say};
use crate::motions::policy::LeadMotions;
use crate::motions::rules::{Motion, MotionId, Plain, RESOLUTION, WORDS};
use crate::motions::store;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::settings::next_number;
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, Closed};

/// The organs that can vote on a day: those with a seat that somebody holds.
///
/// # Errors
/// If the database fails.
pub fn organs(conn: &mut Conn, day: Day) -> Result<Vec<Organ>, Fault> {
    let mut found = vec![];
    for organ in Organ::ALL {
        if !council::filled(conn, organ, day)?.is_empty() {
            found.push(organ);
        }
    }
    Ok(found)
}

/// Refuses an organ that nobody sits in.
fn may_be_before(tx: &mut Tx, organ: Organ) -> Result<(), Fault> {
    let today = tx.today()?;
    match organs(tx.conn(), today)?.contains(&organ) {
        true => Ok(()),
        false => Err(say!("motions-refused-organ").into()),
    }
}

/// Brings a motion: the question, what is moved and why, before which organ, with or without a paper.
///
/// # Errors
/// `Fault::Missing` for whoever isn't of the secretariat, `Fault::Refused` for an organ without seats.
pub fn bring(
    tx: &mut Tx,
    (title, body, organ): (&str, &str, Organ),
    paper: Option<&NewFile>,
) -> Result<MotionId, Fault> {
    let me = tx.actor()?.clone();
    let _can = Can::<LeadMotions>::check(&me, &())?;
    may_be_before(tx, organ)?;
    let year = tx.today()?.year();
    let n = next_number(tx, &format!("resolution:{year}"))?;
    let motion = Motion {
        id: MotionId::new(),
        number: format!("R{year}-{n:03}"),
        title: title.to_owned(),
        body: body.to_owned(),
        organ,
        by: me.name,
        at: tx.now(),
        outcome: None,
        decided_at: None,
        withdrawn_at: None,
        withdrawn_name: None,
        withdrawn_why: None,
        search: String::new(),
    };
    store::insert(tx.conn(), &motion)?;
    if let Some(paper) = paper {
        files::keep(tx, paper, RESOLUTION, &motion.id)?;
    }
    let entry = Entry::on(RESOLUTION, &motion.id).did("motions.motion.brought");
    let after = (&motion.number, title, body, paper.map(|p| &p.sha256));
    audit::record(tx, entry.after(&after))?;
    Ok(motion.id)
}

/// A motion for the acting person to lead.
fn led(tx: &mut Tx, id: &MotionId) -> Result<Motion, Fault> {
    let _can = Can::<LeadMotions>::check(tx.actor()?, &())?;
    store::load(tx.conn(), id.as_str())
}

/// What becomes of the paper when a motion changes.
pub enum Enclosed<'a> {
    /// It stays.
    Same,
    /// It is taken away.
    Nothing,
    /// Another takes its place.
    New(&'a NewFile),
}

/// Changes a motion's words, organ or paper: until the first vote on it opens.
///
/// # Errors
/// `Fault::Missing` for whoever isn't of the secretariat, `Fault::Refused` once a vote opened, it is
/// withdrawn or the organ has no seats.
pub fn change(
    tx: &mut Tx,
    id: &MotionId,
    (title, body, organ): (&str, &str, Organ),
    paper: &Enclosed<'_>,
) -> Result<(), Fault> {
    let before = led(tx, id)?;
    before.may_change(voting::rounds(tx.conn(), WORDS.word, id.as_str())?.len())?;
    may_be_before(tx, organ)?;
    let after = Motion {
        title: title.to_owned(),
        body: body.to_owned(),
        organ,
        ..before.clone()
    };
    store::change(tx.conn(), &after)?;
    let old = files::of(tx.conn(), RESOLUTION, id)?;
    let was: Vec<&String> = old.iter().map(|file| &file.sha256).collect();
    let is = match paper {
        Enclosed::Same => was.clone(),
        Enclosed::Nothing => vec![],
        Enclosed::New(new) => vec![&new.sha256],
    };
    if !matches!(paper, Enclosed::Same) {
        for file in &old {
            files::forget(tx, &file.id)?;
        }
    }
    if let Enclosed::New(new) = paper {
        files::keep(tx, new, RESOLUTION, id)?;
    }
    let entry = Entry::on(RESOLUTION, id).did("motions.motion.changed");
    let entry = entry.before(&(&before.title, &before.body, before.organ, was));
    audit::record(tx, entry.after(&(title, body, organ, is)))
}

/// Takes a motion back, with a reason, while nothing is decided and no vote on it runs.
///
/// # Errors
/// `Fault::Missing` for whoever isn't of the secretariat, `Fault::Refused` while a vote runs and once it
/// is decided or withdrawn.
pub fn withdraw(tx: &mut Tx, id: &MotionId, why: &str) -> Result<(), Fault> {
    let (motion, now, by) = (led(tx, id)?, tx.now(), tx.actor()?.name.clone());
    let waits = ballots::may_open(tx.conn(), &Plain, id.as_str(), now)?;
    motion.may_withdraw(waits)?;
    store::withdraw(tx.conn(), id, now, (&by, why))?;
    let entry = Entry::on(RESOLUTION, id).did("motions.motion.withdrawn");
    audit::record(tx, entry.why(why))
}

/// Notes that a round was taken back.
pub fn annulled(tx: &mut Tx, ballot: &Ballot, why: &str) -> Result<(), Fault> {
    let entry = Entry::on(RESOLUTION, &ballot.subject_id).did("motions.motion.annulled");
    audit::record(tx, entry.after(&ballot.id).why(why))
}

/// Puts the resolution on record and tells the office; once.
pub fn resolve(tx: &mut Tx, motion: &Motion, closed: &Closed) -> Result<(), Fault> {
    let at = closed.counted_at.unwrap_or(tx.now());
    store::resolve(tx.conn(), &motion.id, (closed.outcome, at))?;
    let entry = Entry::on(RESOLUTION, &motion.id).did("motions.motion.resolved");
    let after = (closed.outcome, &closed.ballot.id, &closed.arithmetic);
    audit::record(tx, entry.after(&after))?;
    let what = say!("motions-resolved", outcome = closed.outcome.in_words());
    tell_office(tx, motion, closed, &what)
}

/// Tells the office what became of a round.
pub fn tell_office(tx: &mut Tx, motion: &Motion, closed: &Closed, what: &Say) -> Result<(), Fault> {
    let named = (motion.id.as_str(), &*motion.title, &*motion.number);
    let key = format!("{}:over", closed.ballot.id);
    ballots::tell_office(tx, &Plain, named, (&key, what))
}
