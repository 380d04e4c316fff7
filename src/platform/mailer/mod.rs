//! Speaks SMTP: which server, how to get a message to it, and what came of it. Which mail is
//! sent when, and never twice, is the [`crate::platform::postman`]'s business.
//!
//! The server comes from the configuration (`smtp_url`) or else from the setting in the portal.
//! STARTTLS is demanded, not tried: a server that does not offer it gets nothing.

mod hand;
mod lines;
mod server;
mod talk;

pub use hand::OF_SERVER;
pub use server::{MailServer, MailServerBefore, Security, Server};
pub use talk::{Handed, Mailer, Unreached};
