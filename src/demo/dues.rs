//! The demo's money: a standard the assembly adopted, a year that most have paid, some that are late,
//! one in parts, one that paid too much.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::chamber::brand;
use super::members::Registered;
use super::papers::Papers;
use super::play::Play;
use crate::dues;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::standard::{AdoptedBy, Standard};
use crate::dues::rules::{DuesRules, StandardId};
use crate::kernel::time::day_in;
use crate::kernel::{Day, Fen};
use crate::membership::rules::period::Span;
use crate::membership::{carry_over, of_company};
use crate::platform::db::Fault;
use crate::platform::{runs, settings};

/// Every so many members have not paid the year yet.
pub const LATE: usize = 9;

fn day(year: i32, month: u32, day: u32) -> Day {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The standard, where to pay, and until when the register's members have paid.
pub fn found(play: &mut Play, papers: &Papers, members: &[Registered]) -> Result<(), Fault> {
    let today = day_in(brand().zone, play.now);
    let year = today.year();
    let yuan = |n: i64| Fen(n * 100);
    let standard = Standard {
        id: StandardId::new(),
        name: format!("{year} 年会费标准（演示）"),
        resolution: "第三届会员大会第二次会议决议第 4 号（演示）".into(),
        organ: AdoptedBy::Assembly,
        adopted_on: day(year - 1, 12, 12),
        valid_from: day(year, 1, 1),
        joining_fee: yuan(1_000),
        levels: [
            ("member", 5_000),
            ("director", 10_000),
            ("vice_president", 20_000),
            ("president", 50_000),
        ]
        .map(|(rank, fee)| (rank.to_owned(), yuan(fee)))
        .to_vec(),
        by: String::new(),
        paper: None,
    };
    play.by("treasurer", |tx| {
        dues::adopt(tx, &standard)?;
        dues::attach_resolution(tx, &standard.id, &papers.resolution)
    })?;
    let rules = DuesRules {
        payee: "示例商会（演示）".into(),
        bank: "示例银行南山支行（演示）".into(),
        account: "0000 1111 2222 3333".into(),
        ..DuesRules::default()
    };
    play.by_itself("demo", |tx| settings::set(tx, &rules))?;
    for (n, known) in members.iter().enumerate() {
        let paid = if n % LATE == 4 { year - 1 } else { year };
        play.by_itself("demo", |tx| {
            let running = of_company(tx.conn(), &known.id)?;
            let Some(member) = running.first().filter(|m| m.joined_on.year() <= paid) else {
                return Ok(());
            };
            let first = day(paid, 1, 1).max(member.joined_on);
            let span = Span {
                first,
                last: day(paid, 12, 31),
            };
            carry_over(tx, &member.id, &member.rank, span)
        })?;
    }
    Ok(())
}

/// A dues run bills who had not paid the year; some pay all, some a part, one too much.
pub fn bill(play: &mut Play, members: &[Registered]) -> Result<(), Fault> {
    let late: Vec<&Registered> = members.iter().skip(4).step_by(LATE).collect();
    let year = day_in(brand().zone, play.now).year();
    play.tick(41);
    play.by("treasurer", |tx| {
        let run = dues::start_run(tx, (day(year, 1, 1), day(year, 12, 31)))?;
        runs::all_at_once(tx, &dues::Billing, &(), &run).map(|_| ())
    })?;
    play.now += TimeDelta::days(20);
    let today = day_in(brand().zone, play.now);
    for (n, known) in late.iter().enumerate() {
        play.tick(67);
        play.by("treasurer", |tx| {
            let open = dues::open_of_company(tx.conn(), &known.id)?;
            let Some(invoice) = open.first() else {
                return Ok(());
            };
            let amount = match n % 5 {
                0 => Fen(invoice.open().0 / 2),
                1 => Fen(invoice.open().0 + 50_000),
                2 => invoice.open(),
                _ => return Ok(()),
            };
            let new = NewPayment {
                key: format!("demo:{n}"),
                company: known.id.clone(),
                method: Method::Bank,
                amount,
                received_on: today - TimeDelta::days(n as i64 % 12),
                payer: known.name.clone(),
                payer_account: format!("6222{n:012}"),
                note: invoice.reference.clone(),
                to: vec![(invoice.id.clone(), Fen(amount.0.min(invoice.open().0)))],
                spread: false,
            };
            dues::receive(tx, &new).map(|_| ())
        })?;
    }
    Ok(())
}
