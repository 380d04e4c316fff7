//! What may not be: instalments that begin after their period, gifts that pay dues.
use super::{Chamber, balanced, day, pay};
use huiguan::kernel::Fen;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::membership::rules::standing::Standing;

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

#[test]
fn no_instalments_begin_after_the_period_they_pay_for_or_make_anybody_current_before_they_begin() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let page = format!("/desk/dues/invoices/{}", invoice.unwrap().id);
    let mut treasurer = chamber.treasurer();
    for first in ["2099-01-31", "2027-01-01"] {
        treasurer
            .open(&page)
            .fill("relief", "parts")
            .fill("parts", "2");
        treasurer
            .fill("first", first)
            .fill("why", "Asked for")
            .submit("/relief");
        treasurer.is_refused_at("first");
    }
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    // Beyond the days of grace the president decides.
    treasurer
        .open(&page)
        .fill("relief", "parts")
        .fill("parts", "2");
    treasurer
        .fill("first", "2026-12-31")
        .fill("why", "Asked for")
        .submit("/relief");
    let mut president = chamber.person("President");
    president.open(&page).press("dues-grant-it");
    let parted = chamber.invoices(&member).remove(0);
    assert_eq!(parted.next_due, day("2026-12-31"));
    // Nothing is paid: the first dues are open until the first part is due, and cover nothing.
    assert_eq!(chamber.covered(&member), None);
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    chamber.at("2026-12-31");
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    chamber.at("2027-01-01");
    assert_eq!(chamber.standing(&member), Standing::Grace);
}

#[test]
fn gifts_never_pay_dues() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let dues = format!("/desk/dues/invoices/{}", invoice.unwrap().id);
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&account)
        .fill("grant", "7000")
        .fill("grant_why", "Anniversary")
        .submit("/grant");
    treasurer.says("dues-gifts-note");
    // Not even where somebody posts by hand: there is no button.
    assert!(!treasurer.open(&dues).has("form[action$='/balance']"));
    let post = treasurer.by_hand(reqwest::Method::POST, &format!("{dues}/balance"));
    assert_eq!(post.send().unwrap().status(), 303);
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
    // A service they do.
    treasurer
        .open(&account)
        .fill("service", "Hall for a day")
        .fill("service_amount", "800")
        .submit("/service");
    let all = chamber.invoices(&member);
    let hall = all.iter().find(|i| !i.kind.is_dues()).unwrap();
    treasurer
        .open(&format!("/desk/dues/invoices/{}", hall.id))
        .submit("/balance");
    let all = chamber.invoices(&member);
    assert_eq!(all.iter().map(|i| i.open().0).sum::<i64>(), 600_000);
    // And what pays the hall is not moved to the dues.
    let mut treasurer = chamber.treasurer();
    treasurer.open(&format!("/desk/dues/invoices/{}", hall.id));
    treasurer.submit("/move");
    let all = chamber.invoices(&member);
    assert_eq!(all.iter().map(|i| i.open().0).sum::<i64>(), 600_000);
    balanced(&mut treasurer);
}

#[test]
fn a_page_that_shows_what_is_over_books_nothing() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let account = format!("/desk/dues/companies/{}", member.company);
    let (mut one, mut other) = (chamber.treasurer(), chamber.treasurer());
    other.open(&page);
    pay(&mut one, &invoice, "1000");
    other.fill("amount", "6000").submit("/pay");
    other.is_refused_at("amount").sees("¥5,000.00");
    // Who has read it may.
    other.submit("/pay").is_at(&page);
    // Two windows bill one year.
    other.open(&account);
    one.open(&account).submit("/renew");
    other.submit("/renew").sees("2028");
    let billed = chamber.invoices(&member).len();
    assert_eq!(billed, 2);
    // And the year after the next one waits.
    other.open(&account).submit("/renew").sees("2028");
    assert_eq!(chamber.invoices(&member).len(), billed);
}
