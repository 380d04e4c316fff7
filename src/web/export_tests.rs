//! What stands in an exported file.

use super::*;
use crate::kernel::{Lang, brand::Brand};
use calamine::Reader;

fn speech() -> Speech {
    Speech::new(Lang::ZhCn, &Brand::default())
}

/// What a list of this one row is saved as, after the line of names.
fn saved(row: &[Cell]) -> String {
    let head: Vec<&str> = row.iter().map(|_| "web-list-search").collect();
    let mut rows = Rows::begin("csv", &head, speech()).unwrap();
    rows.put(row).unwrap();
    let (_, mut file) = rows.end().unwrap();
    file.rewind().unwrap();
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    assert!(text.starts_with(MARK), "Excel knows the text by it");
    text.split_once("\r\n").unwrap().1.to_owned()
}

#[test]
fn a_formula_someone_typed_is_not_run_by_a_spreadsheet() {
    let row = [Cell::from("=cmd()"), Cell::from("a,b\"c"), Cell::from(-5)];
    assert_eq!(saved(&row), "'=cmd(),\"a,b\"\"c\",-5\r\n");
}

#[test]
fn times_are_the_chambers_and_amounts_are_exact() {
    let at = Day::from_ymd_opt(2026, 11, 21)
        .unwrap()
        .and_hms_opt(16, 5, 0)
        .unwrap();
    let row = [
        Cell::from(at),
        Cell::from(Fen(1_234_567)),
        Cell::from(None::<&str>),
    ];
    assert_eq!(saved(&row), "2026-11-22 00:05:00,12345.67,\r\n");
}

#[actix_web::test]
async fn few_lists_are_written_at_once_and_one_a_person_at_a_time() {
    async fn soon(person: &str) -> Option<Turn> {
        let turn = tokio::time::timeout(Duration::from_millis(50), Turn::of(person)).await;
        turn.ok().map(Result::unwrap)
    }
    let first = soon("first").await.unwrap();
    assert!(soon("first").await.is_none(), "they have one already");
    let second = soon("second").await.unwrap();
    assert!(soon("third").await.is_none(), "two are enough");
    drop(first);
    let third = soon("third").await.unwrap();
    assert!(soon("first").await.is_none(), "others came before");
    drop((second, third));
    assert!(soon("first").await.is_some());
    let waiting = OWN.lock().unwrap().len();
    assert!(
        waiting <= 2,
        "who has and waits for none is forgotten: {waiting}"
    );
}

#[test]
fn a_workbook_holds_what_was_put_in() {
    let at = Day::from_ymd_opt(2026, 11, 21)
        .unwrap()
        .and_hms_opt(16, 5, 0)
        .unwrap();
    let row = vec![
        Cell::from(at),
        Cell::from(at.date()),
        Cell::from(Fen(1)),
        Cell::from(3),
    ];
    let mut rows = Rows::begin("xlsx", &["web-list-search"], speech()).unwrap();
    for _ in 0..3 {
        rows.put(&row).unwrap();
    }
    let (_, mut file) = rows.end().unwrap();
    file.rewind().unwrap();
    let mut bytes = vec![];
    file.read_to_end(&mut bytes).unwrap();
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(range.get_size(), (4, 4));
    assert_eq!(range.get_value((3, 2)).unwrap().to_string(), "0.01");
}

#[test]
fn a_day_that_excel_does_not_know_is_written_out_and_stops_no_export() {
    let days = [(1850, 6, 1), (2026, 11, 22), (20_226, 12, 31)];
    let days = days.map(|(year, month, day)| Day::from_ymd_opt(year, month, day).unwrap());
    let row = days.map(|day| Cell::from(day.and_time(chrono::NaiveTime::MIN)));
    let mut rows = Rows::begin("xlsx", &["web-list-search"], speech()).unwrap();
    rows.put(&days.map(Cell::from)).unwrap();
    rows.put(&row).unwrap();
    let (_, mut file) = rows.end().unwrap();
    let mut bytes = vec![];
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |row, column| range.get_value((row, column)).unwrap().to_string();
    assert_eq!([text(1, 0), text(1, 2)], ["1850-06-01", "+20226-12-31"]);
    assert!(text(2, 0).starts_with("1850-06-01 "));
}
