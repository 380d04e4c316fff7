//! What earlier builds left: each folder of `tests/data/builds` keeps a data folder and a backup that the
//! build it is named after made, and what its `verify` said. This build must start on the one, restore the
//! other into either database, lose nothing, and show it all.
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, postgres};
use crate::support::server::Place;
use huiguan::demo::PASSPHRASE;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Who looks at what there is: the office, the purse, the board, those who join and those who have.
const PEOPLE: [&str; 7] = [
    "admin",
    "reviewer1",
    "president",
    "treasurer",
    "director1",
    "applicant",
    "member",
];
/// Where each begins, and how many pages of one kind are looked at.
const STARTS: [&str; 5] = ["/", "/directory", "/my", "/desk", "/board"];
const OF_A_KIND: usize = 2;

fn builds() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/builds");
    let all = std::fs::read_dir(all).unwrap().map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|path| path.is_dir()).collect();
    all.sort();
    assert!(!all.is_empty());
    all
}

/// How many there are of each thing that vouches for itself: `agreements` -> [18].
fn counts(said: &str) -> BTreeMap<String, Vec<u64>> {
    let lines = said.lines().filter_map(|line| line.split_once(": "));
    let numbers = |text: &str| -> Vec<u64> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        words.filter_map(|word| word.parse().ok()).collect()
    };
    lines
        .map(|(kind, text)| (kind.to_owned(), numbers(text)))
        .collect()
}

/// What an earlier build left, unpacked: `data`, `backup.zip`, `verify.txt`; gone when dropped.
fn unpack(build: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut tar = Command::new("tar");
    tar.arg("-xJf").arg(build.join("kept.tar.xz"));
    assert!(tar.current_dir(&folder).status().unwrap().success());
    folder
}

/// Nothing that was there is gone.
fn is_whole(place: &Place, kept: &Path) {
    let before = std::fs::read_to_string(kept.join("verify.txt")).unwrap();
    let (before, now) = (counts(&before), counts(&place.run(&["verify"])));
    for (kind, numbers) in before {
        let found = now.get(&kind).cloned().unwrap_or_default();
        assert_eq!(found.len(), numbers.len(), "verify tells of {kind}");
        for (had, has) in numbers.iter().zip(found) {
            assert!(has >= *had, "of {had} {kind} {has} are left");
        }
    }
}

/// `/desk/cases/0190…?sort=x` and `/desk/cases/0191…?sort=y` are of one kind.
fn kind(href: &str) -> String {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let id = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    let parts = path
        .split('/')
        .map(|part| if id(part) { ":id" } else { part });
    let filtered = if query.is_empty() { "" } else { "?" };
    format!("{}{filtered}", parts.collect::<Vec<_>>().join("/"))
}

/// Follows links from page to page; how many pages there were, all in order.
fn walk(base: &str, name: &str) -> usize {
    let mut browser = Browser::new(base, "zh-CN");
    browser.sign_in(&format!("{name}@demo.huiguan.test"), PASSPHRASE);
    let links = Selector::parse("a[href^='/']").unwrap();
    let mut queue: Vec<String> = STARTS.map(str::to_owned).to_vec();
    let mut met: BTreeSet<String> = queue.iter().cloned().collect();
    let (mut kinds, mut seen) = (BTreeMap::<String, usize>::new(), 0);
    while let Some(href) = queue.pop() {
        let status = browser.go(&href);
        let locked = status == 404 && STARTS.contains(&href.as_str());
        assert!(status == 200 || locked, "{name}: {href} answers {status}");
        seen += 1;
        let page = Html::parse_document(&browser.answer().body);
        for link in page.select(&links).filter_map(|e| e.value().attr("href")) {
            let link = link.split('#').next().unwrap_or_default();
            let known = kinds.entry(kind(link)).or_default();
            let skip = link.starts_with("/language/") || link.starts_with("/desk/mail/");
            if *known < OF_A_KIND && !skip && met.insert(link.to_owned()) {
                *known += 1;
                queue.push(link.to_owned());
            }
        }
    }
    seen
}

/// It is whole, serves every page that links lead to, and is whole after it worked.
fn lives(place: &Place, kept: &Path) {
    is_whole(place, kept);
    let server = place.serve();
    for name in PEOPLE {
        let seen = walk(&server.base, name);
        assert!(seen > 10, "{name} sees {seen} pages");
    }
    drop(server);
    is_whole(place, kept);
    place.run(&["doctor"]);
}

#[test]
fn this_build_starts_on_the_data_of_earlier_ones() {
    for build in builds() {
        let kept = unpack(&build);
        let place = Place {
            data: kept.path().join("data"),
            database: None,
        };
        place.run(&["migrate"]);
        lives(&place, kept.path());
    }
}

#[test]
fn this_build_restores_the_backups_of_earlier_ones() {
    for build in builds() {
        let (kept, data) = (unpack(&build), tempfile::tempdir().unwrap());
        let on_postgres = postgres().map(|server| TestDatabase::on_postgres(&server));
        let place = Place {
            data: data.path().to_owned(),
            database: on_postgres.as_ref().map(|database| database.url.clone()),
        };
        let archive = kept.path().join("backup.zip");
        place.run(&["restore", archive.to_str().unwrap()]);
        lives(&place, kept.path());
    }
}
