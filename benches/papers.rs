//! What papers cost: time and memory of each kind after the first, with 40-row tables and long names,
//! sealed where they go out sealed; then 1,000 certificates in one background job.
//! `cargo bench --bench papers`, or `--profile quick`; with `HUIGUAN_BENCH_PAPERS=folder` one of each kind
//! and language is written there, to be looked at.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench tells, and stops where it can't go on"
)]
#[allow(dead_code, reason = "a bench needs only SQLite")]
#[path = "../tests/support/database.rs"]
mod database;

use diesel::{QueryDsl, RunQueryDsl};
use huiguan::chamber::letterhead::Letterhead;
use huiguan::chamber::rules::Printed;
use huiguan::chamber::{self, example};
use huiguan::companies::{self, rules::Profile};
use huiguan::kernel::brand::Brand;
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Actor, Day, Lang, Moment, Role, Who};
use huiguan::membership::rules::NewMember;
use huiguan::membership::{self, Issuer};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::{Conn, Db, Tx};
use huiguan::platform::files::Store;
use huiguan::platform::pdf::{Block, Column, Paper, Press, Table, Words};
use huiguan::platform::runs::carry_on;
use huiguan::platform::seal::{Act, Keys, Subject, sign};
use huiguan::platform::secrets::Key;
use huiguan::schema::certificates;
use std::time::{Duration, Instant};

/// Papers of each kind that are timed.
const ROUNDS: usize = 25;
const MEMBERS: usize = 1_000;
const LONG: &str = "上海浦东𠮷田国际精密仪器制造与供应链管理（集团）股份有限公司";

fn main() {
    let folder = tempfile::tempdir_in(target()).unwrap();
    let database = database::TestDatabase::on_sqlite(folder.path());
    let db = database::open(&database.url, Clock::default());
    let press = Press::new(None);
    let began = Instant::now();
    press
        .print(&paper(&db, Printed::Notice, Lang::ZhCn))
        .unwrap();
    println!(
        "the first paper, fonts looked for: {:.0} ms",
        millis(began.elapsed())
    );
    println!("kind          median ms   slowest ms     kB          memory MB");
    for kind in Printed::ALL {
        let mut times = vec![];
        let mut bytes = vec![];
        for round in 0..ROUNDS {
            let paper = paper(&db, kind, Lang::ALL[round % 3]);
            let began = Instant::now();
            bytes = press.print(&paper).unwrap();
            times.push(millis(began.elapsed()));
            keep(kind, Lang::ALL[round % 3], &bytes);
        }
        told(kind.word(), times, bytes.len());
    }
    sealing(&press, &paper(&db, Printed::Certificate, Lang::ZhCn));
    certificates(&db, &press, folder.path());
}

