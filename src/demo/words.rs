//! Made-up companies and people: names put together from lists, every company marked 演示, with
//! a credit code of a place that doesn't exist (99 00 00) and a right check character.

use chrono::NaiveDate;

use super::dice::Dice;
use crate::companies::rules::Profile;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::{Day, pinyin};

/// First halves of company names.
const FIRST: [&str; 64] = [
    "青竹", "松涛", "云岭", "白石", "长河", "明远", "和顺", "远航", "金谷", "翠屏", "海棠", "玉泉",
    "北辰", "南湖", "东篱", "西岭", "晨光", "暮云", "春申", "秋实", "鸿图", "凌霄", "百川", "千帆",
    "万里", "九州", "三江", "五岳", "双溪", "独秀", "朴石", "素心", "清和", "仁济", "信义", "礼和",
    "智远", "德润", "诚品", "恒泰", "久安", "安澜", "听雨", "观澜", "望岳", "临川", "沧浪", "兰亭",
    "墨香", "丹青", "琴台", "梧桐", "银杏", "枫林", "荷塘", "柳岸", "桃源", "杏林", "梅岭", "菊苑",
    "雁栖", "鹤鸣", "鹿台", "骏驰",
];

/// What a trade is called: section of GB/T 4754-2017, in Chinese, in English, what it does.
const TRADES: [(&str, &str, &str, &str); 40] = [
    ("C", "纸业", "Paper", "文化用纸与包装纸的生产"),
    ("C", "机械", "Machinery", "食品包装机械的设计与制造"),
    ("C", "电子", "Electronics", "工业传感器与控制模块"),
    ("C", "纺织", "Textiles", "棉麻面料的织造与染整"),
    ("C", "家具", "Furniture", "办公与酒店家具定制"),
    ("C", "食品", "Foods", "烘焙原料与休闲食品"),
    ("C", "陶瓷", "Ceramics", "日用瓷与艺术瓷"),
    ("C", "五金", "Hardware", "建筑五金与卫浴配件"),
    ("C", "新材料", "Materials", "水性涂料与胶粘剂"),
    ("C", "印务", "Printing", "书刊与包装印刷"),
    ("C", "茶具", "Teaware", "茶具与礼品制造"),
    ("C", "塑业", "Plastics", "可回收塑料制品"),
    ("F", "商贸", "Trading", "日用品批发与区域代理"),
    ("F", "茶业", "Tea", "茶叶采购、拼配与零售"),
    ("F", "医药", "Medicines", "药品与医疗器械配送"),
    ("F", "建材", "Building Supplies", "装饰建材批发"),
    ("F", "书店", "Books", "图书与文创零售"),
    ("F", "果业", "Fruit", "水果产地直采与冷链批发"),
    ("F", "电商", "Online Retail", "跨境电商与品牌代运营"),
    ("I", "软件", "Software", "中小企业管理软件"),
    (
        "I",
        "信息技术",
        "Information Technology",
        "系统集成与运维服务",
    ),
    ("I", "数据", "Data", "数据治理与分析服务"),
    ("I", "网络科技", "Networks", "企业网络与安全服务"),
    ("G", "物流", "Logistics", "干线运输与仓储配送"),
    ("G", "冷链", "Cold Chain", "城市冷链配送"),
    ("G", "港务", "Harbour Services", "集装箱堆场与装卸"),
    ("E", "建设", "Construction", "房屋与市政工程施工"),
    ("E", "园林", "Landscaping", "园林绿化设计与施工"),
    ("E", "装饰", "Interiors", "公共建筑装饰工程"),
    ("H", "酒店", "Hotels", "商务酒店经营"),
    ("H", "餐饮", "Catering", "团餐与连锁餐饮"),
    ("L", "咨询", "Consulting", "企业管理咨询"),
    ("L", "会展", "Exhibitions", "会议与展览服务"),
    ("M", "检测", "Testing", "环境与食品检测"),
    ("M", "设计", "Design", "工业与平面设计"),
    ("A", "农业", "Farming", "蔬菜与中药材种植"),
    ("D", "能源", "Energy", "分布式光伏建设与运营"),
    ("N", "环保", "Environment", "污水处理与固废利用"),
    ("P", "教育", "Education", "职业技能培训"),
    ("R", "文化", "Culture", "文化创意与出版服务"),
];

const SURNAMES: &str = "沈陆顾叶程韩方俞贺傅汤康严华金魏陶姜谢邹喻苏潘葛范彭鲁韦马苗花柳";
const GIVEN: [&str; 36] = [
    "知远", "景行", "明哲", "思齐", "怀瑾", "若谷", "清源", "文博", "子衿", "嘉树", "晓岚", "雨桐",
    "婉清", "静姝", "书瑶", "慧中", "立群", "志宏", "建业", "国梁", "海波", "学文", "春生", "秋平",
    "玉兰", "美玲", "永康", "德胜", "向东", "卫民", "佳宁", "亦凡", "星河", "望舒", "云舟", "承泽",
];
const ROADS: [&str; 12] = [
    "翰林路",
    "书院街",
    "会馆巷",
    "通济路",
    "永安大道",
    "钟楼街",
    "码头路",
    "织造路",
    "观前街",
    "学府路",
    "丰登路",
    "问渠路",
];

