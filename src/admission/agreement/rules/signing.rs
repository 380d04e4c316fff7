//! The order of signing, and where it stands. All of it follows from the evidence.

use chrono::TimeDelta;

use super::{Drawing, Line, Party, What};
use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::say;

/// How long a code holds.
pub const CODE_LIFE: TimeDelta = TimeDelta::minutes(10);
/// The company's signer is reminded this many days before the time to sign runs out.
pub const REMIND_BEFORE: [i64; 2] = [7, 2];

/// A signature that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub person: Option<PersonId>,
    /// Their name as the portal knows it.
    pub name: String,
    /// Their name as they typed it.
    pub typed: String,
    /// As they drew it; without strokes if they didn't.
    pub drawn: Drawing,
    /// When.
    pub at: Moment,
    /// By what they signed for the company; empty for the chamber, and where the power to sign was enough.
    pub warrant: String,
}

/// Where the signing stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signing {
    /// The company's signature.
    pub company: Option<Signature>,
    /// The chamber's signature.
    pub chamber: Option<Signature>,
    /// Set if the company refused.
    pub declined: Option<Moment>,
    warrant: String,
    read: Vec<(PersonId, String)>,
    opened: Vec<(PersonId, String)>,
}

impl Signing {
    /// What follows from the evidence.
    pub fn of(lines: &[Line]) -> Self {
        let mut signing = Self::default();
        for line in lines {
            signing.learn(line);
        }
        signing
    }

    fn learn(&mut self, line: &Line) {
        let mine = || {
            let person = line.person.clone()?;
            Some((person, line.session.clone()))
        };
        match line.what {
            What::Opened => self.opened.extend(mine()),
            What::ReadToEnd => self.read.extend(mine()),
            What::Replaced => *self = Self::default(),
            What::Declined => self.declined = Some(line.at),
            What::Warranted => {
                let first = line.detail.lines().next();
                first.unwrap_or_default().clone_into(&mut self.warrant);
            }
            What::Signed => {
                let signature = Signature {
                    person: line.person.clone(),
                    name: line.name.clone(),
                    typed: line.detail.clone(),
                    drawn: Drawing::read(&line.drawn).unwrap_or_default(),
                    at: line.at,
                    warrant: std::mem::take(&mut self.warrant),
                };
                match line.side {
                    Party::Company => self.company = Some(signature),
                    Party::Chamber => self.chamber = Some(signature),
                }
            }
            _ => {}
        }
    }

    /// Whose turn it is; `None` once it is signed by both or declined.
    pub fn turn(&self) -> Option<Party> {
        if self.declined.is_some() || self.chamber.is_some() {
            None
        } else if self.company.is_none() {
            Some(Party::Company)
        } else {
            Some(Party::Chamber)
        }
    }

    /// Whether this person opened it in this session.
    pub fn was_opened(&self, person: &PersonId, session: &str) -> bool {
        self.opened.iter().any(|(p, s)| p == person && s == session)
    }

    /// Whether this person read it to the end in this session.
    pub fn was_read(&self, person: &PersonId, session: &str) -> bool {
        self.read.iter().any(|(p, s)| p == person && s == session)
    }

    /// Whether a party may act now: enforced when it acts, whatever mail went out before.
    ///
    /// # Errors
    /// What to tell the one who tries.
    pub fn check_turn(&self, party: Party) -> Result<(), Say> {
        match self.turn() {
            Some(turn) if turn == party => Ok(()),
            Some(_) if party == Party::Chamber => Err(say!("agreement-refused-company-first")),
            Some(_) => Err(say!("agreement-refused-signed-already")),
            None if self.declined.is_some() => Err(say!("agreement-refused-declined")),
            None => Err(say!("agreement-refused-signed-already")),
        }
    }
}

/// Which reminder is due before `sign_by`, from 1; the later one wins. None in the first day.
pub fn reminder(made: Moment, sign_by: Moment, now: Moment) -> Option<usize> {
    if now >= sign_by || now < made + TimeDelta::days(1) {
        return None;
    }
    REMIND_BEFORE
        .iter()
        .rposition(|days| now >= sign_by - TimeDelta::days(*days))
        .map(|at| at + 1)
}

#[cfg(test)]
#[path = "signing_tests.rs"]
mod tests;
