//! Queries for cases and their events.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::admission::case::rules::{Case, Happening, Side};
use crate::admission::deadline::Nudge;
use crate::admission::journey::Journey;
use crate::admission::stage::Stage;
use crate::ballots::Named;
use crate::kernel::id::{CaseId, CompanyId, PersonId};
use crate::kernel::pinyin::sort_key;
use crate::kernel::{Moment, pinyin, text};
use crate::platform::db::{Conn, Fault};
use crate::schema::{case_events, cases};

/// Stands for "never" in columns that are sorted by.
pub fn never() -> Moment {
    Moment::new(
        chrono::NaiveDate::from_ymd_opt(9999, 1, 1).unwrap_or_default(),
        chrono::NaiveTime::MIN,
    )
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases)]
struct CaseRow {
    id: CaseId,
    number: Option<String>,
    company_id: Option<CompanyId>,
    opened_by: PersonId,
    previous_id: Option<CaseId>,
    company_name: String,
    rank: String,
    opened_at: Moment,
    changed_at: Moment,
    nudged: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = case_events, treat_none_as_default_value = false)]
struct EventRow {
    case_id: CaseId,
    seq: i32,
    at: Moment,
    kind: String,
    event: String,
    side: String,
    person_id: Option<PersonId>,
    person_name: String,
    reason: String,
    detail: String,
}

/// The case with all that happened to it.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &CaseId) -> Result<Case, Fault> {
    let row = cases::table
        .find(id)
        .select(CaseRow::as_select())
        .first(conn)?;
    let events: Vec<EventRow> = case_events::table
        .filter(case_events::case_id.eq(id))
        .order(case_events::seq)
        .select(EventRow::as_select())
        .load(conn)?;
    whole(row, events)
}

/// These cases as lists of ballots name them.
///
/// # Errors
/// If the database fails.
pub fn named(conn: &mut Conn, ids: &[String]) -> Result<Vec<Named>, Fault> {
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::id.eq_any(ids))
        .select(CaseRow::as_select())
        .load(conn)?;
    let named = |row: CaseRow| Named {
        id: row.id.to_string(),
        number: row.number.unwrap_or_default(),
        person: row.company_id.is_none().then_some(row.opened_by),
        company: row.company_id,
    };
    Ok(rows.into_iter().map(named).collect())
}

/// The case for the chamber's people: a draft, which was never sent, doesn't exist for them.
///
/// # Errors
/// `Fault::Missing` if there is none or it was never sent.
pub fn load_sent(conn: &mut Conn, id: &CaseId) -> Result<Case, Fault> {
    let case = load(conn, id)?;
    if case.number.is_none() {
        return Err(Fault::Missing);
    }
    Ok(case)
}

/// The case with this number.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn load_by_number(conn: &mut Conn, number: &str) -> Result<Case, Fault> {
    let id: CaseId = cases::table
        .filter(cases::number.eq(number))
        .select(cases::id)
        .first(conn)?;
    load(conn, &id)
}

/// Several cases, in the order asked for; one that isn't there is left out.
pub fn load_many(conn: &mut Conn, ids: &[CaseId]) -> Result<Vec<Case>, Fault> {
    let mut rows: Vec<CaseRow> = cases::table
        .filter(cases::id.eq_any(ids))
        .select(CaseRow::as_select())
        .load(conn)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    with_events(conn, rows)
}

/// Cases that a person began or that belong to these companies, newest first.
pub fn of(conn: &mut Conn, person: &PersonId, firms: &[CompanyId]) -> Result<Vec<Case>, Fault> {
    let mine = cases::company_id.is_null().and(cases::opened_by.eq(person));
    let rows: Vec<CaseRow> = cases::table
        .filter(mine.or(cases::company_id.assume_not_null().eq_any(firms.to_vec())))
        .order(cases::opened_at.desc())
        .limit(100)
        .select(CaseRow::as_select())
        .load(conn)?;
    with_events(conn, rows)
}

/// Cases of one company, newest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Case>, Fault> {
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::company_id.eq(company))
        .order(cases::opened_at.desc())
        .select(CaseRow::as_select())
        .load(conn)?;
    with_events(conn, rows)
}

fn with_events(conn: &mut Conn, rows: Vec<CaseRow>) -> Result<Vec<Case>, Fault> {
    let ids: Vec<&CaseId> = rows.iter().map(|row| &row.id).collect();
    let all: Vec<EventRow> = case_events::table
        .filter(case_events::case_id.eq_any(ids))
        .order((case_events::case_id, case_events::seq))
        .select(EventRow::as_select())
        .load(conn)?;
    let mut events: HashMap<CaseId, Vec<EventRow>> = HashMap::new();
    for event in all {
        events.entry(event.case_id.clone()).or_default().push(event);
    }
    rows.into_iter()
        .map(|row| {
            let own = events.remove(&row.id).unwrap_or_default();
            whole(row, own)
        })
        .collect()
}

fn whole(row: CaseRow, events: Vec<EventRow>) -> Result<Case, Fault> {
    let record: Vec<Happening> = events
        .into_iter()
        .map(EventRow::read)
        .collect::<Result<_, _>>()?;
    let written = Journey::replay(record.iter().map(|line| (&line.event, line.at)))
        .ok_or_else(|| Fault::Broken(format!("the events of case {} don't follow", row.id)))?;
    Ok(Case {
        id: row.id,
        number: row.number,
        company: row.company_id,
        company_name: row.company_name,
        rank: row.rank,
        opened_by: row.opened_by,
        previous: row.previous_id,
        opened_at: row.opened_at,
        changed_at: row.changed_at,
        nudged: row.nudged,
        record,
        written,
    })
}

