//! A workbook as old programs write it, and such as are made to harm.

use super::*;
use crate::kernel::sheet;
use proptest::prelude::*;
use std::io::Write;
use std::time::{Duration, Instant};

fn register() -> Vec<u8> {
    std::fs::read("tests/data/sheets/register.xls").unwrap()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let long = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &long.to_le_bytes(), data].concat()
}

/// A workbook with these records before its only sheet and in it.
fn book(before: &[Vec<u8>], within: &[Vec<u8>]) -> Vec<u8> {
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let (end, before) = (record(0x000a, &[]), before.concat());
    let sheet = |at: usize| {
        let at = u32::try_from(at).unwrap().to_le_bytes();
        record(0x0085, &[&at[..], &[0, 0, 1, 0, b's']].concat())
    };
    let at = bof.len() + sheet(0).len() + before.len() + end.len();
    let stream = [
        bof.clone(),
        sheet(at),
        before,
        end.clone(),
        bof,
        within.concat(),
        end,
    ]
    .concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook")
        .unwrap()
        .write_all(&stream)
        .unwrap();
    file.into_inner().into_inner()
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let place = [row, column, 0].map(u16::to_le_bytes).concat();
    record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
}

#[test]
fn texts_days_and_numbers_are_read_and_rows_stand_where_they_stood() {
    let rows = sheet::rows(&register()).unwrap();
    assert_eq!(
        rows[0],
        ["单位名称", "会内职务", "入会时间", "会费", "在会"]
    );
    assert_eq!(
        rows[1],
        ["甲工厂", "member", "2019-03-05 00:00:00", "5000", "true"]
    );
    assert_eq!(rows[2], Vec::<String>::new());
    assert_eq!(
        rows[3],
        ["Example Ltd", "director", "2021-06-01 00:00:00", "2583.33"]
    );
    // The shared texts go on over several records.
    assert_eq!(rows.len(), 424);
    for n in [0usize, 207, 419] {
        let name = format!("第{n}家示例公司{}", "长".repeat(n % 9));
        assert_eq!(rows[n + 4], [name, format!("m{n}")]);
    }
}

#[test]
fn a_cell_far_out_is_named_and_a_claimed_size_makes_no_room() {
    let claims = record(
        0x0200,
        &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0],
    );
    let near = book(&[], &[claims.clone(), number(1, 1, 7.0)]);
    assert_eq!(sheet::rows(&near).unwrap(), [vec![], vec!["", "7"]]);
    for (row, column, name) in [(65_535, 65_535, "CRXP65536"), (0, 256, "IW1")] {
        let far = book(
            &[],
            &[claims.clone(), number(0, 0, 1.0), number(row, column, 7.0)],
        );
        let start = Instant::now();
        assert_eq!(
            sheet::rows(&far),
            Err(crate::say!("web-sheet-far", cell = name))
        );
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn shared_texts_are_as_many_as_are_there_and_each_use_of_one_counts() {
    let claims = [&[255u8; 8][..], &[3, 0, 0, b'a', b'b', b'c']].concat();
    let cell = |row: u16, text: u32| {
        let place = [row, 0, 0].map(u16::to_le_bytes).concat();
        record(0x00fd, &[&place[..], &text.to_le_bytes()].concat())
    };
    let fine = book(&[record(0x00fc, &claims)], &[cell(0, 0)]);
    assert_eq!(sheet::rows(&fine).unwrap(), [["abc"]]);
    let other = book(&[record(0x00fc, &claims)], &[cell(0, 7)]);
    assert!(sheet::rows(&other).is_err());
    let long = [&[0u8; 8][..], &8_000u16.to_le_bytes(), &[0], &[b'x'; 8_000]].concat();
    let cells: Vec<Vec<u8>> = (0..9_000).map(|row| cell(row, 0)).collect();
    let much = book(&[record(0x00fc, &long)], &cells);
    assert_eq!(sheet::rows(&much).unwrap_err().key, "web-sheet-too-much");
}

#[test]
fn a_file_whose_parts_lead_round_in_a_circle_is_refused() {
    let mut bytes = register();
    let at = |bytes: &[u8], place: usize| u32_at(bytes, place).unwrap() as usize;
    let (table, folder) = ((at(&bytes, 76) + 1) * 512, at(&bytes, 48));
    let place = table + folder * 4;
    bytes[place..place + 4].copy_from_slice(&u32::try_from(folder).unwrap().to_le_bytes());
    let start = Instant::now();
    assert!(sheet::rows(&bytes).is_err());
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_format_is_that_of_a_day_by_its_letters_outside_of_quotes() {
    for day in [
        "yyyy-mm-dd",
        "[$-804]yyyy\"年\"m\"月\"",
        "h:mm",
        "General\\ dd",
    ] {
        assert!(is_day(day), "{day}");
    }
    for number in [
        "General",
        "0.00",
        "#,##0.00\"yd\"",
        "[Red]0",
        "0\\d",
        "_-* #,##0_-",
    ] {
        assert!(!is_day(number), "{number}");
    }
}

proptest! {
    #[test]
    fn whatever_is_broken_in_a_file_it_is_read_or_refused(
        changes in proptest::collection::vec((0usize..40_000, any::<u8>()), 1..40), cut in 0usize..40_000
    ) {
        let mut bytes = register();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = sheet::rows(&bytes);
        bytes.truncate(cut.max(8));
        let _ = sheet::rows(&bytes);
    }
}

#[test]
fn a_number_that_is_shown_in_a_currency_keeps_its_mark() {
    let format = "\"$\"0.00";
    let long = u8::try_from(format.len()).unwrap();
    let format = record(
        0x041e,
        &[&[164, 0, long, 0, 0][..], format.as_bytes()].concat(),
    );
    let look = |format: u8| record(0x00e0, &[&[0, 0, format, 0][..], &[0; 16]].concat());
    let mut dollars = number(0, 1, 500.0);
    dollars[8] = 1;
    let before = [format.clone(), look(0), look(164)];
    let bytes = book(&before, &[number(0, 0, 500.0), dollars.clone()]);
    assert_eq!(sheet::rows(&bytes).unwrap(), [["500", "$500"]]);
    // A format of money that is known by its number shows what the file says of it, and else nothing.
    let mut own = format;
    own[4] = 44;
    for (before, shown) in [
        ([own, look(0), look(44)], "$500"),
        ([look(0), look(44), look(0)], "500"),
    ] {
        let bytes = book(&before, &[number(0, 0, 500.0), dollars.clone()]);
        assert_eq!(sheet::rows(&bytes).unwrap(), [["500", shown]]);
    }
}
