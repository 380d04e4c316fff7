//! Files as banks and wallets write them: what their rows mean.

use super::*;
use crate::dues::rules::bank::same::{self, File, Stored};
use crate::dues::rules::bank::sheet::{account, guess, heads, rows};
use encoding_rs::GBK;

fn gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

pub fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/data/bank/{name}")).unwrap()
}

/// What a file says to a chamber that has yuan, as its heads are guessed.
fn read_as(bytes: &[u8], unsigned: Unsigned) -> Result<Statement, Say> {
    let rows = rows(bytes).unwrap();
    let mapping = Mapping {
        unsigned,
        ..guess(&heads(&rows))
    };
    read(&rows, &mapping, "CNY")
}

pub fn statement(bytes: &[u8]) -> Statement {
    read_as(bytes, Unsigned::Ask).unwrap()
}

pub fn amounts(found: &Statement) -> Vec<i64> {
    found.lines.iter().map(|line| line.amount.0).collect()
}

pub fn bad(found: &Statement) -> Vec<(usize, &str)> {
    let rows = found.bad.iter();
    rows.map(|bad| (bad.row, bad.why.key.as_ref())).collect()
}

#[test]
fn the_other_side_is_who_paid_or_who_was_paid() {
    let bytes = gbk(&String::from_utf8(data("two-sides.csv")).unwrap());
    let found = statement(&bytes);
    assert_eq!(amounts(&found), [480_000, -4_500]);
    assert_eq!(bad(&found), [(8, "dues-bank-bad-currency")]);
    let sides: Vec<_> = found
        .lines
        .iter()
        .map(|l| (l.payer.as_str(), l.payer_account.as_str()))
        .collect();
    assert_eq!(sides, [("甲工厂", "7448"), ("乙商行", "5013")]);
    assert_eq!(found.lines[0].purpose, "HF26 会费");
    assert_eq!(
        found.lines[0].serial,
        "交易流水号[transactionreferencenumber] 9001"
    );
    assert_eq!(found.off_by(), Some(Fen(0)));
    assert_eq!(
        account(&rows(&bytes).unwrap()).as_deref(),
        Some("1234567890123")
    );
}

#[test]
fn money_that_was_sent_back_is_both_lines_and_what_did_not_come_is_named() {
    let found = statement(&data("states.csv"));
    let back = [480_000, -480_000, 480_000, -10_000];
    assert_eq!(amounts(&found), [&[480_000, -260_000], &back[..]].concat());
    assert_eq!(
        bad(&found),
        [
            (7, "dues-bank-bad-direction"),
            (8, "dues-bank-bad-direction"),
        ]
    );
    assert_eq!(found.lines[0].purpose, "会费 HF26");
    assert_eq!(found.lines[0].serial, "交易单号 1001");
}

#[test]
fn sums_and_notes_below_a_table_are_no_lines_and_no_faults() {
    let found = statement(&data("sums.csv"));
    assert_eq!(amounts(&found), [480_000, -4_500]);
    assert_eq!(bad(&found), []);
    assert_eq!(found.closing, Some(Fen(1_475_500)));
    let sums = "交易日期,收入,支出,余额,对方户名,摘要\n2026-11-01,,,100.00,,期初余额\n\
        2026-11-02,8.00,,108.00,甲,会费\n合计,2026-11-01至2026-11-30,8.00,,,\n本页合计,8.00,0.00,,,\n\
        总计：1笔,8.00,,,,\n,,,,,\n导出时间：2026-11-30 10:00:00,,,,,\n注：以银行账为准,,,,,\n------,,,,,\n";
    let found = statement(sums.as_bytes());
    assert_eq!((amounts(&found), bad(&found)), (vec![800], vec![]));
    // What may have been a line is named.
    let found = statement(
        "日期,收入,支出,摘要\n,5.00,,会费\n2026-13-02,5.00,,会费\n2026-11-02,,,总计划\n".as_bytes(),
    );
    assert_eq!(
        bad(&found),
        [
            (2, "dues-bank-bad-day"),
            (3, "dues-bank-bad-day"),
            (4, "dues-bank-amount-missing")
        ]
    );
}

