//! A register and a bank statement come in while twenty others read and write over HTTP, on the real
//! server: it is killed in the middle and carried on, nothing comes twice or gets lost, and it is taken
//! back. Some thousand rows; `HUIGUAN_TEST_MEMBERS=100000 HUIGUAN_TEST_LINES=50000` makes it the large
//! one, whose bounds are those of docs/performance.md.
use super::others::House;
use crate::support::database::{TestDatabase, open, postgres};
use diesel::prelude::*;
use huiguan::companies::{self, rules::Profile};
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::{AdoptedBy, Standard};
use huiguan::dues::{self};
use huiguan::kernel::credit_code::CreditCode;
use huiguan::kernel::{Day, Fen, Who};
use huiguan::membership::{self, rules::NewMember};
use huiguan::platform::audit::{self, Chain};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Conn, Db, Tx};
use huiguan::platform::runs;
use huiguan::schema::{bank_lines, companies as firms, invoices, memberships, payments};
use std::fmt::Write;
use std::time::Duration;

/// Rows of the register and lines of the statement, unless the environment names other numbers: so many that
/// the work is not over before it is killed, by one server on SQLite and by two on PostgreSQL.
const MEMBERS: usize = 1_200;
const LINES: [usize; 2] = [15_000, 6_000];

fn asked(name: &str, or: usize) -> usize {
    std::env::var(name).map_or(or, |n| n.parse().unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn register(rows: usize) -> String {
    let mut text = String::from("单位名称,统一社会信用代码,级别,入会日期,会员编号,会费缴至,行业\n");
    for n in 0..rows {
        let code = CreditCode::complete(&format!("91110000{n:09}")).unwrap();
        let first = ["青竹", "松涛", "云岭", "白石", "江河", "明远", "金谷"][n % 7];
        let rank = ["会员", "理事"][usize::from(n.is_multiple_of(20))];
        let (code, month) = (code.as_str(), n % 12 + 1);
        let line = format!(
            "{first}山有限公司{n:06},{code},{rank},2019-{month:02}-05,B-{n:06},2026-12-31,C\n"
        );
        text.push_str(&line);
    }
    text
}

/// A statement in which every tenth line pays an invoice to the fen, as long as there are some.
fn statement(lines: usize, references: &[String]) -> String {
    let mut text = String::from("交易日期,收入,支出,对方户名,对方账号,附言\n");
    let mut references = references.iter();
    for n in 0..lines {
        let pays = n.is_multiple_of(10).then(|| references.next());
        let words = match pays.flatten() {
            Some(reference) => format!("会费 {reference}"),
            None => format!("往来款 {n}"),
        };
        writeln!(
            text,
            "2026-11-02,5000.00,,付款单位{n:06},6222{n:012},{words}"
        )
        .unwrap();
    }
    text
}

/// Members who owe dues; gives what their transfers will name.
fn owing(db: &Db, count: usize) -> Vec<String> {
    let standard = Standard {
        id: StandardId::new(),
        name: "Dues".into(),
        resolution: "1".into(),
        organ: AdoptedBy::Assembly,
        adopted_on: day("2018-12-01"),
        valid_from: day("2019-01-01"),
        joining_fee: Fen(0),
        levels: vec![("member".into(), Fen(500_000))],
        by: String::new(),
        paper: None,
    };
    let who = Who::system("test");
    db.write_now(&who, move |tx| dues::adopt(tx, &standard))
        .unwrap();
    for n in 0..count {
        let begin = move |tx: &mut Tx| {
            let profile = Profile {
                name: format!("欠费企业{n:06}"),
                ..Profile::default()
            };
            let new = NewMember {
                company: companies::register(tx, profile)?.id,
                case: None,
                rank: "member".into(),
                joined_on: day("2026-01-01"),
                published: false,
            };
            let member = membership::admit(tx, &new)?;
            dues::begin(tx, &member.id).map(|_| ())
        };
        db.write_now(&who, begin).unwrap();
    }
    let all = invoices::table.select(invoices::reference);
    let read = |conn: &mut Conn| Ok(all.filter(invoices::total.eq(500_000)).load(conn)?);
    let found: Vec<String> = db.read_now(read).unwrap();
    assert_eq!(found.len(), count, "each owes a whole year");
    found
}

/// Members, distinct numbers among them, companies, lines of statements that were not undone, payments.
fn there(db: &Db) -> [i64; 5] {
    use diesel::dsl::not;
    let read = |conn: &mut Conn| {
        let undone = bank_lines::state.eq("undone");
        let numbers = memberships::table.select(memberships::number).distinct();
        let numbers: Vec<String> = numbers.load(conn)?;
        Ok([
            memberships::table.count().get_result(conn)?,
            i64::try_from(numbers.len()).unwrap(),
            firms::table.count().get_result(conn)?,
            bank_lines::table
                .filter(not(undone))
                .count()
                .get_result(conn)?,
            payments::table.count().get_result(conn)?,
        ])
    };
    db.read_now(read).unwrap()
}

const MAPPING: [(&str, &str); 7] = [
    ("name", "单位名称"),
    ("credit_code", "统一社会信用代码"),
    ("rank", "级别"),
    ("joined_on", "入会日期"),
    ("number", "会员编号"),
    ("covered_until", "会费缴至"),
    ("do", "import"),
];
const COLUMNS: [(&str, &str); 8] = [
    ("day", "交易日期"),
    ("credit", "收入"),
    ("debit", "支出"),
    ("payer", "对方户名"),
    ("payer_account", "对方账号"),
    ("purpose", "附言"),
    ("account", "6200 1"),
    ("do", "import"),
];

fn an_import_is_killed_carried_on_and_taken_back(database: &TestDatabase, servers: usize) {
    huiguan::platform::tls::install();
    let rows = asked("HUIGUAN_TEST_MEMBERS", MEMBERS);
    let lines = asked("HUIGUAN_TEST_LINES", LINES[servers - 1]);
    let most = match (rows > MEMBERS, servers) {
        // Compiled without optimisation, beside other tests.
        (false, _) => Duration::from_secs(3),
        (true, 1) => Duration::from_millis(300),
        (true, _) => Duration::from_millis(500),
    };
    let db = open(&database.url, Clock::default());
    let owing = owing(&db, lines / 20);
    let mut house = House::open(&db, database, servers, most);
    let [was, _, known, ..] = there(&db);

    let text = register(rows);
    let page = comes_in(&db, &mut house, "a register", rows, |house| {
        let to = house.bring("/desk/members/imports", &text);
        house.post(&to, &MAPPING);
        to
    });
    let [now, numbers, companies, ..] = there(&db);
    let all = was + count(rows);
    assert_eq!(
        (now, numbers),
        (all, all),
        "each once, under its own number"
    );
    assert_eq!(companies, known + count(rows));
    goes(&house, "taking it back", &format!("{page}/undo"), &page);
    assert_eq!(there(&db)[..3], [was, was, known], "nothing of it is there");

    let text = statement(lines, &owing);
    let bank = "/desk/dues/bank";
    let begin = |house: &House| {
        let to = house.bring(bank, &text);
        house.post(&format!("{to}/import"), &COLUMNS);
        to
    };
    let page = comes_in(&db, &mut house, "a statement", lines, begin);
    assert_eq!(there(&db)[3], count(lines), "each line once");
    goes(&house, "taking it back", &format!("{page}/undo"), &page);
    assert_eq!(there(&db)[3], 0);
    let mut again = String::new();
    house.during("the same again", || {
        again = begin(&house);
        house.wait(&again, usize::MAX);
    });
    assert_ne!(again, page, "what was taken back may come again");
    goes(
        &house,
        "booking what is exact",
        &format!("{again}/exact"),
        &again,
    );
    assert_eq!(there(&db)[3..], [count(lines), count(owing.len())]);
    let chain = db.read_now(audit::verify).unwrap();
    assert!(matches!(chain, Chain::Whole(..)), "{chain:?}");
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap()
}

/// Something comes in: the servers are killed the moment a tenth is shown, and it is carried on. Gives its page.
fn comes_in(
    db: &Db,
    house: &mut House,
    what: &str,
    total: usize,
    begin: impl Fn(&House) -> String,
) -> String {
    let mut page = String::new();
    house.struck(&format!("{what}, a tenth"), |house| {
        page = begin(house);
        let shown = house.wait(&page, total / 10);
        assert!(shown, "{what}: it is shown how far it has come");
    });
    let id = page.rsplit('/').next().unwrap().to_owned();
    let left = db
        .read_now(move |conn| runs::last_of(conn, &id))
        .unwrap()
        .unwrap();
    let there = usize::try_from(left.seen).unwrap();
    assert_eq!(left.state, runs::State::Running, "{what}");
    assert!(there < total, "{what}: it was killed in the middle");
    house.again();
    house.during(&format!("{what}, carried on"), || {
        // Nobody has to press it: whoever finds it left carries it on, at once or within a minute.
        if house.wait(&page, 1) {
            house.press(&format!("{page}/run"), &[("do", "resume")]);
        }
        house.wait(&page, usize::MAX);
    });
    page
}

/// Something is begun and goes to its end while the others work.
fn goes(house: &House, what: &str, post: &str, page: &str) {
    house.during(what, || {
        house.post(post, &[]);
        house.wait(page, usize::MAX);
    });
}

#[test]
fn on_sqlite_an_import_is_killed_carried_on_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    an_import_is_killed_carried_on_and_taken_back(&TestDatabase::on_sqlite(folder.path()), 1);
}

#[test]
fn on_postgres_two_servers_are_killed_and_an_import_is_carried_on_and_taken_back() {
    let Some(server) = postgres() else { return };
    an_import_is_killed_carried_on_and_taken_back(&TestDatabase::on_postgres(&server), 2);
}
