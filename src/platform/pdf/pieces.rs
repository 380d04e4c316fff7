//! The larger pieces of a paper: signatures beside each other, the last lines with a code, pictures.

use std::rc::Rc;

use super::block::{Ending, Picture, Qr, Signer, Words};
use super::flow::{Column, ENDING, Flow, SIDE, What};
use super::set::{self, Align, Style};
use super::tags::Role;

/// A seal, across and down.
const SEAL: f32 = 72.0;

impl Flow<'_> {
    pub(super) fn signatures(&mut self, signers: &[Signer], column: Column) {
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

    pub(super) fn ending(&mut self, ending: &Ending, column: Column) {
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
            let beside = match ending.seal.is_empty() {
                true => 0.0,
                false => SEAL + 14.0,
            };
            let right = Column {
                x: column.x + column.width * 0.45,
                width: column.width * 0.55 - beside,
            };
            let lines = self.inker.lines(self.lang, &words, &style, right.width);
            let height = lines.height(0..lines.count());
            // Beside a code or a seal they stand on its lower edge.
            let y = if ending.qr.is_some() || !ending.seal.is_empty() {
                top + (SIDE - height).max(0.0)
            } else {
                top
            };
            let all = 0..lines.count();
            self.draw(right.x, y, Some(part), What::Lines(Rc::new(lines), all));
            self.parts.close();
            bottom = bottom.max(y + height);
        }
        if !ending.seal.is_empty() {
            let (x, y) = (column.x + column.width - SEAL, top + SIDE - SEAL);
            self.draw(x, y, None, What::Seal(ending.seal.clone(), SEAL));
            bottom = bottom.max(y + SEAL);
        }
        self.y = bottom + set::BODY.below;
    }

    pub(super) fn picture(&mut self, picture: &Picture, column: Column) {
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
        let most = self.frame.height() * 0.29;
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
}
