//! Names as banks write them: brackets in either width, spaces anywhere, any case. Pure.

use super::words;
use crate::kernel::{firm, text};

/// Whether two names are the same company's, however a bank writes them. A name of nothing is nobody's.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    let one = firm::bare(one);
    !one.is_empty() && one == firm::bare(other)
}

/// How a name may stand where it is looked for as it is written: as it is, with brackets of either
/// width, and all of these without spaces. Each once; none of nothing.
#[must_use]
pub fn spellings(name: &str) -> Vec<String> {
    let name = name.trim();
    let half: String = name.chars().map(text::half_width).collect();
    let wide = half.replace('(', "\u{ff08}").replace(')', "\u{ff09}");
    let written = [name.to_owned(), half, wide];
    let without = written
        .clone()
        .map(|name| name.split_whitespace().collect());
    let mut all: Vec<String> = written.into_iter().chain(without).collect();
    all.sort();
    all.dedup();
    all.retain(|name| !name.is_empty());
    all
}

/// Every text that may be the name of a firm in what somebody wrote, however far before its end the name
/// begins: for one who paid for another's firm. Each once, at most so many as one line may hold.
#[must_use]
pub fn firms_in(text: &str) -> Vec<String> {
    /// Letters of the longest name, and of the shortest.
    const LETTERS: std::ops::RangeInclusive<usize> = 4..=30;
    const MOST: usize = 54;
    let is_part =
        |c: &char| c.is_alphanumeric() || "()\u{ff08}\u{ff09}\u{b7}\u{2022}&".contains(*c);
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found: Vec<String> = vec![];
    for ending in words::FIRMS.split_whitespace() {
        let ending: Vec<char> = ending.chars().collect();
        let ends = letters.windows(ending.len()).enumerate();
        for (at, _) in ends.filter(|(_, here)| *here == ending) {
            let end = at + ending.len();
            let before = letters.get(..end).unwrap_or_default().iter().rev();
            let run = before.take_while(|c| is_part(c)).count();
            for long in LETTERS.filter(|long| *long <= run) {
                let firm: String = letters[end - long..end].iter().collect();
                if found.len() < MOST && !found.contains(&firm) {
                    found.push(firm);
                }
            }
        }
    }
    found
}

/// Whether a text names this firm, whatever else stands there.
#[must_use]
pub fn names(text: &str, firm: &str) -> bool {
    firm::stands_in(text, firm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_in_what_was_written_is_found_wherever_it_begins() {
        let found = firms_in("代示例·甲乙机械有限公司缴 会费");
        assert!(found.contains(&"示例·甲乙机械有限公司".to_owned()));
        assert!(found.contains(&"甲乙机械有限公司".to_owned()));
        assert!(firms_in("会费").is_empty() && firms_in("公司").is_empty());
        assert_eq!(firms_in(&"公司".repeat(500)).len(), 27);
        assert!(names("代 示例（甲）公司 缴", "示例(甲)公司"));
        assert!(!names("代示例公司缴", "甲") && !names("", ""));
    }

    #[test]
    fn width_spaces_and_case_make_no_other_company_and_what_stands_in_brackets_does() {
        assert!(same("示例（深圳）有限公司", "示例(深圳) 有限公司"));
        assert!(same("ＡＢＣ Trading Ltd.", "abc trading ltd"));
        assert!(!same("示例（深圳）有限公司", "示例（东莞）有限公司"));
        assert!(!same("", "") && !same("--", "()"));
        let found = spellings("示例(深圳) 公司");
        assert_eq!(found.len(), 4);
        assert!(found.contains(&"示例（深圳）公司".to_owned()));
        assert!(spellings(" ").is_empty());
    }
}
