//! The evidence of a signature: each step a line, chained by hash to the one before.

use serde::{Deserialize, Serialize};

use super::Party;
use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::say;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The agreement was made and its signer told.
    Sent,
    /// The signer named another in their company.
    Delegated,
    /// The signer was reminded.
    Reminded,
    /// Somebody who may sign opened it.
    Opened,
    /// They said, at its end, that they had read it.
    ReadToEnd,
    /// They asked for a code.
    CodeAsked,
    /// They typed a wrong code.
    CodeWrong,
    /// They typed the right code.
    CodeRight,
    /// They signed.
    Signed,
    /// They refused to sign.
    Declined,
}

impl What {
    /// All, in the order they usually come.
    pub const ALL: [Self; 10] = [
        Self::Sent,
        Self::Delegated,
        Self::Reminded,
        Self::Opened,
        Self::ReadToEnd,
        Self::CodeAsked,
        Self::CodeWrong,
        Self::CodeRight,
        Self::Signed,
        Self::Declined,
    ];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delegated => "delegated",
            Self::Reminded => "reminded",
            Self::Opened => "opened",
            Self::ReadToEnd => "read_to_end",
            Self::CodeAsked => "code_asked",
            Self::CodeWrong => "code_wrong",
            Self::CodeRight => "code_right",
            Self::Signed => "signed",
            Self::Declined => "declined",
        }
    }

    /// The step with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }

    /// The act as the audit record names it.
    pub const fn act(self) -> &'static str {
        match self {
            Self::Sent => "admission.agreement.sent",
            Self::Delegated => "admission.agreement.delegated",
            Self::Reminded => "admission.agreement.reminded",
            Self::Opened => "admission.agreement.opened",
            Self::ReadToEnd => "admission.agreement.read_to_end",
            Self::CodeAsked => "admission.agreement.code_asked",
            Self::CodeWrong => "admission.agreement.code_wrong",
            Self::CodeRight => "admission.agreement.code_right",
            Self::Signed => "admission.agreement.signed",
            Self::Declined => "admission.agreement.declined",
        }
    }

    /// Its name.
    pub fn in_words(self) -> Say {
        match self {
            Self::Sent => say!("agreement-evidence-sent"),
            Self::Delegated => say!("agreement-evidence-delegated"),
            Self::Reminded => say!("agreement-evidence-reminded"),
            Self::Opened => say!("agreement-evidence-opened"),
            Self::ReadToEnd => say!("agreement-evidence-read"),
            Self::CodeAsked => say!("agreement-evidence-code-asked"),
            Self::CodeWrong => say!("agreement-evidence-code-wrong"),
            Self::CodeRight => say!("agreement-evidence-code-right"),
            Self::Signed => say!("agreement-evidence-signed"),
            Self::Declined => say!("agreement-evidence-declined"),
        }
    }
}

/// One line of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its place, from 1.
    pub seq: i32,
    /// When, UTC.
    pub at: Moment,
    /// What.
    pub what: What,
    /// For which party.
    pub side: Party,
    /// Who, if a person.
    pub person: Option<PersonId>,
    /// Their name then.
    pub name: String,
    /// The name as typed, the reason given, whom it was passed to; may be empty.
    pub detail: String,
    /// The signature as it was drawn, as [`super::Drawing`] reads it; empty without one, and then no
    /// part of the hash, as in lines from before signatures could be drawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub drawn: String,
    /// From which address.
    pub ip: String,
    /// With which browser.
    pub agent: String,
    /// In which session; its id, not its token.
    pub session: String,
    /// Hash of the document it is about.
    pub document: String,
    /// Hash of the line before; `0` for the first.
    pub prev_hash: String,
}

impl Line {
    /// The text whose hash is this line's.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_value(self)?.to_string())
    }
}