#[test]
fn formulas_and_signs_around_cells_are_taken_off_whole_rows() {
    let text = "交易日期,收入金额,支出金额,对方账号,对方户名,附言\n\
        =\"20261112\",=\"5,000.00\",,=\"6222000011\",=\"甲工厂\",会费\n\
        '20261112,6000.00,,'6222000012,乙商行,会费\n`2026-11-13,`,`45.00,`,`丙,`\n";
    let found = statement(text.as_bytes());
    assert_eq!(amounts(&found), [500_000, 600_000, -4_500]);
    assert_eq!(
        (
            found.lines[0].payer.as_str(),
            found.lines[1].payer_account.as_str()
        ),
        ("甲工厂", "6222000012")
    );
    assert_eq!(found.lines[0].payer_account, "6222000011");
    assert_eq!(bad(&found), []);
}

#[test]
fn marks_of_currencies_are_read_or_named_in_their_rows() {
    let text = "日期,金额,附言\n2026-11-03,￥4800.00,a\n2026-11-04,\"RMB 4,800.00\",b\n\
        2026-11-05,人民币4800.00,c\n2026-11-06,4800.00元,d\n2026-11-07,5千,e\n2026-11-08,$4800.00,f\n\
        2026-11-09,\"4800,00\",g\n2026-11-10,\"1.234,56\",h\n2026-11-11,6222000000000000,i\n";
    let found = read_as(text.as_bytes(), Unsigned::In).unwrap();
    assert_eq!(amounts(&found), [480_000; 4]);
    let amount = "dues-bank-bad-amount";
    assert_eq!(
        bad(&found),
        [
            (6, amount),
            (7, "dues-bank-bad-currency"),
            (8, amount),
            (9, amount),
            (10, amount)
        ]
    );
    assert_eq!(
        read_as(text.as_bytes(), Unsigned::Ask),
        Err(say!("dues-bank-direction-needed"))
    );
    // A mark is no sign.
    let signed = "日期,金额\n2026-11-03,￥8.00\n2026-11-04,-￥3.00\n";
    assert_eq!(amounts(&statement(signed.as_bytes())), [800, -300]);
}

#[test]
fn a_file_in_another_currency_is_refused_whole_unless_its_rows_say_theirs() {
    let usd = |name: &str| Err(say!("dues-bank-bad-currency", currency = name));
    for (text, name) in [
        ("日期,收入(USD),支出(USD)\n2026-11-02,8.00,\n", "USD"),
        ("日期,收入（美元）,支出（美元）\n2026-11-02,8.00,\n", "USD"),
        ("币种：美元\n日期,收入,支出\n2026-11-02,8.00,\n", "USD"),
        (
            "账号,6222,币种,港币\n日期,收入,支出\n2026-11-02,8.00,\n",
            "HKD",
        ),
        ("单位：美元\n日期,收入,支出\n2026-11-02,8.00,\n", "USD"),
        ("Currency: THB\n日期,收入,支出\n2026-11-02,8.00,\n", "THB"),
    ] {
        assert_eq!(read_as(text.as_bytes(), Unsigned::Ask), usd(name), "{text}");
    }
    for title in ["币种：人民币", "币种：CNY", "单位：元", "币种,人民币元"] {
        let text = format!("{title}\n日期,收入(RMB),支出(元)\n2026-11-02,8.00,\n");
        assert_eq!(amounts(&statement(text.as_bytes())), [800], "{title}");
    }
    let rows = "币种：美元\n日期,收入,支出,币种\n2026-11-02,8.00,,人民币\n2026-11-02,9.00,,\n2026-11-02,1.00,,USD\n";
    let found = statement(rows.as_bytes());
    assert_eq!(amounts(&found), [800]);
    assert_eq!(
        bad(&found),
        [(4, "dues-bank-bad-currency"), (5, "dues-bank-bad-currency")]
    );
}

#[test]
fn amounts_in_ten_thousands_are_multiplied() {
    for text in [
        "日期,收入(万元),支出(万元),余额(万元)\n2026-11-02,0.48,,1.48\n2026-11-03,,0.0045,1.4755\n",
        "单位：万元\n日期,收入,支出,余额\n2026-11-02,0.48,,1.48\n2026-11-03,,0.0045,1.4755\n",
        "日期,收入(万元),支出(元),余额/元\n2026-11-02,0.48,,14800\n2026-11-03,,45.00,14755\n",
    ] {
        let found = statement(text.as_bytes());
        assert_eq!(amounts(&found), [480_000, -4_500], "{text}");
        assert_eq!(
            (found.closing, found.off_by()),
            (Some(Fen(1_475_500)), Some(Fen(0)))
        );
    }
    let fine = "日期,收入(万元),支出(万元)\n2026-11-02,0.4800001,\n";
    assert_eq!(
        bad(&statement(fine.as_bytes())),
        [(2, "dues-bank-bad-amount")]
    );
}

