//! Workbooks made to harm: small ones that claim or become much.

use super::*;
use crate::kernel::sheet;
use proptest::prelude::*;
use std::io::Write;
use std::time::{Duration, Instant};
use zip::write::{SimpleFileOptions, ZipWriter};

const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const HEAD: &str = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

/// Writes a part of a workbook.
type Part<'a> = &'a dyn Fn(&mut dyn Write);

/// A workbook whose parts are those every one has, and these.
fn book(parts: &[(&str, Part)]) -> Vec<u8> {
    book_with(BOOK_RELS, parts)
}

fn book_with(rels: &str, parts: &[(&str, Part)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, write: Part| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        write(&mut zip);
    };
    for (name, text) in [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", rels),
    ] {
        put(name, &|to| to.write_all(text.as_bytes()).unwrap());
    }
    for (name, write) in parts {
        put(name, *write);
    }
    zip.finish().unwrap().into_inner()
}

fn text(cells: &str) -> String {
    format!("{HEAD}{cells}</sheetData></worksheet>")
}

/// A workbook of one sheet with these cells.
fn of(cells: &str) -> Vec<u8> {
    let sheet = text(cells);
    book(&[("xl/worksheets/sheet1.xml", &|to| {
        to.write_all(sheet.as_bytes()).unwrap();
    })])
}

fn inline(at: &str, words: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}

#[test]
fn cells_stand_where_the_sheet_has_them() {
    let cells = format!(
        r#"<row r="2">{}{}<c r="XFD2" s="1"/></row><row r="4"><c r="A4"><v>12.5</v></c></row>"#,
        inline("A2", "name"),
        inline("C2", "dues")
    );
    let rows = sheet::rows(&of(&cells)).unwrap();
    assert_eq!(
        rows,
        [vec![], vec!["name", "", "dues"], vec![], vec!["12.50"]]
    );
}

