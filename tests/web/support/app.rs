//! The whole app on a free port with a database and a data folder of its own, and a clock that the
//! test can move.
use super::again;
use super::browser::Browser;
use crate::support::database::{TestDatabase, postgres};
use crate::support::server::reads_apart;
use actix_web::dev::ServerHandle;
use diesel::{QueryDsl, RunQueryDsl, SelectableHelper};
use huiguan::accounts::{self, NewPerson};
use huiguan::admission::agreement::Sealer;
use huiguan::app::{self, Parts};
use huiguan::demo;
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Role, Who};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::{Db, Tx};
use huiguan::platform::outbox::{self, MailRow};
use huiguan::platform::secrets;
use huiguan::platform::workers::Task;
use huiguan::schema::mails;
use huiguan::web::log::without_keys;
use std::net::TcpListener;
use std::sync::{LazyLock, mpsc};
use std::thread::JoinHandle;
use tempfile::TempDir;

/// The pass phrase of everyone whom [`TestApp::person`] adds.
pub const PASSPHRASE: &str = "nine directors, one vote each";

/// A running server; it stops and its data go when this is dropped.
pub struct TestApp {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    /// The same database as the server's.
    pub db: Db,
    /// The same clock as the server's.
    pub clock: Clock,
    parts: Parts,
    // Dropped in this order: first the server, then what it stands on.
    served: Served,
    database: TestDatabase,
    folder: TempDir,
}

/// A server that runs until this is dropped.
pub struct Served {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

fn serve(
    folder: &TempDir,
    database: &TestDatabase,
    settings: Vec<(String, String)>,
    clock: &Clock,
    rehearse: bool,
) -> (Parts, Served) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = listener.local_addr().unwrap().to_string();
    reads_apart();
    let own = [
        ("listen", listen.clone()),
        ("data", folder.path().display().to_string()),
        ("database_url", database.url.clone()),
    ];
    let pairs = own
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .chain(settings);
    let env = pairs.map(|(key, value)| (format!("HUIGUAN_{}", key.to_ascii_uppercase()), value));
    let config = Config::from_pairs(env).unwrap();
    let parts = Parts::open(config, clock.clone(), rehearse).unwrap();
    let (send, receive) = mpsc::channel();
    let running = parts.clone();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = app::server(&running, listener).unwrap();
            send.send(server.handle()).unwrap();
            server.await.unwrap();
        });
    });
    let handle = receive.recv().unwrap();
    (
        parts,
        Served {
            base: format!("http://{listen}"),
            handle,
            thread: Some(thread),
        },
    )
}

