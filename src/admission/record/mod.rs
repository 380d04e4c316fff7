//! The record of a case: who did what when, complete, for whom it concerns; as a page, and as a
//! file with hashes, the dossier. Also: whether the stored record still is what was written.

mod dossier;
pub mod pages;
mod verify;

pub use dossier::{check, dossier};
pub use verify::verify;
