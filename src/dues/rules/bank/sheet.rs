//! Statements as tables: CSV, XLS and XLSX. Where in the file the table is says `layout.rs`, what its heads
//! say `heads.rs`, what its rows say `read.rs`. Pure.

use serde::{Deserialize, Serialize};

pub use super::heads::{account, guess, head, heads};
pub use super::mapping::{Mapping, Unsigned};
pub use super::read::read;
pub use crate::kernel::sheet::{Layout, Rows, Table, rows, table};

/// Mappings kept for the banks a chamber has, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mappings {
    /// Name and mapping.
    pub list: Vec<(String, Mapping)>,
}

impl crate::platform::settings::Setting for Mappings {
    const KEY: &'static str = "bank_mappings";
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
