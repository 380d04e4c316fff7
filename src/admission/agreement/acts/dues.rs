//! What an agreement promises as dues: the standard in force, or nothing is made and nothing signed. Dues are
//! set by the assembly for all alike, so whoever joins is billed by the standard of that day, whatever an
//! agreement says; one that says something else is made anew instead.

use crate::admission::agreement::store::{self, Agreement};
use crate::admission::case::Case;
use crate::admission::stage::Stage;
use crate::dues;
use crate::dues::rules::standard::Quote;
use crate::kernel::{Day, Moment, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::say;

/// What a rank costs whoever joins on a day.
///
/// # Errors
/// `Fault::Refused` where no standard in force names the rank.
pub fn promised(conn: &mut Conn, rank: &str, day: Day) -> Result<Quote, Fault> {
    let quote = dues::quotes(conn, day)?.of(rank);
    match quote.dues {
        Some(_) => Ok(quote),
        None => Err(say!("agreement-refused-no-standard").into()),
    }
}

/// What stands against signing an agreement now: it says other dues than those in force.
///
/// # Errors
/// If the database fails.
pub fn bar(conn: &mut Conn, agreement: &Agreement, now: Moment) -> Result<Option<Say>, Fault> {
    let (says, today) = (&agreement.document.decided, settings::today(conn, now)?);
    match promised(conn, &says.rank, today) {
        Ok(quote) if quote.agrees(&says.quote) => Ok(None),
        Ok(quote) => Ok(Some(say!(
            "agreement-refused-dues",
            dues = quote.in_words()
        ))),
        Err(Fault::Refused(say)) => Ok(Some(say)),
        Err(other) => Err(other),
    }
}

/// The agreement that one made now takes the place of: it is out for signature, and nobody can sign it. None for
/// the first one of a case.
///
/// # Errors
/// `Fault::Refused` if none can be made now.
pub fn in_place_of(conn: &mut Conn, case: &Case, now: Moment) -> Result<Option<Agreement>, Fault> {
    let refused = || Fault::from(say!("admission-refusal-not-now"));
    match case.stage(now) {
        Stage::Admitted => Ok(None),
        Stage::AgreementSent => {
            let out = store::of_case(conn, &case.id)?;
            bar(conn, &out, now)?.ok_or_else(refused)?;
            Ok(Some(out))
        }
        _ => Err(refused()),
    }
}
