//! Who may import whom. Rooms import only from lower floors, rooms on one floor don't see each
//! other, others see only a slice's `rules` and its face, and inside a slice pages stand on acts and
//! acts on rules.
use crate::source::{Source, code, files, line_of, nothing_found};
use regex::Regex;

/// The floors, lowest first, with their rooms.
const FLOORS: [&[&str]; 13] = [
    &["kernel", "schema"],
    &["platform"],
    &["web"],
    &["accounts", "voting"],
    &["chamber", "companies"],
    &["membership"],
    &["council", "dues"],
    &["ballots"],
    &["admission", "expulsion", "motions"],
    &["portal", "desk"],
    &["demo"],
    &["app"],
    &["cli"],
];
/// Rooms from here up to `desk` are slices of the chamber's life, cut inside as `PARTS` says.
const FIRST_SLICE_FLOOR: usize = 3;
const LAST_SLICE_FLOOR: usize = 9;
/// Inside a slice, lowest first; a part imports only from lower ones.
const PARTS: [&[&str]; 6] = [
    &["stage"],
    &["rules"],
    &["store", "policy"],
    &["letters"],
    &["acts", "forms"],
    &["pages"],
];
/// What rules may name of the tools: markers without I/O.
const PURE_TOOLS: [&str; 2] = ["platform::settings::Setting", "platform::limits::Limit"];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn is_slice(room: &str) -> bool {
    floor(room).is_some_and(|at| (FIRST_SLICE_FLOOR..=LAST_SLICE_FLOOR).contains(&at))
}

fn rank(part: &str) -> Option<usize> {
    PARTS.iter().position(|parts| parts.contains(&part))
}

/// `src/admission/visit/pages/plan.rs` is `["admission", "visit", "pages", "plan"]`.
fn module(file: &Source) -> Vec<&str> {
    let inner = file.path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|name| *name != "mod").collect()
}

/// Whether this is the `mod.rs` of a slice or of a step in it: not of a tool below the slices, and
/// not of a part that grew into a folder, such as `rules/mod.rs`.
pub fn is_face(file: &Source) -> bool {
    let own = module(file);
    file.path.ends_with("/mod.rs") && is_slice(own[0]) && !own.iter().any(|p| rank(p).is_some())
}

fn is_root(file: &Source) -> bool {
    file.path == "src/main.rs" || file.path == "src/lib.rs"
}

/// Every `crate::a::b::c` of a file, with its line.
fn arrows(file: &Source) -> Vec<(usize, Vec<String>)> {
    let text = code(&file.text);
    let path = Regex::new(r"(?:\bcrate|\bhuiguan)((?:::[A-Za-z_]\w*)+)(!?)").unwrap();
    path.captures_iter(&text)
        .filter(|found| &found[2] != "!")
        .map(|found| {
            let names = found[1].split("::").skip(1).map(String::from).collect();
            (line_of(&text, found.get(0).unwrap().start()), names)
        })
        .collect()
}

#[test]
fn every_room_has_a_floor() {
    let strangers: Vec<_> = files("src", &[".rs"])
        .iter()
        .filter(|file| !is_root(file) && floor(module(file)[0]).is_none())
        .map(|file| file.path.clone())
        .collect();
    nothing_found(
        &strangers,
        "a new room is given a floor in tests/house/floors.rs",
    );
}

#[test]
fn rooms_import_only_from_lower_floors() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"]).iter().filter(|file| !is_root(file)) {
        let room = module(file)[0];
        for (line, names) in arrows(file) {
            let Some(theirs) = floor(&names[0]) else {
                continue;
            };
            if names[0] != room && Some(theirs) >= floor(room) {
                found.push(format!("{}:{line} imports {}", file.path, names.join("::")));
            }
        }
    }
    nothing_found(
        &found,
        "rooms import only from lower floors; turn it round: the upper pulls",
    );
}

/// Where the app names the pages that it serves.
const SERVES: [&str; 3] = [
    "src/app/lists.rs",
    "src/app/routes.rs",
    "src/app/routes/money.rs",
];

