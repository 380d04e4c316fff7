//! Which mark stands before the hundredths in a file's amounts. Some write fifty thousand as `50.000`, others
//! fifty with three decimals; what else stands in the file settles it, or it is asked. Pure.

use std::borrow::Cow;

use crate::kernel::{Fen, Say, text};
use crate::say;

/// What is known of the marks in a file's amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// A point stands before the hundredths.
    Point,
    /// A comma does, and points stand between thousands: `1.234,56`.
    Comma,
    /// Nothing in the file says so.
    Unsettled,
}

impl Marks {
    /// What these amounts say together: those whose marks can be read in one way only.
    #[must_use]
    pub fn of<'a>(amounts: impl Iterator<Item = &'a str>) -> Self {
        let said: Vec<Self> = amounts
            .filter_map(|amount| said(&figures(amount)))
            .collect();
        let says = |marks| said.contains(&marks);
        match (says(Self::Point), says(Self::Comma)) {
            (true, false) => Self::Point,
            (false, true) => Self::Comma,
            _ => Self::Unsettled,
        }
    }

    /// Figures with a point before the hundredths and commas between thousands.
    ///
    /// # Errors
    /// If they may mean two amounts.
    pub fn plain(self, figures: &str) -> Result<Cow<'_, str>, Say> {
        let swapped = || -> String {
            let swap = |c| match c {
                '.' => ',',
                ',' => '.',
                c => c,
            };
            figures.chars().map(swap).collect()
        };
        let unclear = |one: &str, other: &str| {
            // Less than a fen is told as it stands.
            let read = |text: &str| Fen::parse(text).map_or_else(|| text.to_owned(), Fen::grouped);
            let one = one.trim_end_matches('0');
            say!(
                "dues-bank-unclear-amount",
                text = figures,
                one = read(one),
                other = read(other)
            )
        };
        match self {
            Self::Comma if is_unclear(&swapped()) => Err(unclear(&swapped(), figures)),
            Self::Comma => Ok(Cow::Owned(swapped())),
            Self::Unsettled if is_unclear(figures) => Err(unclear(figures, &swapped())),
            Self::Unsettled | Self::Point => Ok(Cow::Borrowed(figures)),
        }
    }
}

/// An amount's figures and marks, without what stands around them.
fn figures(amount: &str) -> String {
    let plain: String = amount.chars().map(text::half_width).collect();
    plain.trim_matches(|c: char| !c.is_ascii_digit()).to_owned()
}

/// What the figures before and after their only point are.
fn halves(figures: &str) -> Option<(&str, &str)> {
    let (units, cents) = figures.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(units) && digits(cents)).then_some((units, cents))
}

/// Whether these may be thousands as well as units with three decimals: `50.000`, but neither `0.500` nor
/// `5000.000`.
fn is_unclear(figures: &str) -> bool {
    let thousands = |(units, cents): (&str, &str)| {
        cents.len() == 3 && units.len() <= 3 && !units.starts_with('0')
    };
    halves(figures).is_some_and(thousands)
}

/// What the marks of one amount say by themselves, if they say anything.
fn said(figures: &str) -> Option<Marks> {
    if halves(figures).is_some() {
        return (!is_unclear(figures)).then_some(Marks::Point);
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let grouped = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        let first = groups
            .next()
            .is_some_and(|one| digits(one) && one.len() <= 3);
        first && text.contains(mark) && groups.all(|one| digits(one) && one.len() == 3)
    };
    if figures
        .rsplit_once('.')
        .is_some_and(|(units, cents)| grouped(units, ',') && digits(cents))
    {
        return Some(Marks::Point);
    }
    let comma = figures
        .rsplit_once(',')
        .is_some_and(|(units, cents)| grouped(units, '.') && digits(cents));
    let points = figures.matches('.').count() > 1 && grouped(figures, '.');
    (comma || points).then_some(Marks::Comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(amounts: &[&str]) -> Marks {
        Marks::of(amounts.iter().copied())
    }

    #[test]
    fn the_other_amounts_settle_what_a_mark_means_or_nothing_does() {
        for (amounts, marks) in [
            (&["50.00", "50.000"][..], Marks::Point),
            (&["1,234.5", "-￥50.000"][..], Marks::Point),
            (&["0.500", "50.000"][..], Marks::Point),
            (&["5000.000", "50.000"][..], Marks::Point),
            (&["12.500000", "50.000"][..], Marks::Point),
            (&["1.234,56", "50.000"][..], Marks::Comma),
            (&["1.234.567", "50.000"][..], Marks::Comma),
            (&["€ 1.234.567,8-", "50.000"][..], Marks::Comma),
            // All have three decimals, or none, or they contradict each other.
            (&["50.000", "120.500"][..], Marks::Unsettled),
            (&["5000", "5,000", "50.000"][..], Marks::Unsettled),
            (&["1.234,56", "1,234.56", "50.000"][..], Marks::Unsettled),
            (&["50,00", "x", "", "50.000"][..], Marks::Unsettled),
            (&[][..], Marks::Unsettled),
        ] {
            assert_eq!(of(amounts), marks, "{amounts:?}");
        }
    }

    #[test]
    fn three_digits_after_a_lone_point_are_asked_about_unless_it_is_settled() {
        let read = |marks: Marks, text| {
            let plain = marks.plain(text).map(Cow::into_owned);
            plain.map_err(|why| why.key.to_string())
        };
        let asked = || Err("dues-bank-unclear-amount".to_owned());
        for text in ["50.000", "1.234", "120.500"] {
            assert_eq!(read(Marks::Unsettled, text), asked(), "{text}");
            assert_eq!(read(Marks::Point, text), Ok(text.to_owned()));
        }
        assert_eq!(read(Marks::Comma, "50.000"), Ok("50,000".to_owned()));
        assert_eq!(read(Marks::Comma, "1.234,56"), Ok("1,234.56".to_owned()));
        assert_eq!(read(Marks::Comma, "50,00"), Ok("50.00".to_owned()));
        assert_eq!(read(Marks::Comma, "50,000"), asked());
        for text in [
            "50.00",
            "5,000",
            "5,000.00",
            "0.500",
            "5000.000",
            "12.500000",
            "5000",
        ] {
            assert_eq!(read(Marks::Unsettled, text), Ok(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn both_readings_are_named() {
        let why = Marks::Unsettled.plain("50.000").unwrap_err();
        let told = format!("{why:?}");
        assert!(
            told.contains("\"50.00\"") && told.contains("50,000.00"),
            "{told}"
        );
    }
}
