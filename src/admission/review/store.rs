//! Queries for reviews: the review of a case, its reviewers, what they wrote.

use chrono::TimeDelta;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::admission::case;
use crate::admission::review::rules::{
    Assignment, AssignmentMark, BEFORE_BALLOT, Conclusion, Conflict, Nudge, Release, Review,
    Verdict,
};
use crate::admission::stage::Stage;
use crate::chamber;
use crate::chamber::rules::CriteriaId;
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, CompanyId, Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{
    cases, companies, company_people, people, review_assignments, review_submissions, reviews,
};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = review_assignments, treat_none_as_null = true, treat_none_as_default_value = false)]
struct AssignmentRow {
    id: Id<AssignmentMark>,
    case_id: CaseId,
    reviewer_id: PersonId,
    assigned_at: Moment,
    assigned_by: String,
    due_at: Moment,
    declared_at: Option<Moment>,
    conflict: Option<String>,
    released_at: Option<Moment>,
    release_reason: Option<String>,
    saved_at: Option<Moment>,
    sheet: String,
    submitted_at: Option<Moment>,
    reopen_reason: Option<String>,
    nudged: i32,
}

/// Who acts for the company of a case or vouches for it, and from whom it is kept.
type Ties<'a> = (&'a [PersonId], &'a [PersonId]);

impl AssignmentRow {
    /// `own`: who acts for the applying company or vouches for it; `out`: from whom the case is kept.
    fn read(self, name: String, (own, out): Ties<'_>) -> Result<Assignment, Fault> {
        let (bound, out) = (
            own.contains(&self.reviewer_id),
            out.contains(&self.reviewer_id),
        );
        let conflict = self.conflict;
        let reason = self.release_reason.unwrap_or_default();
        Ok(Assignment {
            id: self.id,
            case: self.case_id,
            reviewer: self.reviewer_id,
            name,
            assigned_at: self.assigned_at,
            due_at: self.due_at,
            declared: self.declared_at.map(|at| Conflict {
                at,
                reason: conflict,
            }),
            released: self.released_at.map(|at| Release { at, reason }),
            submitted_at: self.submitted_at,
            reopened: self.reopen_reason,
            saved_at: self.saved_at,
            sheet: serde_json::from_str(&self.sheet)?,
            nudged: self.nudged,
            bound,
            out,
        })
    }

    fn of(a: &Assignment, by: String) -> Result<Self, Fault> {
        Ok(Self {
            id: a.id.clone(),
            case_id: a.case.clone(),
            reviewer_id: a.reviewer.clone(),
            assigned_at: a.assigned_at,
            assigned_by: by,
            due_at: a.due_at,
            declared_at: a.declared.as_ref().map(|d| d.at),
            conflict: a.declared.as_ref().and_then(|d| d.reason.clone()),
            released_at: a.released.as_ref().map(|r| r.at),
            release_reason: a.released.as_ref().map(|r| r.reason.clone()),
            saved_at: a.saved_at,
            sheet: serde_json::to_string(&a.sheet)?,
            submitted_at: a.submitted_at,
            reopen_reason: a.reopened.clone(),
            nudged: a.nudged,
        })
    }
}

type ReviewRow = (CriteriaId, Moment, Option<Moment>, Option<String>, String);

/// The review of a case; `None` before it opened.
pub fn load(conn: &mut Conn, case: &CaseId) -> Result<Option<Review>, Fault> {
    let row: Option<ReviewRow> = reviews::table
        .find(case)
        .select((
            reviews::criteria_id,
            reviews::opened_at,
            reviews::concluded_at,
            reviews::concluded_by,
            reviews::verdict,
        ))
        .first(conn)
        .optional()?;
    let Some((criteria, opened_at, concluded_at, by, verdict)) = row else {
        return Ok(None);
    };
    let verdict: Verdict = serde_json::from_str(&verdict)?;
    let conclusion = concluded_at.map(|at| Conclusion {
        at,
        by: by.unwrap_or_default(),
        verdict,
    });
    Ok(Some(Review {
        case: case.clone(),
        criteria: chamber::criteria(conn, &criteria)?,
        opened_at,
        conclusion,
        assignments: assignments(conn, case)?,
    }))
}

/// Every reviewer's part, in the order they were asked.
fn assignments(conn: &mut Conn, case: &CaseId) -> Result<Vec<Assignment>, Fault> {
    let rows: Vec<(AssignmentRow, String)> = review_assignments::table
        .inner_join(people::table.on(people::id.eq(review_assignments::reviewer_id)))
        .filter(review_assignments::case_id.eq(case))
        .order((review_assignments::assigned_at, review_assignments::id))
        .select((AssignmentRow::as_select(), people::name))
        .load(conn)?;
    let (own, out) = (case::tied(conn, case)?, case::kept_out(conn, case)?);
    rows.into_iter()
        .map(|(row, name)| row.read(name, (&own, &out)))
        .collect()
}

