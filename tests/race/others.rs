//! Twenty people who read and write over HTTP while something long is done on the same servers: how long
//! they wait, whether one fails, how much memory it takes.
use crate::support::database::TestDatabase;
use crate::support::server::{Place, Server};
use huiguan::accounts::{self, NewPerson};
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::{Db, Tx};
use huiguan::platform::secrets;
use reqwest::blocking::{Client, RequestBuilder, Response, multipart};
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How many they are, and how long each thinks between two requests.
const OTHERS: usize = 20;
const THINKS: Duration = Duration::from_millis(400);
/// Megabytes that long work may add to what a server holds.
const GROWS: u64 = 200;
const PASSPHRASE: &str = "a test needs no secret";

/// Servers on one database, and who uses them.
pub struct House<'a> {
    database: &'a TestDatabase,
    folder: TempDir,
    servers: Vec<Server>,
    /// What each held at most before anything long was done, whichever stands in its place now.
    before: Vec<u64>,
    others: Vec<Client>,
    office: Client,
    /// What others may wait, at the 99th percentile.
    most: Duration,
}

/// What the others saw.
#[derive(Default)]
struct Seen {
    took: Vec<Duration>,
    failed: Vec<String>,
}

impl<'a> House<'a> {
    pub fn open(db: &Db, database: &'a TestDatabase, servers: usize, most: Duration) -> Self {
        let email = |n: usize| format!("person{n}@example.test");
        hire(db, (0..=OTHERS).map(email).collect());
        let folder = tempfile::tempdir().unwrap();
        let servers = start(database, &folder, servers);
        // A session is the database's: it outlives the server it began on.
        let client = |n: usize| signed_in(&servers[0].base, &email(n));
        let mut house = Self {
            others: (0..OTHERS).map(client).collect(),
            office: client(OTHERS),
            before: vec![],
            database,
            folder,
            servers,
            most,
        };
        // Signing in takes memory of its own.
        house.again();
        house.rest();
        house
    }

    /// What the servers hold while nothing but the others' work is done.
    fn rest(&mut self) {
        self.meanwhile(|_| std::thread::sleep(Duration::from_secs(6)));
        self.before = self.peaks();
    }

    fn peaks(&self) -> Vec<u64> {
        self.servers.iter().map(Server::peak).collect()
    }

    /// Does something while the others work, and kill -9 the moment it has come so far.
    pub fn struck(&self, what: &str, work: impl FnOnce(&Self)) {
        self.watched(
            what,
            || work(self),
            || self.servers.iter().for_each(Server::kill),
        );
    }

    /// Other servers, in the place of those that were struck.
    pub fn again(&mut self) {
        let count = self.servers.len();
        self.servers.clear();
        self.servers = start(self.database, &self.folder, count);
    }

