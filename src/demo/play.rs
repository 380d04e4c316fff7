//! The stage: who is who, what time it is in the story, and how an act is done by somebody then.

use std::collections::BTreeMap;

use crate::accounts::{self, NewPerson};
use crate::kernel::id::PersonId;
use crate::kernel::{Lang, Moment, Role, Who};
use crate::platform::db::{Fault, Tx};

/// The pass-phrase of everybody who can sign in.
pub const PASSPHRASE: &str = "huiguan-demo";
/// Where the people of the demo have their mail: a name that never resolves (RFC 2606).
const DOMAIN: &str = "demo.huiguan.test";

/// A story being told inside one write.
pub struct Play<'p, 'a> {
    tx: &'p mut Tx<'a>,
    /// What time it is in the story.
    pub now: Moment,
    /// The real time at which the story is told: its last moment.
    pub end: Moment,
    people: BTreeMap<String, PersonId>,
    hash: &'p str,
}

impl<'p, 'a> Play<'p, 'a> {
    /// A story that begins at `now`; `hash` is that of [`PASSPHRASE`].
    pub fn new(tx: &'p mut Tx<'a>, now: Moment, hash: &'p str) -> Self {
        let end = tx.now();
        Self {
            tx,
            now,
            end,
            people: BTreeMap::new(),
            hash,
        }
    }

    /// Brings a person in who can sign in.
    pub fn enter(&mut self, handle: &str, name: &str, roles: &[Role]) -> Result<PersonId, Fault> {
        let email = address(handle);
        let new = NewPerson {
            email: &email,
            name,
            lang: Some(Lang::ZhCn),
            password_hash: Some(self.hash.to_owned()),
            roles,
        };
        let id = self.by_itself("demo", |tx| accounts::add_person(tx, &new))?;
        self.people.insert(handle.to_owned(), id.clone());
        Ok(id)
    }

    /// The person with this handle.
    pub fn person(&self, handle: &str) -> Result<PersonId, Fault> {
        let missing = || Fault::Broken(format!("nobody in the demo is called {handle}"));
        self.people.get(handle).cloned().ok_or_else(missing)
    }

    /// A little later.
    pub fn tick(&mut self, seconds: i64) {
        self.now += chrono::TimeDelta::seconds(seconds);
    }

    /// Does something as a person, at the story's time.
    pub fn by<T>(
        &mut self,
        handle: &str,
        act: impl FnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let id = self.person(handle)?;
        let row = accounts::person(self.tx.conn(), &id)?;
        let actor = accounts::actor(self.tx.conn(), row)?;
        // Addresses of the range that is kept for examples (RFC 5737).
        let ip = format!("192.0.2.{}", handle.len() * 7 % 250 + 1);
        let who = Who {
            actor: Some(actor),
            ip,
            agent: "demo".into(),
            ..Who::default()
        };
        act(&mut self.tx.told_as(&who, self.now))
    }

    /// Does something as the portal itself.
    pub fn by_itself<T>(
        &mut self,
        name: &'static str,
        act: impl FnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        act(&mut self.tx.told_as(&Who::system(name), self.now))
    }
}

/// The mail address that goes with a handle.
#[must_use]
pub fn address(handle: &str) -> String {
    format!("{handle}@{DOMAIN}")
}
