//! Three made-up layouts as Chinese banks have them, in GBK and as spreadsheets.

use super::*;
use crate::dues::rules::bank::Statement;
use crate::kernel::Fen;
use crate::say;
use encoding_rs::GBK;

fn gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

fn statement(bytes: &[u8]) -> Statement {
    let rows = rows(bytes).unwrap();
    let heads = &rows[head(&rows).unwrap()];
    read(&rows, &guess(heads), "CNY").unwrap()
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
    // A row of sums is no line, and nothing that couldn't be read.
    assert_eq!(found.bad, []);
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
    assert!(read(&rows, &mapping, "CNY").is_err());
    assert!(read(&rows, &Mapping::default(), "CNY").is_err());
    assert!(super::rows(b"PK\x03\x04 no workbook").is_err());
}

fn amounts(found: &Statement) -> Vec<i64> {
    found.lines.iter().map(|line| line.amount.0).collect()
}

fn bad(found: &Statement) -> Vec<(usize, &str)> {
    let rows = found.bad.iter();
    rows.map(|bad| (bad.row, bad.why.key.as_ref())).collect()
}

#[test]
fn a_column_that_says_in_or_out_is_guessed_and_decides() {
    let data = |name: &str| std::fs::read(format!("tests/data/bank/{name}")).unwrap();
    for (name, text, expected) in [
        (
            "direction.csv",
            data("direction.csv"),
            vec![480_000, -260_000, -1_500],
        ),
        (
            "flag-tabs.txt",
            gbk(&String::from_utf8(data("flag-tabs.txt")).unwrap()),
            vec![480_000, -4_500],
        ),
        (
            "backticks.csv",
            data("backticks.csv"),
            vec![480_000, -4_500],
        ),
    ] {
        assert_eq!(amounts(&statement(&text)), expected, "{name}");
    }
    let found = statement(&data("direction.csv"));
    assert_eq!(found.sum(), Fen(218_500));
    assert_eq!(
        statement(&gbk(&String::from_utf8(data("flag-tabs.txt")).unwrap())).off_by(),
        Some(Fen(0))
    );
}

#[test]
fn what_is_neither_in_nor_out_is_named_and_a_refund_went_out() {
    let found = statement(&std::fs::read("tests/data/bank/wallet.csv").unwrap());
    assert_eq!(amounts(&found), [-150_000, 150_000]);
    assert_eq!(bad(&found), [(5, "dues-bank-bad-direction")]);
    let minus = "交易日期,借贷标志,交易金额,附言\n2026-11-07,借,-8.00,a\n2026-11-07,贷,-5.00,b\n2026-11-07,,5.00,c\n";
    let found = statement(minus.as_bytes());
    assert_eq!(amounts(&found), [-800, -500]);
    assert_eq!(bad(&found), [(4, "dues-bank-bad-direction")]);
}

#[test]
fn a_row_in_another_currency_is_named_and_never_counted() {
    let text = std::fs::read_to_string("tests/data/bank/currencies.csv").unwrap();
    let found = statement(&gbk(&text));
    assert_eq!(amounts(&found), [480_000, -4_500]);
    assert_eq!(
        bad(&found),
        [(6, "dues-bank-bad-currency"), (7, "dues-bank-bad-currency")]
    );
}

#[test]
fn amounts_of_which_nothing_says_the_direction_are_asked_about() {
    let rows = rows(&std::fs::read("tests/data/bank/unsigned.csv").unwrap()).unwrap();
    let mut mapping = guess(&rows[0]);
    let found = |mapping: &Mapping| read(&rows, mapping, "CNY").map(|found| amounts(&found));
    assert_eq!(found(&mapping), Err(say!("dues-bank-direction-needed")));
    mapping.unsigned = Unsigned::In;
    assert_eq!(found(&mapping), Ok(vec![480_000, 260_000]));
    mapping.unsigned = Unsigned::Out;
    assert_eq!(found(&mapping), Ok(vec![-480_000, -260_000]));
}

#[test]
fn a_file_in_which_each_amount_has_its_sign_says_it_itself() {
    let read = |amounts: &str| {
        let mut text = String::from("日期,金额,附言\n");
        for amount in amounts.split(' ') {
            text += &format!("2026-11-02,{amount},x\n");
        }
        let rows = rows(text.as_bytes()).unwrap();
        read(&rows, &guess(&rows[0]), "CNY").is_ok()
    };
    assert!(read("5.00 -3.00") && read("+5.00 +3.00") && read("-5.00"));
    assert!(!read("5.00 3.00") && !read("+5.00 3.00") && !read("5.00"));
}

