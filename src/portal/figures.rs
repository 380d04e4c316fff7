//! The chamber in numbers, counted at most once in a few seconds: the front page must not
//! become slower with every member.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use crate::chamber::rules::Organ;
use crate::companies::rules::Industry;
use crate::council;
use crate::kernel::{Day, Say};
use crate::membership::{self, Filter};
use crate::platform::chart::Chart;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::settings;
use crate::say;

/// How old the numbers may be.
const FRESH: Duration = Duration::from_secs(5);
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

/// The last count and when it was made; shared by all requests of a server.
#[derive(Default)]
pub struct Counted {
    kept: RwLock<Option<(Instant, Arc<Figures>)>>,
    counting: AtomicBool,
}

impl Counted {
    /// The numbers. While one request counts anew, the others get the last count.
    pub async fn get(&self, db: &Db, today: Day) -> Result<Arc<Figures>, Fault> {
        let kept = self.kept.read().ok().and_then(|kept| kept.clone());
        if let Some((at, figures)) = kept
            && (at.elapsed() < FRESH || self.counting.swap(true, Ordering::AcqRel))
        {
            return Ok(figures);
        }
        let counted = db.read(move |conn| count(conn, today)).await.map(Arc::new);
        self.counting.store(false, Ordering::Release);
        let figures = counted?;
        if let Ok(mut kept) = self.kept.write() {
            *kept = Some((Instant::now(), Arc::clone(&figures)));
        }
        Ok(figures)
    }
}

fn count(conn: &mut Conn, today: Day) -> Result<Figures, Fault> {
    let running = Filter {
        current: Some(true),
        rules: settings::get(conn)?,
        ..Filter::default()
    };
    let trades = membership::by_industry(conn, &running, today)?;
    let years = membership::by_year(conn)?;
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
    let named = |(code, n): &(String, i64)| Some((Say::plain(Industry::parse(code)?.key()), *n));
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
