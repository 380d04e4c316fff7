//! The application: filled in, sent, checked, corrected, taken back.

use chrono::{NaiveTime, TimeDelta};

use crate::accounts;
use crate::admission::application::rules::{
    Field, Mark, Marked, PaperKind, Requirement, Step, requirements,
};
use crate::admission::application::{
    accept as take, add_paper, answer_items, begin, save_step, send as submit,
    send_back as give_back, vouch, withdraw as take_back,
};
use crate::admission::case;
use crate::admission::people;
use crate::admission::people::rules::Duty;
use crate::companies::rules::in_ten_thousands;
use crate::demo::papers::Papers;
use crate::demo::play::{Play, address};
use crate::demo::plot::MINE;
use crate::demo::thread::Thread;
use crate::kernel::Powers;
use crate::platform::db::Fault;

/// What the office found missing, in three turns.
const MISSING: [&[(Requirement, &str)]; 3] = [
    &[
        (
            Requirement::Paper(PaperKind::Licence),
            "营业执照扫描件右下角模糊，请重新上传清晰的彩色扫描件。",
        ),
        (
            Requirement::Company,
            "经营地址与执照登记住所不一致，请说明原因或更正。",
        ),
        (
            Requirement::People,
            "请补填财务联系人，便于日后寄送会费通知。",
        ),
    ],
    &[(
        Requirement::Paper(PaperKind::Licence),
        "执照为旧版，请上传变更后的新执照。",
    )],
    &[
        (Requirement::Identity, "企业名称与执照不一致，请核对。"),
        (
            Requirement::Reasons,
            "入会理由过于简略，请写明希望参与的工作。",
        ),
    ],
];

const WHY: [&str; 5] = [
    "希望通过商会结识上下游伙伴，参与行业标准的讨论，也愿意为会员企业提供优惠服务。",
    "公司正在拓展本地市场，期待商会在政策解读、银企对接方面给予支持，并愿意承担相应义务。",
    "多年来受益于商会组织的活动，现申请正式入会，愿意参与公益与人才培养工作。",
    "希望与同行共同提升质量与信用水平，参加商会的考察与培训。",
    "认同商会宗旨，愿意按时缴纳会费，参与商会的治理与服务。",
];

/// The applicant comes in, begins, and fills in all of it or half.
pub fn draft(
    play: &mut Play,
    papers: &Papers,
    thread: &mut Thread,
    whole: bool,
) -> Result<(), Fault> {
    if thread.applicant != "applicant" {
        play.enter(&thread.applicant, &thread.firm.contact, &[])?;
    }
    let id = play.by(&thread.applicant, |tx| begin(tx, None, ""))?;
    let steps: &[Step] = if whole {
        &[Step::Company, Step::People, Step::Rank, Step::Reasons]
    } else {
        &[Step::Company, Step::People]
    };
    for step in steps {
        play.by(&thread.applicant, |tx| {
            save_step(tx, &id, *step, |field| Some(typed(thread, field)))
        })?;
    }
    thread.case = Some(id.clone());
    if !whole {
        return Ok(());
    }
    let kinds: &[PaperKind] = match thread.plot.rank {
        "member" => &[PaperKind::Licence],
        "director" => &[PaperKind::Licence, PaperKind::Authority],
        _ => &[
            PaperKind::Licence,
            PaperKind::Authority,
            PaperKind::Accounts,
        ],
    };
    for kind in kinds {
        let file = papers.of(*kind)?;
        play.by(&thread.applicant, |tx| add_paper(tx, &id, *kind, file))?;
    }
    Ok(())
}

fn typed(thread: &Thread, field: Field) -> String {
    let (p, n) = (&thread.firm.profile, thread.number);
    let mail = address(&thread.applicant);
    match field {
        Field::Name => p.name.clone(),
        Field::NameEn => p.name_en.clone(),
        Field::CreditCode => p
            .credit_code
            .as_ref()
            .map_or(String::new(), ToString::to_string),
        Field::LegalForm => p.legal_form.clone(),
        Field::FoundedOn => p.founded_on.map_or(String::new(), |day| day.to_string()),
        Field::Capital => in_ten_thousands(p.capital_fen),
        Field::Currency => p.currency.clone(),
        Field::Industry => p.industry.clone(),
        Field::Staff => p.staff.clone(),
        Field::Revenue => p.revenue.clone(),
        Field::Address => p.address.clone(),
        Field::Website => p.website.clone(),
        Field::Introduction => p.introduction.clone(),
        Field::LegalName => thread.firm.head.clone(),
        Field::RepName | Field::ContactName => thread.firm.contact.clone(),
        Field::RepPost => "总经理".into(),
        Field::RepPhone | Field::ContactPhone => format!("010-0000{:04}", 1000 + n),
        Field::RepEmail | Field::ContactEmail => mail,
        Field::Rank => thread.plot.rank.into(),
        Field::Recommender1 if thread.plot.rank == "vice_president" => {
            "演示·推荐单位甲　陆知远".into()
        }
        Field::Recommender1Email if thread.plot.rank == "vice_president" => address("director1"),
        Field::Recommender2 if thread.plot.rank == "vice_president" => {
            "演示·推荐单位乙　贺明哲".into()
        }
        Field::Recommender2Email if thread.plot.rank == "vice_president" => address("director2"),
        Field::Why => WHY.get(n % WHY.len()).copied().unwrap_or_default().into(),
        Field::Charter => "2025-1".into(),
        Field::ConsentProcessing | Field::ConsentDirectory => "yes".into(),
        Field::ConsentSharing if n.is_multiple_of(2) => "yes".into(),
        _ => String::new(),
    }
}

