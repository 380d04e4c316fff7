//! Names as banks write them: brackets in either width, spaces anywhere, any case. Pure.

use crate::kernel::text;

/// Whether two names are the same company's, however a bank writes them. A name of nothing is nobody's.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        let plain = text::fold(name);
        plain.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let one = bare(one);
    !one.is_empty() && one == bare(other)
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

#[cfg(test)]
mod tests {
    use super::*;

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
