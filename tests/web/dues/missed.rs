//! A year that nobody asked for comes first, and no notice lifts arrears.
use super::returning::september;
use super::{Chamber, balanced, day, pay};
use huiguan::kernel::Fen;
use huiguan::membership::rules::period::{PeriodRules, Span};
use huiguan::membership::rules::standing::Standing;
use huiguan::membership::rules::{Membership, NewMember};
use huiguan::membership::{self};

/// A member from before the portal that has paid until 14 September 2025, today being 30 November 2026.
fn unpaid(chamber: &Chamber) -> Membership {
    chamber.at("2026-11-30");
    let company = chamber.company("青竹纸业有限公司");
    chamber.write(move |tx| {
        let new = NewMember {
            company: company.clone(),
            case: None,
            rank: "director".to_owned(),
            joined_on: day("2020-05-01"),
            published: true,
        };
        let member = membership::admit(tx, &new)?;
        let paid = Span {
            first: day("2024-09-15"),
            last: day("2025-09-14"),
        };
        membership::carry_over(tx, &member.id, "director", paid)?;
        Ok(member)
    })
}

#[test]
fn a_year_that_was_missed_is_asked_first_and_asking_lifts_no_arrears() {
    let chamber = Chamber::with(september());
    let member = unpaid(&chamber);
    assert_eq!(chamber.standing(&member), Standing::InArrears);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/runs?from=2025-09-15&to=2026-09-14")
        .sees("Members 1")
        .sees("¥10,000.00");
    treasurer
        .open("/desk/dues/runs?from=2026-09-15&to=2027-09-14")
        .sees("Members 0")
        .says("dues-skip-earlier");
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut spans = vec![];
    for _ in 0..2 {
        treasurer.open(&account).submit("/renew");
        spans = chamber.invoices(&member);
        spans.sort_by_key(|one| one.span.map(|span| span.first));
        assert_eq!(chamber.standing(&member), Standing::InArrears);
        assert_eq!(chamber.covered(&member), Some(day("2025-09-14")));
    }
    let expected = [("2025-09-15", "2026-09-14"), ("2026-09-15", "2027-09-14")];
    for (invoice, (first, last)) in spans.iter().zip(expected) {
        let span = invoice.span.unwrap();
        assert_eq!((span.first, span.last), (day(first), day(last)));
        assert_eq!(invoice.sums.total, Fen(1_000_000));
    }
    pay(&mut treasurer, &spans[0], "10000");
    assert_eq!(chamber.standing(&member), Standing::Grace);
    pay(&mut treasurer, &spans[1], "10000");
    assert_eq!(chamber.standing(&member), Standing::Current);
    assert_eq!(chamber.covered(&member), Some(day("2027-09-14")));
    balanced(&mut treasurer);
}

#[test]
fn a_year_that_was_missed_is_looked_at_and_billed_at_the_ranks_held_in_it() {
    let chamber = Chamber::with(september());
    let member = unpaid(&chamber);
    let mut treasurer = chamber.treasurer();
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer
        .open(&account)
        .fill("rank", "member")
        .fill("on", "2026-03-15")
        .fill("rank_why", "Board")
        .submit("/rank")
        .is_at(&account);
    // Half a year as a director, half a year as a member: not a member's 5,000.
    treasurer
        .open("/desk/dues/runs?from=2025-09-15&to=2026-09-14")
        .sees("Members 1")
        .sees("¥7,500.00");
    treasurer.press("dues-run-start");
    let run = treasurer.path().to_owned();
    assert!(chamber.app.carry(&run));
    treasurer.open(&run).sees("¥7,500.00");
    let billed = chamber.invoices(&member).into_iter();
    let billed: i64 = billed.map(|invoice| invoice.sums.billed().0).sum();
    assert_eq!(billed, 750_000);
    balanced(&mut treasurer);
}

#[test]
fn where_the_charter_lapses_it_the_page_says_that_it_enters_anew() {
    let chamber = Chamber::with(PeriodRules {
        confirm_lapse: false,
        ..september()
    });
    let member = unpaid(&chamber);
    assert_eq!(chamber.standing(&member), Standing::Lapsed);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/runs?from=2025-09-15&to=2026-09-14")
        .says("dues-skip-lapsed");
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).says("dues-renew-lapsed");
    treasurer.submit("/renew");
    let anew = chamber.invoices(&member).remove(0);
    assert_eq!(anew.span.unwrap().first, day("2026-11-30"));
    assert_eq!(anew.sums.total, Fen(833_333), "ten of twelve months");
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    balanced(&mut treasurer);
}
