//! No money goes that a valid fiscal receipt stands for; what is paid back is seen wherever money is.
use super::{Chamber, balanced, pay};
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::kernel::Day;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::schema::fiscal_receipts;

/// Records a fiscal receipt over 6,000 for a payment.
fn give(treasurer: &mut Browser, receipt: &str, number: &str) {
    treasurer.open("/desk/dues/payments").click(receipt);
    treasurer.fill("number", number).fill("amount", "6000");
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
    treasurer
        .open(&format!("/desk/dues/invoices/{}", invoice.id))
        .fill("cancel_why", "Wrong rank")
        .submit("/cancel");
    refund(&mut treasurer, "6400");
    treasurer.is_refused_at("refund").sees("88880002");
    void(&mut treasurer);
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
