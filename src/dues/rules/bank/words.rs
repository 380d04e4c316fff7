//! The heads of columns as Chinese banks write them in their files, to guess what is what: without
//! spaces, in lower case, without the brackets around units and other languages. Data, not text to be
//! translated: lists of words with white space between them.

/// Whether a word is one of a list.
#[must_use]
pub fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Heads of the column with the day: days first, since times beside them may be of the clock alone.
pub const DAY: &str = "
    交易日期 记账日期 入账日期 账务日期 交易日 记账日 入账日 账务日 发生日期 日期 交易日期时间
    日期时间 date bookingdate transactiondate tradedate postingdate valuedate 交易时间 记账时间
    入账时间 发生时间 交易发生时间 支付时间 付款时间 到账时间 完成时间 创建时间 交易创建时间
";
/// Heads of one column with signed amounts.
pub const AMOUNT: &str = "
    交易金额 记账金额 发生额 收支金额 收/支金额 发生金额 入账金额 金额 amount transactionamount
    tradeamount
";
/// Heads of the column that says whether it came in or went out.
pub const DIRECTION: &str = "
    收/支 收支 收付 收/付 收入/支出 支出/收入 收支类型 收/支类型 收支标志 收支方向 收支情况
    收付标志 收付方向 收付类型 借贷标志 借贷方向 借贷标识 借贷类型 借贷标记 借贷状态 借贷别 借贷
    借/贷 借贷方 借/贷标志 借/贷方 借方/贷方 来往账标志 往来账标志 来往账 进出账 出入账
    转入/转出 资金流向 资金方向 交易方向 存取标志 存取方向 存取 方向 dr/cr cr/dr d/c c/d drcr dc dc标志 cd标志
    debit/credit credit/debit in/out direction
";
/// What such a column says of what came in.
pub const IN: &str = "
    收 收入 收款 已收入 收方 贷 贷方 贷记 转入 存 存入 存款 入账 来账 汇入 划入 入 进 进账 流入 c cr crdt
    credit in received deposit deposits incoming inflow rd
";
/// What it says of it where nothing else stands in the cell.
pub const INCOME: &str = "income";
/// What such a column says of what went out.
pub const OUT: &str = "
    支 支出 付款 付 付方 已支出 借 借方 借记 转出 取 取出 取款 支取 往账 汇出 划出 出 出账 流出 d dr dbit
    debit out paid withdrawal withdrawals outgoing outflow rc
";
/// What it says of it where nothing else stands in the cell.
pub const EXPENSE: &str = "expense expenses expenditure";
/// What it says of an earlier line that is taken back, as in the MT940 of banks: of one that came in, and of
/// one that went out.
pub const REVERSAL: &str = "rc rd";
/// What turns a longer word round.
pub const NOT: &str = "不 非 未 无 待";
/// How heads end that are over a direction, beside its two words.
pub const DIRECTIONS: &str = "标志 标识 标记 方向 类型 别";
/// How heads end that are over amounts, behind the word that says whether these came in.
pub const AMOUNTS: &str = "发生金额 发生额 金额 数额 额 amounts amount";
/// Heads of the column with the currency; titles above the heads name it so too.
pub const CURRENCY: &str = "
    币种 币别 货币 交易币种 交易货币 账户币种 记账币种 币种名称 货币种类 货币代码 currency ccy
    tradecurrency accountcurrency
