//! How each organ counts when it decides on an admission.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Organ;
use crate::voting::rules::CountingRule;

/// The counting rules by organ; an organ without one counts by voting's default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CountingRules {
    /// For admissions.
    pub admission: BTreeMap<Organ, CountingRule>,
}

impl CountingRules {
    /// How this organ counts when it decides on an admission.
    #[must_use]
    pub fn admission_by(&self, organ: Organ) -> CountingRule {
        self.admission.get(&organ).cloned().unwrap_or_default()
    }
}
