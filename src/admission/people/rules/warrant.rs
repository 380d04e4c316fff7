//! Who may sign for a company: its legal representative, or whoever has its authority in writing.

use diesel::{Insertable, Queryable, Selectable};

use super::{Duty, Named};
use crate::kernel::id::{CaseId, FileId, Id, PersonId};
use crate::kernel::{Day, Moment, Say};
use crate::say;
use crate::words;

words! {
    /// How a written authority stands.
    pub stored enum AuthorityState: key "people-authority-", tone {
        /// Handed in; the office has not looked at it.
        Filed = "filed", "ochre";
        /// The office accepted it.
        Accepted = "accepted", "jade";
        /// The office refused it.
        Refused = "refused", "red";
        /// The company took it back.
        Withdrawn = "withdrawn", "ink";
    }
}

/// Marker for ids of written authorities.
pub enum AuthorityMark {}
/// Id of a written authority.
pub type AuthorityId = Id<AuthorityMark>;

/// 授权委托书: the company's authority in writing for one person to sign its agreement.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::schema::case_authorities, treat_none_as_default_value = false)]
pub struct Authority {
    /// Its id.
    pub id: AuthorityId,
    /// For which case.
    #[diesel(column_name = case_id)]
    pub case: CaseId,
    /// Who may sign by it.
    #[diesel(column_name = person_id)]
    pub person: PersonId,
    /// Its last day, where the chamber is.
    pub valid_until: Day,
    /// The paper.
    #[diesel(column_name = file_id)]
    pub file: FileId,
    /// The paper's hash.
    pub sha256: String,
    /// How it stands.
    pub state: AuthorityState,
    /// When it was handed in.
    pub filed_at: Moment,
    /// By whom.
    pub filed_by: PersonId,
    /// When the office decided, or the company took it back.
    pub decided_at: Option<Moment>,
    /// Who did.
    pub decided_by: Option<PersonId>,
    /// Why the office refused it; empty otherwise.
    pub reason: String,
}

impl Authority {
    /// Whether somebody may sign by it on this day.
    #[must_use]
    pub fn holds(&self, today: Day) -> bool {
        self.state == AuthorityState::Accepted && today <= self.valid_until
    }

    /// Whether it was accepted and its last day is past.
    #[must_use]
    pub fn is_over(&self, today: Day) -> bool {
        self.state == AuthorityState::Accepted && today > self.valid_until
    }

    /// Whether anything can still be decided about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, AuthorityState::Filed | AuthorityState::Accepted)
    }
}

/// By what somebody signs for a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warrant {
    /// They are its legal representative and confirmed it.
    Legal,
    /// A written authority that the office accepted: its last day and its hash.
    Authority(Day, String),
}

impl Warrant {
    /// What it is called, beside a name.
    #[must_use]
    pub fn in_words(&self) -> Say {
        match self {
            Self::Legal => say!("people-warrant-legal"),
            Self::Authority(until, _) => say!("people-warrant-authority", until = *until),
        }
    }

    /// What follows it in the evidence: the hash of the paper.
    #[must_use]
    pub fn proof(&self) -> &str {
        match self {
            Self::Legal => "",
            Self::Authority(_, sha256) => sha256,
        }
    }
}

/// By what this person may sign on this day, if by anything: as the confirmed legal representative, whom the
/// application calls `legal`, before any authority. Powers in the company don't matter here.
#[must_use]
pub fn warrant(
    person: &PersonId,
    legal: &str,
    (named, authorities): (&[Named], &[Authority]),
    today: Day,
) -> Option<Warrant> {
    let is_legal = |n: &Named| n.duty == Duty::Legal && n.is_by(person) && n.is_called(legal);
    if named.iter().any(is_legal) {
        return Some(Warrant::Legal);
    }
    let theirs = authorities
        .iter()
        .filter(|a| a.person == *person && a.holds(today));
    theirs
        .max_by_key(|a| a.valid_until)
        .map(|a| Warrant::Authority(a.valid_until, a.sha256.clone()))
}

#[cfg(test)]
#[path = "warrant_tests.rs"]
mod tests;
