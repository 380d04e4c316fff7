//! Which period a member is billed for next, and what a run over some days makes of it: one rule for
//! billing by hand, for a run, for looking at one beforehand, and for the forecast. Pure.

use super::rank::cost;
use super::standard::{Standard, of_period};
use crate::kernel::{Day, Fen, Say};
use crate::membership::rules::period::{PeriodRules, Priced, stretch_from};
use crate::membership::rules::ranks::Held;
use crate::membership::rules::standing::{Facts, Standing};
use crate::membership::rules::{Membership, Period};
use crate::say;

/// What of a member its next period follows from.
#[derive(Debug, Clone, Copy)]
pub struct Billed<'a> {
    /// Its rank today.
    pub rank: &'a str,
    /// Its first day.
    pub joined_on: Day,
    /// How it stands.
    pub facts: Facts,
    /// First and last day of the unbroken stretch of its latest periods; none if there are none.
    pub stretch: Option<(Day, Day)>,
}

impl<'a> Billed<'a> {
    /// Of a membership with all its periods, in order.
    #[must_use]
    pub fn of(membership: &'a Membership, periods: &[Period]) -> Self {
        let live = periods.iter().filter(|p| p.cancelled_on.is_none());
        let live: Vec<_> = live.map(Period::paid).collect();
        let last = live.last().map(|paid| paid.span.last);
        Self {
            rank: &membership.rank,
            joined_on: membership.joined_on,
            facts: membership.facts,
            stretch: stretch_from(&live).zip(last),
        }
    }

    /// Whether it is deemed to have withdrawn, so that it enters anew with the next period. Where the board has
    /// still to say so it is a member in arrears, and what it missed comes first.
    #[must_use]
    pub fn is_over(&self, rules: &PeriodRules, today: Day) -> bool {
        rules.standing(&self.facts, today) == Standing::Lapsed
    }

    /// The period it is to be billed for next, no longer than until its membership ends, and whether that
    /// begins a new stretch; none if it ends before.
    #[must_use]
    pub fn next_period(&self, rules: &PeriodRules, today: Day) -> Option<(Priced, bool)> {
        let (next, anew) = self.next_whole(rules, today);
        Some((self.until_end(rules, next)?, anew))
    }

    fn until_end(&self, rules: &PeriodRules, priced: Priced) -> Option<Priced> {
        rules.until(priced, self.facts.ended.map(|(on, _)| on))
    }

    fn next_whole(&self, rules: &PeriodRules, today: Day) -> (Priced, bool) {
        match self.stretch {
            Some((_, last)) if last < today && self.is_over(rules, today) => {
                (rules.first_period(today), true)
            }
            Some((from, last)) => (rules.next_period(from, last), false),
            // A member from before the portal: the dues year that runs, whole.
            _ if self.joined_on < rules.year_of(today).first => {
                (rules.from_before(self.joined_on, today), true)
            }
            _ => (rules.first_period(self.joined_on), true),
        }
    }
}

/// What a run goes by.
#[derive(Debug, Clone)]
pub struct Terms {
    /// How periods are counted.
    pub rules: PeriodRules,
    /// All standards.
    pub standards: Vec<Standard>,
}

/// What a run bills a member.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// For which days, at what part of a year's dues.
    pub priced: Priced,
    /// By which standard.
    pub standard: &'a Standard,
    /// At which rank: the one held on its first day.
    pub rank: &'a str,
    /// How much.
    pub amount: Fen,
    /// How much the ranks held in it since come to beyond that; less if negative.
    pub for_ranks: Fen,
    /// Whether a new stretch begins.
    pub anew: bool,
}

impl Planned<'_> {
    /// What is billed in all.
    #[must_use]
    pub fn whole(&self) -> Fen {
        Fen(self.amount.0 + self.for_ranks.0)
    }
}

/// Why most members are left out that are: the page doesn't name them one by one.
#[must_use]
pub fn billed() -> Say {
    say!("dues-skip-billed")
}

impl Terms {
    /// The period of who was a member before there were any on record: the first that begins in the run,
    /// but none after the next one, since nobody is billed for a year before the one that comes first.
    fn first_on_record(&self, joined: Day, (from, to): (Day, Day), today: Day) -> Priced {
        let at = |day| self.rules.from_before(joined, day);
        let after = |one: &Priced| at(one.span.last.succ_opt().unwrap_or(one.span.last));
        let next = after(&at(today)).span.first;
        let runs = at(from.min(next));
        let later = after(&runs);
        if runs.span.first < from && later.span.first <= to.min(next) {
            return later;
        }
        runs
    }

