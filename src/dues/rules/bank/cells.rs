//! Cells of a bank's table: without what programs put around them, and amounts with the marks that
//! stand beside them. Pure.

use std::borrow::Cow;

use super::direction::{is_another, is_ours};
use super::marks::Marks;
use crate::kernel::{Fen, Say, text};
use crate::say;

/// A cell without the sign that some exports put before each, or the formula around it, so that a
/// spreadsheet takes it as text: `` `5.00``, `'5.00`, `="5.00"`.
#[must_use]
pub fn bare(cell: &str) -> &str {
    let plain = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let cell = cell.trim_matches(plain);
    let cell = cell.strip_prefix("=\"").map_or(cell, |inner| {
        inner.strip_suffix('"').unwrap_or(inner).trim_matches(plain)
    });
    cell.trim_start_matches(['`', '\'']).trim_matches(plain)
}

/// A row whose formulas around texts were cut apart at their commas (`="5`, `000.00"`), with these
/// put together again, so that each cell is under its head.
#[must_use]
pub fn whole(row: &[String]) -> Cow<'_, [String]> {
    let opens = |cell: &str| cell.starts_with("=\"") && (cell.len() == 2 || !cell.ends_with('"'));
    let closes = |cell: &str| cell.ends_with('"') && !cell.starts_with("=\"");
    let end = |from: usize| {
        let mut after = row.iter().enumerate().skip(from + 1);
        let stop = after.find(|(_, cell)| cell.contains('"'))?;
        closes(stop.1).then_some(stop.0)
    };
    if !row.iter().any(|cell| opens(cell)) {
        return Cow::Borrowed(row);
    }
    let (mut cells, mut at) = (vec![], 0);
    while let Some(cell) = row.get(at) {
        let last = opens(cell).then(|| end(at)).flatten().unwrap_or(at);
        cells.push(row.get(at..=last).unwrap_or_default().join(","));
        at = last + 1;
    }
    Cow::Owned(cells)
}

/// In what amounts are told.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// The chamber's currency, an ISO 4217 code.
    pub currency: &'a str,
    /// How many tens each counts: 4 where they are told in ten thousands, -2 in fen.
    pub tens: i32,
    /// What their marks mean.
    pub marks: Marks,
}

/// Reads an amount as banks write it: a sign before or after, the currency's mark or name, commas.
/// Empty, or a dash alone: there is none.
///
/// # Errors
/// If it is no amount, so that nothing garbled becomes 0.00, one of another currency, or may be two: `50.000`.
pub fn figure(cell: &str, unit: Unit) -> Result<Option<Fen>, Say> {
    let bad = || say!("dues-bank-bad-amount", text = cell);
    let plain: String = cell.chars().map(half).collect();
    let mut rest = plain.trim();
    if matches!(rest, "" | "-" | "--" | "/") {
        return Ok(None);
    }
    if !rest.contains(|c: char| c.is_ascii_digit()) {
        return Err(bad());
    }
    let (mut negative, inner) = booked(rest);
    rest = inner;
    let outside = |c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '+' | '-');
    loop {
        let sign = rest.strip_prefix(['+', '-']);
        if let Some(after) = sign.or_else(|| rest.strip_suffix(['+', '-'])) {
            let minus = rest.starts_with('-') || (sign.is_none() && rest.ends_with('-'));
            if negative.replace(minus).is_some() {
                return Err(bad());
            }
            rest = after.trim();
            continue;
        }
        let (mark, inner) = match rest.trim_start_matches(outside) {
            inner if inner.len() < rest.len() => (&rest[..rest.len() - inner.len()], inner),
            _ => match rest.trim_end_matches(outside) {
                inner if inner.len() < rest.len() => (&rest[inner.len()..], inner),
                _ => break,
            },
        };
        if is_another(mark, unit.currency) {
            let currency = mark.trim().to_uppercase();
            return Err(say!("dues-bank-bad-currency", currency = currency));
        }
        if !is_ours(mark, unit.currency) {
            return Err(bad());
        }
        rest = inner.trim();
    }
    // Where they count ten thousands, three decimals are as usual as two.
    let figures = match unit.tens > 0 {
        true => Cow::Borrowed(rest),
        false => unit.marks.plain(rest)?,
    };
    let figures = shifted(&figures, unit.tens);
    let fen = figures.and_then(|figures| Fen::parse(&figures));
    let fen = fen.ok_or_else(bad)?;
    Ok(Some(match negative {
        Some(true) => Fen(-fen.0),
        _ => fen,
    }))
}

