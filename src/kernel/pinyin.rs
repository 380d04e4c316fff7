//! Chinese names in the order of their sound: a sort key and what people type to find them.

use pinyin::ToPinyin;

use super::text::fold;

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_their_sound_and_are_found_by_initials() {
        let mut names = ["张记茶行", "安和科技", "Beta 公司", "李氏米业"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["安和科技", "Beta 公司", "李氏米业", "张记茶行"]);
        assert_eq!(search_words("安和 Tech"), "安和 tech anhe ah");
        assert_eq!(sort_key("安和（深圳）"), "an he shen zhen");
    }
}
