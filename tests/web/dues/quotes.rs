//! One source for dues: what the assembly adopted is what the public site, the ranks, the application, the pack,
//! the agreement and the first bill say; where it adopted nothing, nobody promises or signs anything.
use crate::support::app::{TestApp, address, link_in};
use crate::support::apply::{self, PDF, credit_code};
use crate::support::board::{Hall, adopt};
use crate::support::browser::Browser;
use crate::support::sign::{self, desk, mine, sign};
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::accounts;
use huiguan::admission::agreement;
use huiguan::app::routes::ROUTES;
use huiguan::kernel::Role;
use huiguan::platform::db::Conn;
use huiguan::schema::{agreement_earlier, invoices};
use reqwest::Method;
use std::collections::BTreeSet;

/// Every amount that a text says.
fn amounts(text: &str) -> BTreeSet<String> {
    let said = text.split('¥').skip(1);
    let number = |after: &str| {
        let digits = after.chars();
        let number: String = digits
            .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
            .collect();
        number.trim_end_matches([',', '.']).to_owned()
    };
    said.map(number).collect()
}

/// The pages that say what a member pays, as far as the case has come: who reads them, and where.
fn told(hall: &mut Hall, ballot: Option<&str>) -> Vec<(String, BTreeSet<String>)> {
    let (own, case) = (hall.own(), hall.case.clone());
    let mut stranger = hall.app.browser();
    let mut found = vec![];
    let mut look = |reader: &mut Browser, page: &str| {
        found.push((page.to_owned(), amounts(&reader.open(page).text())));
    };
    look(&mut stranger, "/");
    look(&mut stranger, "/join");
    look(&mut hall.admin, "/desk/settings/ranks");
    look(&mut hall.applicant, "/my/applications/new");
    look(&mut hall.applicant, &own);
    look(&mut hall.office, &format!("{case}/application"));
    if let Some(ballot) = ballot {
        let one = &mut hall.directors[0];
        one.open(ballot).press("ballot-conflict-none");
        look(one, ballot);
    }
    found
}

/// Every amount that the public site says, on any page that has an address of its own.
fn in_public(app: &TestApp) -> BTreeSet<String> {
    let stranger = app.browser();
    let pages = ROUTES
        .iter()
        .filter(|(method, path)| *method == "get" && !path.contains('{'));
    let said = pages.map(|(_, path)| stranger.by_hand(Method::GET, path).send().unwrap());
    said.filter(|answer| answer.status() == 200)
        .flat_map(|answer| amounts(&answer.text().unwrap()))
        .collect()
}

/// The totals of all invoices.
fn billed(app: &TestApp) -> Vec<i64> {
    let totals = |conn: &mut Conn| Ok(invoices::table.select(invoices::total).load(conn)?);
    app.db.read_now(totals).unwrap()
}

/// The president countersigns what the company has signed.
fn countersign(hall: &Hall, president: &mut Browser) {
    let link = link_in(&hall.app.mail_to(&address("Shen")), "/agreement");
    sign(&hall.app, president, "Shen", &link);
}

#[test]
fn every_page_of_a_case_says_the_same_dues_and_the_bill_asks_for_them() {
    let mut hall = Hall::asking(Some((300_000, 50_000)), |_| {});
    hall.recommend(&hall.case.clone());
    let ballot = hall.open();
    // Dues a year, the joining fee, the first bill.
    let all = ["3,000.00", "500.00", "3,500.00"].map(String::from);
    let all = BTreeSet::from(all);
    for (page, said) in told(&mut hall, Some(&ballot)) {
        assert_eq!(said, all, "{page}");
    }
    assert_eq!(in_public(&hall.app), all);
    hall.decide(&ballot, ["yes"; 4]);
    let mut mails = hall.app.mails().into_iter();
    let letter = mails.find(|mail| mail.kind == "ballot.admitted").unwrap();
    assert_eq!(amounts(&letter.text_body), all);
    hall.office.open(&desk(&hall));
    assert_eq!(amounts(&hall.office.text_of("article.paper")), all);
    hall.office
        .press("agreement-make-button")
        .says("agreement-sent");
    let path = mine(&hall);
    hall.applicant.open(&path);
    assert_eq!(amounts(&hall.applicant.text_of("article.paper")), all);
    let mut shen = hall.app.signed_in("Shen", &[Role::President]);
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    countersign(&hall, &mut shen);
    assert_eq!(billed(&hall.app), [350_000]);
    let id = |conn: &mut Conn| Ok(invoices::table.select(invoices::id).first(conn)?);
    let id: String = hall.app.db.read_now(id).unwrap();
    shen.open(&format!("/desk/dues/invoices/{id}"))
        .sees("¥3,000.00")
        .sees("¥500.00")
        .sees("¥3,500.00");
}

