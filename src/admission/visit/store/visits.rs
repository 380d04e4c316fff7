//! The visits of a case, each with its visitors, signatures and addenda.

use diesel::prelude::*;

use super::signing;
use crate::admission::case;
use crate::admission::stage::Stage;
use crate::admission::visit::rules::{
    Cancelled, Declared, Done, Frozen, Host, Visit, VisitMark, Visitor,
};
use crate::chamber;
use crate::chamber::rules::CriteriaId;
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{cases, company_people, people, visit_visitors, visits};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = visits, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    id: Id<VisitMark>,
    case_id: CaseId,
    number: i32,
    criteria_id: CriteriaId,
    purpose: String,
    address: String,
    starts_at: Moment,
    ends_at: Moment,
    #[diesel(embed)]
    host: Host,
    sequence: i32,
    cancelled_at: Option<Moment>,
    cancel_reason: Option<String>,
    frozen_at: Option<Moment>,
    record: Option<String>,
    hash: Option<String>,
    done_at: Option<Moment>,
    done_without: Option<String>,
    nudged: i32,
}

impl Row {
    fn of(v: &Visit) -> Result<Self, Fault> {
        let frozen = v.frozen.as_ref();
        Ok(Self {
            id: v.id.clone(),
            case_id: v.case.clone(),
            number: v.number,
            criteria_id: v.criteria.id.clone(),
            purpose: v.purpose.clone(),
            address: v.address.clone(),
            starts_at: v.starts,
            ends_at: v.ends,
            host: v.host.clone(),
            sequence: v.sequence,
            cancelled_at: v.cancelled.as_ref().map(|c| c.at),
            cancel_reason: v.cancelled.as_ref().map(|c| c.reason.clone()),
            frozen_at: frozen.map(|f| f.at),
            record: frozen.map(|f| f.record.canonical()).transpose()?,
            hash: frozen.map(|f| f.hash.clone()),
            done_at: v.done.as_ref().map(|d| d.at),
            done_without: v.done.as_ref().and_then(|d| d.without.clone()),
            nudged: v.nudged,
        })
    }

    fn read(self, conn: &mut Conn) -> Result<Visit, Fault> {
        let frozen = match (self.frozen_at, self.record, self.hash) {
            (Some(at), Some(record), Some(hash)) => Some(Frozen {
                at,
                record: serde_json::from_str(&record)?,
                hash,
            }),
            _ => None,
        };
        let reason = self.cancel_reason.unwrap_or_default();
        let without = self.done_without;
        let signatures = signing::signatures(conn, &self.id)?;
        let mut visitors = visitors(conn, &self.id)?;
        let own = case::tied(conn, &self.case_id)?;
        let out = case::kept_out(conn, &self.case_id)?;
        for visitor in &mut visitors {
            visitor.out = out.contains(&visitor.person);
            visitor.bound = own.contains(&visitor.person);
            visitor.signed = signatures.iter().any(|s| s.person == visitor.person);
        }
        Ok(Visit {
            criteria: chamber::criteria(conn, &self.criteria_id)?,
            visitors,
            signatures,
            addenda: signing::addenda(conn, &self.id)?,
            case: self.case_id,
            number: self.number,
            purpose: self.purpose,
            address: self.address,
            starts: self.starts_at,
            ends: self.ends_at,
            host: self.host,
            sequence: self.sequence,
            cancelled: self.cancelled_at.map(|at| Cancelled { at, reason }),
            frozen,
            done: self.done_at.map(|at| Done { at, without }),
            nudged: self.nudged,
            id: self.id,
        })
    }
}

/// The newest visit of a case, called off or not; `None` if there never was one.
pub fn latest(conn: &mut Conn, case: &CaseId) -> Result<Option<Visit>, Fault> {
    let row: Option<Row> = visits::table
        .filter(visits::case_id.eq(case))
        .order(visits::number.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| row.read(conn)).transpose()
}