impl EventRow {
    fn read(self) -> Result<Happening, Fault> {
        Ok(Happening {
            seq: self.seq,
            at: self.at,
            event: serde_json::from_str(&self.event)?,
            side: Side::from_word(&self.side).unwrap_or(Side::System),
            person: self.person_id,
            person_name: self.person_name,
            reason: self.reason,
            detail: serde_json::from_str(&self.detail)?,
        })
    }
}

/// Writes a new case; its first event follows with [`append`].
pub fn create(conn: &mut Conn, case: &Case) -> Result<(), Fault> {
    diesel::insert_into(cases::table)
        .values((
            cases::id.eq(&case.id),
            cases::opened_by.eq(&case.opened_by),
            cases::previous_id.eq(&case.previous),
            cases::company_id.eq(&case.company),
            cases::company_name.eq(&case.company_name),
            cases::name_key.eq(""),
            cases::search.eq(""),
            cases::rank.eq(&case.rank),
            cases::stage.eq(case.written.stage.word()),
            cases::waits_on.eq(case.written.wait().on.word()),
            cases::due_at.eq(never()),
            cases::lapses_at.eq(never()),
            cases::lapses_to.eq(""),
            cases::sent_at.eq(never()),
            cases::opened_at.eq(case.opened_at),
            cases::changed_at.eq(case.opened_at),
            cases::events.eq(0),
            cases::nudged.eq(0),
            cases::untold.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}

/// Appends the newest line of the case's record and what lists need to know of it.
pub fn append(conn: &mut Conn, case: &Case) -> Result<(), Fault> {
    let Some(line) = case.record.last() else {
        return Ok(());
    };
    let row = EventRow {
        case_id: case.id.clone(),
        seq: line.seq,
        at: line.at,
        kind: line.event.kind().to_owned(),
        event: serde_json::to_string(&line.event)?,
        side: line.side.word().to_owned(),
        person_id: line.person.clone(),
        person_name: line.person_name.clone(),
        reason: line.reason.clone(),
        detail: line.detail.to_string(),
    };
    diesel::insert_into(case_events::table)
        .values(&row)
        .execute(conn)?;
    let journey = &case.written;
    let silence = journey
        .silence()
        .and_then(|(event, at)| Some((journey.after(&event, at).ok()?, at)));
    let (lapses_to, lapses_at) =
        silence.map_or(("", never()), |(then, at)| (then.stage.word(), at));
    diesel::update(cases::table.find(&case.id))
        .set((
            cases::stage.eq(journey.stage.word()),
            cases::waits_on.eq(journey.wait().on.word()),
            cases::due_at.eq(journey.due().unwrap_or_else(never)),
            cases::lapses_at.eq(lapses_at),
            cases::lapses_to.eq(lapses_to),
            cases::changed_at.eq(case.changed_at),
            cases::events.eq(line.seq),
            cases::nudged.eq(case.nudged),
        ))
        .execute(conn)?;
    Ok(())
}

/// Cases of which a deadline passed and nobody was told yet.
pub fn lapsed(conn: &mut Conn, now: Moment) -> Result<Vec<CaseId>, Fault> {
    Ok(cases::table
        .filter(cases::lapses_at.le(now).or(cases::untold.eq(true)))
        .order(cases::id)
        .select(cases::id)
        .load(conn)?)
}

/// Whether nobody was told yet of what followed by itself.
pub fn is_untold(conn: &mut Conn, id: &CaseId) -> Result<bool, Fault> {
    Ok(cases::table.find(id).select(cases::untold).first(conn)?)
}

/// Notes whether somebody still has to be told of what followed by itself.
pub fn set_untold(conn: &mut Conn, id: &CaseId, untold: bool) -> Result<(), Fault> {
    diesel::update(cases::table.find(id))
        .set(cases::untold.eq(untold))
        .execute(conn)?;
    Ok(())
}

/// Cases at these stages whose deadline falls before `by` and that have a reminder to come.
pub fn due_before(conn: &mut Conn, stages: &[Stage], by: Moment) -> Result<Vec<CaseId>, Fault> {
    let stages: Vec<&str> = stages.iter().map(|stage| stage.word()).collect();
    Ok(cases::table
        .filter(cases::due_at.lt(by).and(cases::stage.eq_any(stages)))
        .filter(cases::nudged.lt(Nudge::Copied.step()))
        .order((cases::due_at, cases::id))
        .select(cases::id)
        .load(conn)?)
}

/// Notes the last reminder sent at the present stage.
pub fn set_nudged(conn: &mut Conn, id: &CaseId, nudge: Nudge) -> Result<(), Fault> {
    diesel::update(cases::table.find(id))
        .set(cases::nudged.eq(nudge.step()))
        .execute(conn)?;
    Ok(())
}

/// Writes down what the application says of the case: company, rank, number.
pub fn describe(conn: &mut Conn, case: &Case, code: &str) -> Result<(), Fault> {
    let search = format!(
        "{} {} {} {code}",
        case.number(),
        case.company_name,
        pinyin::search(&case.company_name)
    );
    diesel::update(cases::table.find(&case.id))
        .set((
            cases::number.eq(&case.number),
            cases::company_id.eq(&case.company),
            cases::company_name.eq(&case.company_name),
            cases::name_key.eq(sort_key(&case.company_name)),
            cases::search.eq(text::fold(&search)),
            cases::rank.eq(&case.rank),
        ))
        .execute(conn)?;
    if let Some(at) = case.written.reached_at(Stage::Submitted) {
        diesel::update(cases::table.find(&case.id))
            .set(cases::sent_at.eq(at))
            .execute(conn)?;
    }
    Ok(())
}
