<<<<<<< HEAD
//! Chinese names in the order of their sound: a sort key and what people type to find them.
=======
//! Latin keys for Chinese names: to sort by and to be found by. 会馆 sorts as `hui guan`
//! and is found as `huiguan` and `hg`.
>>>>>>> ba3169c (Pages, forms, the door and the guards; accounts begin)

use pinyin::ToPinyin;

use super::text::fold;

<<<<<<< HEAD
/// The key names are sorted by: pinyin without tones, syllables apart; other letters as they are.
/// Where a character has several readings the most frequent one counts.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let mut key = String::new();
    for letter in fold(name).chars() {
        match letter.to_pinyin() {
            Some(sound) => {
                key.push_str(sound.plain());
                key.push(' ');
            }
            None if letter.is_alphanumeric() || letter == ' ' => key.push(letter),
            None => {}
        }
    }
    key.trim_end().to_owned()
}

/// What a name is found by: itself folded, its pinyin in one word, and the initials.
#[must_use]
pub fn search_words(name: &str) -> String {
    let sounds: Vec<&str> = name
        .chars()
        .filter_map(|c| c.to_pinyin())
        .map(pinyin::Pinyin::plain)
        .collect();
    let initials: String = sounds
        .iter()
        .filter_map(|sound| sound.chars().next())
        .collect();
    format!("{} {} {initials}", fold(name), sounds.concat())
        .trim_end()
        .to_owned()
=======
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
>>>>>>> ba3169c (Pages, forms, the door and the guards; accounts begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
<<<<<<< HEAD
    fn names_sort_by_their_sound_and_are_found_by_initials() {
        let mut names = ["张记茶行", "安和科技", "Beta 公司", "李氏米业"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["安和科技", "Beta 公司", "李氏米业", "张记茶行"]);
        assert_eq!(search_words("安和 Tech"), "安和 tech anhe ah");
        assert_eq!(sort_key("安和（深圳）"), "an he shen zhen");
=======
    fn a_chinese_name_is_found_and_sorted_by_its_sound() {
        assert_eq!(search("会馆 A1 商会"), "huiguana1shanghui hgash");
        assert!(sort_key("安徽") < sort_key("北京"));
        assert!(sort_key("北京") < sort_key("Chamber"));
>>>>>>> ba3169c (Pages, forms, the door and the guards; accounts begin)
    }
}
