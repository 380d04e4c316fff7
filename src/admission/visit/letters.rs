//! The mails of a visit, and the invitation for calendars that goes along.

use crate::admission::case::Case;
use crate::admission::visit::rules::{Nudge, Visit};
use crate::kernel::brand::Brand;
use crate::kernel::{Moment, Say};
use crate::platform::i18n::Speech;
use crate::platform::ics::{self, Invite};
use crate::platform::letter::{Letter, Recipient};
use crate::say;

/// The kinds of letters that call to a visit.
pub const CALLS: [&str; 4] = [
    "visit.announced",
    "visit.planned",
    "visit.reminder",
    "visit.sign",
];

/// What all letters of one visit share.
pub struct Post<'a> {
    /// The case.
    pub case: &'a Case,
    /// The visit.
    pub visit: &'a Visit,
    /// The chamber.
    pub brand: &'a Brand,
    /// Where visitors work on it.
    pub url: String,
    /// Where the company reads it.
    pub company_url: String,
    /// Name and address of who invites.
    pub organizer: (String, String),
    /// The portal's host name: the right side of the invitation's id.
    pub domain: String,
    /// When it is written.
    pub now: Moment,
}

impl Post<'_> {
    fn letter(&self, kind: &'static str, key: &str, to: &Recipient, subject: Say) -> Letter {
        let key = format!("{}:{key}:{}", self.visit.id, to.email);
        Letter::new(kind, &key, to, subject).about("case", &self.case.id)
    }

    fn facts(&self, letter: Letter) -> Letter {
        let text = |text: &str| say!("review-plain", text = text);
        letter
            .fact(
                say!("visit-starts"),
                say!("review-letter-moment", at = self.visit.starts),
            )
            .fact(
                say!("visit-ends"),
                say!("review-letter-moment", at = self.visit.ends),
            )
            .fact(say!("visit-address"), text(&self.visit.address))
            .fact(say!("visit-purpose"), text(&self.visit.purpose))
    }

    /// The invitation in the reader's language.
    fn invite(&self, to: &Recipient, cancelled: bool) -> Invite {
        let speech = Speech::new(to.lang.unwrap_or(self.brand.lang), self.brand);
        let party = self
            .visit
            .party()
            .map(|v| (v.name.clone(), v.email.clone()));
        let host = (self.visit.host.name.clone(), self.visit.host.email.clone());
        let host = Some(host).filter(|(_, email)| !email.is_empty());
        let mut attendees: Vec<(String, String)> = party.chain(host).collect();
        if !attendees.iter().any(|(_, email)| *email == to.email) {
            attendees.push((to.name.clone(), to.email.clone()));
        }
        Invite {
            uid: format!("visit-{}@{}", self.visit.id, self.domain),
            sequence: self.visit.sequence,
            stamp: self.now,
            starts: self.visit.starts,
            ends: self.visit.ends,
            summary: speech.say(&say!("visit-ics-title", name = &self.case.company_name)),
            description: self.visit.purpose.clone(),
            location: self.visit.address.clone(),
            organizer: self.organizer.clone(),
            attendees,
            cancelled,
        }
    }

    /// The appointment as it stands, for the calendar of who asks for it.
    pub fn calendar(&self, to: &Recipient) -> String {
        ics::calendar(&self.invite(to, self.visit.cancelled.is_some()))
    }

    fn attach(&self, letter: Letter, to: &Recipient, cancelled: bool) -> Letter {
        letter.attach(self.invite(to, cancelled).attachment("visit.ics"))
    }

    /// A visit is planned or moved; for a visitor.
    pub fn planned(&self, to: &Recipient) -> Letter {
        let (subject, text) = if self.visit.sequence == 0 {
            let name = &self.case.company_name;
            (
                say!("visit-letter-planned", name = name),
                say!("visit-letter-planned-text"),
            )
        } else {
            let name = &self.case.company_name;
            (
                say!("visit-letter-moved", name = name),
                say!("visit-letter-moved-text"),
            )
        };
        let key = self.visit.sequence.to_string();
        let letter = self.letter("visit.planned", &key, to, subject).line(text);
        let letter = self
            .facts(letter)
            .button(say!("visit-letter-open"), self.url.clone());
        self.attach(letter, to, false)
    }

    /// The same for the company that is visited.
    pub fn announced(&self, to: &Recipient) -> Letter {
        let (subject, text) = if self.visit.sequence == 0 {
            (
                say!("visit-letter-announced"),
                say!("visit-letter-announced-text"),
            )
        } else {
            (
                say!("visit-letter-announced-moved"),
                say!("visit-letter-announced-moved-text"),
            )
        };
        let key = self.visit.sequence.to_string();
        let letter = self.letter("visit.announced", &key, to, subject).line(text);
        let names: Vec<&str> = self.visit.party().map(|v| v.name.as_str()).collect();
        let names = say!("review-plain", text = names.join(" · "));
        let letter = self.facts(letter).fact(say!("visit-visitors"), names);
        let letter = letter.button(say!("visit-letter-open"), self.company_url.clone());
        self.attach(letter, to, false)
    }

    /// The visit is called off, or somebody is no longer among the visitors.
    pub fn cancelled(&self, to: &Recipient, why: &str) -> Letter {
        let subject = say!("visit-letter-cancelled", name = &self.case.company_name);
        let key = self.visit.sequence.to_string();
        let letter = self
            .letter("visit.cancelled", &key, to, subject)
            .line(say!("visit-letter-cancelled-text"))
            .quote(why);
        self.attach(self.facts(letter), to, true)
    }

    /// The visit is tomorrow, or its record is late; for a visitor.
    pub fn reminder(&self, to: &Recipient, nudge: Nudge) -> Letter {
        let name = &self.case.company_name;
        let (subject, text) = match nudge {
            Nudge::Tomorrow => (
                say!("visit-letter-soon", name = name),
                say!("visit-letter-soon-text"),
            ),
            _ => (
                say!("visit-letter-write", name = name),
                say!("visit-letter-write-text"),
            ),
        };
        let key = format!("{}:{}", self.visit.sequence, nudge.step());
        let letter = self.letter("visit.reminder", &key, to, subject).line(text);
        self.facts(letter)
            .button(say!("visit-letter-open"), self.url.clone())
    }

    /// The record is frozen: please sign.
    pub fn to_sign(&self, to: &Recipient, hash: &str) -> Letter {
        let subject = say!("visit-letter-sign", name = &self.case.company_name);
        self.letter("visit.sign", hash, to, subject)
            .line(say!("visit-letter-sign-text"))
            .button(say!("visit-letter-sign-button"), self.url.clone())
    }

    /// Something about a visit that the office should know.
    fn office(&self, key: &str, to: &Recipient, what: Say) -> Letter {
        let subject = say!("visit-letter-office", number = self.case.number());
        self.letter("visit.office", key, to, subject)
            .line(what)
            .button(say!("visit-letter-open"), self.url.clone())
    }

    /// A visitor declared a conflict; for the office.
    pub fn conflict(&self, to: &Recipient, visitor: &str, why: &str) -> Letter {
        self.office(
            &format!("conflict:{visitor}"),
            to,
            say!("visit-letter-conflict", name = visitor),
        )
        .quote_of(visitor, why)
    }

    /// The record is late; for the office.
    pub fn late(&self, to: &Recipient) -> Letter {
        let key = format!("late:{}", self.visit.sequence);
        self.office(
            &key,
            to,
            say!("visit-letter-late", name = &self.case.company_name),
        )
    }

    /// The record is complete; for the office.
    pub fn done(&self, to: &Recipient) -> Letter {
        self.office(
            "done",
            to,
            say!("visit-letter-done", name = &self.case.company_name),
        )
    }

    /// The company can read the facts and comment.
    pub fn facts_ready(&self, to: &Recipient) -> Letter {
        self.letter("visit.facts", "done", to, say!("visit-letter-facts"))
            .line(say!("visit-letter-facts-text"))
            .button(say!("visit-letter-open"), self.company_url.clone())
    }

    /// The company commented; for the office.
    pub fn commented(&self, to: &Recipient, text: &str) -> Letter {
        let key = format!("comment:{}", self.now);
        self.office(
            &key,
            to,
            say!("visit-letter-commented", name = &self.case.company_name),
        )
        .quote_of(&self.case.company_name, text)
    }
}
