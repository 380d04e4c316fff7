//! The lists of the office: an export holds what the list is narrowed to, all of it and nothing else, in
//! the list's order; paging shows every row once, however it is sorted, and forgets neither.
use crate::support::app::TestApp;
use crate::support::apply;
use crate::support::browser::{Browser, squeeze};
use diesel::connection::SimpleConnection;
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::Tx;
use scraper::{Html, Selector};
use std::collections::HashSet;

/// A list with an export: its address with what shows all of it, a filter, the column of the file that
/// tells what the filter is about, what it can be sorted by, and the column whose cell names a row on the
/// page.
struct Narrowed {
    all: &'static str,
    filter: (&'static str, &'static str),
    told: usize,
    sorts: &'static [&'static str],
    name: usize,
}

/// Those that the demo fills, but for payments, which are of a year, and agreements, which have one filter.
const LISTS: [Narrowed; 6] = [
    Narrowed {
        all: "/desk/companies?",
        filter: ("industry", "C"),
        told: 4,
        sorts: &["name", "industry", "created"],
        name: 0,
    },
    Narrowed {
        all: "/desk/cases?show=all",
        filter: ("waits", "office"),
        told: 4,
        sorts: &["changed", "due", "sent", "name"],
        name: 1,
    },
    Narrowed {
        all: "/desk/members?",
        filter: ("rank", "director"),
        told: 4,
        sorts: &["number", "name", "joined"],
        name: 1,
    },
    Narrowed {
        all: "/desk/dues/invoices?",
        filter: ("state", "paid"),
        told: 13,
        sorts: &["issued", "due", "open"],
        name: 1,
    },
    Narrowed {
        all: "/desk/ballots?",
        filter: ("kind", "case"),
        told: 2,
        sorts: &["closed", "opened"],
        name: 0,
    },
    Narrowed {
        all: "/desk/audit?",
        filter: ("kind", "person"),
        told: 5,
        sorts: &[],
        name: 0,
    },
];

/// The rows of an export, without the names of its columns.
fn saved(reader: &mut Browser, list: &str) -> Vec<Vec<String>> {
    reader.open(&format!("{list}&export=csv"));
    let answer = reader.answer();
    assert!(answer.headers["content-type"].starts_with("text/csv"));
    let text = answer.body.strip_prefix('\u{feff}').unwrap();
    let mut read = csv::Reader::from_reader(text.as_bytes());
    let squeezed = |cell: &str| squeeze(std::iter::once(cell));
    read.records()
        .map(|row| row.unwrap().iter().map(squeezed).collect())
        .collect()
}

/// What names the rows of all pages, one page after the other by the link to the next; and how many rows
/// the pages say there are.
fn turned(reader: &mut Browser, list: &str) -> (Vec<String>, String) {
    let path = list.split('?').next().unwrap();
    let names = Selector::parse(".table-cards tbody tr > th").unwrap();
    let (mut found, mut at) = (vec![], list.to_owned());
    loop {
        reader.open(&at);
        let page = Html::parse_document(&reader.answer().body);
        found.extend(page.select(&names).map(|name| squeeze(name.text())));
        let next = reader.values_of("a[rel=next]", "href");
        let Some(next) = next.first() else {
            return (found, reader.text_of(".list-foot [role=status]"));
        };
        at = format!("{path}{next}");
        assert!(found.len() < 100_000, "{list} has no end");
    }
}

/// The pages must show the rows of the export, in its order.
fn the_same(reader: &mut Browser, list: &str, saved: &[Vec<String>], name: usize) {
    let (shown, said) = turned(reader, list);
    let named: Vec<&String> = saved.iter().map(|row| &row[name]).collect();
    assert_eq!(shown.len(), named.len(), "{list}");
    for (shown, named) in shown.iter().zip(&named) {
        // In the audit record the number stands behind the act.
        let is = shown == *named || shown.ends_with(&format!("#{named}"));
        assert!(is, "{list} shows {shown} where the file has {named}");
    }
    let said: String = said.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(said, named.len().to_string(), "{list}");
}

