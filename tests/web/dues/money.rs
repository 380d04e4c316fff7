//! Payments, relief, the balance, papers: what is allowed, what is refused, and that the books stay
//! right.
use super::{Chamber, balanced, day, pay, state};
use crate::support::app::address;
use crate::support::apply::PDF;
use huiguan::accounts;
use huiguan::dues;
use huiguan::dues::rules::invoice::State;
use huiguan::kernel::{Fen, Powers, Who};
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::membership::rules::standing::{Ending, Standing};
use huiguan::platform::db::Fault;

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

/// Lets a person act for a member's company.
fn owner(chamber: &Chamber, member: &Membership, name: &str, powers: Powers) {
    let (person, company) = (chamber.app.person(name, &[]), member.company.clone());
    chamber.write(move |tx| accounts::link_company(tx, &company, &person, "Manager", powers));
}

#[test]
fn the_same_form_posted_twice_is_one_payment_and_a_mistake_is_reversed() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let mut treasurer = chamber.treasurer();
    treasurer.open(&page);
    let once = treasurer.value_of("once");
    let form = [
        ("once", once.as_str()),
        ("seen", "600000"),
        ("amount", "6000"),
        ("received_on", "2026-01-01"),
        ("method", "bank"),
    ];
    for _ in 0..2 {
        let post = treasurer.by_hand(reqwest::Method::POST, &format!("{page}/pay"));
        assert_eq!(post.form(&form).send().unwrap().status(), 303);
    }
    assert_eq!(state(&chamber, &chamber.invoices(&member)[0]), State::Paid);
    treasurer
        .open("/desk/dues/payments")
        .sees("R2026-00001")
        .misses("R2026-00002");
    treasurer.click("R2026-00001");
    treasurer
        .fill("reverse_why", "Wrong company")
        .submit("/reverse");
    let open = chamber.invoices(&member).remove(0);
    assert_eq!(
        (open.open(), state(&chamber, &open)),
        (Fen(600_000), State::Issued)
    );
    assert_eq!(chamber.covered(&member), None);
    let path = treasurer.path().split('?').next().unwrap().to_owned();
    let again = treasurer.by_hand(reqwest::Method::POST, &format!("{path}/reverse"));
    assert_eq!(
        again
            .form(&[("reverse_why", "again")])
            .send()
            .unwrap()
            .status(),
        422
    );
    balanced(&mut treasurer);
}

#[test]
fn what_is_wrong_with_a_payment_is_said_at_its_field() {
    let chamber = chamber();
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    treasurer.open(&format!("/desk/dues/invoices/{}", invoice.unwrap().id));
    treasurer
        .fill("amount", "six thousand")
        .fill("payer", "ABC")
        .submit("/pay");
    treasurer.is_refused_at("amount");
    assert_eq!(treasurer.value_of("payer"), "ABC");
    treasurer
        .fill("amount", "0")
        .submit("/pay")
        .is_refused_at("amount");
    // To come, or a year before there was a member.
    for day in ["2026-01-02", "2024-12-31", "0202-11-20"] {
        treasurer
            .fill("amount", "10")
            .fill("received_on", day)
            .submit("/pay");
        treasurer.is_refused_at("received_on");
    }
    // The largest amount that a chamber takes for true is set by it.
    treasurer
        .fill("amount", "100,000,000.01")
        .fill("received_on", "2026-01-01")
        .submit("/pay");
    treasurer.is_refused_at("amount");
    treasurer.fill("amount", "10");
    treasurer.fill("received_on", "2026-01-01").submit("/pay");
    treasurer.sees("R2026-00001");
}

#[test]
fn a_small_waiver_is_granted_at_once_and_a_large_one_by_the_president() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let page = format!("/desk/dues/invoices/{}", invoice.unwrap().id);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&page)
        .fill("relief", "waive")
        .fill("waive", "600")
        .fill("why", "Flood");
    treasurer.submit("/relief");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(540_000));
    // A second one goes beyond the limit of 1,000 together with the first.
    treasurer
        .fill("relief", "waive")
        .fill("waive", "500")
        .fill("why", "Flood again");
    treasurer.submit("/relief");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(540_000));
    assert_eq!(
        chamber.app.mail_to(&address("President")).kind,
        "dues.request"
    );
    let mut president = chamber.person("President");
    president.open("/desk/dues").sees("Treasurer");
    president.open(&page).press("dues-grant-it");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(490_000));
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&page)
        .fill("relief", "waive")
        .fill("waive", "9000")
        .fill("why", "All");
    treasurer.submit("/relief").is_refused_at("waive");
    balanced(&mut treasurer);
}

