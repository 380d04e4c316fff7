//! Fifty agreements, for each two who sign last at the same moment, and workers that are killed while
//! they seal: in the end each agreement was sealed exactly once.
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::database::open;
use crate::support::sign::{authorise, signed};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::admission::agreement::rules::Party;
use huiguan::admission::agreement::{self, SEAL, Sealer};
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::kernel::{Actor, Who};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::{Conn, Db, Fault};
use huiguan::platform::files::Store;
use huiguan::platform::pdf::Press;
use huiguan::platform::seal::{store, verify};
use huiguan::platform::secrets::Key;
use huiguan::platform::workers::{Task, Workers};
use huiguan::schema::{agreements, audit, cases, files, mails};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const CHILD: &str = "HUIGUAN_TEST_SEALER";
const PAIRS: usize = 50;
/// After this the test has failed.
const PATIENCE: Duration = Duration::from_secs(180);

/// Not a test of its own: a server that does nothing but seal, until it is killed. Its clock runs
/// ahead, so that what a killed one held is free at once.
#[test]
fn child() {
    let Ok(what) = std::env::var(CHILD) else {
        return;
    };
    let [url, data, ahead] = what.split('\n').collect::<Vec<_>>().try_into().unwrap();
    let pairs = [("HUIGUAN_DATA", data), ("HUIGUAN_DATABASE_URL", url)];
    let pairs = pairs.map(|(k, v)| (k.to_owned(), v.to_owned()));
    let config = Config::from_pairs(pairs.into_iter()).unwrap();
    let clock = Clock::default();
    clock.advance(TimeDelta::seconds(ahead.parse().unwrap()));
    let db = open(url, clock.clone());
    let sealer = Sealer {
        db: db.clone(),
        clock: clock.clone(),
        files: Store::open(&config).unwrap(),
        press: Press::new(None),
        key: Key::load(&config).unwrap(),
        stamps: None,
    };
    actix_web::rt::System::new().block_on(async move {
        let seal = Task::job(SEAL, move |job| {
            let sealer = sealer.clone();
            async move { sealer.work(job).await }
        });
        let _running = Workers::new(db, clock, vec![seal]).start();
        std::future::pending::<()>().await;
    });
}

