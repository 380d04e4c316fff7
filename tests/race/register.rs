//! The register of members while there are many: search, filters, sorting and paging are asked of the
//! real server, with a change before each so that nothing is kept; exports hold everybody and take no
//! memory. `HUIGUAN_TEST_MEMBERS=100000` makes it a large one and says how long each took.
use crate::support::database::{TestDatabase, open, postgres};
use crate::support::server::{Place, Server};
use calamine::Reader;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::accounts::{self, NewPerson};
use huiguan::companies::{self, rules::Profile};
use huiguan::kernel::{Day, Role, Who};
use huiguan::membership::rules::period::Span;
use huiguan::membership::{self, rules::NewMember};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Fault, Tx};
use huiguan::platform::secrets;
use huiguan::schema::memberships;
use reqwest::blocking::Client;
use std::io::Write;
use std::time::{Duration, Instant};

/// Members, unless the environment names another number.
const MEMBERS: usize = 2_000;
const ROUNDS: usize = 5;
/// Megabytes that an export may add to what the server holds.
const FLAT: u64 = 24;
const EMAIL: &str = "clerk@example.test";
const PASSPHRASE: &str = "a test needs no secret";

/// What is asked for, and what it shows.
const ASKED: [(&str, &str); 12] = [
    ("as it opens", ""),
    ("sorted by name", "?sort=name"),
    ("by name, downwards", "?sort=-name"),
    (
        "by the day of joining, a page far on",
        "?sort=joined&page=30",
    ),
    ("the last page", "?page=1700"),
    ("one rank", "?rank=director"),
    ("in arrears", "?standing=in_arrears"),
    ("in arrears, by name", "?standing=in_arrears&sort=name"),
    ("ended ones", "?state=ended"),
    ("search that one has", "?q=000777"),
    ("search that many have", "?q=%E5%B1%B1%E6%9C%89%E9%99%90"),
    ("search that none has, all states", "?q=nobody&state=all"),
];

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn add(tx: &mut Tx, n: usize) -> Result<(), Fault> {
    let first = ["青竹", "松涛", "云岭", "白石", "江河", "明远", "金谷"][n % 7];
    let profile = Profile {
        name: format!("{first}山有限公司{n:06}"),
        name_en: format!("Example Works {n:06} Limited"),
        industry: ["C", "F", "I"][n % 3].into(),
        ..Profile::default()
    };
    let joined_on = day("2016-01-01") + chrono::Days::new(n as u64 * 7 % 3500);
    let new = NewMember {
        company: companies::register(tx, profile)?.id,
        case: None,
        rank: if n.is_multiple_of(20) {
            "director"
        } else {
            "member"
        }
        .into(),
        joined_on,
        published: true,
    };
    let id = membership::admit(tx, &new)?.id;
    if n.is_multiple_of(25) {
        return membership::withdraw(tx, &id, joined_on, "gone");
    }
    let year = if n.is_multiple_of(9) { 2025 } else { 2026 };
    let span = Span {
        first: day("2025-12-31").max(joined_on),
        last: Day::from_ymd_opt(year, 12, 31).unwrap(),
    };
    membership::carry_over(tx, &id, &new.rank, span)
}

fn seed(db: &Db, count: usize) {
    let who = Who::system("test");
    let hash = secrets::hash_passphrase(PASSPHRASE).unwrap();
    let clerk = move |tx: &mut Tx| {
        let new = NewPerson {
            email: EMAIL,
            name: "Clerk",
            lang: None,
            password_hash: Some(hash.clone()),
            roles: &[Role::Secretary],
        };
        accounts::add_person(tx, &new).map(|_| ())
    };
    db.write_now(&who, clerk).unwrap();
    for from in (0..count).step_by(500) {
        let upto = (from + 500).min(count);
        let some = move |tx: &mut Tx| (from..upto).try_for_each(|n| add(tx, n));
        db.write_now(&who, some).unwrap();
    }
}

fn tell(line: &str) {
    std::io::stdout()
        .lock()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}

fn many_are_found_and_saved(database: &TestDatabase) {
    huiguan::platform::tls::install();
    let count = std::env::var("HUIGUAN_TEST_MEMBERS").map_or(MEMBERS, |n| n.parse().unwrap());
    let db = open(&database.url, Clock::default());
    seed(&db, count);
    let folder = tempfile::tempdir().unwrap();
    let place = Place {
        data: folder.path().to_owned(),
        database: Some(database.url.clone()),
    };
    let server = place.serve();
    let client = Client::builder()
        .cookie_store(true)
        .timeout(Duration::from_secs(120));
    let client = client.build().unwrap();
    let form = [("email", EMAIL), ("password", PASSPHRASE)];
    let door = format!("{}/sign-in", server.base);
    client.post(door).form(&form).send().unwrap();
    let get = |query: &str| {
        let answer = client
            .get(format!("{}/desk/members{query}", server.base))
            .send();
        let answer = answer.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{query}");
        answer.bytes().unwrap().to_vec()
    };
    pages(&db, &get);
    exports(&server, count, &get);
}

/// How long each page takes while nothing is kept from before.
fn pages(db: &Db, get: &dyn Fn(&str) -> Vec<u8>) {
    get("");
    for (what, query) in ASKED {
        let mut took = vec![];
        for _ in 0..ROUNDS {
            // Touches what every list of members is read from, and changes nobody.
            let nobody = memberships::table.filter(memberships::id.eq(""));
            let touch = move |tx: &mut Tx| {
                let touch = diesel::update(nobody).set(memberships::number.eq(""));
                Ok(touch.execute(tx.conn()).map(|_| ())?)
            };
            db.write_now(&Who::system("test"), touch).unwrap();
            let began = Instant::now();
            get(query);
            took.push(began.elapsed());
        }
        took.sort_unstable();
        let (middle, worst) = (took[ROUNDS / 2], took[ROUNDS - 1]);
        tell(&format!(
            "{what:<38} {middle:>8.1?}, at worst {worst:>8.1?}"
        ));
    }
}

/// Everybody stands in an export once and in order, and the server needs no memory for it.
fn exports(server: &Server, count: usize, get: &dyn Fn(&str) -> Vec<u8>) {
    let save = |query: &str| {
        let (before, began) = (server.peak(), Instant::now());
        let bytes = get(query);
        let (took, more) = (began.elapsed(), server.peak() - before);
        let size = bytes.len() / 1024;
        tell(&format!("{query}: {size} KB in {took:.1?}, {more} MB more"));
        assert!(more <= FLAT, "an export takes {more} MB");
        bytes
    };
    // By sound: 白石, 江河, 金谷, 明远, 青竹, 松涛, 云岭.
    for (sort, first, last) in [("-name", "云岭", "白石"), ("name", "白石", "云岭")] {
        let bytes = save(&format!("?state=all&sort={sort}&export=csv"));
        let text = String::from_utf8(bytes).unwrap();
        let mut lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines.len(), count);
        assert!(lines[0].contains(first) && lines[count - 1].contains(last));
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), count, "nobody stands there twice");
    }
    let bytes = save("?state=all&export=xlsx");
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(range.height(), count + 1);
}

#[test]
fn on_sqlite_many_are_found_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    many_are_found_and_saved(&TestDatabase::on_sqlite(folder.path()));
}

#[test]
fn on_postgres_many_are_found_and_saved() {
    let Some(server) = postgres() else { return };
    many_are_found_and_saved(&TestDatabase::on_postgres(&server));
}
