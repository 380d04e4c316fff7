//! Latin keys for Chinese names: to sort by and to be found by. 会馆 sorts as `hui guan`
//! and is found as `huiguan` and `hg`.

use pinyin::ToPinyin;

use super::pinyin_words::{HOUSE, MOSTLY, PLACES, SURNAMES, WORDS};
use super::text::{fold, same};

/// How the first character of a name is read.
#[derive(Clone, Copy, PartialEq)]
enum First {
    /// Like any other.
    Plain,
    /// As a surname.
    Surname,
    /// As a surname where it looks like one: the name of a person, or of a family's house.
    Likely,
}

fn syllables(text: &str, first: First) -> Vec<String> {
    let folded: Vec<char> = fold(text).chars().collect();
    let mut read = in_words(&folded);
    if let (Some(c), Some(place)) = (folded.first(), read.first_mut())
        && place.is_none()
        && (first == First::Surname || (first == First::Likely && is_family(&folded)))
    {
        let surname = SURNAMES.iter().find(|(known, _)| known == c);
        *place = surname.map(|(_, sound)| *sound);
    }
    let mut out: Vec<String> = vec![];
    let mut latin = false;
    for (c, known) in folded.into_iter().zip(read) {
        let mostly = || {
            MOSTLY
                .iter()
                .find(|(own, _)| *own == c)
                .map(|(_, sound)| *sound)
        };
        let sound = known.or_else(mostly);
        if let Some(sound) = sound.or_else(|| c.to_pinyin().map(|py| py.plain())) {
            out.push(sound.to_owned());
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

/// The sounds that characters have in the names and words they stand in.
fn in_words(text: &[char]) -> Vec<Option<&'static str>> {
    let mut read = vec![None; text.len()];
    for (word, sounds) in PLACES.iter().chain(WORDS) {
        let long = word.chars().count();
        let here = |at: &usize| text[*at..*at + long].iter().copied().eq(word.chars());
        let last = (text.len() + 1).saturating_sub(long);
        for at in (0..last).filter(here) {
            let own = &mut read[at..at + long];
            if own.iter().all(Option::is_none) {
                own.iter_mut()
                    .zip(sounds.split(' '))
                    .for_each(|(own, sound)| *own = Some(sound));
            }
        }
    }
    read
}

/// Whether the first character is likely a surname: a person's name has two to four characters, and a
/// house says that it is one.
fn is_family(text: &[char]) -> bool {
    let house = text.get(1).is_some_and(|c| HOUSE.contains(c));
    house || ((2..=4).contains(&text.len()) && text.iter().all(|c| c.to_pinyin().is_some()))
}

/// The key a name sorts by: its syllables, then the name itself so that equal sounds keep an order.
#[must_use]
pub fn sort_key(name: &str) -> String {
    format!(
        "{} {}",
        syllables(name, First::Likely).join(" "),
        same(name)
    )
}

/// What a name is found by besides its own characters: full pinyin and initials, the first character also
/// as a surname.
#[must_use]
pub fn search(name: &str) -> String {
    let mut found: Vec<String> = vec![];
    for first in [First::Likely, First::Plain, First::Surname] {
        let all = syllables(name, first);
        let initials: String = all.iter().filter_map(|s| s.chars().next()).collect();
        let text = format!("{} {initials}", all.concat());
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found.join(" ")
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

    #[test]
    fn places_words_and_surnames_are_read_as_they_are_said() {
        for (name, full, initials) in [
            ("重庆示例有限公司", "chongqingshili", "cqsl"),
            ("重慶示例", "chongqingshili", "cqsl"),
            ("长沙示例有限公司", "changshashili", "cssl"),
            ("厦门示例有限公司", "xiamenshili", "xmsl"),
            ("曾氏示例有限公司", "zengshishili", "zssl"),
            ("单县示例有限公司", "shanxianshili", "sxsl"),
            ("示例（重庆）有限公司", "shilichongqing", "slcq"),
            ("商会长沙办事处", "shanghuichangsha", "shcs"),
            ("副会长", "fuhuizhang", "fhz"),
            ("广厦大厦", "guangshadasha", "gsds"),
            ("成都银行", "chengduyinhang", "cdyh"),
            ("仇氏药行", "qiushiyaohang", "qsyh"),
            ("翟志刚", "zhaizhigang", "zzg"),
            ("单田芳", "shantianfang", "stf"),
            ("解缙", "xiejin", "xj"),
            ("区记茶行", "oujichahang", "ojch"),
            ("尉迟恭", "yuchigong", "ycg"),
        ] {
            let found = search(name);
            assert!(
                found.contains(full) && found.contains(initials),
                "{name}: {found}"
            );
            let key: String = sort_key(name).split(' ').take(initials.len()).collect();
            assert!(key.starts_with(full), "{name}: {key}");
        }
        // Where it may be no surname it is found both ways, and sorted as the word.
        assert!(search("单晶硅科技有限公司").contains("shanjing"));
        assert!(sort_key("单晶硅科技有限公司").starts_with("dan jing"));
        assert!(sort_key("区块链科技有限公司").starts_with("qu kuai"));
        assert!(sort_key("重庆") < sort_key("大连") && sort_key("长沙") < sort_key("大连"));
    }

    #[test]
    fn every_known_word_has_a_sound_for_each_character() {
        for (word, sounds) in PLACES.iter().chain(WORDS) {
            assert_eq!(word.chars().count(), sounds.split(' ').count(), "{word}");
        }
    }
}
