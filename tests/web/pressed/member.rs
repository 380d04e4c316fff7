//! What members do for their company, and the treasurer about their receipts.
use crate::dues::{Chamber, pay};
use crate::membership::{admit, company};
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::trial::act_for;
use huiguan::kernel::{Powers, Role};
use huiguan::membership::rules::period::PeriodRules;

const NAME: &str = "云台物流有限公司";

#[test]
fn a_company_goes_out_of_the_directory_and_in_again() {
    let app = TestApp::start();
    let company = company(&app, NAME);
    admit(&app, &company, None).unwrap();
    app.person("Wang", &[]);
    act_for(&app, &company, "Wang", Powers::ALL);
    let mut wang = app.browser();
    wang.sign_in(&address("Wang"), PASSPHRASE);
    app.browser().open("/directory").sees(NAME);
    wang.open("/my").submit("listed");
    wang.is_at("/my").says("portal-my-hidden-done");
    app.browser().open("/directory").misses(NAME);
    wang.submit("listed");
    wang.is_at("/my").says("portal-my-listed-done");
    app.browser().open("/directory").sees(NAME);
}

#[test]
fn a_member_pays_from_its_balance() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut treasurer = chamber.treasurer();
    for (name, owner) in [("晨光机械有限公司", "Wang"), ("远航物流集团", "Zhao")] {
        let (member, invoice) = chamber.joins(name);
        // What is paid on an invoice that is cancelled is balance.
        pay(&mut treasurer, &invoice.unwrap(), "1000");
        treasurer.fill("cancel_why", "Wrong rank").submit("/cancel");
        treasurer.open(&format!("/desk/dues/companies/{}", member.company));
        treasurer.submit("/renew");
        let open = || -> i64 { chamber.invoices(&member).iter().map(|i| i.open().0).sum() };
        let before = open();
        assert!(before > 100_000, "{before}");
        chamber.app.person(owner, &[]);
        act_for(&chamber.app, &member.company, owner, Powers::ALL);
        let mut owner = chamber.person(owner);
        let home = format!("/my/dues/{}", member.company);
        owner.open(&home).submit("/balance");
        owner.is_at(&home).sees("¥1,000.00");
        assert_eq!(open(), before - 100_000);
        assert!(!owner.has("form[action$='/balance']"), "it is used up");
        assert_eq!(chamber.invoices(&member).len(), 2);
    }
}

#[test]
fn a_fiscal_receipt_is_void_with_a_reason_and_counts_for_nothing() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut treasurer = chamber.treasurer();
    let firms = [("晨光机械有限公司", "0012345"), ("远航物流集团", "0012346")];
    for (nth, (name, number)) in firms.into_iter().enumerate() {
        let (_, invoice) = chamber.joins(name);
        let invoice = invoice.unwrap();
        let paid = invoice.open();
        pay(&mut treasurer, &invoice, &(paid.0 / 100).to_string());
        treasurer
            .open("/desk/dues/payments")
            .click(&format!("R2026-{:05}", nth + 1));
        treasurer
            .fill("number", number)
            .fill("batch", "44010125")
            .fill("amount", paid.0 / 100);
        treasurer.submit("/fiscal").sees(number);
    }
    for why in ["Wrong payer", "Wrong day"] {
        treasurer.open("/desk/dues/fiscal").submit("/void");
        assert_eq!(treasurer.answer().status, 422, "without a reason");
        treasurer.open("/desk/dues/fiscal").fill("void_why", why);
        treasurer.submit("/void");
        treasurer.says("dues-fiscal-voided").sees(why);
    }
    assert!(!treasurer.has("form[action$='/void']"));
    treasurer.says("dues-fiscal-is-void");
    treasurer.go("/desk/dues/fiscal?export=csv");
    let csv = &treasurer.answer().body;
    let counted = "44010125,0012345,0012346,2,2,0.00";
    assert!(csv.contains(counted), "{csv}");
}

#[test]
fn an_end_that_lies_ahead_is_taken_back() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-11-30");
    let mut office = chamber.app.signed_in("Lin", &[Role::Secretary]);
    for (name, owner) in [("晨光机械有限公司", "Wang"), ("远航物流集团", "Zhao")] {
        let (member, _) = chamber.joins(name);
        chamber.app.person(owner, &[]);
        act_for(&chamber.app, &member.company, owner, Powers::ALL);
        let mut owner = chamber.person(owner);
        let home = format!("/my/dues/{}", member.company);
        owner
            .open(&home)
            .fill("withdraw_on", "2026-12-31")
            .fill("withdraw_why", "We move away")
            .fill("withdraw_sure", "on")
            .submit("/withdraw");
        owner.open(&home).submit("/stay").is_refused_at("stay_why");
        owner.fill("stay_why", "We stay").submit("/stay");
        owner.is_at(&home).says("dues-stay-done");
        let page = format!("/desk/members/{}", member.id);
        office
            .open(&page)
            .fill("on", "2026-12-31")
            .fill("why", "Letter")
            .submit("/end");
        office.open(&page).fill("stay_why", "A mistake");
        office.submit("/stay").is_at(&page);
        office.says("membership-stayed-done");
    }
}
