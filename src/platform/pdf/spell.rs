//! Changes single characters of a paper wherever words stand in it.

use std::ops::Range;

use super::block::{Block, Paper, Words};

/// What is shown for a character that no font has, where a paper must be printed all the same.
const UNKNOWN: char = '?';

impl Paper {
    /// Shows a question mark for every character that is among `missing`.
    pub(super) fn without(&mut self, missing: &[char]) {
        let kept = |c: char| if missing.contains(&c) { UNKNOWN } else { c };
        respell(&mut self.title, &kept);
        respell(&mut self.issuer, &kept);
        respell(&mut self.foot, &kept);
        blocks(&mut self.blocks, &kept);
    }

    /// Everything it says, in no order: what its fonts have to have.
    pub(super) fn letters(&self) -> String {
        // Reading goes the way that changing goes, so that neither forgets a block.
        let seen = std::cell::RefCell::new(String::new());
        let mut copy = self.clone();
        let see = |c: char| {
            seen.borrow_mut().push(c);
            c
        };
        respell(&mut copy.title, &see);
        respell(&mut copy.issuer, &see);
        respell(&mut copy.foot, &see);
        blocks(&mut copy.blocks, &see);
        seen.into_inner()
    }
}

fn blocks(all: &mut [Block], change: &impl Fn(char) -> char) {
    for block in all {
        match block {
            Block::Title(w)
            | Block::Lead(w)
            | Block::Heading(_, w)
            | Block::Para(w)
            | Block::Small(w) => words(w, change),
            Block::List(_, items) => items.iter_mut().for_each(|item| blocks(item, change)),
            Block::Quote(inner) => blocks(inner, change),
            Block::Table(table) => {
                for column in &mut table.columns {
                    respell(&mut column.head, change);
                }
                for cell in table.rows.iter_mut().flatten() {
                    words(cell, change);
                }
            }
            Block::Signatures(signers) => {
                for signer in signers {
                    for text in [
                        &mut signer.side,
                        &mut signer.party,
                        &mut signer.name,
                        &mut signer.when,
                    ] {
                        respell(text, change);
                    }
                }
            }
            Block::Ending(ending) => {
                if let Some(qr) = &mut ending.qr {
                    respell(&mut qr.caption, change);
                }
                for line in &mut ending.lines {
                    respell(line, change);
                }
                respell(&mut ending.seal, change);
            }
            Block::Picture(picture) => respell(&mut picture.caption, change),
            Block::Rule | Block::Break => {}
        }
    }
}

fn respell(text: &mut String, change: &impl Fn(char) -> char) {
    *text = text.chars().map(change).collect();
}

/// Changes words; what was strong stays strong, though a character may have become shorter.
fn words(words: &mut Words, change: &impl Fn(char) -> char) {
    let mut text = String::with_capacity(words.text.len());
    let mut moved = vec![];
    for (at, c) in words.text.char_indices() {
        moved.push((at, text.len()));
        text.push(change(c));
    }
    moved.push((words.text.len(), text.len()));
    let place = |at: usize| {
        let found = moved.binary_search_by_key(&at, |(from, _)| *from);
        found.map_or(text.len(), |n| moved[n].1)
    };
    let strong: Vec<Range<usize>> = words
        .strong
        .iter()
        .map(|range| place(range.start)..place(range.end))
        .collect();
    *words = Words { text, strong };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::pdf::Table;
    use proptest::prelude::*;

    #[test]
    fn a_character_without_glyph_is_shown_as_a_question_mark_and_the_rest_stays_strong() {
        let text = "甲\u{f0123}乙".to_owned();
        let strong = Words {
            strong: std::iter::once(3..10).collect(),
            text: text.clone(),
        };
        let mut paper = Paper {
            title: text.clone(),
            blocks: vec![
                Block::Quote(vec![Block::Para(strong)]),
                Block::Table(Table::facts([(text.clone(), text.into())])),
            ],
            ..Paper::default()
        };
        assert_eq!(paper.letters().matches('\u{f0123}').count(), 4);
        paper.without(&['\u{f0123}']);
        assert!(!paper.letters().contains('\u{f0123}'));
        let Block::Quote(inner) = &paper.blocks[0] else {
            panic!()
        };
        let Block::Para(words) = &inner[0] else {
            panic!()
        };
        assert_eq!(&words.text[words.strong[0].clone()], "?乙");
    }

    proptest! {
        #[test]
        fn strong_parts_stay_on_whole_characters(text in ".{0,30}", from in 0usize..30, to in 0usize..30) {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let place = |n: usize| ends[n.min(ends.len() - 1)];
            let range = place(from.min(to))..place(from.max(to));
            let many = text[range.clone()].chars().count();
            let mut changed = Words { text, strong: vec![range] };
            words(&mut changed, &|c| if c.is_ascii() { c } else { '?' });
            prop_assert_eq!(changed.text[changed.strong[0].clone()].chars().count(), many);
        }
    }
}
