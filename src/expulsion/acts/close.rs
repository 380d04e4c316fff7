//! The end of a ballot on a motion: by the clock, or early once every entitled seat has voted. A
//! carried ballot ends the membership in the same write. Also: taking a round back, reminding, and a
//! motion whose member left meanwhile.

use serde_json::json;

use crate::accounts;
use crate::council::ballot::rules::{may_annul, reminder};
use crate::expulsion::acts::{self, MOTION};
use crate::expulsion::door;
use crate::expulsion::letters;
use crate::expulsion::rules::{How, KIND, Motion, MotionId};
use crate::expulsion::store;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Say};
use crate::membership;
use crate::membership::rules::MotionStep;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, Closed, Outcome, Phase};

/// The newest round about a motion.
fn last(tx: &mut Tx, id: &MotionId) -> Result<Option<Ballot>, Fault> {
    Ok(voting::rounds(tx.conn(), KIND, id.as_str())?.pop())
}

/// The office closes a ballot before its time, once every entitled seat has voted.
///
/// # Errors
/// `Fault::Refused` while a seat is outstanding.
pub fn close_early(tx: &mut Tx, id: &MotionId) -> Result<(), Fault> {
    door::led(tx, id)?;
    let ballot = last(tx, id)?.ok_or(Fault::Missing)?;
    let closed = voting::close(tx, &ballot.id)?;
    conclude(tx, &closed)
}

/// What the clock does to a motion that runs: ends it if its member left, closes its ballot when the
/// time has come, and writes down what a counted ballot decided. Any number of servers may try; each
/// happens once.
///
/// # Errors
/// If the database fails.
pub fn close_by_clock(tx: &mut Tx, id: &MotionId) -> Result<(), Fault> {
    let motion = store::load(tx.conn(), id)?;
    if motion.end.is_some() {
        return Ok(());
    }
    let (ballot, now) = (last(tx, id)?, tx.now());
    if let Some(ballot) = &ballot
        && is_over(tx, ballot)?
    {
        let closed = voting::close(tx, &ballot.id)?;
        conclude(tx, &closed)?;
        if store::load(tx.conn(), id)?.end.is_some() {
            return Ok(());
        }
    }
    if acts::member_runs(tx, &motion)? {
        return Ok(());
    }
    if let Some(ballot) = ballot
        && matches!(ballot.phase(now), Phase::Open | Phase::Waiting)
    {
        let why = in_the_chambers_words(tx, &say!("expulsion-refused-ended"))?;
        voting::annul(tx, &ballot.id, &why)?;
    }
    moot(tx, &motion)
}

fn in_the_chambers_words(tx: &mut Tx, what: &Say) -> Result<String, Fault> {
    let brand: Brand = settings::get(tx.conn())?;
    Ok(Speech::new(brand.lang, &brand).say(what))
}

/// Whether a round is to be closed, or was and what it decides is still to be done.
fn is_over(tx: &mut Tx, ballot: &Ballot) -> Result<bool, Fault> {
    let now = tx.now();
    Ok(match ballot.phase(now) {
        Phase::Ended => true,
        Phase::Closed => {
            let closed = voting::result(tx.conn(), &ballot.id, now)?;
            closed.as_ref().and_then(How::of).is_some()
        }
        Phase::Waiting | Phase::Open | Phase::Annulled => false,
    })
}

/// The membership ended another way: nothing is left to decide.
fn moot(tx: &mut Tx, motion: &Motion) -> Result<(), Fault> {
    let act = (How::Moot, "expulsion.motion.moot");
    let motion = acts::finish(tx, motion, act, "")?;
    let key = format!("{}:moot", motion.id);
    letters::office(tx, &motion, &key, &say!("expulsion-letter-office-moot"))
}

/// Does what the count says: expels, or leaves everything as it was; tells the member, the office and
/// the roll. A motion that ended stays as it ended.
pub(super) fn conclude(tx: &mut Tx, closed: &Closed) -> Result<(), Fault> {
    let ballot = &closed.ballot;
    let frozen = store::pack(tx.conn(), &ballot.id)?;
    let motion = store::load(tx.conn(), &frozen.motion)?;
    if motion.end.is_some() || closed.verdict().is_none() {
        return Ok(());
    }
    if closed.waits_for_chair() {
        return ask_the_chair(tx, &motion, ballot);
    }
    let Some(how) = How::of(closed) else {
        let what = match closed.outcome {
            Outcome::Tied => say!("ballot-letter-office-deferred"),
            _ => say!("expulsion-letter-office-no-quorum"),
        };
        tell_office(tx, &motion, ballot, &what)?;
        return letters::results(tx, &motion, closed);
    };
    let on = decided_on(tx, closed)?;
    if how == How::Carried && !runs_on(tx, &motion, on)? {
        return moot(tx, &motion);
    }
    let motion = acts::finish(tx, &motion, (how, "expulsion.motion.decided"), "")?;
    let what = if how == How::Carried {
        let resolution = format!("{} · {}", motion.number, ballot.round);
        let why = in_the_chambers_words(
            tx,
            &say!(
                "expulsion-resolution",
                organ = motion.organ.in_words(),
                number = motion.number.as_str()
            ),
        )?;
        membership::expel(tx, &motion.membership, on, (&resolution, &why))?;
        say!("expulsion-letter-office-carried", day = on)
    } else {
        let lost = (MotionStep::Lost, on);
        membership::note_motion(tx, &motion.membership, lost, &motion.number)?;
        say!("expulsion-letter-office-lost")
    };
    letters::decided(tx, &motion, (how, on))?;
    tell_office(tx, &motion, ballot, &what)?;
    letters::results(tx, &motion, closed)
}

