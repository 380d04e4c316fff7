//! Every form that a test submits with success and whose act left its row is pressed twice more, at the
//! same time: the answers must be the first one's, and no table but those of counted tries may hold
//! anything else. So the whole suite tries whether the forms of its stories count once.
use diesel::sql_types::Text;
use diesel::{QueryDsl, QueryableByName, RunQueryDsl};
use huiguan::app::routes::ROUTES;
use huiguan::platform::db::{Conn, Db};
use huiguan::schema::once;
use reqwest::blocking::{RequestBuilder, Response};
use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex};

/// How often a route's forms are pressed again in one run: enough to see, few enough to be quick.
const PRESSES: u32 = 3;

/// Tables that a press may change all the same.
const BESIDE: [&str; 1] = ["limits"];

static SERVERS: LazyLock<Mutex<HashMap<String, Db>>> = LazyLock::new(Mutex::default);
static PRESSED: LazyLock<Mutex<BTreeMap<&'static str, u32>>> = LazyLock::new(Mutex::default);

/// Tells which database stands behind a server.
pub fn serves(base: &str, db: &Db) {
    SERVERS.lock().unwrap().insert(base.to_owned(), db.clone());
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

/// A form that is about to be pressed.
pub struct Press {
    route: &'static str,
    db: Db,
    /// Acts done before it.
    done: i64,
}

fn done(db: &Db) -> i64 {
    let count = |conn: &mut Conn| Ok(once::table.count().get_result(conn)?);
    db.read_now(count).unwrap()
}

/// What begins long work and sees it through while it is short: the first press tells how it ended,
/// which nobody knows yet in the write that begins it; the next lead to the page that shows how far
/// it is.
const BEGIN_RUNS: [&str; 5] = [
    "/desk/dues/bank/{statement}/exact",
    "/desk/dues/bank/{statement}/import",
    "/desk/dues/bank/{statement}/undo",
    "/desk/members/imports/{import}",
    "/desk/members/imports/{import}/undo",
];

/// A form to this path, if it is to be pressed again.
pub fn wanted(base: &str, path: &str) -> Option<Press> {
    let route = route(path)?;
    let times = PRESSED.lock().unwrap().get(route).copied();
    if times.is_some_and(|times| times >= PRESSES) {
        return None;
    }
    let db = SERVERS.lock().unwrap().get(base)?.clone();
    let done = done(&db);
    Some(Press { route, db, done })
}

/// Where an answer leads, with what message.
fn led(answer: &Response) -> (u16, Vec<String>) {
    let told = ["location", "set-cookie"].map(|name| answer.headers().get_all(name));
    let told = told.into_iter().flatten();
    let told = told.map(|v| v.to_str().unwrap().to_owned());
    (answer.status().as_u16(), told.collect())
}

/// Presses twice more what was answered with `first`, if it was done and left its row.
pub fn press(press: &Press, first: &Response, posts: [RequestBuilder; 2]) {
    let (db, route) = (&press.db, press.route);
    let first = led(first);
    // Whoever was signed in by it is another person now, and their press an act of their own.
    let signs_in = first.1.iter().any(|told| told.contains("session="));
    if signs_in || done(db) == press.done {
        return;
    }
    let before = held(db);
    let answers = std::thread::scope(|scope| {
        posts
            .map(|post| scope.spawn(|| led(&post.send().unwrap())))
            .map(|post| post.join().unwrap())
    });
    let after = held(db);
    for (table, rows) in &before {
        assert_eq!(rows, &after[table], "{route} pressed again changed {table}");
    }
    for again in answers {
        assert_eq!(again.0, 303, "{route} pressed again");
        // A page that is shown to the first press alone (a secret) is nobody's a second time.
        if first.0 == 303 && !BEGIN_RUNS.contains(&route) {
            assert_eq!(again, first, "{route} pressed again leads elsewhere");
        }
    }
    *PRESSED.lock().unwrap().entry(route).or_default() += 1;
}
