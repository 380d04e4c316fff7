//! A motion to expel: a member has not paid since long and answered nothing but that it would; the
//! board votes on it.

use chrono::TimeDelta;

use super::dues::LATE;
use super::members::{Registered, act_for};
use super::play::Play;
use crate::expulsion::{self, Round};
use crate::membership;
use crate::platform::db::Fault;
use crate::voting::rules::Choice;

const GROUNDS: &str = "该会员连续未缴会费，经秘书处四次催缴、两次上门仍未缴纳，也未申请减免或分期；\
    今年未参加任何会员活动。依章程第九条第二款，提请理事会表决予以除名。（演示）";
const ANSWER: &str = "公司今年搬迁厂房，资金一时周转不开，并非有意拖欠。现承诺年底前缴清所欠会费，\
    请各位理事酌情考虑，保留我司会籍。（演示）";

/// The motion is brought, answered and put to the board; three directors have voted.
pub fn put(play: &mut Play, members: &[Registered]) -> Result<(), Fault> {
    // The fourth in a row of those that were billed and paid nothing.
    let known = members.iter().skip(4).step_by(LATE).nth(13);
    let known = known.ok_or(Fault::Missing)?;
    act_for(play, "events", known, "副总经理")?;
    play.now = play.end - TimeDelta::days(24);
    let motion = play.by("admin", |tx| {
        let member = membership::of_company(tx.conn(), &known.id)?;
        let member = member.first().ok_or(Fault::Missing)?;
        expulsion::bring(tx, &member.id, GROUNDS)
    })?;
    play.now = play.end - TimeDelta::days(17);
    play.by("events", |tx| expulsion::answer(tx, &motion, ANSWER))?;
    play.now = play.end - TimeDelta::days(3);
    let round = Round {
        closes_at: play.end + TimeDelta::days(8),
        note: String::new(),
        recused: vec![],
    };
    let ballot = play.by("admin", |tx| expulsion::open(tx, &motion, &round))?;
    let said = [(4, Choice::Yes), (6, Choice::No), (8, Choice::Abstain)];
    for (seat, choice) in said {
        let who = format!("director{seat}");
        play.now = play.end - TimeDelta::days(2) + TimeDelta::minutes(seat * 37);
        play.by(&who, |tx| expulsion::open_pack(tx, &ballot))?;
        play.tick(240);
        play.by(&who, |tx| {
            expulsion::vote(tx, &ballot, choice, None).map(|_| ())
        })?;
    }
    Ok(())
}
