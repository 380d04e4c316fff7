//! The cards of a record while it is written.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::admission::visit::rules::{Card, CardState, VisitMark};
use crate::kernel::Moment;
use crate::kernel::id::Id;
use crate::platform::db::{Conn, Fault};
use crate::schema::visit_cards;

type Row = (String, String, i64, Moment, String, String);

fn read((name, body, version, at, by, writers): Row) -> Result<(String, CardState), Fault> {
    let state = CardState {
        fields: serde_json::from_str(&body)?,
        version,
        changed_at: Some(at),
        changed_by: by,
        writers: serde_json::from_str(&writers)?,
    };
    Ok((name, state))
}

/// Every card that was written in, by name.
pub fn all(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<BTreeMap<String, CardState>, Fault> {
    let rows: Vec<Row> = visit_cards::table
        .filter(visit_cards::visit_id.eq(visit))
        .select((
            visit_cards::card,
            visit_cards::body,
            visit_cards::version,
            visit_cards::changed_at,
            visit_cards::changed_by,
            visit_cards::writers,
        ))
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Saves a card in its next version; `version` 1 is new.
pub fn put(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    card: &Card,
    state: &CardState,
    now: Moment,
) -> Result<(), Fault> {
    let (body, writers) = (
        serde_json::to_string(&state.fields)?,
        serde_json::to_string(&state.writers)?,
    );
    if state.version == 1 {
        diesel::insert_into(visit_cards::table)
            .values((
                visit_cards::visit_id.eq(visit),
                visit_cards::card.eq(card.name()),
                visit_cards::body.eq(body),
                visit_cards::version.eq(1),
                visit_cards::changed_at.eq(now),
                visit_cards::changed_by.eq(&state.changed_by),
                visit_cards::writers.eq(writers),
            ))
            .execute(conn)?;
    } else {
        diesel::update(visit_cards::table.find((visit, card.name())))
            .set((
                visit_cards::body.eq(body),
                visit_cards::version.eq(state.version),
                visit_cards::changed_at.eq(now),
                visit_cards::changed_by.eq(&state.changed_by),
                visit_cards::writers.eq(writers),
            ))
            .execute(conn)?;
    }
    Ok(())
}
