//! What pages cost while somebody else writes: another server on the same database books payments, or
//! touches what the pages are made from, a hundred times a second. Ratios to the rate without writes, in
//! turns within one run, on SQLite and, where `HUIGUAN_TEST_POSTGRES` names a server, on PostgreSQL.
use super::database::{self, TestDatabase};
use super::{ROUNDS, load, seed, start_ours};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::dues::receive;
use huiguan::dues::rules::{ledger::Method, payment::NewPayment};
use huiguan::kernel::id::{CompanyId, Id};
use huiguan::kernel::{Fen, Who};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Fault, Tx};
use huiguan::schema::{companies, memberships};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const MEMBERS: u32 = 10_000;
/// One write in this time.
const PACE: Duration = Duration::from_millis(10);
const PAGES: [&str; 3] = ["/", "/directory", "/desk/members"];

#[derive(Clone, Copy)]
enum Write {
    Payment,
    Membership,
}

pub fn run(runtime: &tokio::runtime::Runtime) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut databases = vec![("SQLite", TestDatabase::on_sqlite(folder.path()))];
    if let Some(server) = database::postgres() {
        databases.push(("PostgreSQL", TestDatabase::on_postgres(&server)));
    }
    for (name, database) in databases {
        runtime.block_on(seed::members(&database.url, MEMBERS));
        let ours = start_ours(folder.path(), &database.url);
        let cookie = load::sign_in(&ours.address);
        println!("{name}, {MEMBERS} members; answers a second, and how much of them is left");
        for (path, cookie) in PAGES.map(|path| {
            (
                path,
                if path.starts_with("/desk") {
                    &*cookie
                } else {
                    ""
                },
            )
        }) {
            let (mut paid, mut touched) = (Vec::new(), Vec::new());
            runtime.block_on(async {
                for _ in 0..ROUNDS {
                    let alone = load::rate(&ours.address, path, cookie).await;
                    let writer = Writer::start(&database.url, Write::Payment);
                    paid.push((load::rate(&ours.address, path, cookie).await / alone, alone));
                    let booked = writer.stop().await;
                    assert!(booked > 150, "only {booked} payments in two seconds");
                    let writer = Writer::start(&database.url, Write::Membership);
                    touched.push((load::rate(&ours.address, path, cookie).await / alone, alone));
                    writer.stop().await;
                }
            });
            let (paid, alone) = middle(paid);
            println!(
                "  {path:<15} {alone:>6.0} alone; {paid:.2} while 100 payments a second are booked (target: at least 0.5); {:.2} while 100 memberships a second change",
                middle(touched).0
            );
        }
    }
}

fn middle(mut figures: Vec<(f64, f64)>) -> (f64, f64) {
    figures.sort_by(|a, b| a.0.total_cmp(&b.0));
    figures[figures.len() / 2]
}

/// Writes at its pace until it is stopped.
struct Writer {
    task: tokio::task::JoinHandle<()>,
    done: Arc<AtomicU32>,
}

impl Writer {
    fn start(url: &str, what: Write) -> Self {
        let db = database::open(url, Clock::default());
        let done = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&done);
        let task = tokio::spawn(async move {
            let first = companies::table.select(companies::id).limit(200);
            let read = db.read(move |conn| Ok(first.load::<CompanyId>(conn)?));
            let of = read.await.unwrap();
            let mut pace = tokio::time::interval(PACE);
            for company in of.iter().cycle() {
                pace.tick().await;
                write(&db, company.clone(), what).await.unwrap();
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        Self { task, done }
    }

    /// Gives how many writes were answered.
    async fn stop(self) -> u32 {
        self.task.abort();
        let _ = self.task.await;
        self.done.load(Ordering::Relaxed)
    }
}

async fn write(db: &Db, company: CompanyId, what: Write) -> Result<(), Fault> {
    let work = move |tx: &mut Tx| match what {
        Write::Payment => {
            let new = NewPayment {
                key: Id::<()>::new().to_string(),
                company: company.clone(),
                method: Method::Bank,
                amount: Fen(10_000),
                received_on: tx.now().date(),
                payer: String::new(),
                payer_account: String::new(),
                note: String::new(),
                to: vec![],
                spread: true,
            };
            receive(tx, &new).map(|_| ())
        }
        Write::Membership => {
            let touched = memberships::table.filter(memberships::company_id.eq(&company));
            let touch = diesel::update(touched).set(memberships::company_id.eq(&company));
            touch.execute(tx.conn())?;
            Ok(())
        }
    };
    db.write(&Who::system("bench"), work).await
}