#[test]
fn a_kept_mapping_is_completed_by_the_guess() {
    let kept = Mapping {
        day: "交易日期".into(),
        amount: "交易金额".into(),
        purpose: "附言".into(),
        ..Mapping::default()
    };
    let heads = [
        "交易日期",
        "借贷标志",
        "交易金额",
        "币种",
        "收入",
        "摘要",
        "附言",
    ];
    let whole = kept.completed(guess(&heads.map(str::to_owned)));
    assert_eq!(whole.purpose_too, "摘要");
    assert_eq!(
        (whole.credit.as_str(), whole.currency.as_str()),
        ("", "币种")
    );
    assert_eq!(whole.direction, "借贷标志");
    assert_eq!(
        (whole.amount.as_str(), whole.purpose.as_str()),
        ("交易金额", "附言")
    );
}

/// What a file with these heads begins with: the first that was kept and fits, completed by a guess.
fn fitting(known: &Mappings, heads: &[String]) -> Mapping {
    let mut kept = known.list.iter();
    let kept = kept.find_map(|(_, mapping)| mapping.fitting(heads));
    kept.unwrap_or_default().completed(guess(heads))
}

#[test]
fn a_kept_mapping_whose_columns_a_file_lacks_is_completed_by_those_it_has() {
    let heads = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let kept = Mapping {
        unsigned: Unsigned::In,
        ..guess(&heads("日期,金额,对方户名,附言"))
    };
    let known = Mappings {
        list: vec![("bank".into(), kept)],
    };
    let found = fitting(
        &known,
        &heads("日期,金额,付款人名称,收款人名称,用途,余额,流水号"),
    );
    assert_eq!(
        (found.day.as_str(), found.amount.as_str()),
        ("日期", "金额")
    );
    assert_eq!(
        (found.payer.as_str(), found.payee.as_str()),
        ("付款人名称", "收款人名称")
    );
    assert_eq!(
        (found.purpose.as_str(), found.purpose_too.as_str()),
        ("用途", "")
    );
    assert_eq!(
        (found.balance.as_str(), found.serial.as_str()),
        ("余额", "流水号")
    );
    assert_eq!(found.unsigned, Unsigned::In);
    // What was kept stands before the guess, and is not told twice.
    let kept = Mapping {
        day: "日期".into(),
        credit: "收入".into(),
        payer: "户名".into(),
        purpose: "摘要".into(),
        ..Mapping::default()
    };
    let known = Mappings {
        list: vec![("other".into(), Mapping::default()), ("bank".into(), kept)],
    };
    let found = fitting(
        &known,
        &heads("日期,收入,支出,户名,付款人名称,收款人名称,摘要,附言"),
    );
    assert_eq!((found.payer.as_str(), found.payee.as_str()), ("户名", ""));
    assert_eq!(
        (found.purpose.as_str(), found.purpose_too.as_str()),
        ("摘要", "附言")
    );
    assert_eq!((found.credit.as_str(), found.debit.as_str()), ("收入", ""));
    // One that doesn't fit is none.
    assert_eq!(
        fitting(&known, &heads("交易日期,金额")),
        guess(&heads("交易日期,金额"))
    );
}

#[test]
fn numbers_that_a_workbook_shows_in_another_currency_are_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0u16..).zip(["日期", "收入", "支出", "对方户名"]) {
        sheet.write_string(0, column, head).unwrap();
    }
    let formats = [
        "0.00",
        "[$¥-804]#,##0.00",
        "[$$-409]#,##0.00",
        "#,##0.00\\ \"美元\"",
        "\"HK$\"#,##0.00",
        "#,##0.00 [$€-407]",
        "0.00\"万\"",
        "0.00%",
    ];
    for (row, format) in (1u32..).zip(formats) {
        let format = rust_xlsxwriter::Format::new().set_num_format(format);
        sheet.write_string(row, 0, "2026-11-20").unwrap();
        sheet
            .write_number_with_format(row, 1, 500.0, &format)
            .unwrap();
        sheet.write_string(row, 3, "甲").unwrap();
    }
    let rows = rows(&book.save_to_buffer().unwrap()).unwrap();
    let found = read(&rows, &guess(&heads(&rows)), "CNY").unwrap();
    let amounts: Vec<i64> = found.lines.iter().map(|line| line.amount.0).collect();
    assert_eq!(amounts, [50_000, 50_000]);
    let bad: Vec<_> = found.bad.iter().map(|b| (b.row, &*b.why.key)).collect();
    let (currency, amount) = ("dues-bank-bad-currency", "dues-bank-bad-amount");
    assert_eq!(
        bad,
        [
            (4, currency),
            (5, currency),
            (6, currency),
            (7, currency),
            (8, amount),
            (9, amount)
        ]
    );
}