#[test]
fn instalments_carry_a_member_while_each_is_paid_in_time() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(&page)
        .fill("relief", "parts")
        .fill("parts", "3");
    treasurer
        .fill("first", "2026-01-31")
        .fill("why", "Asked for")
        .submit("/relief");
    treasurer.sees("¥2,000.00");
    pay(&mut treasurer, &invoice, "2000");
    let half = chamber.invoices(&member).remove(0);
    assert_eq!(half.next_due, day("2026-02-28"));
    assert_eq!(chamber.covered(&member), Some(day("2026-02-27")));
    chamber.at("2026-03-01");
    assert_eq!(state(&chamber, &half), State::Overdue);
    pay(&mut chamber.treasurer(), &invoice, "4000");
    assert_eq!(chamber.covered(&member), Some(day("2026-12-31")));
}

#[test]
fn a_cancelled_invoice_frees_its_period_and_what_was_paid_is_balance() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &invoice, "1000");
    treasurer.fill("cancel_why", "Wrong rank").submit("/cancel");
    let cancelled = chamber.invoices(&member).remove(0);
    assert_eq!(state(&chamber, &cancelled), State::Cancelled);
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer.open(&account).sees("¥1,000.00");
    treasurer.submit("/renew");
    let fresh = chamber.invoices(&member);
    assert_eq!(fresh.len(), 2);
    let fresh = fresh.into_iter().find(|i| i.open().0 > 0).unwrap();
    assert_eq!(fresh.span.unwrap().first, day("2026-01-01"));
    treasurer
        .open(&account)
        .fill("refund", "1000.01")
        .fill("refund_why", "Wish");
    treasurer.submit("/refund").is_refused_at("refund");
    treasurer
        .fill("refund", "1000")
        .submit("/refund")
        .is_at(&account);
    balanced(&mut treasurer);
}

#[test]
fn no_path_bills_a_period_twice() {
    let chamber = chamber();
    let (member, _) = chamber.joins("晨光机械有限公司");
    let id = member.id.clone();
    let again = chamber
        .app
        .db
        .write_now(&Who::system("test"), move |tx| dues::begin(tx, &id));
    assert!(matches!(again, Err(Fault::Refused(_))), "{again:?}");
    assert_eq!(chamber.invoices(&member).len(), 1);
}

#[test]
fn a_member_sees_what_it_owes_sends_a_slip_and_keeps_its_tax_title() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    owner(&chamber, &member, "Owner", Powers::ALL);
    owner(
        &chamber,
        &member,
        "Clerk",
        Powers {
            submit: true,
            ..Powers::default()
        },
    );
    let home = format!("/my/dues/{}", member.company);
    let mut owner = chamber.person("Owner");
    owner.open("/my").sees("¥6,000.00");
    owner.open(&home).sees(&invoice.reference);
    owner
        .fill("amount", "6000")
        .submit("/slip")
        .is_refused_at("file");
    owner
        .fill("amount", "6000")
        .attach("file", "slip.pdf", PDF)
        .submit("/slip")
        .is_at(&home);
    owner.sees("¥6,000.00");
    let slip = owner.link("/dues/slips/");
    owner
        .fill("title", "晨光机械有限公司")
        .fill("tax_number", "123")
        .submit("/title");
    owner.is_refused_at("tax_number");
    let code = crate::support::apply::credit_code(7);
    owner
        .fill("tax_number", &code)
        .submit("/title")
        .is_at(&home);
    let mut clerk = chamber.person("Clerk");
    for path in [
        home.as_str(),
        &slip,
        &format!("/dues/invoices/{}/invoice.pdf", invoice.id),
    ] {
        assert_eq!(clerk.go(path), 404, "{path}");
        assert_eq!(owner.go(path), 200, "{path}");
    }
    let mut treasurer = chamber.treasurer();
    treasurer.open("/desk/dues").sees("晨光机械有限公司");
    assert_eq!(treasurer.go(&slip), 200);
    pay(&mut treasurer, &invoice, "6000");
    treasurer.open("/desk/dues").says("dues-waiting-none");
    let mail = chamber.app.mail_to(&address("Owner"));
    assert_eq!(mail.kind, "dues.received");
    assert!(mail.text_body.contains("R2026-00001"), "{}", mail.text_body);
}

