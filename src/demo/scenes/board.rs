//! Before the board: recommended, announced, voted on, counted; reasons given, objections heard.

use chrono::TimeDelta;

use crate::admission::application::{appeal as object, decide_appeal};
use crate::admission::ballot::rules::Proposed;
use crate::admission::ballot::rules::Reason;
use crate::admission::ballot::{self, Admission};
use crate::admission::case::KIND;
use crate::admission::review;
use crate::admission::stage::Proposal;
use crate::ballots::{self, Subjects};
use crate::demo::play::Play;
use crate::demo::thread::Thread;
use crate::platform::db::Fault;
use crate::voting;
use crate::voting::rules::{BallotId, Choice};

const SUBJECTS: Subjects = Subjects::new(&[&Admission]);

/// What a director adds to a vote.
fn comment(choice: Choice, seat: usize) -> &'static str {
    let said = match choice {
        Choice::Yes => ["同意，建议安排一次会员走访。", "材料充分，支持。"],
        Choice::No => ["经营情况尚不明朗，建议暂缓。", "与章程规定的条件仍有差距。"],
        Choice::Abstain => ["对该行业了解不多，不便评价。", "尚需补充信息，暂不表态。"],
    };
    let [even, odd] = said;
    if seat.is_multiple_of(2) { even } else { odd }
}

/// The secretariat lays the case before the board.
pub fn recommend(play: &mut Play, thread: &Thread, proposal: Proposal) -> Result<(), Fault> {
    let id = thread.case()?;
    let (summary, conditions) = match proposal {
        Proposal::Reject => ("审查与考察均认为暂不具备条件，建议不予通过。", vec![]),
        Proposal::Conditions => (
            "审查与考察均建议附条件通过。",
            vec!["入会后三个月内补交上年度安全生产检查报告。".to_owned()],
        ),
        _ => ("审查与考察意见一致，建议同意入会。", vec![]),
    };
    let proposed = Proposed {
        proposal,
        summary: summary.to_owned(),
        conditions,
    };
    play.by("admin", |tx| ballot::recommend(tx, &id, &proposed))
}

/// The case is announced.
pub fn announce(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    play.by("admin", |tx| ballot::publish_notice(tx, &id))
}

/// The ballot opens for so many days.
pub fn open(play: &mut Play, thread: &Thread, days: i64) -> Result<(), Fault> {
    let closes = play.now + TimeDelta::days(days);
    let question = ballot::question(&thread.case()?);
    play.by("admin", |tx| {
        ballots::open(tx, &[question], closes).map(|_| ())
    })
}

fn running(play: &mut Play, thread: &Thread) -> Result<BallotId, Fault> {
    let id = thread.case()?;
    let rounds = play.by("admin", |tx| voting::rounds(tx.conn(), KIND, id.as_str()))?;
    rounds
        .last()
        .map(|round| round.id.clone())
        .ok_or(Fault::Missing)
}

/// A director reads the pack and votes.
pub fn vote(play: &mut Play, thread: &Thread, seat: usize, choice: Choice) -> Result<(), Fault> {
    let (ballot, who) = (running(play, thread)?, format!("director{seat}"));
    let spoken = (thread.number + seat).is_multiple_of(5);
    let comment = spoken.then(|| comment(choice, seat));
    play.by(&who, |tx| ballots::open_pack(tx, SUBJECTS, &ballot))?;
    play.tick(200);
    play.by(&who, |tx| {
        ballots::vote(tx, SUBJECTS, &ballot, choice, comment).map(|_| ())
    })
}

/// A director steps back.
pub fn step_back(play: &mut Play, thread: &Thread, seat: usize) -> Result<(), Fault> {
    let (ballot, who) = (running(play, thread)?, format!("director{seat}"));
    play.by(&who, |tx| {
        ballots::step_back(
            tx,
            SUBJECTS,
            &ballot,
            "与申请企业有长期供货关系，申请回避。",
        )
    })
}

/// The clock closes the ballot.
pub fn close(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let ballot = running(play, thread)?;
    play.by_itself("ballot worker", |tx| {
        ballots::close_by_clock(tx, SUBJECTS, &ballot)
    })
}

/// The office takes the round back: the board wants to know more first.
pub fn put_off(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let ballot = running(play, thread)?;
    let why = "多位理事要求先补充最近一年的纳税信用等级，再行表决。";
    play.by("admin", |tx| ballots::annul(tx, SUBJECTS, &ballot, why))
}

/// The office gives the reasons of a rejection.
pub fn give_reasons(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    play.by("admin", |tx| {
        let known = review::load(tx.conn(), &id)?.ok_or(Fault::Missing)?;
        let published = known.criteria.reasons().first().ok_or(Fault::Missing)?;
        let reason = Reason {
            code: published.code.clone(),
            title: published.text.clone(),
            text: "实地考察时未见实际经营，且有劳动争议尚未结案。".into(),
        };
        let message = "欢迎贵公司在整改完成后再次申请。如有异议，可在期限内提出。";
        ballot::give_reasons(tx, &id, &[reason], message)
    })
}

/// The company objects.
pub fn appeal(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let why = "考察当日为公司团建，并非停止经营。劳动争议已于上月调解结案，附调解书。";
    play.by(&thread.applicant, |tx| object(tx, &id, why))
}

/// The objection is heard and the decision stands.
pub fn uphold(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let why = "经复核，申请时的经营情况与材料不符，维持原决定。";
    play.by("admin", |tx| decide_appeal(tx, &id, false, why))
}
