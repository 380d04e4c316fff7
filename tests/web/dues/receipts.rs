//! No money goes, or becomes anything but dues, that a valid fiscal receipt stands for; what is paid back is seen wherever money is.
use super::{Chamber, balanced, day, pay};
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::dues;
use huiguan::dues::rules::invoice::Kind;
use huiguan::kernel::{Day, Fen};
use huiguan::membership;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::schema::fiscal_receipts;

/// Records a fiscal receipt over all that a payment pays in dues.
fn give(treasurer: &mut Browser, receipt: &str, number: &str) {
    treasurer.open("/desk/dues/payments").click(receipt);
    treasurer.fill("number", number);
    treasurer.submit("/fiscal").sees(number);
}

/// Voids the only one that is valid.
fn void(treasurer: &mut Browser) {
    treasurer
        .open("/desk/dues/fiscal")
        .fill("void_why", "Money went back")
        .submit("/void")
        .says("dues-fiscal-voided");
}

#[test]
fn a_payment_is_taken_back_only_once_its_fiscal_receipt_is_void() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &invoice.unwrap(), "6000");
    give(&mut treasurer, "R2026-00001", "88880001");
    treasurer.says("dues-reverse-fiscal");
    treasurer
        .fill("reverse_why", "Bounced")
        .submit("/reverse")
        .is_refused_at("reverse_why");
    treasurer.sees("88880001");
    assert_eq!(chamber.invoices(&member)[0].open().0, 0, "still paid");
    void(&mut treasurer);
    treasurer
        .open("/desk/dues/payments")
        .click("R2026-00001")
        .fill("reverse_why", "Bounced")
        .submit("/reverse")
        .says("dues-reversed-done");
    assert_eq!(chamber.invoices(&member)[0].open().0, 600_000);
    // One that an earlier build left valid waits on the treasurer's page to be voided.
    chamber.write(|tx| {
        diesel::update(fiscal_receipts::table)
            .set(fiscal_receipts::voided_on.eq(None::<Day>))
            .execute(tx.conn())?;
        Ok(())
    });
    let waits = treasurer.word("dues-waiting-void");
    treasurer.open("/desk/dues").sees(&waits).sees("88880001");
    void(&mut treasurer);
    treasurer.open("/desk/dues").misses(&waits);
    balanced(&mut treasurer);
}

#[test]
fn balance_is_paid_back_only_once_the_receipt_for_it_is_void_and_is_seen_then() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let mut treasurer = chamber.treasurer();
    // A thousand more than is owed: no receipt stands for that.
    pay(&mut treasurer, &invoice, "7000");
    give(&mut treasurer, "R2026-00001", "88880002");
    let account = format!("/desk/dues/companies/{}", member.company);
    let refund = |treasurer: &mut Browser, amount: &str| {
        treasurer
            .open(&account)
            .fill("refund", amount)
            .fill("refund_why", "Paid too much")
            .submit("/refund");
    };
    refund(&mut treasurer, "600");
    treasurer.is_at(&account).says("dues-refund-done");
    // What the receipt stands for becomes balance only once it is void.
    let cancel = |treasurer: &mut Browser| {
        treasurer
            .open(&format!("/desk/dues/invoices/{}", invoice.id))
            .fill("cancel_why", "Wrong rank")
            .submit("/cancel");
    };
    cancel(&mut treasurer);
    treasurer.is_refused_at("cancel_why").sees("88880002");
    treasurer.says("dues-reverse-fiscal");
    assert_eq!(chamber.covered(&member), Some(day("2026-12-31")));
    void(&mut treasurer);
    cancel(&mut treasurer);
    treasurer.says("dues-cancel-done");
    refund(&mut treasurer, "6400");
    treasurer.is_at(&account).says("dues-refund-done");
    // Two were paid back: on the company's page, beside the payments, and in what came in.
    for page in [account.as_str(), "/desk/dues/payments"] {
        treasurer
            .open(page)
            .says("dues-refunds-title")
            .sees("−¥600.00")
            .sees("−¥6,400.00");
    }
    let (other, first) = chamber.joins("远航物流集团");
    pay(&mut treasurer, &first.unwrap(), "5000");
    assert_eq!(chamber.invoices(&other)[0].open().0, 100_000);
    treasurer.open("/desk/dues").sees("¥5,000.00");
    treasurer.misses("¥12,000.00");
    balanced(&mut treasurer);
}

#[test]
fn dues_pay_a_service_only_once_the_receipt_for_them_is_void() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    let first = first.unwrap();
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first, "6000");
    give(&mut treasurer, "R2026-00001", "88880003");
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .fill("service", "Hall for a day")
        .fill("service_amount", "500")
        .submit("/service");
    let hall = || {
        let all = chamber.invoices(&member).into_iter();
        let mut halls = all.filter(|one| one.kind == Kind::Service);
        halls.next().unwrap().open()
    };
    let page = format!("/desk/dues/invoices/{}", first.id);
    treasurer.open(&page).submit("/move").sees("88880003");
    assert_eq!(hall(), Fen(50_000), "the receipt is valid");
    void(&mut treasurer);
    treasurer.open(&page).submit("/move");
    assert_eq!(hall(), Fen(0));
    balanced(&mut treasurer);
}

#[test]
fn a_receipt_waits_to_be_void_where_its_money_became_balance_by_another_act() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, first) = chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first.unwrap(), "6000");
    chamber.at("2026-11-20");
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut treasurer = chamber.treasurer();
    treasurer.open(&account).submit("/renew");
    let next = chamber.invoices(&member).remove(0);
    pay(&mut treasurer, &next, "5000");
    give(&mut treasurer, "R2026-00002", "88880004");
    let waits = treasurer.word("dues-waiting-void");
    treasurer.open("/desk/dues").misses(&waits);
    // The next year is paid, and the membership ends before it begins: nobody can refuse that.
    let id = member.id.clone();
    chamber.write(move |tx| {
        let resolution = ("M2026-001 · 1", "By resolution of the board");
        membership::expel(tx, &id, day("2026-11-20"), resolution)?;
        dues::ended(tx, &id)
    });
    treasurer.open("/desk/dues").sees(&waits).sees("88880004");
    // Until then the money stays.
    let refund = |treasurer: &mut Browser| {
        treasurer
            .open(&account)
            .fill("refund", "5000")
            .fill("refund_why", "Expelled")
            .submit("/refund");
    };
    refund(&mut treasurer);
    treasurer.is_refused_at("refund").sees("88880004");
    void(&mut treasurer);
    treasurer.open("/desk/dues").misses(&waits);
    refund(&mut treasurer);
    treasurer.is_at(&account).says("dues-refund-done");
    balanced(&mut treasurer);
}
