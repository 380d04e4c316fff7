//! Statements as tables: CSV in UTF-8 or GBK, XLS and XLSX. What their heads say is in `heads.rs`, what
//! their rows say in `read.rs`. Pure.

use serde::{Deserialize, Serialize};

pub use super::heads::{account, guess, head, heads};
pub use super::mapping::{Mapping, Unsigned};
pub use super::read::read;
pub use crate::kernel::sheet::{Rows, Table, decode, rows, table};

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

impl Mappings {
    /// The mapping to begin with for a file with these heads: a kept one that fits goes before a guess,
    /// which completes it.
    #[must_use]
    pub fn fitting(&self, heads: &[String]) -> Mapping {
        let money = |m: &Mapping| [&m.amount, &m.credit].map(|head| heads.contains(head));
        let fits = |m: &&Mapping| heads.contains(&m.day) && money(m).contains(&true);
        let kept = self.list.iter().map(|(_, mapping)| mapping).find(fits);
        let kept = kept.cloned().unwrap_or_default().among(heads);
        kept.completed(guess(heads))
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
