//! The chamber in numbers.

use crate::chamber::rules::Organ;
use crate::companies::rules::Industry;
use crate::council;
use crate::kernel::{Day, Say};
use crate::membership::{self, Filter};
use crate::platform::chart::Chart;
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::say;

/// How many industries are drawn on their own.
const TRADES: usize = 8;
/// How many years are drawn.
const YEARS: usize = 10;

/// The chamber in numbers.
pub struct Figures {
    /// Member companies today.
    pub members: i64,
    /// Industries they work in.
    pub industries: i64,
    /// Filled seats of the board.
    pub board: i64,
    /// Members at each year's end.
    pub growth: Chart,
    /// Members by industry.
    pub trades: Chart,
}

/// Counts the chamber today.
///
/// # Errors
/// If the database fails.
pub fn count(conn: &mut Conn, today: Day) -> Result<Figures, Fault> {
    let running = Filter {
        current: Some(true),
        rules: settings::get(conn)?,
        ..Filter::default()
    };
    let trades = membership::by_industry(conn, &running, today)?;
    let years = membership::by_year(conn, today)?;
    let years = years.iter().skip(years.len().saturating_sub(YEARS));
    Ok(Figures {
        members: trades.iter().map(|(_, n)| n).sum(),
        industries: trades.iter().filter(|(code, _)| !code.is_empty()).count() as i64,
        board: council::filled(conn, Organ::Board, today)?.len() as i64,
        growth: Chart::counts(
            say!("portal-figures-growth"),
            years.map(|(year, n)| (year.to_string(), *n)),
        ),
        trades: Chart::counts(say!("portal-figures-industry"), by_trade(&trades)),
    })
}

/// The largest industries, and all others together.
fn by_trade(found: &[(String, i64)]) -> Vec<(Say, i64)> {
    let named =
        |(code, n): &(String, i64)| Some((Say::plain(Industry::from_word(code)?.key()), *n));
    let mut rows: Vec<_> = found.iter().filter_map(named).collect();
    let shown: i64 = rows.iter().take(TRADES).map(|(_, n)| n).sum();
    let others = found.iter().map(|(_, n)| n).sum::<i64>() - shown;
    rows.truncate(TRADES);
    if others > 0 {
        rows.push((say!("portal-figures-others"), others));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_unknown_industries_are_drawn_together() {
        let codes = ["C", "F", "I", "E", "G", "J", "K", "L", "M", "N", ""];
        let found: Vec<_> = codes.iter().map(|code| ((*code).to_owned(), 10)).collect();
        let rows = by_trade(&found);
        assert_eq!(rows.len(), TRADES + 1);
        assert_eq!(rows.last(), Some(&(say!("portal-figures-others"), 30)));
        assert_eq!(by_trade(&[]), vec![]);
    }
}
