//! Three hundred members from before the portal, taken over from the register: invented companies
//! of all trades and ranks that joined over twelve years.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::chamber::{DIRECTORS, brand};
use super::dice::Dice;
use super::papers::Papers;
use super::play::Play;
use super::words::{Firm, firm};
use crate::accounts;
use crate::companies;
use crate::companies::book;
use crate::companies::book::rules::{About, Said};
use crate::kernel::id::CompanyId;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Powers};
use crate::membership::rules::NewMember;
use crate::membership::rules::roll::Mappings;
use crate::membership::rules::standing::Ending;
use crate::membership::{REGISTER, admit, bring, end, take};
use crate::platform::db::Fault;
use crate::platform::views;

/// Years before the story in which the first members joined.
const YEARS: i32 = 12;
/// Members that left, beside those that stayed.
const LEFT: usize = 9;

/// Which of them `member@` acts for.
pub const OWN: usize = 140;

/// A company of the register.
pub struct Registered {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
}

/// Takes over `count` members, oldest first, and some that have left since.
pub fn take_over(play: &mut Play, count: usize) -> Result<Vec<Registered>, Fault> {
    let today = day_in(brand().zone, play.now);
    let mut dice = Dice::of(0x4d45_4d42);
    let all = count + LEFT;
    let mut days: Vec<Day> = (0..all).map(|_| joined(&mut dice, today)).collect();
    days.sort_unstable();
    let mut kept = vec![];
    for (n, joined_on) in days.into_iter().enumerate() {
        let leaves = LEFT > 0 && n % (all / LEFT) == all / LEFT / 2 && all - n > LEFT * 2;
        play.tick(19);
        let known = take_over_one(play, n, joined_on, &mut dice, leaves)?;
        if leaves {
            let on = joined_on + TimeDelta::days(dice.between(300, 900));
            leave(play, &known, on.min(today - TimeDelta::days(20)))?;
        } else {
            kept.push(known);
        }
    }
    Ok(kept)
}

/// More of them joined in later years: the chamber grows.
fn joined(dice: &mut Dice, today: Day) -> Day {
    let back = dice.below(100).max(dice.below(100));
    let year = today.year() - YEARS + YEARS * i32::try_from(back).unwrap_or(0) / 100;
    let month = u32::try_from(dice.between(1, 12)).unwrap_or(1);
    let day = u32::try_from(dice.between(1, 28)).unwrap_or(1);
    NaiveDate::from_ymd_opt(year, month, day)
        .unwrap_or(today)
        .min(today)
}

fn rank(n: usize) -> &'static str {
    match n {
        3 => "president",
        _ if n % 37 == 5 => "vice_president",
        _ if n % 11 == 2 => "director",
        _ => "member",
    }
}

fn take_over_one(
    play: &mut Play,
    n: usize,
    joined_on: Day,
    dice: &mut Dice,
    leaves: bool,
) -> Result<Registered, Fault> {
    let firm = firm(n);
    let people = contacts(&firm, n);
    let mut profile = firm.profile;
    // A company is older than its membership.
    if profile.founded_on.is_none_or(|founded| founded > joined_on) {
        profile.founded_on = NaiveDate::from_ymd_opt(joined_on.year() - 2, 3, 18);
    }
    let published = leaves || dice.below(10) > 0;
    let name = profile.name.clone();
    let id = play.by("admin", |tx| {
        let company = companies::register(tx, profile)?;
        let member = NewMember {
            company: company.id.clone(),
            case: None,
            rank: rank(n).to_owned(),
            joined_on,
            published,
        };
        admit(tx, &member)?;
        book::bring(tx, &company.id, &people)?;
        Ok(company.id)
    })?;
    Ok(Registered { id, name })
}

/// Who a company of the register is reached by: its head, and whoever sees to everyday things.
fn contacts(firm: &Firm, n: usize) -> Vec<Said> {
    let head = Said {
        name: firm.head.clone(),
        post: "董事长".to_owned(),
        tel: format!("010-0000{:04}", 2_000 + n),
        abouts: vec![About::Representative],
        ..Said::default()
    };
    let contact = Said {
        name: firm.contact.clone(),
        post: "办公室主任".to_owned(),
        tel: format!("010-0000{:04}", 5_000 + n),
        abouts: vec![About::General, About::Dues],
        ..Said::default()
    };
    vec![head, contact]
}

fn leave(play: &mut Play, known: &Registered, on: Day) -> Result<(), Fault> {
    play.by("admin", |tx| {
        let running = crate::membership::of_company(tx.conn(), &known.id)?;
        match running.first() {
            Some(membership) => end(
                tx,
                &membership.id,
                on,
                Ending::Resigned,
                "书面申请退会（演示）",
            ),
            None => Ok(()),
        }
    })
}

/// A branch's register was brought and waits to be looked at; and a view that the office shares.
pub fn bring_register(play: &mut Play, papers: &Papers) -> Result<(), Fault> {
    const TABLE: &str = "分会会员名册（演示）\n单位名称,统一社会信用代码,会内职务,入会日期,会员编号,会费缴至\n\
        演示·临江造船有限公司,,会员单位,2019-03-05,F-001,2026-12-31\n\
        演示·北塘印染有限公司,,理事单位,2020/6/1,F-002,2026-12-31\n\
        演示·东圩农机有限公司,,会员,2021-09-15,F-003,\n\
        演示·西埠食品有限公司,123,会员单位,2018-04-20,F-004,2025-12-31\n\
        演示·南浦仓储有限公司,,顾问,去年,F-005,\n";
    const NAME: &str = "分会会员名册（演示）.csv";
    let (table, mapping) = take(TABLE.as_bytes(), &Mappings::default()).map_err(Fault::from)?;
    let file = papers.keep_text(NAME, table.text())?;
    play.by("admin", |tx| {
        bring(tx, NAME, (&file, &mapping))?;
        let query = "rank=director&standing=in_arrears";
        views::keep(tx, &REGISTER, ("欠缴的理事单位", query, true))
    })
}

/// The directors and `member@` come in and act for companies of the register; gives the
/// directors' companies by seat.
pub fn send_people(
    play: &mut Play,
    members: &[Registered],
) -> Result<Vec<(CompanyId, String)>, Fault> {
    let mut boards = vec![];
    for (at, name) in DIRECTORS.iter().enumerate() {
        let handle = format!("director{}", at + 1);
        play.enter(&handle, name, &[])?;
        let known = members.get(at * 13 + 3).ok_or(Fault::Missing)?;
        act_for(play, &handle, known, "董事长")?;
        boards.push((known.id.clone(), known.name.clone()));
    }
    play.enter("member", "喻书瑶", &[])?;
    let own = members.get(OWN).or(members.last()).ok_or(Fault::Missing)?;
    act_for(play, "member", own, "总经理")?;
    Ok(boards)
}

/// Somebody who came in acts for a company, with all powers.
pub fn act_for(play: &mut Play, handle: &str, known: &Registered, post: &str) -> Result<(), Fault> {
    let person = play.person(handle)?;
    play.by("admin", |tx| {
        accounts::link_company(tx, &known.id, &person, post, Powers::ALL)
    })
}
