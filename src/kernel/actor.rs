//! Who acts: a signed-in person with roles in the chamber and powers in companies.

use serde::{Deserialize, Serialize};

use super::{
    Lang,
    id::{CompanyId, PersonId},
};
use crate::words;

words! {
    /// A role in the chamber. A person may hold several.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// Sets the portal up and looks after it.
        Admin = "admin";
        /// The secretariat: leads cases from application to agreement.
        Secretary = "secretary";
        /// Reviews qualification and visits companies.
        Reviewer = "reviewer";
        /// Holds a seat on the board and votes.
        Director = "director";
        /// Countersigns for the chamber.
        President = "president";
        /// Looks after dues.
        Treasurer = "treasurer";
        /// Looks after events.
        Events = "events";
    }
}

/// What a representative may do for a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Powers {
    /// Manages the company's people and profile.
    pub owner: bool,
    /// Fills and submits applications.
    pub submit: bool,
    /// Answers the chamber in the company's name; signs agreements that went out while that was enough.
    pub sign: bool,
    /// Pays dues and fees.
    pub pay: bool,
    /// Registers people for events.
    pub register: bool,
}

impl Powers {
    /// Everything: what the legal representative has, and whom the office asks to look after a company.
    pub const ALL: Self = Self {
        owner: true,
        submit: true,
        sign: true,
        pay: true,
        register: true,
    };
}

/// A signed-in person.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Who.
    pub id: PersonId,
    /// As shown to others.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// The language chosen in the profile.
    pub lang: Option<Lang>,
    /// Roles in the chamber.
    pub roles: Vec<Role>,
    /// Companies they act for.
    pub firms: Vec<(CompanyId, Powers)>,
    /// Whether this session passed a second factor.
    pub second_factor: bool,
    /// Whether a role of theirs demands a second factor that they have not set up.
    pub must_set_up_second_factor: bool,
    /// The session's id (not its token).
    pub session: String,
}

impl Actor {
    /// Whether they hold `role`.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether they hold any of `roles`.
    #[must_use]
    pub fn is_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|r| self.is(*r))
    }

    /// Whether they are of the secretariat.
    #[must_use]
    pub fn is_secretariat(&self) -> bool {
        self.is_any(&[Role::Admin, Role::Secretary])
    }

    /// Whether they are of the secretariat or an officer: president or treasurer.
    #[must_use]
    pub fn is_office(&self) -> bool {
        self.is_secretariat() || self.is_any(&[Role::President, Role::Treasurer])
    }

    /// What they may do for `company`; `None` if they don't act for it.
    #[must_use]
    pub fn acts_for(&self, company: &CompanyId) -> Option<Powers> {
        self.firms
            .iter()
            .find(|(id, _)| id == company)
            .map(|(_, p)| *p)
    }
}

/// Who stands behind a write and where it came from: goes into the audit record.
#[derive(Debug, Clone, Default)]
pub struct Who {
    /// The person; `None` for a visitor or the system itself.
    pub actor: Option<Actor>,
    /// The system part that acts when no person does, like `mail worker`.
    pub system: Option<&'static str>,
    /// Network address, as far as known.
    pub ip: String,
    /// The browser's own description.
    pub agent: String,
    /// Id of the request, as in the log.
    pub request_id: String,
}

impl Who {
    /// A worker, the command line or another part of the portal itself.
    #[must_use]
    pub fn system(name: &'static str) -> Self {
        Self {
            system: Some(name),
            ..Self::default()
        }
    }

    /// The name under which the one who acts stands on record: a person's, or that of a part of the
    /// portal; empty for a visitor.
    #[must_use]
    pub fn name(&self) -> &str {
        let person = self.actor.as_ref().map(|actor| actor.name.as_str());
        person.or(self.system).unwrap_or_default()
    }
}
