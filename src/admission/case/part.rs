//! What a reviewer or visitor has to do with cases: which ones are theirs, and where their page is.

use diesel::prelude::*;

use crate::admission::case::top::Tab;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{review_assignments, visit_visitors, visits};

/// The cases that this person reviews or visits, or did; not those they were taken off.
///
/// # Errors
/// If the database fails.
pub fn cases_of(conn: &mut Conn, person: &PersonId) -> Result<Vec<CaseId>, Fault> {
    let mut all = reviewed(conn, person)?;
    all.extend(visited(conn, person)?);
    Ok(all)
}

/// In which ways one person takes part in one case.
pub struct Part {
    case: CaseId,
    reviews: bool,
    visits: bool,
}

impl Part {
    /// What they have to do with it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn load(conn: &mut Conn, person: &PersonId, case: &CaseId) -> Result<Self, Fault> {
        Ok(Self {
            case: case.clone(),
            reviews: reviewed(conn, person)?.contains(case),
            visits: visited(conn, person)?.contains(case),
        })
    }

    /// The address of their page of the case: the visit's once they visit, for it comes last.
    pub fn home(&self) -> Option<String> {
        let word = match (self.reviews, self.visits) {
            (_, true) => "visit",
            (true, false) => "review",
            (false, false) => return None,
        };
        Some(format!("/desk/cases/{}/{word}", self.case))
    }

    /// Their two pages, if there are two; `here` is the last part of this page's address.
    pub fn tabs(&self, here: &str) -> Vec<Tab> {
        if !self.reviews || !self.visits {
            return vec![];
        }
        let tab = |key, word: &str| {
            let href = format!("/desk/cases/{}/{word}", self.case);
            (key, href, word == here)
        };
        vec![
            tab("admission-tab-review", "review"),
            tab("admission-tab-visit", "visit"),
        ]
    }
}

/// The cases against whose company this person declared a conflict, or came to have one while they reviewed
/// or visited it. That they were taken off since, or the visit called off, changes nothing about it.
pub(super) fn declared_against(conn: &mut Conn, person: &PersonId) -> Result<Vec<CaseId>, Fault> {
    let mut all: Vec<CaseId> = review_assignments::table
        .filter(review_assignments::reviewer_id.eq(person))
        .filter(review_assignments::conflict.is_not_null())
        .select(review_assignments::case_id)
        .load(conn)?;
    let visits: Vec<CaseId> = visits::table
        .inner_join(visit_visitors::table.on(visit_visitors::visit_id.eq(visits::id)))
        .filter(visit_visitors::person_id.eq(person))
        .filter(visit_visitors::conflict.is_not_null())
        .select(visits::case_id)
        .load(conn)?;
    all.extend(visits);
    Ok(all)
}

/// Who declared a conflict, or came to have one, in the review or the visit of this case.
pub(super) fn declared_in(conn: &mut Conn, case: &CaseId) -> Result<Vec<PersonId>, Fault> {
    let mut all: Vec<PersonId> = review_assignments::table
        .filter(review_assignments::case_id.eq(case))
        .filter(review_assignments::conflict.is_not_null())
        .select(review_assignments::reviewer_id)
        .load(conn)?;
    let visitors: Vec<PersonId> = visits::table
        .inner_join(visit_visitors::table.on(visit_visitors::visit_id.eq(visits::id)))
        .filter(visits::case_id.eq(case))
        .filter(visit_visitors::conflict.is_not_null())
        .select(visit_visitors::person_id)
        .load(conn)?;
    all.extend(visitors);
    Ok(all)
}

fn reviewed(conn: &mut Conn, person: &PersonId) -> Result<Vec<CaseId>, Fault> {
    Ok(review_assignments::table
        .filter(review_assignments::reviewer_id.eq(person))
        .filter(review_assignments::released_at.is_null())
        .select(review_assignments::case_id)
        .load(conn)?)
}

fn visited(conn: &mut Conn, person: &PersonId) -> Result<Vec<CaseId>, Fault> {
    Ok(visits::table
        .inner_join(visit_visitors::table.on(visit_visitors::visit_id.eq(visits::id)))
        .filter(visits::cancelled_at.is_null())
        .filter(visit_visitors::person_id.eq(person))
        .filter(visit_visitors::released_at.is_null())
        .select(visits::case_id)
        .load(conn)?)
}