#[test]
fn a_row_with_both_sides_filled_is_named_and_noughts_fill_nothing() {
    let text = "日期,收入,支出\n2026-11-02,8.00,0.00\n2026-11-02,0,3.00\n2026-11-02,8.00,3.00\n2026-11-02,-,3.00\n2026-11-02,0.00,0.00\n";
    let found = statement(text.as_bytes());
    assert_eq!(amounts(&found), [800, -300, -300, 0]);
    assert_eq!(bad(&found), [(4, "dues-bank-both-sides")]);
}

#[test]
fn a_minus_in_what_went_out_is_never_received() {
    // Each of them has one: it says once more that it went out.
    for text in [
        "日期,收入,支出\n2026-11-02,8.00,\n2026-11-02,,-3.00\n2026-11-02,,-2.00\n",
        "日期,借贷标志,金额\n2026-11-02,贷,8.00\n2026-11-02,借,-3.00\n2026-11-02,借,-2.00\n",
    ] {
        assert_eq!(
            amounts(&statement(text.as_bytes())),
            [800, -300, -200],
            "{text}"
        );
    }
    // Only one has one: it may take another back.
    for text in [
        "日期,收入,支出\n2026-11-02,8.00,\n2026-11-02,,3.00\n2026-11-02,,-3.00\n2026-11-02,-8.00,\n",
        "日期,借贷标志,金额\n2026-11-02,贷,8.00\n2026-11-02,借,3.00\n2026-11-02,借,-3.00\n2026-11-02,贷,-8.00\n",
    ] {
        let found = statement(text.as_bytes());
        assert_eq!(amounts(&found), [800, -300, -800], "{text}");
        assert_eq!(bad(&found), [(4, "dues-bank-bad-minus")]);
    }
}

#[test]
fn years_with_a_figure_too_many_or_few_are_named() {
    let mut text = "日期,收入,支出\n".to_owned();
    for day in [
        "20226-11-02",
        "2062",
        "0202-11-02",
        "26-11-02",
        "2026-02-29",
    ] {
        text += &format!("{day},8.00,\n");
    }
    let found = statement(text.as_bytes());
    assert_eq!(found.lines, []);
    assert!(
        bad(&found)
            .iter()
            .all(|(_, why)| *why == "dues-bank-bad-day")
    );
    assert_eq!(found.bad.len(), 5);
}

#[test]
fn sums_never_run_over() {
    let line = Line {
        amount: Fen(i64::MAX),
        ..Line::default()
    };
    let found = Statement {
        lines: vec![line.clone(), line],
        opening: Some(Fen(i64::MAX)),
        closing: Some(Fen(i64::MIN)),
        ..Statement::default()
    };
    assert_eq!(
        (found.sum(), found.off_by()),
        (Fen(i64::MAX), Some(Fen(i64::MAX)))
    );
}

#[test]
fn numbers_that_lines_share_and_balances_that_stand_still_tell_nothing() {
    let text = "日期,收入,支出,余额,流水号\n2026-11-02,8.00,,99.00,77\n2026-11-02,9.00,,99.00,77\n\
        2026-11-02,7.00,,99.00,77\n2026-11-02,6.00,,99.00,000\n2026-11-02,5.00,,99.00,78\n";
    let found = statement(text.as_bytes());
    let serials: Vec<&str> = found.lines.iter().map(|l| l.serial.as_str()).collect();
    assert_eq!(serials, ["", "", "", "", "流水号 78"]);
    assert!(found.lines.iter().all(|line| line.balance.is_none()));
    // What a spreadsheet left of a long number is none.
    let text = "日期,收入,流水号\n2026-11-02,8.00,6222000000000120000\n2026-11-02,9.00,6.222E+18\n2026-11-02,7.00,6222000000000120001\n";
    let lines = statement(text.as_bytes()).lines;
    let serials: Vec<&str> = lines.iter().map(|l| l.serial.as_str()).collect();
    assert_eq!(serials, ["", "", "流水号 6222000000000120001"]);
    // A payment and its charge may have one.
    let text = "日期,收入,支出,流水号\n2026-11-02,8.00,,77\n2026-11-02,,1.00,77\n";
    assert_eq!(statement(text.as_bytes()).lines[0].serial, "流水号 77");
}

