//! What a write touches and a read reads is seen in its statements: none may hide.
use crate::source::{code, files, line_of, nothing_found};
use regex::Regex;

#[test]
fn rooms_speak_to_the_database_through_diesel() {
    let raw = Regex::new(r"\b(sql_query|batch_execute)\b").unwrap();
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        if file.path.starts_with("src/platform/") {
            continue;
        }
        let text = code(&file.text);
        for hit in raw.find_iter(&text) {
            found.push(format!("{}:{}", file.path, line_of(&text, hit.start())));
        }
    }
    nothing_found(
        &found,
        "a statement made by hand may touch what nobody sees: only `platform` has some, outside of writes",
    );
}

#[test]
fn a_table_changes_by_statements_that_name_it_alone() {
    let hidden =
        Regex::new(r"(?i)\b(ON\s+(DELETE|UPDATE)\s+(CASCADE|SET)|TRIGGER|CREATE\s+VIEW)\b");
    let hidden = hidden.unwrap();
    let mut found = Vec::new();
    for file in files("migrations", &[".sql"]) {
        for hit in hidden.find_iter(&file.text) {
            let line = line_of(&file.text, hit.start());
            found.push(format!("{}:{line} {}", file.path, hit.as_str()));
        }
    }
    nothing_found(
        &found,
        "what the database changes by itself raises no number, so what is kept would go on holding",
    );
}

#[test]
fn a_column_that_may_be_empty_has_no_default() {
    let mut found = Vec::new();
    for file in files("migrations", &[".sql"]) {
        for (n, line) in (1..).zip(file.text.lines()) {
            if line.contains(" DEFAULT ") && !line.contains("NOT NULL") {
                found.push(format!("{}:{n}", file.path));
            }
        }
    }
    nothing_found(
        &found,
        "rows are inserted with an explicit NULL (`treat_none_as_default_value = false`), never with a default",
    );
}

/// What the machine's owner has set for other programs is told to no test of ours: once it was, and green
/// here was red there.
#[test]
fn the_real_binary_is_started_in_an_empty_environment() {
    let door = "tests/support/server.rs";
    let found: Vec<_> = files("tests", &[".rs"])
        .into_iter()
        .filter(|file| file.text.contains(concat!("CARGO_BIN", "_EXE")))
        .map(|file| file.path)
        .collect();
    assert_eq!(found, [door], "start it with `program` of {door}");
}
