//! A ballot as it stands at one moment, with what it is about: read once, for a page as for an act.
//!
//! Who comes to be on the subject's side, or otherwise tied to it, while the ballot runs has no part in it from then on, whether
//! or not anybody wrote it down yet. A seat that has not voted is recused by it; a vote that was cast
//! before stands, and is shown to those who may take the round back; it is written down, so that it stays
//! with the ballot whatever becomes of the tie.

use crate::ballots::store;
use crate::ballots::subject::{About, Subject, Subjects};
use crate::kernel::brand::Brand;
use crate::kernel::id::PersonId;
use crate::kernel::{Actor, Moment, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::settings;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Phase, Recusal, RecusedAs};

/// A ballot with what it is about.
pub struct Known {
    /// The kind of question.
    pub subject: &'static dyn Subject,
    /// The question.
    pub about: About,
    /// The ballot; seats that a tie keeps out are recused in it.
    pub ballot: Ballot,
    /// Those of them whose recusal nobody has written down yet: seat and reason.
    pub arisen: Vec<(String, String)>,
    /// Seats that voted before their tie arose, as on the roll.
    pub late: Vec<String>,
    /// Those of them of whom nobody has written that down yet, and since when they have it.
    pub untold: Vec<(PersonId, Moment)>,
}

impl Known {
    /// Reads a ballot.
    ///
    /// # Errors
    /// `Fault::Missing` if there is none.
    pub fn of(
        conn: &mut Conn,
        subjects: Subjects,
        id: &BallotId,
        now: Moment,
    ) -> Result<Self, Fault> {
        let ballot = voting::ballot(conn, id)?;
        let subject = subjects.of(&ballot.subject_kind)?;
        Self::with(conn, subject, ballot, now)
    }

    /// The same for one that was loaded already.
    ///
    /// # Errors
    /// If the database fails.
    pub fn with(
        conn: &mut Conn,
        subject: &'static dyn Subject,
        ballot: Ballot,
        now: Moment,
    ) -> Result<Self, Fault> {
        let about = subject.about(conn, &ballot.subject_id, now)?;
        let mut known = Self {
            subject,
            about,
            ballot,
            arisen: vec![],
            late: vec![],
            untold: vec![],
        };
        let phase = known.ballot.phase(now);
        if matches!(phase, Phase::Waiting | Phase::Open | Phase::Ended) {
            known.keep_out(conn)?;
        }
        Ok(known)
    }

    /// Recuses whose tie arose before they voted and before the deadline; finds whose arose after.
    fn keep_out(&mut self, conn: &mut Conn) -> Result<(), Fault> {
        let (opens, closes) = (self.ballot.opens_at, self.ballot.closes_at);
        let told = store::ties(conn, &self.ballot.id)?;
        let is_told = |person: &PersonId| told.iter().any(|(one, _)| one == person);
        // A tie that is no more kept them out while it was there, and their vote was known.
        for tie in &told {
            if !self.is_tied(&tie.0) {
                self.about.own.push(tie.clone());
            }
        }
        let own = Say::plain(self.subject.words().tie);
        let own = self
            .about
            .own
            .iter()
            .map(|(who, since)| (who, *since, &own));
        let near = self.about.near.iter();
        let ties: Vec<(&PersonId, Moment, &Say)> = own
            .chain(near.map(|(who, since, why)| (who, *since, why)))
            .filter(|(_, since, _)| *since < closes)
            .collect();
        for seat in &mut self.ballot.seats {
            let tie = ties.iter().find(|(person, ..)| **person == seat.person);
            let Some((person, since, why)) = tie.filter(|_| seat.recused.is_none()) else {
                continue;
            };
            if seat.voted {
                self.late.push(seat.label.clone());
                if !is_told(person) {
                    self.untold.push(((*person).clone(), *since));
                }
                continue;
            }
            let words = in_the_chambers_words(conn, why)?;
            self.arisen.push((seat.seat.clone(), words.clone()));
            seat.recused = Some(Recusal {
                at: (*since).max(opens),
                declared_as: RecusedAs::Office,
                why: words,
            });
        }
        Ok(())
    }

    /// Whether this person is on the subject's side or otherwise tied to it.
    pub fn is_tied(&self, person: &PersonId) -> bool {
        self.about.is_tied(person)
    }

    /// Whether this person has no part in this round: they are tied to the subject, or their seat
    /// stepped back.
    pub fn keeps_out(&self, person: &PersonId) -> bool {
        let seat = self.ballot.seat_of(person);
        self.is_tied(person) || seat.is_some_and(|seat| seat.recused.is_some())
    }

    /// Whether this person reads the papers of this round.
    ///
    /// # Errors
    /// If the database fails.
    pub fn is_read_by(&self, conn: &mut Conn, who: &Actor) -> Result<bool, Fault> {
        if self.keeps_out(&who.id) {
            return Ok(false);
        }
        let seat = self.ballot.seat_of(&who.id);
        let answered = seat.is_some_and(|seat| seat.pack_opened_at.is_some());
        Ok(answered || self.subject.sees(conn, who, self.id())?)
    }

    /// The subject's id.
    pub fn id(&self) -> &str {
        &self.ballot.subject_id
    }

    /// The page on which the office leads the subject.
    pub fn home(&self) -> String {
        self.subject.home(&self.ballot.subject_id)
    }
}

/// Whether this person reads the papers of a subject: who sees it from within, and a seat of any of its
/// rounds once it said there that nothing binds it, for the papers of that round stay open to it. Who is
/// recused in the newest or on its side reads none.
///
/// # Errors
/// If the database fails.
pub fn reads(
    conn: &mut Conn,
    (subject, id): (&'static dyn Subject, &str),
    who: &Actor,
    now: Moment,
) -> Result<bool, Fault> {
    let mut rounds = voting::rounds(conn, subject.kind(), id)?;
    let Some(newest) = rounds.pop() else {
        return subject.sees(conn, who, id);
    };
    let newest = Known::with(conn, subject, newest, now)?;
    if newest.keeps_out(&who.id) {
        return Ok(false);
    }
    let answered = |ballot: &Ballot| {
        let seat = ballot.seat_of(&who.id);
        seat.is_some_and(|seat| seat.recused.is_none() && seat.pack_opened_at.is_some())
    };
    Ok(rounds.iter().any(answered) || newest.is_read_by(conn, who)?)
}

/// As the chamber itself says it: for reasons that stay on record.
///
/// # Errors
/// If the database fails.
pub fn in_the_chambers_words(conn: &mut Conn, what: &Say) -> Result<String, Fault> {
    let brand: Brand = settings::get(conn)?;
    Ok(Speech::new(brand.lang, &brand).say(what))
}
