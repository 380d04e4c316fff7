//! What a ballot may be about, as its own room tells it. A room that wants to put something to the vote
//! implements [`Subject`]; everything else about its ballots is done here.

use serde::{Deserialize, Serialize};

use crate::ballots::rules::Board;
use crate::chamber::letterhead::Letterhead;
use crate::chamber::rules::Organ;
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Actor, Lang, Moment, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::lists::Condition;
use crate::platform::pdf::Paper;
use crate::schema::ballots;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Closed};

/// The texts that differ from kind to kind, as message keys. Those marked so take the ballot's `title`.
pub struct Words {
    /// The word in the database.
    pub word: &'static str,
    /// What kind of question it is.
    pub kind: &'static str,
    /// The title of a ballot's page; takes `title`.
    pub page: &'static str,
    /// The question above the choices; takes `title`.
    pub question: &'static str,
    /// The question of conflicts, before the papers open.
    pub conflict: &'static str,
    /// What the title is there.
    pub label: &'static str,
    /// Heading of the papers.
    pub papers: &'static str,
    /// Why a seat whose person has a tie is kept out, as the minutes say it.
    pub tie: &'static str,
    /// Why nobody has to vote any more.
    pub ended: &'static str,
    /// The subject of the call to vote on one, and of the call to vote on several; take `title` and `n`.
    pub invites: [&'static str; 2],
    /// The first line of the call to vote.
    pub invite: &'static str,
    /// The subject of the reminder; takes `title` and `n`.
    pub reminds: &'static str,
    /// The kind of letter that the office gets.
    pub letter: &'static str,
    /// Its subject; takes `title` and `case`.
    pub tells: &'static str,
    /// Its button.
    pub opens: &'static str,
    /// What the mailbox and the audit record call it.
    pub thing: &'static str,
}

/// One subject as lists and letters name it.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The company it is about; whoever acts for it has no part in the vote.
    pub company: Option<CompanyId>,
    /// Whoever speaks for it besides, and has no part either.
    pub person: Option<PersonId>,
}

impl Named {
    /// Whether this person is on its side.
    #[must_use]
    pub fn is_of(&self, who: &Actor) -> bool {
        let acts = |company| who.acts_for(company).is_some();
        self.company.as_ref().is_some_and(acts) || self.person.as_ref() == Some(&who.id)
    }
}

/// What a ballot has to know about its subject at one moment.
#[derive(Debug, Clone)]
pub struct About {
    /// What it is called; above the choices, on the roll and in letters.
    pub title: String,
    /// Its number.
    pub number: String,
    /// The company it is about.
    pub company: Option<CompanyId>,
    /// Days that a vote on it may take, where the chamber's own limit doesn't hold.
    pub days: Option<u16>,
    /// Who decides.
    pub organ: Organ,
    /// Why no vote is needed any more; none while it is before the organ.
    pub ended: Option<Say>,
    /// Who is on its side, and since when: they don't vote on it, and read it as their own.
    pub own: Vec<(PersonId, Moment)>,
    /// Who has another tie to it, since when and which: they don't vote on it either.
    pub near: Vec<(PersonId, Moment, Say)>,
}

impl About {
    /// Of a subject before an organ, on whose side nobody is.
    #[must_use]
    pub const fn of(title: String, number: String, organ: Organ) -> Self {
        Self {
            title,
            number,
            company: None,
            days: None,
            organ,
            ended: None,
            own: vec![],
            near: vec![],
        }
    }

    /// What ties this person to it, if anything does; `own`: the words for who is on its side.
    #[must_use]
    pub fn tie(&self, person: &PersonId, own: &'static str) -> Option<Say> {
        if self.own.iter().any(|(own, _)| own == person) {
            return Some(Say::plain(own));
        }
        let near = self.near.iter().find(|(near, ..)| near == person);
        near.map(|(.., why)| why.clone())
    }

    /// Whether this person is on its side or otherwise tied to it.
    #[must_use]
    pub fn is_tied(&self, person: &PersonId) -> bool {
        self.tie(person, "").is_some()
    }

    /// The seats that are on its side: its company's, and those of who is on its side.
    #[must_use]
    pub fn own_seats(&self, board: &Board, why: &Say) -> Vec<Tie> {
        let people: Vec<_> = self.own.iter().map(|(person, _)| person.clone()).collect();
        let seats = board.seats.iter();
        let own = seats.filter(|seat| seat.is_of(self.company.as_ref(), &people));
        own.map(|seat| Tie {
            seat: seat.seat.clone(),
            why: why.clone(),
            certain: true,
            said: false,
        })
        .collect()
    }
}

/// A seat that has to step back, or may have to.
#[derive(Debug, Clone)]
pub struct Tie {
    /// The seat.
    pub seat: String,
    /// Why, as the minutes say it.
    pub why: Say,
    /// Whether it must, whatever the office ticks.
    pub certain: bool,
    /// Whether only somebody else says so: it is shown, and not offered.
    pub said: bool,
}

/// What is added to the papers of one round, and frozen with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Papers {
    /// Seats that step back from the start.
    pub interests: Vec<Interest>,
    /// A note of the office; may be empty.
    pub note: String,
}

/// A conflict of interest that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    /// Whose.
    pub name: String,
    /// What it is.
    pub text: String,
}

/// Papers as a reader sees them.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// What stands under the title: in the reader's language, may be empty.
    pub lead: String,
    /// What the question of conflicts names besides the title: label and text.
    pub facts: Vec<(&'static str, String)>,
    /// The papers as HTML.
    pub html: String,
    /// The hash they were frozen with; empty while they are not.
    pub sha256: String,
}

