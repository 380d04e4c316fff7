//! The mail server that waits to be used.

use serde::{Deserialize, Serialize};

use crate::kernel::Moment;
use crate::kernel::id::{Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::platform::mailer::MailServer;
use crate::platform::settings::{self, Setting};

/// Marker for ids of changes.
pub enum NextMail {}
/// Id of a change of the mail server: an old page acts on none but the one it shows.
pub type NextMailId = Id<NextMail>;

/// Another mail server, or none, that an administrator asked for.
#[derive(Clone, Serialize, Deserialize)]
pub struct NextServer {
    /// Which change.
    pub id: NextMailId,
    /// The server; without a host the one in use is taken away.
    pub server: MailServer,
    /// Who asked.
    pub by: PersonId,
    /// Their name then.
    pub by_name: String,
    /// When they asked, UTC.
    pub asked_at: Moment,
    /// From when it is used, UTC.
    pub due: Moment,
}

/// The mail server that waits, if one does.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct NextMailServer(pub Option<NextServer>);

impl Setting for NextMailServer {
    const KEY: &'static str = "mail_server_next";

    fn recorded(&self) -> serde_json::Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(next) = &self.0 {
            value["server"] = next.server.recorded();
        }
        value
    }
}

/// The mail server that waits.
///
/// # Errors
/// If the database fails.
pub fn next_server(conn: &mut Conn) -> Result<Option<NextServer>, Fault> {
    let NextMailServer(next) = settings::get(conn)?;
    Ok(next)
}

/// The change whose time has come by `now`.
///
/// # Errors
/// If the database fails.
pub fn due(conn: &mut Conn, now: Moment) -> Result<Vec<NextMailId>, Fault> {
    let next = next_server(conn)?.filter(|next| next.due <= now);
    Ok(next.into_iter().map(|next| next.id).collect())
}
