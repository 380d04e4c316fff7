//! Another mail server: officers are told through the one before, and have a day to stop it. The first one
//! is used at once, and so is what changes neither the server nor the account there.

use super::set::set;
use crate::accounts;
use crate::chamber::letters;
use crate::chamber::policy::{ManageChamber, may_manage};
use crate::chamber::rules::{WAIT, may_hasten};
use crate::chamber::store::next_mail::{NextMailId, NextMailServer, NextServer, due, next_server};
use crate::kernel::id::PersonId;
use crate::kernel::{Can, Moment, Role, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::mailer::{MailServer, MailServerBefore};
use crate::platform::outbox;
use crate::platform::rounds::Round;
use crate::platform::settings;
use crate::say;

/// Who is told: whoever may change it, and who leads the chamber and its office.
const TOLD: [Role; 3] = [Role::Admin, Role::President, Role::Secretary];

/// Stores the mail server, or takes it away: at once, or after [`WAIT`]; then gives from when it is used.
/// What was asked for before and still waits, waits no more.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn change_server(tx: &mut Tx, server: &MailServer) -> Result<Option<Moment>, Fault> {
    may_manage(tx)?;
    let before: MailServer = settings::get(tx.conn())?;
    if before.goes_as(server) || is_first(tx.conn(), &before)? {
        use_now(tx, server)?;
        return Ok(None);
    }
    let (me, now) = (tx.actor()?.clone(), tx.now());
    let next = NextServer {
        id: NextMailId::new(),
        server: server.clone(),
        by: me.id,
        by_name: me.name,
        asked_at: now,
        due: now + WAIT,
    };
    if !before.host.is_empty() {
        settings::set(tx, &MailServerBefore(before))?;
    }
    settings::set(tx, &NextMailServer(Some(next.clone())))?;
    on_record(tx, &next, "chamber.mail_server.asked")?;
    let url = tx.link("/desk/settings/mail");
    let letter =
        letters::server_asked(next.id.as_str(), &next.by_name, &next.server.host, next.due);
    tell(
        tx,
        &letter.button(say!("chamber-letter-server-button"), url),
    )?;
    Ok(Some(next.due))
}

/// Whether this instance never had a mail server.
fn is_first(conn: &mut Conn, now: &MailServer) -> Result<bool, Fault> {
    Ok(now.host.is_empty() && !settings::is_set::<MailServerBefore>(conn)?)
}

/// Uses a server from now on. What waited for one goes out.
fn use_now(tx: &mut Tx, server: &MailServer) -> Result<(), Fault> {
    set(tx, server)?;
    let waiting = outbox::waiting(tx.conn())?;
    outbox::release(tx, &waiting)
}

/// Uses the server that waited.
fn use_next(tx: &mut Tx, next: &NextServer, through: &'static str) -> Result<(), Fault> {
    settings::set(tx, &NextMailServer(None))?;
    use_now(tx, &next.server)?;
    on_record(tx, next, "chamber.mail_server.used")?;
    let letter = letters::server_used(through, next.id.as_str(), &next.by_name, &next.server.host);
    tell(tx, &letter)
}

/// The change that waits, if it is this one.
fn waiting(tx: &mut Tx, id: Option<&NextMailId>) -> Result<NextServer, Fault> {
    let next = next_server(tx.conn())?.filter(|next| id == Some(&next.id));
    next.ok_or_else(|| say!("chamber-mail-next-gone").into())
}

/// A second administrator has the server used that waits.
///
/// # Errors
/// `Fault::Refused` if it waits no more, or they may not shorten it.
pub fn hasten(tx: &mut Tx, id: Option<&NextMailId>) -> Result<(), Fault> {
    let _can = Can::<ManageChamber>::check(tx.actor()?, &())?;
    let (me, next) = (tx.actor()?.id.clone(), waiting(tx, id)?);
    if let Some(why) = kept_from(tx.conn(), &next, &me)? {
        return Err(why.into());
    }
    use_next(tx, &next, letters::THROUGH_BEFORE)
}

/// Why this administrator can't have the server used at once; `None` if they can.
///
/// # Errors
/// If the database fails.
pub fn kept_from(conn: &mut Conn, next: &NextServer, who: &PersonId) -> Result<Option<Say>, Fault> {
    let Some(since) = accounts::has_role_since(conn, who, Role::Admin)? else {
        return Err(Fault::Missing);
    };
    Ok(may_hasten((&next.by, next.asked_at), who, since).err())
}

/// Any administrator has the server in use stay.
///
/// # Errors
/// `Fault::Refused` if the other one waits no more.
pub fn withdraw(tx: &mut Tx, id: Option<&NextMailId>) -> Result<(), Fault> {
    let _can = Can::<ManageChamber>::check(tx.actor()?, &())?;
    let next = waiting(tx, id)?;
    settings::set(tx, &NextMailServer(None))?;
    on_record(tx, &next, "chamber.mail_server.withdrawn")?;
    let by = tx.who().name().to_owned();
    let letter = letters::server_withdrawn(next.id.as_str(), &by, &next.server.host);
    tell(tx, &letter)
}

/// Uses a server whose time has come, or drops it, if whoever asked is no administrator any more. Whoever comes
/// second finds nothing that waits.
fn come(tx: &mut Tx, id: &NextMailId) -> Result<(), Fault> {
    let now = tx.now();
    let Some(next) = next_server(tx.conn())?.filter(|next| next.id == *id && next.due <= now)
    else {
        return Ok(());
    };
    let admins = accounts::people_with_role(tx.conn(), Role::Admin)?;
    if admins.iter().any(|admin| admin.id == next.by) {
        return use_next(tx, &next, letters::THROUGH_BEFORE);
    }
    settings::set(tx, &NextMailServer(None))?;
    on_record(tx, &next, "chamber.mail_server.lapsed")?;
    tell(tx, &letters::server_lapsed(next.id.as_str(), &next.by_name))
}

/// Uses the server that waits, for a chamber whose old one is dead: from the command line, whose letter goes
/// through the new one. Gives its host; `None` if none waits.
///
/// # Errors
/// If the database fails.
pub fn use_waiting_server(tx: &mut Tx) -> Result<Option<String>, Fault> {
    may_manage(tx)?;
    let Some(next) = next_server(tx.conn())? else {
        return Ok(None);
    };
    use_next(tx, &next, letters::THROUGH_THIS)?;
    Ok(Some(next.server.host))
}

/// What the clock does: another mail server is used once its day is over.
#[must_use]
pub fn round() -> Round {
    Round::new(5, "chamber.mail_server", "mail server").each(due, come)
}

fn on_record(tx: &mut Tx, next: &NextServer, act: &'static str) -> Result<(), Fault> {
    let entry = Entry::on("setting", "mail_server").did(act);
    let after = serde_json::json!({ "host": next.server.host, "by": next.by, "due": next.due });
    audit::record(tx, entry.after(&after))
}

fn tell(tx: &mut Tx, letter: &Letter) -> Result<(), Fault> {
    let officers = officers(tx)?;
    tx.post_each(&officers, letter)
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
