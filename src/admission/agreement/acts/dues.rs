//! What an agreement promises as dues: the standard in force, or nothing is made and nothing signed. Dues are
//! set by the assembly for all alike, so whoever joins is billed by the standard of that day, whatever an
//! agreement says; one that says something else is made anew instead.

use crate::admission::agreement::store::{self, Agreement};
use crate::admission::case::Case;
use crate::admission::stage::Stage;
use crate::dues;
use crate::dues::rules::standard::{Quote, Quotes};
use crate::kernel::{Day, Moment, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::say;

/// What a rank costs whoever joins on the day of these quotes.
fn offered(quotes: &Quotes, rank: &str) -> Result<Quote, Say> {
    let quote = quotes.of(rank);
    let none = || say!("agreement-refused-no-standard");
    quote.dues.map(|_| quote).ok_or_else(none)
}

/// What a rank costs whoever joins on a day.
///
/// # Errors
/// `Fault::Refused` where no standard in force names the rank.
pub fn promised(conn: &mut Conn, rank: &str, day: Day) -> Result<Quote, Fault> {
    Ok(offered(&dues::quotes(conn, day)?, rank)?)
}

/// What stands against signing an agreement on the day of these quotes: it says other dues.
#[must_use]
pub fn against(quotes: &Quotes, agreement: &Agreement) -> Option<Say> {
    let says = &agreement.document.decided;
    match offered(quotes, &says.rank) {
        Ok(quote) if quote.agrees(&says.quote) => None,
        Ok(quote) => Some(say!("agreement-refused-dues", dues = quote.in_words())),
        Err(say) => Some(say),
    }
}

/// What stands against signing it now.
///
/// # Errors
/// If the database fails.
pub fn bar(conn: &mut Conn, agreement: &Agreement, now: Moment) -> Result<Option<Say>, Fault> {
    let today = settings::today(conn, now)?;
    Ok(against(&dues::quotes(conn, today)?, agreement))
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