fn worker(app: &TestApp, ahead: usize) -> Child {
    let what = format!(
        "{}\n{}\n{}",
        app.database_url(),
        app.data().display(),
        ahead * 130
    );
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "sealers::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, what)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Copies one row under another id: `set` says what differs.
fn copy(conn: &mut Conn, table: &str, column: &str, of: &str, set: &str) {
    let sql = format!(
        "CREATE TEMPORARY TABLE copied AS SELECT * FROM {table} WHERE {column} = '{of}'; \
         UPDATE copied SET {set}; INSERT INTO {table} SELECT * FROM copied; DROP TABLE copied;"
    );
    match conn {
        Conn::Sqlite(c) => c.batch_execute(&sql).unwrap(),
        Conn::Postgres(c) => c.batch_execute(&sql).unwrap(),
    }
}

/// Copies the case with its company and its agreement, all but the files.
fn copies(db: &Db) -> Vec<CaseId> {
    let (case, company): (CaseId, Option<CompanyId>) = db
        .read_now(|conn| {
            Ok(cases::table
                .select((cases::id, cases::company_id))
                .first(conn)?)
        })
        .unwrap();
    let agreement: CompanyId = db
        .read_now(|conn| Ok(agreements::table.select(agreements::id).first(conn)?))
        .unwrap();
    let of = [
        case.to_string(),
        company.unwrap().to_string(),
        agreement.to_string(),
    ];
    let mut all = vec![case];
    for number in 1..PAIRS {
        let (new, of) = (CaseId::new(), of.clone());
        let own = new.clone();
        db.write_now(&Who::system("test"), move |tx| {
            one_copy(tx.conn(), &of, own.as_str(), number);
            Ok::<_, Fault>(())
        })
        .unwrap();
        all.push(new);
    }
    all
}

fn one_copy(conn: &mut Conn, [case, company, agreement]: &[String; 3], own: &str, number: usize) {
    let (firm, paper) = (CompanyId::new(), CompanyId::new());
    let firm_of = format!("company_id = '{firm}'");
    let case_of = format!("case_id = '{own}'");
    let paper_of = format!("agreement_id = '{paper}'");
    // Each of several rows needs an id of its own: the end of the new one.
    let tail = &paper.as_str()[24..];
    let consent = format!("{case_of}, {firm_of}, id = substr(id, 1, 24) || '{tail}'");
    let company_row = format!("credit_code = 'copy {number}', id = '{firm}'");
    let case_row = format!("id = '{own}', number = 'copy {number}', {firm_of}");
    let agreement_row = format!("id = '{paper}', {case_of}");
    for (table, column, old, set) in [
        ("companies", "id", company, &company_row),
        ("company_people", "company_id", company, &firm_of),
        ("cases", "id", case, &case_row),
        ("case_events", "case_id", case, &case_of),
        ("case_revisions", "case_id", case, &case_of),
        ("consents", "case_id", case, &consent),
        ("agreements", "id", agreement, &agreement_row),
        ("agreement_evidence", "agreement_id", agreement, &paper_of),
    ] {
        copy(conn, table, column, old, set);
    }
}

fn actor(db: &Db, name: &str) -> Actor {
    let email = address(name);
    db.read_now(move |conn| {
        let person = accounts::person_by_email(conn, &email)?.unwrap();
        accounts::actor(conn, person)
    })
    .unwrap()
}

/// Reads to the end and asks for a code, for every agreement; gives the codes.
fn prepared(db: &Db, who: &Who, all: &[CaseId]) -> Vec<String> {
    let mut codes = vec![];
    for id in all {
        let case = id.clone();
        db.write_now(who, move |tx| {
            agreement::read_to_end(tx, &case, Party::Chamber)?;
            agreement::ask_code(tx, &case, Party::Chamber)
        })
        .unwrap();
        let text: String = db
            .read_now(|conn| {
                let newest = mails::table.filter(mails::kind.eq("agreement.code"));
                let newest = newest.order((mails::created_at.desc(), mails::id.desc()));
                Ok(newest.select(mails::text_body).first(conn)?)
            })
            .unwrap();
        let is_code = |w: &&str| w.len() == 6 && w.chars().all(|c| c.is_ascii_digit());
        codes.push(text.split_whitespace().find(is_code).unwrap().to_owned());
    }
    codes
}

/// How far the agreements are that both have signed: state, tries, trouble.
fn left(db: &Db) -> Vec<(String, i32, String)> {
    db.read_now(|conn| {
        let signed = agreements::table.filter(agreements::seal_state.ne("none"));
        let how = (
            agreements::seal_state,
            agreements::seal_tries,
            agreements::seal_trouble,
        );
        Ok(signed.select(how).load(conn)?)
    })
    .unwrap()
}

#[test]
fn fifty_pairs_of_last_signers_and_killed_workers_make_fifty_sealed_agreements() {
    let (mut hall, _shen) = signed();
    authorise(&mut hall, "Director Two");
    let db = hall.app.db.clone();
    // Whoever owns the copied companies signs in no more: only their rows are needed.
    hall.applicant.sign_in(&address("Applicant"), PASSPHRASE);
    let all = copies(&db);
    let signers: Vec<(Who, Vec<String>, &str)> = ["Shen", "Director Two"]
        .into_iter()
        .map(|name| {
            let who = Who {
                actor: Some(actor(&db, name)),
                ..Who::default()
            };
            let codes = prepared(&db, &who, &all);
            (who, codes, name)
        })
        .collect();
    let began = Instant::now();
    let mut workers: Vec<Child> = (0..2).map(|_| worker(&hall.app, 0)).collect();
    let second = open(hall.app.database_url(), hall.app.clock.clone());
    std::thread::scope(|scope| {
        for ((who, codes, name), db) in signers.iter().zip([&db, &second]) {
            let all = &all;
            scope.spawn(move || {
                for (id, code) in all.iter().zip(codes) {
                    let (id, code, name) = (id.clone(), code.clone(), (*name).to_owned());
                    // One of the two is too late: refused, which is no fault of the portal's.
                    let signed = db.write_now(who, move |tx| {
                        agreement::sign(tx, &id, Party::Chamber, (&name, ""), &code)
                    });
                    assert!(
                        matches!(signed, Ok(_) | Err(Fault::Refused(_))),
                        "{signed:?}"
                    );
                }
            });
        }
    });
    assert_eq!(left(&db).len(), PAIRS, "each was signed by one of the two");
    let mut round = 1;
    while left(&db).iter().any(|one| one.0 != "sealed") {
        assert!(began.elapsed() < PATIENCE, "{:?}", left(&db));
        std::thread::sleep(Duration::from_millis(900 + 137 * (round % 5)));
        if round < 7 {
            for one in &mut workers {
                one.kill().unwrap();
                one.wait().unwrap();
                *one = worker(&hall.app, usize::try_from(round).unwrap());
            }
        }
        round += 1;
    }
    for mut worker in workers {
        worker.kill().unwrap();
        worker.wait().unwrap();
    }
    sealed_once_each(&hall.app, &db);
}

fn sealed_once_each(app: &TestApp, db: &Db) {
    let many = i64::try_from(PAIRS).unwrap();
    let (acts, letters, kept): (i64, i64, i64) = db
        .read_now(|conn| {
            let acts = audit::table.filter(audit::act.eq("admission.agreement.sealed"));
            let letters = mails::table.filter(mails::kind.eq("agreement.sealed"));
            let kept = files::table.filter(files::subject_kind.eq(agreement::FILES));
            Ok((
                acts.count().get_result(conn)?,
                letters.count().get_result(conn)?,
                kept.count().get_result(conn)?,
            ))
        })
        .unwrap();
    // One frozen paper, that all copies share, and one sealed paper each.
    assert_eq!((acts, letters, kept), (many, many, many + 1));
    let roots = db.read_now(store::trusted).unwrap();
    let papers: Vec<Option<String>> = db
        .read_now(|conn| {
            Ok(agreements::table
                .select(agreements::sealed_sha256)
                .load(conn)?)
        })
        .unwrap();
    let files = app.sealer().files;
    actix_web::rt::System::new().block_on(async {
        for sha256 in papers {
            let bytes = files.bytes(&sha256.unwrap()).await.unwrap();
            let verdict = verify(&bytes, &roots);
            assert!(
                verdict.is_good() && verdict.signatures.len() == 2,
                "{verdict:?}"
            );
        }
    });
}
