//! The heads of columns as registers of members have them, and what follows names of ranks, to guess
//! what is what. Data, not text to be translated.

/// Field by field: the words at the head of its column.
pub const HEADS: [(&str, &[&str]); 9] = [
    (
        "name",
        &[
            "企业名称",
            "单位名称",
            "会员名称",
            "公司名称",
            "会员单位",
            "名称",
            "企業名稱",
            "單位名稱",
            "會員名稱",
            "公司名稱",
            "會員單位",
            "名稱",
            "company",
            "company name",
            "name",
        ],
    ),
    (
        "credit_code",
        &[
            "统一社会信用代码",
            "社会信用代码",
            "信用代码",
            "統一社會信用代碼",
            "社會信用代碼",
            "信用代碼",
            "credit code",
            "unified social credit code",
            "uscc",
        ],
    ),
    (
        "rank",
        &[
            "会员级别",
            "会员类别",
            "会内职务",
            "级别",
            "职务",
            "會員級別",
            "會員類別",
            "會內職務",
            "級別",
            "職務",
            "rank",
            "member rank",
            "level",
        ],
    ),
    (
        "joined_on",
        &[
            "入会日期",
            "入会时间",
            "加入日期",
            "入會日期",
            "入會時間",
            "加入日期",
            "joined",
            "joined on",
            "member since",
        ],
    ),
    (
        "number",
        &[
            "会员编号",
            "会员号",
            "编号",
            "会员证号",
            "會員編號",
            "會員號",
            "編號",
            "會員證號",
            "member number",
            "number",
            "no.",
        ],
    ),
    (
        "covered_until",
        &[
            "会费缴至",
            "缴费至",
            "会费有效期",
            "有效期至",
            "會費繳至",
            "繳費至",
            "會費有效期",
            "有效期至",
            "paid until",
            "valid until",
        ],
    ),
    (
        "name_en",
        &[
            "英文名称",
            "英文名",
            "英文名稱",
            "english name",
            "name in english",
        ],
    ),
    (
        "industry",
        &[
            "行业",
            "行业门类",
            "所属行业",
            "行業",
            "行業門類",
            "所屬行業",
            "industry",
        ],
    ),
    ("website", &["网站", "网址", "網站", "網址", "website"]),
];

/// What may follow the name of a rank: a company that holds it.
pub const TAILS: [&str; 2] = ["单位", "單位"];
