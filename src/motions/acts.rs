//! Bringing a motion, putting on record what was resolved, telling the office.

use chrono::Datelike;

use crate::ballots;
use crate::chamber::rules::Organ;
use crate::kernel::{Can, Say};
use crate::motions::policy::LeadMotions;
use crate::motions::rules::{Motion, MotionId, Plain, RESOLUTION};
use crate::motions::store;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::settings::next_number;
use crate::say;
use crate::voting::rules::Closed;

/// Brings a motion: the question, what is moved and why, before which organ, with or without a paper.
///
/// # Errors
/// `Fault::Missing` for whoever isn't of the secretariat.
pub fn bring(
    tx: &mut Tx,
    (title, body, organ): (&str, &str, Organ),
    paper: Option<&NewFile>,
) -> Result<MotionId, Fault> {
    let me = tx.actor()?.clone();
    let _can = Can::<LeadMotions>::check(&me, &())?;
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
