//! The heads of columns as Chinese banks write them in their files, to guess what is what. Data, not
//! text to be translated.

/// Heads of the column with the day.
pub const DAY: &[&str] = &[
    "交易日期",
    "记账日期",
    "入账日期",
    "交易时间",
    "记账时间",
    "入账时间",
    "日期",
    "date",
    "booking date",
];
/// Heads of one column with signed amounts.
pub const AMOUNT: &[&str] = &[
    "交易金额",
    "发生额",
    "收支金额",
    "金额",
    "amount",
    "transaction amount",
];
/// Heads of the column that says whether it came in or went out.
pub const DIRECTION: &[&str] = &[
    "收/支",
    "收支",
    "收支类型",
    "收支标志",
    "收支方向",
    "收付标志",
    "收付方向",
    "借贷标志",
    "借贷方向",
    "借贷标识",
    "借贷类型",
    "借贷",
    "借/贷",
    "资金流向",
    "资金方向",
    "交易方向",
    "方向",
    "dr/cr",
    "cr/dr",
    "d/c",
    "c/d",
    "debit/credit",
    "credit/debit",
    "direction",
];
/// What such a column says of what came in.
pub const IN: &[&str] = &[
    "收", "收入", "收款", "贷", "贷方", "贷记", "转入", "存入", "入账", "来账", "入", "进", "进账",
    "c", "cr", "crdt", "credit", "in", "received",
];
/// What such a column says of what went out.
pub const OUT: &[&str] = &[
    "支", "支出", "付款", "付", "借", "借方", "借记", "转出", "取出", "支取", "往账", "出", "出账",
    "d", "dr", "dbit", "debit", "out", "paid",
];
/// Heads of the column with the currency.
pub const CURRENCY: &[&str] = &[
    "币种",
    "币别",
    "货币",
    "交易币种",
    "交易货币",
    "账户币种",
    "currency",
    "ccy",
];
/// Currencies by their code, and what else they are called.
pub const CURRENCIES: &[(&str, &[&str])] = &[
    (
        "CNY",
        &["rmb", "人民币", "人民币元", "元", "¥", "￥", "156", "01"],
    ),
    ("HKD", &["港币", "港元", "344"]),
    ("TWD", &["新台币", "台币", "新臺幣", "臺幣", "901"]),
    ("MOP", &["澳门元", "澳门币"]),
    ("USD", &["美元", "840"]),
    ("EUR", &["欧元", "978"]),
    ("GBP", &["英镑", "826"]),
    ("JPY", &["日元", "日圆", "392"]),
    ("SGD", &["新加坡元", "新币", "702"]),
    ("MYR", &["林吉特", "马币", "458"]),
    ("CHF", &["瑞士法郎", "756"]),
];
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
    "交易对方",
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
    "商品",
    "交易说明",
    "purpose",
    "reference",
    "description",
];
/// Heads of the column with the balance afterwards.
pub const BALANCE: &[&str] = &["账户余额", "交易后余额", "账户结余", "余额", "balance"];
