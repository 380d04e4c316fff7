//! What a page asks of the database does not grow with the rows it shows: every list and every page of
//! a case asks as often with some eighty rows as with a handful.
use crate::dues::bank::{file, import};
use crate::dues::{Chamber, pay};
use crate::review::Panel;
use crate::support::app::TestApp;
use crate::support::apply::PDF;
use crate::support::board::Hall;
use crate::support::browser::Browser;
use crate::support::sign;
use crate::support::trial::act_for;
use crate::visit;
use diesel::connection::SimpleConnection;
use huiguan::kernel::{Powers, Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::Tx;

/// A table, which of its rows are copied, and what makes a copy another row; `{n}` is another number
/// each time, `{seq}` another thousand.
type Copied = (&'static str, &'static str, &'static str);

/// Doubles the rows of these tables, in their order: what refers to another copy comes after it.
fn double(app: &TestApp, tables: &[Copied], n: u32) {
    let mut sql = String::new();
    for (table, which, set) in tables {
        let set = set
            .replace("{n}", &n.to_string())
            .replace("{seq}", &(1000 << n).to_string());
        sql += &format!(
            "CREATE TEMPORARY TABLE copied AS SELECT * FROM {table} WHERE {which}; \
             UPDATE copied SET {set}; INSERT INTO {table} SELECT * FROM copied; DROP TABLE copied; "
        );
    }
    let copy = move |tx: &mut Tx| Ok(tx.conn().batch_execute(&sql)?);
    app.db.write_now(&Who::system("test"), copy).unwrap();
}

/// How many statements a page asks, and how long it is. It was opened before, so that what is kept of
/// its reader is there; it is not itself kept, for its address is another each time.
fn asked(app: &TestApp, reader: &mut Browser, page: &str) -> (u64, usize) {
    reader.open(page);
    let before = app.db.statements();
    // An address of its own, so that nothing kept answers; where the query is a form, nothing is kept.
    if page.ends_with("/dues/runs") {
        reader.open(page);
    } else {
        reader.open(&format!("{page}?again={before}"));
    }
    (app.db.statements() - before, reader.answer().body.len())
}

/// Opens the pages with three doublings of the rows and with six; what grows is named.
fn never_grows(app: &TestApp, tables: &[Copied], readers: &mut [(&mut Browser, Vec<String>)]) {
    let mut found: Vec<Vec<(String, u64, usize)>> = vec![];
    for step in 0..2 {
        (0..3).for_each(|n| double(app, tables, step * 3 + n));
        let mut these = vec![];
        for (reader, pages) in &mut *readers {
            for page in pages.iter() {
                let (statements, length) = asked(app, reader, page);
                these.push((page.clone(), statements, length));
            }
        }
        found.push(these);
    }
    let grown: Vec<String> = found[0]
        .iter()
        .zip(&found[1])
        // The register counts its lines only where there are pages to turn: one query, whatever they are.
        .map(|(few, many)| (few, many, i64::from(few.0 == "/desk/members")))
        .filter(|(few, many, pages)| many.1.cast_signed() - few.1.cast_signed() != *pages)
        .map(|(few, many, _)| (few, many))
        .map(|(few, many)| format!("{}: {} -> {}", few.0, few.1, many.1))
        .collect();
    assert!(
        grown.is_empty(),
        "what a page asks grows with its rows:\n{}",
        grown.join("\n")
    );
    let longer = found[0].iter().zip(&found[1]);
    let longer = longer.filter(|(few, many)| many.2 > few.2 + 500).count();
    assert!(
        longer * 3 >= found[0].len(),
        "a third of the pages show more rows"
    );
}

fn paths(pages: &[&str]) -> Vec<String> {
    pages.iter().map(|page| (*page).to_owned()).collect()
}

/// What members, invoices and money are copied with.
const BOOKS: [Copied; 19] = [
    (
        "companies",
        "1 = 1",
        "id = id || '-{n}', credit_code = NULL",
    ),
    (
        "memberships",
        "1 = 1",
        "id = id || '-{n}', company_id = company_id || '-{n}', number = number || '-{n}', \
         case_id = NULL, seq = seq + {seq}",
    ),
    (
        "member_periods",
        "1 = 1",
        "id = id || '-{n}', membership_id = membership_id || '-{n}', live = live || '-{n}'",
    ),
    ("member_events", "1 = 1", "id = id || '-{n}'"),
    (
        "company_people",
        "1 = 1",
        "company_id = company_id || '-{n}'",
    ),
    (
        "invoices",
        "1 = 1",
        "id = id || '-{n}', number = number || '-{n}', seq = seq + {seq}, period_id = NULL, \
         reference = reference || '-{n}'",
    ),
    (
        "invoice_lines",
        "1 = 1",
        "invoice_id = invoice_id || '-{n}'",
    ),
    ("reminders", "1 = 1", "invoice_id = invoice_id || '-{n}'"),
    (
        "credit_notes",
        "1 = 1",
        "id = id || '-{n}', number = number || '-{n}'",
    ),
    ("dues_requests", "1 = 1", "id = id || '-{n}'"),
    ("payment_attempts", "1 = 1", "id = id || '-{n}'"),
    (
        "payments",
        "1 = 1",
        "id = id || '-{n}', key = key || '-{n}', receipt = receipt || '-{n}'",
    ),
    (
        "prepaid_lots",
        "1 = 1",
        "id = id || '-{n}', payment_id = payment_id || '-{n}'",
    ),
    ("lot_uses", "1 = 1", "id = id || '-{n}'"),
    (
        "fiscal_receipts",
        "1 = 1",
        "id = id || '-{n}', number = number || '-{n}'",
    ),
    (
        "bank_statements",
        "1 = 1",
        "id = id || '-{n}', sha256 = NULL",
    ),
    (
        "bank_lines",
        "1 = 1",
        "id = id || '-{n}', key = NULL, takes_back = NULL, place = place + {seq}",
    ),
    ("bookings", "1 = 1", "seq = seq + {seq}"),
    ("entries", "1 = 1", "booking_seq = booking_seq + {seq}"),
];

/// What no form of these tests leaves behind.
fn beside(payment: &str) -> String {
    format!(
        "UPDATE invoices SET credited = 100; \
         INSERT INTO credit_notes SELECT 'note', 'C1', id, 'waive', 100, 'why', 'Lin', issued_on, \
         created_at FROM invoices WHERE id = (SELECT MIN(id) FROM invoices); \
         INSERT INTO dues_requests SELECT 'request', i.id, '{{}}', 'why', p.id, p.name, i.created_at, \
         '', '', NULL, '' FROM invoices i, people p WHERE i.id = (SELECT MAX(id) FROM invoices) \
         AND p.name = 'Treasurer'; \
         INSERT INTO payment_attempts SELECT 'attempt', 'demo', id, 100, 'failed', '', '', '', 'Lin', \
         created_at, created_at FROM invoices WHERE id = (SELECT MIN(id) FROM invoices); \
         INSERT INTO fiscal_receipts SELECT 'fiscal', 'F1', '', id, company_id, amount, received_on, \
         NULL, '', NULL, 'Lin', created_at FROM payments WHERE id = '{payment}'"
    )
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story, told in its order")]
fn lists_of_members_and_dues_ask_no_more_for_many_rows() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let (_, other) = chamber.joins("远航物流集团");
    let (invoice, other) = (invoice.unwrap(), other.unwrap());
    chamber.app.person("Wang", &[]);
    act_for(&chamber.app, &member.company, "Wang", Powers::ALL);
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &invoice, "1000");
    let payment = treasurer.link("/desk/dues/payments/");
    let id = payment.rsplit('/').next().unwrap().to_owned();
    let lines = [
        ("6000.00", "远航物流集团", other.reference.as_str()),
        ("5000.00", "晨光机械有限公司", "dues"),
    ];
    import(&mut treasurer, &file(&lines));
    let statement = treasurer.path().to_owned();
    let line = treasurer.link("/desk/dues/lines/");
    let sql = beside(&id);
    chamber.write(move |tx| Ok(tx.conn().batch_execute(&sql)?));
    while chamber.write(huiguan::dues::remind_batch) > 0 {}

    let mut office = chamber
        .app
        .signed_in("Lin", &[Role::Admin, Role::Secretary]);
    let mut member_side = chamber.person("Wang");
    let mut visitor = chamber.app.browser();
    let company = &member.company;
    let money = [
        "/desk/dues".to_owned(),
        "/desk/dues/invoices".to_owned(),
        format!("/desk/dues/invoices/{}", invoice.id),
        "/desk/dues/payments".to_owned(),
        payment,
        format!("/desk/dues/companies/{company}"),
        "/desk/dues/bank".to_owned(),
        statement,
        line,
        "/desk/dues/reminders".to_owned(),
        "/desk/dues/ledger".to_owned(),
        "/desk/dues/fiscal".to_owned(),
        "/desk/dues/runs".to_owned(),
    ];
    let members = [
        "/desk".to_owned(),
        "/desk/members".to_owned(),
        format!("/desk/members/{}", member.id),
        "/desk/companies".to_owned(),
        format!("/desk/companies/{company}"),
        "/desk/certificates".to_owned(),
    ];
    let own = [
        format!("/my/dues/{company}"),
        format!("/my/companies/{company}"),
    ];
    let mut readers = [
        (&mut treasurer, money.to_vec()),
        (&mut office, members.to_vec()),
        (&mut member_side, own.to_vec()),
        (&mut visitor, paths(&["/directory"])),
    ];
    never_grows(&chamber.app, &BOOKS, &mut readers);
}

/// What cases are copied with, and who works on one.
const CASES: [Copied; 14] = [
    (
        "people",
        "id IN (SELECT person_id FROM person_roles)",
        "id = id || '-{n}', email = '{n}' || email",
    ),
    ("person_roles", "1 = 1", "person_id = person_id || '-{n}'"),
    (
        "cases",
        "1 = 1",
        "id = id || '-{n}', number = number || '-{n}'",
    ),
    ("case_events", "1 = 1", "case_id = case_id || '-{n}'"),
    ("case_papers", "1 = 1", "id = id || '-{n}'"),
    ("case_people", "1 = 1", "id = id || '-{n}'"),
    ("case_authorities", "1 = 1", "id = id || '-{n}'"),
    (
        "review_assignments",
        "1 = 1",
        "id = id || '-{n}', reviewer_id = reviewer_id || '-{n}'",
    ),
    ("visit_visitors", "1 = 1", "person_id = person_id || '-{n}'"),
    (
        "visit_photos",
        "1 = 1",
        "id = id || '-{n}', upload = upload || '-{n}'",
    ),
    ("mails", "1 = 1", "id = id || '-{n}', key = key || '-{n}'"),
    ("jobs", "1 = 1", "id = id || '-{n}', key = key || '-{n}'"),
    ("audit", "1 = 1", "seq = seq + {seq}"),
    (
        "sessions",
        "1 = 1",
        "id = id || '-{n}', token_hash = token_hash || '-{n}'",
    ),
];

fn of_case(case: &str, parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| format!("{case}{part}")).collect()
}