#[test]
fn without_a_standard_no_page_says_a_figure_and_nothing_is_signed() {
    let mut hall = Hall::asking(None, |_| {});
    hall.recommend(&hall.case.clone());
    let ballot = hall.open();
    for (page, said) in told(&mut hall, Some(&ballot)) {
        assert_eq!(said, BTreeSet::new(), "{page}");
    }
    assert_eq!(in_public(&hall.app), BTreeSet::new());
    hall.applicant
        .open("/my/applications/new")
        .says("dues-quote-none");
    hall.decide(&ballot, ["yes"; 4]);
    // The office is told why, and where the way out is.
    hall.office
        .open(&desk(&hall))
        .says("agreement-refused-no-standard");
    assert_eq!(hall.office.link("/dues/standards"), "/desk/dues/standards");
    assert!(!hall.office.has("form[action$='/agreement/send']"));
    let signer = |conn: &mut Conn| accounts::person_by_email(conn, &address("Applicant"));
    let signer = hall.app.db.read_now(signer).unwrap().unwrap().id;
    let fields = [("signatory", signer.as_str()), ("sign_by", "2099-01-01")];
    let send = format!("{}/send", desk(&hall));
    assert_eq!(hall.post(&hall.office, &send, &fields), 422);
    assert_eq!(hall.mails("agreement.sign"), 0);
    // A standard that asks nothing is one.
    adopt(&hall.app, "2020-01-01", (0, 0));
    hall.office
        .open(&desk(&hall))
        .press("agreement-make-button")
        .says("agreement-sent");
}

#[test]
fn a_standard_of_nothing_is_said_and_signed_and_bills_nothing() {
    let (mut hall, mut shen) = sign::signed();
    let mut stranger = hall.app.browser();
    let said = stranger.open("/join").text_of("td.dues-amount");
    assert_eq!(said, stranger.word("dues-quote-free"));
    countersign(&hall, &mut shen);
    shen.says("agreement-done-title");
    assert_eq!(billed(&hall.app), Vec::<i64>::new());
    hall.office.open(&hall.case).says("admission-stage-member");
}

#[test]
fn an_agreement_whose_dues_are_not_in_force_any_more_is_made_anew() {
    let (mut hall, mut shen) = sign::signed();
    let old = hall.office.open(&desk(&hall)).text_of("code.hash");
    let link = desk(&hall);
    shen.open(&link).press("agreement-read-button");
    adopt(&hall.app, "2024-01-01", (765_400, 100_000));
    shen.open(&link).says("agreement-bar-title");
    assert!(!shen.has("form[action$='/agreement/code']"));
    hall.post(&shen, &format!("{link}/code"), &[]);
    assert_eq!(hall.mails("agreement.code"), 1, "the company's alone");
    hall.office.open("/desk").says("desk-today-dues");
    hall.office
        .open(&link)
        .says("agreement-bar-anew")
        .sees("7,654.00");
    hall.office
        .press("agreement-make-button")
        .says("agreement-sent")
        .says("agreement-evidence-replaced");
    assert_ne!(hall.office.text_of("code.hash"), old);
    // Both sides sign the new text; the company's first signature was for the old one.
    let path = mine(&hall);
    hall.applicant.open(&path).says("agreement-read-title");
    let text = hall.applicant.text_of("article.paper");
    let all = ["7,654.00", "1,000.00", "8,654.00"].map(String::from);
    assert_eq!(amounts(&text), BTreeSet::from(all));
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    countersign(&hall, &mut shen);
    assert_eq!(billed(&hall.app), [865_400]);
    let kept = |conn: &mut Conn| Ok(agreement_earlier::table.count().get_result(conn)?);
    let kept: i64 = hall.app.db.read_now(kept).unwrap();
    assert_eq!(kept, 1);
    let checked = hall.app.db.read_now(agreement::verify).unwrap();
    assert_eq!(checked, (1, vec![]));
}

