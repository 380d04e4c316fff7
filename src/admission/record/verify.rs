//! Checks every case: its events must follow on each other, and each must stand in the audit
//! record as it was written.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde_json::Value;

use crate::admission::case::{self, Case};
use crate::kernel::id::CaseId;
use crate::platform::db::{Conn, Fault};
use crate::schema::{audit, cases};

/// What the audit record says of a case, in order: act, event, reason.
type Vouched = BTreeMap<String, Vec<(String, Value, String)>>;

/// Goes through every case: how many there are, and the rows that are not as they were written.
///
/// # Errors
/// If the database fails.
pub fn verify(conn: &mut Conn) -> Result<(usize, Vec<String>), Fault> {
    let ids: Vec<CaseId> = cases::table.order(cases::id).select(cases::id).load(conn)?;
    let vouched = vouched(conn)?;
    let mut flaws = vec![];
    for id in &ids {
        match case::load(conn, id) {
            Ok(case) => compare(&case, vouched.get(id.as_str()), &mut flaws),
            Err(Fault::Broken(what)) => flaws.push(format!("case_events {id}: {what}")),
            Err(other) => return Err(other),
        }
    }
    Ok((ids.len(), flaws))
}

fn vouched(conn: &mut Conn) -> Result<Vouched, Fault> {
    type Row = (String, String, Option<String>, Option<String>);
    let rows: Vec<Row> = audit::table
        .filter(
            audit::subject_kind
                .eq("case")
                .and(audit::act.like("admission.case.%")),
        )
        .order(audit::seq)
        .select((
            audit::subject_id,
            audit::act,
            audit::after_json,
            audit::reason,
        ))
        .load(conn)?;
    let mut vouched = Vouched::new();
    for (id, act, after, reason) in rows {
        let event: Value = serde_json::from_str(after.as_deref().unwrap_or("null"))?;
        // Other acts on a case stand beside its events; only those tell one.
        if event.get("kind").is_some() {
            let line = (act, event, reason.unwrap_or_default());
            vouched.entry(id).or_default().push(line);
        }
    }
    Ok(vouched)
}

fn compare(case: &Case, vouched: Option<&Vec<(String, Value, String)>>, flaws: &mut Vec<String>) {
    let written = vouched.map_or(0, Vec::len);
    for (at, line) in case.record.iter().enumerate() {
        let row = format!("case_events {} {}", case.id, line.seq);
        let Some((act, event, reason)) = vouched.and_then(|lines| lines.get(at)) else {
            flaws.push(format!("{row} is not in the audit record"));
            continue;
        };
        let same = serde_json::to_value(&line.event).is_ok_and(|value| value == *event);
        if !same || act != line.event.act() || *reason != line.reason {
            flaws.push(format!("{row} differs from what the audit record says"));
        }
    }
    if written > case.record.len() {
        let n = case.record.len();
        flaws.push(format!(
            "case_events {} has {n} lines of {written}",
            case.id
        ));
    }
}
