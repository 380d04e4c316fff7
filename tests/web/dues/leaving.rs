//! Who leaves owes what is for the time up to then: what was billed for later is cancelled with the end.
use super::{Chamber, balanced, day, pay, state};
use crate::support::app::address;
use crate::support::browser::Browser;
use chrono::TimeDelta;
use huiguan::accounts;
use huiguan::dues;
use huiguan::dues::rules::invoice::State;
use huiguan::kernel::{Fen, Powers, Role};
use huiguan::membership;
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::membership::rules::standing::{Ending, Standing};

#[test]
fn who_leaves_is_asked_only_for_the_time_up_to_then() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    let (owner, company) = (chamber.app.person("Owner", &[]), member.company.clone());
    chamber.write(move |tx| accounts::link_company(tx, &company, &owner, "Manager", Powers::ALL));
    pay(&mut chamber.treasurer(), &first.unwrap(), "1000");
    chamber.at("2026-11-20");
    let mut treasurer = chamber.treasurer();
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).submit("/renew");
    let next = chamber.invoices(&member).remove(0);
    assert_eq!(next.span.unwrap().first, day("2027-01-01"));
    pay(&mut treasurer, &next, "2000");
    let mut owner = chamber.person("Owner");
    owner
        .open(&format!("/my/dues/{}", member.company))
        .fill("withdraw_on", "2026-12-01")
        .fill("withdraw_why", "We move away")
        .fill("withdraw_sure", "on")
        .submit("/withdraw")
        .is_at("/my");
    let invoices = chamber.invoices(&member);
    let next = invoices.iter().find(|one| one.id == next.id).unwrap();
    assert_eq!(state(&chamber, next), State::Cancelled);
    let open: i64 = invoices.iter().map(|one| one.open().0).sum();
    assert_eq!(open, 500_000, "what is open of 2026");
    let mail = chamber.app.mail_to(&address("Owner"));
    assert_eq!(mail.kind, "dues.withdrawn");
    let text = &mail.text_body;
    assert!(text.contains("5,000.00"), "{text}");
    assert!(text.contains("2,000.00"), "{text}");
    assert!(!text.contains("8,000.00"), "{text}");
    // The reason stands on the credit note.
    treasurer
        .open(&format!("/desk/dues/invoices/{}", next.id))
        .sees("We move away");
    treasurer
        .open("/desk/dues/runs?from=2027-01-01&to=2027-12-31")
        .says("dues-skip-ended")
        .sees("Members 0");
    assert_eq!(chamber.app.round("dues.leave"), 0, "nothing is left to do");
    balanced(&mut treasurer);
}

#[test]
fn whom_the_office_ends_is_asked_only_for_the_time_up_to_then() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &first.unwrap(), "6000");
    chamber.at("2026-11-20");
    let mut treasurer = chamber.treasurer();
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).submit("/renew");
    treasurer
        .open(&account)
        .fill("rank", "director")
        .fill("on", "2026-11-20")
        .fill("rank_why", "Board")
        .submit("/rank");
    let open = || -> Vec<i64> {
        let all = chamber.invoices(&member).into_iter();
        all.map(|one| one.open().0)
            .filter(|open| *open > 0)
            .collect()
    };
    assert_eq!(open().iter().sum::<i64>(), 500_000 + 500_000 + 83_333);
    let page = format!("/desk/members/{}", member.id);
    let secretary = [Role::Secretary];
    chamber
        .app
        .signed_in("Lin", &secretary)
        .open(&page)
        .fill("on", "2027-01-01")
        .fill("how", "dissolved")
        .fill("why", "Struck off")
        .submit("/end")
        .is_at(&page);
    assert_eq!(open(), [83_333], "the rank for the rest of 2026");
    balanced(&mut treasurer);
}

#[test]
fn who_is_deemed_to_have_withdrawn_owes_nothing_for_a_year_that_begins_later() {
    let chamber = Chamber::with(super::life::rules());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &first.unwrap(), "6000");
    chamber.at("2027-04-01");
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut treasurer = chamber.treasurer();
    for _ in 0..2 {
        treasurer.open(&account).submit("/renew");
    }
    let open = || -> i64 {
        chamber
            .invoices(&member)
            .iter()
            .map(|one| one.open().0)
            .sum()
    };
    assert_eq!(open(), 1_000_000, "2027 and 2028");
    assert_eq!(chamber.app.round("dues.leave"), 0, "it is in arrears");
    chamber.at("2027-05-01");
    assert_eq!(chamber.standing(&member), Standing::Lapsed);
    assert_eq!(chamber.app.round("dues.leave"), 1);
    assert_eq!(open(), 500_000, "2027");
    assert_eq!(chamber.app.round("dues.leave"), 0, "and nothing twice");
    balanced(&mut chamber.treasurer());
}

