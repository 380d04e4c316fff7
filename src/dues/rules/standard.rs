//! The standard of dues: what the assembly adopted, rank by rank; and what it makes of a rank on a day. Pure.

use serde::{Deserialize, Serialize};

use super::StandardId;
use crate::kernel::id::FileId;
use crate::kernel::{Day, Fen, Say};
use crate::membership::rules::period::PeriodRules;
use crate::say;
use crate::words;

words! {
    /// The organ that adopted a standard: dues are set by the members' assembly or its delegates and by
    /// nobody else (notice on dues of 2014, fee guide of 2024), so no other can be named.
    pub stored enum AdoptedBy: key "dues-standard-organ-" {
        /// The assembly of all members.
        Assembly = "assembly";
        /// The assembly of members' delegates.
        Delegates = "delegates";
    }
}

/// What a rank costs whoever joins on a day: the one source of what the public site, the ranks, the
/// application, the pack, the notice, the agreement and the first bill say. Without dues nothing can be
/// promised; dues of 0 are a promise, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quote {
    /// Dues a year; none where no standard in force names the rank.
    pub dues: Option<Fen>,
    /// Asked once beside them, on the first invoice; none where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joining: Option<Fen>,
    /// The first bill; none in papers of earlier builds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<First>,
}

/// What is billed first for dues if membership begins on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct First {
    /// The day membership begins.
    pub on: Day,
    /// The last day of the first period.
    pub until: Day,
    /// The dues of these days.
    pub dues: Fen,
}

impl Quote {
    /// Dues a year and the joining fee, in words; without a standard, that there is none yet.
    #[must_use]
    pub fn in_words(&self) -> Say {
        match (self.dues, self.joining) {
            (None, _) => say!("dues-quote-none"),
            (Some(Fen(0)), None) => say!("dues-quote-free"),
            (Some(Fen(0)), Some(joining)) => say!("dues-quote-joining-only", joining = joining),
            (Some(yearly), None) => say!("dues-quote", yearly = yearly),
            (Some(yearly), Some(joining)) => {
                say!("dues-quote-joining", yearly = yearly, joining = joining)
            }
        }
    }

    /// The first bill in words, joining fee included; none where there will be none.
    #[must_use]
    pub fn first_in_words(&self) -> Option<Say> {
        let first = self.first?;
        let total = Fen(first.dues.0 + self.joining.unwrap_or_default().0);
        (total.0 > 0).then(|| {
            say!(
                "dues-quote-first",
                day = first.on,
                total = total,
                until = first.until
            )
        })
    }

    /// Both in one sentence.
    #[must_use]
    pub fn whole(&self) -> Say {
        match self.first_in_words() {
            Some(first) => say!("dues-quote-whole", dues = self.in_words(), first = first),
            None => self.in_words(),
        }
    }

    /// What it promises, as a form that was shown it sends it back.
    #[must_use]
    pub fn mark(&self) -> String {
        let fen = |fee: Option<Fen>| fee.map(|fen| fen.0.to_string()).unwrap_or_default();
        format!("{}+{}", fen(self.dues), fen(self.joining))
    }

    /// Whether this promises the same dues and joining fee as another, whatever day either is for.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        (self.dues, self.joining) == (other.dues, other.joining)
    }
}

/// What each rank costs who joins on a day, by the standard in force then.
#[derive(Debug, Clone)]
pub struct Quotes {
    /// The standard; none where the assembly adopted none that holds yet.
    pub standard: Option<Standard>,
    /// How periods are counted.
    pub rules: PeriodRules,
    /// The day.
    pub day: Day,
}

impl Quotes {
    /// Of a rank; empty where no standard names it.
    #[must_use]
    pub fn of(&self, rank: &str) -> Quote {
        let named = |of: &Standard| Some((of.fee(rank)?, of.joining_fee));
        let Some((yearly, joining)) = self.standard.as_ref().and_then(named) else {
            return Quote::default();
        };
        let priced = self.rules.first_period(self.day);
        Quote {
            dues: Some(yearly),
            joining: Some(joining).filter(|fee| fee.0 > 0),
            first: Some(First {
                on: priced.span.first,
                until: priced.span.last,
                dues: priced.price(yearly),
            }),
        }
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
    /// Who adopted it.
    pub organ: AdoptedBy,
    /// The day they did.
    pub adopted_on: Day,
    /// The first day it holds; it holds until the next one does.
    pub valid_from: Day,
    /// Asked once, on the first invoice.
    pub joining_fee: Fen,
    /// Yearly fee by rank.
    pub levels: Vec<(String, Fen)>,
    /// Who wrote it down.
    pub by: String,
    /// The resolution on paper; none until it is uploaded.
    pub paper: Option<FileId>,
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

    /// What it rests on: its name, who adopted it, when, by which resolution.
    #[must_use]
    pub fn basis(&self) -> Say {
        say!(
            "dues-printed-basis",
            standard = self.name.as_str(),
            organ = self.organ.in_words(),
            resolution = self.resolution.as_str(),
            day = self.adopted_on
        )
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
            organ: AdoptedBy::Assembly,
            adopted_on: from.parse().unwrap(),
            valid_from: from.parse().unwrap(),
            joining_fee: Fen(0),
            levels: vec![("member".into(), Fen(fee)), ("director".into(), Fen(fee))],
            by: String::new(),
            paper: None,
        }
    }

    fn quote(standard: Option<&Standard>, rank: &str) -> Quote {
        let quotes = Quotes {
            standard: standard.cloned(),
            rules: PeriodRules::default(),
            day: "2026-11-30".parse().unwrap(),
        };
        quotes.of(rank)
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
        let key = |of: Option<&Standard>, rank: &str| quote(of, rank).in_words().key;
        assert_eq!(quote(None, "member"), Quote::default());
        assert_eq!(key(None, "member"), "dues-quote-none");
        assert_eq!(key(Some(&adopted), "president"), "dues-quote-none");
        assert_eq!(key(Some(&adopted), "member"), "dues-quote");
        adopted.joining_fee = Fen(100_000);
        assert_eq!(key(Some(&adopted), "member"), "dues-quote-joining");
        adopted.levels = vec![("member".into(), Fen(0))];
        assert_eq!(key(Some(&adopted), "member"), "dues-quote-joining-only");
    }

    #[test]
    fn nothing_is_a_standard_too_and_makes_no_bill() {
        let nothing = quote(Some(&standard("2026-01-01", 0)), "member");
        assert_eq!(nothing.dues, Some(Fen(0)));
        assert_eq!(nothing.whole().key, "dues-quote-free");
    }

    #[test]
    fn the_first_bill_is_for_what_is_left_of_the_year_and_for_joining() {
        let mut adopted = standard("2026-01-01", 300_000);
        adopted.joining_fee = Fen(50_000);
        let quote = quote(Some(&adopted), "member");
        let (on, until) = ("2026-11-30".parse().unwrap(), "2026-12-31".parse().unwrap());
        // Two begun months of twelve.
        let dues = Fen(50_000);
        assert_eq!(quote.first, Some(First { on, until, dues }));
        let told = say!(
            "dues-quote-first",
            day = on,
            total = Fen(100_000),
            until = until
        );
        assert_eq!(quote.first_in_words(), Some(told));
    }

    #[test]
    fn papers_of_earlier_builds_are_read_and_written_as_they_were() {
        for text in [
            r#"{"dues":500000}"#,
            r#"{"dues":null}"#,
            r#"{"dues":1,"joining":2}"#,
        ] {
            let quote: Quote = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&quote).unwrap(), text);
            assert_eq!(quote.first_in_words(), None);
        }
    }
}
