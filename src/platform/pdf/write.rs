//! The press: sets a paper, then writes its pages as PDF/A-2b.

use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{Datelike, Timelike};
use krilla::configure::{Archival, ConfigurationBuilder, ValidationError};
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::{Document, SerializeSettings};

use super::block::{Look, Mark, Paper, Words};
use super::flow::{self, Drawn, What};
use super::fonts::Fonts;
use super::ink::{Inker, fill};
use super::set::{self, Align, Frame, Rgb, Style};
use crate::kernel::{Lang, Moment};

/// Prints papers. Cheap to clone; the fonts are looked for once, when the first paper needs them.
#[derive(Clone)]
pub struct Press {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Option<PathBuf>,
    fonts: OnceLock<Fonts>,
    /// Idle ones: as many papers are set at the same time as there were at most.
    inkers: Mutex<Vec<Inker>>,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press")
            .field("folder", &self.inner.folder)
            .finish_non_exhaustive()
    }
}

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

impl Press {
    /// With the fonts of `folder` before the system's.
    #[must_use]
    pub fn new(folder: Option<&FilePath>) -> Self {
        Self {
            inner: Arc::new(Inner {
                folder: folder.map(FilePath::to_owned),
                fonts: OnceLock::new(),
                inkers: Mutex::default(),
            }),
        }
    }

    /// The fonts; the first call looks for them.
    #[must_use]
    pub fn fonts(&self) -> &Fonts {
        self.inner
            .fonts
            .get_or_init(|| Fonts::find(self.inner.folder.as_deref()))
    }

    /// The characters of `text` that no font has, each once.
    #[must_use]
    pub fn missing(&self, lang: Lang, text: &str) -> Vec<char> {
        self.fonts().missing(lang, text)
    }

    /// Prints a paper.
    ///
    /// # Errors
    /// If a character has no glyph, or a picture can't be read.
    pub fn print(&self, paper: &Paper) -> Result<Vec<u8>, Unprintable> {
        let idle = self.idle().pop();
        let mut inker = idle.unwrap_or_else(|| Inker::new(self.fonts()));
        let printed = write(&mut inker, paper);
        self.idle().push(inker);
        printed
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Inker>> {
        self.inner
            .inkers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn write(inker: &mut Inker, paper: &Paper) -> Result<Vec<u8>, Unprintable> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|e| Unprintable::Broken(format!("{e:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(paper));
    let mut set = flow::set(inker, paper);
    let frame = Frame::of(paper.look);
    let mark = match &paper.mark {
        Mark::Seal => None,
        Mark::Picture(bytes) => Some(picture(bytes)?),
    };
    let count = set.pages.len();
    for (at, drawn) in set.pages.iter().enumerate() {
        let (wide, high) = frame.page;
        let settings = PageSettings::from_wh(wide, high)
            .ok_or_else(|| Unprintable::Broken("a page without size".into()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut writer = Writer {
            inker,
            surface: &mut surface,
            paper,
            frame,
        };
        match paper.look {
            Look::Document => writer.running(mark.as_ref(), at + 1, count),
            Look::Certificate => writer.border(mark.as_ref()),
        }
        for one in drawn {
            let tag = match one.part {
                Some(_) => ContentTag::Other,
                None => artifact(ArtifactType::Layout),
            };
            let id = writer.surface.start_tagged(tag);
            writer.draw(one)?;
            writer.surface.end_tagged();
            if let Some(part) = one.part {
                set.parts.drawn(part, id);
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(set.parts.tree());
    document.finish().map_err(|e| unprintable(&e))
}

fn metadata(paper: &Paper) -> Metadata {
    Metadata::new()
        .title(paper.title.clone())
        .authors(vec![paper.issuer.clone()])
        .creator("Huiguan".into())
        .language(paper.lang.tag().into())
        .document_id(paper.id.clone())
        .creation_date(date_time(paper.made_at))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parts of a date"
)]
fn date_time(at: Moment) -> DateTime {
    DateTime::new(at.year() as u16)
        .month(at.month() as u8)
        .day(at.day() as u8)
        .hour(at.hour() as u8)
        .minute(at.minute() as u8)
        .second(at.second() as u8)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn unprintable(error: &KrillaError) -> Unprintable {
    let KrillaError::Validation(flaws) = error else {
        return Unprintable::Broken(error.to_string());
    };
    let mut missing = vec![];
    for (flaw, _) in flaws {
        match flaw {
            ValidationError::ContainsNotDefGlyph(_, _, text) => {
                missing.extend(
                    text.chars()
                        .filter(|c| !missing.contains(c))
                        .collect::<Vec<_>>(),
                );
            }
            other => return Unprintable::Broken(format!("{other:?}")),
        }
    }
    Unprintable::Missing(missing)
}

/// A picture as stored: JPEG goes in as it is, PNG by its dots.
fn picture(bytes: &[u8]) -> Result<Image, Unprintable> {
    let data = || bytes.to_vec().into();
    Image::from_jpeg(data(), false)
        .or_else(|_| Image::from_png(data(), false))
        .map_err(Unprintable::Broken)
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

struct Writer<'a, 'b> {
    inker: &'a mut Inker,
    surface: &'a mut Surface<'b>,
    paper: &'a Paper,
    frame: Frame,
}

impl Writer<'_, '_> {
    fn draw(&mut self, one: &Drawn) -> Result<(), Unprintable> {
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
    fn line(&mut self, text: &str, style: Style, x: f32, y: f32, wide: f32) {
        let lines = self
            .inker
            .lines(self.paper.lang, &Words::from(text), &style, wide);
        self.inker.draw(self.surface, &lines, 0..1, x, y);
    }

    /// Running head and foot.
    fn running(&mut self, mark: Option<&Image>, page: usize, pages: usize) {
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
    fn border(&mut self, mark: Option<&Image>) {
        let (wide, high) = self.frame.page;
        self.surface.start_tagged(artifact(ArtifactType::Layout));
        self.surface.set_fill(None);
        for (inset, line) in [(30.0, 2.4), (37.0, 0.7)] {
            self.surface.set_stroke(Some(Stroke {
                width: line,
                paint: fill(set::SEAL).paint,
                ..Stroke::default()
            }));
            if let Some(path) = boxed(inset, inset, wide - 2.0 * inset, high - 2.0 * inset) {
                self.surface.draw_path(&path);
            }
        }
        self.surface.set_stroke(None);
        self.mark(mark, wide / 2.0 - 23.0, 52.0, 46.0);
        self.surface.end_tagged();
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
        self.line(&first, style, x, y + side * 0.12, side);
    }
}

fn boxed(x: f32, y: f32, wide: f32, high: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, wide, high)?);
    path.finish()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
