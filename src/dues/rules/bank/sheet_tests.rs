//! Three made-up layouts as Chinese banks have them, in GBK and as spreadsheets.

use super::*;
use encoding_rs::GBK;

fn gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

fn statement(bytes: &[u8]) -> Statement {
    let rows = rows(bytes).unwrap();
    let heads = &rows[head(&rows).unwrap()];
    read(&rows, &guess(heads)).unwrap()
}

#[test]
fn credit_and_debit_columns_below_some_lines_of_titles() {
    let text = "账户明细查询\n账号：,62220001\n交易日期,借方发生额,贷方发生额,账户余额,对方户名,对方账号,摘要,附言\n\
        2026-11-02,,\"5,000.00\",5100.00,晨光机械有限公司,6222999,转账,会费 HF2610000\n\
        2026-11-03,20.00,,5080.00,本行,,手续费,\n合计,,,,,,,\n";
    let found = statement(&gbk(text));
    assert_eq!(found.lines.len(), 2);
    assert_eq!(found.lines[0].amount, Fen(500_000));
    assert_eq!(found.lines[0].payer, "晨光机械有限公司");
    assert_eq!(found.lines[0].purpose, "转账 会费 HF2610000");
    assert_eq!(found.lines[1].amount, Fen(-2_000));
    assert_eq!(
        (found.opening, found.closing),
        (Some(Fen(10_000)), Some(Fen(508_000)))
    );
    assert_eq!(found.off_by(), Some(Fen(0)));
    // A row of sums has no day: it is named, not booked.
    assert_eq!(found.bad.iter().map(|b| b.row).collect::<Vec<_>>(), [6]);
}

#[test]
fn one_signed_column_the_newest_line_first_separated_by_tabs() {
    let text = "交易时间\t交易金额(元)\t余额\t对方名称\t用途\n20261103101500\t-20.00\t480.00\t本行\t手续费\n\
        20261102090000\t+500.00\t500.00\t南洋贸易行\t会费\n";
    let found = statement(&gbk(text));
    assert_eq!(found.lines[1].on.to_string(), "2026-11-02");
    assert_eq!(
        (found.opening, found.closing),
        (Some(Fen(0)), Some(Fen(48_000)))
    );
    assert_eq!(found.off_by(), Some(Fen(0)));
}

#[test]
fn a_spreadsheet_with_dates_and_numbers_in_cells() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, head) in (0u16..).zip(["日期", "收入", "支出", "对方单位名称", "备注"]) {
        sheet.write_string(0, at, head).unwrap();
    }
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let at = ExcelDateTime::from_ymd(2026, 11, 2).unwrap();
    sheet.write_datetime_with_format(1, 0, at, &date).unwrap();
    sheet.write_number(1, 1, 2583.33).unwrap();
    sheet.write_string(1, 3, "东方纺织厂").unwrap();
    sheet.write_string(1, 4, "会费").unwrap();
    let found = statement(&book.save_to_buffer().unwrap());
    assert_eq!(found.lines[0].amount, Fen(258_333));
    assert_eq!(found.lines[0].on.to_string(), "2026-11-02");
}

#[test]
fn a_garbled_amount_is_an_error_with_its_row_and_never_nothing() {
    let text = "日期,收入,支出,对方户名,用途\n2026-11-02,5OO0.00,,甲,x\n2026-11-02,,,乙,y\n2026-13-02,1,,丙,z\n2026-11-02,8.00,,丁,\n";
    let found = statement(text.as_bytes());
    assert_eq!(found.lines.len(), 1);
    assert_eq!(
        found.bad.iter().map(|b| b.row).collect::<Vec<_>>(),
        [2, 3, 4]
    );
}

#[test]
fn a_mapping_that_names_no_amount_is_refused() {
    let rows = rows(b"date,who\n2026-11-02,x\n").unwrap();
    let mapping = Mapping {
        day: "date".into(),
        ..Mapping::default()
    };
    assert!(read(&rows, &mapping).is_err());
    assert!(read(&rows, &Mapping::default()).is_err());
    assert!(super::rows(b"PK\x03\x04 no workbook").is_err());
}
