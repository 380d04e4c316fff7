//! Sets blocks one below the other and begins a new page where there is no room left.

use std::ops::Range;
use std::rc::Rc;

use super::block::{Block, Ending, Look, Paper, Picture, Qr, Signer, Words};
use super::ink::{Inker, Lines};
use super::set::{self, Align, Frame, Rgb, Style};
use super::tags::{Part, Parts, Role};
use crate::kernel::Lang;

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

/// A code to scan, across and down.
const SIDE: f32 = 76.0;
/// Height of an ending with a code.
const ENDING: f32 = SIDE + 44.0;

/// Sets a paper.
pub fn set(inker: &mut Inker, paper: &Paper) -> Set {
    let frame = Frame::of(paper.look);
    let mut flow = Flow {
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
            flow.to_the_middle();
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
            Look::Certificate => set::on_certificate(style),
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

    fn para(&mut self, words: &Words, style: Style, column: Column) {
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
            self.make_room(set::BODY.size * set::BODY.lead);
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
    fn words_at(&mut self, words: &Words, style: Style, column: Column, part: Part) -> f32 {
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

    fn signatures(&mut self, signers: &[Signer], column: Column) {
        const HEIGHT: f32 = 112.0;
        let gap = 28.0;
        let width = (column.width - gap) / 2.0;
        for pair in signers.chunks(2) {
            self.make_room(HEIGHT);
            let top = self.y;
            for (signer, x) in pair.iter().zip([column.x, column.x + width + gap]) {
                self.y = top;
                self.signer(signer, Column { x, width });
            }
            self.y = top + HEIGHT;
        }
    }

    fn signer(&mut self, signer: &Signer, column: Column) {
        let part = self.parts.open(Role::Para);
        let top = self.y;
        self.y += self.words_at(&signer.side.as_str().into(), set::SMALL, column, part);
        self.y += self.words_at(
            &Words::strong(signer.party.as_str()),
            set::CELL,
            column,
            part,
        );
        let line = top + 84.0;
        if !signer.strokes.is_empty() {
            let high = 40.0;
            self.draw(
                column.x,
                line - high - 2.0,
                Some(part),
                What::Strokes(signer.strokes.clone(), high * 3.0),
            );
        } else if !signer.name.is_empty() {
            let lines = self.inker.lines(
                self.lang,
                &signer.name.as_str().into(),
                &set::SIGNED,
                column.width,
            );
            let height = lines.height(0..1);
            self.draw(
                column.x,
                line - height - 1.0,
                Some(part),
                What::Lines(Rc::new(lines), 0..1),
            );
        }
        self.draw(
            column.x,
            line,
            None,
            What::Box(column.width, 0.6, set::SOFT),
        );
        self.y = line + 3.0;
        let below = match (signer.strokes.is_empty(), signer.when.is_empty()) {
            (false, false) => format!("{}  {}", signer.name, signer.when),
            (false, true) => signer.name.clone(),
            _ => signer.when.clone(),
        };
        self.words_at(&below.into(), set::SMALL, column, part);
        self.parts.close();
    }

    fn ending(&mut self, ending: &Ending, column: Column) {
        let worn = self.worn(set::BODY);
        let style = Style {
            align: Align::Right,
            size: worn.size.min(13.0),
            ..worn
        };
        self.y += 10.0;
        self.make_room(ENDING - 10.0);
        let top = self.y;
        let mut bottom = top;
        if let Some(Qr { content, caption }) = &ending.qr {
            let part = self.parts.open(Role::Figure(caption.clone()));
            self.draw(column.x, top, Some(part), What::Qr(content.clone(), SIDE));
            self.parts.close();
            self.y = top + SIDE + 3.0;
            let part = self.parts.open(Role::Para);
            let under = Column {
                width: column.width * 0.45,
                ..column
            };
            self.y += self.words_at(&caption.as_str().into(), set::SMALL, under, part);
            self.parts.close();
            bottom = self.y;
        }
        self.y = top;
        if !ending.lines.is_empty() {
            let part = self.parts.open(Role::Para);
            let words: Words = ending.lines.join("\n").into();
            let right = Column {
                x: column.x + column.width * 0.45,
                width: column.width * 0.55,
            };
            let lines = self.inker.lines(self.lang, &words, &style, right.width);
            let height = lines.height(0..lines.count());
            // Beside a code they stand on its lower edge.
            let y = if ending.qr.is_some() {
                top + (SIDE - height).max(0.0)
            } else {
                top
            };
            let all = 0..lines.count();
            self.draw(right.x, y, Some(part), What::Lines(Rc::new(lines), all));
            self.parts.close();
            bottom = bottom.max(y + height);
        }
        self.y = bottom + set::BODY.below;
    }

    fn picture(&mut self, picture: &Picture, column: Column) {
        let Some((wide, high)) = image::ImageReader::new(std::io::Cursor::new(&picture.bytes))
            .with_guessed_format()
            .ok()
            .and_then(|reader| reader.into_dimensions().ok())
        else {
            return self.para(&picture.caption.as_str().into(), set::SMALL, column);
        };
        #[allow(
            clippy::cast_precision_loss,
            reason = "pictures are a few thousand dots wide"
        )]
        let shape = high as f32 / wide.max(1) as f32;
        let most = self.frame.height() * 0.42;
        let width = (column.width * 0.8).min(most / shape);
        let height = width * shape;
        self.make_room(height + 24.0);
        let part = self.parts.open(Role::Figure(picture.caption.clone()));
        let what = What::Picture(Rc::new(picture.bytes.clone()), width, height);
        self.draw(column.x, self.y, Some(part), what);
        self.parts.close();
        self.y += height + 4.0;
        self.para(&picture.caption.as_str().into(), set::SMALL, column);
    }

    /// Moves what stands on a single page so that there is as much above as below, up to the ending.
    fn to_the_middle(&mut self) {
        let free = (self.frame.bottom - ENDING - self.y) / 2.0;
        if let ([page], true) = (self.pages.as_mut_slice(), free > 0.0) {
            page.iter_mut().for_each(|drawn| drawn.y += free);
        }
    }
}
