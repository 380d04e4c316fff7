//! Balance that was paid back: it stands beside the payments that came in, and lowers what came in of a year.

use std::collections::HashMap;

use diesel::prelude::*;

use super::list::year;
use super::money::{self, Payment, Use};
use crate::companies;
use crate::dues::rules::{LotId, found_by};
use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Day, Fen, Moment, text};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Part, by, pieces};
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

/// What was paid back from one lot of the balance: one act may have taken from several.
#[derive(Debug, Clone)]
pub struct Back {
    /// How much, when, how, why.
    pub used: Use,
    /// The payment that it gives back; none of what a lower rank had made balance.
    pub of: Option<Payment>,
    /// The company's name.
    pub name: String,
}

impl Back {
    /// Whether a search finds it: by its payment, else by the company.
    fn is_found(&self, search: &str) -> bool {
        let found_by = match &self.of {
            Some(payment) => payment.search.clone(),
            None => found_by::payment(&self.name, "", ""),
        };
        text::patterns(search).all(|word| found_by.contains(word.trim_matches('%')))
    }
}

/// What was paid back in a year and a search finds, lot by lot, the newest first, one after another: for an
/// export.
///
/// # Errors
/// If the database fails, or `with` does.
pub fn each(
    conn: &mut Conn,
    (search, asked): (&str, i32),
    mut with: impl FnMut(&Back) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let days = year(asked).ok_or(Fault::Missing)?;
    pieces(|part| {
        let some = some(conn, days, &part)?;
        let lots: Vec<&LotId> = some.iter().map(|used| &used.lot_id).collect();
        let names = owners(conn, &lots)?;
        let paid = money::payments_of_lots(conn, &lots)?.into_iter();
        let paid: HashMap<LotId, Payment> = paid.collect();
        for used in &some {
            let name = names.get(&used.lot_id).map(|(_, name)| name.clone());
            let back = Back {
                of: paid.get(&used.lot_id).cloned(),
                name: name.unwrap_or_default(),
                used: used.clone(),
            };
            if back.is_found(search) {
                with(&back)?;
            }
        }
        Ok(some.into_iter().next_back())
    })
}

/// Uses of lots that were paid back on these days, the newest first.
fn some(conn: &mut Conn, (first, last): (Day, Day), part: &Part<Use>) -> Result<Vec<Use>, Fault> {
    use lot_uses::{id, kind, on_day};
    let at = part.at();
    let sorted = vec![
        by(on_day, true, at.map(|last| last.on_day)),
        by(id, true, at.map(|last| last.id.clone())),
    ];
    let query = lot_uses::table.filter(kind.eq("refund").and(on_day.between(first, last)));
    let query = query.select(id).into_boxed();
    let ids: Vec<Id<Use>> = part.of(query, sorted).load(conn)?;
    Ok(Use::query()
        .filter(id.eq_any(ids))
        .order((on_day.desc(), id.desc()))
        .load(conn)?)
}

/// Whose these lots are, with the company's name.
fn owners(conn: &mut Conn, lots: &[&LotId]) -> Result<HashMap<LotId, (CompanyId, String)>, Fault> {
    let whose: Vec<(LotId, CompanyId)> = prepaid_lots::table
        .filter(prepaid_lots::id.eq_any(lots))
        .select((prepaid_lots::id, prepaid_lots::company_id))
        .load(conn)?;
    let mut ids: Vec<CompanyId> = whose.iter().map(|(_, company)| company.clone()).collect();
    ids.sort();
    ids.dedup();
    let names = companies::load_many(conn, &ids)?;
    let named = |(lot, company): (LotId, CompanyId)| {
        let known = names.iter().find(|known| known.id == company);
        let name = known.map_or_else(String::new, |known| known.profile.name.clone());
        (lot, (company, name))
    };
    Ok(whose.into_iter().map(named).collect())
}

/// One act may have taken from several lots.
fn together(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Refund>, Fault> {
    let lots: Vec<&LotId> = rows.iter().map(|row| &row.0).collect();
    let owners = owners(conn, &lots)?;
    let mut found: Vec<Refund> = vec![];
    for (lot, on, amount, why, at) in rows {
        let (company, name) = owners.get(&lot).ok_or(Fault::Missing)?;
        let mut same = found.iter_mut().filter(|one| one.at == at);
        if let Some(one) = same.find(|one| one.company == *company) {
            one.amount.0 += amount;
            continue;
        }
        found.push(Refund {
            company: company.clone(),
            name: name.clone(),
            on,
            amount: Fen(amount),
            why,
            at,
        });
    }
    Ok(found)
}
