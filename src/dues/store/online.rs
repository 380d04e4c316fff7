//! Tries to pay online, and what providers told.

use diesel::prelude::*;

use crate::dues::rules::online::State;
use crate::dues::rules::{AttemptId, InvoiceId};
use crate::kernel::Moment;
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::{payment_attempts, provider_inbox};

/// A try to pay.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = payment_attempts, treat_none_as_default_value = false)]
pub struct Attempt {
    /// Its id: our key at the provider.
    pub id: AttemptId,
    /// At which provider.
    pub provider: String,
    /// For which invoice.
    pub invoice_id: InvoiceId,
    /// How much, in fen.
    pub amount: i64,
    /// How it stands.
    pub state: State,
    /// The provider's id of it.
    pub reference: String,
    /// Where the payer goes.
    pub url: String,
    /// What was told last.
    pub detail: String,
    /// Who tries.
    pub by_name: String,
    /// Since when.
    pub created_at: Moment,
    /// When the provider was asked last.
    pub asked_at: Moment,
}

/// Writes one down.
pub fn insert(conn: &mut Conn, attempt: &Attempt) -> Result<(), Fault> {
    db::insert(conn, payment_attempts::table, attempt.clone())
}

/// One of them.
pub fn attempt(conn: &mut Conn, id: &AttemptId) -> Result<Attempt, Fault> {
    Ok(Attempt::query()
        .filter(payment_attempts::id.eq(id))
        .first(conn)?)
}

/// The tries to pay these invoices, the latest first.
pub fn of_invoices(conn: &mut Conn, ids: &[InvoiceId]) -> Result<Vec<Attempt>, Fault> {
    Ok(Attempt::query()
        .filter(payment_attempts::invoice_id.eq_any(ids))
        .order((payment_attempts::created_at.desc(), payment_attempts::id))
        .load(conn)?)
}

/// Those that stand so, the oldest first, at most so many.
pub fn in_state(conn: &mut Conn, state: State, most: i64) -> Result<Vec<Attempt>, Fault> {
    Ok(Attempt::query()
        .filter(payment_attempts::state.eq(state))
        .order(payment_attempts::asked_at)
        .limit(most)
        .load(conn)?)
}

/// What became of it.
pub fn set(
    conn: &mut Conn,
    id: &AttemptId,
    (state, detail): (State, &str),
    now: Moment,
) -> Result<(), Fault> {
    diesel::update(payment_attempts::table.find(id))
        .set((
            payment_attempts::state.eq(state),
            payment_attempts::detail.eq(detail),
            payment_attempts::asked_at.eq(now),
        ))
        .apply(conn)
}

/// Where the payer goes.
pub fn set_begun(conn: &mut Conn, id: &AttemptId, reference: &str, url: &str) -> Result<(), Fault> {
    diesel::update(payment_attempts::table.find(id))
        .set((
            payment_attempts::reference.eq(reference),
            payment_attempts::url.eq(url),
        ))
        .apply(conn)
}

/// Those nobody is sure of and that were asked for before `before`, at most so many.
pub fn unsure(conn: &mut Conn, before: Moment, most: i64) -> Result<Vec<Attempt>, Fault> {
    Ok(Attempt::query()
        .filter(payment_attempts::state.eq_any([State::Created, State::Pending, State::Unknown]))
        .filter(payment_attempts::asked_at.lt(before))
        .order(payment_attempts::asked_at)
        .limit(most)
        .load(conn)?)
}

/// Stores a notice. `false`: it was stored before.
pub fn store_notice(
    conn: &mut Conn,
    provider: &str,
    event: &str,
    body: &str,
    now: Moment,
) -> Result<bool, Fault> {
    let known: i64 = provider_inbox::table
        .filter(
            provider_inbox::provider
                .eq(provider)
                .and(provider_inbox::event_id.eq(event)),
        )
        .count()
        .get_result(conn)?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(provider_inbox::table)
        .values((
            provider_inbox::provider.eq(provider),
            provider_inbox::event_id.eq(event),
            provider_inbox::body.eq(body),
            provider_inbox::state.eq("received"),
            provider_inbox::received_at.eq(now),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Notices that were stored and not dealt with: provider, event, body.
pub fn waiting(conn: &mut Conn, most: i64) -> Result<Vec<(String, String, String)>, Fault> {
    Ok(provider_inbox::table
        .filter(provider_inbox::state.eq("received"))
        .order(provider_inbox::received_at)
        .limit(most)
        .select((
            provider_inbox::provider,
            provider_inbox::event_id,
            provider_inbox::body,
        ))
        .load(conn)?)
}

/// The bodies of notices in which this id of a payment stands, the oldest first.
pub fn naming(conn: &mut Conn, provider: &str, intent: &str) -> Result<Vec<String>, Fault> {
    Ok(provider_inbox::table
        .filter(provider_inbox::provider.eq(provider))
        .filter(provider_inbox::body.like(format!("%\"{intent}\"%")))
        .order((provider_inbox::received_at, provider_inbox::event_id))
        .select(provider_inbox::body)
        .load(conn)?)
}

/// The bodies of notices of money that went back of which nobody knows yet what it had paid, the latest first.
pub fn unmatched(conn: &mut Conn, provider: &str) -> Result<Vec<String>, Fault> {
    Ok(provider_inbox::table
        .filter(provider_inbox::state.eq("unmatched"))
        .filter(provider_inbox::provider.eq(provider))
        .order((provider_inbox::received_at.desc(), provider_inbox::event_id))
        .select(provider_inbox::body)
        .load(conn)?)
}

/// Marks a notice as dealt with, and whether what it is about was found.
pub fn handled(
    conn: &mut Conn,
    provider: &str,
    event: &str,
    (matched, now): (bool, Moment),
) -> Result<(), Fault> {
    diesel::update(provider_inbox::table)
        .filter(
            provider_inbox::provider
                .eq(provider)
                .and(provider_inbox::event_id.eq(event)),
        )
        .set((
            provider_inbox::state.eq(if matched { "done" } else { "unmatched" }),
            provider_inbox::handled_at.eq(now),
        ))
        .apply(conn)
}
