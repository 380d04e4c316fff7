//! Tables: column widths after the contents, rows that stay whole where they can, heads repeated.

use std::rc::Rc;

use super::block::{Table, Words};
use super::flow::{Column, Flow, What};
use super::ink::Lines;
use super::set::{self, Align, Style};
use super::tags::{Part, Role};

const PAD: f32 = 5.0;
/// Between the lines of a cell and the rule under it.
const PAD_DOWN: f32 = 3.5;
/// No column is narrower.
const NARROWEST: f32 = 30.0;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, column: Column) {
        let widths = self.widths(table, column.width);
        let has_head = table.columns.iter().any(|c| !c.head.is_empty());
        self.parts.open(Role::Table);
        let head: Vec<Words> = table
            .columns
            .iter()
            .map(|c| c.head.as_str().into())
            .collect();
        let aligns: Vec<Align> = table
            .columns
            .iter()
            .map(|c| if c.right { Align::Right } else { Align::Left })
            .collect();
        if has_head {
            // The heads and at least one line of the first row stay together.
            self.make_room(60.0);
            self.row(&head, &aligns, &widths, column, true, None);
        } else {
            self.draw(
                column.x,
                self.y,
                None,
                What::Box(column.width, 0.6, set::LINE),
            );
        }
        let again = has_head.then_some((&head, &aligns));
        for cells in &table.rows {
            self.row(cells, &aligns, &widths, column, false, again);
        }
        self.parts.close();
        self.y += set::BODY.below;
    }

    /// One row. Where it is too tall for what is left of the page it goes to the next; where it is
    /// too tall for any page it goes on there.
    fn row(
        &mut self,
        cells: &[Words],
        aligns: &[Align],
        widths: &[f32],
        column: Column,
        is_head: bool,
        again: Option<(&Vec<Words>, &Vec<Align>)>,
    ) {
        let (lines, parts) = self.cells(cells, aligns, widths, is_head);
        let mut from = vec![0; lines.len()];
        loop {
            let left = lines
                .iter()
                .zip(&from)
                .map(|(l, from)| l.height(*from..l.count()))
                .fold(0.0, f32::max);
            let room = self.room() - 2.0 * PAD_DOWN;
            let whole = left <= room;
            if !whole && !is_head && left <= self.frame.height() - 60.0 {
                self.next_page(column, widths, again);
                continue;
            }
            let to: Vec<usize> = lines
                .iter()
                .zip(&from)
                .map(|(l, from)| {
                    if whole {
                        l.count()
                    } else {
                        from + l.fitting(*from, room)
                    }
                })
                .collect();
            if !whole && to == from {
                if self.room() >= self.frame.height() - 60.0 {
                    break;
                }
                self.next_page(column, widths, again);
                continue;
            }
            let height = self.part_of_row(&lines, &from, &to, &parts, widths, column, is_head);
            self.y += height;
            self.draw(
                column.x,
                self.y - 0.3,
                None,
                What::Box(column.width, 0.6, set::LINE),
            );
            from = to;
            if whole {
                break;
            }
            self.next_page(column, widths, again);
        }
        self.parts.close();
    }

    /// The cells of a row in lines, each with its part of the paper. Leaves the row's part open.
    fn cells(
        &mut self,
        cells: &[Words],
        aligns: &[Align],
        widths: &[f32],
        is_head: bool,
    ) -> (Vec<Rc<Lines>>, Vec<Part>) {
        let style = if is_head { set::CELL_HEAD } else { set::CELL };
        let lines: Vec<Rc<Lines>> = cells
            .iter()
            .zip(widths)
            .zip(aligns)
            .map(|((words, width), align)| {
                let style = Style {
                    align: *align,
                    ..style
                };
                Rc::new(
                    self.inker
                        .lines(self.lang, words, &style, width - 2.0 * PAD),
                )
            })
            .collect();
        self.parts.open(Role::Row);
        let parts: Vec<_> = cells
            .iter()
            .map(|_| {
                let part = self
                    .parts
                    .open(if is_head { Role::Head } else { Role::Cell });
                self.parts.close();
                part
            })
            .collect();
        (lines, parts)
    }

    #[allow(clippy::too_many_arguments, reason = "the pieces of one row")]
    fn part_of_row(
        &mut self,
        lines: &[Rc<Lines>],
        from: &[usize],
        to: &[usize],
        parts: &[Part],
        widths: &[f32],
        column: Column,
        is_head: bool,
    ) -> f32 {
        let tall = lines
            .iter()
            .zip(from.iter().zip(to))
            .map(|(l, (from, to))| l.height(*from..*to))
            .fold(0.0, f32::max);
        let height = tall + 2.0 * PAD_DOWN;
        if is_head {
            self.draw(
                column.x,
                self.y,
                None,
                What::Box(column.width, height, set::TINT),
            );
        }
        let mut x = column.x;
        for (at, line) in lines.iter().enumerate() {
            let some = from[at]..to[at];
            if !some.is_empty() {
                let what = What::Lines(line.clone(), some);
                self.draw(x + PAD, self.y + PAD_DOWN, Some(parts[at]), what);
            }
            x += widths[at];
        }
        height
    }

    /// A new page with the heads repeated on it, there as decoration.
    fn next_page(
        &mut self,
        column: Column,
        widths: &[f32],
        again: Option<(&Vec<Words>, &Vec<Align>)>,
    ) {
        self.new_page();
        let Some((head, aligns)) = again else {
            return;
        };
        let (mut tall, mut x) = (0.0_f32, column.x);
        let mut cells = vec![];
        for ((words, width), align) in head.iter().zip(widths).zip(aligns) {
            let style = Style {
                align: *align,
                ..set::CELL_HEAD
            };
            let lines = self
                .inker
                .lines(self.lang, words, &style, width - 2.0 * PAD);
            tall = tall.max(lines.height(0..lines.count()));
            cells.push((x + PAD, lines));
            x += width;
        }
        let height = tall + 2.0 * PAD_DOWN;
        self.draw(
            column.x,
            self.y,
            None,
            What::Box(column.width, height, set::TINT),
        );
        for (x, lines) in cells {
            let all = 0..lines.count();
            self.draw(x, self.y + PAD_DOWN, None, What::Lines(Rc::new(lines), all));
        }
        self.y += height;
        self.draw(
            column.x,
            self.y - 0.3,
            None,
            What::Box(column.width, 0.6, set::LINE),
        );
    }

    /// Each column gets what its contents want; if that is too much, those that want more than their
    /// share give.
    fn widths(&mut self, table: &Table, width: f32) -> Vec<f32> {
        let mut wants: Vec<f32> = vec![];
        for (at, column) in table.columns.iter().enumerate() {
            let head: Words = column.head.as_str().into();
            let (mut want, _) = self.inker.widths(self.lang, &head, &set::CELL_HEAD);
            for row in table.rows.iter().filter_map(|row| row.get(at)) {
                want = want.max(self.inker.widths(self.lang, row, &set::CELL).0);
            }
            wants.push((want + 2.0 * PAD + 1.0).max(NARROWEST));
        }
        share(
            &wants,
            width,
            table.columns.iter().all(|c| c.head.is_empty()),
        )
    }
}

