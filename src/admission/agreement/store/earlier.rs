//! What an agreement said before it was made anew: kept as it was frozen, since its evidence names it.

use diesel::prelude::*;

use super::{AgreementRow, Kept};
use crate::platform::db::{Change, Conn, Fault};
use crate::schema::{agreement_codes, agreement_earlier, agreements};

/// Puts new terms and their paper in the place of an agreement's, which are kept, and forgets the codes that are
/// out for the old ones.
pub fn replace(conn: &mut Conn, old: &AgreementRow, new: &AgreementRow) -> Result<(), Fault> {
    diesel::insert_into(agreement_earlier::table)
        .values((
            agreement_earlier::agreement_id.eq(&old.id),
            agreement_earlier::sha256.eq(&old.sha256),
            agreement_earlier::body.eq(&old.body),
            agreement_earlier::terms_sha256.eq(&old.terms_sha256),
            agreement_earlier::paper_id.eq(&old.paper),
            agreement_earlier::made_at.eq(old.made_at),
            agreement_earlier::made_by.eq(&old.made_by),
            agreement_earlier::replaced_at.eq(new.made_at),
        ))
        .execute(conn)?;
    diesel::delete(agreement_codes::table.filter(agreement_codes::agreement_id.eq(&old.id)))
        .execute(conn)?;
    diesel::update(agreements::table.find(&old.id))
        .set((
            agreements::body.eq(&new.body),
            agreements::sha256.eq(&new.sha256),
            agreements::template.eq(&new.template),
            agreements::signatory_id.eq(&new.signatory),
            agreements::sign_by.eq(new.sign_by),
            agreements::made_at.eq(new.made_at),
            agreements::made_by.eq(&new.made_by),
            agreements::paper_id.eq(&new.paper),
            agreements::terms_sha256.eq(&new.terms_sha256),
            agreements::by_power.eq(new.by_power),
        ))
        .apply(conn)
}

/// What agreements said before, for verification: oldest first.
pub fn earlier(conn: &mut Conn) -> Result<Vec<Kept>, Fault> {
    Ok(agreement_earlier::table
        .order((agreement_earlier::agreement_id, agreement_earlier::made_at))
        .select((
            agreement_earlier::agreement_id,
            agreement_earlier::body,
            agreement_earlier::sha256,
            agreement_earlier::terms_sha256,
        ))
        .load(conn)?)
}