    /// Others work beside `work`, which may say that they should stop: from then on nothing that fails counts.
    fn meanwhile(&self, work: impl FnOnce(&AtomicBool)) -> Seen {
        let (stop, seen) = (AtomicBool::new(false), Mutex::new(Seen::default()));
        std::thread::scope(|scope| {
            for (n, client) in self.others.iter().enumerate() {
                let base = &self.servers[n % self.servers.len()].base;
                let (stop, seen) = (&stop, &seen);
                scope.spawn(move || {
                    let mut own = Seen::default();
                    for round in 0.. {
                        one_round(client, base, (n, round), (stop, &mut own));
                        if stop.load(Ordering::Relaxed) {
                            break;
                        }
                    }
                    let mut all = seen.lock().unwrap();
                    all.took.append(&mut own.took);
                    all.failed.append(&mut own.failed);
                });
            }
            // A test that fails here must not wait for the others for ever.
            let worked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&stop)));
            stop.store(true, Ordering::Relaxed);
            if let Err(panic) = worked {
                std::panic::resume_unwind(panic);
            }
        });
        seen.into_inner().unwrap()
    }

    /// Does something while the others work, and says how it was for them.
    pub fn during(&self, what: &str, work: impl FnOnce()) {
        self.watched(what, work, || {});
    }

    fn watched(&self, what: &str, work: impl FnOnce(), then: impl FnOnce()) {
        let (began, mut peaks) = (Instant::now(), vec![]);
        let mut seen = self.meanwhile(|stop| {
            work();
            peaks = self.peaks();
            stop.store(true, Ordering::Relaxed);
            then();
        });
        let took = began.elapsed();
        seen.took.sort_unstable();
        let at = |share: usize| seen.took[(seen.took.len() - 1) * share / 1_000];
        let peaks = peaks.into_iter().zip(&self.before);
        let grew = peaks
            .map(|(now, before)| now.saturating_sub(*before))
            .max()
            .unwrap();
        tell(&format!(
            "{what}: {took:.1?}; others: {} requests, median {:.0?}, p99 {:.0?}, worst {:.0?}; {grew} MB more",
            seen.took.len(),
            at(500),
            at(990),
            at(1_000)
        ));
        assert_eq!(seen.failed, Vec::<String>::new(), "{what}");
        assert!(at(990) < self.most, "{what}: others wait {:?}", at(990));
        assert!(grew < GROWS, "{what} takes {grew} MB");
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.servers[0].base)
    }

    /// The office presses a button that may be out of date by then.
    pub fn press(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.office.post(self.at(path)).form(form).send().unwrap()
    }

    /// The office posts a form; gives the path it leads to.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.press(path, form);
        let (status, to) = (answer.status(), answer.url().path().to_owned());
        let text = answer.text().unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        to
    }

    /// The office brings a file; gives the path of its page.
    pub fn bring(&self, path: &str, text: &str) -> String {
        let file = multipart::Part::bytes(text.as_bytes().to_vec()).file_name("file.csv");
        let form = multipart::Form::new().part("file", file);
        let answer = self.office.post(self.at(path)).multipart(form).send();
        let answer = answer.unwrap().error_for_status().unwrap();
        answer.url().path().to_owned()
    }

    /// The office looks at a page until it shows that so much of a run is done. `false`: it is over.
    pub fn wait(&self, page: &str, least: usize) -> bool {
        let began = Instant::now();
        loop {
            let answer = self.office.get(self.at(page)).send().unwrap();
            let text = answer.error_for_status().unwrap().text().unwrap();
            // <progress max="TOTAL" value="SEEN">, gone once the run is over.
            let Some((_, bar)) = text.split_once("<progress max=\"") else {
                return false;
            };
            let value = bar.split_once("value=\"").unwrap().1;
            let seen: usize = value.split('"').next().unwrap().parse().unwrap();
            if seen >= least {
                return true;
            }
            assert!(began.elapsed() < Duration::from_secs(3_600), "{page}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn start(database: &TestDatabase, folder: &TempDir, count: usize) -> Vec<Server> {
    let place = Place {
        data: folder.path().to_owned(),
        database: Some(database.url.clone()),
    };
    (0..count).map(|_| place.serve()).collect()
}

/// Reads some pages, keeps a view and takes it away again.
fn one_round(
    client: &Client,
    base: &str,
    (n, round): (usize, usize),
    (stop, seen): (&AtomicBool, &mut Seen),
) {
    let mut ask = |request: RequestBuilder| {
        std::thread::sleep(THINKS);
        if stop.load(Ordering::Relaxed) {
            return String::new();
        }
        let began = Instant::now();
        let answer = request.send().and_then(Response::error_for_status);
        let text = answer.and_then(Response::text);
        if stop.load(Ordering::Relaxed) {
            return String::new();
        }
        seen.took.push(began.elapsed());
        text.unwrap_or_else(|error| {
            seen.failed.push(error.to_string());
            String::new()
        })
    };
    let at = |path: &str| client.get(format!("{base}{path}"));
    let pages = [
        "/",
        "/desk/members",
        "/directory",
        "/desk/dues/bank",
        "/desk",
    ];
    ask(at(pages[(n + round) % pages.len()]));
    let views = format!("{base}/desk/views/members");
    // What was kept when the server was struck is there still.
    static NAMES: AtomicUsize = AtomicUsize::new(0);
    let name = NAMES.fetch_add(1, Ordering::Relaxed).to_string();
    let form = [("name", name.as_str()), ("query", "sort=name")];
    ask(client.post(&views).form(&form));
    let page = ask(at("/desk/views/members"));
    let own = page.split("/desk/views/members/").skip(1);
    for id in own.filter_map(|rest| rest.split("/remove").next()) {
        if id.len() == 36 {
            ask(client.post(format!("{views}/{id}/remove")));
        }
    }
}

/// Adds people who may do what the office does, at these addresses.
fn hire(db: &Db, emails: Vec<String>) {
    let hash = secrets::hash_passphrase(PASSPHRASE).unwrap();
    let add = move |tx: &mut Tx| {
        for email in &emails {
            let new = NewPerson {
                email,
                name: "Clerk",
                lang: None,
                password_hash: Some(hash.clone()),
                roles: &[Role::Secretary, Role::Treasurer],
            };
            accounts::add_person(tx, &new)?;
        }
        Ok(())
    };
    db.write_now(&Who::system("test"), add).unwrap();
}

/// A browser of somebody who has signed in.
fn signed_in(base: &str, email: &str) -> Client {
    let client = Client::builder()
        .cookie_store(true)
        .timeout(Duration::from_secs(120));
    let client = client.build().unwrap();
    let form = [("email", email), ("password", PASSPHRASE)];
    let answer = client.post(format!("{base}/sign-in")).form(&form).send();
    assert!(answer.unwrap().status().is_success());
    client
}

fn tell(line: &str) {
    std::io::stdout()
        .lock()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}