#[test]
fn who_is_expelled_is_asked_only_for_the_time_up_to_then() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &first.unwrap(), "6000");
    chamber.at("2026-11-20");
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut treasurer = chamber.treasurer();
    treasurer.open(&account).submit("/renew");
    let next = chamber.invoices(&member).remove(0);
    pay(&mut treasurer, &next, "5000");
    let id = member.id.clone();
    chamber.write(move |tx| {
        let resolution = ("M2026-001 · 1", "By resolution of the board");
        membership::expel(tx, &id, day("2026-11-20"), resolution)?;
        // As the motion does it, and again: nothing twice.
        dues::ended(tx, &id)?;
        dues::ended(tx, &id)
    });
    let next = chamber.invoices(&member).remove(0);
    assert_eq!(state(&chamber, &next), State::Cancelled);
    assert_eq!(next.sums.credited, Fen(500_000));
    treasurer
        .open(&account)
        .sees("¥5,000.00")
        .says("dues-state-cancelled");
    balanced(&mut treasurer);
}

/// A member whose year is paid, with somebody who acts for it, at the end of that year.
fn paid_up() -> (Chamber, Membership, Browser) {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &first.unwrap(), "6000");
    let (owner, company) = (chamber.app.person("Owner", &[]), member.company.clone());
    chamber.write(move |tx| accounts::link_company(tx, &company, &owner, "Manager", Powers::ALL));
    chamber.at("2026-11-30");
    let owner = chamber.person("Owner");
    (chamber, member, owner)
}

#[test]
fn an_end_lies_near() {
    let (chamber, member, mut owner) = paid_up();
    let home = format!("/my/dues/{}", member.company);
    for far in ["2199-01-01", "2028-01-02"] {
        owner
            .open(&home)
            .fill("withdraw_on", far)
            .fill("withdraw_why", "We move away")
            .fill("withdraw_sure", "on")
            .submit("/withdraw")
            .is_refused_at("withdraw_on");
    }
    let page = format!("/desk/members/{}", member.id);
    let mut office = chamber.app.signed_in("Lin", &[Role::Secretary]);
    office
        .open(&page)
        .fill("on", "2030-01-01")
        .fill("why", "Letter")
        .submit("/end")
        .is_refused_at("on");
}

#[test]
fn an_end_is_billed_until_then_and_can_be_taken_back() {
    let (chamber, member, mut owner) = paid_up();
    let home = format!("/my/dues/{}", member.company);
    // Half of the next year is still to come: it is asked for, and no more.
    owner
        .open(&home)
        .fill("withdraw_on", "2027-07-01")
        .fill("withdraw_why", "We move away")
        .fill("withdraw_sure", "on")
        .submit("/withdraw")
        .is_at("/my");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/runs?from=2027-01-01&to=2027-12-31")
        .sees("Members 1")
        .sees("¥2,500.00");
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).submit("/renew");
    let next = chamber.invoices(&member).remove(0);
    assert_eq!(next.span.unwrap().last, day("2027-06-30"));
    assert_eq!(next.sums.total, Fen(250_000));
    treasurer.open(&account);
    assert!(!treasurer.has("form[action$='/renew']"), "nothing is next");
    // Its own notice, which lies ahead: it may stay, and the rest of the year is next.
    owner
        .open(&home)
        .fill("stay_why", "We stay")
        .submit("/stay")
        .is_at(&home)
        .says("dues-stay-done");
    assert_eq!(chamber.app.mail_to(&address("Owner")).kind, "dues.stayed");
    assert_eq!(chamber.standing(&member), Standing::InRenewal);
    treasurer.open(&account).submit("/renew");
    let invoices = chamber.invoices(&member);
    let rest = invoices
        .iter()
        .find(|one| one.span.unwrap().last == day("2027-12-31"));
    let rest = rest.unwrap();
    assert_eq!(rest.span.unwrap().first, day("2027-07-01"));
    assert_eq!(rest.sums.total, Fen(250_000));
    balanced(&mut treasurer);
}

#[test]
fn what_the_office_wrote_down_the_office_takes_back() {
    let (chamber, member, mut owner) = paid_up();
    let home = format!("/my/dues/{}", member.company);
    let page = format!("/desk/members/{}", member.id);
    let mut office = chamber.app.signed_in("Lin", &[Role::Secretary]);
    office
        .open(&page)
        .fill("on", "2027-07-01")
        .fill("how", "dissolved")
        .fill("why", "Struck off")
        .submit("/end")
        .is_at(&page);
    owner.open(&home);
    assert!(!owner.has("form[action$='/stay']"), "it wasn't its notice");
    office
        .open(&page)
        .fill("stay_why", "Another company")
        .submit("/stay")
        .is_at(&page)
        .sees("Another company");
    assert!(!office.has("form[action$='/stay']"), "nothing lies ahead");
}