#[test]
fn a_fiscal_receipt_is_only_for_dues_and_the_table_counts_voids() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    let account = format!("/desk/dues/companies/{}", member.company);
    treasurer
        .open(&account)
        .fill("service", "Hall for a day")
        .fill("service_amount", "800");
    treasurer.submit("/service");
    // 6,000 of it are dues, 800 are not.
    treasurer
        .open(&account)
        .fill("amount", "6800")
        .submit("/pay");
    assert_eq!(state(&chamber, &chamber.invoices(&member)[0]), State::Paid);
    treasurer.open("/desk/dues/payments").click("R2026-00001");
    treasurer
        .fill("number", "0012345")
        .fill("batch", "44010125")
        .fill("amount", "6800");
    treasurer.submit("/fiscal").is_refused_at("number");
    treasurer
        .fill("amount", "6000")
        .submit("/fiscal")
        .sees("0012345");
    treasurer
        .open("/desk/dues/fiscal")
        .fill("number", "0012346")
        .fill("batch", "44010125");
    treasurer.fill("why", "Torn").submit("/desk/dues/fiscal");
    assert_eq!(treasurer.go("/desk/dues/fiscal?export=csv"), 200);
    let csv = treasurer.answer().body.clone();
    assert!(
        csv.contains("44010125,0012345,0012346,2,1,6000.00"),
        "{csv}"
    );
    let _ = invoice;
}

#[test]
fn a_closed_year_takes_no_booking_any_more() {
    let chamber = chamber();
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &invoice, "3000");
    let close = |year: i32| format!("/desk/dues/ledger/{year}/close");
    let post = treasurer.by_hand(reqwest::Method::POST, &close(2026));
    post.send().unwrap();
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .misses("This year is closed");
    chamber.at("2027-01-05");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .submit("/close");
    treasurer.says("dues-year-is-closed");
    treasurer.open(&format!("/desk/dues/invoices/{}", invoice.id));
    treasurer
        .fill("amount", "3000")
        .fill("received_on", "2026-12-31")
        .submit("/pay");
    treasurer.is_refused_at("amount");
    treasurer
        .fill("received_on", "2027-01-05")
        .submit("/pay")
        .sees("R2027-00001");
    balanced(&mut treasurer);
    assert_eq!(
        treasurer.go("/desk/dues/ledger?year=2026&what=journal&export=xlsx"),
        200
    );
}

#[test]
fn a_company_withdraws_without_anybodys_leave_and_comes_back_under_its_number() {
    let chamber = chamber();
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    owner(&chamber, &member, "Owner", Powers::ALL);
    pay(&mut chamber.treasurer(), &invoice.unwrap(), "6000");
    let mut owner = chamber.person("Owner");
    let home = format!("/my/dues/{}", member.company);
    owner
        .open(&home)
        .fill("withdraw_why", "We move away")
        .submit("/withdraw");
    owner.is_refused_at("withdraw_sure");
    owner
        .fill("withdraw_sure", "on")
        .submit("/withdraw")
        .is_at("/my");
    assert_eq!(
        chamber.app.mail_to(&address("Owner")).kind,
        "dues.withdrawn"
    );
    chamber.at("2027-03-01");
    assert_eq!(chamber.standing(&member), Standing::Ended(Ending::Resigned));
    let mut office = chamber
        .app
        .signed_in("Lin", &[huiguan::kernel::Role::Admin]);
    let account = format!("/desk/dues/companies/{}", member.company);
    office
        .open(&account)
        .fill("back_why", "They moved back")
        .submit("/back")
        .is_at(&account);
    let back = chamber.invoices(&member).remove(0);
    assert_eq!(back.sums.total, Fen(416_667));
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    office
        .open(&format!("/desk/members/{}", member.id))
        .sees("They moved back")
        .sees("2026-0001");
}
