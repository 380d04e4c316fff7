//! The qualification review: opened, declared, written, concluded.

use chrono::TimeDelta;

use crate::admission::review::rules::{Answer, Given, Sheet, Verdict};
use crate::admission::review::{self, submit};
use crate::admission::stage::Proposal;
use crate::chamber::rules::{AnswerKind, Content};
use crate::demo::dice::Dice;
use crate::demo::play::Play;
use crate::demo::thread::Thread;
use crate::platform::db::Fault;

/// What reviewers note, criterion by criterion: where all is well, and where it is not.
const NOTES: [(&str, &str); 7] = [
    (
        "登记信息与公示系统一致，执照在有效期内。",
        "实际经营地与登记住所不符。",
    ),
    ("各项材料相互印证，未见矛盾。", "员工人数前后三处不一致。"),
    (
        "近三年经营稳定，在本行业有一定口碑。",
        "成立不久，暂无可以查证的业绩。",
    ),
    (
        "公开渠道未查到违法失信记录。",
        "近一年有两起劳动争议尚未结案。",
    ),
    (
        "书面承认章程，入会理由明确。",
        "入会理由与商会宗旨关联不大。",
    ),
    (
        "承诺按时缴纳会费，并有意参加专业委员会。",
        "对会费标准提出异议。",
    ),
    (
        "与两家会员企业有多年合作，评价良好。",
        "建议待整改后再行申请。",
    ),
];
const CONDITION: &str = "入会后三个月内补交上年度安全生产检查报告。";
const DOUBT: &str =
    "近一年有两起劳动争议尚未结案，且实际经营地与登记住所不符，建议待整改后再行申请。";

/// The office opens the review with two reviewers.
pub fn open(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let people = [play.person("reviewer1")?, play.person("reviewer2")?];
    let due = play.now + TimeDelta::days(10);
    play.by("admin", |tx| review::open(tx, &id, &people, due))
}

/// A reviewer declares.
pub fn declare(play: &mut Play, thread: &Thread, who: &str, conflict: bool) -> Result<(), Fault> {
    let id = thread.case()?;
    let why = conflict.then_some("本人配偶在该公司任职，申请回避。");
    play.by(who, |tx| review::declare(tx, &id, why))
}

/// A reviewer writes and submits.
pub fn write(play: &mut Play, thread: &Thread, who: &str, proposal: Proposal) -> Result<(), Fault> {
    let id = thread.case()?;
    let mut dice = Dice::of(
        0x5245_5600 + (thread.number * 2 + who.len() + usize::from(who.ends_with('2'))) as u64,
    );
    play.by(who, |tx| {
        let known = review::load(tx.conn(), &id)?.ok_or(Fault::Missing)?;
        let sheet = sheet(known.content(), proposal, &mut dice);
        submit(tx, &id, &sheet)
    })
}

fn sheet(content: &Content, proposal: Proposal, dice: &mut Dice) -> Sheet {
    let given = content.list.iter().enumerate().map(|(at, criterion)| {
        let bad = proposal == Proposal::Reject && (at == 3 || dice.below(2) == 0);
        let (well, ill) = NOTES.get(at).copied().unwrap_or_default();
        let note = if bad { ill } else { well };
        let answer = match criterion.kind {
            AnswerKind::Met if bad => Answer::Not,
            AnswerKind::Met if dice.below(4) == 0 => Answer::Partly,
            AnswerKind::Met => Answer::Met,
            AnswerKind::Rating if bad => Answer::Rating(u8::from(dice.below(2) == 0) + 1),
            AnswerKind::Rating => Answer::Rating(if dice.below(3) == 0 { 5 } else { 4 }),
            AnswerKind::YesNo if bad => Answer::No,
            AnswerKind::YesNo => Answer::Yes,
            AnswerKind::Text => Answer::Text(note.into()),
        };
        let note = match criterion.kind {
            AnswerKind::Text => String::new(),
            _ => note.to_owned(),
        };
        let answer = Some(answer);
        (criterion.key.clone(), Given { answer, note })
    });
    Sheet {
        given: given.collect(),
        verdict: verdict(content, proposal),
    }
}

fn verdict(content: &Content, proposal: Proposal) -> Verdict {
    let (conditions, opinion) = match proposal {
        Proposal::Conditions => (CONDITION, "总体符合入会条件，建议附条件通过。"),
        Proposal::Reject => ("", DOUBT),
        Proposal::Visit => ("", "部分情况书面材料不足以判断，建议实地考察后再定。"),
        Proposal::Pass => ("", "符合入会条件，建议通过。"),
    };
    let reasons = content
        .reasons
        .iter()
        .take(1)
        .map(|r| r.code.clone())
        .collect();
    Verdict {
        proposal: Some(proposal),
        conditions: conditions.to_owned(),
        reasons: if proposal == Proposal::Reject {
            reasons
        } else {
            vec![]
        },
        opinion: opinion.to_owned(),
    }
}

/// The office concludes the review.
pub fn conclude(play: &mut Play, thread: &Thread, proposal: Proposal) -> Result<(), Fault> {
    let id = thread.case()?;
    play.by("admin", |tx| {
        let known = review::load(tx.conn(), &id)?.ok_or(Fault::Missing)?;
        review::conclude(tx, &id, &verdict(known.content(), proposal))
    })
}
