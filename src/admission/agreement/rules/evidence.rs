//! The evidence of a signature: each step a line, chained by hash to the one before.

use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::words;

words! {
    /// A party to the agreement.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub stored enum Party {
        /// The company that joins; signs first.
        Company = "company";
        /// The chamber; countersigns.
        Chamber = "chamber";
    }
}

words! {
    /// What happened.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub stored enum What: act "admission.agreement.", key "agreement-evidence-" {
        /// The agreement was made and its signer told.
        Sent = "sent";
        /// The dues had changed: what it said until here is void, and another text follows.
        Replaced = "replaced";
        /// The signer named another in their company.
        Delegated = "delegated";
        /// The signer was reminded.
        Reminded = "reminded";
        /// Somebody who may sign opened it.
        Opened = "opened";
        /// They said, at its end, that they had read it.
        ReadToEnd = "read_to_end" as "read";
        /// They asked for a code.
        CodeAsked = "code_asked";
        /// They typed a wrong code.
        CodeWrong = "code_wrong";
        /// They typed the right code.
        CodeRight = "code_right";
        /// By what they sign for the company: as its legal representative, or by its authority in writing.
        Warranted = "warranted";
        /// They signed.
        Signed = "signed";
        /// They refused to sign.
        Declined = "declined";
    }
}

/// One line of the evidence.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable,
)]
#[diesel(table_name = crate::schema::agreement_evidence, treat_none_as_default_value = false)]
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
    #[diesel(column_name = person_id)]
    pub person: Option<PersonId>,
    /// Their name then.
    #[diesel(column_name = person_name)]
    pub name: String,
    /// The name as typed, the reason given, whom it was passed to, by what they sign; may be empty.
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
