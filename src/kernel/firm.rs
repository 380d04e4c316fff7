//! Names of firms as banks, people and registers write them: brackets in either width, dots, spaces anywhere, any
//! case, either script as far as such words go. Pure.

use super::sheet::simplified;
use super::text;

/// A limited company in full, and in short.
const LIMITED: (&str, &str) = (
    "\u{6709}\u{9650}\u{8d23}\u{4efb}\u{516c}\u{53f8}",
    "\u{6709}\u{9650}\u{516c}\u{53f8}",
);
/// Kinds of accounts that a bank may write behind the name of who holds one.
const ACCOUNTS: [&str; 4] = [
    "\u{57fa}\u{672c}\u{6237}",
    "\u{4e00}\u{822c}\u{6237}",
    "\u{4e13}\u{7528}\u{6237}",
    "\u{4e13}\u{6237}",
];

fn letters(text: &str) -> String {
    let plain = text::fold(text);
    let letters = plain.chars().filter(|c| c.is_alphanumeric());
    let letters: String = letters.map(simplified).collect();
    letters.replace(LIMITED.0, LIMITED.1)
}

/// The letters and figures of a name alone, by which it is looked up and compared: two spellings of one name have the
/// same. Nothing of what has none.
#[must_use]
pub fn bare(name: &str) -> String {
    let letters = letters(name);
    let mut kinds = ACCOUNTS.iter();
    let without = kinds.find_map(|kind| letters.strip_suffix(kind));
    match without {
        Some(without) if !without.is_empty() => without.to_owned(),
        _ => letters,
    }
}

/// Whether a text names this firm, whatever else stands there. A name of less than four letters is nobody's.
#[must_use]
pub fn stands_in(text: &str, firm: &str) -> bool {
    let firm = bare(firm);
    firm.chars().count() >= 4 && letters(text).contains(&firm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spellings_of_a_name_have_the_same_letters_and_other_names_have_others() {
        let own = bare("演示·春申教育有限公司");
        for same in [
            "演示春申教育有限公司",
            "演示 · 春申教育有限公司",
            "演示•春申教育有限公司",
            "演示·春申教育有限責任公司",
            "演示（春申）教育有限公司（基本户）",
            "演示·春申教育有限公司(一般戶)",
            "演示·春申教育有限公司*",
        ] {
            assert_eq!(bare(same), own, "{same}");
        }
        for other in [
            "演示·春申教育有限公司深圳分公司",
            "演示·春申教育",
            "",
            "基本户",
        ] {
            assert_ne!(bare(other), own, "{other}");
        }
        let english = bare("Demo Chunshen Education Co., Ltd.");
        assert_eq!(bare("DEMO CHUNSHEN EDUCATION CO LTD"), english);
        assert_eq!(
            (bare(" -()"), bare("基本户")),
            (String::new(), "基本户".to_owned())
        );
    }

    #[test]
    fn a_firm_stands_in_a_text_however_it_is_spelt_there() {
        assert!(stands_in("代 示例（甲）公司 缴", "示例(甲)公司"));
        assert!(stands_in(
            "代演示春申教育有限公司缴",
            "演示·春申教育有限责任公司"
        ));
        assert!(!stands_in("代示例公司缴", "甲") && !stands_in("", ""));
    }
}
