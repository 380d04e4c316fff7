//! Whether the public site is open: nothing that a new portal invents is shown to strangers before the chamber
//! says so.

use serde::{Deserialize, Serialize};

use super::Actor;

/// How the public site stands. Where nothing was ever said it is open: instances from before this was asked have
/// been open all along, and only the first start of an empty one says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// Everybody sees it.
    #[default]
    Open,
    /// The chamber is being set up and never opened it.
    SettingUp,
    /// It was open, and the chamber closed it again: why, for the record.
    Closed(String),
}

impl Opening {
    /// Whether this reader sees the public site: who works for the chamber always does.
    #[must_use]
    pub fn lets_in(&self, reader: Option<&Actor>) -> bool {
        *self == Self::Open || reader.is_some_and(|actor| !actor.roles.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Role;
    use crate::kernel::id::PersonId;

    fn reader(roles: &[Role]) -> Actor {
        Actor {
            id: PersonId::new(),
            name: "Ada".into(),
            email: String::new(),
            lang: None,
            roles: roles.to_vec(),
            firms: vec![],
            second_factor: false,
            must_set_up_second_factor: false,
            session: String::new(),
        }
    }

    #[test]
    fn a_closed_site_lets_in_whoever_works_for_the_chamber_and_nobody_else() {
        let (director, member) = (reader(&[Role::Director]), reader(&[]));
        for closed in [Opening::SettingUp, Opening::Closed("we move".into())] {
            assert!(closed.lets_in(Some(&director)));
            assert!(!closed.lets_in(Some(&member)) && !closed.lets_in(None));
        }
        assert!(Opening::Open.lets_in(None));
    }

    #[test]
    fn what_says_nothing_is_open() {
        assert_eq!(Opening::default(), Opening::Open);
        let told = serde_json::to_string(&Opening::SettingUp).unwrap();
        assert_eq!(told, "\"setting_up\"");
        let closed = Opening::Closed("we move".into());
        let told = serde_json::to_string(&closed).unwrap();
        assert_eq!(serde_json::from_str::<Opening>(&told).unwrap(), closed);
    }
}
