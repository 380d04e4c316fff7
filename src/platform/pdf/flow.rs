//! Sets blocks one below the other and begins a new page where there is no room left.

use std::ops::Range;
use std::rc::Rc;

use super::block::{Block, Look, Paper, Words};
use super::ink::{Inker, Lines};
use super::set::{self, Frame, Rgb, Style};
use super::tags::{Part, Parts, Role};
use crate::kernel::Lang;

/// A code to scan, across and down.
pub const SIDE: f32 = 76.0;
/// Height of an ending with a code.
pub const ENDING: f32 = SIDE + 44.0;

/// Something drawn at a place; the place is its top left corner.
pub struct Drawn {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// The part of the paper it belongs to; what is only decoration has none.
    pub part: Option<Part>,
    /// What.
    pub what: What,
}

/// What is drawn.
pub enum What {
    /// Some lines of a text.
    Lines(Rc<Lines>, Range<usize>),
    /// A filled box.
    Box(f32, f32, Rgb),
    /// A code to scan, in a square.
    Qr(String, f32),
    /// A picture in a box: width and height.
    Picture(Rc<Vec<u8>>, f32, f32),
    /// The seal of who has this name, in a square.
    Seal(String, f32),
    /// Strokes of a pen within a box of this width.
    Strokes(Vec<Vec<(f32, f32)>>, f32),
}

/// A column down the pages.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Left edge.
    pub x: f32,
    /// Width.
    pub width: f32,
}

/// The pages so far.
pub struct Flow<'a> {
    pub(super) inker: &'a mut Inker,
    pub(super) lang: Lang,
    pub(super) frame: Frame,
    look: Look,
    /// Of a certificate's letters.
    scale: f32,
    pub(super) pages: Vec<Vec<Drawn>>,
    pub(super) parts: Parts,
    /// Where the next thing goes.
    pub(super) y: f32,
}

/// A paper on its pages.
pub struct Set {
    /// What stands on each.
    pub pages: Vec<Vec<Drawn>>,
    /// Its structure.
    pub parts: Parts,
}

/// Sets a paper. A certificate is one page: what is too long for it is set smaller.
pub fn set(inker: &mut Inker, paper: &Paper) -> Set {
    let mut set = set_at(inker, paper, 1.0);
    for scale in [0.9, 0.8, 0.7, 0.6] {
        if paper.look == Look::Document || set.pages.len() == 1 {
            break;
        }
        set = set_at(inker, paper, scale);
    }
    set
}

fn set_at(inker: &mut Inker, paper: &Paper, scale: f32) -> Set {
    let frame = Frame::of(paper.look);
    let mut flow = Flow {
        scale,
        inker,
        lang: paper.lang,
        frame,
        look: paper.look,
        pages: vec![vec![]],
        parts: Parts::default(),
        y: frame.top,
    };
    let column = Column {
        x: frame.left,
        width: frame.width,
    };
    match (paper.look, paper.blocks.split_last()) {
        (Look::Certificate, Some((last @ Block::Ending(_), above))) => {
            flow.blocks(above, column);
            flow.centre();
            flow.y = flow.y.max(frame.bottom - ENDING);
            flow.block(last, column, true);
        }
        _ => flow.blocks(&paper.blocks, column),
    }
    Set {
        pages: flow.pages,
        parts: flow.parts,
    }
}

