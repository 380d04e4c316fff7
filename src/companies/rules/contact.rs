//! How to reach a company: phone numbers, e-mail addresses and websites as people write them, put into one form.

use crate::kernel::money::without_marks;
use crate::kernel::text;

/// Why a text is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Not a phone number in China (mobile or landline with area code) nor one with a country code.
    Phone,
    /// Not an e-mail address.
    Email,
    /// Not the address of a website.
    Website,
    /// Not an amount of money above nothing.
    Amount,
    /// Not a date, or one that lies ahead.
    Date,
    /// Not one of the choices.
    Choice,
    /// Too long; so many characters fit.
    Long(usize),
}

impl Odd {
    /// Message key of what is wrong; it may use `$most`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Phone => "companies-odd-phone",
            Self::Email => "companies-odd-email",
            Self::Website => "companies-odd-website",
            Self::Amount => "companies-odd-amount",
            Self::Date => "companies-odd-date",
            Self::Choice => "companies-odd-choice",
            Self::Long(_) => "companies-odd-long",
        }
    }
}

/// Full-width letters, digits and signs as plain ones, the Chinese full stop too.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\u{3002}' {
                '.'
            } else {
                text::half_width(c)
            }
        })
        .collect()
}

/// A phone number: `13800138000`, `010-12345678`, `0755-8888888-801` or `+852 2123 4567`.
///
/// # Errors
/// [`Odd::Phone`] for anything else.
pub fn phone(text: &str) -> Result<String, Odd> {
    let plain = half_width(text);
    let plain = plain
        .trim()
        .trim_start_matches("+86")
        .trim_start_matches("0086");
    let (abroad, rest) = match plain.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, plain),
    };
    if rest
        .chars()
        .any(|c| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '(' | ')' | '/' | '.'))
    {
        return Err(Odd::Phone);
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let fits = |range: std::ops::RangeInclusive<usize>| range.contains(&digits.len());
    if abroad {
        let fine = fits(7..=15) && !digits.starts_with('0');
        return if fine {
            Ok(format!("+{digits}"))
        } else {
            Err(Odd::Phone)
        };
    }
    let second = digits.as_bytes().get(1).copied().unwrap_or(b'0');
    if digits.starts_with('1') && second >= b'3' {
        return if fits(11..=11) {
            Ok(digits)
        } else {
            Err(Odd::Phone)
        };
    }
    landline(&digits).ok_or(Odd::Phone)
}

/// Area code, number of seven or eight digits, extension of up to five.
fn landline(digits: &str) -> Option<String> {
    if digits.starts_with("400") || digits.starts_with("800") {
        return (digits.len() == 10).then(|| digits.to_owned());
    }
    if !digits.starts_with('0') {
        return None;
    }
    let short = digits.starts_with("010") || digits.starts_with("02");
    let (area, rest) = digits.split_at_checked(if short { 3 } else { 4 })?;
    let number = if short || rest.len() >= 8 { 8 } else { 7 };
    let (number, extension) = rest.split_at_checked(number)?;
    match extension.len() {
        0 => Some(format!("{area}-{number}")),
        1..=5 => Some(format!("{area}-{number}-{extension}")),
        _ => None,
    }
}

/// An e-mail address, its domain in lower case.
///
/// # Errors
/// [`Odd::Email`] if there is no name, no domain with a dot, or a character that doesn't belong.
pub fn email(text: &str) -> Result<String, Odd> {
    let plain = half_width(text.trim());
    let (name, domain) = plain.rsplit_once('@').ok_or(Odd::Email)?;
    let name_fits = !name.is_empty()
        && name.len() <= 64
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    if !name_fits || !is_domain(domain) {
        return Err(Odd::Email);
    }
    Ok(format!("{name}@{}", domain.to_ascii_lowercase()))
}

/// The address of a website; `https://` is put before it where nothing is written.
///
/// # Errors
/// [`Odd::Website`] if it isn't http or https, or has no domain.
pub fn website(text: &str) -> Result<String, Odd> {
    let plain = half_width(text.trim());
    let (scheme, rest) = match plain.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest.to_owned()),
        None => ("https".to_owned(), plain.clone()),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let name = match host.split_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        Some(_) => return Err(Odd::Website),
        None => host,
    };
    let fine = matches!(scheme.as_str(), "http" | "https")
        && is_domain(name)
        && plain.len() <= 200
        && !path
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    if !fine {
        return Err(Odd::Website);
    }
    let path = if path == "/" { "" } else { path };
    Ok(format!("{scheme}://{}{path}", host.to_ascii_lowercase()))
}

