//! An admitted company's agreement on its way to both signatures.
use super::app::{PASSPHRASE, TestApp, address};
use super::apply::PDF;
use super::board::{Hall, NAME};
use super::browser::Browser;
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::accounts;
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::{Powers, Role, Who};
use huiguan::platform::db::Tx;
use huiguan::schema::cases;

/// An agreement that is out, the applicant being its signer.
pub fn sent() -> Hall {
    let mut hall = Hall::admitted();
    let page = format!("{}/agreement", hall.case);
    hall.office.open(&page).sees(NAME);
    hall.office
        .press("agreement-make-button")
        .says("agreement-sent");
    hall
}

/// The company's path of it.
pub fn mine(hall: &Hall) -> String {
    format!("{}/agreement", hall.own())
}

/// The chamber's path of it.
pub fn desk(hall: &Hall) -> String {
    format!("{}/agreement", hall.case)
}

/// The code in the newest mail to this address.
pub fn code(app: &TestApp, name: &str) -> String {
    let mail = app.mail_to(&address(name));
    assert_eq!(mail.kind, "agreement.code");
    let is_code = |w: &&str| w.len() == 6 && w.chars().all(|c| c.is_ascii_digit());
    mail.text_body
        .split_whitespace()
        .find(is_code)
        .unwrap()
        .to_owned()
}

/// Reads to the end and asks for a code.
pub fn prepare(who: &mut Browser, path: &str) {
    who.open(path).press("agreement-read-button");
    who.press("agreement-code-ask").says("agreement-code-sent");
}

/// What is posted to sign.
pub fn typed<'a>(name: &'a str, code: &'a str) -> [(&'static str, &'a str); 3] {
    [("name", name), ("code", code), ("agreed", "on")]
}

/// Answers the page that asks for the pass-phrase once more, and goes on with what was sent.
pub fn prove(who: &mut Browser) -> &mut Browser {
    who.says("accounts-proof-title");
    who.fill("current", PASSPHRASE);
    who.press("accounts-proof-button")
}

/// The whole way to a signature.
pub fn sign(app: &TestApp, who: &mut Browser, name: &str, path: &str) {
    prepare(who, path);
    for (field, value) in typed(name, &code(app, name)) {
        who.fill(field, value);
    }
    who.submit("/agreement/sign");
    assert_eq!(who.answer().status, 200, "{}", who.text());
}

/// Signed by the company; the president signs in.
pub fn signed() -> (Hall, Browser) {
    let mut hall = sent();
    let shen = hall.app.signed_in("Shen", &[Role::President]);
    let path = mine(&hall);
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    hall.applicant.says("agreement-wait-title");
    (hall, shen)
}

/// Somebody else who acts for the company.
pub fn colleague(hall: &Hall, name: &str, powers: Powers) -> Browser {
    let browser = hall.app.signed_in(name, &[]);
    let email = address(name);
    let link = move |tx: &mut Tx| {
        let company: Option<CompanyId> = cases::table.select(cases::company_id).first(tx.conn())?;
        let person = accounts::person_by_email(tx.conn(), &email)?.unwrap().id;
        accounts::link_company(tx, &company.unwrap(), &person, "Counsel", powers)
    };
    hall.app.db.write_now(&Who::system("test"), link).unwrap();
    browser
}

/// The id of somebody who has an account.
pub fn id_of(app: &TestApp, name: &str) -> String {
    let email = address(name);
    let find = move |conn: &mut _| accounts::person_by_email(conn, &email);
    let person = app.db.read_now(find).unwrap();
    person.unwrap().id.to_string()
}

/// The company hands in its authority in writing for one of its people, until this day; where the office decides
/// on it.
pub fn hand_in(hall: &mut Hall, name: &str, until: &str) -> String {
    let page = format!("{}/people", hall.own());
    hall.applicant
        .open(&page)
        .fill("person", id_of(&hall.app, name))
        .fill("valid_until", until)
        .attach("file", "authority.pdf", PDF)
        .submit("/authorities");
    hall.applicant.says("people-filed");
    hall.office.open(&format!("{}/people", hall.case));
    hall.office.link("/authorities/")
}

/// The office accepts an authority. It signs in anew: who decides who signs proves who they are.
pub fn accept(hall: &Hall, at: &str) {
    let mut office = hall.app.browser();
    office.sign_in(&address("Secretary"), PASSPHRASE);
    assert_eq!(hall.post(&office, at, &[("go", "accept")]), 303);
}

/// Beside the president this person may sign for the chamber.
pub fn authorise(hall: &mut Hall, name: &str) {
    hall.admin_anew();
    hall.admin.open("/desk/settings/signatory");
    hall.admin
        .fill("email", address(name))
        .fill("authority", "Resolution 3")
        .fill("since", "2026-01-01")
        .submit("/settings/signatory");
    assert_eq!(hall.admin.answer().status, 200);
}
