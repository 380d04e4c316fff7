//! An empty instance: a migrated database, a folder, a clock.

use crate::support::database::{self, TestDatabase};
use crate::support::server::reads_apart;
use huiguan::kernel::Who;
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::Db;
use huiguan::platform::files::Store;

/// Everything a test needs; gone when it is dropped.
pub struct Instance {
    pub db: Db,
    pub clock: Clock,
    pub files: Store,
    pub folder: tempfile::TempDir,
    _database: TestDatabase,
}

impl Instance {
    /// On PostgreSQL where a server is named, else on SQLite.
    pub fn new() -> Self {
        match database::postgres() {
            Some(server) => Self::on(|_| TestDatabase::on_postgres(&server)),
            None => Self::sqlite(),
        }
    }

    pub fn sqlite() -> Self {
        Self::on(TestDatabase::on_sqlite)
    }

    pub fn on(database: impl FnOnce(&std::path::Path) -> TestDatabase) -> Self {
        reads_apart();
        let folder = tempfile::tempdir().unwrap();
        let database = database(folder.path());
        let clock = Clock::default();
        Self {
            db: database::open(&database.url, clock.clone()),
            files: Store::folder(&folder.path().join("files")).unwrap(),
            clock,
            folder,
            _database: database,
        }
    }
}

/// A configuration for this data folder and these variables.
pub fn config(folder: &std::path::Path, more: &[(&str, &str)]) -> Config {
    let data = folder.display().to_string();
    let base = [
        ("HUIGUAN_DATA", data.as_str()),
        ("HUIGUAN_PUBLIC_URL", "https://chamber.example"),
    ];
    let all = base.iter().chain(more);
    Config::from_pairs(all.map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))).unwrap()
}

pub fn who() -> Who {
    Who::system("test")
}
