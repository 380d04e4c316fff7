//! How large things may grow, and that each file says what it is.
use crate::floors::is_face;
use crate::source::{files, nothing_found};

const FILE_CEILING: usize = 400;
const FACE_CEILING: usize = 45;

#[test]
fn no_file_is_longer_than_its_ceiling() {
    let mut found = Vec::new();
    for (folder, endings) in [
        ("src", &[".rs"][..]),
        ("tests", &[".rs", ".mjs"]),
        ("benches", &[".rs"]),
        ("templates", &[".html", ".txt"]),
        ("static", &[".css", ".js"]),
    ] {
        for file in files(folder, endings) {
            let lines = file.text.lines().count();
            if lines > FILE_CEILING && file.path != "src/schema.rs" {
                found.push(format!("{} has {lines} lines", file.path));
            }
        }
    }
    nothing_found(&found, "a file has at most 400 lines");
}

#[test]
fn a_face_is_small() {
    let mut found = Vec::new();
    for file in files("src", &["/mod.rs"]) {
        if !is_face(&file) {
            continue;
        }
        let lines = file.text.lines().count();
        if lines > FACE_CEILING {
            found.push(format!("{} has {lines} lines", file.path));
        }
    }
    nothing_found(
        &found,
        "a mod.rs only shows what others may use, in at most 45 lines",
    );
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<_> = ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| file.path)
        .collect();
    nothing_found(&silent, "a file starts with a //! paragraph");
}