impl Sheet {
    /// The papers with every fold open, for a page that is there to be printed or read to its end.
    #[must_use]
    pub fn unfolded(&self) -> String {
        self.html
            .replace("<details class=\"fold\">", "<details class=\"fold\" open>")
    }
}

/// A kind of question that is put to an organ.
pub trait Subject: Sync {
    /// What its rows, pages and letters say.
    fn words(&self) -> &'static Words;

    /// The word in the database.
    fn kind(&self) -> &'static str {
        let Words { word, .. } = self.words();
        word
    }

    /// The page on which the office leads it.
    fn home(&self, id: &str) -> String;

    /// These as lists name them: one query, whatever their number.
    fn named(&self, conn: &mut Conn, ids: &[String]) -> Result<Vec<Named>, Fault>;

    /// Those rounds whose subject a search finds, as its own room searches.
    fn finds(&self, search: &str) -> Condition<ballots::table>;

    /// The subjects that lists leave out for this person: those on whose side they are, and those whose
    /// vote they stepped back from, unless they lead them.
    fn kept_from(&self, conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault>;

    /// The subjects to which this person is tied without being on their side, as [`About::near`] says.
    fn near(&self, _conn: &mut Conn, _who: &PersonId) -> Result<Vec<String>, Fault> {
        Ok(vec![])
    }

    /// What was put to the vote, in words, as papers made by [`Subject::papers`] hold it: where minutes
    /// repeat it.
    fn moved(&self, _body: &str) -> Result<Option<String>, Fault> {
        Ok(None)
    }

    /// What there is to know of it at `now`.
    fn about(&self, conn: &mut Conn, id: &str, now: Moment) -> Result<About, Fault>;

    /// The seats of this body that are known to be tied to it: those on its side, unless it knows more.
    fn ties(
        &self,
        _conn: &mut Conn,
        (_id, about): (&str, &About),
        board: &Board,
    ) -> Result<Vec<Tie>, Fault> {
        Ok(about.own_seats(board, &Say::plain(self.words().tie)))
    }

    /// From whom it is kept: who is on its side, and whose seat stepped back in any round, unless it knows
    /// of more.
    fn kept_out(&self, conn: &mut Conn, id: &str, now: Moment) -> Result<Vec<PersonId>, Fault> {
        let own = self.about(conn, id, now)?.own.into_iter();
        let mut out: Vec<PersonId> = own.map(|(person, _)| person).collect();
        out.extend(voting::recused_in(conn, self.kind(), id)?);
        Ok(out)
    }

    /// Whether this person sees it from within.
    fn sees(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault>;

    /// Whether this person leads it: opens, watches, closes, annuls.
    fn leads(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault>;

    /// Refuses a round that may not open now; takes away what stands in the way of one that may.
    fn may_open(&self, _tx: &mut Tx, _id: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// The text of its papers as they are now: what is frozen, and what the hash is of.
    fn papers(
        &self,
        conn: &mut Conn,
        id: &str,
        round: &Papers,
        now: Moment,
    ) -> Result<String, Fault>;

    /// Papers made by [`Subject::papers`], for a reader.
    fn sheet(&self, body: &str, sha256: &str, speech: Speech) -> Result<Sheet, Fault>;

    /// Notes that a round opened.
    fn opened(&self, tx: &mut Tx, ballot: &Ballot) -> Result<(), Fault>;

    /// What follows from a count that the chair need not settle. Gives whether it stands, so that the
    /// roll is told: not where something else ended the matter first. Doing it twice changes nothing.
    fn follows(&self, tx: &mut Tx, closed: &Closed) -> Result<bool, Fault>;

    /// Notes that the office took a round back.
    fn annulled(&self, _tx: &mut Tx, _ballot: &Ballot, _why: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// Notes that a seat stepped back or was kept out.
    fn recused(&self, _tx: &mut Tx, _id: &str, _name: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// Whether its papers and minutes are made as PDF.
    fn on_paper(&self) -> bool {
        false
    }

    /// The papers as PDF, or the minutes once a round is over; none where it has no such.
    fn paper(
        &self,
        _conn: &mut Conn,
        _how: (&Letterhead, Lang),
        _ballot: &BallotId,
        _over: Option<&Closed>,
    ) -> Result<Option<Paper>, Fault> {
        Ok(None)
    }
}

/// The kinds of questions that there are; made once, by who sees all rooms.
#[derive(Clone, Copy)]
pub struct Subjects(&'static [&'static dyn Subject]);

impl Subjects {
    /// These kinds.
    #[must_use]
    pub const fn new(all: &'static [&'static dyn Subject]) -> Self {
        Self(all)
    }

    /// The kind of this word.
    ///
    /// # Errors
    /// `Fault::Broken` if no room brought one.
    pub fn of(self, kind: &str) -> Result<&'static dyn Subject, Fault> {
        let found = self.0.iter().find(|subject| subject.kind() == kind);
        found
            .copied()
            .ok_or_else(|| Fault::Broken(format!("a ballot on `{kind}`, which no room knows")))
    }

    /// All kinds.
    pub fn all(self) -> impl Iterator<Item = &'static dyn Subject> {
        self.0.iter().copied()
    }

    /// What these ballots are about: one query for each kind.
    ///
    /// # Errors
    /// If the database fails.
    pub fn named(self, conn: &mut Conn, ballots: &[Ballot]) -> Result<Vec<Named>, Fault> {
        let mut found = vec![];
        for subject in self.0 {
            let mine = ballots.iter().filter(|b| b.subject_kind == subject.kind());
            let ids: Vec<String> = mine.map(|b| b.subject_id.clone()).collect();
            if !ids.is_empty() {
                found.extend(subject.named(conn, &ids)?);
            }
        }
        Ok(found)
    }
}