impl TestApp {
    /// An instance that was never set up.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// The same with more configuration: `("files_url", "s3://…")`.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match postgres() {
            Some(server) => TestDatabase::on_postgres(&server),
            None => TestDatabase::on_sqlite(folder.path()),
        };
        let settings = settings
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        let clock = Clock::default();
        let (parts, served) = serve(&folder, &database, settings, &clock, false);
        again::serves(&served.base, &parts.db);
        Self {
            base: served.base.clone(),
            db: parts.db.clone(),
            clock,
            parts,
            served,
            database,
            folder,
        }
    }

    /// An instance with the demo chamber in it.
    pub fn demo() -> Self {
        let app = Self::start();
        let load = demo::load(&app.db, &app.parts.files);
        actix_web::rt::System::new().block_on(load).unwrap();
        app
    }

    /// A second server on the same data.
    pub fn second(&self) -> Served {
        serve(&self.folder, &self.database, vec![], &self.clock, false).1
    }

    /// A second server on the same data that undoes whatever it is asked to change, after answering.
    pub fn rehearsal(&self) -> Served {
        serve(&self.folder, &self.database, vec![], &self.clock, true).1
    }

    /// A second server on the same data.
    pub fn twin(&self) -> Served {
        serve(&self.folder, &self.database, vec![], &self.clock, false).1
    }

    /// A browser whose reader prefers English.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base, "en")
    }

    /// A browser whose reader prefers `lang`.
    pub fn browser_in(&self, lang: &'static str) -> Browser {
        Browser::new(&self.base, lang)
    }

    /// Adds a person called `name` with the address `name@example.test` and these roles.
    pub fn person(&self, name: &str, roles: &[Role]) -> PersonId {
        static HASH: LazyLock<String> =
            LazyLock::new(|| secrets::hash_passphrase(PASSPHRASE).unwrap());
        let (name, email, roles) = (name.to_owned(), address(name), roles.to_vec());
        let add = move |tx: &mut Tx| {
            let new = NewPerson {
                email: &email,
                name: &name,
                lang: None,
                password_hash: Some(HASH.clone()),
                roles: &roles,
            };
            accounts::add_person(tx, &new)
        };
        self.db.write_now(&Who::system("test"), add).unwrap()
    }

    /// Adds a person and signs them in.
    pub fn signed_in(&self, name: &str, roles: &[Role]) -> Browser {
        self.person(name, roles);
        let mut browser = self.browser();
        browser.sign_in(&address(name), PASSPHRASE);
        browser
    }

    /// Every mail posted so far, oldest first. Whatever carries the key of a link is of a kind that is hidden,
    /// scrubbed and left out of backups.
    pub fn mails(&self) -> Vec<MailRow> {
        let all = mails::table
            .order((mails::created_at, mails::id))
            .select(MailRow::as_select());
        let all: Vec<MailRow> = self.db.read_now(|conn| Ok(all.load(conn)?)).unwrap();
        for mail in &all {
            let keyed = without_keys(&mail.text_body) != mail.text_body;
            let kind = &mail.kind;
            assert!(!keyed || outbox::is_keyed(kind), "{kind} carries a key");
        }
        all
    }

    /// The newest mail to this address.
    pub fn mail_to(&self, email: &str) -> MailRow {
        let found = self
            .mails()
            .into_iter()
            .rfind(|mail| mail.to_address == email);
        found.unwrap_or_else(|| panic!("no mail to {email}"))
    }

    /// What the clock does, as a server's workers do it: one round by its name. Gives how many
    /// writes it made.
    pub fn round(&self, kind: &str) -> usize {
        let mut tasks = app::crew::tasks(&self.parts).unwrap().into_iter();
        let round = tasks.find_map(|task| match task {
            Task::Round(round) if round.kind == kind => Some(round),
            _ => None,
        });
        let round = round.unwrap_or_else(|| panic!("there is no round {kind}"));
        let report = actix_web::rt::System::new().block_on(round.go(&self.db, &self.clock));
        report.whole().unwrap()
    }

    /// What a worker of this server seals agreements with.
    pub fn sealer(&self) -> Sealer {
        Sealer {
            db: self.db.clone(),
            clock: self.clock.clone(),
            files: self.parts.files.clone(),
            press: self.parts.press.clone(),
            key: self.parts.key.clone(),
            stamps: None,
        }
    }

    /// Does what a worker of this server does to the run whose page this is. Whether it is over.
    pub fn carry(&self, page: &str) -> bool {
        let run = page.rsplit('/').next().unwrap().parse().unwrap();
        let runs = app::runs(&self.parts);
        let carried = actix_web::rt::System::new().block_on(runs.carry_on(&run));
        carried.unwrap()
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        &self.database.url
    }

    /// The data folder.
    pub fn data(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// The address of a person added with [`TestApp::person`].
pub fn address(name: &str) -> String {
    format!("{}@example.test", name.to_lowercase().replace(' ', "."))
}

/// The path of the first link in a mail's text that has `part` in it.
pub fn link_in(mail: &MailRow, part: &str) -> String {
    let words = mail.text_body.split_whitespace();
    let link = words
        .filter(|word| word.starts_with("http"))
        .find(|word| word.contains(part));
    let link = link.unwrap_or_else(|| panic!("no link to {part} in:\n{}", mail.text_body));
    let path = link.splitn(4, '/').nth(3).unwrap_or_default();
    format!("/{path}")
}

impl Drop for Served {
    fn drop(&mut self) {
        again::stopped(&self.base);
        // Its own runtime waits for the stop; the test's thread has none.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the server panicked");
        }
    }
}
