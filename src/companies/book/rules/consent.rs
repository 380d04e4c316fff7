//! Consent, purpose by purpose: each given by itself, none set beforehand, each can be taken back (PIPL
//! art. 13 to 15, 23, 25).

use super::contact::ContactId;
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, CompanyId, Id, PersonId};
use crate::words;

/// The version of the consent texts; it changes whenever one of them does.
pub const TEXT_VERSION: &str = "2026-11";

/// Marker for consents.
pub enum ConsentMark {}
/// Id of a consent.
pub type ConsentId = Id<ConsentMark>;

words! {
    /// What consent is given to.
    #[derive(Hash)]
    pub stored enum Purpose: key "companies-consent-", text_key "companies-consent-text-" {
        /// Processing personal information for the application: without it there is none.
        Processing = "processing";
        /// Publication in the directory of members.
        Directory = "directory";
        /// Sharing with partner organisations.
        Sharing = "sharing";
        /// Notices and invitations that membership alone does not call for.
        Notices = "notices";
        /// Photos and films of events being published.
        Photos = "photos";
    }
}

impl Purpose {
    /// Those that a contact is asked for.
    pub const OF_CONTACTS: [Self; 3] = [Self::Notices, Self::Photos, Self::Sharing];
}

/// Who gives a consent.
#[derive(Clone, Copy, Debug)]
pub enum Giver<'a> {
    /// Somebody with an account.
    Person(&'a PersonId),
    /// A contact of a company.
    Contact(&'a ContactId),
}

impl Giver<'_> {
    /// The ids that are stored: a person's, a contact's.
    #[must_use]
    pub fn ids(&self) -> (Option<PersonId>, Option<ContactId>) {
        match self {
            Self::Person(id) => (Some((*id).clone()), None),
            Self::Contact(id) => (None, Some((*id).clone())),
        }
    }
}

/// A consent that stands or stood.
#[derive(Clone, Debug)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// For which company, where that is known.
    pub company: Option<CompanyId>,
    /// The application it was given for, if it was.
    pub case: Option<CaseId>,
    /// Who gave it, if that is somebody with an account.
    pub person: Option<PersonId>,
    /// Who gave it, if that is a contact.
    pub contact: Option<ContactId>,
    /// Their name by then.
    pub name: String,
    /// To what.
    pub purpose: Purpose,
    /// Which text was shown.
    pub text_version: String,
    /// When it was given.
    pub given_at: Moment,
    /// Who wrote it down.
    pub noted_by: String,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<Moment>,
}

impl Consent {
    /// Whether it stands.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }

    /// Whether it can be taken back by itself: an application can't go on without the one to be processed,
    /// so that one goes with the application.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.purpose != Purpose::Processing
    }
}
