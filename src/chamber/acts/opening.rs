//! The public site is opened to everybody, and closed again.

use crate::accounts;
use crate::chamber::policy::may_manage;
use crate::kernel::brand::Brand;
use crate::kernel::{Opening, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Opens the public site; nothing if it is open. Administrators hear of it.
///
/// # Errors
/// `Fault::Refused` while the chamber has no name of its own: nobody is shown an invented one.
pub fn open_site(tx: &mut Tx) -> Result<(), Fault> {
    may_manage(tx)?;
    if settings::get::<Opening>(tx.conn())? == Opening::Open {
        return Ok(());
    }
    if tx.brand()?.name == Brand::default().name {
        return Err(say!("chamber-opening-nameless").into());
    }
    let by = tx.who().name().to_owned();
    let told = say!("chamber-letter-opened", by = by);
    put(tx, &Opening::Open, ("chamber.site.opened", ""), told)
}

/// Closes the public site for whoever doesn't work for the chamber. Administrators hear of it.
///
/// # Errors
/// `Fault::Refused` if it isn't open.
pub fn close_site(tx: &mut Tx, why: &str) -> Result<(), Fault> {
    may_manage(tx)?;
    if settings::get::<Opening>(tx.conn())? != Opening::Open {
        return Err(say!("chamber-opening-closed-already").into());
    }
    let by = tx.who().name().to_owned();
    let told = say!("chamber-letter-closed", by = by, why = why);
    let closed = Opening::Closed(why.to_owned());
    put(tx, &closed, ("chamber.site.closed", why), told)
}

fn put(
    tx: &mut Tx,
    opening: &Opening,
    (act, why): (&'static str, &str),
    told: Say,
) -> Result<(), Fault> {
    settings::set(tx, opening)?;
    audit::record(tx, Entry::on("setting", "opening").did(act).why(why))?;
    accounts::tell_administrators(tx, told, &[])
}
