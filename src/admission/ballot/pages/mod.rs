//! Pages of a ballot: the office's of one case and of sittings, a director's, and what is printed.

pub mod board;
pub mod desk;
mod extra;
pub mod print;
pub mod reasons;
pub mod sitting;

use crate::admission::ballot::rules::Pack;
use crate::kernel::Lang;

/// A pack with the language it is read in.
struct Sheet<'a> {
    /// The pack.
    pack: &'a Pack,
    /// Its hash; empty while it is not frozen.
    sha256: &'a str,
    /// The reader's language.
    lang: Lang,
}
