//! The short reference that a transfer carries: `HF`, the year, a digit for the series, the counter,
//! two check digits (ISO 7064, mod 97-10). It is found in what a payer wrote, with spaces, dashes, full-width letters and
//! characters that look like digits put right. Pure.

use crate::kernel::text::half_width;

/// What every reference begins with: 会费.
const PREFIX: &str = "HF";
/// Fewest digits after it: year, series, counter, check.
const FEWEST: usize = 11;
/// Most digits after it.
const MOST: usize = 14;

/// The reference of the `seq`th invoice of a series in a year.
#[must_use]
pub fn make(year: i32, series: u8, seq: i64) -> String {
    let body = format!("{:02}{}{seq:06}", year.rem_euclid(100), series % 10);
    let check = 98 - remainder(&format!("{body}00"));
    format!("{PREFIX}{body}{check:02}")
}

fn remainder(digits: &str) -> u32 {
    digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |sum, d| (sum * 10 + d) % 97)
}

/// A digit as somebody may have written it.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'O' | 'Q' | 'D' => Some('0'),
        'I' | 'L' | '|' => Some('1'),
        'Z' => Some('2'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

/// Numbers of invoices that a text may carry, as `D2026-00031`: letters, figures and a dash between them,
/// each once.
#[must_use]
pub fn numbers(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .map(half_width)
        .collect::<String>()
        .to_uppercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let digits = |word: &&str| word.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let mut found: Vec<String> = words
        .map(|word| word.trim_matches('-'))
        .filter(|word| word.contains('-') && word.len() <= 40)
        .filter(digits)
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Every reference that a text may carry, in order, each once. One may run on into digits of
/// something else, so that a longer or shorter one fits too: which of them is an invoice's, the
/// invoices say.
#[must_use]
pub fn find(text: &str) -> Vec<String> {
    let plain: Vec<char> = text
        .chars()
        .map(half_width)
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '-' | '_' | '.' | '/' | '\u{2013}' | '\u{2014}')
        })
        .flat_map(char::to_uppercase)
        .collect();
    let mut found = vec![];
    for at in 0..plain.len() {
        let begins = plain.get(at..at + PREFIX.len());
        if begins.is_none_or(|two| two.iter().collect::<String>() != PREFIX) {
            continue;
        }
        let digits: String = plain
            .iter()
            .skip(at + PREFIX.len())
            .map_while(|c| digit(*c))
            .take(MOST)
            .collect();
        let fits = (FEWEST..=digits.len())
            .filter_map(|long| digits.get(..long))
            .filter(|some| remainder(some) == 1);
        for some in fits {
            let reference = format!("{PREFIX}{some}");
            if !found.contains(&reference) {
                found.push(reference);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_is_found_as_people_write_it() {
        let own = make(2026, 1, 123);
        let rest = &own[2..];
        let as_o = format!("HF{}", rest.replace('0', "O"));
        let spaced = format!("dues hf {}-{}. thanks", &rest[..4], &rest[4..]);
        let wide: String = own
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xfee0).unwrap())
            .collect();
        for text in [own.clone(), as_o, spaced, wide, format!("X{own}20261231")] {
            assert!(find(&text).contains(&own), "{text}");
        }
        assert_eq!(find("HF261000123"), Vec::<String>::new());
        assert_eq!(find("no reference at all"), Vec::<String>::new());
    }

    #[test]
    fn several_references_in_one_transfer_are_all_found() {
        let (a, b) = (make(2026, 1, 7), make(2027, 2, 123_456));
        assert_eq!(find(&format!("{a},{b} {a}")), [a, b]);
    }

    proptest! {
        #[test]
        fn one_mistyped_digit_is_never_another_invoice(seq in 1i64..2_000_000, at in 2usize..13, to in 0u32..10) {
            let own = make(2026, 1, seq);
            prop_assert!(find(&own).contains(&own));
            let mut typed: Vec<char> = own.chars().collect();
            let new = char::from_digit(to, 10).unwrap();
            if typed[at] != new {
                typed[at] = new;
                let typed: String = typed.into_iter().collect();
                // A shorter part might fit by chance, the whole never does.
                prop_assert!(!find(&typed).contains(&typed));
            }
        }
    }
}
