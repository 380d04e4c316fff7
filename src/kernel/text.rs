//! Texts as people type them: width, folding for search, e-mail addresses.

/// Full-width ASCII (as Chinese keyboards type it) to plain; everything else unchanged.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A number as somebody types it: half-width, without spaces.
#[must_use]
pub fn dense(text: &str) -> String {
    let plain = text.chars().map(half_width);
    plain.filter(|c| !c.is_whitespace()).collect()
}

/// In one line: no breaks and nothing that isn't seen, single spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Somebody's name in a letter to people who don't know them: nothing in it that a mail program would make a
/// link or an address of.
#[must_use]
pub fn unlinked(name: &str) -> String {
    let one = one_line(name).replace("://", " ").replace('@', " ");
    let chars: Vec<char> = one.chars().collect();
    let joins = |at: usize| {
        let beside = |at: Option<usize>| at.and_then(|at| chars.get(at));
        let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        word(beside(at.checked_sub(1))) && word(beside(Some(at + 1)))
    };
    let dot = |(at, c): (usize, &char)| match c {
        '.' if joins(at) => '·',
        other => *other,
    };
    chars.iter().enumerate().map(dot).collect()
}

/// Signs that end or part sentences, and those of markup and addresses: they stand in no name. What does (`.` as in
/// `J. R. Smith`, `'`, `-`, `·`, a comma, brackets) is left.
const NO_NAME: &str = "。！？；：，、…!?;:<>@/\\{}[]|=\"“”*#`";

/// Whether this can be what somebody is called: no sentence, no markup, nothing to follow.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let domain = |word: &str| {
        let mut labels = word.trim_matches('.').split('.').rev();
        let is_low = |label: &str| label.len() > 1 && label.chars().all(|c| c.is_ascii_lowercase());
        labels.next().is_some_and(is_low) && labels.next().is_some_and(|label| label.len() > 1)
    };
    !text.chars().any(|c| NO_NAME.contains(c)) && !text.split_whitespace().any(domain)
}

/// The form used for searching: half-width, lower case, single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text.chars().map(half_width).collect();
    plain
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The form in which names are compared: half-width, lower case, without spaces. What stands in brackets
/// is part of a name.
#[must_use]
pub fn same(name: &str) -> String {
    dense(name).to_lowercase()
}

/// Whether a text holds this full name of a person or a company. A name of one character is nobody's.
#[must_use]
pub fn names(text: &str, name: &str) -> bool {
    let name = fold(name);
    name.chars().count() > 1 && fold(text).contains(&name)
}

/// Whether a text begins with this full name, alone or parted from what follows: `Example Ltd., Ms Li`.
#[must_use]
pub fn begins_with(text: &str, name: &str) -> bool {
    let (folded, wanted) = (fold(text), fold(name));
    let parted = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let begins = folded.strip_prefix(wanted.as_str()).is_some_and(parted);
    wanted.chars().count() > 1 && (begins || same(text) == same(name))
}

/// What each word of a search is looked for by: patterns of SQL's LIKE on a folded column.
pub fn patterns(search: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = fold(search).split(' ').map(str::to_owned).collect();
    let plain = words.into_iter().map(|word| word.replace(['%', '_'], ""));
    plain
        .filter(|word| !word.is_empty())
        .map(|word| format!("%{word}%"))
}

/// An e-mail address as the key of an account: half-width, trimmed, lower case.
///
/// Accepts what mail servers in use accept: one `@`, a dotted domain, no spaces, at most
/// 254 bytes (RFC 5321 §4.5.3.1.3). Returns `None` for anything else.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let plain: String = text
        .trim()
        .chars()
        .map(half_width)
        .collect::<String>()
        .to_lowercase();
    let (local, domain) = plain.split_once('@')?;
    let word =
        |s: &str| !s.is_empty() && !s.starts_with('.') && !s.ends_with('.') && !s.contains("..");
    let fine = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;:<>()[]\\\"".contains(c);
    (plain.len() <= 254
        && local.len() <= 64
        && word(local)
        && word(domain)
        && domain.contains('.')
        && local.chars().all(fine)
        && domain
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.'))
    .then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_typed_on_a_chinese_keyboard() {
        assert_eq!(
            email(" Li.Wei＠Example.COM "),
            Some("li.wei@example.com".into())
        );
        for bad in [
            "",
            "a",
            "a@",
            "@b.cn",
            "a@b",
            "a b@c.cn",
            "a@b..cn",
            "a@b.cn,c@d.cn",
            "a@中文.cn",
        ] {
            assert_eq!(email(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_name_in_a_letter_is_no_link() {
        for (name, shown) in [
            (
                "Win at https://evil.example/x",
                "Win at https evil·example/x",
            ),
            ("www.evil.example", "www·evil·example"),
            ("a@b.cn", "a b·cn"),
            ("J. R. Smith", "J. R. Smith"),
            ("Example Co., Ltd.", "Example Co., Ltd."),
            ("晨光机械有限公司", "晨光机械有限公司"),
        ] {
            assert_eq!(unlinked(name), shown);
        }
    }

    #[test]
    fn names_of_people_are_names_and_what_leads_elsewhere_is_none() {
        for name in [
            "王晓明",
            "阿卜杜拉·买买提",
            "J. R. R. Tolkien",
            "Jean-Luc O'Neill",
            "Martin Luther King, Jr.",
            "李明（Leo）",
            "St. John",
            "Dr.Li",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "请点击 http://evil.test 领取退款",
            "请点击evil.test",
            "<b>甲</b>",
            "您有退款，请领取",
            "Win now!",
            "a@b.cn",
            "www.evil.example",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn a_name_is_the_same_whatever_its_width_case_and_spaces_and_its_brackets_count() {
        assert_eq!(same("示例 （深圳）有限公司"), same("示例(深圳)有限公司"));
        assert_eq!(
            same("Example Trading Co. Ltd."),
            same("EXAMPLE TRADING CO. LTD.")
        );
        assert_ne!(same("示例（深圳）有限公司"), same("示例（东莞）有限公司"));
    }

    #[test]
    fn a_text_begins_with_one_name_and_what_stands_in_its_middle_is_none_of_it() {
        let both = "演示·沧浪塑业有限公司、演示·和顺印务有限公司";
        assert!(begins_with(both, "演示·沧浪塑业有限公司"));
        assert!(!begins_with(both, "演示·和顺印务有限公司"));
        assert!(begins_with("示例 （深圳）有限公司", "示例(深圳)有限公司"));
        assert!(begins_with("Beech Timber, Ms W", "beech timber"));
        assert!(!begins_with("Beech Timbers", "Beech Timber"));
        assert!(!begins_with("Ms W, Beech Timber", "Beech Timber"));
        assert!(!begins_with("示例有限公司", ""));
    }

    #[test]
    fn search_does_not_care_for_case_and_width() {
        assert_eq!(fold("　ＡＢc  公司 "), "abc 公司");
    }
}