/// Writes a paper where somebody wants to look at it.
fn keep(kind: Printed, lang: Lang, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("HUIGUAN_BENCH_PAPERS") {
        let name = format!("{}-{}.pdf", kind.word(), lang.tag());
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

/// On the disk the build is on: /tmp may be memory.
fn target() -> &'static str {
    env!("CARGO_TARGET_TMPDIR")
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn told(what: &str, mut times: Vec<f64>, bytes: usize) {
    times.sort_by(f64::total_cmp);
    println!(
        "{what:<12} {:>10.1} {:>12.1} {:>6} {:>20.0}",
        times[times.len() / 2],
        times[times.len() - 1],
        bytes / 1024,
        memory()
    );
}

/// What this process has in memory, in MB, where the system tells.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

/// An example from the chamber's own text, with a table of 40 rows more.
fn paper(db: &Db, kind: Printed, lang: Lang) -> Paper {
    let text = db
        .read_now(move |conn| chamber::text_in_force(conn, kind))
        .unwrap();
    let head = Letterhead::plain(Brand::default());
    let about = ("https://example.org/check", Moment::default());
    let text = text.text.get(lang).replace("{company}", LONG);
    let mut paper = example::paper(&head, kind, lang, &text, about);
    if kind != Printed::Certificate {
        let rows = (1..=40).map(|n| {
            let cells = [n.to_string().as_str(), LONG, "同意"].map(Words::from);
            cells.to_vec()
        });
        paper.blocks.push(Block::Table(Table {
            columns: ["#", "会员", "意见"].map(Column::from).to_vec(),
            rows: rows.collect(),
        }));
    }
    paper
}

fn sealing(press: &Press, paper: &Paper) {
    let subject = |name: &str| Subject {
        name: name.into(),
        organisation: "沪江商会".into(),
    };
    let now = Clock::default().now();
    let seal = Keys::root(&subject("Root"), now)
        .unwrap()
        .issue(&subject("Seal"), now)
        .unwrap();
    let act = Act {
        field: "Chamber".into(),
        name: "沪江商会".into(),
        reason: "商会出具".into(),
        at: now,
        then: vec![],
    };
    let mut times = vec![];
    let mut bytes = vec![];
    for _ in 0..ROUNDS {
        let began = Instant::now();
        bytes = sign(&press.print(paper).unwrap(), &seal, &act, None).unwrap();
        times.push(millis(began.elapsed()));
    }
    told("sealed", times, bytes.len());
}

/// A thousand members get their certificates, each printed, sealed, verified, stored and put down.
fn certificates(db: &Db, press: &Press, folder: &std::path::Path) {
    let who = Who::system("bench");
    for batch in 0..MEMBERS / 100 {
        db.write_now(&who, move |tx| {
            (0..100).try_for_each(|n| member(tx, batch * 100 + n))
        })
        .unwrap();
    }
    let data = folder.display().to_string();
    let pairs = [("HUIGUAN_DATA", data)].map(|(k, v)| (k.to_owned(), v));
    let config = Config::from_pairs(pairs.into_iter()).unwrap();
    let issuer = Issuer {
        db: db.clone(),
        clock: Clock::default(),
        files: Store::open(&config).unwrap(),
        press: press.clone(),
        key: Key::load(&config).unwrap(),
        public_url: "https://example.org".into(),
    };
    let run = db
        .write_now(&office(), |tx| {
            membership::issue_certificates(tx, None, Lang::ZhCn, false)
        })
        .unwrap();
    let began = Instant::now();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let carried = carry_on(db, &issuer, &run, None);
    assert!(runtime.block_on(carried).unwrap());
    let took = began.elapsed();
    let made: i64 = db
        .read_now(|conn: &mut Conn| Ok(certificates::table.count().get_result(conn)?))
        .unwrap();
    #[allow(clippy::cast_precision_loss, reason = "a thousand")]
    let each = millis(took) / MEMBERS as f64;
    println!(
        "{made} certificates in one job: {:.1} s, {:.1} ms each, {:.0} MB in memory",
        took.as_secs_f64(),
        each,
        memory()
    );
}

/// Somebody of the secretariat.
fn office() -> Who {
    let actor = Actor {
        id: PersonId::new(),
        name: "Secretary".into(),
        email: "secretary@example.test".into(),
        lang: None,
        roles: vec![Role::Secretary],
        firms: vec![],
        second_factor: false,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    Who {
        actor: Some(actor),
        ..Who::default()
    }
}

fn member(tx: &mut Tx, n: usize) -> Result<(), huiguan::platform::db::Fault> {
    let profile = Profile {
        name: format!("{LONG}第{n}分公司"),
        industry: "C".to_owned(),
        ..Profile::default()
    };
    let company = companies::register(tx, profile)?.id;
    let joined_on: Day = "2026-03-01".parse().unwrap();
    membership::admit(
        tx,
        &NewMember {
            company,
            case: None,
            rank: "member".to_owned(),
            joined_on,
            published: false,
        },
    )
    .map(drop)
}
