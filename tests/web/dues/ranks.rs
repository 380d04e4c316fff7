//! Another rank in the midst of a period, and back: what was charged by mistake is credited where it was
//! charged, and the first dues stay what they were.
use super::{Chamber, balanced, day, pay, state};
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::dues;
use huiguan::dues::rules::invoice::{Invoice, Kind, State};
use huiguan::kernel::Fen;
use huiguan::membership::rules::period::{PeriodRules, Span};
use huiguan::membership::rules::standing::Standing;
use huiguan::membership::rules::{Membership, NewMember};
use huiguan::membership::{self};
use huiguan::schema::prepaid_lots;

fn chamber(on: &str) -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at(on);
    chamber
}

fn rank(treasurer: &mut Browser, member: &Membership, rank: &str, on: &str) {
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer
        .open(&account)
        .fill("rank", rank)
        .fill("on", on)
        .fill("rank_why", "Board");
    treasurer.submit("/rank").is_at(&account);
}

fn of_kind(chamber: &Chamber, member: &Membership, kind: Kind) -> Vec<Invoice> {
    let mut all = chamber.invoices(member);
    all.retain(|invoice| invoice.kind == kind);
    all
}

fn owed(chamber: &Chamber, member: &Membership) -> i64 {
    chamber.invoices(member).iter().map(|i| i.open().0).sum()
}

/// A company joins today with a rank, with its first invoice.
fn joins_as(chamber: &Chamber, name: &str, rank: &'static str) -> (Membership, Invoice) {
    let (company, joined_on) = (chamber.company(name), chamber.today());
    chamber.write(move |tx| {
        let new = NewMember {
            company: company.clone(),
            case: None,
            rank: rank.to_owned(),
            joined_on,
            published: true,
        };
        let member = membership::admit(tx, &new)?;
        let invoice = dues::begin(tx, &member.id)?.unwrap();
        Ok((member, invoice))
    })
}

/// A member from before the portal that has paid for 2026 there: a period without an invoice.
pub fn from_before(chamber: &Chamber, name: &str, rank: &'static str) -> Membership {
    let company = chamber.company(name);
    chamber.write(move |tx| {
        let new = NewMember {
            company: company.clone(),
            case: None,
            rank: rank.to_owned(),
            joined_on: day("2020-05-01"),
            published: true,
        };
        let member = membership::admit(tx, &new)?;
        let paid = Span {
            first: day("2026-01-01"),
            last: day("2026-12-31"),
        };
        membership::carry_over(tx, &member.id, rank, paid)?;
        Ok(member)
    })
}

/// What is left of a company's balance.
fn balance(chamber: &Chamber, member: &Membership) -> i64 {
    let company = member.company.clone();
    let left = chamber.app.db.read_now(move |conn| {
        let left: Vec<i64> = prepaid_lots::table
            .filter(prepaid_lots::company_id.eq(&company))
            .select(prepaid_lots::remaining)
            .load(conn)?;
        Ok(left)
    });
    left.unwrap().iter().sum()
}

fn ranked(chamber: &Chamber, member: &Membership) -> String {
    let id = member.id.clone();
    let found = chamber
        .app
        .db
        .read_now(move |conn| membership::load(conn, &id));
    found.unwrap().rank
}

#[test]
fn a_rank_given_by_mistake_is_credited_where_it_was_charged() {
    let chamber = chamber("2026-01-15");
    let (member, first) = chamber.joins("晨光机械有限公司");
    assert_eq!(first.unwrap().sums.total, Fen(600_000));
    let mut treasurer = chamber.treasurer();
    rank(&mut treasurer, &member, "director", "2026-01-15");
    let charged = of_kind(&chamber, &member, Kind::Rank).remove(0);
    assert_eq!(charged.sums.total, Fen(500_000));
    rank(&mut treasurer, &member, "member", "2026-01-15");
    let charged = of_kind(&chamber, &member, Kind::Rank).remove(0);
    assert_eq!(charged.sums.credited, Fen(500_000));
    let first = of_kind(&chamber, &member, Kind::Dues).remove(0);
    assert_eq!(
        (first.sums.credited, first.open()),
        (Fen(0), Fen(600_000)),
        "the first dues stay as they were"
    );
    assert_eq!(state(&chamber, &first), State::Issued);
    assert_eq!(chamber.covered(&member), None);
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    balanced(&mut treasurer);
}

#[test]
fn a_member_from_before_the_portal_is_charged_and_credited_alike() {
    let chamber = chamber("2026-11-20");
    let member = from_before(&chamber, "东方纺织厂", "member");
    let mut treasurer = chamber.treasurer();
    rank(&mut treasurer, &member, "director", "2026-11-20");
    assert_eq!(owed(&chamber, &member), 83_333);
    rank(&mut treasurer, &member, "member", "2026-11-20");
    assert_eq!(owed(&chamber, &member), 0);
    // Up and down once more: charged anew, credited anew.
    rank(&mut treasurer, &member, "director", "2026-11-20");
    assert_eq!(owed(&chamber, &member), 83_333);
    rank(&mut treasurer, &member, "member", "2026-11-20");
    assert_eq!(owed(&chamber, &member), 0);
    assert_eq!(chamber.covered(&member), Some(day("2026-12-31")));
    balanced(&mut treasurer);
}