/// Gives notice for a day.
fn leaves(owner: &mut Browser, member: &Membership, on: &str) {
    owner
        .open(&format!("/my/dues/{}", member.company))
        .fill("withdraw_on", on)
        .fill("withdraw_why", "We move away")
        .fill("withdraw_sure", "on")
        .submit("/withdraw");
}

#[test]
fn who_leaves_and_stays_owes_what_it_owed_with_what_was_waived_and_paid() {
    let (chamber, member, mut owner) = paid_up();
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut treasurer = chamber.treasurer();
    treasurer.open(&account).submit("/renew");
    let next = chamber.invoices(&member).remove(0);
    assert_eq!(next.sums.total, Fen(500_000));
    treasurer
        .open(&format!("/desk/dues/invoices/{}", next.id))
        .fill("relief", "waive")
        .fill("waive", "500")
        .fill("why", "Flood")
        .submit("/relief");
    pay(&mut treasurer, &next, "2000");
    let billed = || {
        let all = chamber.invoices(&member).into_iter();
        let mut all = all.filter(|one| one.span.unwrap().first == day("2027-01-01"));
        all.find(|one| state(&chamber, one) != State::Cancelled)
    };
    assert_eq!(billed().unwrap().open(), Fen(250_000));
    for _ in 0..2 {
        leaves(&mut owner, &member, "2027-01-01");
        assert!(billed().is_none(), "nothing is asked for later");
        let home = format!("/my/dues/{}", member.company);
        owner
            .open(&home)
            .fill("stay_why", "See https://evil.example/x");
        owner.submit("/stay").says("dues-stay-done");
        let again = billed().unwrap();
        assert_eq!(again.sums.total, Fen(500_000));
        assert_eq!(again.sums.credited, Fen(50_000), "what was waived");
        assert_eq!(again.sums.paid, Fen(200_000), "what had paid it");
        let letter = chamber.app.mail_to(&address("Treasurer"));
        assert_eq!(letter.kind, "dues.stayed");
        assert!(letter.text_body.contains(&again.number));
        assert!(letter.text_body.contains("— Owner"), "whose words");
        for body in [&letter.text_body, &letter.html_body] {
            assert!(!body.contains("evil.example"), "{body}");
        }
    }
    balanced(&mut treasurer);
}

#[test]
fn nobody_leaves_today_or_without_a_proof_and_the_office_takes_an_end_back_for_a_week() {
    let (chamber, member, mut owner) = paid_up();
    leaves(&mut owner, &member, "2026-11-30");
    owner.is_refused_at("withdraw_on");
    chamber.app.clock.advance(TimeDelta::minutes(11));
    leaves(&mut owner, &member, "2026-12-01");
    owner.says("accounts-proof-title");
    let standing = chamber.standing(&member);
    assert_ne!(
        standing,
        Standing::Ended(Ending::Resigned),
        "nothing was done"
    );
    let mut owner = chamber.person("Owner");
    leaves(&mut owner, &member, "2026-12-01");
    owner.is_at("/my");
    chamber.at("2026-12-07");
    assert_eq!(chamber.standing(&member), Standing::Ended(Ending::Resigned));
    let page = format!("/desk/members/{}", member.id);
    let mut office = chamber.app.signed_in("Lin", &[Role::Secretary]);
    office.open(&page).says("membership-undo-text");
    office.fill("stay_why", "Not their word").submit("/stay");
    office.is_at(&page).sees("Not their word");
    assert_eq!(chamber.standing(&member), standing);
    let mut owner = chamber.person("Owner");
    leaves(&mut owner, &member, "2026-12-08");
    chamber.at("2026-12-15");
    let mut office = chamber.person("Lin");
    office.open(&page);
    assert!(!office.has("form[action$='/stay']"), "a week is over");
}

#[test]
fn who_goes_to_and_fro_is_stopped_before_it_fills_everybodys_mailbox() {
    let (chamber, member, mut owner) = paid_up();
    let home = format!("/my/dues/{}", member.company);
    for _ in 0..3 {
        leaves(&mut owner, &member, "2027-01-01");
        owner
            .open(&home)
            .fill("stay_why", "We stay")
            .submit("/stay");
    }
    let letters = || {
        let all = chamber.app.mails().into_iter();
        let about = all.filter(|mail| mail.subject_id == member.id.to_string());
        about.count()
    };
    let before = letters();
    leaves(&mut owner, &member, "2027-01-01");
    assert_eq!(owner.answer().status, 429);
    assert_eq!(letters(), before);
}
