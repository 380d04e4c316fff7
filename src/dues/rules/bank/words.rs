//! The heads of columns as Chinese banks write them in their files, to guess what is what. Data, not
//! text to be translated.

/// Heads of the column with the day.
pub const DAY: &[&str] = &[
    "交易日期",
    "记账日期",
    "入账日期",
    "交易时间",
    "日期",
    "date",
    "booking date",
];
/// Heads of one column with signed amounts.
pub const AMOUNT: &[&str] = &["交易金额", "发生额", "金额", "amount"];
/// Heads of the column with what came in.
pub const CREDIT: &[&str] = &[
    "贷方发生额",
    "贷方金额",
    "收入金额",
    "收入",
    "贷方",
    "credit",
];
/// Heads of the column with what went out.
pub const DEBIT: &[&str] = &[
    "借方发生额",
    "借方金额",
    "支出金额",
    "支出",
    "借方",
    "debit",
];
/// Heads of the column with the other side's name.
pub const PAYER: &[&str] = &[
    "对方户名",
    "对方名称",
    "对方单位名称",
    "对方单位",
    "付款人名称",
    "户名",
    "counterparty",
    "payer",
];
/// Heads of the column with the other side's account.
pub const ACCOUNT: &[&str] = &[
    "对方账号",
    "对方帐号",
    "付款人账号",
    "counterparty account",
    "payer account",
];
/// Heads of the column with the purpose.
pub const PURPOSE: &[&str] = &[
    "附言",
    "用途",
    "摘要",
    "备注",
    "交易说明",
    "purpose",
    "reference",
    "description",
];
/// Heads of the column with the balance afterwards.
pub const BALANCE: &[&str] = &["账户余额", "余额", "balance"];