/// Shares `width` out: small wants are met in full, the large ones share the rest; what is left over
/// goes to all alike, or in a table of facts to the values.
fn share(wants: &[f32], width: f32, facts: bool) -> Vec<f32> {
    let total: f32 = wants.iter().sum();
    if wants.is_empty() {
        return vec![];
    }
    #[allow(clippy::cast_precision_loss, reason = "a table has a few columns")]
    let count = wants.len() as f32;
    if total <= width {
        let mut widths = wants.to_vec();
        match widths.last_mut() {
            Some(last) if facts => *last += width - total,
            _ => widths
                .iter_mut()
                .for_each(|w| *w += (width - total) / count),
        }
        return widths;
    }
    // Up to this much everybody gets; found by taking the small ones out one after another.
    let mut sorted = wants.to_vec();
    sorted.sort_by(f32::total_cmp);
    let (mut rest, mut left) = (width, count);
    let mut cap = width / count;
    for want in sorted {
        cap = rest / left;
        if want > cap {
            break;
        }
        rest -= want;
        left -= 1.0;
    }
    wants.iter().map(|want| want.min(cap)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_always_fill_the_width(wants in proptest::collection::vec(30.0_f32..2000.0, 1..8)) {
            let widths = share(&wants, 459.0, false);
            prop_assert!((widths.iter().sum::<f32>() - 459.0).abs() < 0.5);
        }
    }

    #[test]
    fn a_narrow_column_keeps_its_width_beside_a_wide_one() {
        assert_eq!(share(&[40.0, 900.0], 300.0, false), [40.0, 260.0]);
        assert_eq!(share(&[40.0, 100.0], 300.0, true), [40.0, 260.0]);
    }
}
