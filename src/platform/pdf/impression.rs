//! The seal as one sees it: a name in vermilion within a square, as name seals are cut. What proves a paper
//! is the signature in its file; this tells the eye that there is one.

use super::block::Words;
use super::draw::Writer;
use super::set::{self, Align, Style};

/// From the edge of the seal to its letters.
const RIM: f32 = 8.0;
/// Sizes that a name in Latin letters is tried in.
const SIZES: [f32; 7] = [14.0, 12.0, 10.0, 8.5, 7.0, 6.0, 5.0];

const CUT: Style = Style {
    lead: 1.15,
    bold: true,
    ink: set::SEAL,
    align: Align::Middle,
    ..set::SIGNED
};

fn real(many: usize) -> f32 {
    f32::from(u16::try_from(many).unwrap_or(u16::MAX))
}

/// Columns and rows for so many characters: as square as they can be, rather higher than wide.
fn grid(many: usize) -> (usize, usize) {
    let across = (1..=many).take_while(|n| n * n <= many).last().unwrap_or(1);
    (across, many.div_ceil(across).max(1))
}

impl Writer<'_, '_> {
    /// The seal of who has this name.
    pub(super) fn seal(&mut self, name: &str, x: f32, y: f32, side: f32) {
        self.edge((x, y), (side, side), 2.2);
        self.edge((x + 4.0, y + 4.0), (side - 8.0, side - 8.0), 0.7);
        let (x, y, side) = (x + RIM, y + RIM, side - 2.0 * RIM);
        let letters: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
        match letters.iter().all(|letter| *letter >= '\u{2e80}') {
            true => self.columns(&letters, (x, y), side),
            false => self.rows(name, (x, y), side),
        }
    }

    /// Chinese: columns from the right to the left.
    fn columns(&mut self, letters: &[char], (x, y): (f32, f32), side: f32) {
        let (across, down) = grid(letters.len());
        let (wide, high) = (side / real(across), side / real(down));
        let style = Style {
            size: wide.min(high) * 0.94,
            lead: 1.0,
            ..CUT
        };
        for (at, letter) in letters.iter().enumerate() {
            let left = x + side - real(at / down + 1) * wide;
            let top = y + real(at % down) * high + (high - style.size) / 2.0;
            self.line(&letter.to_string(), style, left, top, wide);
        }
    }

    /// Other names: lines in the middle, as large as their longest word allows.
    fn rows(&mut self, name: &str, (x, y): (f32, f32), side: f32) {
        let lang = self.paper.lang;
        for size in SIZES {
            let style = Style { size, ..CUT };
            let fits = |wide: f32| wide <= side;
            let mut words = name.split_whitespace();
            let whole = words.all(|word| fits(self.inker.widths(lang, &word.into(), &style).0));
            let lines = self.inker.lines(lang, &Words::from(name), &style, side);
            let height = lines.height(0..lines.count());
            if (whole && fits(height)) || size <= SIZES[SIZES.len() - 1] {
                let top = y + ((side - height) / 2.0).max(0.0);
                self.inker
                    .draw(self.surface, &lines, 0..lines.count(), x, top);
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_as_many_columns_as_make_it_square() {
        assert_eq!(grid(4), (2, 2));
        assert_eq!(grid(6), (2, 3));
        assert_eq!(grid(12), (3, 4));
        assert_eq!(grid(1), (1, 1));
        assert_eq!(grid(0), (1, 1));
    }
}
