//! Pages of motions: the office's, the member's, a director's; and how members are heard.

pub mod board;
pub mod desk;
pub mod list;
pub mod my;
pub mod settings;

use crate::expulsion::rules::Pack;
use crate::kernel::Lang;

/// Papers with the language they are read in.
struct Sheet<'a> {
    /// The papers.
    pack: &'a Pack,
    /// Their hash; empty while they are not frozen.
    sha256: &'a str,
    /// The reader's language.
    lang: Lang,
}
