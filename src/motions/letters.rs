//! Letters about motions, to the office.

use crate::accounts;
use crate::kernel::{Role, Say};
use crate::motions::rules::{Motion, RESOLUTION};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Letter;
use crate::platform::outbox;
use crate::say;

/// Something about a motion is to be done or to be known.
pub fn office(tx: &mut Tx, motion: &Motion, key: &str, what: &Say) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/motions/{}", motion.id));
    for to in accounts::staff(tx.conn(), [Role::Secretary, Role::Admin], None)? {
        let key = format!("{key}:{}", to.email);
        let subject = say!("motions-letter-office", title = motion.title.as_str());
        let letter = Letter::new("motions.office", &key, &to, subject)
            .about(RESOLUTION, &motion.id)
            .line(what.clone())
            .button(say!("expulsion-letter-office-open"), url.clone());
        outbox::post(tx, &letter)?;
    }
    Ok(())
}
