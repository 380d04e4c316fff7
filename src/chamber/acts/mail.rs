//! Another mail server: officers are told through the one before.

use super::set::set;
use crate::accounts;
use crate::chamber::letters;
use crate::kernel::Role;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::mailer::{MailServer, MailServerBefore};
use crate::platform::outbox;
use crate::platform::settings;

/// Who is told: whoever may change it, and who leads the chamber and its office.
const TOLD: [Role; 3] = [Role::Admin, Role::President, Role::Secretary];

/// Stores the mail server, or takes it away. What waited for one goes out now.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn change_server(tx: &mut Tx, server: &MailServer) -> Result<(), Fault> {
    let before: MailServer = settings::get(tx.conn())?;
    set(tx, server)?;
    if !before.host.is_empty() && before != *server {
        settings::set(tx, &MailServerBefore(before))?;
        let officers = officers(tx)?;
        let (key, by) = (tx.who().request_id.clone(), tx.who().name().to_owned());
        tx.post_each(&officers, &letters::mail_server(&key, &by, &server.host))?;
    }
    let waiting = outbox::waiting(tx.conn())?;
    outbox::release(tx, &waiting)
}

fn officers(tx: &mut Tx) -> Result<Vec<Recipient>, Fault> {
    let mut officers = vec![];
    for role in TOLD {
        let people = accounts::people_with_role(tx.conn(), role)?;
        officers.extend(people.iter().map(accounts::PersonRow::recipient));
    }
    officers.sort_by(|a, b| a.email.cmp(&b.email));
    officers.dedup_by(|a, b| a.email == b.email);
    Ok(officers)
}