#[test]
fn others_see_only_the_rules_and_the_face_of_a_slice() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        let room = module(&file)[0].to_owned();
        for (line, names) in arrows(&file) {
            if names[0] == room || !is_slice(&names[0]) {
                continue;
            }
            let inner = names[1..]
                .iter()
                .filter(|part| rank(part).is_some_and(|rank| rank > 1));
            for part in inner {
                let served = part == "pages" && SERVES.contains(&file.path.as_str());
                if !served {
                    found.push(format!("{}:{line} sees {}", file.path, names.join("::")));
                }
            }
        }
    }
    nothing_found(
        &found,
        "a slice shows its rules and its mod.rs; only what app/ lays out sees pages",
    );
}

/// What a file of a slice imports from its own slice, as part names: `super::store` and
/// `crate::slice::step::store` alike.
fn inner_arrows(file: &Source) -> Vec<(usize, String)> {
    let own = module(file);
    let text = code(&file.text);
    let above = Regex::new(r"\bsuper::([a-z_]\w*)").unwrap();
    let mut parts: Vec<_> = above
        .captures_iter(&text)
        .map(|found| {
            (
                line_of(&text, found.get(0).unwrap().start()),
                found[1].to_owned(),
            )
        })
        .collect();
    for (line, names) in arrows(file)
        .into_iter()
        .filter(|(_, names)| names[0] == own[0])
    {
        parts.extend(names[1..].iter().map(|name| (line, name.clone())));
    }
    parts
}

#[test]
fn inside_a_slice_pages_stand_on_acts_and_acts_on_rules() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"])
        .iter()
        .filter(|file| is_slice(module(file)[0]))
    {
        let own = module(file);
        let Some((part, mine)) = own.iter().find_map(|part| Some((*part, rank(part)?))) else {
            continue;
        };
        for (line, other) in inner_arrows(file) {
            if other != part && rank(&other).is_some_and(|theirs| theirs >= mine) {
                found.push(format!("{}:{line} imports {other}", file.path));
            }
        }
    }
    nothing_found(
        &found,
        "inside a slice: pages -> forms, acts -> letters -> store, policy -> rules",
    );
}

#[test]
fn only_pages_and_forms_know_the_web() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"])
        .iter()
        .filter(|file| is_slice(module(file)[0]))
    {
        let own = module(file);
        let webless = ["acts", "store", "policy", "letters", "rules", "stage"];
        if !own.iter().any(|part| webless.contains(part)) {
            continue;
        }
        for (line, names) in arrows(file) {
            // A letter is a template too: it may use the template filters, nothing else.
            let filters = own.contains(&"letters") && names.get(1).is_some_and(|n| n == "filters");
            if names[0] == "web" && !filters {
                found.push(format!("{}:{line} imports {}", file.path, names.join("::")));
            }
        }
    }
    nothing_found(
        &found,
        "acts, store, policy, letters and rules work without HTTP",
    );
}

#[test]
fn rules_are_pure() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"])
        .iter()
        .filter(|file| is_slice(module(file)[0]))
    {
        if !module(file)
            .iter()
            .any(|part| ["rules", "stage"].contains(part))
        {
            continue;
        }
        for (line, names) in arrows(file) {
            let pure = PURE_TOOLS.contains(&names.join("::").as_str());
            // How a type's row is read may be derived beside it: that asks nothing (ADR 15).
            let derives = file.text.lines().nth(line - 1);
            let derives = derives.is_some_and(|line| line.trim_start().starts_with("#[diesel("));
            let knows = match names[0].as_str() {
                "schema" => !derives,
                "platform" => !pure,
                _ => false,
            };
            if knows {
                found.push(format!("{}:{line} imports {}", file.path, names.join("::")));
            }
        }
    }
    nothing_found(&found, "rules know no database, file or clock");
}

#[test]
fn one_use_line_per_room() {
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        let text = code(&file.text);
        for banned in ["use crate::{", "super::super"] {
            for (at, _) in text.match_indices(banned) {
                found.push(format!("{}:{} {banned}", file.path, line_of(&text, at)));
            }
        }
    }
    nothing_found(
        &found,
        "imports are written out by room, so that this test can read them",
    );
}
