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

    /// Reads `12,345.67`, `12345.6` or `12345` (full-width digits too); `None` if it is no such amount, or
    /// more than [`MOST`](Self::MOST).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .trim()
            .chars()
            .map(super::text::half_width)
            .filter(|c| *c != ',' && *c != ' ')
            .collect();
        let (units, cents) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if units.is_empty() || cents.len() > 2 || !digits(units) || !digits(cents) {
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

    proptest! {
        #[test]
        fn what_is_printed_reads_back(fen in 0..=Fen::MOST.0) {
            prop_assert_eq!(Fen::parse(&Fen(fen).grouped()), Some(Fen(fen)));
        }
    }
}