/// Whether an amount is negative, as the brackets around it or the side behind it (`CR`, `DR`) say; and what
/// is left of it.
fn booked(text: &str) -> (Option<bool>, &str) {
    let bracketed = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    if let Some(inner) = bracketed {
        return (Some(true), inner.trim());
    }
    let inner = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let side = text.get(inner.len()..).unwrap_or_default();
    match side.to_ascii_lowercase().as_str() {
        "cr" => (Some(false), inner.trim()),
        "dr" => (Some(true), inner.trim()),
        _ => (None, text),
    }
}

/// Plain signs and figures.
fn half(c: char) -> char {
    match text::half_width(c) {
        '\u{2212}' | '\u{fe63}' => '-',
        c => c,
    }
}

/// Figures with the point so many places further right, or left, without the noughts that spreadsheets
/// put at the end: they may hold 12.5 as 12.500000. `None` if these are none, or less than a fen.
fn shifted(figures: &str, places: i32) -> Option<String> {
    let (units, cents) = figures.split_once('.').unwrap_or((figures, ""));
    if units.is_empty() || !cents.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let Ok(places) = usize::try_from(places) else {
        let left = usize::try_from(places.unsigned_abs()).ok()?;
        let whole = cents.bytes().all(|b| b == b'0');
        let figures = format!("{:0>width$}", ungrouped(units)?, width = left + 1);
        let (units, cents) = figures.split_at_checked(figures.len() - left)?;
        return whole.then(|| format!("{units}.{cents}"));
    };
    let units = Fen::parse(units)?.0 / 100;
    let cents = format!("{cents:0<places$}");
    let (more, cents) = cents.split_at_checked(places)?;
    Some(format!("{units}{more}.{}", cents.trim_end_matches('0')))
}

