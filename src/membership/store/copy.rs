//! What a membership copies from its company, so that sorting and searching 100,000 of them
//! needs no join. Names are always shown fresh; only what a list is ordered and found by can be
//! a few minutes old.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::id::CompanyId;
use crate::membership::rules::MembershipId;
use crate::platform::db::{Conn, Fault, Tx};
use crate::schema::{companies, memberships};

/// The copy.
#[derive(AsChangeset)]
#[diesel(table_name = memberships)]
pub struct Copied {
    pub name_key: String,
    pub search: String,
    pub industry: String,
    pub company_changed_at: Moment,
}

type Source = (String, String, String, Moment);

fn copied((name_key, search, industry, company_changed_at): Source, number: &str) -> Copied {
    let search = format!("{search} {}", number.to_lowercase());
    Copied {
        name_key,
        search,
        industry,
        company_changed_at,
    }
}

/// What a membership with this number copies from this company.
pub fn of(conn: &mut Conn, company: &CompanyId, number: &str) -> Result<Copied, Fault> {
    let source: Source = companies::table
        .find(company)
        .select((
            companies::name_key,
            companies::search,
            companies::industry,
            companies::changed_at,
        ))
        .first(conn)?;
    Ok(copied(source, number))
}

/// Memberships whose copy is not of their company as it is, with their numbers. Not only of an earlier
/// moment: who writes takes the time first, so a later moment may have been written before.
pub fn stale(conn: &mut Conn) -> Result<Vec<(MembershipId, String, CompanyId)>, Fault> {
    Ok(companies::table
        .inner_join(memberships::table)
        .filter(
            memberships::company_changed_at
                .ne(companies::changed_at)
                .or(memberships::name_key.ne(companies::name_key)),
        )
        .select((memberships::id, memberships::number, companies::id))
        .load(conn)?)
}

/// Copies anew for these memberships.
pub fn catch_up(tx: &mut Tx, stale: &[(MembershipId, String, CompanyId)]) -> Result<(), Fault> {
    for (id, number, company) in stale {
        let fresh = of(tx.conn(), company, number)?;
        diesel::update(memberships::table.find(id))
            .set(&fresh)
            .execute(tx.conn())?;
    }
    Ok(())
}
