//! Balance that was paid back: it stands beside the payments that came in, and lowers what came in of a year.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::companies;
use crate::dues::rules::LotId;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::{Conn, Fault};
use crate::schema::{lot_uses, prepaid_lots};

/// Balance that was paid back in one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// To whom.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// When.
    pub on: Day,
    /// How much.
    pub amount: Fen,
    /// Why, where it was written down.
    pub why: String,
    at: Moment,
}

/// What went back from a lot: from which, when, how much, why, written down at.
type Row = (LotId, Day, i64, String, Moment);

const COLUMNS: (
    lot_uses::lot_id,
    lot_uses::on_day,
    lot_uses::amount,
    lot_uses::note,
    lot_uses::created_at,
) = (
    lot_uses::lot_id,
    lot_uses::on_day,
    lot_uses::amount,
    lot_uses::note,
    lot_uses::created_at,
);

/// What was paid back to a company, the newest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Refund>, Fault> {
    let own: Vec<LotId> = prepaid_lots::table
        .filter(prepaid_lots::company_id.eq(company))
        .select(prepaid_lots::id)
        .load(conn)?;
    let rows: Vec<Row> = lot_uses::table
        .filter(lot_uses::kind.eq("refund"))
        .filter(lot_uses::lot_id.eq_any(own))
        .order((lot_uses::created_at.desc(), lot_uses::id))
        .select(COLUMNS)
        .load(conn)?;
    together(conn, rows)
}

/// What was paid back on these days, the newest first.
pub fn between(conn: &mut Conn, (first, last): (Day, Day)) -> Result<Vec<Refund>, Fault> {
    let rows: Vec<Row> = lot_uses::table
        .filter(lot_uses::kind.eq("refund"))
        .filter(lot_uses::on_day.between(first, last))
        .order((lot_uses::created_at.desc(), lot_uses::id))
        .select(COLUMNS)
        .load(conn)?;
    together(conn, rows)
}

/// One act may have taken from several lots.
fn together(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Refund>, Fault> {
    let lots: Vec<&LotId> = rows.iter().map(|row| &row.0).collect();
    let whose: Vec<(LotId, CompanyId)> = prepaid_lots::table
        .filter(prepaid_lots::id.eq_any(lots))
        .select((prepaid_lots::id, prepaid_lots::company_id))
        .load(conn)?;
    let whose: HashMap<LotId, CompanyId> = whose.into_iter().collect();
    let mut ids: Vec<CompanyId> = whose.values().cloned().collect();
    ids.sort();
    ids.dedup();
    let names = companies::load_many(conn, &ids)?;
    let mut found: Vec<Refund> = vec![];
    for (lot, on, amount, why, at) in rows {
        let company = whose.get(&lot).ok_or(Fault::Missing)?;
        let mut same = found.iter_mut().filter(|one| one.at == at);
        if let Some(one) = same.find(|one| one.company == *company) {
            one.amount.0 += amount;
            continue;
        }
        let name = names.iter().find(|known| known.id == *company);
        found.push(Refund {
            company: company.clone(),
            name: name.map_or_else(String::new, |known| known.profile.name.clone()),
            on,
            amount: Fen(amount),
            why,
            at,
        });
    }
    Ok(found)
}
