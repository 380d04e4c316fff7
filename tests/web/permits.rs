//! Who may reach what: every route, tried as every kind of person, kept as one table. A change in
//! who may do what is a visible difference in `snapshots/`.
//!
//! Requests go to a server that undoes every change, so the demo chamber stays as it was and the
//! order doesn't matter. Forms are posted empty: 422 or 303 means that the door was open, 404
//! that there was none.
use crate::support::app::{PASSPHRASE, TestApp, address};
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use huiguan::app::routes::ROUTES;
use huiguan::companies::book;
use huiguan::companies::book::rules::{Giver, Purpose, Said};
use huiguan::demo;
use huiguan::kernel::Who;
use huiguan::kernel::id::CompanyId;
use huiguan::platform::db::Tx;
use huiguan::platform::seal::store;
use reqwest::Method;
use reqwest::blocking::Client;
use std::fmt::Write;

/// Who tries, and the demo's account; `-` is a visitor, `+` a person without any role.
const PEOPLE: [(&str, &str); 11] = [
    ("visitor", "-"),
    ("stranger", "+"),
    ("applicant", "applicant"),
    ("member", "member"),
    ("reviewer", "reviewer1"),
    ("other reviewer", "reviewer2"),
    ("director", "director1"),
    ("president", "president"),
    ("treasurer", "treasurer"),
    ("events", "events"),
    ("office", "admin"),
];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    id: String,
}

/// What this asks for as `id`.
pub fn found(app: &TestApp, sql: &str) -> Vec<String> {
    let sql = sql.to_owned();
    let found: Vec<Found> = app
        .db
        .read_now(move |conn| Ok(diesel::sql_query(sql).load(conn)?))
        .unwrap();
    found.into_iter().map(|row| row.id).collect()
}

fn first(app: &TestApp, sql: &str) -> String {
    let found = found(app, sql).into_iter().next();
    found.unwrap_or_else(|| "00000000-0000-7000-8000-000000000000".into())
}

/// The path with its places filled from one case: a paper of it, the hash of its licence, a written authority of
/// it, a photo of its newest visit, its newest ballot, the frozen agreement.
pub fn filled_for(app: &TestApp, pattern: &str, case: &str) -> String {
    let of = |what: &str| {
        let sql = match what {
            "paper" => format!("SELECT id FROM case_papers WHERE case_id = '{case}' ORDER BY id"),
            "sha256" => format!(
                "SELECT sha256 AS id FROM case_papers WHERE case_id = '{case}' AND kind = 'licence'"
            ),
            "authority" => {
                format!("SELECT id FROM case_authorities WHERE case_id = '{case}' ORDER BY id")
            }
            "photo" => format!(
                "SELECT id FROM visit_photos WHERE removed_at IS NULL AND visit_id = (SELECT id \
                 FROM visits WHERE case_id = '{case}' ORDER BY number DESC LIMIT 1) ORDER BY id"
            ),
            _ => format!(
                "SELECT id FROM ballots WHERE subject_id = '{case}' ORDER BY round DESC, id"
            ),
        };
        first(app, &format!("{sql} LIMIT 1"))
    };
    let mut path = pattern.replace("{case}", case).replace("{face}", "shown");
    path = path.replace("{which}", "frozen");
    for what in ["paper", "sha256", "authority", "photo", "ballot"] {
        let place = format!("{{{what}}}");
        if path.contains(&place) {
            path = path.replace(&place, &of(what));
        }
    }
    path
}

/// The path with its places filled from the demo chamber.
fn filled(app: &TestApp, pattern: &str) -> String {
    let mut path = pattern.to_owned();
    while let Some(start) = path.find('{') {
        let end = path[start..].find('}').unwrap() + start;
        let value = sample(app, pattern, &path[start + 1..end]);
        path.replace_range(start..=end, &value);
    }
    path
}

/// The certificates that were issued together.
const ISSUE: &str =
    "SELECT id FROM runs WHERE kind = 'membership.certificates' ORDER BY id LIMIT 1";

