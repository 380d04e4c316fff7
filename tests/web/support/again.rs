//! The whole suite tries whether the forms of its stories count once. The first time that a test submits a
//! form of a route whose act leaves its row, it is pressed twice more at the same time: the answers must be
//! the first one's, and no table but those of counted tries may hold anything else. The second time it is
//! pressed three times at once: one act may be done, whichever press was first.
use diesel::sql_types::Text;
use diesel::{QueryDsl, QueryableByName, RunQueryDsl};
use huiguan::app::routes::ROUTES;
use huiguan::platform::db::{Conn, Db};
use huiguan::schema::once;
use reqwest::blocking::{RequestBuilder, Response};
use std::collections::{BTreeMap, HashMap};
use std::fs::OpenOptions;
use std::io::Write;
use std::sync::{LazyLock, Mutex};

/// Where the routes are noted that were pressed again: `once::every_form_was_pressed_again` reads it.
pub const NOTED: &str = "HUIGUAN_TEST_PRESSED";

/// Tables that a press may change all the same.
const BESIDE: [&str; 1] = ["limits"];

static SERVERS: LazyLock<Mutex<HashMap<String, Db>>> = LazyLock::new(Mutex::default);
static PRESSED: LazyLock<Mutex<BTreeMap<&'static str, How>>> = LazyLock::new(Mutex::default);

/// How a form is pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Once, and twice more when it was answered.
    Again,
    /// Three times at the same time.
    AtOnce,
}

/// Tells which database stands behind a server.
pub fn serves(base: &str, db: &Db) {
    SERVERS.lock().unwrap().insert(base.to_owned(), db.clone());
}

/// Forgets the database of a server that stopped: kept any longer, its pool would try for ever to reach what
/// is gone.
pub fn stopped(base: &str) {
    SERVERS.lock().unwrap().remove(base);
}

