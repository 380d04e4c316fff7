//! The site visit: planned, declared, written with photos, signed by both visitors, commented on.

use chrono::{NaiveTime, TimeDelta};

use crate::admission::stage::Proposal;
use crate::admission::visit::rules::{Card, Chosen, Fields, Host, Plan};
use crate::admission::visit::{self, Description, save_card};
use crate::chamber::rules::{AnswerKind, Content};
use crate::demo::chamber::brand;
use crate::demo::dice::Dice;
use crate::demo::papers::Papers;
use crate::demo::play::{Play, address};
use crate::demo::thread::Thread;
use crate::kernel::Moment;
use crate::kernel::time::{day_in, local_to_utc};
use crate::platform::db::Fault;

/// Who visits; the first leads.
const VISITORS: [&str; 2] = ["reviewer1", "reviewer2"];

/// What is seen on the spot, criterion by criterion: where all is well, and where it is not.
const SEEN: [(&str, &str); 8] = [
    (
        "现场悬挂的营业执照正本与申请材料一致，在有效期内。",
        "执照登记住所与现场地址不一致。",
    ),
    (
        "生产与办公区域均在正常运转，当日在岗约三十人。",
        "实际经营地为共享办公室，当日无人办公，未见经营迹象。",
    ),
    (
        "场所整洁，分区明确，与申报规模相称。",
        "仅有两个工位，与申报规模不符。",
    ),
    (
        "抽查劳动合同与社保缴纳凭证，相符。",
        "未能出示劳动合同与社保缴纳凭证。",
    ),
    (
        "消防通道畅通，设备有维护记录，环保设施正常运行。",
        "消防器材过期，无设备维护记录。",
    ),
    (
        "负责人说明的诉讼情况与公开信息一致，无未结案件。",
        "有两起劳动争议尚未结案，材料中未说明。",
    ),
    (
        "负责人希望结识同行，并愿参加专业委员会。",
        "对入会目的说不清楚。",
    ),
    (
        "了解会费标准，愿意按时缴纳并参加活动。",
        "对缴纳会费有保留。",
    ),
];
const SHOWN: [&str; 3] = ["执照原件", "现场查看与照片", "负责人陈述"];
const CAPTIONS: [&str; 4] = ["厂区外观", "生产车间", "会议室", "仓库"];

/// The office plans a visit so many days ahead.
pub fn plan(play: &mut Play, thread: &Thread, ahead: i64) -> Result<(), Fault> {
    let id = thread.case()?;
    let starts = on_day(play.now + TimeDelta::days(ahead), 9, 30);
    let mut visitors = vec![];
    for (at, who) in VISITORS.into_iter().enumerate() {
        let role = if at == 0 {
            "行业代表"
        } else {
            "财务代表"
        };
        visitors.push(Chosen {
            person: play.person(who)?,
            role: role.into(),
            leads: at == 0,
        });
    }
    let plan = Plan {
        purpose: "核实证照与实际经营情况，了解入会意愿".into(),
        address: thread.firm.profile.address.clone(),
        starts,
        ends: starts + TimeDelta::hours(2),
        host: Host {
            name: thread.firm.contact.clone(),
            phone: format!("010-0000{:04}", 1000 + thread.number),
            email: address(&thread.applicant),
        },
        visitors,
    };
    play.by("admin", |tx| visit::plan(tx, &id, &plan))
}

fn on_day(moment: Moment, hour: u32, minute: u32) -> Moment {
    let zone = brand().zone;
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
    local_to_utc(zone, day_in(zone, moment).and_time(time))
}

/// Both visitors declare that nothing stands against it.
pub fn declare(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    for who in VISITORS {
        play.by(who, |tx| visit::declare(tx, &id, None))?;
        play.tick(4_000);
    }
    Ok(())
}

/// The lead writes the record on the spot, with photos, and freezes it.
pub fn write(
    play: &mut Play,
    papers: &Papers,
    thread: &Thread,
    conclusion: Proposal,
) -> Result<(), Fault> {
    let id = thread.case()?;
    let mut dice = Dice::of(0x5649_5349 + thread.number as u64);
    let known = play
        .by("reviewer1", |tx| visit::latest(tx.conn(), &id))?
        .ok_or(Fault::Missing)?;
    let content = known.content().clone();
    for (at, card) in Card::all(&content).into_iter().enumerate() {
        let typed = card_of(&card, &content, thread, play.now, conclusion, &mut dice);
        let who = VISITORS.get(at % 3 / 2).copied().unwrap_or("reviewer1");
        if !typed.is_empty() {
            play.by(who, |tx| {
                save_card(tx, &id, &card.name(), (0, &typed)).map(|_| ())
            })?;
            play.tick(150);
        }
    }
    for n in 0..dice.below(3) + 2 {
        let kind = (thread.number + n) % CAPTIONS.len();
        let caption = CAPTIONS.get(kind).copied().unwrap_or_default().to_owned();
        let photo = papers.photo(thread.number, kind)?;
        let criterion = content
            .list
            .get(n)
            .map(|c| c.key.clone())
            .unwrap_or_default();
        let what = Description { caption, criterion };
        let photos = [(format!("demo-{}-{n}", thread.number), photo.clone())];
        play.by("reviewer1", |tx| visit::add_photos(tx, &id, &photos, &what))?;
        play.tick(40);
    }
    play.by("reviewer1", |tx| visit::freeze(tx, &id))?;
    play.tick(90);
    sign(play, thread, "reviewer1")
}

