//! Motions to expel: one that the board did not carry, and one that runs: a member that paid nothing
//! for long, and asked for time.

use chrono::TimeDelta;

use super::dues::LATE;
use super::members::{Registered, act_for};
use super::play::Play;
use crate::ballots::{self, Question, Subjects};
use crate::expulsion::rules::MotionId;
use crate::expulsion::{self, Expulsion};
use crate::membership;
use crate::platform::db::Fault;
use crate::voting::rules::{BallotId, Choice};

const SUBJECTS: Subjects = Subjects::new(&[&Expulsion]);
const LOST: &str = "该会员今年会费逾期未缴，且连续两年未参加会员活动。依章程第九条第二款，\
    提请理事会表决予以除名。（演示）";
const GROUNDS: &str = "该会员今年会费至今未缴，经秘书处四次催缴、两次上门仍未缴纳，也未申请减免或分期；\
    今年未参加任何会员活动。依章程第九条第二款，提请理事会表决予以除名。（演示）";
const ANSWER: &str = "公司今年搬迁厂房，资金一时周转不开，并非有意拖欠。现承诺年底前缴清所欠会费，\
    请各位理事酌情考虑，保留我司会籍。（演示）";

/// Of the members that were billed for a year they had not paid, one of those that paid nothing.
fn late(members: &[Registered], nth: usize) -> Result<&Registered, Fault> {
    let late = members.iter().skip(4).step_by(LATE).nth(nth);
    late.ok_or(Fault::Missing)
}

fn bring(play: &mut Play, known: &Registered, grounds: &str) -> Result<MotionId, Fault> {
    play.by("admin", |tx| {
        let member = membership::of_company(tx.conn(), &known.id)?;
        let member = member.first().ok_or(Fault::Missing)?;
        expulsion::bring(tx, &member.id, grounds)
    })
}

fn open(play: &mut Play, motion: &MotionId, days: i64) -> Result<BallotId, Fault> {
    let question = Question::of(&Expulsion, motion.as_str());
    let closes = play.now + TimeDelta::days(days);
    let opened = play.by("admin", |tx| ballots::open(tx, &[question], closes))?;
    opened.into_iter().next().ok_or(Fault::Missing)
}

fn vote(play: &mut Play, ballot: &BallotId, said: &[(u8, Choice)]) -> Result<(), Fault> {
    for (seat, choice) in said {
        let who = format!("director{seat}");
        play.tick(5200);
        play.by(&who, |tx| ballots::open_pack(tx, SUBJECTS, ballot))?;
        play.tick(240);
        play.by(&who, |tx| {
            ballots::vote(tx, SUBJECTS, ballot, *choice, None).map(|_| ())
        })?;
    }
    Ok(())
}

/// Some months ago: the member said nothing, and the board was against it.
pub fn lose(play: &mut Play, members: &[Registered]) -> Result<(), Fault> {
    play.now = play.end - TimeDelta::days(88);
    let motion = bring(play, late(members, 8)?, LOST)?;
    play.now += TimeDelta::days(15);
    let ballot = open(play, &motion, 10)?;
    let (yes, no) = (Choice::Yes, Choice::No);
    let said = [
        (1, yes),
        (2, no),
        (3, no),
        (4, no),
        (6, Choice::Abstain),
        (7, yes),
        (9, no),
    ];
    vote(play, &ballot, &said)?;
    play.now += TimeDelta::days(11);
    play.by_itself("ballot worker", |tx| {
        ballots::close_by_clock(tx, SUBJECTS, &ballot)
    })
}

/// Now: the member asks for time, and three directors have voted.
pub fn put(play: &mut Play, members: &[Registered]) -> Result<(), Fault> {
    let known = late(members, 13)?;
    act_for(play, "events", known, "副总经理")?;
    play.now = play.end - TimeDelta::days(24);
    let motion = bring(play, known, GROUNDS)?;
    play.now = play.end - TimeDelta::days(17);
    play.by("events", |tx| expulsion::answer(tx, &motion, ANSWER))?;
    play.now = play.end - TimeDelta::days(3);
    let ballot = open(play, &motion, 11)?;
    let said = [(4, Choice::Yes), (6, Choice::No), (8, Choice::Abstain)];
    vote(play, &ballot, &said)
}
