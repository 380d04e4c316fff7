//! Text: shaped, broken into lines, and later drawn glyph by glyph.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use krilla::color::rgb;
use krilla::geom::Point;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::style::{
    FontFamily, FontFamilyName, FontFeatures, FontWeight, LineHeight, StyleProperty,
};
use parley::{Alignment, FontContext, Layout, LayoutContext};

use super::block::Words;
use super::fonts::{Face, Fonts};
use super::set::{Align, Rgb, Style};
use crate::kernel::Lang;

/// Opened fonts that are kept; after more the store starts anew.
const KEPT: usize = 64;

/// Shapes and draws text. Costs much to make, so it is kept from paper to paper.
pub struct Inker {
    fonts: FontContext,
    layouts: LayoutContext<Rgb>,
    families: HashMap<(Lang, bool), Vec<FontFamilyName<'static>>>,
    opened: HashMap<(u64, u32), Option<Font>>,
}

/// A text in lines.
pub struct Lines {
    text: String,
    layout: Layout<Rgb>,
    width: f32,
    filled: bool,
}

impl Inker {
    /// With these fonts.
    pub fn new(fonts: &Fonts) -> Self {
        let mut families = HashMap::new();
        for lang in Lang::ALL {
            for head in [false, true] {
                let face = if head { Face::Head } else { Face::Text };
                let named = fonts.families(lang, face).iter();
                let named = named.map(|name| FontFamilyName::Named(Cow::Owned(name.clone())));
                families.insert((lang, head), named.collect());
            }
        }
        Self {
            fonts: FontContext {
                collection: fonts.collection.clone(),
                source_cache: fonts.cache.clone(),
            },
            layouts: LayoutContext::new(),
            families,
            opened: HashMap::new(),
        }
    }

    /// Breaks `words` into lines of at most `width`.
    pub fn lines(&mut self, lang: Lang, words: &Words, style: &Style, width: f32) -> Lines {
        let mut lines = self.shape(lang, words, style);
        lines.width = width;
        lines.layout.break_all_lines(Some(width));
        let alignment = match style.align {
            Align::Left => Alignment::Start,
            Align::Middle => Alignment::Center,
            Align::Right => Alignment::End,
        };
        lines
            .layout
            .align(alignment, parley::AlignmentOptions::default());
        lines.filled = style.align == Align::Left && lang.is_chinese();
        lines
    }

    /// How wide the words are without a break, and their longest part that can't be broken.
    pub fn widths(&mut self, lang: Lang, words: &Words, style: &Style) -> (f32, f32) {
        let widths = self
            .shape(lang, words, style)
            .layout
            .calculate_content_widths();
        (widths.max, widths.min)
    }

