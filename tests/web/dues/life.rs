//! A year in the life of five companies, every number counted by hand.
use super::{Chamber, balanced, day, pay, state};
use huiguan::dues::rules::invoice::{Kind, State};
use huiguan::kernel::Fen;
use huiguan::membership;
use huiguan::membership::rules::period::{MonthDay, PeriodRules, Span};
use huiguan::membership::rules::standing::Standing;

pub fn rules() -> PeriodRules {
    PeriodRules {
        rollover: Some(MonthDay { month: 9, day: 1 }),
        grace_days: 90,
        arrears_days: 30,
        confirm_lapse: false,
        ..PeriodRules::default()
    }
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story, told from its beginning to its end"
)]
fn a_year_in_the_life_of_five_companies() {
    let chamber = Chamber::with(rules());

    // Two join on New Year's Day: a whole year and the joining fee.
    chamber.at("2026-01-01");
    let (lapser, lapsed_first) = chamber.joins("远航物流集团");
    let (climber, climbed_first) = chamber.joins("晨光机械有限公司");
    let first = lapsed_first.unwrap();
    assert_eq!(first.sums.total, Fen(600_000));
    assert_eq!(first.number, "D2026-00001");
    assert_eq!(first.due_on, day("2026-01-31"));
    assert_eq!(chamber.standing(&lapser), Standing::Admitted);
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first, "6,000");
    pay(&mut treasurer, &climbed_first.unwrap(), "6000.00");
    assert_eq!(chamber.standing(&lapser), Standing::Current);
    assert_eq!(chamber.covered(&lapser), Some(day("2026-12-31")));

    // Two join in March: ten of twelve months of 5,000 are 4,166.67.
    chamber.at("2026-03-01");
    let (half, halfs) = chamber.joins("东方纺织厂");
    let (more, mores) = chamber.joins("南洋贸易行");
    let (halfs, mores) = (halfs.unwrap(), mores.unwrap());
    assert_eq!(halfs.sums.total, Fen(416_667 + 100_000));
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &halfs, "2583.33");
    pay(&mut treasurer, &mores, "6000");
    let halfs = chamber.invoices(&half).remove(0);
    assert_eq!(halfs.open(), Fen(258_334));
    assert_eq!(state(&chamber, &halfs), State::PartlyPaid);
    let mores = chamber.invoices(&more).remove(0);
    assert_eq!(state(&chamber, &mores), State::Paid);
    treasurer.open(&format!("/desk/dues/companies/{}", more.company));
    treasurer.sees("¥833.33");

    // In May one is promoted: eight of twelve months of the difference of 5,000.
    chamber.at("2026-05-01");
    let mut treasurer = chamber.treasurer();
    let account = format!("/desk/dues/companies/{}", climber.company);
    treasurer.open(&account);
    treasurer
        .fill("rank", "director")
        .fill("on", "2026-05-01")
        .fill("rank_why", "Board of April");
    treasurer.submit("/rank").is_at(&account);
    let charge = chamber
        .invoices(&climber)
        .into_iter()
        .find(|i| i.kind == Kind::Rank);
    let charge = charge.unwrap();
    assert_eq!(charge.sums.total, Fen(333_333));
    assert_eq!(
        charge.span,
        Some(Span {
            first: day("2026-05-01"),
            last: day("2026-12-31")
        })
    );
    pay(&mut treasurer, &charge, "3333.33");
    assert_eq!(
        state(&chamber, &chamber.invoices(&half).remove(0)),
        State::Overdue
    );

    // In September one joins with rollover: a whole year, to the end of the next one.
    chamber.at("2026-09-15");
    let (roller, rollers) = chamber.joins("北辰科技有限公司");
    let rollers = rollers.unwrap();
    assert_eq!(rollers.sums.total, Fen(600_000));
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &rollers, "6000");
    assert_eq!(chamber.covered(&roller), Some(day("2027-12-31")));

    // What was overpaid pays a part of the next year: 5,000.00 - 833.33.
    chamber.at("2026-11-10");
    let mut treasurer = chamber.treasurer();
    treasurer.open(&format!("/desk/dues/companies/{}", more.company));
    treasurer.submit("/renew");
    let next = chamber.invoices(&more).remove(0);
    assert_eq!(next.sums.total, Fen(500_000));
    assert_eq!(
        next.span,
        Some(Span {
            first: day("2027-01-01"),
            last: day("2027-12-31")
        })
    );
    treasurer
        .open(&format!("/desk/dues/invoices/{}", next.id))
        .submit("/balance");
    assert_eq!(chamber.invoices(&more).remove(0).open(), Fen(416_667));

    // One doesn't renew: grace to the end of March, arrears for thirty days, then it lapses.
    chamber.at("2027-03-31");
    assert_eq!(chamber.standing(&lapser), Standing::Grace);
    chamber.at("2027-04-30");
    assert_eq!(chamber.standing(&lapser), Standing::InArrears);
    chamber.at("2027-05-01");
    assert_eq!(chamber.standing(&lapser), Standing::Lapsed);
    assert_eq!(chamber.standing(&roller), Standing::Current);

    // It comes back in June: seven of twelve months, and the gap stays.
    chamber.at("2027-06-10");
    let mut treasurer = chamber.treasurer();
    treasurer.open(&format!("/desk/dues/companies/{}", lapser.company));
    treasurer.submit("/renew");
    let back = chamber.invoices(&lapser).remove(0);
    assert_eq!(back.sums.total, Fen(291_667));
    assert_eq!(chamber.standing(&lapser), Standing::Admitted);
    pay(&mut treasurer, &back, "2916.67");
    assert_eq!(chamber.standing(&lapser), Standing::Current);
    let id = lapser.id.clone();
    let periods = chamber
        .app
        .db
        .read_now(move |conn| membership::periods(conn, &id))
        .unwrap();
    let spans: Vec<Span> = periods.iter().map(|p| p.span).collect();
    assert_eq!(
        spans,
        [
            Span {
                first: day("2026-01-01"),
                last: day("2026-12-31")
            },
            Span {
                first: day("2027-06-10"),
                last: day("2027-12-31")
            },
        ]
    );
    balanced(&mut treasurer);
    // Billed: 6,000 x 2, 5,166.67 x 2, 3,333.33 and 6,000 in 2026; paid: all but 2,583.34 and
    // 4,166.67 of what is open. What was billed in 2026 for 2027 is income of 2027.
    treasurer.open("/desk/dues").sees("¥6,750.01");
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .sees("¥31,666.67")
        .misses("¥36,666.67");
}
