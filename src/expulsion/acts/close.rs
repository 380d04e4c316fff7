//! What follows from a ballot on a motion: a carried one ends the membership in the same write. Also: a
//! motion whose member left meanwhile, and the reminders while the member is heard.

use crate::ballots::{self, Subjects};
use crate::dues;
use crate::expulsion::acts;
use crate::expulsion::letters;
use crate::expulsion::rules::{How, KIND, Motion, MotionId};
use crate::expulsion::store;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Moment};
use crate::membership;
use crate::membership::rules::MotionStep;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, Closed, Phase};

/// The newest round about a motion.
pub fn last(conn: &mut Conn, id: &MotionId) -> Result<Option<Ballot>, Fault> {
    Ok(voting::rounds(conn, KIND, id.as_str())?.pop())
}

/// Does what a counted ballot decided, where nobody did, and ends a motion whose member left, once no ballot
/// on it runs. Any number of servers may try; each happens once.
///
/// # Errors
/// If the database fails.
pub fn finish_by_clock(tx: &mut Tx, subjects: Subjects, id: &MotionId) -> Result<(), Fault> {
    let (mut motion, now) = (store::load(tx.conn(), id)?, tx.now());
    if let Some(ballot) = last(tx.conn(), id)? {
        match ballot.phase(now) {
            // A running round is ended first, in its own write: by its deadline or since its subject ended.
            Phase::Waiting | Phase::Open | Phase::Ended => return Ok(()),
            Phase::Closed if motion.end.is_none() => {
                let closed = voting::result_of(tx.conn(), &ballot, now)?;
                if let Some(closed) = closed.filter(|closed| How::of(closed).is_some()) {
                    ballots::conclude(tx, subjects, &closed)?;
                    motion = store::load(tx.conn(), id)?;
                }
            }
            Phase::Closed | Phase::Annulled => {}
        }
    }
    if motion.end.is_none() && !acts::member_runs(tx.conn(), &motion, now)? {
        return moot(tx, &motion);
    }
    Ok(())
}

/// The membership ended another way: nothing is left to decide.
fn moot(tx: &mut Tx, motion: &Motion) -> Result<(), Fault> {
    let act = (How::Moot, "expulsion.motion.moot");
    let motion = acts::finish(tx, motion, act, "")?;
    let key = format!("{}:moot", motion.id);
    letters::office(tx, &motion, &key, &say!("expulsion-letter-office-moot"))
}

/// Does what a count decides, and tells the member and the office. Gives whether it stands: the
/// membership may have ended another way first.
pub fn decide(tx: &mut Tx, motion: &Motion, closed: &Closed, how: How) -> Result<bool, Fault> {
    let ballot = &closed.ballot;
    let brand: Brand = settings::get(tx.conn())?;
    let on = decided_on(tx, &brand, closed);
    let carried = how == How::Carried;
    if carried && !membership::load(tx.conn(), &motion.membership)?.is_current(on) {
        return moot(tx, motion).map(|()| false);
    }
    let motion = acts::finish(tx, motion, (how, "expulsion.motion.decided"), "")?;
    let what = if carried {
        let resolution = format!("{} · {}", motion.number, ballot.round);
        let why = Speech::new(brand.lang, &brand).say(&say!(
            "expulsion-resolution",
            organ = motion.organ.in_words(),
            number = motion.number.as_str()
        ));
        membership::expel(tx, &motion.membership, on, (&resolution, &why))?;
        dues::ended(tx, &motion.membership)?;
        say!("expulsion-letter-office-carried", day = on)
    } else {
        let lost = (MotionStep::Lost, on);
        membership::note_motion(tx, &motion.membership, lost, &motion.number)?;
        say!("expulsion-letter-office-lost")
    };
    letters::decided(tx, &motion, (how, on))?;
    letters::office(tx, &motion, &format!("{}:over", ballot.id), &what)?;
    Ok(true)
}

/// The day of the decision, whenever it is written down: that of the last moment a vote was taken, or
/// of the chair's word.
fn decided_on(tx: &Tx, brand: &Brand, closed: &Closed) -> Day {
    let counted = closed.counted_at.unwrap_or(tx.now());
    let at = match closed.chair {
        Some(_) => counted,
        None => counted.min(closed.ballot.closes_at),
    };
    day_in(brand.zone, at)
}

/// Of what the clock reminds before any ballot.
enum Remind {
    /// The member: the time to answer is running out, for the first or the second time.
    Member(u8),
    /// The office: it ran out.
    Office,
}

/// The key under which the office is told that the time to answer ran out.
fn silent(id: &MotionId) -> String {
    format!("{id}:silent")
}

fn remind(motion: &Motion, last: Option<&Ballot>, now: Moment) -> Option<Remind> {
    let heard = motion.answer.is_some() || last.is_some();
    if motion.end.is_some() || heard {
        return None;
    }
    if motion.heard_until <= now {
        return Some(Remind::Office);
    }
    ballots::rules::reminder(motion.at, motion.heard_until, now).map(Remind::Member)
}

/// Whether the clock has something to write down about a running motion: a count that nothing followed, a
/// member that left, a reminder that nobody got.
///
/// # Errors
/// If the database fails.
pub fn is_due(conn: &mut Conn, motion: &Motion, now: Moment) -> Result<bool, Fault> {
    let last = last(conn, &motion.id)?;
    match last.as_ref().map(|ballot| (ballot, ballot.phase(now))) {
        // A running round is ended first, in its own write.
        Some((_, Phase::Waiting | Phase::Open | Phase::Ended)) => return Ok(false),
        Some((ballot, Phase::Closed)) => {
            let closed = voting::result_of(conn, ballot, now)?;
            if closed.is_some_and(|closed| How::of(&closed).is_some()) {
                return Ok(true);
            }
        }
        Some((_, Phase::Annulled)) | None => {}
    }
    if !acts::member_runs(conn, motion, now)? {
        return Ok(true);
    }
    match remind(motion, last.as_ref(), now) {
        Some(Remind::Member(step)) => letters::is_to_be_waited_for(conn, motion, step),
        Some(Remind::Office) => {
            letters::is_office_to_be_told(conn, motion, (&silent(&motion.id), now))
        }
        None => Ok(false),
    }
}

/// Reminds by the clock before any ballot: the member while it is waited for, the office once the time
/// ran out. Each letter goes out once: its key says which.
///
/// # Errors
/// If the database fails.
pub fn remind_by_clock(tx: &mut Tx, id: &MotionId) -> Result<(), Fault> {
    let (motion, now) = (store::load(tx.conn(), id)?, tx.now());
    let last = last(tx.conn(), id)?;
    match remind(&motion, last.as_ref(), now) {
        Some(Remind::Member(step)) => letters::waited_for(tx, &motion, step),
        Some(Remind::Office) => {
            let what = say!("expulsion-letter-office-silent");
            letters::office(tx, &motion, &silent(id), &what)
        }
        None => Ok(()),
    }
}
