//! Consent, purpose by purpose: each its own tick, none set beforehand, each can be taken back.

use super::field::Field;
use crate::words;

/// The version of the consent texts; it changes whenever one of them does.
pub const TEXT_VERSION: &str = "2026-11";

words! {
    /// What consent is given to.
    #[derive(Hash)]
    pub stored enum Purpose: text_key "application-consent-" {
        /// Processing personal information for the application: without it there is none.
        Processing = "processing";
        /// Publication in the directory of members.
        Directory = "directory";
        /// Sharing with partner organisations.
        Sharing = "sharing";
    }
}

impl Purpose {
    /// The tick that gives it.
    pub fn field(self) -> Field {
        match self {
            Self::Processing => Field::ConsentProcessing,
            Self::Directory => Field::ConsentDirectory,
            Self::Sharing => Field::ConsentSharing,
        }
    }
}
