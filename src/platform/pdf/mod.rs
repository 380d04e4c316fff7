//! One door for everything that is printed: a [`Paper`] goes in, a PDF/A-2b comes out.
//!
//! A paper is a list of [`Block`]s: headings, paragraphs, lists, tables that break across pages,
//! signatures, codes. [`Press::print`] sets them on pages with header and "page x of y", embeds only
//! the glyphs that are used, tags the text for screen readers, and gives the same bytes for the same
//! paper. A character that no font can draw is an error here, and is better found before:
//! [`Press::missing`].
//!
//! ```ignore
//! let press = Press::new(config.fonts.as_deref());
//! if let [first, ..] = press.missing(Lang::ZhCn, &name)[..] { /* refuse, naming it */ }
//! let bytes = press.print(&paper)?;
//! ```

mod block;
mod draw;
mod flow;
mod fonts;
mod impression;
mod ink;
mod markdown;
mod pieces;
mod set;
mod spell;
mod table;
mod tags;
mod template;
mod write;

pub use block::{Block, Column, Ending, Look, Mark, Paper, Picture, Qr, Signer, Table, Words};
pub use draw::Unprintable;
pub use fonts::Fonts;
pub use template::{Template, Value, plain};
pub use write::{Press, unprintable_characters};
