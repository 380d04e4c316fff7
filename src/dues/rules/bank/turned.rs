//! Lines whose balances say that they went the other way. Pure.

use super::{Bad, Line, Statement};
use crate::say;

/// Names lines that, by the balances around them, went the other way than their columns say, and leaves them
/// out; `places` are the rows of the lines. Where balances don't tell the file's order, nothing is said.
pub(super) fn name(found: &mut Statement, places: &[usize]) {
    let turned = against(&found.lines);
    for at in turned.iter().rev() {
        let line = found.lines.remove(*at);
        found.bad.push(Bad {
            row: places.get(*at).copied().unwrap_or_default(),
            why: say!("dues-bank-bad-balance", text = line.amount.grouped()),
        });
    }
    found.bad.sort_by_key(|bad| bad.row);
}

/// Which lines have the wrong sign, if all others fit in one order of the file, and at least as many.
fn against(lines: &[Line]) -> Vec<usize> {
    let whole: Option<Vec<(i64, i64)>> = lines
        .iter()
        .map(|line| Some((line.balance?.0, line.amount.0)))
        .collect();
    let Some(whole) = whole else {
        return vec![];
    };
    let order = |upwards: bool| -> Option<Vec<usize>> {
        let mut turned = vec![];
        for (n, pair) in whole.windows(2).enumerate() {
            // The earlier balance, the later one, the amount between them and whose it is.
            let (before, after, amount, at) = match upwards {
                true => (pair[0].0, pair[1].0, pair[1].1, n + 1),
                false => (pair[1].0, pair[0].0, pair[0].1, n),
            };
            match after - before {
                moved if moved == amount => {}
                moved if moved == -amount => turned.push(at),
                _ => return None,
            }
        }
        (turned.len() * 2 < whole.len()).then_some(turned)
    };
    let both = [order(true), order(false)].into_iter().flatten();
    both.min_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Fen;

    fn lines(all: &[(i64, i64)]) -> Vec<Line> {
        let line = |(amount, balance): &(i64, i64)| Line {
            amount: Fen(*amount),
            balance: Some(Fen(*balance)),
            ..Line::default()
        };
        all.iter().map(line).collect()
    }

    #[test]
    fn a_line_that_moves_the_balance_the_other_way_is_named_in_either_order() {
        let up = [(500, 1_500), (-300, 1_200), (-300, 1_500), (100, 1_600)];
        assert_eq!(against(&lines(&up)), [2]);
        let mut down = up;
        down.reverse();
        assert_eq!(against(&lines(&down)), [1]);
        let right = [(500, 1_500), (-300, 1_200), (300, 1_500)];
        assert_eq!(against(&lines(&right)), Vec::<usize>::new());
        // Balances that fit nothing say nothing.
        let odd = [(500, 1_500), (-300, 1_200), (-300, 7)];
        assert_eq!(against(&lines(&odd)), Vec::<usize>::new());
        let one = [(-300, 1_500)];
        assert_eq!(against(&lines(&one)), Vec::<usize>::new());
    }

    #[test]
    fn what_was_named_is_left_out_with_its_row() {
        let up = [(500, 1_500), (-300, 1_200), (-300, 1_500), (100, 1_600)];
        let mut found = Statement {
            lines: lines(&up),
            ..Statement::default()
        };
        name(&mut found, &[4, 5, 7, 8]);
        let bad: Vec<_> = found
            .bad
            .iter()
            .map(|bad| (bad.row, &*bad.why.key))
            .collect();
        assert_eq!(bad, [(7, "dues-bank-bad-balance")]);
        assert_eq!(found.lines.len(), 3);
    }
}