fn sample(app: &TestApp, pattern: &str, place: &str) -> String {
    match place {
        "tag" => "en".into(),
        "name" => "none.css".into(),
        "token" => "0".repeat(64),
        "seq" | "version" | "step" => "1".into(),
        "kind" => "licence".into(),
        "rank" => "member".into(),
        "purpose" => "review".into(),
        "issue" => first(app, ISSUE),
        "printed" => "minutes".into(),
        "named" => first(
            app,
            "SELECT id FROM case_people WHERE state = 'invited' ORDER BY id LIMIT 1",
        ),
        "seat" => first(app, "SELECT id FROM council_seats ORDER BY id LIMIT 1"),
        "membership" => first(app, "SELECT id FROM memberships ORDER BY id LIMIT 1"),
        "person" => first(app, "SELECT id FROM people ORDER BY id LIMIT 1"),
        "mail" => first(app, "SELECT id FROM mails ORDER BY id LIMIT 1"),
        "job" => first(app, "SELECT id FROM jobs ORDER BY id LIMIT 1"),
        "invoice" => first(app, "SELECT id FROM invoices ORDER BY number LIMIT 1"),
        "note" => first(app, "SELECT id FROM credit_notes ORDER BY number LIMIT 1"),
        "payment" => first(app, "SELECT id FROM payments ORDER BY receipt LIMIT 1"),
        "statement" => first(app, "SELECT id FROM bank_statements LIMIT 1"),
        "line" => first(app, "SELECT id FROM bank_lines ORDER BY place LIMIT 1"),
        "run" => first(app, "SELECT id FROM runs WHERE kind = 'dues.run' LIMIT 1"),
        "standard" => first(app, "SELECT id FROM dues_standards LIMIT 1"),
        "slip" => first(app, "SELECT id FROM payment_slips LIMIT 1"),
        "receipt" => first(app, "SELECT id FROM fiscal_receipts LIMIT 1"),
        "attempt" => first(app, "SELECT id FROM payment_attempts LIMIT 1"),
        "import" => first(app, "SELECT id FROM member_imports LIMIT 1"),
        "list" => "members".into(),
        "view" => first(app, "SELECT id FROM saved_views LIMIT 1"),
        "act" if pattern.contains("members") => "renew".into(),
        "act" => "pay".into(),
        "year" => "2020".into(),
        "provider" => "stripe".into(),
        "company" => company(app),
        "contact" => first(app, "SELECT id FROM contacts WHERE name = 'Li Na'"),
        "consent" => first(app, "SELECT id FROM consents WHERE name = 'Li Na'"),
        "motion" if pattern.starts_with("/desk/motions") => {
            first(app, "SELECT id FROM motions LIMIT 1")
        }
        "motion" => first(
            app,
            "SELECT id FROM expulsion_motions WHERE running IS NOT NULL LIMIT 1",
        ),
        "ballot" if pattern.contains("motions") => motions_ballot(app, pattern),
        "case" => case(app, pattern),
        "sha256" | "authority" => {
            let case = case(app, pattern);
            filled_for(app, &format!("{{{place}}}"), &case)
        }
        "ballot" => first(
            app,
            "SELECT id FROM ballots WHERE subject_kind = 'case' ORDER BY opens_at DESC, id LIMIT 1",
        ),
        _ => "00000000-0000-7000-8000-000000000000".into(),
    }
}

/// A ballot on a motion: one that is over where its minutes are asked for, else the one that runs.
fn motions_ballot(app: &TestApp, pattern: &str) -> String {
    let over = if pattern.ends_with("minutes") {
        "IS NOT NULL"
    } else {
        "IS NULL"
    };
    first(
        app,
        &format!(
            "SELECT id FROM ballots WHERE subject_kind = 'expulsion' AND closed_at {over} LIMIT 1"
        ),
    )
}

/// The applicant's company, whose people may see what others may not.
fn company(app: &TestApp) -> String {
    first(
        app,
        "SELECT company_id AS id FROM company_people JOIN people ON people.id = person_id \
         WHERE email LIKE 'applicant@%' ORDER BY company_id LIMIT 1",
    )
}

