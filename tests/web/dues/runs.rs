//! A year is billed and reminded of: once each, whatever happens in between.
use super::exact::teller;
use super::{Chamber, balanced, day, standard};
use chrono::TimeDelta;
use huiguan::accounts::{self, NewPerson};
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::Standard;
use huiguan::dues::{self, Billing};
use huiguan::kernel::{Fen, Lang, Powers, Who};
use huiguan::membership;
use huiguan::membership::rules::NewMember;
use huiguan::membership::rules::period::{PeriodKind, PeriodRules, Span};
use huiguan::platform::db::Tx;
use huiguan::platform::runs::{self, Work};
use std::collections::BTreeMap;
use std::io::Write;
use std::time::Instant;

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-11-20");
    chamber
}

/// Members from before the portal: no period is on record.
fn old_members(chamber: &Chamber, count: usize) {
    for n in 0..count {
        let company = chamber.company(&format!("示例{n}号公司"));
        let rank = if n % 5 == 4 { "president" } else { "member" };
        chamber.write(move |tx| {
            let new = NewMember {
                company: company.clone(),
                case: None,
                rank: rank.to_owned(),
                joined_on: day("2020-05-01"),
                published: true,
            };
            membership::admit(tx, &new)
        });
    }
}

#[test]
fn a_run_is_looked_at_then_bills_each_member_once_and_says_whom_it_left_out() {
    let chamber = chamber();
    old_members(&chamber, 10);
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    assert!(invoice.is_some());
    let mut treasurer = chamber.treasurer();
    treasurer.open("/desk/dues/runs");
    assert_eq!(treasurer.value_of("from"), "2027-01-01");
    treasurer.press("dues-run-preview");
    // Eight members at 5,000 and the new one; no standard names presidents.
    treasurer.sees("¥45,000.00").says("dues-skip-no-fee");
    assert_eq!(chamber.invoices(&member).len(), 1, "a preview bills nobody");
    treasurer.press("dues-run-start");
    let path = treasurer.path().to_owned();
    treasurer.press("web-run-pause");
    assert!(!chamber.app.carry(&path));
    assert_eq!(
        chamber.invoices(&member).len(),
        1,
        "a paused run bills nobody"
    );
    treasurer.open(&path).press("web-run-resume");
    assert!(chamber.app.carry(&path) && chamber.app.carry(&path));
    treasurer
        .open(&path)
        .says("web-run-is-done")
        .sees("¥45,000.00");
    let next = chamber.invoices(&member).remove(0);
    assert_eq!(next.span.unwrap().first, day("2027-01-01"));
    assert_eq!(
        (next.due_on, next.sums.total),
        (day("2027-01-01"), Fen(500_000))
    );
    // Again: everybody is billed already.
    treasurer.open("/desk/dues/runs").press("dues-run-preview");
    treasurer.says("dues-skip-billed").sees("Members 0");
    assert_eq!(treasurer.go("/desk/dues/invoices?export=csv"), 200);
    let csv = treasurer.answer().body.clone();
    assert_eq!(csv.lines().count(), 1 + 1 + 9, "{csv}");
    balanced(&mut treasurer);
}

#[test]
fn a_run_of_a_mistyped_year_bills_nobody_and_the_forecast_tells_what_a_run_does() {
    let chamber = chamber();
    old_members(&chamber, 10);
    chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    treasurer.open("/desk/dues/runs?from=2028-01-01&to=2028-12-31");
    treasurer.says("dues-skip-earlier").sees("Members 0");
    // Eight from before and the new one, for 2027.
    treasurer.open("/desk/dues/runs?from=2026-11-20&to=2027-11-19");
    treasurer.sees("¥45,000.00").sees("Members 9");
    treasurer.open("/desk/dues").sees("¥45,000.00");
}

#[test]
fn a_rolling_year_follows_what_was_paid_before_the_portal_and_is_whole() {
    let chamber = Chamber::with(PeriodRules {
        kind: PeriodKind::Rolling,
        ..PeriodRules::default()
    });
    chamber.at("2026-05-20");
    for (name, paid_until, first, last) in [
        ("东方纺织厂", "2026-06-14", "2026-06-15", "2027-06-14"),
        ("南洋贸易行", "2026-12-14", "2026-12-15", "2027-12-14"),
    ] {
        let company = chamber.company(name);
        let member = chamber.write(move |tx| {
            let new = NewMember {
                company: company.clone(),
                case: None,
                rank: "member".to_owned(),
                joined_on: day("2023-06-15"),
                published: true,
            };
            let member = membership::admit(tx, &new)?;
            // As earlier builds carried it over: from the first day of the dues year.
            let paid = Span {
                first: day("2026-01-01"),
                last: day(paid_until),
            };
            membership::carry_over(tx, &member.id, "member", paid)?;
            Ok(member)
        });
        chamber
            .treasurer()
            .open(&format!("/desk/dues/companies/{}", member.company))
            .submit("/renew");
        let next = chamber.invoices(&member).remove(0);
        let whole = Span {
            first: day(first),
            last: day(last),
        };
        assert_eq!((next.span, next.sums.total), (Some(whole), Fen(500_000)));
    }
}

