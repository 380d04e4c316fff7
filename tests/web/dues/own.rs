//! Whoever acts for a company decides nothing about its money, whatever they are in the chamber; what a
//! bank's line shows may be booked by anybody who books.
use super::bank::{file, import};
use super::{Chamber, state};
use crate::support::app::address;
use crate::support::browser::Browser;
use crate::support::trial::act_for;
use huiguan::dues::rules::invoice::{Invoice, State};
use huiguan::kernel::{Fen, Powers, Role};
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;

/// A member that the treasurer and the president came to act for, its invoice, and another treasurer.
fn tied() -> (Chamber, Membership, Invoice, Browser) {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    for name in ["Treasurer", "President"] {
        act_for(&chamber.app, &member.company, name, Powers::ALL);
    }
    let other = chamber.app.signed_in("Other", &[Role::Treasurer]);
    (chamber, member, invoice.unwrap(), other)
}

/// Sends a form of the open page and is told that somebody else has to.
fn refused(who: &mut Browser, fields: &[(&str, &str)], form: &str) {
    for (name, value) in fields {
        who.fill(name, value);
    }
    who.submit(form).says("dues-own-company");
}

#[test]
fn a_treasurer_gives_their_own_company_nothing_and_asks_nothing_for_it() {
    let (chamber, member, invoice, _) = tied();
    let mut treasurer = chamber.treasurer();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let acts: [(&[(&str, &str)], &str); 4] = [
        (
            &[("relief", "waive"), ("waive", "600"), ("why", "Flood")],
            "/relief",
        ),
        (
            &[
                ("relief", "parts"),
                ("parts", "3"),
                ("first", "2026-01-31"),
                ("why", "Flood"),
            ],
            "/relief",
        ),
        (&[("cancel_why", "Wrong")], "/cancel"),
        (&[("amount", "10"), ("received_on", "2026-01-01")], "/pay"),
    ];
    for (fields, form) in acts {
        refused(treasurer.open(&page), fields, form);
    }
    let account = format!("/desk/dues/companies/{}", member.company);
    let acts: [(&[(&str, &str)], &str); 3] = [
        (&[("grant", "10"), ("grant_why", "A gift")], "/grant"),
        (&[("amount", "10"), ("received_on", "2026-01-01")], "/pay"),
        (&[("rank", "director"), ("rank_why", "Board")], "/rank"),
    ];
    for (fields, form) in acts {
        refused(treasurer.open(&account), fields, form);
    }
    let after = chamber.invoices(&member);
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].open(), Fen(600_000));
}

#[test]
fn a_president_decides_nothing_for_their_own_company_and_is_not_asked_to() {
    let (chamber, member, invoice, mut other) = tied();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let mut president = chamber.person("President");
    refused(
        president.open(&page),
        &[("write_off_why", "Gone")],
        "/write-off",
    );
    chamber.app.person("Second", &[Role::President]);
    other
        .open(&page)
        .fill("relief", "waive")
        .fill("waive", "2000")
        .fill("why", "Flood");
    other.submit("/relief").says("dues-relief-waits");
    let asked = chamber.app.mails();
    let asked = asked.iter().filter(|mail| mail.kind == "dues.request");
    let asked: Vec<&str> = asked.map(|mail| mail.to_address.as_str()).collect();
    assert_eq!(asked, [address("Second")]);
    president.open(&page).press("dues-grant-it");
    president.says("dues-own-company");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
    let mut second = chamber.person("Second");
    second.open(&page).press("dues-grant-it");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(400_000));
}

#[test]
fn a_line_of_the_bank_is_booked_for_ones_own_company_too() {
    let (chamber, member, invoice, _) = tied();
    let mut treasurer = chamber.treasurer();
    let line = ("6,000.00", "晨光机械有限公司", invoice.reference.as_str());
    import(&mut treasurer, &file(&[line]));
    treasurer.press("dues-bank-book-exact");
    let paid = &chamber.invoices(&member)[0];
    assert_eq!(state(&chamber, paid), State::Paid);
}

#[test]
fn a_secretary_ends_and_suspends_no_membership_of_their_own_company() {
    let (chamber, member, _, _) = tied();
    let mut secretary = chamber.app.signed_in("Lin", &[Role::Secretary]);
    let page = format!("/desk/members/{}", member.id);
    act_for(&chamber.app, &member.company, "Lin", Powers::default());
    let before = chamber.standing(&member);
    for (why, form) in [("suspend_why", "/suspend"), ("why", "/end")] {
        secretary.open(&page).fill(why, "x").submit(form);
        secretary.says("membership-own-company");
    }
    assert_eq!(chamber.standing(&member), before);
}
