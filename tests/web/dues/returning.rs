//! Who comes back is asked for nothing that it was billed for before.
use super::{Chamber, balanced, day, pay};
use huiguan::kernel::Role;
use huiguan::membership::rules::period::{MonthDay, PeriodRules};

/// A dues year that begins on 15 September.
pub fn september() -> PeriodRules {
    PeriodRules {
        year_starts: MonthDay { month: 9, day: 15 },
        ..PeriodRules::default()
    }
}

#[test]
fn nothing_new_is_asked_for_days_that_were_billed_before() {
    let chamber = Chamber::with(september());
    chamber.at("2026-09-15");
    let mut members = vec![];
    for (name, paid, open) in [
        ("晨光机械有限公司", "", 600_000),
        ("远航物流集团", "2000", 400_000),
        ("东方纺织厂", "6000", 0),
    ] {
        let (member, invoice) = chamber.joins(name);
        if !paid.is_empty() {
            pay(&mut chamber.treasurer(), &invoice.unwrap(), paid);
        }
        members.push((member, open));
    }
    chamber.app.person("Lin", &[Role::Admin]);
    // Back on the day it left, and ten days later: the notice for the year stands, paid or not.
    for (left, back) in [("2026-11-30", "2026-11-30"), ("2026-12-01", "2026-12-11")] {
        chamber.at(left);
        let mut office = chamber.person("Lin");
        for (member, _) in &members {
            office
                .open(&format!("/desk/members/{}", member.id))
                .fill("on", left)
                .fill("why", "Letter")
                .submit("/end");
        }
        chamber.at(back);
        let mut office = chamber.person("Lin");
        for (member, owed) in &members {
            let account = format!("/desk/dues/companies/{}", member.company);
            office
                .open(&account)
                .fill("back_why", "A mistake")
                .submit("/back")
                .is_at(&account)
                .says("dues-back-done");
            let invoices = chamber.invoices(member);
            let open: i64 = invoices.iter().map(|one| one.open().0).sum();
            assert_eq!((invoices.len(), open), (1, *owed), "{left} to {back}");
            assert_eq!(invoices[0].span.unwrap().last, day("2027-09-14"));
            let paid = (*owed == 0).then(|| day("2027-09-14"));
            assert_eq!(chamber.covered(member), paid);
        }
    }
    balanced(&mut chamber.treasurer());
}
