//! The changes that wait.

use crate::chamber::rules::{ChangeId, Next, Waiting, Waits};
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::mailer::MailServer;
use crate::platform::settings::{self, Setting};

impl Waits for MailServer {
    const NEXT: &'static str = "mail_server_next";

    fn recorded(&self) -> serde_json::Value {
        Setting::recorded(self)
    }
}

/// The change that waits.
///
/// # Errors
/// If the database fails.
pub fn waiting<T: Waits>(conn: &mut Conn) -> Result<Option<Waiting<T>>, Fault> {
    let Next(next) = settings::get(conn)?;
    Ok(next)
}

/// The change whose time has come by `now`.
///
/// # Errors
/// If the database fails.
pub fn due<T: Waits>(conn: &mut Conn, now: Moment) -> Result<Vec<ChangeId>, Fault> {
    let next = waiting::<T>(conn)?.filter(|next| next.due <= now);
    Ok(next.into_iter().map(|next| next.id).collect())
}