";
/// Currencies by their code, and what else they are called.
pub const CURRENCIES: &[(&str, &[&str])] = &[
    (
        "CNY",
        &[
            "rmb",
            "人民币",
            "人民币元",
            "元",
            "圆",
            "元整",
            "圆整",
            "¥",
            "￥",
            "156",
            "01",
        ],
    ),
    ("HKD", &["港币", "港元", "元", "圆", "$", "hk$", "344"]),
    ("TWD", &["新台币", "台币", "元", "圆", "$", "nt$", "901"]),
    ("MOP", &["澳门元", "澳门币", "元", "$", "mop$"]),
    ("USD", &["美元", "美金", "$", "us$", "840"]),
    ("EUR", &["欧元", "€", "978"]),
    ("GBP", &["英镑", "£", "826"]),
    ("JPY", &["日元", "日圆", "円", "¥", "￥", "392"]),
    (
        "SGD",
        &["新加坡元", "新加坡币", "新币", "元", "$", "s$", "702"],
    ),
    ("MYR", &["林吉特", "马币", "458"]),
    ("CHF", &["瑞士法郎", "756"]),
    ("AUD", &["澳元", "澳大利亚元", "澳币", "a$", "036"]),
    ("CAD", &["加元", "加拿大元", "加币", "c$", "124"]),
    ("KRW", &["韩元", "韩币", "₩", "410"]),
];
/// Words of a head that say that its amounts are told in hundredths of the currency.
pub const HUNDREDTHS: &str = "分 人民币分 以分计 以分为单位 fen cent cents";
/// What stands for so many times ten of the currency, at the end of a word of a head.
pub const TENS: &[(&str, i32)] = &[
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("仟", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("million", 6),
    ("millions", 6),
];
/// How titles above the heads name the unit.
pub const UNIT: &str = "单位 金额单位 货币单位";
/// Heads of the column with what came in.
pub const CREDIT: &str = "
    贷方发生额 贷方金额 贷方发生金额 收入金额 转入金额 存入金额 收款金额 收入 存入 转入 贷方 存款 进账
    来账 汇入 划入 流入 收 贷 cr credit creditamount deposit deposits moneyin paidin receipts inflow
";
/// Heads of the column with what went out.
pub const DEBIT: &str = "
    借方发生额 借方金额 借方发生金额 支出金额 转出金额 取出金额 支取金额 付款金额 支出 支取 取出
    转出 提出 借方 取款 出账 往账 汇出 划出 流出 支 借 dr debit debitamount withdrawal withdrawals moneyout
    paidout payments outflow
";
/// Heads of the column with the other side's name.
pub const PAYER: &str = "
    对方户名 对方账户名 对方账户名称 对方账号名称 对方名称 对方单位名称 对方单位 对方姓名 对方 收(付)方名称
    收/付方名称 收付方名称 收(付)方户名 收付款方名称 收/付款人 交易对方 交易对方名称 交易对方户名
    交易对手名称 交易对手户名 交易对手 对手名称 对手户名 对手信息 counterparty
    counterpartyname
";
/// Heads of the column with the name of who paid, where another has that of who was paid.
pub const PAYING: &str = "
    付款人名称 付款人户名 付款人 付款方名称 付款方户名 付款方 付款单位 付款户名 付款账户名称
    汇款人名称 汇款人 payer payername payer'sname
";
/// Heads of the column with the name of who was paid.
pub const PAID: &str = "
    收款人名称 收款人户名 收款人 收款方名称 收款方户名 收款方 收款单位 收款户名 收款账户名称
    payee payeename payee'sname
";
/// The head that names the other side where nothing else does.
pub const NAME: &str = "户名";
/// Heads of the column with the other side's account.
pub const ACCOUNT: &str = "
    对方账号 对方账户账号 对方账户号码 对方卡号/账号 对方账号/卡号 对方卡号 收(付)方账号 收/付方账号
    收付方账号 收付款方账号 交易对方账号 交易对手账号 对手账号 对方账户
    转出入账号 counterpartyaccount
";
/// Heads of the column with the account of who paid, where another has that of who was paid.
pub const PAYING_ACCOUNT: &str = "
    付款人账号 付款方账号 付款账号 付款账户 payeraccount debitaccountno.
";
/// Heads of the column with the account of who was paid.
pub const PAID_ACCOUNT: &str = "
    收款人账号 收款方账号 收款账号 收款账户 payeeaccount payee'saccountnumber
";
/// Heads of columns with the purpose: those that the payer writes first.
pub const PURPOSE: &str = "
    附言 交易附言 汇款附言 转账附言 客户附言 附言/用途 用途/附言 摘要/附言 附言/摘要 用途
    交易用途 款项用途 备注 附注 备注/附言 商品 商品名称 商品说明 交易说明 业务摘要 交易摘要 摘要
    摘要/用途 用途/摘要 摘要说明 purpose reference remittanceinformation remark remarks memo
    description details narrative particulars
";
/// Heads of the column with the balance afterwards.
pub const BALANCE: &str = "
    账户余额 交易后余额 账户结余 本次余额 联机余额 当前余额 余额 结余 balance accountbalance
    runningbalance after-transactionbalance
";
/// Heads of the column with the number that the bank gives to each line, never to two. Numbers of vouchers
/// are none of these: one voucher may have several lines.
pub const SERIAL: &str = "
    资金流水单号 交易流水号 银行流水号 核心流水号 主机流水号 账务流水号 账户明细编号-交易流水号
    流水号 交易流水 交易单号 支付宝交易号 支付宝流水号 微信支付业务单号 交易号 交易编号
    交易订单号 业务流水号 业务流水 回单编号 电子回单号 交易参考号 商户单号 商户订单号
    transactionid transactionno. transactionno transactionnumber transactionreferencenumber
    referenceno. referenceno referencenumber bankreference serialno. serialno serialnumber
";
/// Heads of the column with how a payment stands.
pub const STATE: &str = "
    当前状态 交易状态 支付状态 订单状态 处理状态 入账状态 记账状态 结算状态 转账状态 汇款状态 交易结果
    处理结果 支付结果 入账结果 状态 status state
    transactionstatus paymentstatus
";
/// What such a column says of money that came, in whole words.
pub const DONE: &str = "
    成功 交易成功 支付成功 付款成功 收款成功 到账成功 入账成功 记账成功 转账成功 汇款成功 结算成功 清算成功 处理成功
    充值成功 还款成功 成功入账 成功到账 已成功 已入账 已记账 已到账 已结算 已清算 已完成 已支付 已付款 已收款 已收钱
    已存入零钱 已存入零钱通 对方已收钱 朋友已收钱 提现已到账 已转账 完成 交易完成 支付完成 处理完成 转账完成 充值完成
    入账 到账 正常 success successful successfully succeeded complete completed settled cleared booked posted paid
    credited received deposited paymentcompleted paymentreceived paymentsuccessful transactioncompleted
    transactionsuccessful
";
/// What such a column says of money that didn't come, or doesn't stay, within whatever word.
pub const UNDONE: &str = "
    退 关闭 失败 取消 撤 冲正 冲销 作废 拒 驳回 过期 超时 异常 止付 未 待 处理中 进行中 refund return
    revers close fail cancel reject declin denied deny bounce chargeback expire void pending processing
    unpaid uncleared unsettled unbooked unsuccess incomplet
";
/// What it says of money that stays, though a word of the others stands in it.
pub const KEPT: &str = "未退款 无退款 未发生退款";
/// How banks begin what they write with a line that takes an earlier one back.
pub const BACK: &str = "
    冲正 冲正交易 被冲正 冲账 冲销 抹账 退汇 退汇入账 退票 退回 转账退回 汇款退回 部分退回 部分退汇 退账 反交易 红字冲正 红字冲销 reversal reversed
    returned chargeback
";
/// What a payer writes who gives something back to the chamber: no dues, wherever it stands.
pub const REFUND: &str = "退款 退回 退还 退還 退费 退費 refund returned";
/// How the state of a receipt says that it was given back afterwards, whole.
pub const GIVEN_BACK: &str = "全额退款 fullyrefunded fullrefund";
/// How it says that a part of it was, with the part.
pub const GIVEN_BACK_PART: &str = "已退款 部分退款 partiallyrefunded";
/// Heads of a column with the time of the clock, beside one with the day.
pub const CLOCK: &str = "
    交易时间 记账时间 入账时间 发生时间 交易时刻 时间 time transactiontime
";
/// How names of firms and of others that may be members end.
pub const FIRMS: &str = "
    公司 集团 工厂 厂 商行 店 事务所 合作社 中心 协会 学会 商会 医院 学校 研究院 研究所 工作室 农场
    经营部 银行 酒店 饭店
";
/// How rows of sums begin.
pub const SUMS: &str = "
    合计 总计 小计 累计 总笔数 笔数 总金额 期初余额 期末余额 上期余额 本期余额 承前页 过次页
    上月结转 上年结转 上期结转 结转下月 结转下年 结转下页 结转下期 月初余额 月末余额 年初余额 上月余额 昨日余额
    上日余额 total subtotal grandtotal openingbalance closingbalance balanceb/f balancec/f
    broughtforward carriedforward balancebroughtforward balancecarriedforward
";
/// Of what a sum may be, before such a word.
pub const SPANS: &str = "
    本日 本月 本年 本期 本页 本季 当日 当月 当年 当期 当页 今日 全年 全月 借方 贷方 收入 支出 monthly daily page
";
/// Heads of columns that say whether a payment stayed: what was sent back of it, or whether all of it was.
pub const GONE: &str = "
    成功退款 退款金额 已退款金额 已退金额 退款 冲正标志 冲正标识 冲正标记 冲销标志 冲账标志 抹账标志 撤销标志
    红字标志 红蓝字标志 红蓝字 退汇标志 退票标志 反交易标志 amountrefunded refundedamount refunded reversed
";
/// What such a column says of one that stayed.
pub const STAYED: &str =
    "否 无 正常 蓝 蓝字 非冲正 未冲正 未冲销 未撤销 未退款 未退汇 n no false / normal";
/// How lines below a table begin that say something about the whole of it.
pub const NOTES: &str = "
    注 说明 提示 温馨提示 特别提示 导出时间 打印时间 打印日期 下载时间 查询时间 生成时间 制表
    用户 共 第 以上 以下 本页 page - # *
";
/// How titles above the heads, or a column, name the chamber's own account.
pub const OWN_ACCOUNT: &str = "
    账号 本方账号 本方账户 我方账号 查询账号 银行账号 客户账号 账户账号 账户号码 账户 卡号 本方卡号
    账号/卡号 卡号/账号 支付宝账户 支付宝账号 iban account accountno accountno.
    accountnumber
";
/// Units of amounts as heads end with them, the longest first.
pub const UNITS: &[&str] = &[
    "百万元",
    "万元",
    "千元",
    "人民币元",
    "元",
    "圆",
    "人民币",
    "rmb",
    "cny",
];
/// Those that say nothing of how many.
pub const PLAIN_UNITS: &[&str] = &["元", "圆", "人民币", "美元"];
/// Letters in a head that say in which unit its own amounts are.
pub const SCALES: &[char] = &['元', '圆', '万', '千', '亿'];
/// How the head of the chamber's own account begins where no other account stands beside it.
pub const OWN: &[char] = &['本', '我'];
/// First letters of labels that some banks write with a space in them: `账　号`.
pub const SPACED: &[&str] = &["账", "币", "单"];
