//! A migrated database for each test: a copy of one template, made once per test program.
//!
//! SQLite by default; with `HUIGUAN_TEST_POSTGRES=postgres://…` each is a database of its own on
//! that server, removed at the end of its test.
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Options};
use huiguan::platform::migrate;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};
use tempfile::TempDir;

/// The PostgreSQL server to test on, if any.
pub fn postgres() -> Option<String> {
    std::env::var("HUIGUAN_TEST_POSTGRES")
        .ok()
        .filter(|url| !url.is_empty())
}

/// A database of its own; gone when this is dropped.
pub struct TestDatabase {
    /// As `HUIGUAN_DATABASE_URL` names it.
    pub url: String,
    drop_from: Option<(String, String)>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

fn fresh_name() -> String {
    format!(
        "test_{}_{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    )
}

/// Opens it as the server does.
pub fn open(url: &str, clock: Clock) -> Db {
    let options = Options {
        url: url.to_owned(),
        clock,
        public_url: "http://127.0.0.1".to_owned(),
        rehearse: false,
    };
    Db::open(options).unwrap()
}

impl TestDatabase {
    /// A migrated, otherwise empty database: `huiguan.db` in `folder`.
    pub fn on_sqlite(folder: &std::path::Path) -> Self {
        static TEMPLATE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("template.db");
            let url = format!("sqlite:{}", file.display());
            migrate::run(&open(&url, Clock::default())).unwrap();
            let mut conn = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
            conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")
                .unwrap();
            (folder, file)
        });
        let file = folder.join("huiguan.db");
        std::fs::copy(&TEMPLATE.1, &file).unwrap();
        Self {
            url: format!("sqlite:{}", file.display()),
            drop_from: None,
        }
    }

    /// The same on this PostgreSQL server.
    pub fn on_postgres(server: &str) -> Self {
        static TEMPLATE: Mutex<Option<String>> = Mutex::new(None);
        // One at a time: a template may have no other guest while it is copied.
        let mut template = TEMPLATE.lock().unwrap();
        let mut admin = PgConnection::establish(server).unwrap();
        let source = template.get_or_insert_with(|| {
            let name = fresh_name();
            admin
                .batch_execute(&format!("CREATE DATABASE {name}"))
                .unwrap();
            migrate::run(&open(&at(server, &name), Clock::default())).unwrap();
            name
        });
        let name = fresh_name();
        let guests = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname";
        admin
            .batch_execute(&format!("{guests} = '{source}'"))
            .unwrap();
        admin
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {source}"))
            .unwrap();
        Self {
            url: at(server, &name),
            drop_from: Some((server.to_owned(), name)),
        }
    }
}

/// The server's address with another database's name at its end.
fn at(server: &str, name: &str) -> String {
    let start = server.rfind('/').unwrap();
    format!("{}/{name}", &server[..start])
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.drop_from
            && let Ok(mut admin) = PgConnection::establish(server)
        {
            let _ = admin.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}
