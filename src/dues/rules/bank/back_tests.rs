//! What was taken back, given back, or is another account's.

use super::tests::{amounts, bad, data, statement};
use super::*;
use crate::dues::rules::bank::returned;
use crate::dues::rules::bank::same::{self, File, Stored};

#[test]
fn a_second_account_in_one_file_is_named_row_by_row() {
    let found = statement(&data("account-blocks.csv"));
    assert_eq!(amounts(&found), [88_000, 89_000]);
    let other = "dues-bank-another-account";
    assert_eq!(bad(&found), [(8, other), (12, "dues-bank-bad-currency")]);
}

#[test]
fn what_the_bank_took_back_is_no_payment_of_ours() {
    let head = "日期,收入,支出,对方户名,附言\n";
    let text = format!(
        "{head}2026-11-20,,5000.00,甲工厂,退汇\n2026-11-20,,80.00,乙物业,房租\n2026-11-20,,2000.00,甲工厂,部分退回\n"
    );
    let found = statement(text.as_bytes());
    let what: Vec<_> = found.lines.iter().map(|line| line.what).collect();
    assert_eq!(what, [What::Return, What::Plain, What::Return]);
    let text = "日期,金额,对方户名,附言\n2026-11-20,5000.00,甲工厂,会费\n2026-11-22,-5000.00,甲工厂,冲正\n";
    let found = statement(text.as_bytes());
    assert_eq!(found.lines[1].what, What::Return);
}

#[test]
fn the_reversals_of_mt940_are_returns_and_marks_that_say_nothing_are_told_with_what_is_known() {
    let text = "日期,借贷标志,金额,对方户名\n2026-11-20,C,5000.00,甲工厂\n2026-11-21,RC,5000.00,甲工厂\n\
                2026-11-22,D,80.00,乙物业\n2026-11-23,RD,80.00,乙物业\n2026-11-24,1,26.00,丙公司\n";
    let found = statement(text.as_bytes());
    assert_eq!(amounts(&found), [500_000, -500_000, -8_000, 8_000]);
    let what: Vec<_> = found.lines.iter().map(|line| line.what).collect();
    let both = [What::Plain, What::Return];
    assert_eq!(what, [both, both].concat());
    assert_eq!(bad(&found), [(6, "dues-bank-bad-direction")]);
}

#[test]
fn a_receipt_that_was_given_back_is_both_lines_and_a_part_leaves_the_rest() {
    let found = statement(&data("wallet-given-back.csv"));
    assert_eq!(amounts(&found), [480_000, -480_000, 500_000, -200_000]);
    let what: Vec<_> = found.lines.iter().map(|line| line.what).collect();
    let both = [What::Plain, What::Return];
    assert_eq!(what, [both, both].concat());
    // Each stands beside its own receipt.
    let of = |at: usize| returned::among(&found.lines[at], &found.lines);
    assert_eq!((of(1), of(3)), ((vec![0], true), (vec![2], true)));
    // Of the second row nobody knows how much it was; the refund of another row went out by itself.
    let state = "dues-bank-bad-state";
    assert_eq!(bad(&found), [(5, state), (6, state)]);
    // The receipt came in with a file of before, the return is new.
    let before = Stored {
        line: found.lines[0].clone(),
        account: "W1".into(),
        columns: 7,
        key: None,
    };
    let file = File {
        lines: &found.lines[..2],
        account: "w1",
        columns: 7,
        keys: &[],
        came: &HashSet::new(),
    };
    assert_eq!(same::known(&file, &[before]), [true, false]);
}
