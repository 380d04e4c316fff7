//! Payments that are recorded on a page which others made old.
use super::Chamber;
use huiguan::membership::rules::period::PeriodRules;

#[test]
fn a_payment_goes_by_what_its_page_showed_and_never_to_an_invoice_that_was_taken_back() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    let page = format!("/desk/dues/invoices/{}", invoice.unwrap().id);
    let mut treasurer = chamber.treasurer();
    treasurer.open(&page).fill("amount", "6000");
    let by_hand = |seen: &[(&str, &str)]| {
        let form = [
            ("amount", "6000"),
            ("received_on", "2026-01-01"),
            ("method", "bank"),
        ];
        let browser = chamber.treasurer();
        let post = browser.by_hand(reqwest::Method::POST, &format!("{page}/pay"));
        let answer = post.form(&[&form[..], seen].concat()).send();
        answer.unwrap().status()
    };
    assert_eq!(by_hand(&[]), 422, "it doesn't say what was shown");
    let mut other = chamber.treasurer();
    other.open(&page).fill("cancel_why", "Wrong");
    other.submit("/cancel").is_at(&page);
    treasurer.submit("/pay").is_refused_at("amount");
    treasurer.sees("Nothing is open on this invoice");
    assert_eq!(treasurer.value_of("amount"), "6000");
    assert_eq!(by_hand(&[("seen", "0")]), 422, "it was taken back");
    treasurer.open("/desk/dues/payments").misses("R2026-00001");
}
