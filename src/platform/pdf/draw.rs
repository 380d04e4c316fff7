//! Draws what was set on a page: text, boxes, codes, pictures, strokes; head, foot, border and mark.

use krilla::geom::{Path, PathBuilder, Rect, Size, Transform};
use krilla::image::Image;
use krilla::paint::{LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use super::block::{Paper, Words};
use super::flow::{Drawn, What};
use super::ink::{Inker, fill};
use super::set::{self, Align, Frame, Rgb, Style};

/// Why a paper can't be printed.
#[derive(Debug, thiserror::Error)]
pub enum Unprintable {
    /// No font has these characters.
    #[error("no font has {0:?}")]
    Missing(Vec<char>),
    /// A picture that is none, a limit of the format.
    #[error("{0}")]
    Broken(String),
}

/// A picture as stored: JPEG goes in as it is, PNG by its dots.
pub fn picture(bytes: &[u8]) -> Result<Image, Unprintable> {
    let data = || bytes.to_vec().into();
    Image::from_jpeg(data(), false)
        .or_else(|_| Image::from_png(data(), false))
        .map_err(Unprintable::Broken)
}

/// Marks what is drawn as no part of the text.
pub fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

/// Draws on one page.
pub struct Writer<'a, 'b> {
    pub inker: &'a mut Inker,
    pub surface: &'a mut Surface<'b>,
    pub paper: &'a Paper,
    pub frame: Frame,
}

impl Writer<'_, '_> {
    pub fn draw(&mut self, one: &Drawn) -> Result<(), Unprintable> {
        match &one.what {
            What::Lines(lines, some) => {
                self.inker
                    .draw(self.surface, lines, some.clone(), one.x, one.y);
            }
            What::Box(wide, high, ink) => self.fill_box(one.x, one.y, *wide, *high, *ink),
            What::Qr(content, side) => self.qr(content, one.x, one.y, *side)?,
            What::Picture(bytes, wide, high) => {
                let image = picture(bytes)?;
                self.image(image, one.x, one.y, *wide, *high);
            }
            What::Seal(name, side) => self.seal(name, one.x, one.y, *side),
            What::Strokes(strokes, wide) => self.strokes(strokes, one.x, one.y, *wide),
        }
        Ok(())
    }

    fn fill_box(&mut self, x: f32, y: f32, wide: f32, high: f32, ink: Rgb) {
        if let Some(path) = boxed(x, y, wide, high) {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(ink)));
            self.surface.draw_path(&path);
        }
    }

    fn image(&mut self, image: Image, x: f32, y: f32, wide: f32, high: f32) {
        if let Some(size) = Size::from_wh(wide, high) {
            self.surface
                .push_transform(&Transform::from_translate(x, y));
            self.surface.draw_image(image, size);
            self.surface.pop();
        }
    }

    /// The code as one path of dark runs, with the quiet zone outside the square.
    fn qr(&mut self, content: &str, x: f32, y: f32, side: f32) -> Result<(), Unprintable> {
        let code = qrcode::QrCode::with_error_correction_level(content, qrcode::EcLevel::M)
            .map_err(|e| Unprintable::Broken(format!("{e} in a code to scan")))?;
        let dots = code.width();
        #[allow(clippy::cast_precision_loss, reason = "at most 177 dots")]
        let (step, place) = (side / dots as f32, |at: usize| {
            at as f32 * side / dots as f32
        });
        let mut path = PathBuilder::new();
        for (row, colors) in code.to_colors().chunks(dots).enumerate() {
            let mut at = 0;
            while at < dots {
                let run = colors[at..]
                    .iter()
                    .take_while(|c| **c == qrcode::Color::Dark)
                    .count();
                if run > 0
                    && let Some(rect) =
                        Rect::from_xywh(x + place(at), y + place(row), place(run), step)
                {
                    path.push_rect(rect);
                }
                at += run.max(1);
            }
        }
        if let Some(path) = path.finish() {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill([0, 0, 0])));
            self.surface.draw_path(&path);
        }
        Ok(())
    }

    fn strokes(&mut self, strokes: &[Vec<(f32, f32)>], x: f32, y: f32, wide: f32) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            width: 1.3,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            paint: fill(set::INK).paint,
            ..Stroke::default()
        }));
        for stroke in strokes {
            let place = |(across, down): &(f32, f32)| (x + across * wide, y + down * wide / 3.0);
            let mut path = PathBuilder::new();
            for (at, point) in stroke.iter().enumerate() {
                let (x, y) = place(point);
                if at == 0 {
                    path.move_to(x, y);
                } else {
                    path.line_to(x, y);
                }
            }
            if let Some(path) = path.finish() {
                self.surface.draw_path(&path);
            }
        }
        self.surface.set_stroke(None);
    }

    /// Words in one line at a place.
    pub(super) fn line(&mut self, text: &str, style: Style, x: f32, y: f32, wide: f32) {
        let lines = self
            .inker
            .lines(self.paper.lang, &Words::from(text), &style, wide);
        self.inker.draw(self.surface, &lines, 0..1, x, y);
    }

    /// Running head and foot.
    pub fn running(&mut self, mark: Option<&Image>, page: usize, pages: usize) {
        let Frame {
            page: (_, high),
            left,
            width,
            ..
        } = self.frame;
        let right = Style {
            align: Align::Right,
            ..set::RUNNING
        };
        self.surface.start_tagged(artifact(ArtifactType::Header));
        self.mark(mark, left, 40.0, 18.0);
        self.line(
            &self.paper.issuer.clone(),
            set::RUNNING,
            left + 25.0,
            43.0,
            width * 0.6,
        );
        let title = if page > 1 {
            self.paper.title.clone()
        } else {
            String::new()
        };
        self.line(&title, right, left + width * 0.62, 43.0, width * 0.38);
        self.fill_box(left, 64.0, width, 0.6, set::LINE);
        self.surface.end_tagged();
        self.surface.start_tagged(artifact(ArtifactType::Footer));
        let y = high - 46.0;
        self.line(
            &self.paper.foot.clone(),
            set::RUNNING,
            left,
            y,
            width * 0.75,
        );
        let numbers = self
            .paper
            .pages
            .replace("{page}", &page.to_string())
            .replace("{pages}", &pages.to_string());
        self.line(&numbers, right, left + width * 0.75, y, width * 0.25);
        self.surface.end_tagged();
    }

    /// A certificate's border, with the mark at its upper edge.
    pub fn border(&mut self, mark: Option<&Image>) {
        let (wide, high) = self.frame.page;
        self.surface.start_tagged(artifact(ArtifactType::Layout));
        for (inset, line) in [(30.0, 2.4), (37.0, 0.7)] {
            self.edge(
                (inset, inset),
                (wide - 2.0 * inset, high - 2.0 * inset),
                line,
            );
        }
        self.mark(mark, wide / 2.0 - 23.0, 52.0, 46.0);
        self.surface.end_tagged();
    }

    /// A line in vermilion round a box at a place.
    pub(super) fn edge(&mut self, (x, y): (f32, f32), (wide, high): (f32, f32), line: f32) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            width: line,
            paint: fill(set::SEAL).paint,
            ..Stroke::default()
        }));
        if let Some(path) = boxed(x, y, wide, high) {
            self.surface.draw_path(&path);
        }
        self.surface.set_stroke(None);
    }

    /// The chamber's picture within a square, or a seal with the first character of its name.
    fn mark(&mut self, mark: Option<&Image>, x: f32, y: f32, side: f32) {
        if let Some(image) = mark {
            let (wide, high) = image.size();
            #[allow(
                clippy::cast_precision_loss,
                reason = "pictures are a few thousand dots wide"
            )]
            let (wide, high) = (wide.max(1) as f32, high.max(1) as f32);
            let scale = side / wide.max(high);
            let (wide, high) = (wide * scale, high * scale);
            let (dx, dy) = ((side - wide) / 2.0, (side - high) / 2.0);
            return self.image(image.clone(), x + dx, y + dy, wide, high);
        }
        self.fill_box(x, y, side, side, set::SEAL);
        let first: String = self.paper.issuer.chars().take(1).collect();
        let style = Style {
            size: side * 0.66,
            lead: 1.0,
            ink: [0xff, 0xff, 0xff],
            align: Align::Middle,
            ..set::SIGNED
        };
        self.line(&first, style, x, y + side * 0.08, side);
    }
}

fn boxed(x: f32, y: f32, wide: f32, high: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, wide, high)?);
    path.finish()
}
