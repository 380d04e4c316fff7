//! The prepaid balance in lots: granted ones are used before purchased ones, older before younger;
//! what was granted may expire, is never paid back and never pays dues. Prepaid dues and fees of one's own chamber,
//! not a payment card. Pure.

use super::LotId;
use super::invoice::Kind;
use crate::kernel::{Day, Fen};
use crate::words;

words! {
    /// Where a lot came from.
    #[derive(PartialOrd, Ord)]
    pub enum LotKind: key "dues-lot-" {
        /// A gift of the chamber.
        Granted = "granted";
        /// Paid in, or paid too much.
        Purchased = "purchased";
    }
}

/// A lot with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// Where it came from.
    pub kind: LotKind,
    /// What it began with.
    pub amount: Fen,
    /// What is left.
    pub remaining: Fen,
    /// Last day it can be used.
    pub expires_on: Option<Day>,
    /// The day it began.
    pub on: Day,
    /// What was written beside it.
    pub note: String,
}

impl Lot {
    /// What can be used of it on a day.
    #[must_use]
    pub fn usable(&self, today: Day) -> Fen {
        match self.expires_on {
            Some(last) if last < today => Fen(0),
            _ => self.remaining,
        }
    }
}

/// Which lots pay an invoice; none for all. Dues are the same for all members of a level, so no gift
/// makes them less (fee guide for trade associations and chambers, 2024: no floating dues).
#[must_use]
pub const fn paying(kind: Kind) -> Option<LotKind> {
    if kind.is_dues() {
        Some(LotKind::Purchased)
    } else {
        None
    }
}

/// What can be used on a day; with `only`, of lots of that kind alone.
#[must_use]
pub fn balance(lots: &[Lot], today: Day, only: Option<LotKind>) -> Fen {
    let usable = lots
        .iter()
        .filter(|lot| only.is_none_or(|kind| kind == lot.kind));
    Fen(usable.map(|lot| lot.usable(today).0).sum())
}

/// Takes an amount from lots: granted first, the soonest to expire first, then the oldest. `None` if
/// there is not enough. With `only`, from lots of that kind alone: a refund takes purchased ones.
#[must_use]
pub fn take(
    lots: &[Lot],
    amount: Fen,
    today: Day,
    only: Option<LotKind>,
) -> Option<Vec<(LotId, Fen)>> {
    let mut usable: Vec<&Lot> = lots
        .iter()
        .filter(|lot| lot.usable(today).0 > 0 && only.is_none_or(|kind| kind == lot.kind))
        .collect();
    usable.sort_by_key(|lot| {
        let ends = lot.expires_on.unwrap_or(Day::MAX);
        (lot.kind, ends, lot.on, lot.id.clone())
    });
    let mut left = amount.0;
    let mut used = vec![];
    for lot in usable {
        let some = left.min(lot.remaining.0);
        if some > 0 {
            used.push((lot.id.clone(), Fen(some)));
            left -= some;
        }
    }
    (left <= 0).then_some(used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::from_ymd_opt(2026, 1, 1).unwrap() + chrono::TimeDelta::days(n)
    }

    fn lot((granted, remaining, expires, on): (bool, i64, Option<i64>, i64)) -> Lot {
        Lot {
            id: LotId::new(),
            kind: if granted {
                LotKind::Granted
            } else {
                LotKind::Purchased
            },
            amount: Fen(remaining),
            remaining: Fen(remaining),
            expires_on: expires.map(day),
            on: day(on),
            note: String::new(),
        }
    }

    #[test]
    fn gifts_go_first_then_the_oldest() {
        let lots = [
            lot((false, 100, None, 1)),
            lot((true, 30, None, 9)),
            lot((false, 100, None, 0)),
            lot((true, 30, Some(3), 5)),
        ];
        let used = take(&lots, Fen(80), day(4), None).unwrap();
        assert_eq!(
            used,
            [(lots[1].id.clone(), Fen(30)), (lots[2].id.clone(), Fen(50))]
        );
        assert_eq!(balance(&lots, day(4), None), Fen(230));
        assert!(take(&lots, Fen(201), day(0), Some(LotKind::Purchased)).is_none());
    }

    #[test]
    fn a_gift_pays_services_and_never_dues() {
        let lots = [
            lot((true, 100, None, 0)),
            lot((false, 30, None, 1)),
            lot((true, 50, Some(2), 1)),
        ];
        let there = |kind| balance(&lots, day(4), paying(kind));
        assert_eq!(there(Kind::Dues), Fen(30));
        assert_eq!(there(Kind::Rank), Fen(30));
        assert_eq!(there(Kind::Service), Fen(130));
        let dues = |amount| take(&lots, Fen(amount), day(4), paying(Kind::Dues));
        assert_eq!(dues(30), Some(vec![(lots[1].id.clone(), Fen(30))]));
        assert_eq!(dues(31), None);
    }

    proptest! {
        #[test]
        fn a_balance_never_goes_below_nothing(
            lots in proptest::collection::vec((any::<bool>(), 0i64..500, proptest::option::of(0i64..20), 0i64..20), 0..9),
            amount in 0i64..2_000, today in 0i64..20
        ) {
            let lots: Vec<Lot> = lots.into_iter().map(lot).collect();
            let there = balance(&lots, day(today), None);
            match take(&lots, Fen(amount), day(today), None) {
                None => prop_assert!(amount > there.0),
                Some(used) => {
                    prop_assert!(amount <= there.0);
                    prop_assert_eq!(used.iter().map(|(_, f)| f.0).sum::<i64>(), amount);
                    for (id, some) in &used {
                        let lot = lots.iter().find(|l| l.id == *id).unwrap();
                        prop_assert!(some.0 > 0 && some.0 <= lot.usable(day(today)).0);
                    }
                }
            }
        }
    }
}
