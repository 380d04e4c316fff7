//! Queries for motions.

use diesel::prelude::*;

use crate::chamber::rules::Organ;
use crate::kernel::{Moment, text};
use crate::motions::rules::{Motion, MotionId, State, WORDS};
use crate::platform::db::{Change, Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::{ballots, motions};
use crate::voting::rules::Outcome;
use crate::words;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Number, question.
    pub search: String,
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those before this organ.
    pub organ: Option<Organ>,
    /// But not these.
    pub except: Vec<String>,
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// When they were brought, the newest first.
        #[default]
        Brought = "brought";
        /// Their number.
        Number = "number";
    }
}

impl Filter {
    fn condition(&self) -> Condition<motions::table> {
        use motions::dsl as m;
        let mut all: Condition<motions::table> = match self.state {
            None => Box::new(m::number.ne("")),
            Some(State::Withdrawn) => Box::new(m::withdrawn_at.is_not_null()),
            Some(State::Open) => Box::new(m::withdrawn_at.is_null().and(m::outcome.is_null())),
            Some(State::Passed) => {
                let passed = m::outcome.assume_not_null().eq(Outcome::Passed);
                Box::new(m::outcome.is_not_null().and(passed))
            }
            Some(State::Rejected) => {
                let lost = m::outcome.assume_not_null().ne(Outcome::Passed);
                Box::new(m::outcome.is_not_null().and(lost))
            }
        };
        for pattern in text::patterns(&self.search) {
            all = Box::new(all.and(m::search.like(pattern)));
        }
        if let Some(organ) = self.organ {
            all = Box::new(all.and(m::organ.eq(organ.word())));
        }
        if !self.except.is_empty() {
            all = Box::new(all.and(m::id.ne_all(self.except.clone())));
        }
        all
    }
}

fn rows(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Motion>,
) -> Result<Vec<Motion>, Fault> {
    use motions::{brought_at, id, number};
    let (at, down) = (part.at(), down != (sort == Sort::Brought));
    let first = match sort {
        Sort::Brought => by(brought_at, down, at.map(|one| one.at)),
        Sort::Number => by(number, down, at.map(|one| one.number.clone())),
    };
    let last = by(id, down, at.map(|one| one.id.clone()));
    let query = motions::table
        .filter(filter.condition())
        .select(Motion::as_select())
        .into_boxed();
    Ok(part.of(query, vec![first, last]).load(conn)?)
}

/// The lines `from..from + most` of the filtered and sorted list, and how many it has.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
) -> Result<(Vec<Motion>, i64), Fault> {
    let total = motions::table.filter(filter.condition()).count();
    let total = total.get_result(conn)?;
    Ok((rows(conn, filter, sort, &Part::Page(span))?, total))
}

/// Every line of the filtered and sorted list, one after another: for an export.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    mut with: impl FnMut(&Motion) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = rows(conn, filter, sort, &part)?;
        some.iter().try_for_each(&mut with)?;
        Ok(some.into_iter().next_back())
    })
}

/// The rounds on motions that a search finds.
pub fn finds(search: &str) -> Condition<ballots::table> {
    let mut all: Condition<ballots::table> = Box::new(ballots::subject_kind.eq(WORDS.word));
    for pattern in text::patterns(search) {
        let found = motions::table.filter(motions::search.like(pattern));
        let found = ballots::subject_id.eq_any(found.select(motions::id));
        all = Box::new(all.and(found));
    }
    all
}

/// Writes down a new motion.
pub fn insert(conn: &mut Conn, motion: &Motion) -> Result<(), Fault> {
    let motion = Motion {
        search: motion.found_by(),
        ..motion.clone()
    };
    diesel::insert_into(motions::table)
        .values(&motion)
        .execute(conn)?;
    Ok(())
}

/// Writes down its question, what is moved and who votes.
pub fn change(conn: &mut Conn, motion: &Motion) -> Result<(), Fault> {
    diesel::update(motions::table.find(&motion.id))
        .set((
            motions::title.eq(&motion.title),
            motions::body.eq(&motion.body),
            motions::organ.eq(motion.organ),
            motions::search.eq(motion.found_by()),
        ))
        .apply(conn)
}

/// Writes down that it was taken back: by whom and why.
pub fn withdraw(
    conn: &mut Conn,
    id: &MotionId,
    at: Moment,
    (by, why): (&str, &str),
) -> Result<(), Fault> {
    diesel::update(motions::table.find(id))
        .set((
            motions::withdrawn_at.eq(at),
            motions::withdrawn_name.eq(by),
            motions::withdrawn_why.eq(why),
        ))
        .apply(conn)
}

/// Writes down what was resolved.
pub fn resolve(
    conn: &mut Conn,
    id: &MotionId,
    (outcome, at): (Outcome, Moment),
) -> Result<(), Fault> {
    diesel::update(motions::table.find(id))
        .set((motions::outcome.eq(outcome), motions::decided_at.eq(at)))
        .execute(conn)?;
    Ok(())
}

/// A motion; `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &str) -> Result<Motion, Fault> {
    let motion = motions::table.find(id).select(Motion::as_select());
    Ok(motion.first(conn)?)
}

/// These motions, in any order.
pub fn these(conn: &mut Conn, ids: &[String]) -> Result<Vec<Motion>, Fault> {
    let these = motions::table.filter(motions::id.eq_any(ids));
    Ok(these.select(Motion::as_select()).load(conn)?)
}