/// Whole figures without the commas between thousands. `None` if these stand elsewhere.
fn ungrouped(figures: &str) -> Option<String> {
    let mut groups = figures.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fits =
        digits(first) && groups.all(|group| first.len() < 4 && group.len() == 3 && digits(group));
    fits.then(|| figures.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, tens: i32) -> Result<Option<i64>, String> {
        let (currency, marks) = ("CNY", Marks::Point);
        let unit = Unit {
            currency,
            tens,
            marks,
        };
        let read = figure(text, unit);
        read.map(|fen| fen.map(|fen| fen.0))
            .map_err(|why| why.key.to_string())
    }

    #[test]
    fn marks_of_the_chamber_s_currency_are_taken_off_on_either_side() {
        for text in [
            "￥5000.00",
            "¥5,000.00",
            "RMB 5,000.00",
            "CNY5,000.00",
            "cny 5000",
            "人民币5000.00",
            "人民币元 5000",
            "5000.00元",
            "5000圆",
            "+￥5000",
            "￥+5000",
            "5,000.00 CNY",
            "5000RMB",
            "５０００．００元",
            "CNY¥5000.00",
            "￥5,000.00元",
            "5000.000000",
            "5000 CR",
            "人民币5000元整",
        ] {
            assert_eq!(read(text, 0), Ok(Some(500_000)), "{text}");
        }
        for text in [
            "-￥50.00",
            "￥-50.00",
            "¥50.00-",
            "−50",
            "－５０元",
            "CNY -50.00",
            "(50.00)",
            "（50.00）",
            "50.00 DR",
            "(￥50)",
        ] {
            assert_eq!(read(text, 0), Ok(Some(-5_000)), "{text}");
        }
        for text in ["", " ", "-", "--", "/"] {
            assert_eq!(read(text, 0), Ok(None), "{text}");
        }
    }

    #[test]
    fn another_currency_and_what_is_no_amount_are_named() {
        for text in [
            "$50.00",
            "US$50",
            "USD 50.00",
            "50.00USD",
            "HK$50",
            "€50",
            "-950.00 €",
            "50美元",
            "50港币",
            "£5",
            "THB 50",
            "50 CNH",
        ] {
            let named = Err("dues-bank-bad-currency".to_owned());
            assert_eq!(read(text, 0), named, "{text}");
        }
        for text in [
            "5千", "5万", "5万元", "--5", "-5-", "5000,00", "1,5", "1.234,56", "(-50.00)",
            "(50.00", "12.345", "-5 CR", "1O0.00", "元", "￥", "5e3", "约5000",
        ] {
            let named = Err("dues-bank-bad-amount".to_owned());
            assert_eq!(read(text, 0), named, "{text}");
        }
        let hkd = |text| {
            figure(
                text,
                Unit {
                    currency: "HKD",
                    tens: 0,
                    marks: Marks::Point,
                },
            )
        };
        assert_eq!(hkd("HK$50元"), Ok(Some(Fen(5_000))));
        assert!(hkd("RMB50").is_err());
    }

    #[test]
    fn ten_thousands_are_multiplied_exactly() {
        for (text, fen) in [
            ("1.234567", 1_234_567),
            ("0.5", 500_000),
            ("0.0001", 100),
            ("5", 5_000_000),
            ("1,234.5", 1_234_500_000),
            ("-0.05万", i64::MIN),
            ("1.2345678", i64::MIN),
            ("1,5", i64::MIN),
            ("1,5.0", i64::MIN),
            ("100000001", i64::MIN),
        ] {
            let read = read(text, 4).unwrap_or(Some(i64::MIN));
            assert_eq!(read, Some(fen), "{text}");
        }
    }

    #[test]
    fn fen_are_divided_exactly_and_less_than_one_is_no_amount() {
        for (text, fen) in [
            ("500000", 500_000),
            ("500,000", 500_000),
            ("500000.00", 500_000),
            ("900,000,000", 900_000_000),
            ("5000,00", i64::MIN),
            ("-5", -5),
            ("0", 0),
            ("50", 50),
            ("12.5", i64::MIN),
            ("5分", i64::MIN),
        ] {
            let read = read(text, -2).unwrap_or(Some(i64::MIN));
            assert_eq!(read, Some(fen), "{text}");
        }
    }

    #[test]
    fn signs_and_formulas_around_a_cell_are_taken_off() {
        for text in [
            "5.00",
            "`5.00",
            "'5.00",
            "=\"5.00\"",
            "=\"5.00",
            "\t5.00\t",
            " ` 5.00 ",
            "=\" 5.00 \"",
            "\u{feff}5.00",
        ] {
            assert_eq!(bare(text), "5.00", "{text}");
        }
        assert_eq!((bare("=\"\""), bare("`"), bare("=")), ("", "", "="));
    }

    #[test]
    fn a_formula_that_was_cut_at_its_comma_is_put_together() {
        let row = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let cut = row("=\"20261112\"|=\"5|000.00\"||=\"6222\"|a");
        assert_eq!(
            *whole(&cut),
            row("=\"20261112\"|=\"5,000.00\"||=\"6222\"|a")
        );
        for fine in [
            "=\"5|b|c",
            "=\"5\"|6\"|c",
            "a|\"b\"|=\"\"",
            "=\"5|=\"6\"|7\"",
            "",
        ] {
            assert_eq!(*whole(&row(fine)), row(fine), "{fine}");
        }
    }
}
