//! Another rank in the midst of a period, and back: what was charged by mistake is credited where it was
//! charged, and the first dues stay what they were.
use super::{Chamber, balanced, day, state};
use crate::support::browser::Browser;
use huiguan::dues::rules::invoice::{Invoice, Kind, State};
use huiguan::kernel::Fen;
use huiguan::membership::rules::period::{PeriodRules, Span};
use huiguan::membership::rules::standing::Standing;
use huiguan::membership::rules::{Membership, NewMember};
use huiguan::membership::{self};

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
    let company = chamber.company("东方纺织厂");
    let member = chamber.write(move |tx| {
        let new = NewMember {
            company: company.clone(),
            case: None,
            rank: "member".to_owned(),
            joined_on: day("2020-05-01"),
            published: true,
        };
        let member = membership::admit(tx, &new)?;
        let paid = Span {
            first: day("2026-01-01"),
            last: day("2026-12-31"),
        };
        membership::carry_over(tx, &member.id, "member", paid)?;
        Ok(member)
    });
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
    assert_eq!(anew.sums.total, Fen(1_000_000));
    assert_eq!(owed(&chamber, &member), 750_000, "half a year of each rank");
    // As it would be had nothing been cancelled.
    rank(&mut treasurer, &member, "member", "2026-07-01");
    assert_eq!(owed(&chamber, &member), 500_000);
    balanced(&mut treasurer);
}
