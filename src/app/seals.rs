//! The seal's keys at start: made if there are none, and tried out on a sample, so that a bad key is
//! found before anybody signs.

use super::Parts;
use crate::kernel::Who;
use crate::kernel::brand::Brand;
use crate::platform::db::Fault;
use crate::platform::seal::{self, store};
use crate::platform::settings;

/// Makes and tries the keys. Trouble is logged and stands on the administrator's day; it does not
/// keep the portal from serving.
pub async fn try_out(parts: &Parts) {
    if let Err(fault) = try_keys(parts).await {
        tracing::error!(%fault, "the seal could not be tried out");
    }
}

async fn try_keys(parts: &Parts) -> Result<(), Fault> {
    // A root bears the chamber's name, so it waits until there is one.
    if !parts.db.read(settings::is_set::<Brand>).await? {
        return Ok(());
    }
    let who = Who::system("seal");
    let key = parts.key.clone();
    parts
        .db
        .write(&who, move |tx| {
            let brand = tx.brand()?;
            store::ensure(tx, &key, brand.name.get(brand.lang))
        })
        .await?;
    let (key, press, now) = (parts.key.clone(), parts.press.clone(), parts.clock.now());
    let found = parts
        .db
        .read(move |conn| seal::try_keys(conn, &key, &press, now))
        .await?;
    if !found.trouble.is_empty() {
        tracing::error!(trouble = %found.trouble, "the seal can't be used");
    }
    parts.db.write(&who, move |tx| seal::note(tx, &found)).await
}
