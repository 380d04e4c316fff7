//! Queries for motions.

use diesel::prelude::*;

use crate::chamber::rules::Organ;
use crate::expulsion::rules::{Answer, End, How, KIND, Motion, MotionId};
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Moment, text};
use crate::membership::rules::MembershipId;
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::Condition;
use crate::schema::{ballots, companies, expulsion_motions};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = expulsion_motions, treat_none_as_default_value = false)]
struct Row {
    id: MotionId,
    number: String,
    membership_id: MembershipId,
    company_id: CompanyId,
    company_name: String,
    organ: Organ,
    grounds: String,
    brought_by: PersonId,
    brought_name: String,
    brought_at: Moment,
    heard_until: Moment,
    answer: Option<String>,
    answered_by: Option<PersonId>,
    answered_name: Option<String>,
    answered_at: Option<Moment>,
    running: Option<MembershipId>,
    ended_how: Option<How>,
    ended_at: Option<Moment>,
    ended_name: Option<String>,
    ended_why: Option<String>,
}

impl Row {
    fn read(self) -> Motion {
        let answer = self.answer.zip(self.answered_at).map(|(text, at)| Answer {
            text,
            at,
            by: self.answered_name.unwrap_or_default(),
        });
        let end = self.ended_how.zip(self.ended_at).map(|(how, at)| End {
            how,
            at,
            by: self.ended_name.unwrap_or_default(),
            why: self.ended_why.unwrap_or_default(),
        });
        Motion {
            id: self.id,
            number: self.number,
            membership: self.membership_id,
            company: self.company_id,
            company_name: self.company_name,
            organ: self.organ,
            grounds: self.grounds,
            by: self.brought_by,
            by_name: self.brought_name,
            at: self.brought_at,
            heard_until: self.heard_until,
            answer,
            end,
        }
    }
}

fn all(rows: Vec<Row>) -> Vec<Motion> {
    rows.into_iter().map(Row::read).collect()
}

/// Writes down a new motion, which runs.
pub fn insert(conn: &mut Conn, motion: &Motion) -> Result<(), Fault> {
    let row = Row {
        id: motion.id.clone(),
        number: motion.number.clone(),
        membership_id: motion.membership.clone(),
        company_id: motion.company.clone(),
        company_name: motion.company_name.clone(),
        organ: motion.organ,
        grounds: motion.grounds.clone(),
        brought_by: motion.by.clone(),
        brought_name: motion.by_name.clone(),
        brought_at: motion.at,
        heard_until: motion.heard_until,
        answer: None,
        answered_by: None,
        answered_name: None,
        answered_at: None,
        running: Some(motion.membership.clone()),
        ended_how: None,
        ended_at: None,
        ended_name: None,
        ended_why: None,
    };
    diesel::insert_into(expulsion_motions::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Keeps what the member says.
pub fn set_answer(
    conn: &mut Conn,
    id: &MotionId,
    answer: &Answer,
    by: &PersonId,
) -> Result<(), Fault> {
    diesel::update(expulsion_motions::table.find(id))
        .set((
            expulsion_motions::answer.eq(&answer.text),
            expulsion_motions::answered_by.eq(by),
            expulsion_motions::answered_name.eq(&answer.by),
            expulsion_motions::answered_at.eq(answer.at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes down how a motion ended.
pub fn set_end(conn: &mut Conn, id: &MotionId, end: &End) -> Result<(), Fault> {
    diesel::update(expulsion_motions::table.find(id))
        .set((
            expulsion_motions::running.eq(None::<String>),
            expulsion_motions::ended_how.eq(end.how),
            expulsion_motions::ended_at.eq(end.at),
            expulsion_motions::ended_name.eq(&end.by),
            expulsion_motions::ended_why.eq(&end.why),
        ))
        .execute(conn)?;
    Ok(())
}

/// A motion.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &MotionId) -> Result<Motion, Fault> {
    let row: Row = expulsion_motions::table
        .find(id)
        .select(Row::as_select())
        .first(conn)?;
    Ok(row.read())
}

/// These motions, in any order.
pub fn these(conn: &mut Conn, ids: &[String]) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::id.eq_any(ids))
        .select(Row::as_select())
        .load(conn)?;
    Ok(all(rows))
}

/// All motions about a membership, the newest first.
pub fn of_membership(conn: &mut Conn, id: &MembershipId) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::membership_id.eq(id))
        .order((
            expulsion_motions::brought_at.desc(),
            expulsion_motions::id.desc(),
        ))
        .select(Row::as_select())
        .load(conn)?;
    Ok(all(rows))
}

/// All motions about these companies, the newest first.
pub fn of_companies(conn: &mut Conn, ids: &[CompanyId]) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::company_id.eq_any(ids.to_vec()))
        .order((
            expulsion_motions::brought_at.desc(),
            expulsion_motions::id.desc(),
        ))
        .select(Row::as_select())
        .load(conn)?;
    Ok(all(rows))
}

/// The rounds on motions that a search finds: by number, or as their companies are found.
pub fn finds(search: &str) -> Condition<ballots::table> {
    let mut all: Condition<ballots::table> = Box::new(ballots::subject_kind.eq(KIND));
    for pattern in text::patterns(search) {
        // Numbers are in capitals.
        let number = expulsion_motions::number.like(pattern.to_uppercase());
        let firms = companies::table.filter(companies::search.like(pattern));
        let firms = expulsion_motions::company_id.eq_any(firms.select(companies::id));
        let found = expulsion_motions::table.filter(number.or(firms));
        let found = ballots::subject_id.eq_any(found.select(expulsion_motions::id));
        all = Box::new(all.and(found));
    }
    all
}

/// The motions that run, the oldest first.
pub fn running(conn: &mut Conn) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::running.is_not_null())
        .order((expulsion_motions::brought_at, expulsion_motions::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(all(rows))
}

/// The motions that ended, the last first.
pub fn ended(conn: &mut Conn, most: i64) -> Result<Vec<Motion>, Fault> {
    let rows = expulsion_motions::table
        .filter(expulsion_motions::running.is_null())
        .order((
            expulsion_motions::ended_at.desc(),
            expulsion_motions::id.desc(),
        ))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    Ok(all(rows))
}
