//! Every door through which a stranger's file comes, and every file that was made to stop us: each is
//! answered in time and in words by the real server, which goes on.
use super::beasts::{Beast, tame, zoo};
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use crate::support::server::{Place, Server, program};
use crate::visit::declared;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use huiguan::app::routes::ROUTES;
use huiguan::demo;
use huiguan::platform::db::Conn;
use regex::Regex;
use reqwest::Method;
use reqwest::blocking::{RequestBuilder, Response, multipart};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Megabytes that neither the server nor a reader may take.
const MOST: u64 = 300;
/// How long an answer may take.
const LONGEST: Duration = Duration::from_secs(10);
/// Bytes of a piece, as our script cuts them.
const PIECE: usize = 384 * 1024;

/// How a file is sent.
#[derive(Clone, Copy)]
enum How {
    /// As this field of a form that has these others.
    Field(&'static str, &'static [(&'static str, &'static str)]),
    /// As the body.
    Body,
    /// Piece by piece, and then put together.
    Pieces,
}
use How::{Body, Field, Pieces};

/// A door: its route, whose it is in the demo (`-`: anybody's, `visitor`: who writes about a visit), how.
type Door = (&'static str, &'static str, How);

const CHARTER: &[(&str, &str)] = &[
    ("title", "a"),
    ("version", "1"),
    ("adopted_on", "2020-01-01"),
    ("body", ""),
];
const MOTION: &[(&str, &str)] = &[("title", "a"), ("body", "a"), ("organ", "board")];

const BOARD: &[(&str, &str)] = &[("organ", "board")];

const DOORS: [Door; 18] = [
    ("/check/paper", "-", Field("file", &[])),
    (
        "/desk/cases/{case}/visit/photos",
        "visitor",
        Field("photo", &[]),
    ),
    (
        "/desk/cases/{case}/visit/pieces/{upload}/{place}",
        "visitor",
        Pieces,
    ),
    ("/desk/dues/bank", "treasurer", Field("file", &[])),
    (
        "/desk/dues/payments/{payment}/fiscal",
        "treasurer",
        Field("file", &[]),
    ),
    ("/desk/dues/standards", "treasurer", Field("file", &[])),
    (
        "/desk/dues/standards/{standard}/paper",
        "treasurer",
        Field("file", &[]),
    ),
    ("/desk/members/imports", "admin", Field("file", &[])),
    ("/desk/motions", "admin", Field("paper", MOTION)),
    (
        "/desk/motions/{motion}/change",
        "admin",
        Field("paper", MOTION),
    ),
    (
        "/desk/settings/board/many/sheet",
        "admin",
        Field("file", BOARD),
    ),
    ("/desk/settings/charter", "admin", Field("file", CHARTER)),
    ("/desk/settings/mark", "admin", Field("file", &[])),
    (
        "/desk/settings/seal/bring",
        "admin",
        Field("file", &[("phrase", "a")]),
    ),
    ("/hooks/{provider}", "-", Body),
    (
        "/my/applications/{case}/authorities",
        "applicant",
        Field("file", &[]),
    ),
    (
        "/my/applications/{case}/papers/{kind}",
        "applicant",
        Field("file", &[]),
    ),
    ("/my/dues/{company}/slip", "applicant", Field("file", &[])),
];

