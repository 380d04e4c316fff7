//! What banks write where they say whether money came in or went out, and in which currency it is.
//! Pure.

use super::words;
use crate::kernel::sheet::simplified;
use crate::kernel::text;

/// The words of a cell, lower case: letters and figures beside each other, Chinese and others apart.
pub(super) fn parts(cell: &str) -> Vec<String> {
    let mut found: Vec<(bool, String)> = vec![];
    let mut apart = true;
    for c in cell.chars().map(text::half_width).map(simplified) {
        if !c.is_alphanumeric() {
            apart = true;
            continue;
        }
        let plain = c.is_ascii();
        match found
            .last_mut()
            .filter(|(last, _)| !apart && *last == plain)
        {
            Some((_, word)) => word.extend(c.to_lowercase()),
            None => found.push((plain, c.to_lowercase().collect())),
        }
        apart = false;
    }
    found.into_iter().map(|(_, word)| word).collect()
}

/// Whether the cell says that money came in; `None` if it says neither, or both.
#[must_use]
pub fn came_in(cell: &str) -> Option<bool> {
    if by_sign(cell) == Some(true) {
        return Some(true);
    }
    let parts = parts(cell);
    let has = |known: &str, other: &str| {
        let is = |part: &String| words::has(known, part) || ends(part, known, other);
        parts.iter().any(is)
    };
    let alone = |known: &str| matches!(parts.as_slice(), [only] if words::has(known, only));
    match (
        has(words::IN, words::OUT) || alone(words::INCOME),
        has(words::OUT, words::IN) || alone(words::EXPENSE),
    ) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether the cell says that an earlier line is taken back.
#[must_use]
pub fn is_reversal(cell: &str) -> bool {
    let parts = parts(cell);
    parts.iter().any(|part| words::has(words::REVERSAL, part))
}

/// Whether a longer word ends with one of a list, and holds none of the other and nothing that turns it round.
fn ends(part: &str, own: &str, other: &str) -> bool {
    let mut own = own.split_whitespace().filter(|word| !word.is_ascii());
    let mut none = other
        .split_whitespace()
        .chain(words::NOT.split_whitespace());
    own.any(|word| word.chars().count() > 1 && part.ends_with(word))
        && !none.any(|word| !word.is_ascii() && part.contains(word))
}

/// What a plus or a minus says. A minus may also be the dash that stands where there is nothing.
#[must_use]
pub fn by_sign(cell: &str) -> Option<bool> {
    match cell.trim() {
        "+" | "\u{ff0b}" => Some(true),
        "-" | "\u{ff0d}" | "\u{2212}" => Some(false),
        _ => None,
    }
}

/// Whether the cell names this currency, an ISO 4217 code, and no other.
fn names(cell: &str, (code, names): (&str, &[&str])) -> bool {
    let is = |part: &str| part.eq_ignore_ascii_case(code) || names.contains(&part);
    let parts = parts(cell);
    // `人民币(CNY)`, `156-RMB`: all of its words mean the same.
    is(&cell.trim().to_lowercase()) || (!parts.is_empty() && parts.iter().all(|part| is(part)))
}

/// Whether what the cell says is the chamber's currency, an ISO 4217 code. A cell that says nothing is
/// not another's.
#[must_use]
pub fn is_ours(cell: &str, currency: &str) -> bool {
    let known = words::CURRENCIES.iter().find(|(code, _)| *code == currency);
    let known = known.map_or(&[][..], |(_, names)| *names);
    cell.trim().is_empty() || names(cell, (currency, known))
}

/// Whether it names a currency that is not the chamber's: one we know, or what looks like a code.
#[must_use]
pub fn is_another(cell: &str, currency: &str) -> bool {
    let code = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    let known = || words::CURRENCIES.iter().any(|one| names(cell, *one));
    !is_ours(cell, currency) && (code(cell.trim()) || known())
}

/// The first other currency that stands in a head or a title, by its code, or by a name that is not also
/// one of the chamber's.
#[must_use]
pub fn another_in(text: &str, currency: &str) -> Option<&'static str> {
    let lower: String = text.to_lowercase().chars().map(simplified).collect();
    let parts = parts(text);
    let stands = |name: &&str| {
        let letters = name.chars().all(char::is_alphanumeric);
        let whole = letters && (name.is_ascii() || name.chars().count() == 1);
        match whole {
            true => parts.iter().any(|part| part == name),
            false => *name != "$" && lower.contains(*name),
        }
    };
    let named = |(code, names): &(&'static str, &[&str])| {
        let mut names = names.iter().filter(|name| !is_ours(name, currency));
        let is_named = parts.contains(&code.to_lowercase()) || names.any(&stands);
        (*code != currency && is_named).then_some(*code)
    };
    let dollars = (lower.contains('$') && !is_ours("$", currency)).then_some("$");
    words::CURRENCIES.iter().find_map(named).or(dollars)
}