/// Gives the applicant's company a contact who agreed to something.
fn with_contact(app: &TestApp) {
    let firm: CompanyId = company(app).parse().unwrap();
    let write = move |tx: &mut Tx| {
        let said = Said {
            name: "Li Na".to_owned(),
            phone: "13800138000".to_owned(),
            ..Said::default()
        };
        book::bring(tx, &firm, &[said])?;
        let contacts = book::of_company(tx.conn(), &firm)?;
        let one = contacts
            .iter()
            .find(|one| one.said.name == "Li Na")
            .unwrap();
        let giver = (Giver::Contact(&one.id), "Li Na");
        book::give(tx, giver, (Some(&firm), None), Purpose::Notices)
    };
    app.db.write_now(&Who::system("book"), write).unwrap();
}

/// The applicant's own case where the applicant goes, and one that has come far for the others.
fn case(app: &TestApp, pattern: &str) -> String {
    if pattern.starts_with("/my") {
        let company = company(app);
        return first(
            app,
            &format!("SELECT id FROM cases WHERE company_id = '{company}' LIMIT 1"),
        );
    }
    if pattern.contains("{authority}") {
        let sql = "SELECT case_id AS id FROM case_authorities ORDER BY id LIMIT 1";
        return first(app, sql);
    }
    first(app, "SELECT id FROM cases ORDER BY id LIMIT 1")
}

/// The session cookie of a person, for requests put together by hand: no answer, not even that of
/// signing out, changes what the next request carries.
fn cookie(app: &TestApp, client: &Client, account: &str) -> String {
    let (email, phrase) = match account {
        "-" => return String::new(),
        "+" => {
            app.person("Stranger", &[]);
            (address("Stranger"), PASSPHRASE)
        }
        name => (format!("{name}@demo.huiguan.test"), demo::PASSPHRASE),
    };
    let form = [("email", email.as_str()), ("password", phrase)];
    let response = client
        .post(format!("{}/sign-in", app.base))
        .form(&form)
        .send()
        .unwrap();
    let cookies = response
        .headers()
        .get_all("set-cookie")
        .iter()
        .filter_map(|c| c.to_str().ok());
    let session = cookies
        .filter_map(|c| c.split(';').next())
        .find(|c| c.starts_with("session="));
    session
        .unwrap_or_else(|| panic!("{account} is not let in"))
        .to_owned()
}

fn answer(client: &Client, cookie: &str, method: &str, url: &str) -> String {
    let method = Method::from_bytes(method.to_ascii_uppercase().as_bytes()).unwrap();
    let mut request = client.request(method.clone(), url).header("Cookie", cookie);
    if method == Method::POST {
        request = request.form::<[(&str, &str); 0]>(&[]);
    }
    let response = request.send().unwrap();
    let to = response
        .headers()
        .get("location")
        .and_then(|to| to.to_str().ok())
        .unwrap_or("");
    match response.status().as_u16() {
        303 if to.starts_with("/sign-in?next") => "sign-in".into(),
        status => status.to_string(),
    }
}

#[test]
fn every_route_is_open_to_whom_the_table_says() {
    let app = TestApp::demo();
    let key = app.sealer().key;
    let seal = move |tx: &mut Tx| store::ensure(tx, &key, "Huiguan");
    app.db.write_now(&Who::system("seal"), seal).unwrap();
    with_contact(&app);
    let rehearsal = app.rehearsal();
    huiguan::platform::tls::install();
    let no_redirects = reqwest::redirect::Policy::none();
    let client = Client::builder().redirect(no_redirects).build().unwrap();
    let people = PEOPLE.map(|(_, account)| cookie(&app, &client, account));
    let mut table = String::from("| route |");
    for (name, _) in PEOPLE {
        write!(table, " {name} |").unwrap();
    }
    table += "\n|---|---|---|---|---|---|---|---|---|---|---|---|\n";
    for (method, pattern) in ROUTES.iter() {
        let path = filled(&app, pattern);
        write!(table, "| {method} {pattern} |").unwrap();
        for cookie in &people {
            let answer = answer(
                &client,
                cookie,
                method,
                &format!("{}{path}", rehearsal.base),
            );
            assert_ne!(answer, "500", "{method} {path}");
            write!(table, " {answer} |").unwrap();
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}
