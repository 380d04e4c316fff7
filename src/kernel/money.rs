//! Money is a whole number of fen (1/100 of the currency unit); never a float.

use serde::{Deserialize, Serialize};

/// An amount in fen. Negative is a credit.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Whole units and fen as people write them: `1234567` fen is `12,345.67`.
    #[must_use]
    pub fn grouped(self) -> String {
        let digits = (self.0.unsigned_abs() / 100).to_string();
        let mut out = String::from(if self.0 < 0 { "-" } else { "" });
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out + &format!(".{:02}", self.0.unsigned_abs() % 100)
    }

    /// The largest amount that is taken: a billion yuan times a thousand. Tens of thousands of such still
    /// add up within an `i64`, so that no sum of what was taken can fail.
    pub const MOST: Self = Self(100_000_000_000_000);

    /// Reads `12,345.67`, `12345.6` or `12345` (full-width digits and marks too); `None` if it is no such
    /// amount, or more than [`MOST`](Self::MOST). Marks of thousands as [`without_marks`] takes them: `50,00` is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().map(super::text::half_width).collect();
        let (units, cents) = plain.split_once('.').unwrap_or((&plain, ""));
        let units = without_marks(units)?;
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if units.is_empty() || cents.len() > 2 || !digits(&units) || !digits(cents) {
            return None;
        }
        let cents: i64 = format!("{cents:0<2}").parse().ok()?;
        units
            .parse::<i64>()
            .ok()?
            .checked_mul(100)?
            .checked_add(cents)
            .map(Self)
            .filter(|fen| *fen <= Self::MOST)
    }
}

/// Whole units without their marks of thousands; `None` if these don't stand where they belong. A comma or a
/// space is such a mark only where exactly three digits follow it and one to three stand before the first.
#[must_use]
pub fn without_marks(units: &str) -> Option<String> {
    let is_mark = |c: char| c == ',' || c.is_whitespace();
    let Some(mark) = units.chars().find(|c| is_mark(*c)) else {
        return Some(units.to_owned());
    };
    let mut groups = units.split(mark);
    let first = groups.next()?;
    let fine = (1..=3).contains(&first.len()) && !first.starts_with('0');
    (fine && groups.all(|group| group.len() == 3)).then(|| units.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(Fen::parse("12,345.6"), Some(Fen(1_234_560)));
        assert_eq!(Fen::parse("５０００"), Some(Fen(500_000)));
        assert_eq!(Fen::parse("1.234"), None);
        assert_eq!(Fen::parse("-5"), None);
        for text in [
            "99999999999999999999",
            "92233720368547758.07",
            "1000000000000.01",
        ] {
            assert_eq!(Fen::parse(text), None, "{text}");
        }
        assert_eq!(Fen::parse("1000000000000"), Some(Fen::MOST));
    }

    #[test]
    fn a_comma_is_a_mark_of_thousands_only_before_three_digits() {
        for (text, fen) in [
            ("5,000.00", 500_000),
            ("5000", 500_000),
            ("５.５０", 550),
            ("５，０００．５", 500_050),
            ("1,234,567.8", 123_456_780),
            ("12 345.6", 1_234_560),
            ("5\u{a0}000", 500_000),
            ("0.50", 50),
        ] {
            assert_eq!(Fen::parse(text), Some(Fen(fen)), "{text}");
        }
        for text in [
            "50,00",
            "1,5",
            "12,34",
            "1,2,3.4",
            "5000,00",
            "1234,567",
            "1.234,56",
            "50.000",
            ",500",
            "5,000,",
            "5,,000",
            "0,500",
            "5,000.0,0",
            "5,0000",
            "1,234 567",
            "50 00",
            "5，00",
            "5、000",
        ] {
            assert_eq!(Fen::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(fen in 0..=Fen::MOST.0) {
            prop_assert_eq!(Fen::parse(&Fen(fen).grouped()), Some(Fen(fen)));
        }

        #[test]
        fn a_comma_put_elsewhere_is_refused(fen in 0..=Fen::MOST.0, at in 0usize..20) {
            let whole = Fen(fen).grouped();
            let mut moved = whole.replace(',', "");
            let point = moved.find('.').unwrap();
            let at = at.min(point);
            moved.insert(at, ',');
            let fine = moved == whole;
            prop_assert_eq!(Fen::parse(&moved).is_some(), fine, "{}", moved);
        }
    }
}