#[test]
fn who_applies_sends_the_figure_they_saw_and_the_board_is_told_if_it_changed() {
    let app = TestApp::start();
    adopt(&app, "2020-01-01", (300_000, 50_000));
    let mut li = app.signed_in("Applicant", &[]);
    let case = apply::fill_in(&mut li, "Plum Trading", &credit_code(1));
    li.open(&format!("{case}/send")).sees("¥3,000.00");
    adopt(&app, "2024-01-01", (400_000, 0));
    li.submit("/send").is_at(&format!("{case}/send"));
    li.sees("¥4,000.00").misses("¥3,000.00");
    li.submit("/send").is_at(&case);
    li.sees("¥4,000.00");
    adopt(&app, "2025-01-01", (450_000, 0));
    let mut office = app.signed_in("Secretary", &[Role::Secretary]);
    office
        .open(&format!("{}/application", apply::at_desk(&case)))
        .sees("¥4,000.00");
    office.open("/join").sees("¥4,500.00");
}

#[test]
fn the_pack_says_what_is_in_force_and_what_the_applicant_was_told() {
    let mut hall = Hall::asking(Some((300_000, 0)), |_| {});
    adopt(&hall.app, "2024-01-01", (400_000, 0));
    hall.recommend(&hall.case.clone());
    let ballot = hall.open();
    let one = &mut hall.directors[0];
    one.open(&ballot).press("ballot-conflict-none");
    let said = one.open(&ballot).text();
    let both = ["3,000.00", "4,000.00"].map(String::from);
    assert_eq!(amounts(&said), BTreeSet::from(both));
}

#[test]
fn a_resolution_from_before_the_portal_is_entered_with_its_paper() {
    let app = TestApp::start();
    let mut treasurer = app.signed_in("Treasurer", &[Role::Treasurer]);
    let enter = |treasurer: &mut Browser, name: &str, from: &str| {
        treasurer
            .open("/desk/dues/standards")
            .fill("name", name)
            .fill("resolution", "Second assembly, No. 7");
        treasurer
            .fill("organ", "delegates")
            .fill("adopted_on", from)
            .fill("valid_from", from)
            .fill("fee-member", "0");
    };
    enter(&mut treasurer, "Dues of 2019", "2019-03-01");
    treasurer
        .attach("file", "minutes.pdf", PDF)
        .submit("/standards")
        .is_at("/desk/dues/standards");
    treasurer
        .says("dues-quote-free")
        .says("dues-standard-organ-delegates");
    let paper = treasurer.link("/paper");
    assert_eq!(treasurer.go(&paper), 200);
    assert_eq!(treasurer.answer().bytes, PDF);
    let stranger = app.signed_in("Stranger", &[]).go(&paper);
    assert_eq!(stranger, 404);
    // Without it at hand it can follow, once.
    enter(&mut treasurer, "Dues of 2021", "2021-03-01");
    treasurer.submit("/standards").is_at("/desk/dues/standards");
    treasurer.says("dues-standard-paper-none");
    let field = treasurer
        .values_of("input[name^='paper-']", "name")
        .remove(0);
    treasurer.submit("/paper").is_refused_at(&field);
    treasurer
        .attach(&field, "minutes.pdf", PDF)
        .submit("/paper")
        .is_at("/desk/dues/standards");
    treasurer.misses(&treasurer.word("dues-standard-paper-none"));
}
