//! Whoever acts for a company decides and books nothing about its money, whatever they are in the chamber, by
//! whichever door.
use super::bank::{file, import};
use super::{Chamber, pay, state};
use crate::support::app::address;
use crate::support::browser::Browser;
use crate::support::trial::act_for;
use huiguan::app::routes::ROUTES;
use huiguan::dues::rules::invoice::{Invoice, State};
use huiguan::kernel::{Fen, Powers, Role};
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;
use std::collections::BTreeSet;

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
fn what_is_booked_together_leaves_ones_own_company_out_by_name() {
    let (chamber, member, invoice, mut other) = tied();
    let (strange, theirs) = chamber.joins("远航物流集团");
    let theirs = theirs.unwrap();
    let lines = [
        ("6,000.00", "晨光机械有限公司", invoice.reference.as_str()),
        ("6,000.00", "远航物流集团", theirs.reference.as_str()),
    ];
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&lines));
    let statement = treasurer.path().to_owned();
    treasurer.press("dues-bank-book-exact");
    let is = |member: &Membership| state(&chamber, &chamber.invoices(member)[0]);
    assert_eq!((is(&member), is(&strange)), (State::Issued, State::Paid));
    treasurer.open(&statement).says("dues-own-company");
    // Somebody else books it, and then the treasurer doesn't take it back with the others.
    other.open(&statement).press("dues-bank-book-exact");
    assert_eq!(is(&member), State::Paid);
    treasurer.open(&statement).fill("why", "Again");
    treasurer.press("dues-bank-unbook");
    assert_eq!(is(&member), State::Paid);
    treasurer.open(&statement).says("dues-own-company");
}

#[test]
fn a_treasurer_books_and_takes_back_nothing_of_their_own_company_line_by_line() {
    let (chamber, member, invoice, mut other) = tied();
    let line = ("6,000.00", "晨光机械有限公司", "dues");
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[line]));
    let line = treasurer.link("/desk/dues/lines/");
    let book = [("to1", invoice.number.as_str()), ("amount1", "6000")];
    treasurer.open(&line);
    for (name, value) in book {
        treasurer.fill(name, value);
    }
    treasurer.press("dues-bank-book").says("dues-own-company");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
    other.open(&line);
    for (name, value) in book {
        other.fill(name, value);
    }
    other.press("dues-bank-book");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(0));
    let post = treasurer.by_hand(reqwest::Method::POST, &line);
    let again = post.form(&[("do", "reopen"), ("why", "Again")]);
    assert_eq!(again.send().unwrap().status(), 422);
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(0));
}

#[test]
fn a_treasurer_takes_no_payment_of_their_own_company_back_and_writes_no_receipt_for_it() {
    let (chamber, member, invoice, mut other) = tied();
    pay(&mut other, &invoice, "6000");
    other.open("/desk/dues/payments").click("R2026-00001");
    let payment = other.path().to_owned();
    let mut treasurer = chamber.treasurer();
    let reverse: &[(&str, &str)] = &[("reverse_why", "Again")];
    let receipt: &[(&str, &str)] = &[
        ("number", "0012345"),
        ("batch", "44010125"),
        ("amount", "6000"),
    ];
    for (fields, form) in [(reverse, "/reverse"), (receipt, "/fiscal")] {
        refused(treasurer.open(&payment), fields, form);
    }
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(0));
    other.open(&payment);
    for (name, value) in receipt {
        other.fill(name, value);
    }
    other.submit("/fiscal").sees("0012345");
    let fiscal = "/desk/dues/fiscal";
    refused(treasurer.open(fiscal), &[("void_why", "Again")], "/void");
}

/// Every form of the treasurer's, and who holds it against their own company: a test of this file, or why there
/// is nothing to hold.
const DOORS: [(&str, &str); 28] = [
    ("/desk/dues/next/use", "the chamber's own account"),
    ("/desk/dues/next/withdraw", "the chamber's own account"),
    ("/desk/dues/standards", "what the assembly adopted, for all"),
    (
        "/desk/dues/standards/{standard}/paper",
        "what the assembly adopted, for all",
    ),
    ("/desk/dues/invoices/{invoice}/pay", "tried"),
    (
        "/desk/dues/invoices/{invoice}/balance",
        "guarded unless they pay for it",
    ),
    ("/desk/dues/invoices/{invoice}/move", "guarded"),
    ("/desk/dues/invoices/{invoice}/relief", "tried"),
    ("/desk/dues/invoices/{invoice}/cancel", "tried"),
    ("/desk/dues/invoices/{invoice}/write-off", "tried"),
    ("/desk/dues/requests/{request}", "tried"),
    ("/desk/dues/payments/{payment}/reverse", "tried"),
    ("/desk/dues/payments/{payment}/fiscal", "tried"),
    ("/desk/dues/companies/{company}/{act}", "tried"),
    ("/desk/dues/members/{membership}/{act}", "tried"),
    ("/desk/dues/fiscal", "a spoiled receipt, of no company"),
    ("/desk/dues/fiscal/{receipt}/void", "tried"),
    ("/desk/dues/bank", "lines of all, nothing booked"),
    ("/desk/dues/bank/{statement}/import", "nothing booked"),
    ("/desk/dues/bank/{statement}/exact", "tried"),
    ("/desk/dues/bank/{statement}/run", "tried"),
    (
        "/desk/dues/bank/{statement}/undo",
        "nothing booked is taken back",
    ),
    ("/desk/dues/lines/{line}", "tried"),
    ("/desk/dues/runs", "all members alike"),
    ("/desk/dues/runs/{run}", "all members alike"),
    ("/desk/dues/online/{attempt}", "guarded"),
    ("/desk/dues/ledger/{year}/close", "the chamber's books"),
    ("/desk/dues/ledger/{year}/reopen", "the chamber's books"),
];

#[test]
fn every_door_to_the_money_says_how_it_keeps_ones_own_company_out() {
    let posts = ROUTES.iter().filter(|(method, _)| *method == "post");
    let doors: Vec<&str> = posts.map(|(_, path)| *path).collect();
    let doors: BTreeSet<&str> = doors
        .into_iter()
        .filter(|path| path.starts_with("/desk/dues/"))
        .collect();
    let known: BTreeSet<&str> = DOORS.iter().map(|(path, _)| *path).collect();
    assert_eq!(doors, known);
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
