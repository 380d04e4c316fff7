//! Another rank in the midst of a period: what that costs in all follows from the ranks held and the days
//! they were held on, so that a mistake and its correction leave what is owed as it was. What was charged
//! is credited first, the last charge first, and never more than was charged; only where the period itself
//! was paid before the portal, and has no invoice, what is left becomes balance, which a higher rank takes back
//! first. Pure.

use std::collections::BTreeMap;

use crate::kernel::{Day, Fen};
use crate::membership::rules::period::{PeriodRules, Span, part};
use crate::membership::rules::ranks::Held;

/// What the ranks of a period cost beyond the rank it was billed at: each step the difference for the days
/// that were left, all of it rounded once. `fee` is a rank's yearly fee by the standard of a day.
#[must_use]
pub fn cost(
    held: &Held,
    rules: &PeriodRules,
    (span, billed): (Span, &str),
    fee: impl Fn(&str, Day) -> Fen,
) -> Fen {
    let (mut sums, mut was) = (BTreeMap::<i64, i64>::new(), billed);
    for (from, rank) in held.within(span) {
        let (num, den) = rules.rest(span, from);
        *sums.entry(den).or_default() += (fee(rank, from).0 - fee(was, from).0) * num;
        was = rank;
    }
    let parts = sums.into_iter().map(|(den, sum)| part(Fen(sum), (1, den)));
    Fen(parts.map(|fen| fen.0).sum())
}

/// An invoice of a period, as far as changes of rank go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// As it was issued.
    pub total: Fen,
    /// Taken back by changes of rank; of a charge for a rank also by cancelling it.
    pub taken_back: Fen,
    /// What can still be credited: what nobody waived, gave up or took back.
    pub left: Fen,
}

/// What changes of rank have come to so far: what was charged for ranks and not taken back, less what was
/// credited on the invoice of the period itself and what became balance for want of one.
#[must_use]
pub fn booked(for_ranks: &[Charge], period: Option<&Charge>, balance: Fen) -> Fen {
    let charged: i64 = for_ranks
        .iter()
        .map(|one| one.total.0 - one.taken_back.0)
        .sum();
    Fen(charged - period.map_or(0, |one| one.taken_back.0) - balance.0)
}