#[test]
fn a_cell_far_out_is_named_at_once() {
    for at in ["XFD1048576", "XFD3", "A1048576", "IW2"] {
        let cells = format!("<row>{}{}</row>", inline("A1", "name"), inline(at, "x"));
        let start = Instant::now();
        let refused = sheet::rows(&of(&cells)).unwrap_err();
        assert_eq!(refused, crate::say!("web-sheet-far", cell = at));
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused_by_what_it_says_and_by_what_it_does()
{
    let some = inline("A1", "甲").repeat(1_000);
    let sheet = |to: &mut dyn Write| {
        to.write_all(HEAD.as_bytes()).unwrap();
        for _ in 0..6_000 {
            to.write_all(some.as_bytes()).unwrap();
        }
    };
    let mut bytes = book(&[("xl/worksheets/sheet1.xml", &sheet)]);
    assert!(bytes.len() < 4 << 20, "{}", bytes.len());
    let start = Instant::now();
    assert_eq!(sheet::rows(&bytes).unwrap_err(), too_much());
    assert!(start.elapsed() < Duration::from_secs(10));
    // The directory lies: each size it tells is a hundred.
    let mark = b"PK\x01\x02";
    let entries: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..].starts_with(mark))
        .collect();
    for at in entries {
        bytes[at + 24..at + 28].copy_from_slice(&100u32.to_le_bytes());
    }
    let start = Instant::now();
    assert!(sheet::rows(&bytes).is_err());
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn what_is_counted_while_unpacking_holds_whatever_the_directory_says() {
    let bytes = of(&format!("<row>{}</row>", inline("A1", "name").repeat(100)));
    assert!(look(&bytes, 100 << 20).is_ok());
    assert_eq!(look(&bytes, 3_000), Err(too_much()));
}

#[test]
fn no_piece_of_xml_is_longer_than_a_cell() {
    let long = "x".repeat(TOKEN + 10);
    let pieces = [
        inline("A1", &long),
        inline("A1", &">".repeat(TOKEN + 10)),
        format!(r#"<c r="{long}"/>"#),
        format!(r#"<c r="{}"/>"#, "<>".repeat(TOKEN)),
        format!("<c {}/>", "a='<' ".repeat(TOKEN / 4)),
    ];
    for piece in pieces {
        let refused = sheet::rows(&of(&format!("<row>{piece}</row>")));
        assert_eq!(refused, Err(too_much()), "{}", &piece[..20]);
    }
    let mut tokens = Tokens::default();
    assert!(tokens.go_on(text("<row></row>").repeat(1000).as_bytes()));
    let mut tokens = Tokens::default();
    let comment = format!("<a><!-- {} --></a>", "<b> ".repeat(3 << 20));
    assert!(!tokens.go_on(comment.as_bytes()));
}

#[test]
fn room_is_made_for_no_more_shared_texts_than_there_can_be() {
    for (count, fine) in [
        ("1", true),
        ("99999999999", false),
        ("18446744073709551615", false),
    ] {
        let shared = format!(
            r#"<?xml version="1.0"?><sst uniqueCount = '{count}'><si><t>name</t></si></sst>"#
        );
        let sheet = text(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
        let bytes = book(&[
            ("xl/worksheets/sheet1.xml", &|to| {
                to.write_all(sheet.as_bytes()).unwrap()
            }),
            ("xl/sharedStrings.xml", &|to| {
                to.write_all(shared.as_bytes()).unwrap()
            }),
        ]);
        assert_eq!(sheet::rows(&bytes).is_ok(), fine, "{count}");
    }
}

#[test]
fn a_long_text_that_many_cells_share_is_counted_for_each_of_them() {
    let shared = format!(
        r#"<?xml version="1.0"?><sst uniqueCount="1"><si><t>{}</t></si></sst>"#,
        "x".repeat(1_000_000)
    );
    let sheet = text(&r#"<row><c t="s"><v>0</v></c></row>"#.repeat(90_000));
    let bytes = book(&[
        ("xl/worksheets/sheet1.xml", &|to| {
            to.write_all(sheet.as_bytes()).unwrap()
        }),
        ("xl/sharedStrings.xml", &|to| {
            to.write_all(shared.as_bytes()).unwrap()
        }),
    ]);
    assert_eq!(sheet::rows(&bytes), Err(too_much()));
}

/// A workbook with two sheets, shared texts, days and a hidden row.
fn real() -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for name in ["说明", "会员"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for row in 0..20u32 {
            sheet.write_string(row, 0, format!("第{row}家")).unwrap();
            sheet.write_number(row, 1, f64::from(row) / 3.0).unwrap();
            let on = ExcelDateTime::from_ymd(2026, 11, 2).unwrap();
            sheet.write_datetime_with_format(row, 2, on, &day).unwrap();
        }
        sheet.set_row_hidden(4).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The parts of a workbook, unpacked.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = vec![];
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).unwrap();
        let (name, mut text) = (part.name().unwrap().to_string(), vec![]);
        part.read_to_end(&mut text).unwrap();
        found.push((name, text));
    }
    found
}

proptest! {
    #[test]
    fn whatever_is_broken_in_a_file_it_is_read_or_refused(
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20), cut in any::<usize>()
    ) {
        let mut bytes = real();
        for (at, byte) in &changes {
            let at = at % bytes.len();
            bytes[at] = *byte;
        }
        let _ = sheet::rows(&bytes);
        bytes.truncate(cut % bytes.len());
        let _ = sheet::rows(&bytes);
    }

    #[test]
    fn whatever_is_broken_in_its_xml_it_is_read_or_refused(
        changes in proptest::collection::vec((any::<usize>(), any::<usize>(), "[<>/\"=&;0-9A-Zart ]{0,3}"), 1..12)
    ) {
        let mut own = parts(&real());
        for (part, at, text) in &changes {
            let count = own.len();
            let part = &mut own[part % count].1;
            let at = at % part.len().max(1);
            let end = (at + text.len()).min(part.len());
            part.splice(at..end, text.bytes());
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &own {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(text).unwrap();
        }
        let _ = sheet::rows(&zip.finish().unwrap().into_inner());
    }
}

#[test]
fn sheets_that_are_all_the_same_part_are_gone_through_only_so_often() {
    let names: String = (0..200)
        .map(|n| format!(r#"<sheet name="S{n}" sheetId="{}" r:id="rId1"/>"#, n + 1))
        .collect();
    let one = r#"<sheet name="Sheet1" sheetId="1" r:id="rId1"/>"#;
    let cells = format!("<row>{}</row>", inline("A1", "name")).repeat(2_000);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("_rels/.rels", RELS.to_owned()),
        ("xl/workbook.xml", BOOK.replace(one, &names)),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.to_owned()),
        ("xl/worksheets/sheet1.xml", text(&cells)),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    let start = Instant::now();
    let table = sheet::table(&zip.finish().unwrap().into_inner()).unwrap();
    assert_eq!(table.sheets().len(), SHEETS);
    assert!(start.elapsed() < Duration::from_secs(60));
}

/// A workbook of one number for each of these formats, known by their numbers; `table`: what its own table of
/// formats says.
fn shown_in(formats: &[u32], table: &str) -> Vec<u8> {
    let looks: String = formats
        .iter()
        .map(|format| format!(r#"<xf numFmtId="{format}"/>"#))
        .collect();
    let styles = format!(
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>{table}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>"#
    );
    let cells: String = (0..formats.len())
        .map(|n| {
            format!(
                r#"<row r="{0}"><c r="A{0}" s="{n}"><v>500</v></c></row>"#,
                n + 1
            )
        })
        .collect();
    let link = r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    let rels = BOOK_RELS.replace("</Relationships>", link);
    let sheet = text(&cells);
    book_with(
        &rels,
        &[
            ("xl/styles.xml", &|to| {
                to.write_all(styles.as_bytes()).unwrap()
            }),
            ("xl/worksheets/sheet1.xml", &|to| {
                to.write_all(sheet.as_bytes()).unwrap();
            }),
        ],
    )
}

#[test]
fn formats_of_money_known_by_number_show_what_the_file_s_own_table_says_and_nothing_without_it() {
    let formats = [5, 6, 7, 8, 41, 42, 43, 44];
    let rows = sheet::rows(&shown_in(&formats, "")).unwrap();
    assert_eq!(rows, vec![vec!["500"]; 8], "whose currency is not said");
    let table = r#"<numFmt numFmtId="5" formatCode="&quot;￥&quot;#,##0;&quot;￥&quot;\-#,##0"/><numFmt numFmtId="7" formatCode="&quot;$&quot;#,##0.00_);\(&quot;$&quot;#,##0.00\)"/><numFmt numFmtId="42" formatCode="_-[$€-2] * #,##0_-"/><numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \-#,##0.00_ "/><numFmt numFmtId="44" formatCode="_-* #,##0.00\ &quot;HK$&quot;_-"/>"#;
    let rows = sheet::rows(&shown_in(&formats, table)).unwrap();
    let shown: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        shown,
        [
            "￥500", "500", "$500", "500", "500", "€500", "500", "500HK$"
        ]
    );
}