/// A made-up company.
#[derive(Debug, Clone)]
pub struct Firm {
    /// What the register says of it.
    pub profile: Profile,
    /// Its legal representative.
    pub head: String,
    /// Its contact's name.
    pub contact: String,
    /// Part of mail addresses.
    pub handle: String,
}

/// The `n`th company; the same one every time, and no two with the same name or code.
#[must_use]
pub fn firm(n: usize) -> Firm {
    let mut dice = Dice::of(0x4855_4947_0000 + n as u64);
    // A stride that shares no divisor with their number walks through all combinations of name and
    // trade before the first comes again.
    let combinations = FIRST.len() * TRADES.len();
    let here = n * 617 % combinations;
    let first = FIRST[here / TRADES.len()];
    let (section, trade, trade_en, does) = TRADES[here % TRADES.len()];
    let year = dice.between(1986, 2023);
    let stock = year < 2012 && dice.below(5) == 0;
    let form = if stock {
        "股份有限公司"
    } else {
        "有限公司"
    };
    let again = n / combinations;
    let ordinal = if again > 0 {
        format!("{}", again + 1)
    } else {
        String::new()
    };
    let name = format!("演示·{first}{ordinal}{trade}{form}");
    let sound = sound(first);
    let (staff, revenue, capital) = size(&mut dice);
    let road = ROADS[dice.below(ROADS.len())];
    let profile = Profile {
        name_en: format!("Demo {sound}{ordinal} {trade_en} Co., Ltd."),
        credit_code: code(n),
        legal_form: if stock { "stock" } else { "limited" }.into(),
        founded_on: day(year, dice.between(1, 12), dice.between(1, 28)),
        capital_fen: capital * 1_000_000,
        currency: "CNY".into(),
        industry: section.into(),
        staff: staff.into(),
        revenue: revenue.into(),
        address: format!("示例市虚构区{road}{}号", dice.between(1, 399)),
        website: if dice.below(3) == 0 {
            String::new()
        } else {
            site(&sound, trade_en)
        },
        introduction: format!("{first}{trade}成立于{year}年，主营{does}。（演示数据，企业为虚构）"),
        name,
    };
    let handle = format!("{}{n}", sound.to_lowercase());
    Firm {
        profile,
        head: person(&mut dice),
        contact: person(&mut dice),
        handle,
    }
}

fn site(sound: &str, trade: &str) -> String {
    let word: String = trade.chars().filter(char::is_ascii_alphabetic).collect();
    format!(
        "https://{}-{}.example",
        sound.to_lowercase(),
        word.to_lowercase()
    )
}

/// `91` a company, `990000` a place that doesn't exist, `MADE` and the number.
fn code(n: usize) -> Option<CreditCode> {
    CreditCode::complete(&format!("91990000MADE{n:05}"))
}

/// The Latin name of Chinese characters: 青竹 is Qingzhu.
fn sound(name: &str) -> String {
    let key = pinyin::sort_key(name);
    let latin: String = key.chars().filter(char::is_ascii_alphabetic).collect();
    let mut letters = latin.chars();
    letters.next().map_or(String::new(), |c| {
        c.to_ascii_uppercase().to_string() + letters.as_str()
    })
}

/// Staff band, revenue band, and capital in ten thousand yuan that go together.
fn size(dice: &mut Dice) -> (&'static str, &'static str, i64) {
    match dice.below(20) {
        0..7 => ("u20", "u500", dice.between(5, 20) * 10),
        7..13 => ("u100", "u2000", dice.between(10, 60) * 10),
        13..17 => ("u300", "u10000", dice.between(50, 200) * 10),
        17..19 => ("u1000", "u40000", dice.between(10, 80) * 100),
        _ => ("o1000", "o100000", dice.between(50, 300) * 100),
    }
}

/// A made-up person's name.
pub fn person(dice: &mut Dice) -> String {
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let surname = surnames
        .get(dice.below(surnames.len()))
        .copied()
        .unwrap_or('沈');
    format!("{surname}{}", GIVEN[dice.below(GIVEN.len())])
}

fn day(year: i64, month: i64, day: i64) -> Option<Day> {
    let part = |n: i64| u32::try_from(n).unwrap_or(1);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(month), part(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::companies::rules::{Industry, RevenueBand, StaffBand};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_made_up_companies_share_a_name_or_a_code() {
        let firms: Vec<Firm> = (0..3000).map(firm).collect();
        let names: BTreeSet<_> = firms.iter().map(|f| &f.profile.name).collect();
        let codes: BTreeSet<_> = firms
            .iter()
            .filter_map(|f| f.profile.credit_code.clone())
            .collect();
        assert_eq!((names.len(), codes.len()), (3000, 3000));
    }

    #[test]
    fn a_made_up_company_says_so_and_is_described_in_the_registers_words() {
        for firm in (0..400).map(firm) {
            let p = &firm.profile;
            assert!(
                p.name.starts_with("演示·") && p.name_en.starts_with("Demo "),
                "{}",
                p.name
            );
            assert!(Industry::from_word(&p.industry).is_some());
            assert!(
                StaffBand::from_word(&p.staff).is_some()
                    && RevenueBand::from_word(&p.revenue).is_some()
            );
            assert!(p.founded_on.is_some());
        }
    }
}