#[test]
fn every_minute_of_a_year_on_two_servers_each_reminder_is_sent_once_and_one_a_day() {
    let chamber = chamber();
    let (member, _) = chamber.joins("晨光机械有限公司");
    let (payer, _) = chamber.joins("远航物流集团");
    let people = [(&member, "Owner"), (&payer, "Payer")].map(|(m, name)| {
        let (person, company) = (chamber.app.person(name, &[]), m.company.clone());
        chamber
            .write(move |tx| accounts::link_company(tx, &company, &person, "Manager", Powers::ALL));
        name
    });
    // A second server on the same database.
    let other = crate::support::database::open(chamber.app.db.url(), chamber.app.clock.clone());
    let who = Who::system("test");
    // Twelve looks a day stand for its minutes, unless the environment wants each of them.
    let each = std::env::var("HUIGUAN_TEST_EVERY_MINUTE").is_ok();
    let (step, began) = (if each { 1 } else { 120 }, Instant::now());
    let day = 24 * 60 / step;
    for at in 0..365 * day {
        std::thread::scope(|scope| {
            for db in [&chamber.app.db, &other] {
                let who = &who;
                scope.spawn(
                    move || {
                        while db.write_now(who, dues::remind_batch).unwrap() > 0 {}
                    },
                );
            }
        });
        if at == day * 10 {
            let invoice = chamber.invoices(&payer).remove(0);
            super::pay(&mut chamber.treasurer(), &invoice, "1833.33");
        }
        chamber.app.clock.advance(TimeDelta::minutes(step));
    }
    let told = format!("{} looks in {:.0?}\n", 2 * 365 * day, began.elapsed());
    std::io::stdout().lock().write_all(told.as_bytes()).unwrap();
    let mut letters: BTreeMap<(String, chrono::NaiveDate), usize> = BTreeMap::new();
    for mail in chamber.app.mails() {
        if mail.kind == "dues.remind" {
            *letters
                .entry((mail.to_address, mail.created_at.date()))
                .or_default() += 1;
        }
    }
    assert!(letters.values().all(|n| *n == 1), "{letters:?}");
    let to = |name: &str| {
        let own = crate::support::app::address(name);
        letters.keys().filter(|(to, _)| *to == own).count()
    };
    // New with the first step, due, +30, +44, +49; who paid all gets the first alone.
    assert_eq!((to(people[0]), to(people[1])), (5, 1), "{letters:?}");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/reminders")
        .says("dues-reminders-none")
        .sees("晨光机械有限公司");
}

#[test]
fn who_would_be_reminded_today_is_shown_with_the_reason() {
    let chamber = chamber();
    chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/reminders")
        .sees("晨光机械有限公司")
        .says("dues-tone-new");
    chamber.at("2027-01-10");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/reminders")
        .says("dues-tone-late")
        .sees("21 days late");
}

#[test]
fn reminders_speak_the_chambers_words_where_it_has_some() {
    let chamber = chamber();
    let mut office = chamber
        .app
        .signed_in("Lin", &[huiguan::kernel::Role::Admin]);
    let (texts, long) = ("/desk/settings/dues/texts", "x".repeat(1_001));
    office.open(texts).fill("new_en", long).submit(texts);
    office.is_refused_at("new_en");
    office.fill("new_en", "Dear member,\n\nhere are your dues.");
    office
        .fill("new_zh_cn", "会员单位：请按时缴纳会费。")
        .submit(texts);
    office.is_at("/desk/settings/dues");
    office.open(texts).sees("会员单位：请按时缴纳会费。");
    let (member, _) = chamber.joins("晨光机械有限公司");
    for (name, lang) in [
        ("Owner", Lang::En),
        ("Zhang", Lang::ZhCn),
        ("Payer", Lang::ZhTw),
    ] {
        let company = member.company.clone();
        chamber.write(move |tx| {
            let new = NewPerson {
                email: &crate::support::app::address(name),
                name,
                lang: Some(lang),
                password_hash: None,
                roles: &[],
            };
            let person = accounts::add_person(tx, &new)?;
            accounts::link_company(tx, &company, &person, "Manager", Powers::ALL)
        });
    }
    while chamber.write(dues::remind_batch) > 0 {}
    let said = |name: &str| {
        let to = crate::support::app::address(name);
        let mails = chamber.app.mails().into_iter();
        let mut own = mails.filter(|m| m.kind == "dues.remind" && m.to_address == to);
        own.next().unwrap().text_body
    };
    assert!(said("Owner").contains("here are your dues."));
    assert!(said("Zhang").contains("请按时缴纳会费"));
    // No words in this language: the portal speaks.
    assert!(!said("Payer").contains("按時繳納"));
    assert!(said("Payer").contains("¥"));
}

#[test]
fn a_standard_that_is_adopted_while_a_run_goes_on_prices_whom_it_bills_after_that() {
    let chamber = chamber();
    let (member, _) = chamber.joins("晨光机械有限公司");
    let billed = |tx: &mut Tx| {
        let year = (day("2027-01-01"), day("2027-12-31"));
        let id = dues::start_run(tx, year)?;
        let mut run = runs::run(tx.conn(), &id)?;
        let steps = Billing.next(tx.conn(), &(), &run)?;
        let dearer = Standard {
            id: StandardId::new(),
            adopted_on: day("2026-11-20"),
            valid_from: year.0,
            levels: vec![("member".into(), Fen(700_000))],
            ..standard()
        };
        dues::adopt(tx, &dearer)?;
        for (_, member) in &steps {
            Billing.put(tx, &(), &mut run, member)?;
        }
        Ok(run.done)
    };
    let db = &chamber.app.db;
    assert_eq!(db.write_now(&teller(&chamber), billed).unwrap(), 1);
    let next = chamber.invoices(&member).into_iter();
    let mut next = next.filter(|one| one.span.is_some_and(|span| span.first == day("2027-01-01")));
    assert_eq!(next.next().map(|one| one.sums.total), Some(Fen(700_000)));
}