fn tell_office(tx: &mut Tx, motion: &Motion, ballot: &Ballot, what: &Say) -> Result<(), Fault> {
    letters::office(tx, motion, &format!("{}:over", ballot.id), what)
}

/// The day of the decision, whenever it is written down: that of the last moment a vote was taken, or
/// of the chair's word.
fn decided_on(tx: &mut Tx, closed: &Closed) -> Result<Day, Fault> {
    let brand: Brand = settings::get(tx.conn())?;
    let counted = closed.counted_at.unwrap_or(tx.now());
    let at = match closed.chair {
        Some(_) => counted,
        None => counted.min(closed.ballot.closes_at),
    };
    Ok(day_in(brand.zone, at))
}

fn runs_on(tx: &mut Tx, motion: &Motion, on: Day) -> Result<bool, Fault> {
    Ok(membership::load(tx.conn(), &motion.membership)?.is_current(on))
}

/// The chair is asked to settle a tie; where nobody can, the office is told to put it again.
fn ask_the_chair(tx: &mut Tx, motion: &Motion, ballot: &Ballot) -> Result<(), Fault> {
    let chair = ballot
        .entitled()
        .find(|seat| ballot.chair_seat.as_ref() == Some(&seat.seat));
    let key = format!("{}:tie", ballot.id);
    let Some(chair) = chair else {
        return letters::office(tx, motion, &key, &say!("ballot-letter-office-no-chair"));
    };
    let to = accounts::recipient(tx.conn(), &chair.person)?;
    letters::tie(tx, motion, &ballot.id, &to)?;
    letters::office(tx, motion, &key, &say!("ballot-letter-office-chair"))
}

/// Takes the running round back with a reason; the motion can be put again or withdrawn.
///
/// # Errors
/// `Fault::Refused` once votes are counted, or without a reason.
pub fn annul(tx: &mut Tx, id: &MotionId, why: &str) -> Result<(), Fault> {
    let motion = door::led(tx, id)?;
    let ballot = last(tx, id)?.ok_or(Fault::Missing)?;
    let now = tx.now();
    let tied = voting::result(tx.conn(), &ballot.id, now)?.is_some_and(|c| c.waits_for_chair());
    if motion.end.is_some() || !may_annul(ballot.phase(now), tied) {
        return Err(say!("ballot-refused-annul").into());
    }
    voting::annul(tx, &ballot.id, why)
}

/// Reminds by the clock: the member while it is waited for, the office once the time ran out, the
/// directors who have not voted. Each letter goes out once: its key says which.
///
/// # Errors
/// If the database fails.
pub fn remind_by_clock(tx: &mut Tx, id: &MotionId) -> Result<(), Fault> {
    let motion = store::load(tx.conn(), id)?;
    if motion.end.is_some() {
        return Ok(());
    }
    let now = tx.now();
    match last(tx, id)? {
        None if motion.answer.is_some() => Ok(()),
        None if motion.heard_until <= now => {
            let what = say!("expulsion-letter-office-silent");
            letters::office(tx, &motion, &format!("{id}:silent"), &what)
        }
        None => match reminder(motion.at, motion.heard_until, now) {
            Some(step) => letters::waited_for(tx, &motion, step),
            None => Ok(()),
        },
        Some(ballot) if ballot.phase(now) == Phase::Open => {
            match reminder(ballot.opens_at, ballot.closes_at, now) {
                Some(step) => letters::remind(tx, &motion, &ballot, &step.to_string()).map(|_| ()),
                None => Ok(()),
            }
        }
        Some(_) => Ok(()),
    }
}

/// The office reminds now, at most once on a day of the chamber's. Gives how many directors have not voted.
///
/// # Errors
/// `Fault::Missing` if no ballot runs.
pub fn remind_by_hand(tx: &mut Tx, id: &MotionId) -> Result<usize, Fault> {
    let motion = door::led(tx, id)?;
    let now = tx.now();
    let ballot = last(tx, id)?.filter(|b| b.phase(now) == Phase::Open);
    let ballot = ballot.ok_or(Fault::Missing)?;
    let entry = Entry::on(MOTION, id).did("expulsion.motion.reminded");
    audit::record(tx, entry.after(&json!({ "ballot": ballot.id })))?;
    let day = tx.today()?.to_string();
    letters::remind(tx, &motion, &ballot, &day)
}
