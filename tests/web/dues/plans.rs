//! Instalments after a waiver and beyond their period, what is told of a payment that is taken back, and what the
//! forms of the treasurer refuse.
use super::{Chamber, day, pay};
use crate::support::app::address;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::kernel::{Fen, Powers, Role};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::Tx;
use huiguan::platform::outbox::State;
use huiguan::schema::mails;

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

#[test]
fn a_waiver_lowers_the_last_instalments_and_a_plan_beyond_the_period_waits_for_the_president() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&page)
        .fill("relief", "parts")
        .fill("parts", "3")
        .fill("first", "2026-01-31")
        .fill("why", "Asked for")
        .submit("/relief");
    pay(&mut treasurer, &invoice, "2000");
    treasurer
        .open(&page)
        .fill("relief", "waive")
        .fill("waive", "0")
        .fill("why", "Asked for")
        .submit("/relief")
        .says("dues-waive-nothing");
    treasurer
        .open(&page)
        .fill("relief", "waive")
        .fill("waive", "500")
        .fill("why", "Asked for")
        .submit("/relief");
    treasurer.open(&page).sees("¥1,500.00").sees("¥3,500.00");
    let half = chamber.invoices(&member).remove(0);
    assert_eq!(
        (half.next_due, half.open()),
        (day("2026-02-28"), Fen(350_000))
    );
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).says("membership-covered-by-plan");
    // From the end of the period on there is no room for three.
    let (_, other) = chamber.joins("远航物流集团");
    treasurer
        .open(&format!("/desk/dues/invoices/{}", other.unwrap().id))
        .fill("relief", "parts")
        .fill("parts", "12")
        .fill("first", "2026-02-01")
        .fill("why", "Asked for")
        .submit("/relief");
    treasurer.says("dues-request-open");
}

/// How the letters of a kind to the owner stand, oldest first.
fn states(chamber: &Chamber, kind: &str) -> Vec<State> {
    let mut all = chamber.app.mails();
    all.retain(|mail| mail.kind == kind && mail.to_address == address("Owner"));
    all.into_iter().map(|mail| mail.state).collect()
}

#[test]
fn a_payment_that_is_taken_back_is_told_to_whoever_read_that_it_came_and_else_the_letter_is_called_back()
 {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let (person, company) = (chamber.app.person("Owner", &[]), member.company.clone());
    let powers = Powers {
        pay: true,
        ..Powers::default()
    };
    chamber.write(move |tx| accounts::link_company(tx, &company, &person, "Manager", powers));
    let mut treasurer = chamber.treasurer();
    let reverse = |treasurer: &mut crate::support::browser::Browser, receipt: &str| {
        treasurer.open("/desk/dues/payments").click(receipt);
        treasurer
            .fill("reverse_why", "Wrong company")
            .submit("/reverse");
    };
    pay(&mut treasurer, &invoice, "6000");
    assert_eq!(states(&chamber, "dues.received"), [State::Queued]);
    reverse(&mut treasurer, "R2026-00001");
    assert_eq!(states(&chamber, "dues.received"), [State::Recalled]);
    assert_eq!(states(&chamber, "dues.taken_back"), []);
    // The next one is out when it is taken back.
    pay(&mut treasurer, &invoice, "6000");
    chamber.write(|tx: &mut Tx| {
        diesel::update(mails::table)
            .filter(mails::kind.eq("dues.received"))
            .filter(mails::state.eq(State::Queued))
            .set(mails::state.eq(State::Sent))
            .execute(tx.conn())?;
        Ok(())
    });
    reverse(&mut treasurer, "R2026-00003");
    assert_eq!(states(&chamber, "dues.taken_back"), [State::Queued]);
    let told = chamber.app.mail_to(&address("Owner"));
    assert!(told.text_body.contains("R2026-00003"), "{}", told.text_body);
}

#[test]
fn days_the_wrong_way_round_and_days_that_no_month_has_are_refused() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    treasurer.go("/desk/dues/runs?from=2026-12-31&to=2026-01-01");
    treasurer.is_refused_at("to").says("dues-run-order");
    let mut admin = chamber.app.signed_in("Lin", &[Role::Admin]);
    admin
        .open("/desk/settings/dues")
        .fill("year_month", "2")
        .fill("year_day", "30")
        .submit("/desk/settings/dues");
    admin.is_refused_at("year_day").says("dues-no-such-day");
}