/// Writes down a new visit without its visitors.
pub fn insert(conn: &mut Conn, visit: &Visit, by: &PersonId, now: Moment) -> Result<(), Fault> {
    diesel::insert_into(visits::table)
        .values((
            Row::of(visit)?,
            visits::planned_at.eq(now),
            visits::planned_by.eq(by),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a visit over itself, without its visitors.
pub fn save(conn: &mut Conn, visit: &Visit) -> Result<(), Fault> {
    diesel::update(visits::table.find(&visit.id))
        .set(Row::of(visit)?)
        .execute(conn)?;
    Ok(())
}

/// Everybody who visits or was taken off, the lead first, then in the order they were added.
fn visitors(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<Vec<Visitor>, Fault> {
    type Place = (
        PersonId,
        bool,
        String,
        Option<Moment>,
        Option<String>,
        Option<Moment>,
    );
    let rows: Vec<(Place, (String, String))> = visit_visitors::table
        .inner_join(people::table.on(people::id.eq(visit_visitors::person_id)))
        .filter(visit_visitors::visit_id.eq(visit))
        .order((
            visit_visitors::leads.desc(),
            visit_visitors::added_at,
            people::name_key,
        ))
        .select((
            (
                visit_visitors::person_id,
                visit_visitors::leads,
                visit_visitors::role,
                visit_visitors::declared_at,
                visit_visitors::conflict,
                visit_visitors::released_at,
            ),
            (people::name, people::email),
        ))
        .load(conn)?;
    let read = |(place, (name, email)): (Place, (String, String))| {
        let (person, leads, role, declared_at, conflict, released_at) = place;
        let declared = declared_at.map(|at| Declared { at, conflict });
        Visitor {
            person,
            name,
            email,
            role,
            leads,
            declared,
            released_at,
            bound: false,
            out: false,
            signed: false,
        }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Adds a visitor, or saves them over themselves.
pub fn put_visitor(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    v: &Visitor,
    now: Moment,
) -> Result<(), Fault> {
    let changed = diesel::update(visit_visitors::table.find((visit, &v.person)))
        .set((
            visit_visitors::leads.eq(v.leads),
            visit_visitors::role.eq(&v.role),
            visit_visitors::declared_at.eq(v.declared.as_ref().map(|d| d.at)),
            visit_visitors::conflict.eq(v.declared.as_ref().and_then(|d| d.conflict.clone())),
            visit_visitors::released_at.eq(v.released_at),
        ))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(visit_visitors::table)
            .values((
                visit_visitors::visit_id.eq(visit),
                visit_visitors::person_id.eq(&v.person),
                visit_visitors::leads.eq(v.leads),
                visit_visitors::role.eq(&v.role),
                visit_visitors::added_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The visit of a case whose record this person writes now: who sends something to it is let in by this
/// before anything is read. Whether it is taken, `WriteRecord` says of the visit as the act loads it.
pub fn written_by(
    conn: &mut Conn,
    case: &CaseId,
    person: &PersonId,
) -> Result<Option<Id<VisitMark>>, Fault> {
    if case::kept_out(conn, case)?.contains(person) {
        return Ok(None);
    }
    Ok(visits::table
        .inner_join(visit_visitors::table.on(visit_visitors::visit_id.eq(visits::id)))
        .filter(visits::case_id.eq(case))
        .filter(visits::cancelled_at.is_null())
        .filter(visits::frozen_at.is_null())
        .filter(visit_visitors::person_id.eq(person))
        .filter(visit_visitors::declared_at.is_not_null())
        .filter(visit_visitors::conflict.is_null())
        .filter(visit_visitors::released_at.is_null())
        .select(visits::id)
        .first(conn)
        .optional()?)
}

/// The cases with a visit that is neither done nor called off.
pub fn open(conn: &mut Conn) -> Result<Vec<CaseId>, Fault> {
    Ok(visits::table
        .filter(
            visits::done_at
                .is_null()
                .and(visits::cancelled_at.is_null()),
        )
        .order(visits::starts_at)
        .select(visits::case_id)
        .load(conn)?)
}

/// The cases with an open visit, a visitor of which came to act for the company, and nothing is written down of it.
pub fn tied(conn: &mut Conn) -> Result<Vec<CaseId>, Fault> {
    let of = cases::company_id.eq(company_people::company_id.nullable());
    Ok(visits::table
        .inner_join(cases::table.on(cases::id.eq(visits::case_id)))
        .inner_join(visit_visitors::table.on(visit_visitors::visit_id.eq(visits::id)))
        .inner_join(company_people::table.on(of))
        .filter(company_people::person_id.eq(visit_visitors::person_id))
        .filter(visits::done_at.is_null())
        .filter(visits::cancelled_at.is_null())
        .filter(visit_visitors::conflict.is_null())
        .filter(visit_visitors::released_at.is_null())
        .select(visits::case_id)
        .distinct()
        .load(conn)?)
}

/// The visits that wait for something from this person, what comes first on top.
pub fn of_person(conn: &mut Conn, person: &PersonId) -> Result<Vec<Task>, Fault> {
    let rows: Vec<(Row, Option<String>, String)> = visits::table
        .inner_join(cases::table.on(cases::id.eq(visits::case_id)))
        .inner_join(visit_visitors::table.on(visit_visitors::visit_id.eq(visits::id)))
        .filter(
            visits::done_at
                .is_null()
                .and(visits::cancelled_at.is_null()),
        )
        .filter(cases::stage.eq(Stage::VisitPlanned.word()))
        .filter(visit_visitors::person_id.eq(person))
        .filter(
            visit_visitors::released_at
                .is_null()
                .and(visit_visitors::conflict.is_null()),
        )
        .order(visits::starts_at)
        .select((Row::as_select(), cases::number, cases::company_name))
        .load(conn)?;
    let mut tasks = rows
        .into_iter()
        .map(|(row, number, company_name)| {
            let visit = row.read(conn)?;
            Ok(Task {
                visit,
                number: number.unwrap_or_default(),
                company_name,
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    tasks.retain(|task| task.visit.visitor(person).is_some_and(Visitor::is_in));
    Ok(tasks)
}

/// A visit that waits for one of its visitors.
#[derive(Clone, Debug)]
pub struct Task {
    /// The visit.
    pub visit: Visit,
    /// The case's number.
    pub number: String,
    /// The company's name.
    pub company_name: String,
}