    /// What a run over the periods that begin in these days makes of a member that held these ranks: one that
    /// began before costs what was due for the rank of each of its days.
    ///
    /// # Errors
    /// Why it is left out.
    pub fn plan<'a>(
        &'a self,
        (member, held): (&Billed<'a>, &'a Held),
        (from, to): (Day, Day),
        today: Day,
    ) -> Result<Planned<'a>, Say> {
        if member.is_over(&self.rules, today) {
            return Err(say!("dues-skip-lapsed"));
        }
        let (priced, anew) = if member.stretch.is_some() || member.joined_on > from {
            member.next_whole(&self.rules, today)
        } else {
            (
                self.first_on_record(member.joined_on, (from, to), today),
                true,
            )
        };
        if priced.span.first > to {
            return Err(billed());
        }
        if priced.span.first < from {
            return Err(say!("dues-skip-earlier"));
        }
        let priced = member.until_end(&self.rules, priced);
        let priced = priced.ok_or_else(|| say!("dues-skip-ended"))?;
        let first = priced.span.first;
        // No rank is given for a day to come.
        let began = first < today;
        let rank = if began { held.on(first) } else { member.rank };
        let standard = of_period(&self.standards, first, to);
        let found = standard.and_then(|s| Some((s, s.fee(rank)?)));
        let (standard, fee) = found.ok_or_else(|| say!("dues-skip-no-fee"))?;
        let of_day = |rank: &str, day| {
            let standard = of_period(&self.standards, day, today);
            standard.and_then(|s| s.fee(rank)).unwrap_or_default()
        };
        Ok(Planned {
            priced,
            standard,
            rank,
            amount: priced.price(fee),
            for_ranks: match began {
                true => cost(held, &self.rules, (priced.span, rank), of_day),
                false => Fen(0),
            },
            anew,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dues::rules::StandardId;
    use crate::dues::rules::standard::AdoptedBy;
    use crate::membership::rules::period::{MonthDay, PeriodKind};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn terms(rules: PeriodRules) -> Terms {
        let standard = Standard {
            id: StandardId::new(),
            name: String::new(),
            resolution: String::new(),
            organ: AdoptedBy::Assembly,
            adopted_on: day("2024-01-01"),
            valid_from: day("2024-01-01"),
            joining_fee: Fen(0),
            levels: vec![("member".to_owned(), Fen(500_000))],
            by: String::new(),
            paper: None,
        };
        Terms {
            rules,
            standards: vec![standard],
        }
    }

    fn member(stretch: Option<(&str, &str)>) -> Billed<'static> {
        let covered_until = stretch.map(|(_, last)| day(last));
        Billed {
            rank: "member",
            joined_on: day("2020-05-01"),
            facts: Facts {
                covered_until,
                ..Facts::default()
            },
            stretch: stretch.map(|(first, last)| (day(first), day(last))),
        }
    }

    /// First day and amount, or the key of the reason.
    fn run(
        rules: PeriodRules,
        who: &Billed,
        from: &str,
        to: &str,
    ) -> Result<(String, i64), String> {
        let (terms, held) = (terms(rules), Held::always("member"));
        let planned = terms.plan((who, &held), (day(from), day(to)), day("2026-11-20"));
        planned
            .map(|one| (one.priced.span.first.to_string(), one.amount.0))
            .map_err(|why| why.key.into_owned())
    }

    #[test]
    fn a_run_bills_the_periods_that_begin_in_its_days_and_no_others() {
        let of = |from, to| {
            let paid = member(Some(("2026-01-01", "2026-12-31")));
            run(PeriodRules::default(), &paid, from, to)
        };
        let whole = Ok(("2027-01-01".to_owned(), 500_000));
        assert_eq!(of("2027-01-01", "2027-12-31"), whole);
        assert_eq!(of("2026-06-01", "2027-01-01"), whole);
        let earlier = Err("dues-skip-earlier".to_owned());
        assert_eq!(of("2028-01-01", "2028-12-31"), earlier);
        assert_eq!(of("2027-01-02", "2027-12-31"), earlier);
        let later = Err("dues-skip-billed".to_owned());
        assert_eq!(of("2026-01-01", "2026-12-31"), later);
    }

    #[test]
    fn who_has_no_period_on_record_is_billed_for_the_first_that_begins_in_the_run() {
        let of = |from, to| run(PeriodRules::default(), &member(None), from, to);
        assert_eq!(of("2027-01-01", "2027-12-31").unwrap().0, "2027-01-01");
        assert_eq!(of("2026-11-20", "2027-11-19").unwrap().0, "2027-01-01");
        assert_eq!(of("2025-01-01", "2025-12-31").unwrap().0, "2025-01-01");
        let earlier = Err("dues-skip-earlier".to_owned());
        assert_eq!(of("2026-11-20", "2026-12-31"), earlier);
        assert_eq!(of("2028-01-01", "2028-12-31"), earlier);
    }

    #[test]
    fn a_year_that_was_missed_comes_first_unless_membership_lapsed() {
        let september = |confirm_lapse| PeriodRules {
            year_starts: MonthDay { month: 9, day: 15 },
            confirm_lapse,
            ..PeriodRules::default()
        };
        let (today, unpaid) = (
            day("2026-11-20"),
            member(Some(("2024-09-15", "2025-09-14"))),
        );
        let next = |confirm_lapse| {
            let next = unpaid.next_period(&september(confirm_lapse), today);
            next.map(|(priced, anew)| (priced.span.first, priced.span.last, anew))
        };
        // The board has still to confirm: it is a member in arrears.
        let missed = (day("2025-09-15"), day("2026-09-14"), false);
        assert_eq!(next(true), Some(missed));
        let of = |confirm_lapse, from, to| run(september(confirm_lapse), &unpaid, from, to);
        let whole = Ok(("2025-09-15".to_owned(), 500_000));
        assert_eq!(of(true, "2025-09-15", "2026-09-14"), whole);
        let earlier = Err("dues-skip-earlier".to_owned());
        assert_eq!(of(true, "2026-09-15", "2027-09-14"), earlier);
        // Deemed to have withdrawn by the days alone: it enters anew.
        let anew = (today, day("2027-09-14"), true);
        assert_eq!(next(false), Some(anew));
        let lapsed = Err("dues-skip-lapsed".to_owned());
        assert_eq!(of(false, "2025-09-15", "2026-09-14"), lapsed);
    }

    #[test]
    fn a_past_year_is_priced_at_the_ranks_held_in_it() {
        let mut terms = terms(PeriodRules::default());
        let director = ("director".to_owned(), Fen(1_200_000));
        terms.standards[0].levels.push(director);
        let mut held = Held::always("member");
        held.change(day("2025-07-01"), "director");
        held.change(day("2026-03-01"), "member");
        let of = |from, to| {
            let days = (day(from), day(to));
            let planned = terms.plan((&member(None), &held), days, day("2026-11-20"));
            let planned = planned.unwrap();
            (planned.rank, planned.amount.0, planned.for_ranks.0)
        };
        let half = ("member", 500_000, 350_000);
        assert_eq!(of("2025-01-01", "2025-12-31"), half);
        let two_months = ("director", 1_200_000, -583_333);
        assert_eq!(of("2026-01-01", "2026-12-31"), two_months);
        assert_eq!(of("2027-01-01", "2027-12-31"), ("member", 500_000, 0));
    }

    #[test]
    fn rolling_periods_and_a_year_from_another_day_are_no_exception() {
        let rolling = PeriodRules {
            kind: PeriodKind::Rolling,
            ..PeriodRules::default()
        };
        let paid = member(Some(("2026-02-10", "2027-02-09")));
        let of = |from, to| run(rolling.clone(), &paid, from, to);
        assert_eq!(of("2027-02-01", "2027-02-28").unwrap().0, "2027-02-10");
        assert_eq!(
            of("2027-03-01", "2027-03-31").unwrap_err(),
            "dues-skip-earlier"
        );
        let march = PeriodRules {
            year_starts: MonthDay { month: 3, day: 15 },
            ..PeriodRules::default()
        };
        let paid = member(Some(("2026-03-15", "2027-03-14")));
        let of = |from, to| run(march.clone(), &paid, from, to);
        assert_eq!(of("2027-03-15", "2028-03-14").unwrap().1, 500_000);
        assert_eq!(
            of("2027-04-01", "2028-03-14").unwrap_err(),
            "dues-skip-earlier"
        );
    }
}
