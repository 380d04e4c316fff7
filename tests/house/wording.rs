//! Every text exists in every language, is used, and is written as that language is written.
use crate::source::{code, files, line_of, nothing_found};
use crate::texts::{LANGUAGES, Message, joined, locale, uses};
use regex::Regex;
use std::collections::BTreeSet;

/// Keys put together from a word of an enum, such as `web-role-admin`: the prefix stands in the
/// code or in a template, the words are the enum's.
const FAMILIES: [&str; 8] = [
    "chamber-field-",
    "chamber-lang-",
    "desk-act-",
    "desk-as-",
    "desk-job-",
    "desk-letter-",
    "desk-thing-",
    "web-role-",
];

/// Keys whose text is another language's own name for itself.
const LANGUAGE_NAMES: &str = "web-lang-";

fn every_message(check: impl Fn(&str, &str, &Message) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for language in LANGUAGES {
        for (key, message) in locale(language).messages {
            if let Some(fault) = check(language, &key, &message) {
                found.push(format!("{} {key}: {fault}", message.file));
            }
        }
    }
    found
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[test]
fn message_files_can_be_read() {
    let faults: Vec<_> = LANGUAGES
        .iter()
        .flat_map(|language| locale(language).faults)
        .collect();
    nothing_found(&faults, "Fluent reads every message once");
}

#[test]
fn every_text_exists_in_every_language_with_the_same_arguments() {
    let all = LANGUAGES.map(locale);
    let keys: BTreeSet<_> = all
        .iter()
        .flat_map(|locale| locale.messages.keys())
        .collect();
    let mut found = Vec::new();
    for key in keys {
        let first = all.iter().find_map(|locale| locale.messages.get(key));
        for (language, locale) in LANGUAGES.iter().zip(&all) {
            match locale.messages.get(key) {
                None => found.push(format!("{key} is missing in {language}")),
                Some(message) if Some(&message.arguments) != first.map(|m| &m.arguments) => {
                    found.push(format!("{key} takes {:?} in {language}", message.arguments));
                }
                Some(_) => {}
            }
        }
    }
    nothing_found(&found, "the languages agree");
}

#[test]
fn every_key_that_is_used_exists() {
    let known = locale(LANGUAGES[0]).messages;
    let rooms: BTreeSet<_> = known
        .keys()
        .filter_map(|key| key.split('-').next())
        .collect();
    let mut found = Vec::new();
    for used in uses()
        .iter()
        .filter(|used| used.surely && !used.key.ends_with('-'))
    {
        if !known.contains_key(&used.key) {
            let hint = rooms.contains(used.key.split('-').next().unwrap_or_default());
            let hint = if hint {
                ""
            } else {
                " (and no message starts with its first word)"
            };
            found.push(format!("{} uses {}{hint}", used.place, used.key));
        }
    }
    nothing_found(&found, "every key on a page or in the code has its text");
}

#[test]
fn every_text_is_used() {
    let used: BTreeSet<_> = uses().into_iter().map(|used| used.key).collect();
    let mut found = Vec::new();
    for key in locale(LANGUAGES[0]).messages.keys() {
        let family = FAMILIES
            .iter()
            .any(|prefix| key.starts_with(prefix) && used.contains(*prefix));
        if !used.contains(key) && !family {
            found.push(key.clone());
        }
    }
    nothing_found(&found, "texts nobody shows are taken out");
}

#[test]
fn every_act_of_the_audit_record_has_its_words() {
    let known = locale(LANGUAGES[0]).messages;
    let rooms = "accounts|admission|ballots|chamber|companies|council|desk|dues|expulsion|membership|motions|platform|voting";
    let act = Regex::new(&format!(r#""((?:{rooms})\.[a-z_]+\.[a-z_]+)""#)).unwrap();
    let mut found = Vec::new();
    for file in files("src", &[".rs"]) {
        let text = code(&file.text);
        let written = act.captures_iter(&text).map(|name| name[1].to_owned());
        let joined = joined(&file).into_iter().map(|(_, text)| text);
        for name in written.chain(joined.filter(|text| text.contains('.'))) {
            let key = format!("desk-act-{}", name.replace(['.', '_'], "-"));
            if !known.contains_key(&key) {
                found.push(format!("{}: {name} lacks {key}", file.path));
            }
        }
    }
    nothing_found(&found, "people read the record: an act is said in words");
}

#[test]
fn every_kind_of_letter_has_its_words() {
    let known = locale(LANGUAGES[0]).messages;
    let kind = Regex::new(r#""([a-z]+\.[a-z_-]+)""#).unwrap();
    // Elsewhere: where a letter is asked for, and what a subject of ballots calls its own.
    let named = r#"(?:letters::[a-z_]+\([^;"]*|letter: )"([a-z]+\.[a-z_-]+)""#;
    let named = Regex::new(named).unwrap();
    let mut found = Vec::new();
    for file in files("src", &["rs"]) {
        let text = code(&file.text);
        let kind = match file.path.contains("letters") {
            true => &kind,
            false => &named,
        };
        for name in kind
            .captures_iter(&text)
            .filter(|n| !n[1].ends_with(".ics"))
        {
            let key = format!("desk-letter-{}", name[1].replace(['.', '_'], "-"));
            if !known.contains_key(&key) {
                found.push(format!("{}: {} lacks {key}", file.path, &name[1]));
            }
        }
    }
    nothing_found(&found, "the mailbox says in words what a letter is");
}

#[test]
fn chinese_has_chinese_punctuation() {
    let mixed = Regex::new(r"[\u{4e00}-\u{9fff}][,;:!?()]|[,;:!?(][\u{4e00}-\u{9fff}]").unwrap();
    let stop = Regex::new(r"[\u{4e00}-\u{9fff}]\.(\s|$)|\.\.\.").unwrap();
    let found = every_message(|language, _, message| {
        let zh = language.starts_with("zh");
        let piece = message
            .pieces
            .iter()
            .find(|p| zh && (mixed.is_match(p) || stop.is_match(p)))?;
        Some(piece.trim().to_owned())
    });
    nothing_found(
        &found,
        "between Chinese characters stands full-width punctuation, 例如这样：，。",
    );
}

#[test]
fn english_has_no_chinese_in_it() {
    let found = every_message(|language, key, message| {
        if language != "en" || key.starts_with(LANGUAGE_NAMES) {
            return None;
        }
        let chinese = |letter| is_han(letter) || "，。；：！？（）、「」《》".contains(letter);
        message
            .pieces
            .iter()
            .find(|piece| piece.contains(chinese))
            .map(|p| p.trim().to_owned())
    });
    nothing_found(&found, "English is English");
}

/// Latin words that stand in Chinese texts as they are: names that have no other. What is in capitals
/// throughout is one as well (PDF), and what has a dot or an @ within it is an address.
const NAMES: [&str; 7] = ["Cookie", "Excel", "PAdES", "localhost", "ics", "p12", "pfx"];

#[test]
fn chinese_has_no_english_in_it() {
    let word = Regex::new(r"[A-Za-z][A-Za-z0-9@._/-]*").unwrap();
    let is_name = |word: &str| {
        let address = word.trim_end_matches('.').contains(['@', '.']);
        address || NAMES.contains(&word) || !word.contains(|c: char| c.is_ascii_lowercase())
    };
    let found = every_message(|language, key, message| {
        if !language.starts_with("zh") || key.starts_with(LANGUAGE_NAMES) {
            return None;
        }
        let words = message
            .pieces
            .iter()
            .flat_map(|piece| word.find_iter(piece));
        let english: Vec<_> = words.map(|m| m.as_str()).filter(|w| !is_name(w)).collect();
        (!english.is_empty()).then(|| english.join(" "))
    });
    nothing_found(&found, "Chinese is Chinese, but for names");
}

/// Characters of Big5's second, rare level that Traditional texts here do use.
const RARE_BUT_TRADITIONAL: &str = "";
/// Old characters within the first level that today only Simplified puts to daily use.
const SIMPLIFIED_ALL_THE_SAME: &str = "么几听于后云";
/// Traditional characters that GB 2312 has beside their simplified ones.
const TRADITIONAL_ALL_THE_SAME: &str = "後麽";

/// Simplified Chinese is what GB 2312 can write, Traditional what the first level of Big5 can: the
/// two national character sets of before Unicode tell the scripts apart without a table of our own.
fn is_of(language: &str, letter: char) -> bool {
    let text = letter.to_string();
    if language == "zh-TW" {
        let (bytes, _, unknown) = encoding_rs::BIG5.encode(&text);
        let frequent = !unknown && (bytes[0], bytes[1]) < (0xc6, 0x7f);
        return RARE_BUT_TRADITIONAL.contains(letter)
            || (frequent && !SIMPLIFIED_ALL_THE_SAME.contains(letter));
    }
    let (bytes, _, unknown) = encoding_rs::GBK.encode(&text);
    !TRADITIONAL_ALL_THE_SAME.contains(letter)
        && !unknown
        && bytes.len() == 2
        && (0xb0..=0xf7).contains(&bytes[0])
        && bytes[1] >= 0xa1
}

#[test]
fn each_chinese_is_written_in_its_own_characters() {
    let found = every_message(|language, key, message| {
        if !language.starts_with("zh") || key.starts_with(LANGUAGE_NAMES) {
            return None;
        }
        let strange: String = message
            .pieces
            .iter()
            .flat_map(|piece| piece.chars())
            .filter(|letter| is_han(*letter) && !is_of(language, *letter))
            .collect();
        (!strange.is_empty()).then_some(strange)
    });
    nothing_found(
        &found,
        "zh-CN is written in simplified, zh-TW in traditional characters",
    );
}

/// Where Chinese in the code is no text to be translated: dates as Chinese writes them, the characters
/// of amounts on bills, what people type, the name a new chamber has until it is given its own, the
/// heads of banks' columns, the characters of those in either script, names that are read in a way of their
/// own, days and words in people's tables.
const NO_TEXTS: [&str; 10] = [
    "src/kernel/pinyin_words.rs",
    "src/kernel/sheet/days.rs",
    "src/kernel/sheet/decode.rs",
    "src/kernel/sheet/simplified.rs",
    "src/platform/i18n.rs",
    "src/kernel/capitals.rs",
    "src/companies/rules/contact.rs",
    "src/kernel/brand.rs",
    "src/dues/rules/bank/words.rs",
    "src/membership/rules/roll_words.rs",
];

/// What each language calls itself, in whatever language the page is.
const OWN_NAMES: [&str; 4] = ["简体中文", "繁體中文", "简体", "繁體"];

#[test]
fn texts_stand_in_locales_and_nowhere_else() {
    let comment = Regex::new(r"(?s)\{#.*?#\}|<!--.*?-->").unwrap();
    let mut found = Vec::new();
    let mut judge = |path: &str, text: String| {
        let text = OWN_NAMES
            .iter()
            .fold(text, |text, name| text.replace(name, ""));
        if let Some(at) = text.find(is_han) {
            found.push(format!("{path}:{}", line_of(&text, at)));
        }
    };
    for file in files("src", &[".rs"]) {
        let made_up = file.path.starts_with("src/demo/") || file.path.ends_with("tests.rs");
        if !made_up && !NO_TEXTS.contains(&file.path.as_str()) {
            judge(&file.path, code(&file.text));
        }
    }
    for file in files("templates", &[".html", ".txt"]) {
        judge(&file.path, comment.replace_all(&file.text, "").into_owned());
    }
    nothing_found(
        &found,
        "no Chinese in code or templates: it could not be translated",
    );
}

#[test]
fn the_two_character_sets_tell_the_scripts_apart() {
    assert!(
        "会员表决通过后签约"
            .chars()
            .all(|letter| is_of("zh-CN", letter))
    );
    assert!(
        "會員表決通過後簽約"
            .chars()
            .all(|letter| is_of("zh-TW", letter))
    );
    assert!(
        "会员决过签约体无与"
            .chars()
            .all(|letter| !is_of("zh-TW", letter))
    );
    assert!(
        "會員決過後簽約"
            .chars()
            .all(|letter| !is_of("zh-CN", letter))
    );
}
