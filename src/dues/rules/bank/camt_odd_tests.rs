//! Entries that say too little, or two things at once: named or asked about, and never received.
use super::*;
use crate::dues::rules::bank::kind::look;
use crate::dues::rules::bank::mapping::Mapping;
use crate::dues::rules::bank::same::{self, File, Stored};
use crate::dues::rules::bank::what::What;
use chrono_tz::Asia::Shanghai;
use std::collections::HashSet;

fn data(name: &str) -> Vec<Statement> {
    let bytes = std::fs::read(format!("tests/data/bank/{name}")).unwrap();
    let text = look(&bytes).unwrap().unwrap();
    read(&text, "CNY", Shanghai).unwrap()
}

fn amounts(found: &Statement) -> Vec<i64> {
    found.lines.iter().map(|line| line.amount.0).collect()
}

fn bad(found: &Statement) -> Vec<(usize, &str)> {
    let rows = found.bad.iter();
    rows.map(|bad| (bad.row, bad.why.key.as_ref())).collect()
}

#[test]
fn an_entry_with_a_sign_of_its_own_without_direction_or_in_another_currency_is_named() {
    let found = data("camt-odd.xml");
    // One account, however it is written; one that is held in dollars is another.
    let numbers: Vec<&str> = found.iter().map(|one| one.account.as_str()).collect();
    assert_eq!(numbers, ["XX12 0001", "XX120002"]);
    assert_eq!(amounts(&found[0]), [4_000, 0, 2_500]);
    let (amount, currency) = ("dues-bank-bad-amount", "dues-bank-bad-currency");
    assert_eq!(
        bad(&found[0]),
        [
            (2, amount),
            (3, amount),
            (4, "dues-bank-bad-indicator"),
            (6, currency)
        ]
    );
    assert_eq!((amounts(&found[1]), found[1].closing), (vec![], None));
    assert_eq!(bad(&found[1]), [(9, currency)]);
}

#[test]
fn two_statements_of_one_day_bring_two_payments_and_one_of_them_again_brings_none() {
    let [morning, afternoon] =
        ["camt-morning.xml", "camt-afternoon.xml"].map(|name| data(name).remove(0));
    let columns = same::columns(&Mapping::default());
    let stored: Vec<Stored> = morning
        .lines
        .iter()
        .map(|line| Stored {
            line: line.clone(),
            account: same::account(&morning.account),
            columns,
            key: None,
        })
        .collect();
    let known = |found: &Statement| {
        let file = File {
            lines: &found.lines,
            account: &found.account,
            columns,
            keys: &[],
            came: &HashSet::new(),
        };
        same::known(&file, &stored)
    };
    assert_eq!(known(&afternoon), [false]);
    assert_eq!(known(&morning), [true]);
}

#[test]
fn what_a_bank_took_back_is_told_by_its_code_or_by_the_first_word_of_what_it_writes() {
    let what = |way: &str, more: &str| {
        let text = format!(
            "<Document><BkToCstmrStmt><Stmt><Ntry><Amt>3.00</Amt><CdtDbtInd>{way}</CdtDbtInd>\
             <BookgDt><Dt>2026-03-04</Dt></BookgDt>{more}</Ntry></Stmt></BkToCstmrStmt></Document>"
        );
        let found = read(&text, "CNY", Shanghai).unwrap().remove(0);
        (found.lines[0].amount.0, found.lines[0].what)
    };
    let code = |code: &str| {
        format!("<BkTxCd><Domn><Fmly><SubFmlyCd>{code}</SubFmlyCd></Fmly></Domn></BkTxCd>")
    };
    let said = |text: &str| format!("<AddtlNtryInf>{text}</AddtlNtryInf>");
    for back in [
        code("RRTN"),
        code("UPDD"),
        said("退汇 户名不符"),
        said("冲正"),
        said("Reversal of 2026-03-02"),
    ] {
        assert_eq!(what("DBIT", &back), (-300, What::Return), "{back}");
        assert_eq!(what("CRDT", &back), (300, What::Return), "{back}");
    }
    for plain in [
        code("DMCT"),
        said("转账"),
        said("会费 退汇费"),
        said("会费退款"),
    ] {
        assert_eq!(what("DBIT", &plain), (-300, What::Plain), "{plain}");
    }
}
