//! Another mail server: officers are told through the one before, and have a day to stop it. The first one
//! is used at once, and so is what changes neither the server nor the account there.

use super::set::set;
use super::waits::{self, Asked, Change, Step};
use crate::chamber::letters;
use crate::chamber::policy::may_manage;
use crate::chamber::rules::Waiting;
use crate::chamber::store::waits::waiting;
use crate::kernel::{Role, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::Letter;
use crate::platform::mailer::{MailServer, MailServerBefore};
use crate::platform::outbox;
use crate::platform::rounds::Round;
use crate::platform::settings;
use crate::say;

/// Any administrator can stop it; whoever leads the chamber and its office hears of it too.
impl Change for MailServer {
    const THING: &'static str = "mail_server";
    const GUARDS: &'static [Role] = &[Role::Admin];
    const TOLD: &'static [Role] = &[Role::Admin, Role::President, Role::Secretary];
    const PAGE: &'static str = "/desk/settings/mail";

    fn act(step: Step) -> &'static str {
        match step {
            Step::Asked => "chamber.mail_server.asked",
            Step::Used => "chamber.mail_server.used",
            Step::Withdrawn => "chamber.mail_server.withdrawn",
            Step::Lapsed => "chamber.mail_server.lapsed",
        }
    }

    fn in_short(&self) -> serde_json::Value {
        serde_json::json!({ "host": self.host })
    }

    fn what(next: &Waiting<Self>) -> Say {
        let (by, host) = (next.by_name.as_str(), next.value.host.as_str());
        match host.is_empty() {
            true => say!("chamber-mail-next-none", by = by, at = next.due),
            false => say!(
                "chamber-mail-next-server",
                by = by,
                host = host,
                at = next.due
            ),
        }
    }

    fn come(&self, tx: &mut Tx) -> Result<(), Fault> {
        use_now(tx, self).map(|_| ())
    }

    fn letter(step: Step, next: &Waiting<Self>, by: &str) -> Letter {
        let (change, host) = (next.id.as_str(), next.value.host.as_str());
        match step {
            Step::Asked => letters::server_asked(change, by, host),
            Step::Used => letters::server_used(letters::THROUGH_BEFORE, change, by, host),
            Step::Withdrawn => letters::server_withdrawn(change, by, host),
            Step::Lapsed => letters::server_lapsed(change, by),
        }
    }
}

/// What became of a mail server that was set.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// It waits, and who was told; else it is used.
    pub waits: Option<Asked>,
    /// Letters with a key that were given up, since another server would have carried them.
    pub given_up: usize,
}

/// Stores the mail server, or takes it away: at once, or after a day; then gives from when it is used.
/// What was asked for before and still waits, waits no more.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn change_server(tx: &mut Tx, server: &MailServer) -> Result<Changed, Fault> {
    may_manage(tx)?;
    let before: MailServer = settings::get(tx.conn())?;
    if before.goes_as(server) || is_first(tx.conn(), &before)? {
        return Ok(Changed {
            given_up: use_now(tx, server)?,
            waits: None,
        });
    }
    if !before.host.is_empty() {
        settings::set(tx, &MailServerBefore(before))?;
    }
    Ok(Changed {
        waits: Some(waits::ask(tx, server)?),
        given_up: 0,
    })
}

/// Whether this instance never had a mail server.
fn is_first(conn: &mut Conn, now: &MailServer) -> Result<bool, Fault> {
    Ok(now.host.is_empty() && !settings::is_set::<MailServerBefore>(conn)?)
}

/// Uses a server from now on. What waited for one goes out, but for letters with a key that were written before:
/// whoever sets a server reads none that was meant to go another way. Gives how many were given up.
fn use_now(tx: &mut Tx, server: &MailServer) -> Result<usize, Fault> {
    let before: MailServer = settings::get(tx.conn())?;
    let given_up = match before.goes_as(server) {
        true => vec![],
        false => outbox::unsent_keys(tx.conn())?,
    };
    outbox::forget_keys(tx, &given_up)?;
    set(tx, server)?;
    let waiting = outbox::waiting(tx.conn())?;
    outbox::release(tx, &waiting)?;
    Ok(given_up.len())
}

/// Uses the server that waits, for a chamber whose old one is dead: from the command line, whose letter goes
/// through the new one. Gives its host; `None` if none waits.
///
/// # Errors
/// If the database fails.
pub fn use_waiting_server(tx: &mut Tx) -> Result<Option<String>, Fault> {
    may_manage(tx)?;
    let Some(next) = waiting::<MailServer>(tx.conn())? else {
        return Ok(None);
    };
    let host = next.value.host.clone();
    let (change, by) = (next.id.as_str(), next.by_name.as_str());
    let letter = letters::server_used(letters::THROUGH_THIS, change, by, &host);
    waits::put(tx, &next, &letter)?;
    Ok(Some(host))
}

/// What the clock does: another mail server is used once its day is over.
#[must_use]
pub fn round() -> Round {
    waits::round::<MailServer>("chamber.mail_server", "mail server")
}
