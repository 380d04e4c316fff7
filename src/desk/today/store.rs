//! The queries of the office's day: a handful, whatever the size of the chamber.

use diesel::prelude::*;

use crate::admission::case::{Happening, Side};
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{case_events, cases};

/// Something that happened to a case.
pub struct Recent {
    /// The case.
    pub case: CaseId,
    /// Its company.
    pub company_name: String,
    /// What happened.
    pub what: Happening,
}

#[derive(Queryable)]
struct Row {
    case_id: CaseId,
    company_name: String,
    seq: i32,
    at: Moment,
    event: String,
    side: String,
    person_id: Option<PersonId>,
    person_name: String,
    reason: String,
}

impl Row {
    fn read(self) -> Result<Recent, Fault> {
        Ok(Recent {
            case: self.case_id,
            company_name: self.company_name,
            what: Happening {
                seq: self.seq,
                at: self.at,
                event: serde_json::from_str(&self.event)?,
                side: Side::from_word(&self.side).unwrap_or(Side::System),
                person: self.person_id,
                person_name: self.person_name,
                reason: self.reason,
                detail: serde_json::Value::Null,
            },
        })
    }
}

/// What happened last to cases that were sent, the newest first; not to those the reader is kept from.
pub fn recent(conn: &mut Conn, except: &[CaseId], most: i64) -> Result<Vec<Recent>, Fault> {
    let rows: Vec<Row> = case_events::table
        .inner_join(cases::table.on(cases::id.eq(case_events::case_id)))
        .filter(cases::number.is_not_null())
        .filter(cases::id.ne_all(except.to_vec()))
        .filter(case_events::kind.ne("opened"))
        .order((
            case_events::at.desc(),
            case_events::case_id,
            case_events::seq.desc(),
        ))
        .limit(most)
        .select((
            case_events::case_id,
            cases::company_name,
            case_events::seq,
            case_events::at,
            case_events::event,
            case_events::side,
            case_events::person_id,
            case_events::person_name,
            case_events::reason,
        ))
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}
