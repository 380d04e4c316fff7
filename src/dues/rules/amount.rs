//! Sharing out amounts so that not a fen is lost. Pure.

use chrono::Months;

use crate::kernel::{Day, Fen};

/// `total` in so many parts that differ by a fen at most, the larger ones first.
#[must_use]
pub fn split(total: Fen, parts: i64) -> Vec<Fen> {
    let parts = parts.max(1);
    let (each, more) = (total.0.div_euclid(parts), total.0.rem_euclid(parts));
    (0..parts)
        .map(|n| Fen(each + i64::from(n < more)))
        .collect()
}

/// `total` in monthly parts, the first due on `first`: a 31st falls on the last of a short month.
#[must_use]
pub fn monthly(total: Fen, parts: i64, first: Day) -> Vec<(Day, Fen)> {
    let due = |n: u32| first.checked_add_months(Months::new(n)).unwrap_or(first);
    (0u32..).map(due).zip(split(total, parts)).collect()
}

/// Pays what is open from what there is, in order: how much goes to each, and what is left.
#[must_use]
pub fn pour(mut there: Fen, open: &[Fen]) -> (Vec<Fen>, Fen) {
    let mut shares = Vec::with_capacity(open.len());
    for need in open {
        let share = Fen(need.0.max(0).min(there.0.max(0)));
        there.0 -= share.0;
        shares.push(share);
    }
    (shares, there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hundred_in_three_parts_loses_nothing() {
        assert_eq!(split(Fen(100), 3), [Fen(34), Fen(33), Fen(33)]);
    }

    #[test]
    fn parts_from_a_31st_fall_on_the_last_of_short_months() {
        let first = "2027-01-31".parse().unwrap();
        let days: Vec<String> = monthly(Fen(300), 3, first)
            .iter()
            .map(|(d, _)| d.to_string())
            .collect();
        assert_eq!(days, ["2027-01-31", "2027-02-28", "2027-03-31"]);
    }

    proptest! {
        #[test]
        fn instalments_add_up_to_the_total(total in 0i64..1_000_000_000, parts in 1i64..40) {
            let all = split(Fen(total), parts);
            prop_assert_eq!(all.len() as i64, parts);
            prop_assert_eq!(all.iter().map(|f| f.0).sum::<i64>(), total);
            prop_assert!(all[0].0 - all[all.len() - 1].0 <= 1);
        }

        #[test]
        fn pouring_neither_makes_nor_loses_money(there in 0i64..1_000_000, open in proptest::collection::vec(-50i64..300_000, 0..9)) {
            let open: Vec<Fen> = open.into_iter().map(Fen).collect();
            let (shares, left) = pour(Fen(there), &open);
            prop_assert_eq!(shares.iter().map(|f| f.0).sum::<i64>() + left.0, there);
            prop_assert!(left.0 >= 0);
            for (share, need) in shares.iter().zip(&open) {
                prop_assert!(share.0 >= 0 && share.0 <= need.0.max(0));
                // Nothing is left over while something is open.
                prop_assert!(left.0 == 0 || share.0 == need.0.max(0));
            }
        }
    }
}