/// Rust files below a folder, by their path from it.
fn sources(folder: &Path, of: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(of).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(folder, &path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let name = path.strip_prefix(folder).unwrap().with_extension("");
            let name = name.to_string_lossy().replace('/', "::");
            let name = name.trim_end_matches("::mod").to_owned();
            found.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_route_that_takes_a_file_is_tried() {
    let (folder, mut all) = (
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        BTreeMap::new(),
    );
    sources(&folder, &folder, &mut all);
    let routes = [&all["app::routes"], &all["app::routes::money"]].map(String::as_str);
    let routes = &routes.join("\n");
    let alias = Regex::new(r"use crate::([\w:]+?)(?: as (\w+))?;").unwrap();
    let named: BTreeMap<&str, &str> = alias
        .captures_iter(routes)
        .map(|found| {
            let path = found.get(1).unwrap().as_str();
            let last = path.rsplit("::").next().unwrap();
            (found.get(2).map_or(last, |name| name.as_str()), path)
        })
        .collect();
    let post = Regex::new(r#"post\s+"([^"]+)"\s*=>\s*(\w+)::([\w:]+);"#).unwrap();
    let handlers: BTreeMap<String, &str> = post
        .captures_iter(routes)
        .filter_map(|found| {
            let [_, route, first, rest] = [0, 1, 2, 3].map(|at| found.get(at).unwrap().as_str());
            Some((format!("{}::{rest}", named.get(first)?), route))
        })
        .collect();
    let takes = Regex::new(r"(?s)pub async fn (\w+)\(([^{}]*?)\)\s*->").unwrap();
    let file = Regex::new(r"\b(Upload|Unread|Bytes|Payload|Multipart)\b").unwrap();
    let mut found = vec![];
    // What takes files for all others knows no route.
    let tools = |name: &str| {
        ["web::", "platform::"]
            .iter()
            .any(|room| name.starts_with(room))
    };
    for (name, text) in all.iter().filter(|(name, _)| !tools(name)) {
        for function in takes
            .captures_iter(text)
            .filter(|function| file.is_match(&function[2]))
        {
            let own = format!("{name}::{}", &function[1]);
            let route = handlers.get(&own);
            found.push(*route.unwrap_or_else(|| panic!("{own} takes a file and has no route")));
        }
    }
    found.sort_unstable();
    assert_eq!(found, DOORS.map(|(route, ..)| route));
    let known = |route| ROUTES.contains(&("post", route));
    assert!(DOORS.iter().all(|(route, ..)| known(*route)));
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    id: String,
}

fn first(app: &TestApp, sql: &'static str) -> String {
    let load = move |conn: &mut Conn| Ok(diesel::sql_query(sql).load(conn)?);
    let found: Vec<Found> = app.db.read_now(load).unwrap();
    found.into_iter().next().unwrap().id
}

fn serve(app: &TestApp) -> Server {
    let place = Place {
        data: app.data().to_owned(),
        database: Some(app.database_url().to_owned()),
    };
    // So that notices of payments are looked at.
    place.serve_with(&[
        ("HUIGUAN_STRIPE_KEY", "sk_test"),
        ("HUIGUAN_STRIPE_WEBHOOK_SECRET", "whsec"),
    ])
}

/// Sends a file through a door; every answer to it.
fn send(who: &Browser, path: &str, how: How, (name, bytes): &Beast) -> Vec<Response> {
    let post = |path: &str| who.by_hand(Method::POST, path);
    let go = |request: RequestBuilder| request.send().unwrap();
    match how {
        Field(field, more) => {
            let file = multipart::Part::bytes(bytes.clone()).file_name(*name);
            let form = multipart::Form::new().part(field, file);
            let form = more
                .iter()
                .fold(form, |form, (name, value)| form.text(*name, *value));
            vec![go(post(path).multipart(form))]
        }
        Body => {
            // No notice is longer: of a longer one not even that is read.
            let cut = bytes[..bytes.len().min(100_000)].to_vec();
            vec![go(post(path).body(cut))]
        }
        Pieces => {
            let mut receipts = vec![("name", (*name).to_owned())];
            for (place, piece) in bytes.chunks(PIECE).enumerate() {
                let taken = go(post(&format!("{path}/{place}")).body(piece.to_vec()));
                assert_eq!(taken.status(), 200, "{name}, piece {place}");
                let told: serde_json::Value = serde_json::from_str(&taken.text().unwrap()).unwrap();
                receipts.push(("receipt", told["receipt"].as_str().unwrap().to_owned()));
            }
            vec![go(post(path).form(&receipts))]
        }
    }
}

/// Sends every file through these doors of a server.
fn try_all(server: &Server, doors: &[(&str, &Browser, How)]) {
    let (tame, zoo) = (tame(), zoo());
    let (most, seen) = server.readers_during(|| {
        for (path, who, how) in doors {
            for beast in tame.iter().chain(zoo) {
                let began = Instant::now();
                for answer in send(who, path, *how, beast) {
                    let (status, took) = (answer.status().as_u16(), began.elapsed());
                    // Taken or refused in words: nothing failed, and nothing was turned away at the door.
                    let fine = [200, 204, 303, 400, 409, 413, 422].contains(&status);
                    assert!(fine, "{} at {path}: {status}", beast.0);
                    assert!(took < LONGEST, "{} at {path}: {took:?}", beast.0);
                }
                assert!(server.lives(), "{} at {path} ends it", beast.0);
                assert!(
                    server.peak() < MOST,
                    "{} at {path}: {} MB",
                    beast.0,
                    server.peak()
                );
            }
        }
    });
    assert!(seen, "files are read by processes of their own");
    assert!(most < MOST, "a reader takes {most} MB");
    let (_, who, _) = doors[0];
    assert_eq!(
        who.by_hand(Method::GET, "/healthz")
            .send()
            .unwrap()
            .status(),
        200
    );
}

#[test]
fn the_whole_zoo_at_every_door_of_the_demo() {
    let app = TestApp::demo();
    let case = first(
        &app,
        "SELECT cases.id AS id FROM cases JOIN company_people ON company_people.company_id = cases.company_id JOIN people ON people.id = person_id WHERE email LIKE 'applicant@%' ORDER BY cases.id LIMIT 1",
    );
    let company = first(
        &app,
        "SELECT company_id AS id FROM company_people JOIN people ON people.id = person_id WHERE email LIKE 'applicant@%' ORDER BY company_id LIMIT 1",
    );
    let motion = first(&app, "SELECT id FROM motions LIMIT 1");
    let payment = first(&app, "SELECT id FROM payments ORDER BY receipt LIMIT 1");
    let standard = first(&app, "SELECT id FROM dues_standards LIMIT 1");
    let server = serve(&app);
    let people: BTreeMap<&str, Browser> = ["-", "treasurer", "admin", "applicant"]
        .into_iter()
        .map(|name| {
            let mut browser = Browser::new(&server.base, "en");
            if name != "-" {
                browser.sign_in(&format!("{name}@demo.huiguan.test"), demo::PASSPHRASE);
            }
            (name, browser)
        })
        .collect();
    let path = |route: &str| {
        let path = route
            .replace("{case}", &case)
            .replace("{company}", &company)
            .replace("{motion}", &motion);
        let path = path
            .replace("{payment}", &payment)
            .replace("{standard}", &standard)
            .replace("{kind}", "licence");
        path.replace("{provider}", "stripe")
    };
    let ours = DOORS.iter().filter(|(_, who, _)| *who != "visitor");
    let paths: Vec<(String, &Browser, How)> = ours
        .map(|(route, who, how)| (path(route), &people[who], *how))
        .collect();
    let doors: Vec<_> = paths
        .iter()
        .map(|(path, who, how)| (path.as_str(), *who, *how))
        .collect();
    try_all(&server, &doors);
}

#[test]
fn the_whole_zoo_among_the_photos_of_a_visit() {
    let visit = declared();
    let server = serve(&visit.app);
    let mut visitor = Browser::new(&server.base, "en");
    visitor.sign_in(&address("Reviewer One"), PASSPHRASE);
    let (photos, pieces) = (
        format!("{}/visit/photos", visit.case),
        format!("{}/visit/pieces", visit.case),
    );
    let ours: Vec<How> = DOORS
        .iter()
        .filter(|(_, who, _)| *who == "visitor")
        .map(|(.., how)| *how)
        .collect();
    assert!(matches!(ours[..], [Field(..), Pieces]));
    let tame = tame();
    let files = |all: &[Beast]| {
        // A key of its own for each: what came under one stays.
        for (at, beast) in all.iter().enumerate() {
            let path = format!("{pieces}/upload-{}-{at}", all.len());
            if beast.1.is_empty() {
                continue;
            }
            for answer in send(&visitor, &path, Pieces, beast) {
                let status = answer.status().as_u16();
                let good = ["good.png", "good.jpg"].contains(&beast.0);
                assert!(
                    if good {
                        status == 200
                    } else {
                        [200, 422].contains(&status)
                    },
                    "{}: {status}",
                    beast.0
                );
            }
        }
    };
    let (most, seen) = server.readers_during(|| {
        files(&tame);
        files(zoo());
    });
    assert!(seen && most < MOST, "a reader takes {most} MB");
    try_all(&server, &[(photos.as_str(), &visitor, ours[0])]);
}

#[test]
fn a_reader_confines_itself_before_it_reads() {
    for kind in ["table", "statement", "picture", "paper", "keys"] {
        let mut child = program(&["read", kind])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let limits = format!("/proc/{}/limits", child.id());
        let bound = |what: &str| {
            let all = std::fs::read_to_string(&limits).unwrap();
            let line = all
                .lines()
                .find_map(|line| line.strip_prefix(what))
                .unwrap()
                .to_owned();
            let mut words = line.split_whitespace();
            words.next().unwrap().parse::<u64>().ok()
        };
        let began = Instant::now();
        while bound("Max open files") != Some(64) {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "{kind} has no bounds"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(bound("Max cpu time"), Some(6), "{kind}");
        assert_eq!(bound("Max file size"), Some(0), "{kind}");
        assert_eq!(bound("Max core file size"), Some(0), "{kind}");
        let memory = bound("Max address space").unwrap();
        assert!(memory < 1200 << 20, "{kind}: {memory}");
        // Nothing comes: it ends.
        drop(child.stdin.take());
        child.wait().unwrap();
    }
}
