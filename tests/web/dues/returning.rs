//! Who comes back is asked for nothing that it was billed for before.
use super::{Chamber, balanced, day, pay};
use huiguan::dues;
use huiguan::dues::rules::invoice::{Invoice, Kind};
use huiguan::kernel::{Fen, Role};
use huiguan::membership;
use huiguan::membership::rules::period::{MonthDay, PeriodRules};
use huiguan::membership::rules::standing::Standing;
use huiguan::membership::rules::{Membership, NewMember};

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

/// A company that had left is admitted anew today, with what is asked of it for that.
fn admitted_anew(
    chamber: &Chamber,
    left: &Membership,
    rank: &'static str,
) -> (Membership, Vec<Invoice>) {
    let (company, joined_on) = (left.company.clone(), chamber.today());
    let member = chamber.write(move |tx| {
        let new = NewMember {
            company: company.clone(),
            case: None,
            rank: rank.to_owned(),
            joined_on,
            published: true,
        };
        let member = membership::admit(tx, &new)?;
        dues::begin(tx, &member.id)?;
        Ok(member)
    });
    let mut asked = chamber.invoices(&member);
    asked.retain(|invoice| invoice.membership.as_ref() == Some(&member.id));
    (member, asked)
}

#[test]
fn a_company_that_is_admitted_anew_is_asked_nothing_for_days_that_it_has_paid() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber.app.person("Lin", &[Role::Admin]);
    let mut left = vec![];
    for (name, paid) in [
        ("晨光机械有限公司", true),
        ("远航物流集团", true),
        ("东方纺织厂", false),
    ] {
        let (member, invoice) = chamber.joins(name);
        if paid {
            pay(&mut chamber.treasurer(), &invoice.unwrap(), "6000");
        }
        left.push(member);
    }
    chamber.at("2026-03-31");
    let mut office = chamber.person("Lin");
    for member in &left {
        office
            .open(&format!("/desk/members/{}", member.id))
            .fill("on", "2026-03-31")
            .fill("why", "Letter")
            .submit("/end");
    }
    chamber.at("2026-09-01");
    // The year is paid: joining costs what it costs, and the days nothing.
    let (same, asked) = admitted_anew(&chamber, &left[0], "member");
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].sums.total, asked[0].span), (Fen(100_000), None));
    assert_eq!(chamber.covered(&same), Some(day("2026-12-31")));
    assert_eq!(chamber.standing(&same), Standing::Current);
    // A higher rank costs the difference for the four months left.
    let (_, asked) = admitted_anew(&chamber, &left[1], "director");
    let of = |kind| asked.iter().find(|one| one.kind == kind).unwrap();
    assert_eq!(of(Kind::Rank).sums.total, Fen(166_667));
    assert_eq!(of(Kind::Dues).sums.total, Fen(100_000));
    // Who hadn't paid is asked as anybody: four months and the joining fee.
    let (_, asked) = admitted_anew(&chamber, &left[2], "member");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].sums.total, Fen(266_667));
    // What comes next begins after what was paid.
    chamber
        .treasurer()
        .open(&format!("/desk/dues/companies/{}", same.company))
        .submit("/renew");
    let next = chamber.invoices(&same);
    let next = next
        .iter()
        .find_map(|invoice| invoice.span.filter(|span| span.first == day("2027-01-01")));
    assert_eq!(next.map(|span| span.last), Some(day("2027-12-31")));
    balanced(&mut chamber.treasurer());
}

#[test]
fn days_that_were_carried_on_stand_and_fall_with_the_money_that_paid_for_them() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber.app.person("Lin", &[Role::Admin]);
    let (left, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    pay(&mut chamber.treasurer(), &invoice, "6000");
    chamber.at("2026-03-31");
    let mut office = chamber.person("Lin");
    office
        .open(&format!("/desk/members/{}", left.id))
        .fill("on", "2026-03-31")
        .fill("why", "Letter")
        .submit("/end");
    chamber.at("2026-09-01");
    let (member, _) = admitted_anew(&chamber, &left, "member");
    let year = Some(day("2026-12-31"));
    assert_eq!(chamber.covered(&member), year);
    // The payment bounces: the days that it paid for are open again, in the later membership too.
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/payments")
        .click("R2026-00001")
        .fill("reverse_why", "Bounced")
        .submit("/reverse")
        .says("dues-reversed-done");
    assert_eq!(chamber.covered(&member), None);
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    // It comes once more.
    pay(&mut treasurer, &invoice, "6000");
    assert_eq!(chamber.covered(&member), year);
    assert_eq!(chamber.standing(&member), Standing::Current);
    // The invoice is cancelled: what it paid is balance, and the days left can be billed.
    treasurer
        .open(&format!("/desk/dues/invoices/{}", invoice.id))
        .fill("cancel_why", "Agreed")
        .submit("/cancel")
        .says("dues-cancel-done");
    assert_eq!(chamber.covered(&member), None);
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .submit("/renew");
    let billed = chamber.invoices(&member).into_iter();
    let mut billed =
        billed.filter(|one| one.span.is_some_and(|span| span.first == day("2026-09-01")));
    assert_eq!(billed.next().map(|one| one.sums.total), Some(Fen(166_667)));
    balanced(&mut treasurer);
}