#[test]
fn pages_of_a_case_ask_no_more_for_many_rows() {
    let mut p: Panel = visit::declared();
    let record = format!("{}/record", visit::visit(&p));
    p.first
        .open(&record)
        .attach("photo", "gate.png", &visit::photo())
        .submit("/visit/photos");
    let mut admin = p.app.signed_in("Lin", &[Role::Admin]);
    let parts = [
        "",
        "/application",
        "/people",
        "/review",
        "/visit",
        "/visit/plan",
        "/record",
    ];
    let mut office = of_case(&p.case, &parts);
    office.extend(paths(&["/desk", "/desk/cases", "/my/account"]));
    let reviewer = of_case(&p.case, &["/review/mine", "/visit", "/visit/record"]);
    let own = p.case.replace("/desk/cases/", "/my/applications/");
    p.applicant
        .open(&format!("{own}/people"))
        .fill("person", sign::id_of(&p.app, "Applicant"))
        .fill("valid_until", "2099-12-31")
        .attach("file", "authority.pdf", PDF)
        .submit("/authorities");
    p.applicant.says("people-filed");
    let mut own = of_case(&own, &["", "/people"]);
    own.extend(paths(&["/my", "/my/applications"]));
    let house = paths(&[
        "/desk/people",
        "/desk/jobs",
        "/desk/mail",
        "/desk/audit",
        "/desk",
    ]);
    let Panel {
        app,
        office: secretary,
        applicant,
        first,
        ..
    } = &mut p;
    let mut readers = [
        (secretary, office),
        (first, reviewer),
        (applicant, own),
        (&mut admin, house),
    ];
    never_grows(app, &CASES, &mut readers);
}

