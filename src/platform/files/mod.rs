//! Stored files. The bytes lie in a [`Store`] under their SHA-256; what is known of them is a
//! row. The way of an upload: [`Store::take_in`] looks at the bytes, makes what may be shown of
//! a photo and puts everything into the store; then, inside the write that needs the file,
//! [`keep`] writes the row. Bytes always lie in the store before a row names them, so that an
//! acknowledged file is never lost; what no row names is cleared away later.
//!
//! Whether somebody may see a file is not known here: ask first, then [`serve`] it.

mod brought;
mod delivery;
mod intake;
mod kind;
mod lost;
mod orphans;
pub mod pieces;
mod rows;
mod store;

pub use brought::bring;
pub use delivery::{Face, hand_out, serve};
pub use intake::Allowed;
pub use kind::{Kind, safe_name, sniff};
pub use lost::{LostFiles, look_for_lost};
pub use orphans::clear_orphans;
pub use rows::{FileRow, NewFile, find, forget, keep, of, shas};
pub use store::{Held, Store};
