//! Consent, purpose by purpose: each its own tick, none set beforehand, each can be taken back.

use super::field::Field;

/// The version of the consent texts; it changes whenever one of them does.
pub const TEXT_VERSION: &str = "2026-11";

/// What consent is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Processing personal information for the application: without it there is none.
    Processing,
    /// Publication in the directory of members.
    Directory,
    /// Sharing with partner organisations.
    Sharing,
}

impl Purpose {
    /// The three purposes.
    pub const ALL: [Self; 3] = [Self::Processing, Self::Directory, Self::Sharing];

    /// Its name in forms and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Processing => "processing",
            Self::Directory => "directory",
            Self::Sharing => "sharing",
        }
    }

    /// The purpose of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == name)
    }

    /// The tick that gives it.
    pub fn field(self) -> Field {
        match self {
            Self::Processing => Field::ConsentProcessing,
            Self::Directory => Field::ConsentDirectory,
            Self::Sharing => Field::ConsentSharing,
        }
    }

    /// Message key of the text that is consented to.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Processing => "application-consent-processing",
            Self::Directory => "application-consent-directory",
            Self::Sharing => "application-consent-sharing",
        }
    }
}
