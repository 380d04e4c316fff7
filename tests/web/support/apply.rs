//! A company applies through the real forms: what most tests of admission begin with.
use super::app::TestApp;
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

/// Fills in the other steps, each field with something that fits; stops before sending.
pub fn rest(browser: &mut Browser, case: &str) {
    browser.open(&format!("{case}/step/people"));
    browser
        .fill("legal_name", "Zhang San")
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

/// Applies and sends; gives the path of the case.
pub fn send(browser: &mut Browser, name: &str, code: &str) -> String {
    let case = fill_in(browser, name, code);
    browser.open(&format!("{case}/send")).submit("/send");
    browser.is_at(&case);
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