fn card_of(
    card: &Card,
    content: &Content,
    thread: &Thread,
    now: Moment,
    conclusion: Proposal,
    dice: &mut Dice,
) -> Fields {
    let day = day_in(brand().zone, now);
    let pairs: Vec<(&str, String)> = match card {
        Card::Meeting => vec![
            ("began", format!("{day}T09:30")),
            ("ended", format!("{day}T11:20")),
            ("address", thread.firm.profile.address.clone()),
            (
                "hosts",
                format!(
                    "{}，总经理\n{}，董事长",
                    thread.firm.contact, thread.firm.head
                ),
            ),
        ],
        Card::Finding(key) => match content.list.iter().position(|c| c.key == *key) {
            Some(at) => finding(content, at, conclusion, dice),
            None => vec![],
        },
        Card::Unseen if thread.number.is_multiple_of(3) => {
            vec![("text", "当日财务人员外出，未查看纳税申报资料。".into())]
        }
        Card::Disagreements if thread.number.is_multiple_of(7) => {
            vec![(
                "text",
                "财务代表认为场所规模偏小，行业代表认为与其业务相称。".into(),
            )]
        }
        Card::Unseen | Card::Disagreements => vec![],
        Card::Conclusion => concluded(conclusion, now),
    };
    pairs
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text))
        .collect()
}

fn finding(
    content: &Content,
    at: usize,
    conclusion: Proposal,
    dice: &mut Dice,
) -> Vec<(&'static str, String)> {
    let poor = conclusion == Proposal::Reject && (at == 1 || dice.below(2) == 0);
    let kind = content.list.get(at).map_or(AnswerKind::Text, |c| c.kind);
    let answer = match kind {
        AnswerKind::Met if poor => "not",
        AnswerKind::Met if dice.below(5) == 0 => "partly",
        AnswerKind::Met => "met",
        AnswerKind::Rating if poor => "1",
        AnswerKind::Rating if dice.below(3) == 0 => "5",
        AnswerKind::Rating => "4",
        AnswerKind::YesNo if poor => "no",
        AnswerKind::YesNo => "yes",
        AnswerKind::Text => "与材料相符。",
    };
    let (well, ill) = SEEN.get(at).copied().unwrap_or_default();
    let seen = if poor { ill } else { well };
    vec![
        ("answer", answer.into()),
        ("observation", seen.into()),
        (
            "evidence",
            dice.pick(&SHOWN).copied().unwrap_or_default().into(),
        ),
    ]
}

fn concluded(conclusion: Proposal, now: Moment) -> Vec<(&'static str, String)> {
    let due = day_in(brand().zone, now + TimeDelta::days(120));
    match conclusion {
        Proposal::Conditions => vec![
            ("proposal", "conditions".into()),
            ("statement", "总体情况良好，建议附条件同意入会。".into()),
            ("condition-1", "补交上年度安全生产检查报告".into()),
            ("due-1", due.to_string()),
        ],
        Proposal::Reject => vec![
            ("proposal", "reject".into()),
            ("statement", "未见实际经营，建议暂不同意入会。".into()),
        ],
        Proposal::Pass | Proposal::Visit => vec![
            ("proposal", "pass".into()),
            ("statement", "证照齐全，经营正常，建议同意入会。".into()),
        ],
    }
}

/// A visitor signs what is frozen.
pub fn sign(play: &mut Play, thread: &Thread, who: &str) -> Result<(), Fault> {
    let id = thread.case()?;
    play.by(who, |tx| {
        let known = visit::latest(tx.conn(), &id)?.ok_or(Fault::Missing)?;
        let hash = known
            .frozen
            .map(|frozen| frozen.hash)
            .ok_or(Fault::Missing)?;
        visit::sign(tx, &id, &hash)
    })
}

/// The company comments on the facts.
pub fn comment(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let text = "感谢各位到访。记录所述事实无误，纳税资料已补发秘书处邮箱。";
    play.by(&thread.applicant, |tx| visit::comment(tx, &id, text))
}