/// The route of a path.
pub fn route(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or_default();
    let fits = |pattern: &str| {
        let (here, there) = (path.split('/'), pattern.split('/'));
        here.clone().count() == there.clone().count()
            && here.zip(there).all(|(h, t)| h == t || t.starts_with('{'))
    };
    let posts = ROUTES.iter().filter(|(method, _)| *method == "post");
    let found = posts.map(|(_, pattern)| *pattern).filter(|p| fits(p));
    found.min_by_key(|pattern| pattern.matches('{').count())
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

fn names(conn: &mut Conn, sql: &str) -> Vec<String> {
    let found: Vec<Named> = diesel::sql_query(sql).load(conn).unwrap();
    found.into_iter().map(|found| found.name).collect()
}

/// What every table holds, row by row.
fn held(db: &Db) -> BTreeMap<String, Vec<String>> {
    let read = |conn: &mut Conn| {
        let sqlite = matches!(conn, Conn::Sqlite(_));
        let tables = names(
            conn,
            if sqlite {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            } else {
                "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()"
            },
        );
        let mut held = BTreeMap::new();
        for table in tables {
            if BESIDE.contains(&table.as_str()) {
                continue;
            }
            let sql = if sqlite {
                let columns = names(
                    conn,
                    &format!("SELECT name FROM pragma_table_info('{table}')"),
                );
                let cells: Vec<_> = columns.iter().map(|c| format!("quote(\"{c}\")")).collect();
                format!(
                    "SELECT {} AS name FROM \"{table}\" ORDER BY 1",
                    cells.join(" || ',' || ")
                )
            } else {
                format!("SELECT t::text AS name FROM \"{table}\" t ORDER BY 1")
            };
            held.insert(table, names(conn, &sql));
        }
        Ok(held)
    };
    db.read_now(read).unwrap()
}

/// A form that is about to be pressed more than once.
pub struct Press {
    route: &'static str,
    db: Db,
    how: How,
    /// Acts done before it.
    done: i64,
}

fn done(db: &Db) -> i64 {
    let count = |conn: &mut Conn| Ok(once::table.count().get_result(conn)?);
    db.read_now(count).unwrap()
}

/// A form to this path, if it is to be pressed more than once.
pub fn wanted(base: &str, path: &str) -> Option<Press> {
    let route = route(path)?;
    let how = match PRESSED.lock().unwrap().get(route) {
        None => How::Again,
        Some(How::Again) => How::AtOnce,
        Some(How::AtOnce) => return None,
    };
    let db = SERVERS.lock().unwrap().get(base)?.clone();
    let done = done(&db);
    Some(Press {
        route,
        db,
        how,
        done,
    })
}

/// Where an answer leads, with what message.
fn led(answer: &Response) -> (u16, Vec<String>) {
    let told = ["location", "set-cookie"].map(|name| answer.headers().get_all(name));
    let told = told.into_iter().flatten();
    let told = told.map(|v| v.to_str().unwrap().to_owned());
    (answer.status().as_u16(), told.collect())
}

/// Whether an answer begins a session, or the way to one that asks for a code first. Who presses after it is
/// another person, and their press an act of their own; the secret of the way is for the first press alone.
fn signs_in(answer: &Response) -> bool {
    let begun = |told: &String| told.contains("session=") || told.contains("pending=");
    led(answer).1.iter().any(begun)
}

impl Press {
    /// Presses, and gives the answer of the press that did it.
    pub fn send(&self, post: impl Fn() -> RequestBuilder) -> Response {
        let first = match self.how {
            How::Again => self.again(&post),
            How::AtOnce => self.at_once(&post),
        };
        if done(&self.db) > self.done {
            self.note();
        }
        first
    }

    fn again(&self, post: &impl Fn() -> RequestBuilder) -> Response {
        let first = post().send().unwrap();
        if signs_in(&first) || done(&self.db) == self.done {
            return first;
        }
        let before = held(&self.db);
        let answers = together([post(), post()]);
        let after = held(&self.db);
        let route = self.route;
        for (table, rows) in &before {
            assert_eq!(rows, &after[table], "{route} pressed again changed {table}");
        }
        self.same(&led(&first), &answers);
        first
    }

    fn at_once(&self, post: &impl Fn() -> RequestBuilder) -> Response {
        let mut answers = together([post(), post(), post()]);
        let route = self.route;
        if !answers.iter().any(signs_in) {
            let acts = done(&self.db) - self.done;
            assert!(
                acts <= 1,
                "{route} pressed three times at once did it {acts} times"
            );
            // Who is shown what others are not, a secret or a session, was first.
            answers.sort_by_key(|answer| answer.status() == 303);
            if acts == 1 {
                self.same(&led(&answers[0]), &answers[1..]);
            }
        }
        answers.swap_remove(0)
    }

    /// The presses after the first lead where it led.
    fn same(&self, first: &(u16, Vec<String>), answers: &[Response]) {
        let route = self.route;
        for again in answers.iter().map(led) {
            assert_eq!(again.0, 303, "{route} pressed again");
            // A page that is shown to the first press alone (a secret) is nobody's a second time.
            if first.0 == 303 {
                assert_eq!(&again, first, "{route} pressed again leads elsewhere");
            }
        }
    }

    fn note(&self) {
        PRESSED.lock().unwrap().insert(self.route, self.how);
        if let Ok(list) = std::env::var(NOTED) {
            let mut list = OpenOptions::new()
                .create(true)
                .append(true)
                .open(list)
                .unwrap();
            list.write_all(format!("{}\n", self.route).as_bytes())
                .unwrap();
        }
    }
}

/// Sends requests at the same time.
fn together<const N: usize>(posts: [RequestBuilder; N]) -> Vec<Response> {
    std::thread::scope(|scope| {
        let sent = posts.map(|post| scope.spawn(|| post.send().unwrap()));
        sent.map(|sent| sent.join().unwrap()).into_iter().collect()
    })
}
