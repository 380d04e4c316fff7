//! Makes the message of a mail and hands it over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart};
use lettre::transport::smtp::client::Certificate;
use reqwest::Url;

use super::lines::Lines;
use super::server::{from_url, mailbox};
use super::talk::{self, Handed, Mailer, Unreached};
use super::{MailServer, MailServerBefore, Server};
use crate::kernel::Lang;
use crate::kernel::brand::Brand;
use crate::kernel::text::one_line;
use crate::platform::aside::panicked;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Conn, Fault};
use crate::platform::letter;
use crate::platform::outbox::MailRow;
use crate::platform::secrets::Key;
use crate::platform::settings;

/// The kind of letter that tells of another mail server: it goes through the one before, which whoever took
/// the settings over does not hold.
pub const OF_SERVER: &str = "platform.mail_server";

impl Mailer {
    /// As the configuration says.
    pub fn new(config: &Config, key: &Key, clock: &Clock) -> Result<Self, Fault> {
        let domain = Url::parse(&config.public_url)
            .ok()
            .and_then(|url| url.domain().map(str::to_owned))
            .unwrap_or_else(|| "localhost".to_owned());
        let authority = match &config.smtp_ca {
            None => None,
            Some(path) => Some(Certificate::from_pem(&std::fs::read(path)?).map_err(|e| bad(&e))?),
        };
        let configured = match &config.smtp_url {
            None => None,
            Some(url) => Some(from_url(url, config, &domain)?),
        };
        let (key, clock) = (key.clone(), clock.clone());
        let patience = Duration::from_secs(60);
        Ok(Self {
            configured,
            authority,
            key,
            clock,
            domain,
            patience,
            lines: Lines::default(),
        })
    }

    /// The server to use now, if there is one.
    pub fn server(&self, conn: &mut Conn) -> Result<Option<Server>, Fault> {
        let set: MailServer = settings::get(conn)?;
        self.used(&set)
    }

    /// The server to use while this is set, if there is one.
    ///
    /// # Errors
    /// If the setting can't be read with this key.
    pub fn used(&self, set: &MailServer) -> Result<Option<Server>, Fault> {
        match &self.configured {
            Some(server) => Ok(Some(server.clone())),
            None => self.open(set),
        }
    }

    /// The server for a letter of this kind.
    pub fn server_for(&self, conn: &mut Conn, kind: &str) -> Result<Option<Server>, Fault> {
        if kind == OF_SERVER && self.configured.is_none() {
            let MailServerBefore(before) = settings::get(conn)?;
            let set: MailServer = settings::get(conn)?;
            // Its password may have been changed since.
            return self.open(if before.goes_as(&set) { &set } else { &before });
        }
        self.server(conn)
    }

    /// The server that a setting names, its password opened; `None` without a host.
    pub fn open(&self, set: &MailServer) -> Result<Option<Server>, Fault> {
        set.open(&self.key)
    }

    /// Connects, secures and signs in without sending anything.
    pub async fn check(&self, server: &Server) -> Result<(), Unreached> {
        talk::check(self, server).await
    }

    /// Hands one mail over.
    pub async fn send(&self, server: &Server, mail: &MailRow, brand: &Brand) -> Handed {
        match composed(|| self.message(server, mail, brand)) {
            Ok((envelope, message)) => talk::send(self, server, &envelope, &message).await,
            Err(why) => Handed::Refused(why),
        }
    }

    fn message(&self, server: &Server, mail: &MailRow, brand: &Brand) -> Result<Message, Fault> {
        let mut from = server.from.clone();
        let lang = Lang::from_tag(&mail.lang).unwrap_or(brand.lang);
        from.name = from.name.or_else(|| Some(brand.name.get(lang).to_owned()));
        let both =
            MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone());
        let attached: Vec<letter::Attachment> = serde_json::from_str(&mail.attachments)?;
        let mut body = both;
        if !attached.is_empty() {
            body = MultiPart::mixed().multipart(body);
        }
        for file in attached {
            let media_type = ContentType::parse(&file.media_type).map_err(|e| bad(&e))?;
            body = body.singlepart(Attachment::new(file.name).body(file.text, media_type));
        }
        Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.id, self.domain)))
            .date(self.clock.now().and_utc().into())
            .from(from)
            .to(mailbox(&mail.to_name, &mail.to_address)?)
            .subject(one_line(&mail.subject))
            // Nobody's holiday notice is to answer a machine (RFC 3834).
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .multipart(body)
            .map_err(|e| bad(&e))
    }
}

/// A message as it is handed over, or why there is none: then nothing was sent, also if it panicked.
fn composed(
    message: impl FnOnce() -> Result<Message, Fault>,
) -> Result<(Envelope, Vec<u8>), String> {
    let made = catch_unwind(AssertUnwindSafe(|| {
        message().map(|message| (message.envelope().clone(), message.formatted()))
    }));
    match made {
        Ok(made) => made.map_err(|fault| fault.to_string()),
        Err(what) => Err(format!(
            "the letter could not be made: {}",
            panicked(&*what)
        )),
    }
}

fn bad(error: &dyn std::fmt::Display) -> Fault {
    Fault::Broken(format!("mail: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_panics_while_it_is_made_was_not_sent_and_says_why() {
        let why = composed(|| panic!("no such day")).unwrap_err();
        assert!(why.ends_with("panicked: no such day"), "{why}");
        let why = composed(|| Err(Fault::Broken("mail: no address".into()))).unwrap_err();
        assert_eq!(why, "mail: no address");
    }
}
