//! Which receipt a bank took back with a later line, whole or in part: by the references that the bank kept,
//! else by who paid. What can't be told between several is told so, and never guessed. Pure.

use std::borrow::Borrow;

use super::same::account;
use super::what::What;
use super::{Line, names};
use crate::dues::rules::reference;

/// The kind of reference that the payer gives, and that a return carries on: see [`Line::refs`].
pub const END_TO_END: &str = "e2e";

/// How a return names a receipt, the vaguest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The same account or name, but another reference of the payer's.
    Other,
    /// The same account or name.
    Payer,
    /// The same reference of an invoice.
    Invoice,
    /// So many references that the bank kept.
    Kept(usize),
}

/// How `back` names `line`, if it may take it back: it says that it is a return, comes no earlier, and turns
/// the same amount round or a part of it. Whether both are of one account has to be asked before.
#[must_use]
pub fn tie(back: &Line, line: &Line) -> Option<Tie> {
    let may = back.what == What::Return
        && back.amount.0 < 0
        && line.what == What::Plain
        && line.amount.0 >= -back.amount.0
        && line.on <= back.on;
    if !may {
        return None;
    }
    let kept = back.refs.iter().filter(|one| line.refs.contains(one));
    let kept = kept.count() + usize::from(is_of_row(back, line));
    let theirs = account(&back.payer_account);
    let same_account = !theirs.is_empty() && theirs == account(&line.payer_account);
    let same_payer = same_account || names::same(&back.payer, &line.payer);
    // What two payers' lines share by chance says nothing of a part.
    let named = !back.payer.is_empty() && !line.payer.is_empty();
    if named && !same_payer && !is_whole(back, line) {
        return None;
    }
    let same_invoice = || {
        let named = reference::find(&back.purpose);
        let again = || reference::find(&line.purpose);
        !named.is_empty() && again().iter().any(|one| named.contains(one))
    };
    if kept > 0 {
        Some(Tie::Kept(kept))
    } else if same_invoice() {
        Some(Tie::Invoice)
    } else if same_payer {
        Some(match differ(back, line) {
            true => Tie::Other,
            false => Tie::Payer,
        })
    } else {
        None
    }
}

/// Whether all of a receipt would be taken back, and not a part.
fn is_whole(back: &Line, line: &Line) -> bool {
    line.amount.0 == -back.amount.0
}

/// Whether the row of a receipt itself says that it was given back: then the return carries its number on.
fn is_of_row(back: &Line, line: &Line) -> bool {
    let rest = back.serial.strip_prefix(&line.serial);
    !line.serial.is_empty() && rest.is_some_and(|rest| rest.starts_with(' '))
}

/// Whether both carry a reference of the payer's, and not the same.
fn differ(one: &Line, other: &Line) -> bool {
    let own = |line: &Line| {
        let mut refs = line.refs.iter();
        refs.find(|own| own.split(' ').next() == Some(END_TO_END))
            .cloned()
    };
    own(one).zip(own(other)).is_some_and(|(a, b)| a != b)
}

