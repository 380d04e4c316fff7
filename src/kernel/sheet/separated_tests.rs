//! Files whose signs and quotes mislead.

use super::*;
use crate::kernel::sheet;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn rows(text: &str) -> Vec<Vec<String>> {
    sheet::rows(text.as_bytes()).unwrap()
}

fn data(name: &str) -> Vec<Vec<String>> {
    sheet::rows(&std::fs::read(format!("tests/data/sheets/{name}")).unwrap()).unwrap()
}

#[test]
fn the_sign_is_the_one_that_rows_agree_on() {
    let found = data("purpose-with-semicolons.csv");
    assert_eq!(
        found[1],
        [
            "2026-11-10",
            "5000.00",
            "甲公司",
            "年费;章;证;牌;会刊;通讯录"
        ]
    );
    assert_eq!(rows("a;b;c\n\"1,5\";x;y\n2,5;x;y\n")[2], ["2,5", "x", "y"]);
    assert_eq!(rows("a|b|c\n1,2|x|y\n")[1], ["1,2", "x", "y"]);
    assert_eq!(rows("a\tb\n1,2,3\tx\n4,5,6\ty\n")[1], ["1,2,3", "x"]);
    assert_eq!(rows("名册（a;b;c;d）\na,b\n1,2\n")[1], ["a", "b"]);
    assert_eq!(
        rows("sep=;\na;b\n1;2,3,4\n"),
        [vec![], vec!["a", "b"], vec!["1", "2,3,4"]]
    );
    assert_eq!(rows("a,b\n1,\"x;y;z\"\n2,\"x;y;z\"\n")[2], ["2", "x;y;z"]);
    assert_eq!(rows("only\none\n"), [["only"], ["one"]]);
}

#[test]
fn a_stray_quote_swallows_no_rows() {
    let found = data("stray-quote.csv");
    assert_eq!(found.len(), 6);
    assert_eq!(found[2], ["2026-11-09", "6000.00", "", "乙公司", "乙会费"]);
    assert_eq!(found[5][1], "9000.00");
    // Another cell in quotes stands below.
    let text = "a,b,c,d\n1,2,3,\"x\n4,5,6,y\n7,8,9,\"z, w\"\n";
    assert_eq!(
        rows(text)[1..],
        [
            ["1", "2", "3", "x"],
            ["4", "5", "6", "y"],
            ["7", "8", "9", "z, w"]
        ]
    );
    // Two of them.
    let text = "a,b,c,d\n1,2,3,\"x\n4,5,6,y\n7,8,9,\"z\n1,2,3,4\n";
    assert_eq!(rows(text).len(), 5);
    assert_eq!(rows("a,b\n\"甲\" 公司,1\n")[1], ["\"甲\" 公司", "1"]);
    assert_eq!(rows("a,b\n 5\"管,1\n")[1], ["5\"管", "1"]);
}

#[test]
fn a_cell_in_quotes_may_go_over_lines() {
    let found = rows("name,more\n\"甲\n公司\",1\n\"乙 \"\"x\"\"\r\n公司\",2\r\n丙,3\n");
    assert_eq!(found[1], ["甲\n公司", "1"]);
    assert_eq!(found[3], ["乙 \"x\"\r\n公司", "2"]);
    assert_eq!(found[5], ["丙", "3"]);
    let found = rows("name,address\nA Ltd,\"12 Road\nKowloon, Hong Kong\nChina\"\nB Ltd,x\n");
    assert_eq!(found[1], ["A Ltd", "12 Road\nKowloon, Hong Kong\nChina"]);
    assert_eq!(found[4], ["B Ltd", "x"]);
}

#[test]
fn many_stray_quotes_take_no_long_time() {
    let start = Instant::now();
    assert_eq!(rows(&"1,2,\"x\n".repeat(20_000)).len(), 20_000);
    assert_eq!(rows(&"\"\n".repeat(20_000)).len(), 0);
    assert_eq!(
        rows(&format!("a,b\n{}", "\"x\n".repeat(20_000))).len(),
        20_001
    );
    let one = format!("a,b\n1,\"{}", "x\"y".repeat(4_000));
    assert_eq!(rows(&one)[1].len(), 2);
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn what_keeps_a_spreadsheet_from_running_a_text_is_taken_off() {
    let found = rows("a,b\n=\"0012\",'=x\n\"=\"\"0013\"\"\",''+y\n'20261112,=1\n");
    assert_eq!(
        found[1..],
        [["0012", "=x"], ["0013", "'+y"], ["'20261112", "=1"]]
    );
    assert_eq!(rows("a,b\n=\"5,000.00\",1\n")[1], ["5,000.00", "1"]);
    for plain in ["甲", "'甲", "a'", ""] {
        assert_eq!(harmless(plain), plain);
    }
}

proptest! {
    #[test]
    fn a_name_comes_back_as_it_was_exported(names in proptest::collection::vec("['=+@\"-]{0,3}[a甲;,\"'|=]{0,6}( a)?[b乙\"']", 1..30)) {
        let mut to = csv::Writer::from_writer(vec![]);
        for (n, name) in names.iter().enumerate() {
            to.write_record([n.to_string().as_str(), &*harmless(name), "2020-01-01", "x"]).unwrap();
        }
        let text = String::from_utf8(to.into_inner().unwrap()).unwrap();
        let found = rows(&format!("\u{feff}No,name,day,x\n{text}"));
        for (row, name) in found[1..].iter().zip(&names) {
            prop_assert_eq!(row[1].as_str(), name.trim());
        }
    }

    #[test]
    fn whatever_stands_in_a_file_it_is_read_or_refused(text in "([a-z0-9,;\t|\"'= \n\r甲]|\\PC){0,300}") {
        let _ = sheet::rows(text.as_bytes());
    }

    #[test]
    fn no_line_of_a_file_without_quotes_is_lost(cells in proptest::collection::vec("[a-z甲]{1,4}", 5..60)) {
        let lines: Vec<String> = cells.chunks(5).map(|five| five.join(",")).collect();
        prop_assert_eq!(rows(&lines.join("\n")).len(), lines.len());
    }
}
