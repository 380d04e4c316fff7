//! Files as banks and wallets hand them out, from their bytes to their lines, as their heads are guessed.

use super::*;
use crate::dues::rules::bank::what::What;
use crate::kernel::Fen;
use encoding_rs::GBK;
use rust_xlsxwriter::{Format, Workbook};

fn all(bytes: &[u8]) -> Result<Vec<Statement>, Say> {
    let table = sheet::table(bytes).unwrap();
    let mapping = begin(&table, &Mappings::default());
    read(&table, &mapping, ("CNY", Day::MAX, chrono_tz::Tz::UTC))
}

/// What a file of one account says.
fn read_bytes(bytes: &[u8]) -> Result<Statement, Say> {
    let mut found = all(bytes)?;
    assert_eq!(found.len(), 1);
    Ok(found.remove(0))
}

fn statement(text: &str) -> Statement {
    read_bytes(text.as_bytes()).unwrap_or_else(|why| panic!("{}: {text}", why.key))
}

/// A file of `tests/data/bank`.
fn data(name: &str) -> Statement {
    statement(&std::fs::read_to_string(format!("tests/data/bank/{name}")).unwrap())
}

fn amounts(found: &Statement) -> Vec<i64> {
    found.lines.iter().map(|line| line.amount.0).collect()
}

fn bad(found: &Statement) -> Vec<(usize, &str)> {
    let rows = found.bad.iter();
    rows.map(|bad| (bad.row, bad.why.key.as_ref())).collect()
}

#[test]
fn whatever_says_the_direction_decides() {
    for (head, came, went) in [
        ("收/支", "收", "支"),
        ("借/贷", "贷", "借"),
        ("D/C", "C", "D"),
        ("CR/DR", "CR", "DR"),
        ("借贷方向", "贷方", "借方"),
        ("转入/转出", "转入", "转出"),
        ("来账/往账", "来账", "往账"),
        ("来帳/往帳", "来帳", "往帳"),
        ("存/取", "存", "取"),
        ("存取标志", "存款", "取款"),
        ("+/-", "+", "-"),
        ("进/出", "进", "出"),
        ("收付标志", "收方", "付方"),
        ("Income/Expense", "Income", "Expense"),
        ("Direction", "Incoming", "Outgoing"),
        // Heads that say nothing, over cells that do.
        ("交易类型", "来账", "往账"),
        ("业务类型", "转账收入", "转账支出"),
        ("类型", "现金存入", "现金支取"),
        ("Type", "Deposit", "Withdrawal"),
    ] {
        let text = format!(
            "交易日期,{head},金额,对方户名,附言\n2026-11-02,{came},480.00,甲工厂,会费\n2026-11-03,{went},26.00,乙物业,房租\n"
        );
        assert_eq!(amounts(&statement(&text)), [48_000, -2_600], "{head}");
    }
    // Said by nothing, or not of each: asked for.
    for (head, one, other) in [
        ("钞汇", "钞", "汇"),
        ("类型", "来账", "来账"),
        ("类型", "来账", "结息"),
    ] {
        let text = format!(
            "交易日期,{head},金额,对方户名\n2026-11-02,{one},480.00,甲工厂\n2026-11-03,{other},26.00,乙物业\n"
        );
        let needed = Err(say!("dues-bank-direction-needed"));
        assert_eq!(read_bytes(text.as_bytes()), needed, "{other}");
    }
    // A dash among words says that it is neither.
    let text = "日期,收/支,金额\n2026-11-02,收,480.00\n2026-11-03,-,26.00\n";
    let found = statement(text);
    assert_eq!(bad(&found), [(3, "dues-bank-bad-direction")]);
}

