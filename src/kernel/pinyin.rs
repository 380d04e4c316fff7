//! Latin keys for Chinese names: to sort by and to be found by. 会馆 sorts as `hui guan`
//! and is found as `huiguan` and `hg`.

use pinyin::ToPinyin;

use super::text::fold;

fn syllables(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut out: Vec<String> = vec![];
    let mut latin = false;
    for c in folded.chars() {
        if let Some(py) = c.to_pinyin() {
            out.push(py.plain().to_owned());
            latin = false;
        } else if c.is_alphanumeric() {
            match out.last_mut() {
                Some(word) if latin => word.push(c),
                _ => out.push(c.to_string()),
            }
            latin = true;
        } else {
            latin = false;
        }
    }
    out
}

/// The key a name sorts by: its syllables, then the name itself so that equal sounds keep an order.
#[must_use]
pub fn sort_key(name: &str) -> String {
    format!("{} {}", syllables(name).join(" "), fold(name))
}

/// What a name is found by besides its own characters: full pinyin and initials.
#[must_use]
pub fn search(name: &str) -> String {
    let all = syllables(name);
    let initials: String = all.iter().filter_map(|s| s.chars().next()).collect();
    format!("{} {initials}", all.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_found_and_sorted_by_its_sound() {
        assert_eq!(search("会馆 A1 商会"), "huiguana1shanghui hgash");
        assert!(sort_key("安徽") < sort_key("北京"));
        assert!(sort_key("北京") < sort_key("Chamber"));
    }
}