/// Writes down that a review opened.
pub fn open(
    conn: &mut Conn,
    case: &CaseId,
    criteria: &CriteriaId,
    by: &PersonId,
    now: Moment,
) -> Result<(), Fault> {
    diesel::insert_into(reviews::table)
        .values((
            reviews::case_id.eq(case),
            reviews::criteria_id.eq(criteria),
            reviews::opened_at.eq(now),
            reviews::opened_by.eq(by),
            reviews::verdict.eq("{}"),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes down how the office concluded; `by` is a name.
pub fn conclude(
    conn: &mut Conn,
    case: &CaseId,
    verdict: &Verdict,
    by: &str,
    now: Moment,
) -> Result<(), Fault> {
    diesel::update(reviews::table.find(case))
        .set((
            reviews::concluded_at.eq(now),
            reviews::concluded_by.eq(by),
            reviews::verdict.eq(serde_json::to_string(verdict)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// Asks a reviewer.
pub fn assign(conn: &mut Conn, assignment: &Assignment, by: &str) -> Result<(), Fault> {
    diesel::insert_into(review_assignments::table)
        .values(AssignmentRow::of(assignment, by.to_owned())?)
        .execute(conn)?;
    Ok(())
}

/// Saves an assignment over itself.
pub fn save(conn: &mut Conn, assignment: &Assignment) -> Result<(), Fault> {
    let mine = review_assignments::table.find(&assignment.id);
    let by: String = mine.select(review_assignments::assigned_by).first(conn)?;
    diesel::update(mine)
        .set(AssignmentRow::of(assignment, by)?)
        .execute(conn)?;
    Ok(())
}

/// Keeps a submitted review for good.
pub fn keep_submission(conn: &mut Conn, a: &Assignment, now: Moment) -> Result<(), Fault> {
    let earlier: i64 = review_submissions::table
        .filter(review_submissions::assignment_id.eq(&a.id))
        .count()
        .get_result(conn)?;
    diesel::insert_into(review_submissions::table)
        .values((
            review_submissions::assignment_id.eq(&a.id),
            review_submissions::round.eq(i32::try_from(earlier).unwrap_or(i32::MAX - 1) + 1),
            review_submissions::submitted_at.eq(now),
            review_submissions::sheet.eq(serde_json::to_string(&a.sheet)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes on the newest submission that it was opened again.
pub fn note_reopening(
    conn: &mut Conn,
    a: &Assignment,
    (by, reason): (&PersonId, &str),
    now: Moment,
) -> Result<(), Fault> {
    let mine = review_submissions::assignment_id
        .eq(&a.id)
        .and(review_submissions::reopened_at.is_null());
    diesel::update(review_submissions::table.filter(mine))
        .set((
            review_submissions::reopened_at.eq(now),
            review_submissions::reopened_by.eq(by),
            review_submissions::reopen_reason.eq(reason),
        ))
        .execute(conn)?;
    Ok(())
}

/// A review that is awaited from somebody.
#[derive(Clone, Debug)]
pub struct Task {
    /// The reviewer's part.
    pub assignment: Assignment,
    /// The case's number.
    pub number: String,
    /// The company's name.
    pub company_name: String,
}

/// The reviews awaited from this person, what is due first.
pub fn tasks_of(conn: &mut Conn, person: &PersonId) -> Result<Vec<Task>, Fault> {
    type Found = (
        AssignmentRow,
        String,
        Option<String>,
        String,
        Option<CompanyId>,
    );
    let firms = firms(conn, &[person])?;
    let rows: Vec<Found> = review_assignments::table
        .inner_join(people::table.on(people::id.eq(review_assignments::reviewer_id)))
        .inner_join(cases::table.on(cases::id.eq(review_assignments::case_id)))
        .filter(cases::stage.eq(Stage::UnderReview.word()))
        .filter(review_assignments::submitted_at.is_null())
        .filter(review_assignments::released_at.is_null())
        .filter(review_assignments::conflict.is_null())
        .filter(review_assignments::reviewer_id.eq(person))
        .order((review_assignments::due_at, review_assignments::id))
        .select((
            AssignmentRow::as_select(),
            people::name,
            cases::number,
            cases::company_name,
            cases::company_id,
        ))
        .load(conn)?;
    let vouched = case::vouched_by(conn, person)?;
    let free = |(row, .., company): &Found| {
        let own = |company| firms.iter().any(|(_, (firm, _))| firm == company);
        !company.as_ref().is_some_and(own) && !vouched.contains(&row.case_id)
    };
    rows.into_iter()
        .filter(free)
        .map(|(row, name, number, company_name, _)| {
            Ok(Task {
                assignment: row.read(name, (&[], &[]))?,
                number: number.unwrap_or_default(),
                company_name,
            })
        })
        .collect()
}

/// One reviewer's part.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn assignment(conn: &mut Conn, id: &Id<AssignmentMark>) -> Result<Assignment, Fault> {
    let (row, name): (AssignmentRow, String) = review_assignments::table
        .inner_join(people::table.on(people::id.eq(review_assignments::reviewer_id)))
        .filter(review_assignments::id.eq(id))
        .select((AssignmentRow::as_select(), people::name))
        .first(conn)?;
    let own = case::tied(conn, &row.case_id)?;
    let out = case::kept_out(conn, &row.case_id)?;
    row.read(name, (&own, &out))
}

/// The parts in running reviews whose last reminder has not been sent.
pub fn reminded(conn: &mut Conn) -> Result<Vec<Id<AssignmentMark>>, Fault> {
    Ok(review_assignments::table
        .inner_join(cases::table.on(cases::id.eq(review_assignments::case_id)))
        .filter(cases::stage.eq(Stage::UnderReview.word()))
        .filter(review_assignments::submitted_at.is_null())
        .filter(review_assignments::conflict.is_null())
        .filter(review_assignments::nudged.lt(Nudge::Above.step()))
        .order((review_assignments::due_at, review_assignments::id))
        .select(review_assignments::id)
        .load(conn)?)
}

/// The parts of those who came to act for the company before the vote, of which nothing is written down yet.
pub fn tied(conn: &mut Conn) -> Result<Vec<Id<AssignmentMark>>, Fault> {
    let stages = BEFORE_BALLOT.map(Stage::word);
    let of = cases::company_id.eq(company_people::company_id.nullable());
    Ok(review_assignments::table
        .inner_join(cases::table.on(cases::id.eq(review_assignments::case_id)))
        .inner_join(company_people::table.on(of))
        .filter(company_people::person_id.eq(review_assignments::reviewer_id))
        .filter(cases::stage.eq_any(stages))
        .filter(review_assignments::released_at.is_null())
        .filter(review_assignments::conflict.is_null())
        .order(review_assignments::id)
        .select(review_assignments::id)
        .load(conn)?)
}

/// The parts still asked for in cases that ended within the last week.
pub fn over(conn: &mut Conn, now: Moment) -> Result<Vec<Id<AssignmentMark>>, Fault> {
    let ended = Stage::ALL.into_iter().filter(|stage| !stage.is_open());
    Ok(review_assignments::table
        .inner_join(cases::table.on(cases::id.eq(review_assignments::case_id)))
        .filter(cases::stage.eq_any(ended.map(Stage::word)))
        .filter(cases::changed_at.ge(now - TimeDelta::days(7)))
        .filter(review_assignments::submitted_at.is_null())
        .filter(review_assignments::released_at.is_null())
        .filter(review_assignments::conflict.is_null())
        .order(review_assignments::id)
        .select(review_assignments::id)
        .load(conn)?)
}

/// How many reviews are awaited from each person.
pub fn loads(conn: &mut Conn) -> Result<Vec<(PersonId, i64)>, Fault> {
    Ok(review_assignments::table
        .inner_join(cases::table.on(cases::id.eq(review_assignments::case_id)))
        .filter(cases::stage.eq(Stage::UnderReview.word()))
        .filter(review_assignments::submitted_at.is_null())
        .filter(review_assignments::released_at.is_null())
        .filter(review_assignments::conflict.is_null())
        .group_by(review_assignments::reviewer_id)
        .select((review_assignments::reviewer_id, count_star()))
        .load(conn)?)
}

/// How many reviews each person wrote of companies in this industry.
pub fn knowledge(conn: &mut Conn, industry: &str) -> Result<Vec<(PersonId, i64)>, Fault> {
    Ok(review_assignments::table
        .inner_join(cases::table.on(cases::id.eq(review_assignments::case_id)))
        .inner_join(companies::table.on(cases::company_id.eq(companies::id.nullable())))
        .filter(companies::industry.eq(industry))
        .filter(review_assignments::submitted_at.is_not_null())
        .group_by(review_assignments::reviewer_id)
        .select((review_assignments::reviewer_id, count_star()))
        .load(conn)?)
}

/// A person beside a company they act for and its name.
type Acting = (PersonId, (CompanyId, String));

/// The companies these people act for, each beside the person.
pub fn firms(conn: &mut Conn, people: &[&PersonId]) -> Result<Vec<Acting>, Fault> {
    Ok(company_people::table
        .inner_join(companies::table.on(companies::id.eq(company_people::company_id)))
        .filter(company_people::person_id.eq_any(people))
        .select((company_people::person_id, (companies::id, companies::name)))
        .load(conn)?)
}
