//! Relief: less, or later. Pure.

use serde::{Deserialize, Serialize};

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

impl Relief {
    /// Whether it fits what is open.
    ///
    /// # Errors
    /// Says why it doesn't.
    pub fn fits(&self, open: Fen, most_parts: i64, today: Day) -> Result<(), Say> {
        if open.0 <= 0 {
            return Err(say!("dues-nothing-open"));
        }
        match self {
            Self::Waive(amount) if amount.0 <= 0 || *amount > open => {
                Err(say!("dues-waive-too-much", open = open))
            }
            Self::Parts(n, _) if !(2..=most_parts).contains(n) => {
                Err(say!("dues-parts-range", most = most_parts))
            }
            Self::Parts(_, first) if *first < today => Err(say!("dues-parts-past")),
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
