//! A chamber whose clock somebody else moves, for the browser's tests: `tests/browser/dues.test.mjs`
//! starts this test as a child and tells it, line by line, what day it is and who joins.
use super::Chamber;
use super::life::rules;
use std::io::{BufRead, Write, stdin, stdout};

fn say(line: &str) {
    let mut out = stdout().lock();
    out.write_all(format!("stage: {line}\n").as_bytes())
        .unwrap();
    out.flush().unwrap();
}

/// Not a test of its own. `at 2026-03-01` moves the clock; `joins NAME` answers with the company's and
/// the membership's id; the end of its input ends it.
#[test]
fn stage() {
    if std::env::var("HUIGUAN_TEST_STAGE").is_err() {
        return;
    }
    let chamber = Chamber::with(rules());
    chamber.at("2026-01-01");
    say(&chamber.app.base);
    for line in stdin().lock().lines() {
        let line = line.unwrap();
        match line.split_once(' ') {
            Some(("at", day)) => {
                chamber.at(day);
                say(day);
            }
            Some(("joins", name)) => {
                let (member, _) = chamber.joins(name);
                say(&format!("{} {}", member.company, member.id));
            }
            _ => panic!("{line}?"),
        }
    }
}