#[test]
fn two_columns_are_known_by_the_words_of_their_heads() {
    for (came, went) in [
        ("贷", "借"),
        ("收", "支"),
        ("收方金额", "付方金额"),
        ("存款", "取款"),
        ("存款金额", "取款金额"),
        ("汇入金额", "汇出金额"),
        ("入账金额", "出账金额"),
        ("来账金额", "往账金额"),
        ("进账", "出账"),
        ("收入额", "支出额"),
        ("收入发生额", "支出发生额"),
        ("贷记金额", "借记金额"),
        ("金额（+）", "金额（-）"),
        ("收入金额 Credit", "支出金额 Debit"),
        ("Cr", "Dr"),
        ("Money In", "Money Out"),
        ("Receipts", "Payments"),
        ("Incoming amount", "Outgoing amount"),
    ] {
        let text = format!(
            "日期,{came},{went},余额,对方户名\n2026-11-02,480.00,,1480.00,甲工厂\n2026-11-03,,26.00,1454.00,乙物业\n"
        );
        let found = statement(&text);
        assert_eq!(amounts(&found), [48_000, -2_600], "{came}");
        assert_eq!(found.off_by(), Some(Fen(0)), "{came}");
    }
    let found = data("in-out-heads.txt");
    assert_eq!(amounts(&found), [480_000, -4_500]);
    assert_eq!(found.off_by(), Some(Fen(0)));
    assert_eq!(found.lines[0].payer, "甲工厂");
}

#[test]
fn a_workbook_of_a_bank_with_a_title_over_all_columns_is_read_below_it() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    let title = "对公账户活期明细";
    sheet.merge_range(0, 0, 0, 5, title, &plain).unwrap();
    let rows = [
        ["账号", "53001", "账户名称", "示例会", "", ""],
        [
            "交易时间",
            "借方发生额（支取）",
            "贷方发生额（收入）",
            "余额",
            "对方户名",
            "摘要",
        ],
        [
            "20261101 15:24:03",
            "1,700.00",
            "",
            "48,300.00",
            "乙物业",
            "房租",
        ],
        [
            "20261102 09:00:00",
            "",
            "4,000.00",
            "52,300.00",
            "甲工厂",
            "会费",
        ],
    ];
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let found = read_bytes(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(amounts(&found), [-170_000, 400_000]);
    assert_eq!(found.closing, Some(Fen(5_230_000)));
    assert_eq!((found.off_by(), bad(&found)), (Some(Fen(0)), vec![]));
}

#[test]
fn sums_of_a_day_or_a_month_are_no_payments_though_they_have_a_day() {
    let found = data("sums-dated.csv");
    // Who pays may write such a word: somebody is named there.
    assert_eq!(amounts(&found), [48_000, -2_600, 30_000]);
    assert_eq!(bad(&found), []);
    assert_eq!(found.off_by(), Some(Fen(0)));
}

#[test]
fn heads_that_stand_there_once_more_and_numbers_of_pages_are_no_payments() {
    let found = data("heads-again.csv");
    assert_eq!(amounts(&found), [48_000, -2_600]);
    assert_eq!(bad(&found), []);
}

#[test]
fn what_a_bank_took_back_is_marked_so_in_a_table_too() {
    let found = data("reversals.csv");
    let told: Vec<_> = found.lines.iter().map(|l| (l.amount.0, l.what)).collect();
    assert_eq!(
        told,
        [
            (48_000, What::Plain),
            (-48_000, What::Return),
            (48_000, What::Plain),
            (-48_000, What::Return),
            (-5_000, What::Plain),
            (5_000, What::Return),
            (-1_000, What::Plain),
        ]
    );
    let back = &found.lines[3];
    let taken = crate::dues::rules::bank::returned::among(back, &found.lines[..3]);
    assert_eq!(taken, (vec![2], true));
    let flag = "日期,借贷标志,金额,对方户名\n2026-11-02,贷,480.00,甲\n2026-11-03,贷,-480.00,甲\n2026-11-03,借,26.00,乙\n";
    let told: Vec<_> = statement(flag)
        .lines
        .iter()
        .map(|l| (l.amount.0, l.what))
        .collect();
    assert_eq!(told[1], (-48_000, What::Return));
}