/// How many tens each figure counts below such a head: 4 below `金额(万元)`, -2 below `金额(分)`; `None` if
/// it doesn't say so.
#[must_use]
pub fn tens(head: &str) -> Option<i32> {
    let count = |part: &String| {
        let bare = words::PLAIN_UNITS
            .iter()
            .find_map(|unit| part.strip_suffix(unit));
        let bare = bare.unwrap_or(part);
        if words::has(words::HUNDREDTHS, part) {
            return Some(-2);
        }
        let tens = words::TENS.iter().find(|(word, _)| bare.ends_with(word));
        tens.map(|(_, tens)| *tens)
            .or_else(|| (part == "000").then_some(3))
    };
    parts(head).iter().find_map(count)
}

/// Whether a bank writes that it took something back: the first word says so. What stands further behind may
/// be about anything.
#[must_use]
pub fn says_back(text: &str) -> bool {
    let plain: String = text.trim().to_lowercase().chars().map(simplified).collect();
    let first = plain.split(|c: char| !c.is_alphanumeric()).next();
    first.is_some_and(|first| words::has(words::BACK, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAME: [&str; 29] = [
        "RD",
        "收",
        "貸方",
        "轉入",
        "收入",
        "贷",
        "贷方",
        "贷 Cr",
        "贷(Cr)",
        "C-贷",
        "转入",
        "存入",
        "来账",
        "Cr",
        "CRDT",
        "credit",
        "Ｃ",
        "IN",
        "存",
        "存款",
        "收方",
        "現金存入",
        "转账收入",
        "他行汇入",
        "Deposit",
        "Income",
        "Incoming",
        "+",
        "＋",
    ];

    const WENT: [&str; 24] = [
        "RC",
        "支",
        "支出",
        "借",
        "借方",
        "借 Dr",
        "借Dr",
        "转出",
        "支取",
        "往账",
        "D",
        "DBIT",
        "debit",
        "out",
        "取",
        "取款",
        "付方",
        "现金支取",
        "手续费支出",
        "跨行转出",
        "往帳",
        "Withdrawal",
        "Expense",
        "Outgoing",
    ];

    const NEITHER: [&str; 16] = [
        "1",
        "RC/RD",
        "",
        "/",
        "不计收支",
        "借/贷",
        "Dr/Cr",
        "其他",
        "decline",
        "income tax",
        "-",
        "借贷方",
        "进出账",
        "转入转出",
        "不计收入",
        "未转出",
    ];

    #[test]
    fn every_bank_says_in_its_own_way_whether_money_came_in() {
        let told = [
            (&CAME[..], Some(true)),
            (&WENT, Some(false)),
            (&NEITHER, None),
        ];
        for (words, came) in told {
            for word in words {
                assert_eq!(came_in(word), came, "{word}");
            }
        }
    }

    #[test]
    fn a_currency_is_ours_by_its_code_or_a_name_of_it() {
        for word in [
            "CNY",
            "cny",
            "RMB",
            "人民币",
            "人民币(CNY)",
            "人民币元",
            "元",
            "¥",
            "156",
            "",
        ] {
            assert!(is_ours(word, "CNY"), "{word}");
        }
        for word in ["USD", "美元", "港币", "人民币/USD", "?", "CNH"] {
            assert!(!is_ours(word, "CNY"), "{word}");
        }
        assert!(is_ours("港元", "HKD") && is_ours("欧元", "EUR") && is_ours("EUR", "EUR"));
        assert!(!is_ours("CNY", "EUR") && is_ours("XAF", "XAF"));
        assert!(is_another("USD", "CNY") && is_another("$", "CNY") && is_another("THB", "CNY"));
        assert!(!is_another("约", "CNY") && !is_another("$", "HKD") && !is_another("元", "HKD"));
    }

    #[test]
    fn another_currency_is_found_in_a_head_or_title() {
        for (text, found) in [
            ("收入(USD)", Some("USD")),
            ("金额（美元）", Some("USD")),
            ("USD金额", Some("USD")),
            ("单位：港币元", Some("HKD")),
            ("金额(HK$)", Some("HKD")),
            ("金额(€)", Some("EUR")),
            ("Amount (EUR)", Some("EUR")),
            ("金额(元)", None),
            ("人民币金额", None),
            ("金额(RMB)", None),
            ("交易金额[ Trade Amount ]", None),
            ("¥", None),
        ] {
            assert_eq!(another_in(text, "CNY"), found, "{text}");
        }
        assert_eq!(another_in("金额(人民币)", "HKD"), Some("CNY"));
        assert_eq!(another_in("金额(元)", "HKD"), None);
    }

    #[test]
    fn ten_thousands_are_told_by_the_end_of_a_word() {
        for (head, found) in [
            ("金额(万元)", 4),
            ("金额万元", 4),
            ("收入/万元", 4),
            ("单位：人民币万元", 4),
            ("金额(RMB万)", 4),
            ("金额(百万元)", 6),
            ("金额(千元)", 3),
            ("Amount (RMB'000)", 3),
            ("Amount in thousands", 3),
            ("金额（分）", -2),
            ("单位：分", -2),
            ("Amount (fen)", -2),
            ("Amount in cents", -2),
        ] {
            assert_eq!(tens(head), Some(found), "{head}");
        }
        for head in ["金额(元)", "万达金额", "积分", "Amount", "Percent"] {
            assert_eq!(tens(head), None, "{head}");
        }
    }
}