/// Which of these lines of its account a return may take back, those that it names best, by their places, and
/// before a part a whole one; and whether that is sure: there is one alone, and nothing says otherwise. That a
/// part is of a payer's receipt is sure only if more than the payer says so.
#[must_use]
pub fn among<L: Borrow<Line>>(back: &Line, lines: &[L]) -> (Vec<usize>, bool) {
    let tied = |line: &Line| Some((tie(back, line)?, is_whole(back, line)));
    let ties = lines.iter().enumerate();
    let ties = ties.filter_map(|(at, line)| Some((at, tied(line.borrow())?)));
    let ties: Vec<(usize, (Tie, bool))> = ties.collect();
    let best = ties.iter().map(|(_, tie)| *tie).max();
    let named = ties.iter().filter(|(_, tie)| Some(*tie) == best);
    let named: Vec<usize> = named.map(|(at, _)| *at).collect();
    let tells = |(tie, whole)| tie > Tie::Payer || (whole && tie > Tie::Other);
    let sure = named.len() == 1 && best.is_some_and(tells);
    (named, sure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Fen;

    fn line(day: &str, amount: i64, payer: &str, account: &str) -> Line {
        Line {
            on: day.parse().unwrap(),
            amount: Fen(amount),
            payer: payer.into(),
            payer_account: account.into(),
            ..Line::default()
        }
    }

    fn back(day: &str, refs: &[&str]) -> Line {
        Line {
            what: What::Return,
            refs: refs.iter().map(|one| (*one).to_owned()).collect(),
            ..line(day, -500, "示例（甲）公司", "")
        }
    }

    fn with(refs: &[&str], own: Line) -> Line {
        Line {
            refs: refs.iter().map(|one| (*one).to_owned()).collect(),
            ..own
        }
    }

    #[test]
    fn a_return_takes_back_what_it_names_and_nothing_later_or_of_another() {
        let mut back = back("2026-11-03", &[]);
        let plain = line("2026-11-02", 500, "示例(甲)公司", "1");
        assert_eq!(tie(&back, &plain), Some(Tie::Payer));
        for other in [
            line("2026-11-04", 500, "示例(甲)公司", "1"),
            line("2026-11-02", 499, "示例(甲)公司", "1"),
            line("2026-11-02", 500, "示例(乙)公司", ""),
            line("2026-11-02", 501, "示例(乙)公司", ""),
            line("2026-11-02", -500, "示例(甲)公司", "1"),
        ] {
            assert_eq!(tie(&back, &other), None, "{other:?}");
        }
        back.what = What::Plain;
        assert_eq!(tie(&back, &plain), None);
        back = Line {
            what: What::Return,
            payer: String::new(),
            payer_account: "1".into(),
            ..back
        };
        let mut named = line("2026-11-02", 500, "another", " 1-");
        assert_eq!(tie(&back, &named), Some(Tie::Payer));
        back.payer_account = String::new();
        back.purpose = reference::make(2026, 1, 7);
        assert_eq!(tie(&back, &named), None);
        named.purpose = format!("dues {}", back.purpose);
        assert_eq!(tie(&back, &named), Some(Tie::Invoice));
    }

    #[test]
    fn what_the_chamber_had_paid_and_came_back_takes_no_receipt_back() {
        let mut own = back("2026-11-20", &[]);
        own.amount = Fen(500);
        let paid = line("2026-11-18", -500, "示例(甲)公司", "");
        assert_eq!(tie(&own, &paid), None);
    }

    #[test]
    fn a_part_stands_beside_its_receipt_and_is_sure_of_it_only_by_more_than_the_payer() {
        let whole = line("2026-11-10", 500, "示例(甲)公司", "");
        let more = line("2026-11-10", 501, "示例(甲)公司", "");
        let day = "2026-11-13";
        let part = back(day, &[]);
        assert_eq!(among(&part, std::slice::from_ref(&more)), (vec![0], false));
        // Before a part of another one comes a whole one.
        assert_eq!(among(&part, &[more.clone(), whole]), (vec![1], true));
        let kept = with(&["e2e EE-001"], more.clone());
        let both = [more.clone(), kept.clone()];
        assert_eq!(among(&back(day, &["e2e EE-001"]), &both), (vec![1], true));
        // What another payer's line shares by chance says nothing.
        let other = Line {
            payer: "示例(乙)公司".into(),
            ..kept
        };
        assert_eq!(tie(&back(day, &["e2e EE-001"]), &other), None);
        // A row that says itself how much of it was given back.
        let row = Line {
            serial: "no 100702".into(),
            ..more.clone()
        };
        let told = Line {
            serial: "no 100702 part".into(),
            ..part
        };
        assert_eq!(among(&told, &[more, row]), (vec![1], true));
    }

    #[test]
    fn of_two_receipts_of_one_payer_the_reference_tells_which_and_nothing_else_does() {
        let two = [
            with(
                &["e2e EE-001", "acct W1"],
                line("2026-11-10", 500, "示例(甲)公司", ""),
            ),
            with(
                &["e2e EE-002", "acct W2"],
                line("2026-11-12", 500, "示例(甲)公司", ""),
            ),
        ];
        let day = "2026-11-13";
        let found = |refs: &[&str]| among(&back(day, refs), &two);
        assert_eq!(found(&["e2e EE-001", "acct W3"]), (vec![0], true));
        assert_eq!(found(&["e2e EE-002"]), (vec![1], true));
        assert_eq!(found(&["acct W2"]), (vec![1], true));
        // Neither is guessed where the bank kept no reference, or one of neither.
        assert_eq!(found(&[]), (vec![0, 1], false));
        assert_eq!(found(&["e2e EE-003"]), (vec![0, 1], false));
        // One alone with another reference is asked for, not taken.
        assert_eq!(
            among(&back(day, &["e2e EE-003"]), &two[..1]),
            (vec![0], false)
        );
        assert_eq!(among(&back(day, &[]), &two[..1]), (vec![0], true));
        assert_eq!(among(&back(day, &[]), &two[..0]), (vec![], false));
    }

    #[test]
    fn more_references_tell_more_than_one_that_both_carry() {
        let two = [
            with(&["e2e DUES", "tx 1"], line("2026-11-10", 500, "甲公司", "")),
            with(&["e2e DUES", "tx 2"], line("2026-11-10", 500, "乙公司", "")),
        ];
        let day = "2026-11-13";
        assert_eq!(
            among(&back(day, &["e2e DUES", "tx 2"]), &two),
            (vec![1], true)
        );
        assert_eq!(among(&back(day, &["e2e DUES"]), &two), (vec![0, 1], false));
    }
}