#[test]
fn what_a_column_says_was_sent_back_or_taken_back_did_not_stay() {
    let state = "dues-bank-bad-state";
    let found = data("flags.csv");
    assert_eq!(amounts(&found), [48_000, -2_600, 30_000]);
    assert_eq!(bad(&found), [(3, state), (5, state)]);
    let text = std::fs::read_to_string("tests/data/bank/wallet-refunds.csv").unwrap();
    let found = read_bytes(&GBK.encode(&text).0).unwrap();
    assert_eq!(amounts(&found), [48_000, -2_600]);
    assert_eq!(bad(&found), [(7, state), (8, state)]);
}

#[test]
fn amounts_in_brackets_or_with_a_side_behind_them_are_read() {
    let found = statement(
        "日期,金额,对方户名\n2026-11-02,480.00,甲\n2026-11-03,(26.00),乙\n2026-11-03,\"（1，026.00）\",乙\n",
    );
    assert_eq!(amounts(&found), [48_000, -2_600, -102_600]);
    let found = statement(
        "日期,金额,余额,对方户名\n2026-11-02,480.00 CR,\"1,480.00 CR\",甲\n2026-11-03,26.00DR,\"1,454.00CR\",乙\n",
    );
    assert_eq!(amounts(&found), [48_000, -2_600]);
    assert_eq!(found.off_by(), Some(Fen(0)));
}

#[test]
fn an_account_whose_middle_is_hidden_is_taken_whole() {
    for title in ["账号：6222 **** **** 0001", "账号：6222********0001"] {
        let text = format!("{title}\n日期,收入,支出,对方户名\n2026-11-02,480.00,,甲\n");
        let table = sheet::table(text.as_bytes()).unwrap();
        let found = sheet::account(&table.top()).unwrap();
        assert_eq!(title.strip_prefix("账号："), Some(found.as_str()));
    }
}

#[test]
fn a_column_with_several_accounts_of_the_chamber_s_makes_a_statement_of_each() {
    let found = all(&std::fs::read("tests/data/bank/two-accounts.csv").unwrap()).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.account.as_str(), amounts(one), bad(one)))
        .collect();
    let day = "dues-bank-bad-day";
    assert_eq!(
        told,
        [
            ("9001 0001", vec![48_000, -2_600], vec![(7, day)]),
            ("9001 0002", vec![48_000], vec![(5, day)]),
        ]
    );
    assert!(found.iter().all(|one| one.off_by() == Some(Fen(0))));
    // One account, however it is written, and what is the other side's.
    for text in [
        "本方账号,日期,收入,支出,对方账号\n9001 0001,2026-11-02,1.00,,9\n9001-0001,2026-11-03,2.00,,9\n",
        "账号,日期,收入,支出,对方户名\n90010001,2026-11-02,1.00,,甲\n90010002,2026-11-03,2.00,,乙\n",
    ] {
        let found = all(text.as_bytes()).unwrap();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(amounts(&found[0]), [100, 200]);
        assert_eq!(found[0].account, "");
    }
}

#[test]
fn a_sheet_that_is_called_by_another_currency_is_refused() {
    let mut book = Workbook::new();
    for (name, amount) in [("人民币户", "480.00"), ("美元户", "70.00")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let rows = [["日期", "收入", "支出"], ["2026-11-02", amount, ""]];
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let table = sheet::table(&book.save_to_buffer().unwrap()).unwrap();
    let mut mapping = begin(&table, &Mappings::default());
    let found = read(&table, &mapping, ("CNY", Day::MAX, chrono_tz::Tz::UTC)).unwrap();
    assert_eq!(amounts(&found[0]), [48_000]);
    mapping.layout.sheet = "美元户".to_owned();
    assert_eq!(
        read(&table, &mapping, ("CNY", Day::MAX, chrono_tz::Tz::UTC)),
        Err(say!("dues-bank-bad-currency", currency = "USD"))
    );
}
