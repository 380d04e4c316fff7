//! Backup and restore: one archive with everything an instance is made of, which either database
//! can be restored from.
//!
//! The archive is a zip: `tables/NAME.jsonl` with one JSON array per row, `files/SHA256` with the
//! bytes of every stored file, `manifest.json` with the columns, the number of rows and the
//! SHA-256 of each table, the names of the files and the migrations that the rows fit. All tables
//! are read in one snapshot while the portal goes on serving. The instance's key is not in it
//! unless asked for: kept apart, a stolen backup opens no sealed secret.

mod archive;
mod cells;
mod export;
mod import;
mod tables;

pub use archive::{Manifest, Rows};
pub use export::{What, backup};
pub use import::{How, Restored, restore};