/// The narrowed export must hold just those rows of the whole one that fit.
fn narrowed(reader: &mut Browser, list: &Narrowed) {
    let (by, value) = list.filter;
    reader.open(list.all);
    let chosen = format!("select[name={by}] option[value='{value}']");
    // The file of the audit record has stored words, the others what the reader's page says.
    let word = match list.all {
        "/desk/audit?" => value.to_owned(),
        _ => reader.text_of(&chosen),
    };
    let whole = saved(reader, list.all);
    let address = format!("{}&{by}={value}", list.all);
    let some = saved(reader, &address);
    let fitting: Vec<_> = whole
        .iter()
        .filter(|row| row[list.told] == word)
        .cloned()
        .collect();
    assert_eq!(some, fitting, "{address}");
    assert!(
        !some.is_empty() && some.len() < whole.len(),
        "{address}: {} of {}",
        some.len(),
        whole.len()
    );
    the_same(reader, &address, &some, list.name);
}

/// Whatever the list is sorted by, upwards and downwards must be the same rows.
fn sorted(reader: &mut Browser, list: &Narrowed) {
    let mut whole = saved(reader, list.all);
    whole.sort();
    for column in list.sorts {
        let address = format!("{}&sort={column}", list.all);
        let up = saved(reader, &address);
        the_same(reader, &address, &up, list.name);
        let mut down = saved(reader, &format!("{}&sort=-{column}", list.all));
        down.reverse();
        assert_eq!(up, down, "{address}: the same list from its other end");
        down.sort();
        assert_eq!(whole, down, "{address}: every row once");
    }
}

#[test]
fn an_export_holds_what_the_list_shows_whatever_page_it_is_on() {
    let app = TestApp::demo();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    for list in &LISTS {
        narrowed(&mut admin, list);
        sorted(&mut admin, list);
    }
    // A page of the list that is not its first changes nothing about the file.
    let whole = saved(&mut admin, "/desk/members?sort=name");
    admin.open("/desk/members?sort=name&page=2");
    let link = admin.link("export=csv");
    assert!(!link.contains("page="), "{link}");
    admin.open(&format!("/desk/members{link}"));
    assert_eq!(admin.answer().body.lines().count(), whole.len() + 1);
    for list in ["/desk/companies", "/desk/cases", "/desk/members"] {
        assert_eq!(admin.go(&format!("{list}?export=pdf")), 404);
        admin.open(&format!("{list}?export=xlsx"));
        assert!(admin.answer().bytes.starts_with(b"PK"), "{list}");
    }
}

#[test]
fn agreements_are_shown_and_saved_alike_however_they_stand() {
    let app = TestApp::demo();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    let all = "/desk/agreements?show=all";
    let whole = saved(&mut admin, all);
    assert!(whole.len() > 1);
    sorted(
        &mut admin,
        &Narrowed {
            all,
            filter: ("", ""),
            told: 2,
            sorts: &["until", "made"],
            name: 1,
        },
    );
    let mut found = 0;
    for standing in ["counter", "company", "signed", "over"] {
        admin.open("/desk/agreements");
        let word = admin.text_of(&format!("select[name=show] option[value='{standing}']"));
        let list = format!("/desk/agreements?show={standing}");
        let some = saved(&mut admin, &list);
        let fitting: Vec<_> = whole.iter().filter(|row| row[2] == word).cloned().collect();
        assert_eq!(some, fitting, "{list}");
        if !some.is_empty() {
            the_same(&mut admin, &list, &some, 1);
        }
        found += some.len();
    }
    assert_eq!(found, whole.len(), "each stands one way");
    let one = &whole[0][0];
    assert_eq!(
        saved(&mut admin, &format!("{all}&q={one}")),
        [whole[0].clone()]
    );
}

