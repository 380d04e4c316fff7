//! What the fields of the membership agreement stand for.

use serde::{Deserialize, Serialize};

/// What the fields stand for in one agreement, already written in its language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The chamber's name.
    pub chamber: String,
    /// The company's name.
    pub company: String,
    /// Its credit code.
    pub credit_code: String,
    /// The rank.
    pub rank: String,
    /// Dues a year with the currency.
    pub dues: String,
    /// The organ that decided.
    pub organ: String,
    /// The day it decided.
    pub decided_on: String,
    /// The charter's version.
    pub charter: String,
    /// Conditions of the admission; a word like "none" where there are none.
    pub conditions: String,
}

impl Terms {
    /// Each field with what it stands for.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 9] {
        [
            ("chamber", &self.chamber),
            ("company", &self.company),
            ("credit_code", &self.credit_code),
            ("rank", &self.rank),
            ("dues", &self.dues),
            ("organ", &self.organ),
            ("decided_on", &self.decided_on),
            ("charter", &self.charter),
            ("conditions", &self.conditions),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::rules::Printed;

    #[test]
    fn every_field_has_a_value() {
        let named = Printed::Agreement.fields().iter().map(|field| field.name);
        let filled = Terms::default();
        assert!(named.eq(filled.fields().map(|(name, _)| name)));
    }
}
