//! Before the ballot: a motion is brought and the member told; the member answers once; the office
//! may take the motion back.

use chrono::{Datelike, TimeDelta};
use serde_json::json;

use crate::companies;
use crate::expulsion::acts;
use crate::expulsion::door;
use crate::expulsion::letters;
use crate::expulsion::policy::{AnswerMotion, LeadMotion, Ties};
use crate::expulsion::read::state;
use crate::expulsion::rules::{Answer, ExpulsionRules, How, MOTION, Motion, MotionId};
use crate::expulsion::store;
use crate::kernel::Can;
use crate::membership;
use crate::membership::rules::{MembershipId, MotionStep};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings::{self, next_number};
use crate::say;

/// Brings a motion to expel a member, and tells it: with the grounds, and until when it is waited for.
///
/// # Errors
/// `Fault::Missing` for whoever acts for the member, `Fault::Refused` if the membership doesn't run or
/// another motion about it does.
pub fn bring(tx: &mut Tx, id: &MembershipId, grounds: &str) -> Result<MotionId, Fault> {
    let (me, now) = (tx.actor()?.clone(), tx.now());
    let member = membership::load(tx.conn(), id)?;
    let ties = Ties {
        own: me.acts_for(&member.company).is_some(),
        recused: false,
    };
    let _can = Can::<LeadMotion>::check(&me, &ties)?;
    let today = tx.today()?;
    if !member.is_current(today) {
        return Err(say!("expulsion-refused-ended").into());
    }
    let others = store::of_membership(tx.conn(), id)?;
    if let Some(other) = others.iter().find(|m| m.end.is_none()) {
        return Err(say!("expulsion-refused-twice", number = other.number.as_str()).into());
    }
    let rules: ExpulsionRules = settings::get(tx.conn())?;
    let year = today.year();
    let n = next_number(tx, &format!("motion:{year}"))?;
    let motion = Motion {
        id: MotionId::new(),
        number: format!("M{year}-{n:03}"),
        membership: id.clone(),
        company_name: companies::load(tx.conn(), &member.company)?.profile.name,
        company: member.company,
        organ: rules.organ,
        grounds: grounds.to_owned(),
        by: me.id,
        by_name: me.name,
        at: now,
        heard_until: now + TimeDelta::days(i64::from(rules.hearing_days)),
        answer: None,
        end: None,
    };
    store::insert(tx.conn(), &motion)?;
    let brought = (MotionStep::Brought, today);
    membership::note_motion(tx, id, brought, &motion.number)?;
    let after = json!({
        "number": motion.number, "membership": motion.membership,
        "organ": motion.organ, "heard_until": motion.heard_until,
    });
    let entry = Entry::on(MOTION, &motion.id).did("expulsion.motion.brought");
    audit::record(tx, entry.after(&after).why(grounds))?;
    letters::brought(tx, &motion)?;
    Ok(motion.id)
}

/// The member answers: once, in writing. The text stays as it is.
///
/// # Errors
/// `Fault::Missing` for whoever doesn't act for the member, `Fault::Refused` if it answered already or
/// the board votes.
pub fn answer(tx: &mut Tx, id: &MotionId, text: &str) -> Result<(), Fault> {
    let (me, now) = (tx.actor()?.clone(), tx.now());
    let motion = store::load(tx.conn(), id)?;
    let _can = Can::<AnswerMotion>::check(&me, &motion)?;
    motion.may_answer(state(tx.conn(), &motion, now)?)?;
    let answer = Answer {
        text: text.to_owned(),
        by: me.name,
        at: now,
    };
    store::set_answer(tx.conn(), id, &answer, &me.id)?;
    let entry = Entry::on(MOTION, id).did("expulsion.motion.answered");
    audit::record(tx, entry.after(&answer.text))?;
    letters::answered(tx, &motion, &answer)
}

/// The office takes a motion back before a ballot opens, with a reason; the member is told.
///
/// # Errors
/// `Fault::Refused` while the board votes and once the motion ended.
pub fn withdraw(tx: &mut Tx, id: &MotionId, why: &str) -> Result<(), Fault> {
    let motion = door::led(tx, id)?;
    let now = tx.now();
    motion.may_withdraw(state(tx.conn(), &motion, now)?)?;
    let motion = acts::finish(
        tx,
        &motion,
        (How::Withdrawn, "expulsion.motion.withdrawn"),
        why,
    )?;
    let withdrawn = (MotionStep::Withdrawn, tx.today()?);
    membership::note_motion(tx, &motion.membership, withdrawn, &motion.number)?;
    letters::withdrawn(tx, &motion, why)
}