#[test]
fn a_period_that_is_billed_again_costs_what_the_ranks_held_in_it_cost() {
    let chamber = chamber("2026-01-15");
    let (member, first) = chamber.joins("晨光机械有限公司");
    chamber.at("2026-07-10");
    let mut treasurer = chamber.treasurer();
    rank(&mut treasurer, &member, "director", "2026-07-01");
    let charged = of_kind(&chamber, &member, Kind::Rank).remove(0);
    assert_eq!(charged.sums.total, Fen(250_000));
    treasurer
        .open(&format!("/desk/dues/invoices/{}", first.unwrap().id))
        .fill("cancel_why", "Another title")
        .submit("/cancel");
    assert_eq!(
        owed(&chamber, &member),
        0,
        "with what was charged for the rank"
    );
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .submit("/renew");
    let anew = of_kind(&chamber, &member, Kind::Dues);
    let anew = anew.iter().find(|one| one.open().0 > 0).unwrap();
    // At the rank of its first day; the higher one from July is charged beside it, and both are named.
    assert_eq!(anew.sums.total, Fen(500_000));
    let charged = of_kind(&chamber, &member, Kind::Rank);
    let charged = charged.iter().find(|one| one.open().0 > 0).unwrap();
    let span = charged.span.unwrap();
    assert_eq!(
        (charged.sums.total, span.first, span.last),
        (Fen(250_000), day("2026-07-01"), day("2026-12-31"))
    );
    treasurer.sees(&format!("{}, {}", anew.number, charged.number));
    assert_eq!(owed(&chamber, &member), 750_000, "half a year of each rank");
    // As it would be had nothing been cancelled.
    rank(&mut treasurer, &member, "member", "2026-07-01");
    assert_eq!(owed(&chamber, &member), 500_000);
    balanced(&mut treasurer);
}

#[test]
fn what_a_member_from_before_paid_too_much_is_balance_that_pays_dues() {
    let chamber = chamber("2026-11-20");
    let member = from_before(&chamber, "青竹纸业有限公司", "director");
    let mut treasurer = chamber.treasurer();
    // Two months of the difference of 5,000: no invoice can be credited.
    rank(&mut treasurer, &member, "member", "2026-11-20");
    treasurer.sees("¥833.33").sees("as balance");
    assert_eq!(balance(&chamber, &member), 83_333);
    assert!(chamber.invoices(&member).is_empty());
    assert_eq!(chamber.covered(&member), Some(day("2026-12-31")));
    // Back up it is taken back, and nothing is charged beside it; and down again.
    rank(&mut treasurer, &member, "director", "2026-11-20");
    assert_eq!(balance(&chamber, &member), 0);
    assert!(chamber.invoices(&member).is_empty());
    rank(&mut treasurer, &member, "member", "2026-11-20");
    assert_eq!(balance(&chamber, &member), 83_333);
    // It may pay dues. What is spent is charged once the rank is higher again.
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).submit("/renew");
    let next = chamber.invoices(&member).remove(0);
    let page = format!("/desk/dues/invoices/{}", next.id);
    treasurer.open(&page).submit("/balance");
    treasurer.open(&page).says("dues-paid-with-balance");
    assert_eq!(owed(&chamber, &member), 500_000 - 83_333);
    rank(&mut treasurer, &member, "director", "2026-11-20");
    // 2027 is billed at the lower rank: the whole difference of it.
    assert_eq!(owed(&chamber, &member), 500_000 - 83_333 + 83_333 + 500_000);
    balanced(&mut treasurer);
}

#[test]
fn a_change_that_is_entered_late_leaves_the_later_ones_as_they_are() {
    let chamber = chamber("2026-01-01");
    let (member, _) = chamber.joins("青竹纸业有限公司");
    chamber.at("2026-11-20");
    let mut treasurer = chamber.treasurer();
    rank(&mut treasurer, &member, "director", "2026-07-01");
    rank(&mut treasurer, &member, "member", "2026-10-01");
    assert_eq!(owed(&chamber, &member), 600_000 + 125_000);
    rank(&mut treasurer, &member, "director", "2026-03-01");
    // Director for seven months, from March to September.
    assert_eq!(owed(&chamber, &member), 600_000 + 291_667);
    assert_eq!(ranked(&chamber, &member), "member");
    // It was director in August already.
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .fill("rank", "director")
        .fill("on", "2026-08-01")
        .fill("rank_why", "Board")
        .submit("/rank");
    treasurer.is_refused_at("rank");
    // A change on the same day takes the place of the one before.
    rank(&mut treasurer, &member, "member", "2026-03-01");
    assert_eq!(owed(&chamber, &member), 600_000 + 125_000);
    rank(&mut treasurer, &member, "director", "2026-10-01");
    assert_eq!(owed(&chamber, &member), 600_000 + 250_000);
    assert_eq!(ranked(&chamber, &member), "director");
    balanced(&mut treasurer);
}