#[test]
fn payments_of_a_year_are_found_shown_and_saved_alike() {
    let app = TestApp::demo();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    admin.open("/desk/dues/payments");
    let years = admin.values_of("select[name=year] option", "value");
    let mut lists = years
        .iter()
        .map(|year| format!("/desk/dues/payments?year={year}"));
    let list = lists
        .find(|list| saved(&mut admin, list).len() > 1)
        .unwrap();
    let whole = saved(&mut admin, &list);
    the_same(&mut admin, &list, &whole, 0);
    let one = &whole[0][0];
    let found = saved(&mut admin, &format!("{list}&q={one}"));
    assert_eq!(found, [whole[0].clone()]);
}

/// So often the rows are doubled: more than two pieces are read.
const DOUBLED: u32 = 10;

/// Many companies and cases, alike in whatever they are sorted by.
fn alike(app: &TestApp) {
    let copy = |table: &str, set: &str| {
        format!(
            "CREATE TEMPORARY TABLE copied AS SELECT * FROM {table}; UPDATE copied SET {set}; \
             INSERT INTO {table} SELECT * FROM copied; DROP TABLE copied; "
        )
    };
    let sql: String = (0..DOUBLED)
        .map(|n| {
            let company = format!("id = id || '-{n}', name = name || '-{n}', credit_code = NULL");
            let case = format!("id = id || '-{n}', number = number || '-{n}'");
            copy("companies", &company) + &copy("cases", &case)
        })
        .collect();
    let write = move |tx: &mut Tx| Ok(tx.conn().batch_execute(&sql)?);
    app.db.write_now(&Who::system("test"), write).unwrap();
}

#[test]
fn rows_that_are_alike_are_read_once_however_many_there_are() {
    let app = TestApp::start();
    let (_, mut office, _) = apply::sent(&app, "安和茶行有限公司");
    alike(&app);
    let many = 1 << DOUBLED;
    for (list, sorts, named) in [
        ("/desk/companies", &["name", "industry", "created"][..], 0),
        ("/desk/cases", &["changed", "due", "sent", "name"][..], 0),
    ] {
        for column in sorts {
            let up = saved(&mut office, &format!("{list}?sort={column}"));
            let unique: HashSet<&String> = up.iter().map(|row| &row[named]).collect();
            assert_eq!((up.len(), unique.len()), (many, many), "{list} by {column}");
            let mut down = saved(&mut office, &format!("{list}?sort=-{column}"));
            down.reverse();
            assert!(up == down, "{list} by {column} from its other end");
        }
    }
    let industry = saved(&mut office, "/desk/companies?sort=industry");
    the_same(&mut office, "/desk/companies?sort=industry", &industry, 0);
}

#[test]
fn the_whole_audit_record_is_saved_from_its_newest_row_to_the_first() {
    let app = TestApp::start();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    for n in 0..3 {
        app.person(&format!("Person{n}"), &[]);
    }
    let saved = saved(&mut admin, "/desk/audit?x=");
    let numbers: Vec<i64> = saved.iter().map(|row| row[0].parse().unwrap()).collect();
    let newest = numbers[0];
    assert!(newest >= 4);
    assert_eq!(numbers, (1..=newest).rev().collect::<Vec<_>>());
    let hashes: HashSet<&String> = saved.iter().filter_map(|row| row.last()).collect();
    assert_eq!(hashes.len(), saved.len(), "each has its own");
}

#[test]
fn a_search_keeps_the_order_and_late_cases_come_first() {
    let app = TestApp::demo();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    admin.open("/desk/members?sort=-joined").fill("q", "a");
    admin.submit("Search");
    assert!(admin.path().contains("sort=-joined"), "{}", admin.path());
    // What a silence decided waits for nobody any more.
    app.round("admission.applications");
    admin.open("/desk/cases");
    assert!(admin.has("th[aria-sort=ascending] a[href*='sort=-due']"));
    let badge = admin.word("admission-late");
    let body = &admin.answer().body;
    let late: Vec<bool> = body
        .split("<tr>")
        .skip(2)
        .map(|row| row.contains(&badge))
        .collect();
    assert!(late.len() > 2 && late[0], "{late:?}");
    assert!(late.is_sorted_by(|one, next| one >= next), "{late:?}");
}
