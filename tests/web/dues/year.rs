//! The end of a year: what is billed or paid ahead is nobody's income before the period begins.
use super::{Chamber, balanced, day, pay};
use diesel::prelude::*;
use huiguan::dues::rules::invoice::Invoice;
use huiguan::dues::{Early, booked_early};
use huiguan::kernel::{Day, Who};
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::Tx;
use huiguan::schema::entries;

fn account(member: &Membership) -> String {
    format!("/desk/dues/companies/{}", member.company)
}

fn page(invoice: &Invoice) -> String {
    format!("/desk/dues/invoices/{}", invoice.id)
}

/// What an account holds at the end of a day.
fn holds(chamber: &Chamber, account: &'static str, on: &str) -> i64 {
    let on = day(on);
    let lines = chamber.app.db.read_now(move |conn| {
        let lines: Vec<i64> = entries::table
            .filter(entries::account.eq(account))
            .filter(entries::on_day.le(on))
            .select(entries::amount)
            .load(conn)?;
        Ok(lines)
    });
    lines.unwrap().iter().sum()
}

/// A company joins with 2026, pays 6,000 at once, and is billed for 2027 on a later day.
fn billed_ahead(chamber: &Chamber, on: &str) -> (Membership, Invoice) {
    let (member, first) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &first.unwrap(), "6000");
    chamber.at(on);
    chamber
        .treasurer()
        .open(&account(&member))
        .submit("/renew")
        .is_at(&account(&member));
    let next = chamber.invoices(&member).remove(0);
    assert_eq!(next.issued_on, day(on));
    assert_eq!(next.span.unwrap().first, day("2027-01-01"));
    (member, next)
}

#[test]
fn dues_of_a_year_to_come_are_income_of_that_year_and_prepaid_until_then() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, next) = billed_ahead(&chamber, "2026-11-30");
    chamber.at("2026-12-20");
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &next, "5000");
    assert_eq!(chamber.covered(&member), Some(day("2027-12-31")));
    for (account, at_the_end, with_the_year) in [
        ("bank", 1_100_000, 1_100_000),
        ("dues_income", -600_000, -1_100_000),
        ("prepaid", -500_000, 0),
        ("receivable", 0, 0),
    ] {
        assert_eq!(holds(&chamber, account, "2026-12-31"), at_the_end);
        assert_eq!(holds(&chamber, account, "2027-01-01"), with_the_year);
    }
    // The year to come has bookings already, and its page is offered.
    treasurer
        .open("/desk/dues/ledger?year=2027")
        .sees("¥5,000.00");
    balanced(&mut treasurer);
    // They were there before the year was closed: the closing can be taken back.
    chamber.at("2027-01-05");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .submit("/close")
        .says("dues-year-is-closed");
    assert_eq!(holds(&chamber, "net_assets", "2026-12-31"), -600_000);
    treasurer
        .fill("why", "A slip was found")
        .submit("/reopen")
        .says("dues-year-reopened-done");
    assert_eq!(holds(&chamber, "net_assets", "2026-12-31"), 0);
    balanced(&mut treasurer);
}

#[test]
fn money_that_came_before_its_notice_is_prepaid_until_the_notice() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, next) = billed_ahead(&chamber, "2027-01-02");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&page(&next))
        .fill("amount", "5000")
        .fill("received_on", "2026-12-20")
        .submit("/pay")
        .is_at(&page(&next));
    for (day, prepaid) in [
        ("2026-12-19", 0),
        ("2026-12-31", -500_000),
        ("2027-01-01", -500_000),
        ("2027-01-02", 0),
    ] {
        assert_eq!(holds(&chamber, "prepaid", day), prepaid, "{day}");
        assert_eq!(holds(&chamber, "receivable", day), 0, "{day}");
    }
    assert_eq!(holds(&chamber, "dues_income", "2026-12-31"), -600_000);
    assert_eq!(holds(&chamber, "dues_income", "2027-01-02"), -1_100_000);
    balanced(&mut treasurer);
}

#[test]
fn what_is_done_about_a_notice_before_its_year_leaves_this_years_income_alone() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, next) = billed_ahead(&chamber, "2026-11-30");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&page(&next))
        .fill("relief", "waive")
        .fill("waive", "600")
        .fill("why", "Flood")
        .submit("/relief");
    pay(&mut treasurer, &next, "3000");
    treasurer.fill("cancel_why", "Wrong rank").submit("/cancel");
    // What went back to the balance isn't a minus of a minus.
    treasurer
        .open(&page(&next))
        .says("dues-paid-back")
        .misses("−-");
    for day in ["2026-12-31", "2027-12-31"] {
        assert_eq!(holds(&chamber, "dues_income", day), -600_000, "{day}");
        assert_eq!(holds(&chamber, "receivable", day), 0, "{day}");
        assert_eq!(holds(&chamber, "prepaid", day), -300_000, "{day}");
    }
    balanced(&mut treasurer);
}

/// As a build did that booked an invoice on the day it was issued.
fn booked_when_issued(chamber: &Chamber, invoice: &Invoice) {
    let (id, on) = (invoice.id.to_string(), invoice.issued_on);
    let move_back = move |tx: &mut Tx| {
        let own = format!("SELECT seq FROM bookings WHERE about_id = '{id}'");
        for sql in [
            format!("UPDATE entries SET on_day = '{on}' WHERE booking_seq IN ({own})"),
            format!("UPDATE bookings SET on_day = '{on}' WHERE about_id = '{id}'"),
        ] {
            assert!(diesel::sql_query(sql).execute(tx.conn())? > 0);
        }
        Ok(())
    };
    let who = Who::system("test");
    chamber.app.db.write_now(&who, move_back).unwrap();
}

#[test]
fn income_that_an_earlier_build_booked_before_its_year_is_named_and_stays() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, next) = billed_ahead(&chamber, "2026-11-30");
    let early = || {
        let found = chamber
            .app
            .db
            .read_now(|conn| booked_early(conn, Day::default()));
        found.unwrap()
    };
    assert_eq!(early(), [], "booked with its period");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .misses(&next.number);
    booked_when_issued(&chamber, &next);
    let (booked, of) = (2026, 2027);
    let (amount, invoices) = (next.sums.total, vec![next.number.clone()]);
    let one = Early {
        booked,
        of,
        amount,
        invoices,
    };
    assert_eq!(early(), [one]);
    for year in [2026, 2027] {
        treasurer
            .open(&format!("/desk/dues/ledger?year={year}"))
            .sees(&next.number)
            .sees("¥5,000.00");
    }
    treasurer
        .open("/desk/dues/ledger?year=2025")
        .misses(&next.number);
    assert_eq!(
        holds(&chamber, "dues_income", "2026-12-31"),
        -1_100_000,
        "nothing moves"
    );
}
