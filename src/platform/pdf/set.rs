//! Sizes and colours of a printed page, in points. One place, so that all papers look alike.

use super::block::Look;

/// A colour, red, green and blue.
pub type Rgb = [u8; 3];

/// Running text.
pub const INK: Rgb = [0x1c, 0x1a, 0x18];
/// Small print, labels.
pub const SOFT: Rgb = [0x5f, 0x5a, 0x54];
/// The seal and the border of certificates.
pub const SEAL: Rgb = [0xa8, 0x32, 0x28];
/// Thin lines.
pub const LINE: Rgb = [0xc9, 0xc3, 0xba];
/// Behind the heads of tables.
pub const TINT: Rgb = [0xf4, 0xf1, 0xec];

/// Where text goes on a page.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Width of the page.
    pub page: (f32, f32),
    /// Left edge of the text.
    pub left: f32,
    /// Width of the text.
    pub width: f32,
    /// Top edge of the text.
    pub top: f32,
    /// Bottom edge of the text.
    pub bottom: f32,
}

impl Frame {
    /// For a look.
    pub const fn of(look: Look) -> Self {
        match look {
            Look::Document => Self {
                page: (595.28, 841.89),
                left: 68.0,
                width: 459.28,
                top: 84.0,
                bottom: 770.0,
            },
            Look::Certificate => Self {
                page: (841.89, 595.28),
                left: 110.0,
                width: 621.89,
                top: 112.0,
                bottom: 535.0,
            },
        }
    }

    /// Height of the text.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size of the letters.
    pub size: f32,
    /// From line to line, as a multiple of the size.
    pub lead: f32,
    /// Headings' letters instead of running text's.
    pub head: bool,
    /// Bold throughout.
    pub bold: bool,
    /// Its colour.
    pub ink: Rgb,
    /// Where lines stand.
    pub align: Align,
    /// Space above.
    pub above: f32,
    /// Space below.
    pub below: f32,
}

/// Where lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left; lines of Chinese are filled to the right edge.
    Left,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
}

/// Running text.
pub const BODY: Style = Style {
    size: 10.5,
    lead: 1.7,
    head: false,
    bold: false,
    ink: INK,
    align: Align::Left,
    above: 0.0,
    below: 7.0,
};
/// Small print.
pub const SMALL: Style = Style {
    size: 8.5,
    lead: 1.55,
    head: true,
    ink: SOFT,
    below: 5.0,
    ..BODY
};
/// Cells of tables.
pub const CELL: Style = Style {
    size: 9.5,
    lead: 1.45,
    below: 0.0,
    ..BODY
};
/// Heads of tables.
pub const CELL_HEAD: Style = Style {
    size: 9.0,
    lead: 1.4,
    head: true,
    bold: true,
    below: 0.0,
    ..BODY
};
/// The title.
pub const TITLE: Style = Style {
    size: 20.0,
    lead: 1.4,
    head: true,
    bold: true,
    align: Align::Middle,
    above: 6.0,
    below: 10.0,
    ..BODY
};
/// The line under it.
pub const LEAD: Style = Style {
    size: 10.0,
    lead: 1.5,
    head: true,
    ink: SOFT,
    align: Align::Middle,
    below: 8.0,
    ..BODY
};
/// Running head and foot.
pub const RUNNING: Style = Style {
    size: 8.5,
    lead: 1.3,
    head: true,
    ink: SOFT,
    below: 0.0,
    ..BODY
};
/// A name as signed.
pub const SIGNED: Style = Style {
    size: 16.0,
    lead: 1.3,
    below: 0.0,
    ..BODY
};

/// A heading of a level.
pub fn heading(level: u16) -> Style {
    let size = match level {
        0 | 1 => 14.0,
        2 => 12.0,
        _ => 10.5,
    };
    Style {
        size,
        lead: 1.4,
        head: true,
        bold: true,
        above: size,
        below: size * 0.5,
        ..BODY
    }
}

/// A style as a certificate wears it: larger, in the middle.
pub fn on_certificate(style: Style, scale: f32) -> Style {
    let grown = match style {
        s if s == TITLE => 36.0,
        s if s == LEAD => 13.0,
        s if s == BODY => 17.0,
        s if s == heading(1) => 27.0,
        s => s.size,
    } * scale;
    Style {
        size: grown,
        align: Align::Middle,
        above: style.above * scale,
        below: style.below * grown / style.size,
        ..style
    }
}
