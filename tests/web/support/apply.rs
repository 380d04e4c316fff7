//! A company applies through the real forms: what most tests of admission begin with.
use super::app::{TestApp, address};
use super::browser::Browser;
use huiguan::kernel::Role;
use huiguan::kernel::credit_code::CreditCode;

/// A PDF as short as one can be.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A credit code that is well formed; another one for each number.
pub fn credit_code(number: usize) -> String {
    CreditCode::complete(&format!("91440300MA{number:07}"))
        .unwrap()
        .to_string()
}

/// Begins a draft and gives the path of its case, like `/my/applications/01…`.
pub fn begin(browser: &mut Browser) -> String {
    browser
        .open("/my/applications/new")
        .submit("/my/applications");
    let path = browser.path().to_owned();
    path.trim_end_matches("/step/company").to_owned()
}

/// Fills in the step about the company, and goes on.
pub fn company(browser: &mut Browser, case: &str, name: &str, code: &str) {
    browser.open(&format!("{case}/step/company"));
    browser
        .fill("name", name)
        .fill("credit_code", code)
        .fill("legal_form", "limited")
        .fill("founded_on", "2015-03-01")
        .fill("capital", "500")
        .fill("industry", "I")
        .fill("staff", "u100")
        .fill("revenue", "u2000")
        .fill("address", "1 Example Road")
        .fill("website", "www.example.com")
        .fill("introduction", "We make software.");
    browser.press("application-go-on");
}

/// The name of who is signed in.
pub fn own_name(browser: &mut Browser) -> String {
    browser.open("/my/account").value_of("name")
}

/// Fills in the other steps, each field with something that fits; stops before sending. Who applies is the legal
/// representative.
pub fn rest(browser: &mut Browser, case: &str) {
    let own = own_name(browser);
    browser.open(&format!("{case}/step/people"));
    browser
        .fill("legal_name", own)
        .fill("rep_name", "Li Si")
        .fill("rep_post", "Manager")
        .fill("rep_phone", "138 0013 8000")
        .fill("rep_email", "li@example.com")
        .fill("contact_name", "Wang Wu")
        .fill("contact_phone", "0755-12345678")
        .fill("contact_email", "wang@example.com");
    browser.press("application-go-on");
    browser
        .open(&format!("{case}/step/rank"))
        .fill("rank", "member");
    browser.press("application-go-on");
    browser.open(&format!("{case}/step/papers"));
    browser
        .attach("licence", "licence.pdf", PDF)
        .submit("/papers/licence");
    browser.open(&format!("{case}/step/reasons"));
    browser.fill("why", "To learn from others.");
    let version = browser.value_of("charter");
    browser
        .fill("charter", version)
        .fill("consent_processing", "yes");
    browser.press("application-go-on");
}

/// The whole application of a company called `name`, not sent yet.
pub fn fill_in(browser: &mut Browser, name: &str, code: &str) -> String {
    let case = begin(browser);
    company(browser, &case, name, code);
    rest(browser, &case);
    case
}

/// Sends what was filled in: who does may fill in and send for the company, nothing else.
pub fn send_only(browser: &mut Browser, case: &str) {
    browser.open(&format!("{case}/send")).submit("/send");
    browser.is_at(case);
}

/// Who applies says that they are the legal representative, and looks after the company from then on.
pub fn stand(browser: &mut Browser, case: &str) {
    let own = own_name(browser);
    browser.open(&format!("{case}/people"));
    browser.fill("email_legal", address(&own)).submit("/people");
    let named = browser.link("/my/named/");
    browser
        .open(&named)
        .fill("post", "Manager")
        .fill("agreed", "on");
    browser
        .press("people-answer-confirm")
        .says("people-confirmed");
}

/// Applies and sends, as the legal representative; gives the path of the case.
pub fn send(browser: &mut Browser, name: &str, code: &str) -> String {
    let case = fill_in(browser, name, code);
    send_only(browser, &case);
    stand(browser, &case);
    browser.open(&case);
    case
}

/// The office's path of the same case.
pub fn at_desk(case: &str) -> String {
    case.replace("/my/applications/", "/desk/cases/")
}

/// The office marks everything as there and accepts. The page has to be the check's.
pub fn accept(office: &mut Browser, case: &str) {
    office.open(&format!("{}/check", at_desk(case)));
    for requirement in office.values_of("[name^='mark-'][value=fine]", "name") {
        office.fill(&requirement, "fine");
    }
    office.press("admission-check-accept");
}

/// An applicant and the secretariat, the application of `name` sent.
pub fn sent(app: &TestApp, name: &str) -> (Browser, Browser, String) {
    let mut applicant = app.signed_in("Applicant", &[]);
    let office = app.signed_in("Secretary", &[Role::Secretary]);
    let case = send(&mut applicant, name, &credit_code(1));
    (applicant, office, case)
}
