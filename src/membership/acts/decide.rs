//! What is decided about a membership: suspended, ended in one of five ways, taken back, another
//! rank. Each is an event that stays, with its audit row in the same write. To expel a member takes a
//! ballot: whoever holds a carried one calls [`expel`].

use serde_json::json;

use crate::kernel::{Can, Day};
use crate::membership::policy::EndMembership;
use crate::membership::rules::ending::{OWN_NOTICE, is_own_notice};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::ranks::Held;
use crate::membership::rules::standing::Ending;
use crate::membership::rules::{MemberEvent, Membership, MembershipId, MotionStep};
use crate::membership::store::{self, history};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

fn event(
    tx: &mut Tx,
    id: &MembershipId,
    (kind, act): (&str, &'static str),
    (from, until): (Day, Option<Day>),
    (detail, why): (&str, &str),
) -> Result<(), Fault> {
    let by = tx.who().name().to_owned();
    put(tx, id, kind, (from, until), (detail, why, by))?;
    let after = json!({ "from": from, "until": until, "detail": detail });
    audit::record(
        tx,
        Entry::on("membership", id).did(act).after(&after).why(why),
    )
}

/// Puts into a member's history what happened to it, and who did it; nobody, where no single person did.
fn put(
    tx: &mut Tx,
    id: &MembershipId,
    kind: &str,
    (from, until): (Day, Option<Day>),
    (detail, why, by): (&str, &str, String),
) -> Result<(), Fault> {
    let event = MemberEvent {
        kind: kind.to_owned(),
        from,
        until,
        detail: detail.to_owned(),
        why: why.to_owned(),
        by,
    };
    let now = tx.now();
    history::insert_event(tx.conn(), id, &event, now)
}

/// Refuses whoever acts for the member: somebody else decides about it, whatever their role.
fn of_another(tx: &mut Tx, id: &MembershipId) -> Result<(), Fault> {
    let company = store::load(tx.conn(), id)?.company;
    match tx.actor()?.acts_for(&company) {
        Some(_) => Err(say!("membership-own-company").into()),
        None => Ok(()),
    }
}

/// Ends a membership: `on` is its first day not any more. It stays on record with the reason.
///
/// # Errors
/// `Fault::Refused` if it ended already, would end before it began or later than the next period, or if it is
/// to be expelled.
pub fn end(tx: &mut Tx, id: &MembershipId, on: Day, how: Ending, why: &str) -> Result<(), Fault> {
    let _can = Can::<EndMembership>::check(tx.actor()?, &())?;
    of_another(tx, id)?;
    if how == Ending::Expelled {
        return Err(say!("membership-expel-by-ballot").into());
    }
    finish(tx, id, (on, how), ("", why))
}

/// Expels a member: `on` is the day the ballot decided, and its first day not any more. An end that
/// was written down for a later day gives way. The caller holds the carried ballot, names it as
/// `resolution`, and has nobody's permission to ask.
///
/// # Errors
/// `Fault::Refused` if the membership doesn't run on that day.
pub fn expel(
    tx: &mut Tx,
    id: &MembershipId,
    on: Day,
    (resolution, why): (&str, &str),
) -> Result<(), Fault> {
    if !store::load(tx.conn(), id)?.is_current(on) {
        return Err(say!("membership-ended-already").into());
    }
    store::set_end(tx.conn(), id, Some((on, Ending::Expelled, why)))?;
    let kind = Ending::Expelled.word();
    put(tx, id, kind, (on, None), (resolution, why, String::new()))?;
    let after = json!({ "from": on, "how": kind, "resolution": resolution });
    let entry = Entry::on("membership", id).did("membership.member.ended");
    audit::record(tx, entry.after(&after).why(why))
}

/// Notes in a member's history what became of a motion to expel it. The caller has asked whether the
/// person may, and writes the audit row.
pub fn note_motion(
    tx: &mut Tx,
    id: &MembershipId,
    (step, on): (MotionStep, Day),
    number: &str,
) -> Result<(), Fault> {
    put(tx, id, step.word(), (on, None), (number, "", String::new()))
}

/// A member withdraws: nobody has to agree. The caller has asked whether the person may.
pub fn withdraw(tx: &mut Tx, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    finish(tx, id, (on, Ending::Resigned), (OWN_NOTICE, why))
}

fn finish(
    tx: &mut Tx,
    id: &MembershipId,
    (on, how): (Day, Ending),
    (detail, why): (&str, &str),
) -> Result<(), Fault> {
    let (rules, today) = (settings::get::<PeriodRules>(tx.conn())?, tx.today()?);
    store::load(tx.conn(), id)?.may_end(on, &rules, today)?;
    store::set_end(tx.conn(), id, Some((on, how, why)))?;
    let act = (how.word(), "membership.member.ended");
    event(tx, id, act, (on, None), (detail, why))
}

/// Takes an end back whose day is to come, or came some days ago: the membership runs on. What was cancelled with it
/// can be billed again.
///
/// # Errors
/// `Fault::Refused` if no end lies ahead or came lately, the company has joined anew since, and for whoever acts for
/// the member.
pub fn stay(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    let _can = Can::<EndMembership>::check(tx.actor()?, &())?;
    of_another(tx, id)?;
    let (membership, today) = (store::load(tx.conn(), id)?, tx.today()?);
    membership.may_be_taken_back(today)?;
    let others = store::of_company(tx.conn(), &membership.company)?;
    let runs = |m: &&Membership| m.id != *id && m.ended.is_none();
    if let Some(other) = others.iter().find(runs) {
        return Err(say!("membership-already", number = other.number.as_str()).into());
    }
    run_on(tx, id, why)
}

/// The member takes its own notice back before its day. The caller has asked whether the person may.
///
/// # Errors
/// `Fault::Refused` if no end lies ahead, or somebody else wrote it down.
pub fn stay_after_all(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    store::load(tx.conn(), id)?.may_stay(tx.today()?)?;
    if !is_own_notice(&history::events(tx.conn(), id)?) {
        return Err(say!("membership-stay-office").into());
    }
    run_on(tx, id, why)
}

fn run_on(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    let today = tx.today()?;
    store::set_end(tx.conn(), id, None)?;
    let act = ("stayed", "membership.member.stayed");
    event(tx, id, act, (today, None), ("", why))
}

/// Suspends a membership, for a time or until it is resumed.
///
/// # Errors
/// `Fault::Refused` if it is over by then, or its last day comes before the first.
pub fn suspend(
    tx: &mut Tx,
    id: &MembershipId,
    (from, until): (Day, Option<Day>),
    why: &str,
) -> Result<(), Fault> {
    let _can = Can::<EndMembership>::check(tx.actor()?, &())?;
    of_another(tx, id)?;
    if store::load(tx.conn(), id)?.is_over(from) {
        return Err(say!("membership-ended-already").into());
    }
    if until.is_some_and(|last| last < from) {
        return Err(say!("membership-suspend-order").into());
    }
    store::set_suspended(tx.conn(), id, Some((from, until)))?;
    let act = ("suspended", "membership.member.suspended");
    event(tx, id, act, (from, until), ("", why))
}

/// Ends a suspension before its time; from `on` the days say again how the membership stands.
pub fn resume(tx: &mut Tx, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    let _can = Can::<EndMembership>::check(tx.actor()?, &())?;
    of_another(tx, id)?;
    let membership = store::load(tx.conn(), id)?;
    let Some((from, _)) = membership.facts.suspended else {
        return Err(say!("membership-not-suspended").into());
    };
    let left = on.pred_opt().filter(|last| from <= *last);
    store::set_suspended(tx.conn(), id, left.map(|last| (from, Some(last))))?;
    let act = ("resumed", "membership.member.resumed");
    event(tx, id, act, (on, None), ("", why))
}

/// Takes an end back: the company is a member again under its old number. What lies between stays
/// on record. Who bills begins a new period.
///
/// # Errors
/// `Fault::Refused` if it didn't end, was expelled by the board (who may only apply anew), or the company has joined anew since.
pub fn reinstate(tx: &mut Tx, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    let _can = Can::<EndMembership>::check(tx.actor()?, &())?;
    of_another(tx, id)?;
    let membership = store::load(tx.conn(), id)?;
    let Some((ended, _)) = membership.ended else {
        return Err(say!("membership-not-ended").into());
    };
    if matches!(membership.facts.ended, Some((_, Ending::Expelled))) {
        return Err(say!("membership-reinstate-expelled").into());
    }
    if on < ended {
        return Err(say!("membership-reinstate-early", day = ended).into());
    }
    let others = store::of_company(tx.conn(), &membership.company)?;
    let runs = |m: &&Membership| m.id != *id && m.is_current(on);
    if let Some(other) = others.iter().find(runs) {
        return Err(say!("membership-already", number = other.number.as_str()).into());
    }
    store::set_end(tx.conn(), id, None)?;
    let act = ("reinstated", "membership.member.reinstated");
    event(tx, id, act, (on, None), ("", why))
}

/// Gives a member another rank from a day on, until the day of the next change if one is on record; which it
/// has today follows from all of them. The caller has asked whether the person may, and charges or credits
/// the difference.
///
/// # Errors
/// `Fault::Refused` if it has that rank on that day already or has ended.
pub fn set_rank(
    tx: &mut Tx,
    id: &MembershipId,
    rank: &str,
    on: Day,
    why: &str,
) -> Result<Membership, Fault> {
    let before = store::load(tx.conn(), id)?;
    let mut held = Held::of(&history::events(tx.conn(), id)?, &before.rank);
    let today = tx.today()?;
    // In earlier builds one that was entered late stood for all later days: that can be said anew.
    if held.on(on) == rank && held.on(today) == before.rank {
        return Err(say!("membership-rank-same").into());
    }
    if before.is_over(today) {
        return Err(say!("membership-ended-already").into());
    }
    let detail = format!("{} {rank}", held.on(on));
    held.change(on, rank);
    store::set_rank(tx.conn(), id, held.on(today))?;
    let act = ("rank", "membership.member.ranked");
    event(tx, id, act, (on, None), (&detail, why))?;
    Ok(before)
}
