//! What stands before the first administrator: the links that make one.

use serde::{Deserialize, Serialize};

use crate::platform::settings::Setting;

/// More links than servers that could have started.
const MOST: usize = 50;

/// Hashes of the links' tokens; none once one was used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpLinks {
    hashes: Vec<String>,
}

impl Setting for SetUpLinks {
    const KEY: &'static str = "set_up_links";

    fn recorded(&self) -> serde_json::Value {
        self.hashes.len().into()
    }
}

impl SetUpLinks {
    /// Adds one; the oldest go when there are too many.
    pub fn add(&mut self, hash: String) {
        self.hashes.push(hash);
        let over = self.hashes.len().saturating_sub(MOST);
        self.hashes.drain(..over);
    }

    /// Whether this is one.
    #[must_use]
    pub fn has(&self, hash: &str) -> bool {
        self.hashes.iter().any(|h| h == hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_links_work_however_often_a_server_starts() {
        let mut links = SetUpLinks::default();
        for n in 0..MOST + 5 {
            links.add(n.to_string());
        }
        assert!(links.has(&(MOST + 4).to_string()) && !links.has("4"));
    }
}