    fn shape(&mut self, lang: Lang, words: &Words, style: &Style) -> Lines {
        let text = clean(&words.text);
        let families = self
            .families
            .get(&(lang, style.head))
            .cloned()
            .unwrap_or_default();
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(
            families,
        ))));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(
            style.lead,
        )));
        builder.push_default(StyleProperty::Brush(style.ink));
        builder.push_default(StyleProperty::OverflowWrap(
            parley::style::OverflowWrap::Anywhere,
        ));
        if let Ok(language) = parley::style::Language::parse(lang.tag()) {
            builder.push_default(StyleProperty::Locale(Some(language)));
        }
        if !lang.is_chinese() {
            // Chinese fonts set a Latin apostrophe as wide as a character unless they are asked not to.
            let narrow = FontFeatures::Source(Cow::Borrowed("\"pwid\""));
            builder.push_default(StyleProperty::FontFeatures(narrow));
        }
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        for range in &words.strong {
            if range.end <= text.len() {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
        }
        let layout = builder.build(&text);
        Lines {
            text,
            layout,
            width: 0.0,
            filled: false,
        }
    }

    /// Draws some of the lines, the first at the top edge `y`.
    pub fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        lines: &Lines,
        some: Range<usize>,
        x: f32,
        y: f32,
    ) {
        let Some(first) = lines.layout.get(some.start) else {
            return;
        };
        let shift = y - first.metrics().block_min_coord;
        for line in some.filter_map(|at| lines.layout.get(at)) {
            let metrics = line.metrics();
            let extra = lines.extra(&line);
            let mut pen = x + metrics.offset;
            for run in line.runs() {
                let data = run.font();
                let Some(font) = self.open(data) else {
                    continue;
                };
                let size = run.font_size();
                let start = pen;
                let mut glyphs: Vec<KrillaGlyph> = vec![];
                let mut ink = Rgb::default();
                for cluster in run.visual_clusters() {
                    if cluster.is_ligature_continuation() {
                        if let Some(glyph) = glyphs.last_mut() {
                            glyph.text_range.end = cluster.text_range().end;
                        }
                        continue;
                    }
                    ink = cluster.first_style().brush;
                    for glyph in cluster.glyphs() {
                        let advance = glyph.advance + extra;
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            advance / size,
                            glyph.x / size,
                            glyph.y / size,
                            0.0,
                            cluster.text_range(),
                            None,
                        ));
                        pen += advance;
                    }
                }
                surface.set_fill(Some(fill(ink)));
                let at = Point::from_xy(start, metrics.baseline + shift);
                surface.draw_glyphs(at, &glyphs, font, &lines.text, size, false);
            }
        }
    }

    fn open(&mut self, data: &parley::FontData) -> Option<Font> {
        if self.opened.len() > KEPT {
            self.opened.clear();
        }
        self.opened
            .entry((data.data.id(), data.index))
            .or_insert_with(|| {
                let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(data.data.clone());
                Font::new(bytes.into(), data.index)
            })
            .clone()
    }
}

/// A flat colour.
pub fn fill(ink: Rgb) -> Fill {
    Fill {
        paint: rgb::Color::new(ink[0], ink[1], ink[2]).into(),
        ..Fill::default()
    }
}

/// Text as it can be set: a tab is a space, other control characters are nothing. Lengths stay, so
/// that the strong parts stay where they are.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => c,
            c if c.is_ascii_control() => ' ',
            c if c.is_control() => '\u{a0}',
            c => c,
        })
        .collect()
}

impl Lines {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.layout.len()
    }

    /// Height of some of them.
    pub fn height(&self, some: Range<usize>) -> f32 {
        let edge = |at: usize| self.layout.get(at).map(|l| *l.metrics());
        match (edge(some.start), some.end.checked_sub(1).and_then(edge)) {
            (Some(first), Some(last)) => last.block_max_coord - first.block_min_coord,
            _ => 0.0,
        }
    }

    /// How many lines from `from` on fit into `room`.
    pub fn fitting(&self, from: usize, room: f32) -> usize {
        (from..self.count())
            .take_while(|at| self.height(from..at + 1) <= room + 0.01)
            .count()
    }

    /// What each glyph of a line of Chinese gets, so that the line ends at the right edge: a line
    /// that was broken because the next character did not fit is short by less than two. Latin words
    /// are not spaced out: a line that is mostly theirs stays as it is.
    fn extra(&self, line: &parley::Line<'_, Rgb>) -> f32 {
        use parley::layout::BreakReason;
        if !self.filled || line.break_reason() != BreakReason::Regular {
            return 0.0;
        }
        let text = self.text.get(line.text_range()).unwrap_or_default();
        let wide = text.chars().filter(|c| *c >= '\u{2e80}').count();
        if wide * 2 < text.chars().count() {
            return 0.0;
        }
        let metrics = line.metrics();
        let free = self.width - metrics.advance + metrics.trailing_whitespace;
        let glyphs: usize = line.runs().map(|run| run.clusters().count()).sum();
        let size = line.runs().next().map_or(0.0, |run| run.font_size());
        if free <= 0.0 || free > size * 2.5 || glyphs < 12 {
            return 0.0;
        }
        #[allow(
            clippy::cast_precision_loss,
            reason = "a line has some dozens of glyphs"
        )]
        let gaps = (glyphs - 1) as f32;
        free / gaps
    }
}