/// Labels of letters, digits and inner dashes, at least two of them; Chinese domains are fine.
fn is_domain(text: &str) -> bool {
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let labels: Vec<&str> = text.split('.').collect();
    let last_is_a_name = labels
        .last()
        .is_some_and(|l| !l.chars().all(|c| c.is_ascii_digit()));
    labels.len() >= 2 && text.len() <= 253 && last_is_a_name && labels.into_iter().all(label)
}

/// 元
const YUAN: char = '\u{5143}';
/// 万 and 萬
const TEN_THOUSAND: [char; 2] = ['\u{4e07}', '\u{842c}'];

/// An amount written in ten thousands (万元), as the hundredth part of the currency's unit: `1000.5` is 1,000,500,000 fen.
///
/// # Errors
/// [`Odd::Amount`] for anything but a number above nothing with at most six decimals.
pub fn ten_thousands(text: &str) -> Result<i64, Odd> {
    let half = half_width(text);
    let plain = half.trim().trim_end_matches(YUAN);
    let plain = plain.trim_end_matches(TEN_THOUSAND).trim_end();
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let whole = without_marks(whole).ok_or(Odd::Amount)?;
    let digits = |t: &str| t.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(part) || whole.len() > 9 || part.len() > 6 {
        return Err(Odd::Amount);
    }
    let whole: i64 = whole.parse().map_err(|_| Odd::Amount)?;
    let part: i64 = format!("{part:0<6}").parse().map_err(|_| Odd::Amount)?;
    match whole * 1_000_000 + part {
        0 => Err(Odd::Amount),
        fen => Ok(fen),
    }
}

/// An amount back in ten thousands, without idle zeros.
pub fn in_ten_thousands(fen: i64) -> String {
    let text = format!("{}.{:06}", fen / 1_000_000, fen % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phone_numbers_are_read_as_people_write_them() {
        for (typed, read) in [
            ("138 0013 8000", "13800138000"),
            ("＋86 138-0013-8000", "13800138000"),
            ("010 12345678", "010-12345678"),
            ("(0755)8888888", "0755-8888888"),
            ("0755-88888888-801", "0755-88888888-801"),
            ("400-800-8888", "4008008888"),
            ("+852 2123 4567", "+85221234567"),
        ] {
            assert_eq!(phone(typed).as_deref(), Ok(read), "{typed}");
        }
        for typed in [
            "",
            "12345",
            "12800138000",
            "1380013800",
            "88888888",
            "+0123456",
            "电话",
        ] {
            assert_eq!(phone(typed), Err(Odd::Phone), "{typed}");
        }
    }

    #[test]
    fn an_address_needs_a_name_and_a_domain() {
        assert_eq!(
            email(" Li.Na@Example.COM ").as_deref(),
            Ok("Li.Na@example.com")
        );
        for typed in [
            "",
            "a",
            "a@b",
            "@b.cn",
            "a@b..cn",
            "a b@c.cn",
            ".a@b.cn",
            "a@1.2.3.4",
        ] {
            assert_eq!(email(typed), Err(Odd::Email), "{typed}");
        }
    }

    #[test]
    fn a_website_is_http_and_has_a_domain() {
        assert_eq!(
            website("www.Example.com/").as_deref(),
            Ok("https://www.example.com")
        );
        assert_eq!(
            website("http://a.cn:8080/X?y=1").as_deref(),
            Ok("http://a.cn:8080/X?y=1")
        );
        assert_eq!(website("商会。中国").as_deref(), Ok("https://商会.中国"));
        for typed in [
            "",
            "javascript://a.b",
            "ftp://a.cn",
            "localhost",
            "a.cn:x",
            "a b.cn",
        ] {
            assert_eq!(website(typed), Err(Odd::Website), "{typed}");
        }
    }

    #[test]
    fn capital_is_written_in_ten_thousands() {
        assert_eq!(ten_thousands("1,000.5 万元"), Ok(1_000_500_000));
        assert_eq!(ten_thousands("1 000"), Ok(1_000_000_000));
        for typed in [
            "",
            "0",
            "-1",
            "1.0000001",
            "一千",
            "1e3",
            ".5",
            "50,00",
            "1,5",
            "99999999999",
        ] {
            assert_eq!(ten_thousands(typed), Err(Odd::Amount), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn capital_comes_back_as_it_was_stored(fen in 1i64..999_999_999_000_000) {
            prop_assert_eq!(ten_thousands(&in_ten_thousands(fen)), Ok(fen));
        }

        #[test]
        fn what_was_read_once_is_read_the_same_again(text in "\\PC{0,30}") {
            for read in [phone, email, website] {
                if let Ok(once) = read(&text) {
                    prop_assert_eq!(read(&once), Ok(once));
                }
            }
        }
    }
}