/// What agreements that are out, and the ballots before them, are copied with.
const AGREEMENTS: [Copied; 9] = [
    (
        "cases",
        "1 = 1",
        "id = id || '-{n}', number = number || '-{n}'",
    ),
    ("case_events", "1 = 1", "case_id = case_id || '-{n}'"),
    (
        "agreements",
        "1 = 1",
        "id = id || '-{n}', case_id = case_id || '-{n}'",
    ),
    (
        "agreement_evidence",
        "1 = 1",
        "agreement_id = agreement_id || '-{n}'",
    ),
    (
        "ballots",
        "1 = 1",
        "id = id || '-{n}', subject_id = subject_id || '-{n}'",
    ),
    ("ballot_packs", "1 = 1", "ballot_id = ballot_id || '-{n}'"),
    ("ballot_seats", "1 = 1", "ballot_id = ballot_id || '-{n}'"),
    (
        "ballot_votes",
        "1 = 1",
        "id = id || '-{n}', ballot_id = ballot_id || '-{n}'",
    ),
    ("ballot_results", "1 = 1", "ballot_id = ballot_id || '-{n}'"),
];

#[test]
fn agreements_that_are_out_ask_no_more_for_many() {
    let mut hall: Hall = sign::sent();
    let mine = sign::mine(&hall);
    hall.applicant.open(&mine);
    let agreement = sign::desk(&hall);
    let mut readers = [(
        &mut hall.office,
        vec![
            "/desk/agreements".to_owned(),
            "/desk/ballots".to_owned(),
            "/desk".to_owned(),
            agreement,
        ],
    )];
    never_grows(&hall.app, &AGREEMENTS, &mut readers);
}