/// How many of the lines of the second file are known after the first, as the chamber typed its account.
fn known_after(first: (&str, &str), second: (&str, &str)) -> Vec<bool> {
    let read = |text: &str| {
        let mapping = guess(&heads(&rows(text.as_bytes()).unwrap()));
        (statement(text.as_bytes()).lines, same::columns(&mapping))
    };
    let ((here, columns), (lines, own)) = (read(first.0), read(second.0));
    let stored = |line: Line| Stored {
        line,
        account: same::account(first.1),
        columns,
        key: None,
    };
    let file = File {
        lines: &lines,
        account: second.1,
        columns: own,
        keys: &[],
        came: &HashSet::new(),
    };
    same::known(&file, &here.into_iter().map(stored).collect::<Vec<_>>())
}

const HEADS: &str = "交易日期,交易流水号,贷方发生额,借方发生额,余额,对方户名,对方账号,附言\n";
const FIRST: &str = "2026-11-03,SN1,4800.00,,5800.00,甲工厂,44,会费\n";
const SECOND: &str = "2026-11-03,SN2,4800.00,,10600.00,甲工厂,44,会费\n";

#[test]
fn two_exports_of_one_day_bring_two_payments() {
    let [morning, afternoon] = [FIRST, SECOND].map(|line| format!("{HEADS}{line}"));
    let whole = format!("{HEADS}{FIRST}{SECOND}");
    let own = "6222 0000 0001";
    assert_eq!(known_after((&morning, own), (&afternoon, own)), [false]);
    assert_eq!(
        known_after((&morning, own), (&whole, "622200000001")),
        [true, false]
    );
    assert_eq!(
        known_after((&morning, own), (&morning, "６２２２-0000-0001")),
        [true]
    );
    assert_eq!(
        known_after((&morning, own), (&morning, "6222 0000 0002")),
        [false]
    );
    // Another format of the same bank: without numbers, balances and accounts, the newest first.
    let short = "日期,收入,支出,对方户名,附言\n2026-11-03,4800.00,,甲工厂,会费\n2026-11-03,4800.00,,甲工厂,会费\n";
    assert_eq!(known_after((&whole, own), (short, own)), [true, true]);
    assert_eq!(known_after((short, own), (&whole, own)), [true, true]);
    assert_eq!(known_after((&morning, own), (short, own)), [true, false]);
}

#[test]
fn fen_are_no_yuan() {
    for text in [
        "日期,金额（分）,收/支,对方户名\n2026-11-20,500000,收入,甲\n",
        "日期,收入(分),支出(分),对方户名\n2026-11-20,500000,,甲\n",
        "单位：分\n日期,金额,收/支,对方户名\n2026-11-20,500000,收入,甲\n",
        "Date,Amount (cents),Direction,Payer\n2026-11-20,500000,in,A\n",
        "Date,Amount (fen),Direction,Payer\n2026-11-20,500000,in,A\n",
    ] {
        assert_eq!(amounts(&statement(text.as_bytes())), [500_000], "{text}");
    }
    let half = "日期,收入(分),支出(分)\n2026-11-20,0.5,\n";
    assert_eq!(
        bad(&statement(half.as_bytes())),
        [(2, "dues-bank-bad-amount")]
    );
}

#[test]
fn three_digits_after_a_lone_point_are_asked_about_unless_the_file_settles_them() {
    let unclear = "dues-bank-unclear-amount";
    let read = |rows: &str| {
        let found = read_as(format!("日期,金额,附言\n{rows}").as_bytes(), Unsigned::In).unwrap();
        let bad: Vec<usize> = found.bad.iter().map(|bad| bad.row).collect();
        assert!(found.bad.iter().all(|bad| bad.why.key == unclear), "{rows}");
        (amounts(&found), bad)
    };
    assert_eq!(
        read("2026-11-03,50.000,a\n2026-11-04,5000,b\n2026-11-05,120.500,c\n"),
        (vec![500_000], vec![2, 4])
    );
    assert_eq!(
        read("2026-11-03,50.000,a\n2026-11-04,12.50,b\n"),
        (vec![5_000, 1_250], vec![])
    );
    assert_eq!(
        read("2026-11-03,50.000,a\n2026-11-04,\"1.234,56\",b\n2026-11-05,\"4800,00\",c\n"),
        (vec![5_000_000, 123_456, 480_000], vec![])
    );
}
