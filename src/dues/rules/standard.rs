//! The standard of dues: what the assembly adopted, rank by rank. Pure.

use super::StandardId;
use crate::kernel::{Day, Fen};

/// A standard of dues with the resolution that adopted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its id.
    pub id: StandardId,
    /// Its name.
    pub name: String,
    /// The resolution: its title or number.
    pub resolution: String,
    /// When the assembly adopted it.
    pub adopted_on: Day,
    /// The first day it holds; it holds until the next one does.
    pub valid_from: Day,
    /// Asked once, on the first invoice.
    pub joining_fee: Fen,
    /// Yearly fee by rank.
    pub levels: Vec<(String, Fen)>,
    /// Who wrote it down.
    pub by: String,
}

impl Standard {
    /// The yearly fee of a rank.
    #[must_use]
    pub fn fee(&self, rank: &str) -> Option<Fen> {
        self.levels
            .iter()
            .find(|(code, _)| code == rank)
            .map(|(_, fee)| *fee)
    }

    /// How many different amounts it has. Four at most are usual (2014 notice on dues).
    #[must_use]
    pub fn steps(&self) -> usize {
        let mut fees: Vec<Fen> = self.levels.iter().map(|(_, fee)| *fee).collect();
        fees.sort_unstable();
        fees.dedup();
        fees.len()
    }
}

/// The standard in force on a day. `all` in any order.
#[must_use]
pub fn in_force(all: &[Standard], day: Day) -> Option<&Standard> {
    all.iter()
        .filter(|s| s.valid_from <= day)
        .max_by_key(|s| s.valid_from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(from: &str, fee: i64) -> Standard {
        Standard {
            id: StandardId::new(),
            name: String::new(),
            resolution: String::new(),
            adopted_on: from.parse().unwrap(),
            valid_from: from.parse().unwrap(),
            joining_fee: Fen(0),
            levels: vec![("member".into(), Fen(fee)), ("director".into(), Fen(fee))],
            by: String::new(),
        }
    }

    #[test]
    fn a_standard_holds_until_the_next_one_does() {
        let all = [standard("2027-01-01", 7), standard("2024-01-01", 5)];
        let fee = |day: &str| in_force(&all, day.parse().unwrap()).and_then(|s| s.fee("member"));
        assert_eq!(fee("2023-12-31"), None);
        assert_eq!(fee("2026-12-31"), Some(Fen(5)));
        assert_eq!(fee("2027-01-01"), Some(Fen(7)));
        assert_eq!(all[0].steps(), 1);
    }
}
