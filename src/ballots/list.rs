//! Rounds on one list, whatever they are about: those that run, and those that are over with search,
//! filters and order.

use diesel::prelude::*;

use crate::ballots::subject::Subjects;
use crate::ballots::view::{Round, rounds};
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{self, Part, by, pieces};
use crate::schema::ballots;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId};
use crate::words;

type Condition = lists::Condition<ballots::table>;

words! {
    /// How a round was over.
    pub enum How: key "ballot-sittings-" {
        /// Its votes count.
        Counted = "counted";
        /// It was taken back.
        Annulled = "annulled";
    }
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// When voting ended, the last first.
        #[default]
        Closed = "closed";
        /// When it opened.
        Opened = "opened";
    }
}

/// What the list of rounds that are over is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What the room of the subject searches.
    pub search: String,
    /// Only about this kind of subject.
    pub kind: Option<String>,
    /// Only those that were over so.
    pub how: Option<How>,
    /// But none about these subjects.
    pub except: Vec<String>,
}

/// A line of a list.
pub struct Listed {
    /// The round.
    pub round: Round,
    /// The page on which the office leads its subject.
    pub href: String,
    /// Key of what kind of question it is.
    pub what: &'static str,
    /// The subject's number.
    pub number: String,
}

/// The subjects that lists leave out for this person.
///
/// # Errors
/// If the database fails.
pub fn kept_from(conn: &mut Conn, subjects: Subjects, who: &Actor) -> Result<Vec<String>, Fault> {
    let mut kept = vec![];
    for subject in subjects.all() {
        kept.extend(subject.kept_from(conn, who)?);
    }
    Ok(kept)
}

impl Filter {
    fn condition(&self, subjects: Subjects, now: Moment) -> Condition {
        use ballots::dsl as b;
        let ended = b::closed_at.is_not_null().or(b::closes_at.le(now));
        let mut all: Condition = match self.how {
            None => Box::new(ended.or(b::annulled_at.is_not_null())),
            Some(How::Counted) => Box::new(ended.and(b::annulled_at.is_null())),
            Some(How::Annulled) => Box::new(b::annulled_at.is_not_null()),
        };
        if !self.except.is_empty() {
            all = Box::new(all.and(b::subject_id.ne_all(self.except.clone())));
        }
        if let Some(kind) = &self.kind {
            all = Box::new(all.and(b::subject_kind.eq(kind.clone())));
        }
        if self.search.is_empty() {
            return all;
        }
        // No round of a kind that no room knows is found.
        let mut found: Condition = Box::new(b::subject_kind.eq(""));
        for subject in subjects.all() {
            found = Box::new(found.or(subject.finds(&self.search)));
        }
        Box::new(all.and(found))
    }
}

/// Where a round stands in the list, whichever way it is sorted.
type Place = (BallotId, Moment, Moment);

fn places(
    conn: &mut Conn,
    condition: Condition,
    (sort, down): (Sort, bool),
    part: &Part<Place>,
) -> Result<Vec<Place>, Fault> {
    use ballots::{closes_at, id, opens_at};
    let (at, down) = (part.at(), down != (sort == Sort::Closed));
    let first = match sort {
        Sort::Closed => by(closes_at, down, at.map(|place| place.1)),
        Sort::Opened => by(opens_at, down, at.map(|place| place.2)),
    };
    let last = by(id, down, at.map(|place| place.0.clone()));
    let query = ballots::table
        .filter(condition)
        .select((id, closes_at, opens_at))
        .into_boxed();
    Ok(part.of(query, vec![first, last]).load(conn)?)
}

/// The rounds at these places, in their order.
fn whole(
    conn: &mut Conn,
    subjects: Subjects,
    places: &[Place],
    now: Moment,
) -> Result<Vec<Listed>, Fault> {
    let ids: Vec<BallotId> = places.iter().map(|place| place.0.clone()).collect();
    let mut all = voting::several(conn, &ids)?;
    all.sort_by_key(|ballot| ids.iter().position(|id| *id == ballot.id));
    listed(conn, subjects, all, now)
}

/// These rounds as lines, in their order: a few queries, whatever their number.
///
/// # Errors
/// If the database fails.
pub fn listed(
    conn: &mut Conn,
    subjects: Subjects,
    all: Vec<Ballot>,
    now: Moment,
) -> Result<Vec<Listed>, Fault> {
    let named = subjects.named(conn, &all)?;
    let mut lines = vec![];
    for round in rounds(conn, all, now)? {
        let id = &round.ballot.subject_id;
        let about = named.iter().find(|one| one.id == *id);
        let subject = subjects.of(&round.ballot.subject_kind)?;
        lines.push(Listed {
            href: subject.home(id),
            what: subject.words().kind,
            number: about.map(|one| one.number.clone()).unwrap_or_default(),
            round,
        });
    }
    Ok(lines)
}

/// The lines `from..from + most` of the filtered and sorted list of rounds that are over, and how many it
/// has.
///
/// # Errors
/// If the database fails.
pub fn over(
    conn: &mut Conn,
    (subjects, filter): (Subjects, &Filter),
    sort: (Sort, bool),
    span: (i64, i64),
    now: Moment,
) -> Result<(Vec<Listed>, i64), Fault> {
    let fitting = ballots::table.filter(filter.condition(subjects, now));
    let total = fitting.count().get_result(conn)?;
    let condition = filter.condition(subjects, now);
    let places = places(conn, condition, sort, &Part::Page(span))?;
    Ok((whole(conn, subjects, &places, now)?, total))
}

/// Every line of that list, one after another: for an export.
///
/// # Errors
/// Those of `with`, and if the database fails.
pub fn each_over(
    conn: &mut Conn,
    (subjects, filter): (Subjects, &Filter),
    sort: (Sort, bool),
    now: Moment,
    mut with: impl FnMut(&Listed) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let condition = filter.condition(subjects, now);
        let some = places(conn, condition, sort, &part)?;
        let lines = whole(conn, subjects, &some, now)?;
        lines.iter().try_for_each(&mut with)?;
        Ok(some.into_iter().next_back())
    })
}
