//! What banks write where they say whether money came in or went out, and in which currency it is.
//! Pure.

use super::words;
use crate::kernel::text;

/// The words of a cell, lower case: letters and figures beside each other, Chinese and others apart.
fn parts(cell: &str) -> Vec<String> {
    let mut found: Vec<(bool, String)> = vec![];
    let mut apart = true;
    for c in cell.chars().map(text::half_width) {
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
    let parts = parts(cell);
    let has = |known: &[&str]| parts.iter().any(|part| known.contains(&part.as_str()));
    match (has(words::IN), has(words::OUT)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether what the cell says is the chamber's currency, an ISO 4217 code. A cell that says nothing is
/// not another's.
#[must_use]
pub fn is_ours(cell: &str, currency: &str) -> bool {
    let names = words::CURRENCIES.iter().find(|(code, _)| *code == currency);
    let names = names.map_or(&[][..], |(_, names)| *names);
    let ours =
        |part: &String| part.eq_ignore_ascii_case(currency) || names.contains(&part.as_str());
    let parts = parts(cell);
    // `人民币(CNY)`, `156-RMB`: all of its words mean the same.
    parts.iter().all(ours)
        && (!parts.is_empty() || cell.trim().is_empty() || names.contains(&cell.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bank_says_in_its_own_way_whether_money_came_in() {
        for word in [
            "收", "收入", "贷", "贷方", "贷 Cr", "贷(Cr)", "C-贷", "转入", "存入", "来账", "Cr",
            "CRDT", "credit", "Ｃ", "IN",
        ] {
            assert_eq!(came_in(word), Some(true), "{word}");
        }
        for word in [
            "支", "支出", "借", "借方", "借 Dr", "借Dr", "转出", "支取", "往账", "D", "DBIT",
            "debit", "out",
        ] {
            assert_eq!(came_in(word), Some(false), "{word}");
        }
        for word in [
            "",
            "/",
            "不计收支",
            "借/贷",
            "Dr/Cr",
            "其他",
            "decline",
            "income tax",
        ] {
            assert_eq!(came_in(word), None, "{word}");
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
    }
}