/// Shares a credit out: how much goes to each of these charges, in order, and what none holds. What was waived
/// of one counts as taken back already, so it never falls to the next.
#[must_use]
pub fn credit(amount: Fen, charges: &[Charge]) -> (Vec<Fen>, Fen) {
    let mut rest = amount.0.max(0);
    let share = |one: &Charge| {
        let here = rest.min(one.total.0 - one.taken_back.0).max(0);
        rest -= here;
        Fen(here.min(one.left.0).max(0))
    };
    let shares = charges.iter().map(share).collect();
    (shares, Fen(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membership::rules::period::ProRata;
    use proptest::prelude::*;

    const RANKS: [(&str, i64); 4] = [
        ("member", 500_001),
        ("director", 1_000_000),
        ("vice_president", 2_000_003),
        ("president", 5_000_000),
    ];

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn fee(rank: &str, _: Day) -> Fen {
        let known = RANKS.iter().find(|(code, _)| *code == rank);
        Fen(known.map_or(0, |(_, fee)| *fee))
    }

    /// A period with its invoices: of the period itself, unless it came from before, and for ranks.
    struct Books {
        rules: PeriodRules,
        span: Span,
        held: Held,
        period: Option<Charge>,
        ranks: Vec<Charge>,
        /// What became balance and wasn't taken back, and how much of it is still there.
        balance: Fen,
        there: Fen,
    }

    impl Books {
        fn of(rules: &PeriodRules, span: Span, billed: Option<Fen>) -> Self {
            let charge = |total| Charge {
                total,
                taken_back: Fen(0),
                left: total,
            };
            Self {
                rules: rules.clone(),
                span,
                held: Held::always("member"),
                period: billed.map(charge),
                ranks: vec![],
                balance: Fen(0),
                there: Fen(0),
            }
        }

        fn target(&self) -> Fen {
            cost(&self.held, &self.rules, (self.span, "member"), fee)
        }

        /// What the acts do: take balance back and charge what is missing, or credit the last charge first
        /// and make balance of the rest.
        fn change(&mut self, on: Day, rank: &str) {
            self.held.change(on, rank);
            let booked = booked(&self.ranks, self.period.as_ref(), self.balance);
            let more = self.target().0 - booked.0;
            let back = more.min(self.there.0).max(0);
            self.balance.0 -= back;
            self.there.0 -= back;
            if more > back {
                self.ranks.push(Charge {
                    total: Fen(more - back),
                    taken_back: Fen(0),
                    left: Fen(more - back),
                });
            }
            let newest = self.ranks.iter().rev().copied();
            let charges: Vec<_> = newest.chain(self.period).collect();
            let (shares, rest) = credit(Fen(-more), &charges);
            if self.period.is_none() {
                self.balance.0 += rest.0;
                self.there.0 += rest.0;
            }
            let all = self.ranks.iter_mut().rev().chain(&mut self.period);
            for (one, share) in all.zip(shares) {
                one.taken_back.0 += share.0;
                one.left.0 -= share.0;
            }
        }

        /// What is owed less what is balance.
        fn owed(&self) -> i64 {
            let all = self.ranks.iter().chain(&self.period);
            all.map(|one| one.left.0).sum::<i64>() - self.there.0
        }
    }

    fn year() -> Span {
        Span {
            first: day("2026-01-15"),
            last: day("2026-12-31"),
        }
    }

    #[test]
    fn a_mistake_and_its_correction_touch_the_charge_of_the_mistake_alone() {
        let mut books = Books::of(&PeriodRules::default(), year(), Some(Fen(500_001)));
        books.change(day("2026-01-15"), "president");
        assert_eq!(books.ranks[0].left, Fen(4_499_999));
        books.change(day("2026-01-15"), "member");
        assert_eq!(books.ranks[0].left, Fen(0));
        assert_eq!(books.period.unwrap().left, Fen(500_001));
    }

    #[test]
    fn a_member_from_before_is_charged_and_credited_alike() {
        let mut books = Books::of(&PeriodRules::default(), year(), None);
        books.change(day("2026-11-20"), "president");
        assert_eq!(books.owed(), 750_000);
        books.change(day("2026-11-20"), "member");
        assert_eq!(books.owed(), 0);
        // What it paid before the portal is on no invoice: two months of a rank without dues are balance.
        books.change(day("2026-11-20"), "none");
        assert_eq!((books.owed(), books.there), (-83_334, Fen(83_334)));
        books.change(day("2026-11-20"), "member");
        assert_eq!((books.owed(), books.there), (0, Fen(0)));
        assert_eq!(
            books.ranks.len(),
            1,
            "nothing is charged for what was balance"
        );
    }

    #[test]
    fn what_was_balance_and_is_spent_is_charged_and_credited_there() {
        let mut books = Books::of(&PeriodRules::default(), year(), None);
        books.change(day("2026-11-20"), "none");
        books.there = Fen(0);
        books.change(day("2026-11-20"), "member");
        assert_eq!(books.ranks.len(), 1);
        assert_eq!(books.ranks[0].left, Fen(83_334));
        books.change(day("2026-11-20"), "none");
        assert_eq!((books.ranks[0].left, books.there), (Fen(0), Fen(0)));
    }

    #[test]
    fn a_change_that_is_entered_late_leaves_the_later_ones_as_they_are() {
        let mut books = Books::of(&PeriodRules::default(), year(), Some(Fen(500_001)));
        books.change(day("2026-07-01"), "director");
        books.change(day("2026-10-01"), "member");
        assert_eq!(books.owed(), 500_001 + 125_000);
        books.change(day("2026-03-01"), "vice_president");
        // 1,500,002 for ten months, less 1,000,003 for six, less 499,999 for three: rounded once.
        assert_eq!(books.owed(), 500_001 + 625_000);
        // What was said of the first of March by mistake is corrected on that day.
        books.change(day("2026-03-01"), "member");
        assert_eq!(books.owed(), 500_001 + 125_000);
    }

    #[test]
    fn what_was_waived_of_a_charge_is_not_taken_from_the_next() {
        let waived = Charge {
            total: Fen(4_500),
            taken_back: Fen(0),
            left: Fen(3_500),
        };
        let period = Charge {
            total: Fen(500),
            taken_back: Fen(0),
            left: Fen(500),
        };
        let shares = credit(Fen(4_500), &[waived, period]);
        assert_eq!(shares, (vec![Fen(3_500), Fen(0)], Fen(0)));
        let shares = credit(Fen(6_000), &[waived, period]);
        assert_eq!(shares, (vec![Fen(3_500), Fen(500)], Fen(1_000)));
    }

    #[test]
    fn a_period_billed_before_the_change_costs_the_whole_difference() {
        let mut held = Held::always("member");
        held.change(day("2026-12-01"), "director");
        let next = Span {
            first: day("2027-01-01"),
            last: day("2027-12-31"),
        };
        let rules = PeriodRules::default();
        assert_eq!(cost(&held, &rules, (next, "member"), fee), Fen(499_999));
        assert_eq!(cost(&held, &rules, (next, "director"), fee), Fen(0));
    }

    fn some_rules() -> impl Strategy<Value = PeriodRules> {
        prop_oneof![
            Just(ProRata::None),
            Just(ProRata::Months),
            Just(ProRata::Days)
        ]
        .prop_map(|pro_rata| PeriodRules {
            pro_rata,
            ..PeriodRules::default()
        })
    }

    proptest! {
        /// On the way each charge is what the rule says of rank and days; and back where it began, what is
        /// owed is what it was, with an invoice of the period or without one.
        #[test]
        fn changes_on_one_day_that_come_back_cost_nothing(
            rules in some_rules(), billed: bool, at in 0i64..350,
            ranks in proptest::collection::vec(0usize..4, 0..8)
        ) {
            let share = rules.rest(year(), year().first);
            let billed = billed.then(|| part(fee("member", year().first), share));
            let mut books = Books::of(&rules, year(), billed);
            let (before, on) = (books.owed(), year().first + chrono::TimeDelta::days(at));
            for rank in ranks {
                books.change(on, RANKS[rank].0);
                let more = Fen(RANKS[rank].1 - RANKS[0].1);
                prop_assert_eq!(books.owed() - before, part(more, rules.rest(year(), on)).0);
            }
            books.change(on, "member");
            prop_assert_eq!(books.owed(), before);
        }

        /// On whatever days: nothing is credited that wasn't charged, and what is owed is what the ranks
        /// held say, as long as they don't come to less than nothing.
        #[test]
        fn what_is_owed_follows_from_the_ranks_held(
            rules in some_rules(), changes in proptest::collection::vec((0i64..351, 0usize..4), 0..8)
        ) {
            let mut books = Books::of(&rules, year(), Some(Fen(500_001)));
            for (at, rank) in changes {
                books.change(year().first + chrono::TimeDelta::days(at), RANKS[rank].0);
                prop_assert_eq!(books.owed(), 500_001 + books.target().0);
                prop_assert!(books.ranks.iter().all(|one| one.left.0 >= 0));
            }
        }

        /// Who paid before the portal is charged and credited alike, a rank without dues among them: up and
        /// down, or down and up, on whatever days, and back on each of them comes to nothing.
        #[test]
        fn who_paid_before_the_portal_is_charged_and_credited_alike(
            rules in some_rules(), changes in proptest::collection::vec((0i64..351, 0usize..5), 0..8)
        ) {
            let mut books = Books::of(&rules, year(), None);
            let at = |days| year().first + chrono::TimeDelta::days(days);
            let rank = |n: usize| RANKS.get(n).map_or("none", |(code, _)| *code);
            for (days, n) in &changes {
                books.change(at(*days), rank(*n));
                prop_assert_eq!(books.owed(), books.target().0);
                prop_assert!(books.there.0 >= 0);
                prop_assert!(books.ranks.iter().all(|one| one.left.0 >= 0));
                let charged: i64 = books.ranks.iter().map(|one| one.left.0).sum();
                prop_assert!(charged == 0 || books.there.0 == 0, "never both side by side");
            }
            for (days, _) in &changes {
                books.change(at(*days), "member");
            }
            prop_assert_eq!((books.owed(), books.there), (0, Fen(0)));
        }
    }
}