impl Flow<'_> {
    fn blocks(&mut self, blocks: &[Block], column: Column) {
        for (at, block) in blocks.iter().enumerate() {
            let last = at + 1 == blocks.len();
            self.block(block, column, last);
        }
    }

    fn block(&mut self, block: &Block, column: Column, last: bool) {
        match block {
            Block::Title(words) => self.heading(words, 1, set::TITLE, column),
            Block::Heading(level, words) => {
                self.heading(words, level + 1, set::heading(*level), column);
            }
            Block::Lead(words) => self.para(words, set::LEAD, column),
            Block::Para(words) => self.para(words, set::BODY, column),
            Block::Small(words) => self.para(words, set::SMALL, column),
            Block::List(start, items) => self.list(*start, items, column),
            Block::Table(table) => self.table(table, column),
            Block::Quote(blocks) => self.quote(blocks, column),
            Block::Rule => self.rule(column),
            Block::Break => {
                if !last {
                    self.new_page();
                }
            }
            Block::Signatures(signers) => self.signatures(signers, column),
            Block::Ending(ending) => self.ending(ending, column),
            Block::Picture(picture) => self.picture(picture, column),
        }
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(vec![]);
        self.y = self.frame.top;
    }

    /// What is left of the page.
    pub(super) fn room(&self) -> f32 {
        self.frame.bottom - self.y
    }

    /// Makes room of this height, on a new page if need be.
    pub(super) fn make_room(&mut self, height: f32) {
        if height > self.room() && !self.at_top() {
            self.new_page();
        }
    }

    fn at_top(&self) -> bool {
        self.y <= self.frame.top
    }

    pub(super) fn draw(&mut self, x: f32, y: f32, part: Option<Part>, what: What) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Drawn { x, y, part, what });
        }
    }

    pub(super) fn worn(&self, style: Style) -> Style {
        match self.look {
            Look::Document => style,
            Look::Certificate => set::on_certificate(style, self.scale),
        }
    }

    fn heading(&mut self, words: &Words, level: u16, style: Style, column: Column) {
        let style = self.worn(style);
        let lines = self.inker.lines(self.lang, words, &style, column.width);
        let height = lines.height(0..lines.count());
        if !self.at_top() {
            self.y += style.above;
        }
        // A heading does not stand alone at the foot of a page.
        self.make_room(height + style.below + set::BODY.size * set::BODY.lead * 2.0);
        let part = self.parts.open(Role::Heading(level, words.text.clone()));
        self.lines(Rc::new(lines), column.x, part);
        self.parts.close();
        self.y += style.below;
    }

    pub(super) fn para(&mut self, words: &Words, style: Style, column: Column) {
        let style = self.worn(style);
        let lines = self.inker.lines(self.lang, words, &style, column.width);
        let part = self.parts.open(Role::Para);
        self.lines(Rc::new(lines), column.x, part);
        self.parts.close();
        self.y += style.below;
    }

    /// Lines down the page and on to the next, never one of many alone.
    fn lines(&mut self, lines: Rc<Lines>, x: f32, part: Part) {
        let count = lines.count();
        let mut from = 0;
        while from < count {
            let mut fit = lines.fitting(from, self.room());
            if from + fit < count {
                if from + fit + 1 == count && fit > 1 {
                    fit -= 1;
                }
                if fit < 2 && !self.at_top() {
                    fit = 0;
                }
                if fit == 0 {
                    if self.at_top() {
                        fit = 1;
                    } else {
                        self.new_page();
                        continue;
                    }
                }
            }
            let some = from..from + fit;
            let height = lines.height(some.clone());
            self.draw(x, self.y, Some(part), What::Lines(lines.clone(), some));
            self.y += height;
            from += fit;
            if from < count {
                self.new_page();
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], column: Column) {
        let indent = set::BODY.size * 2.0;
        let inner = Column {
            x: column.x + indent,
            width: column.width - indent,
        };
        self.parts.open(Role::List(start.is_some()));
        for (number, item) in (start.unwrap_or(1)..).zip(items) {
            // A paragraph begins with three lines at most; its label is not to stay behind alone.
            self.make_room(3.0 * set::BODY.size * set::BODY.lead);
            self.parts.open(Role::Item);
            let label = match start {
                Some(_) => format!("{number}."),
                None => "\u{2022}".to_owned(),
            };
            let part = self.parts.open(Role::Label);
            self.words_at(&label.into(), set::BODY, column, part);
            self.parts.close();
            self.parts.open(Role::ItemBody);
            self.blocks(item, inner);
            self.parts.close();
            self.parts.close();
        }
        self.parts.close();
    }

    /// Words at the present place, without moving on. Gives their height.
    pub(super) fn words_at(
        &mut self,
        words: &Words,
        style: Style,
        column: Column,
        part: Part,
    ) -> f32 {
        let lines = self.inker.lines(self.lang, words, &style, column.width);
        let all = 0..lines.count();
        let height = lines.height(all.clone());
        self.draw(
            column.x,
            self.y,
            Some(part),
            What::Lines(Rc::new(lines), all),
        );
        height
    }

    fn quote(&mut self, blocks: &[Block], column: Column) {
        let indent = 14.0;
        let inner = Column {
            x: column.x + indent,
            width: column.width - indent,
        };
        let (page, top) = (self.pages.len(), self.y);
        self.blocks(blocks, inner);
        // A line beside it, if it stayed on its page.
        if page == self.pages.len() {
            let bar = What::Box(1.5, self.y - top - set::BODY.below, set::LINE);
            self.draw(column.x + 3.0, top, None, bar);
        }
    }

    fn rule(&mut self, column: Column) {
        self.make_room(12.0);
        if self.at_top() {
            return;
        }
        self.draw(
            column.x,
            self.y + 4.0,
            None,
            What::Box(column.width, 0.6, set::LINE),
        );
        self.y += 12.0;
    }

    /// Moves what stands on a single page so that there is as much above as below, up to the ending.
    fn centre(&mut self) {
        let free = (self.frame.bottom - ENDING - self.y) / 2.0;
        if let ([page], true) = (self.pages.as_mut_slice(), free > 0.0) {
            page.iter_mut().for_each(|drawn| drawn.y += free);
        }
    }
}
