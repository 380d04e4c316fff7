//! How much two rooms that put things to the vote still share, line for line: what both need belongs
//! into `ballots`.
use crate::source::files;
use regex::Regex;
use std::collections::HashSet;

/// So many equal lines in a row are a copy.
const RUN: usize = 5;
/// Most lines of one room that stand in such runs of the other.
const MOST: usize = 60;

/// The lines of a room's files, without imports, comments, blanks and indentation.
fn lines(folder: &str, templates: &str) -> Vec<Vec<String>> {
    let import = Regex::new(r"(?m)^use [^;]*;").unwrap();
    let mut all = files(folder, &[".rs"]);
    all.extend(files(templates, &[".html"]));
    let read = |text: &str| {
        let text = import.replace_all(text, "").into_owned();
        let lines = text.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
            .map(str::to_owned)
            .collect()
    };
    all.iter().map(|file| read(&file.text)).collect()
}

#[test]
fn two_rooms_with_ballots_share_little() {
    let one = lines("src/expulsion", "templates/expulsion");
    let other = lines("src/admission/ballot", "templates/ballot");
    let runs: HashSet<&[String]> = other.iter().flat_map(|file| file.windows(RUN)).collect();
    let mut shared = vec![];
    for file in &one {
        let starts: Vec<usize> = file
            .windows(RUN)
            .enumerate()
            .filter(|(_, run)| runs.contains(run))
            .map(|(at, _)| at)
            .collect();
        let within = |line: &usize| starts.iter().any(|at| (*at..at + RUN).contains(line));
        shared.extend((0..file.len()).filter(within).map(|line| &file[line]));
    }
    assert!(!one.is_empty() && !other.is_empty());
    assert!(shared.len() < MOST, "{} lines: {shared:#?}", shared.len());
}