/// The applicant sends. The company's legal representative confirms that they are, and lets the applicant go on
/// for the company.
pub fn send(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    play.by(&thread.applicant, |tx| submit(tx, &id).map(|_| ()))?;
    play.enter(&thread.head, &thread.firm.head, &[])?;
    let (head, me) = (address(&thread.head), address(&thread.applicant));
    play.by(&thread.applicant, |tx| {
        people::invite(tx, &id, Duty::Legal, &head)?;
        match thread.number == MINE {
            true => people::invite(tx, &id, Duty::Contact, &me),
            false => Ok(()),
        }
    })?;
    let named = play.by("admin", |tx| case::recommenders(tx.conn(), &id))?;
    for one in named {
        play.by("admin", |tx| vouch(tx, &id, one.place, true))?;
    }
    play.tick(60);
    let applicant = play.person(&thread.applicant)?;
    play.by(&thread.head, |tx| {
        let [legal, ..] = people::posts(tx.conn(), &id)?;
        let named = legal.named.ok_or(Fault::Missing)?;
        people::confirm(tx, &named.id, "董事长")?;
        let company = case::load(tx.conn(), &id)?.company.ok_or(Fault::Missing)?;
        accounts::link_company(tx, &company, &applicant, "办公室主任", Powers::ALL)
    })
}

/// What the office checks in this case, all of it fine.
fn all_fine(play: &mut Play, thread: &Thread) -> Result<Vec<Marked>, Fault> {
    let (id, now) = (thread.case()?, play.now);
    play.by("admin", |tx| {
        let route = case::load(tx.conn(), &id)?.journey(now).route;
        let asked = crate::admission::application::asked(&route);
        let fine = |r: Requirement| (r, Some(Mark::Fine));
        Ok(requirements(&asked).into_iter().map(fine).collect())
    })
}

/// The office sends it back with everything that is missing.
pub fn send_back(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let mut check = all_fine(play, thread)?;
    for (requirement, why) in MISSING
        .get(thread.number % MISSING.len())
        .copied()
        .unwrap_or_default()
    {
        let missing = Mark::Missing((*why).to_owned());
        check.push((*requirement, Some(missing)));
    }
    // Until ten in the evening of the last day.
    let day = (play.now + TimeDelta::days(15)).date();
    let until = day.and_time(NaiveTime::from_hms_opt(14, 0, 0).unwrap_or(NaiveTime::MIN));
    play.by("admin", |tx| give_back(tx, &id, &check, until))
}

/// The applicant answers item by item, brings a better paper, sends again.
pub fn answer(play: &mut Play, papers: &Papers, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let answers: Vec<(u32, String)> = (1..=3)
        .map(|n| (n, "已按要求更正并重新上传，请查收。".to_owned()))
        .collect();
    let better = papers.of(PaperKind::Qualification)?;
    play.by(&thread.applicant, |tx| {
        save_step(tx, &id, Step::People, |field| {
            Some(match field {
                Field::FinanceName => thread.firm.head.clone(),
                Field::FinancePhone => "010-00000001".into(),
                Field::FinanceEmail => address(&thread.applicant),
                other => typed(thread, other),
            })
        })?;
        add_paper(tx, &id, PaperKind::Qualification, better)?;
        answer_items(tx, &id, &answers)?;
        submit(tx, &id).map(|_| ())
    })
}

/// The office accepts.
pub fn accept(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let check = all_fine(play, thread)?;
    play.by("admin", |tx| take(tx, &id, &check))
}

/// The applicant takes it back.
pub fn withdraw(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    play.by(&thread.applicant, |tx| {
        take_back(tx, &id, "公司近期业务调整，暂缓入会，待明年再行申请。")
    })
}
