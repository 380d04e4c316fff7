//! A plain motion before the board: three directors have voted.

use chrono::TimeDelta;

use super::play::Play;
use crate::ballots::{self, Question, Subjects};
use crate::chamber::rules::Organ;
use crate::motions::{self, Plain};
use crate::platform::db::Fault;
use crate::voting::rules::Choice;

const SUBJECTS: Subjects = Subjects::new(&[&Plain]);
const TITLE: &str = "是否同意设立青年企业家委员会？（演示）";
const BODY: &str = "十二家会员联名提出，设立青年企业家委员会，由会员企业四十五岁以下的负责人组成，\
    每年组织两次交流活动，所需经费从年度活动预算中列支。（演示）";

/// Brought some days ago, and on ballot.
pub fn put(play: &mut Play) -> Result<(), Fault> {
    play.now = play.end - TimeDelta::days(2);
    let moved = (TITLE, BODY, Organ::Board);
    let motion = play.by("admin", |tx| motions::bring(tx, moved, None))?;
    let question = Question::of(&Plain, motion.as_str());
    let closes = play.now + TimeDelta::days(9);
    let opened = play.by("admin", |tx| ballots::open(tx, &[question], closes))?;
    let ballot = opened.into_iter().next().ok_or(Fault::Missing)?;
    for (seat, choice) in [(2, Choice::Yes), (5, Choice::Yes), (7, Choice::Abstain)] {
        let who = format!("director{seat}");
        play.tick(4800);
        play.by(&who, |tx| ballots::open_pack(tx, SUBJECTS, &ballot))?;
        play.tick(200);
        play.by(&who, |tx| {
            ballots::vote(tx, SUBJECTS, &ballot, choice, None).map(|_| ())
        })?;
    }
    Ok(())
}
