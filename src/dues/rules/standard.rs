//! The standard of dues: what the assembly adopted, rank by rank. Pure.

use super::StandardId;
use crate::kernel::{Day, Fen, Say};
use crate::say;

/// What a rank costs whoever joins: the one source of what the public site, the application, the pack, the
/// agreement and the first bill say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Dues a year.
    pub yearly: Fen,
    /// Asked once, on the first invoice.
    pub joining: Fen,
}

/// What a rank costs, in words; without a quote, that the assembly has to adopt it first.
#[must_use]
pub fn in_words(quote: Option<Quote>) -> Say {
    match quote {
        None => say!("dues-quote-none"),
        Some(Quote { yearly, joining }) if joining.0 > 0 => {
            say!("dues-quote-joining", yearly = yearly, joining = joining)
        }
        Some(Quote { yearly, .. }) if yearly.0 > 0 => say!("dues-quote", yearly = yearly),
        Some(_) => say!("dues-quote-free"),
    }
}

/// What each rank costs by the standard in force on a day, if there is one.
#[derive(Debug, Clone)]
pub struct Quotes(pub Option<Standard>);

impl Quotes {
    /// Of a rank; none where no standard names it.
    #[must_use]
    pub fn of(&self, rank: &str) -> Option<Quote> {
        self.0.as_ref().and_then(|standard| standard.quote(rank))
    }

    /// The same in words.
    #[must_use]
    pub fn words(&self, rank: &str) -> Say {
        in_words(self.of(rank))
    }
}

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

    /// What a rank costs whoever joins.
    #[must_use]
    pub fn quote(&self, rank: &str) -> Option<Quote> {
        let joining = self.joining_fee;
        self.fee(rank).map(|yearly| Quote { yearly, joining })
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

/// The standard that prices a period: the one in force on its first day; where there was none yet, the
/// one in force `by` a later day.
#[must_use]
pub fn of_period(all: &[Standard], first: Day, by: Day) -> Option<&Standard> {
    in_force(all, first).or_else(|| in_force(all, by))
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

    #[test]
    fn no_number_is_promised_where_no_standard_names_the_rank() {
        let mut adopted = standard("2026-01-01", 500_000);
        let key = |of: &Option<Standard>, rank: &str| Quotes(of.clone()).words(rank).key;
        assert_eq!(key(&None, "member"), "dues-quote-none");
        let of = Some(adopted.clone());
        assert_eq!(key(&of, "president"), "dues-quote-none");
        assert_eq!(key(&of, "member"), "dues-quote");
        adopted.joining_fee = Fen(100_000);
        assert_eq!(key(&Some(adopted.clone()), "member"), "dues-quote-joining");
        let free = Quotes(Some(Standard {
            joining_fee: Fen(0),
            levels: vec![("member".into(), Fen(0))],
            ..adopted
        }));
        assert_eq!(free.words("member").key, "dues-quote-free");
    }
}
