//! Relief: less, or later. Pure.

use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};

use super::DuesRules;
use super::invoice::Invoice;
use crate::kernel::{Day, Fen, Say};
use crate::say;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relief {
    /// So much less is owed.
    Waive(Fen),
    /// What is open is paid in so many monthly parts, the first on a day.
    Parts(i64, Day),
}

/// Whether it was done or waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granted {
    /// Done.
    Now,
    /// It waits for the president.
    Waits,
}

/// What an invoice leaves room for on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// What is open.
    pub open: Fen,
    /// Most parts the chamber allows.
    pub most_parts: i64,
    /// The day on which it is asked for.
    pub today: Day,
    /// The last day on which a first part may fall due.
    pub first_by: Day,
    /// The last one that a treasurer grants alone: when the days of grace would be over.
    pub alone_by: Day,
    /// The last day on which a last part may fall due that a treasurer grants alone: that of the period, while it
    /// runs. Parts carry a member, and beyond it they would carry one through a period that is not paid for.
    pub last_alone: Option<Day>,
}

impl Room {
    /// Of an invoice. A first part falls due while the period runs that it pays for; once that is over,
    /// within the days anybody has to pay; without a period, within a year.
    #[must_use]
    pub fn of(invoice: &Invoice, dues: &DuesRules, grace_days: i64, today: Day) -> Self {
        let since = invoice.due_on.max(today);
        let first_by = match invoice.span {
            Some(span) if today <= span.last => span.last,
            Some(_) => today + TimeDelta::days(dues.due_days),
            None => since.checked_add_months(Months::new(12)).unwrap_or(since),
        };
        Self {
            open: invoice.open(),
            most_parts: dues.most_parts,
            today,
            first_by,
            alone_by: since + TimeDelta::days(grace_days),
            last_alone: invoice
                .span
                .map(|span| span.last)
                .filter(|last| today <= *last),
        }
    }

    /// Whether a treasurer grants so many parts alone, the first due on a day.
    #[must_use]
    pub fn is_near(&self, parts: i64, first: Day) -> bool {
        let months = u32::try_from(parts - 1).unwrap_or(u32::MAX);
        let last = first.checked_add_months(Months::new(months));
        let within = |by: Day| last.is_some_and(|last| last <= by);
        first <= self.alone_by && self.last_alone.is_none_or(within)
    }
}

impl Relief {
    /// Whether it fits.
    ///
    /// # Errors
    /// Says why it doesn't.
    pub fn fits(&self, room: &Room) -> Result<(), Say> {
        let open = room.open;
        match self {
            _ if open.0 <= 0 => Err(say!("dues-nothing-open")),
            Self::Waive(amount) if amount.0 <= 0 => Err(say!("dues-waive-nothing")),
            Self::Waive(amount) if *amount > open => Err(say!("dues-waive-too-much", open = open)),
            // No part without a fen.
            Self::Parts(n, _) if !(2..=room.most_parts).contains(n) || *n > open.0 => {
                Err(say!("dues-parts-range", most = room.most_parts))
            }
            Self::Parts(_, first) if *first < room.today => Err(say!("dues-parts-past")),
            Self::Parts(_, first) if *first > room.first_by => {
                Err(say!("dues-parts-late", day = room.first_by))
            }
            _ => Ok(()),
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Say {
        match self {
            Self::Waive(amount) => say!("dues-relief-waive-words", amount = amount),
            Self::Parts(n, first) => say!("dues-relief-parts-words", n = n, first = first),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn room(today: &str, first_by: &str) -> Room {
        Room {
            open: Fen(250_000),
            most_parts: 12,
            today: day(today),
            first_by: day(first_by),
            alone_by: day(first_by),
            last_alone: Some(day(first_by)),
        }
    }

    #[test]
    fn a_first_part_falls_due_from_today_on_and_within_the_period_it_pays_for() {
        let room = room("2026-11-20", "2027-03-14");
        let at = |first: &str| {
            let fits = Relief::Parts(2, day(first)).fits(&room);
            fits.map_err(|say| say.key.to_string())
        };
        assert_eq!(at("2026-11-20"), Ok(()));
        assert_eq!(at("2027-03-14"), Ok(()));
        let late = Err("dues-parts-late".to_owned());
        assert_eq!(at("2027-03-15"), late);
        assert_eq!(at("2099-01-31"), late);
        let past = Err("dues-parts-past".to_owned());
        assert_eq!(at("2026-11-19"), past);
    }

    #[test]
    fn there_are_neither_too_many_parts_nor_any_without_a_fen() {
        let mut room = room("2026-11-20", "2027-03-14");
        let parts = |room: &Room, n| Relief::Parts(n, day("2026-12-01")).fits(room);
        assert!(parts(&room, 12).is_ok());
        assert_eq!(parts(&room, 13).unwrap_err().key, "dues-parts-range");
        assert_eq!(parts(&room, 1).unwrap_err().key, "dues-parts-range");
        room.open = Fen(2);
        assert!(parts(&room, 2).is_ok());
        assert_eq!(parts(&room, 3).unwrap_err().key, "dues-parts-range");
        room.open = Fen(0);
        assert_eq!(parts(&room, 2).unwrap_err().key, "dues-nothing-open");
    }

    #[test]
    fn no_more_is_waived_than_is_open() {
        let room = room("2026-11-20", "2027-03-14");
        assert!(Relief::Waive(Fen(250_000)).fits(&room).is_ok());
        let refused = |fen| Relief::Waive(Fen(fen)).fits(&room).unwrap_err().key;
        assert_eq!(refused(250_001), "dues-waive-too-much");
        assert_eq!(refused(0), "dues-waive-nothing");
    }

    #[test]
    fn a_treasurer_alone_lets_no_part_fall_due_after_the_period() {
        let mut room = room("2026-11-20", "2026-12-31");
        assert!(room.is_near(2, day("2026-11-30")));
        assert!(!room.is_near(2, day("2026-12-01").succ_opt().unwrap()));
        assert!(!room.is_near(12, day("2026-12-31")));
        // Once it is over nothing is left to keep within.
        room.last_alone = None;
        assert!(room.is_near(12, day("2026-12-31")));
    }
}