#[test]
fn down_and_up_on_one_day_leaves_who_paid_all_without_a_charge_beside_a_balance() {
    let chamber = chamber("2026-01-01");
    let (member, first) = joins_as(&chamber, "远航物流集团", "director");
    assert_eq!(first.sums.total, Fen(1_100_000));
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first, "11000");
    rank(&mut treasurer, &member, "member", "2026-01-01");
    assert_eq!(
        (owed(&chamber, &member), balance(&chamber, &member)),
        (0, 500_000)
    );
    rank(&mut treasurer, &member, "director", "2026-01-01");
    assert_eq!(
        (owed(&chamber, &member), balance(&chamber, &member)),
        (0, 0)
    );
    rank(&mut treasurer, &member, "member", "2026-01-01");
    assert_eq!(
        (owed(&chamber, &member), balance(&chamber, &member)),
        (0, 500_000)
    );
    assert_eq!(chamber.covered(&member), Some(day("2026-12-31")));
    balanced(&mut treasurer);
}

#[test]
fn a_difference_for_a_year_to_come_falls_due_no_earlier_than_its_dues() {
    let chamber = chamber("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    chamber.at("2026-11-30");
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first.unwrap(), "6000");
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .submit("/renew");
    rank(&mut treasurer, &member, "director", "2026-11-30");
    let charged = of_kind(&chamber, &member, Kind::Rank);
    let due = |year: &str| {
        let mut all = charged.iter();
        let of = all.find(|one| one.span.unwrap().last == day(year));
        of.map(|one| (one.due_on, one.sums.total)).unwrap()
    };
    assert_eq!(due("2026-12-31"), (day("2026-12-30"), Fen(83_333)));
    assert_eq!(due("2027-12-31"), (day("2027-01-01"), Fen(500_000)));
    balanced(&mut treasurer);
}

#[test]
fn a_change_undone_on_its_day_leaves_no_trace_in_what_is_held_and_charged() {
    let chamber = chamber("2026-01-01");
    let (member, _) = chamber.joins("晨光机械有限公司");
    chamber.at("2026-11-30");
    let mut treasurer = chamber.treasurer();
    rank(&mut treasurer, &member, "director", "2026-11-30");
    rank(&mut treasurer, &member, "member", "2026-11-30");
    assert_eq!(owed(&chamber, &member), 600_000);
    rank(&mut treasurer, &member, "director", "2026-06-01");
    assert_eq!(ranked(&chamber, &member), "director");
    let charged = |from: &str| {
        let mut all = of_kind(&chamber, &member, Kind::Rank).into_iter();
        let of = all
            .find(|one| one.span.unwrap().first == day(from))
            .unwrap();
        (of.sums.total, of.span.unwrap().last)
    };
    // Seven of twelve months of the difference, on a paper that names these months.
    let seven = (Fen(291_667), day("2026-12-31"));
    assert_eq!(charged("2026-06-01"), seven);
    // A change that is entered late holds, and is charged, until the next one.
    rank(&mut treasurer, &member, "director", "2026-03-01");
    treasurer.sees("after that, what was recorded before holds");
    let three = (Fen(125_000), day("2026-05-31"));
    assert_eq!(charged("2026-03-01"), three);
    balanced(&mut treasurer);
}

#[test]
fn a_year_billed_again_says_on_its_papers_what_was_held_when() {
    let chamber = chamber("2026-01-01");
    let (member, first) = joins_as(&chamber, "远航物流集团", "director");
    pay(&mut chamber.treasurer(), &first, "11000");
    chamber.at("2026-11-30");
    let mut treasurer = chamber.treasurer();
    for (to, on) in [
        ("member", "2026-07-01"),
        ("director", "2026-07-15"),
        ("member", "2026-10-01"),
    ] {
        rank(&mut treasurer, &member, to, on);
    }
    treasurer
        .open(&format!("/desk/dues/invoices/{}", first.id))
        .fill("cancel_why", "Another title")
        .submit("/cancel");
    assert_eq!(owed(&chamber, &member), 0);
    assert_eq!(balance(&chamber, &member), 1_100_000);
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).submit("/renew").is_at(&account);
    let whole = of_kind(&chamber, &member, Kind::Dues);
    let whole = whole.iter().find(|one| one.open().0 > 0).unwrap();
    assert_eq!(whole.rank, "director", "held on its first day");
    assert_eq!(whole.sums.total, Fen(1_000_000));
    assert_eq!(whole.sums.credited, Fen(250_000), "from the first of July");
    let again = of_kind(&chamber, &member, Kind::Rank);
    let again = again.iter().find(|one| one.sums.billed().0 > 0).unwrap();
    assert_eq!(again.span.unwrap().first, day("2026-07-15"));
    // Half a year of the difference, less a quarter; its own money paid it, and what stays is named.
    assert_eq!(again.sums.total, Fen(250_000));
    assert_eq!((again.sums.billed(), again.open()), (Fen(125_000), Fen(0)));
    assert_eq!(owed(&chamber, &member), 750_000);
    assert_eq!(balance(&chamber, &member), 975_000);
    treasurer
        .sees(&format!("{}, {}", whole.number, again.number))
        .sees("¥9,750.00");
    balanced(&mut treasurer);
}
