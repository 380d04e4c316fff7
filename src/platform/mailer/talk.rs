//! One conversation with a mail server, step by step, so that it is known how far it came:
//! until the message itself is given, a broken connection means that nothing was sent.

use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use tokio::time::timeout;

use super::lines::{Line, Lines};
use super::{Security, Server};
use crate::kernel::Say;
use crate::platform::clock::Clock;
use crate::platform::secrets::Key;

/// A server may take ten minutes to take a message (RFC 5321 §4.5.3.2.6).
const FOR_THE_MESSAGE: u32 = 10;

/// What came of handing a mail over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The server took it.
    Taken,
    /// Not now: the server is away or said so. Nothing was sent.
    NotNow(String),
    /// The server will never take it.
    Refused(String),
    /// The message was given and no answer came: it may have been taken or not.
    Unknown(String),
}

impl Handed {
    /// In a word, for the figures.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Taken => "sent",
            Self::NotNow(_) => "later",
            Self::Refused(_) => "refused",
            Self::Unknown(_) => "uncertain",
        }
    }
}

/// Hands mails over to the chamber's mail server.
#[derive(Clone)]
pub struct Mailer {
    pub(super) configured: Option<Server>,
    pub(super) authority: Option<Certificate>,
    pub(super) key: Key,
    pub(super) clock: Clock,
    /// The portal's host name: the right side of message ids.
    pub(super) domain: String,
    /// How long to wait for an answer to one step.
    pub patience: Duration,
    pub(super) lines: Lines,
}

/// Why there is no talk with a mail server.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreached {
    /// For whoever chose the server: what to look at.
    pub say: Say,
    /// As libraries and servers say it, for logs and the command line.
    pub text: String,
}

impl Unreached {
    fn new(key: &'static str, text: String) -> Self {
        let say = Say::plain(key);
        Self { say, text }
    }

    fn slow(patience: Duration) -> Self {
        Self::new("platform-mail-slow", slow(patience))
    }

    fn of(error: &Error) -> Self {
        // A certificate that nobody vouches for comes as data that can't be right.
        let invalid = causes(error).any(|cause| {
            let cause = cause.downcast_ref::<std::io::Error>();
            cause.is_some_and(|e| e.kind() == std::io::ErrorKind::InvalidData)
        });
        let key = match error {
            error if error.is_tls() || invalid => "platform-mail-insecure",
            error if error.is_timeout() => "platform-mail-slow",
            error if error.is_permanent() || error.is_transient() => "platform-mail-refused",
            _ => "platform-mail-away",
        };
        Self::new(key, describe(error))
    }
}

impl Mailer {
    fn tls(&self, server: &Server) -> Result<TlsParameters, Error> {
        let mut tls = TlsParameters::builder(server.host.clone());
        if let Some(authority) = &self.authority {
            tls = tls.add_root_certificate(authority.clone());
        }
        tls.build()
    }
}

pub(super) async fn check(mailer: &Mailer, server: &Server) -> Result<(), Unreached> {
    let mut conn = greet(mailer, server).await?;
    let _ = timeout(mailer.patience, conn.quit()).await;
    Ok(())
}

pub(super) async fn send(
    mailer: &Mailer,
    server: &Server,
    envelope: &Envelope,
    message: &[u8],
) -> Handed {
    let mut line = match addressed(mailer, server, (envelope, message)).await {
        Ok(line) => line,
        Err(handed) => return handed,
    };
    let patience = mailer.patience * FOR_THE_MESSAGE;
    match timeout(patience, line.conn.message(message)).await {
        Ok(Ok(_)) => {
            mailer.lines.keep(line);
            Handed::Taken
        }
        Ok(Err(error)) => answered(&error, Handed::Unknown),
        Err(_) => Handed::Unknown(slow(patience)),
    }
}

/// A conversation that has come as far as the message itself: one that was kept, or, if the server has
/// ended that meanwhile, a new one. Nothing is sent yet, whatever fails.
async fn addressed(
    mailer: &Mailer,
    server: &Server,
    (envelope, message): (&Envelope, &[u8]),
) -> Result<Line, Handed> {
    if let Some(mut line) = mailer.lines.take(server) {
        let asked = address(&mut line.conn, envelope, message);
        match timeout(mailer.patience, asked).await {
            Ok(Ok(())) => return Ok(line),
            Ok(Err(error)) if error.is_permanent() => {
                line.end();
                return Err(answered(&error, Handed::NotNow));
            }
            _ => {}
        }
    }
    let away = |why: Unreached| Handed::NotNow(why.text);
    let conn = greet(mailer, server).await.map_err(away)?;
    let mut line = Line::new(conn, server);
    let asked = address(&mut line.conn, envelope, message);
    match timeout(mailer.patience, asked).await {
        Ok(Ok(())) => Ok(line),
        Ok(Err(error)) => Err(answered(&error, Handed::NotNow)),
        Err(_) => Err(Handed::NotNow(slow(mailer.patience))),
    }
}

/// Connects, secures, signs in. Whatever fails here is not the letter's fault.
async fn greet(mailer: &Mailer, server: &Server) -> Result<AsyncSmtpConnection, Unreached> {
    timeout(mailer.patience, open(mailer, server))
        .await
        .unwrap_or_else(|_| Err(Unreached::slow(mailer.patience)))
}

async fn open(mailer: &Mailer, server: &Server) -> Result<AsyncSmtpConnection, Unreached> {
    let failed = |e: Error| Unreached::of(&e);
    let me = ClientId::Domain(mailer.domain.clone());
    let at_once = match server.security {
        Security::Tls => Some(mailer.tls(server).map_err(failed)?),
        _ => None,
    };
    let place = (server.host.as_str(), server.port);
    let mut conn =
        AsyncSmtpConnection::connect_tokio1(place, Some(mailer.patience), &me, at_once, None)
            .await
            .map_err(failed)?;
    if server.security == Security::Starttls {
        if !conn.can_starttls() {
            let text = "the server does not offer STARTTLS".to_owned();
            return Err(Unreached::new("platform-mail-no-starttls", text));
        }
        let tls = mailer.tls(server).map_err(failed)?;
        conn.starttls(tls, &me).await.map_err(failed)?;
    }
    if let Some((user, password)) = &server.login {
        let login = Credentials::new(user.clone(), password.clone());
        conn.auth(DEFAULT_MECHANISMS, &login).await.map_err(|e| {
            let text = format!("sign-in at the mail server: {}", describe(&e));
            Unreached::new("platform-mail-no-entry", text)
        })?;
    }
    Ok(conn)
}

/// Sender, receiver, and the announcement of the message.
async fn address(
    conn: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    message: &[u8],
) -> Result<(), Error> {
    let mut options = vec![];
    if !message.is_ascii() && conn.server_info().supports_feature(Extension::EightBitMime) {
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    conn.command(Mail::new(envelope.from().cloned(), options))
        .await?;
    for to in envelope.to() {
        conn.command(Rcpt::new(to.clone(), vec![])).await?;
    }
    conn.command(Data).await?;
    Ok(())
}

/// An answer with a code is definite; without one it depends on how far the talk had come.
fn answered(error: &Error, otherwise: fn(String) -> Handed) -> Handed {
    let text = describe(error);
    if error.is_permanent() {
        Handed::Refused(text)
    } else if error.is_transient() {
        Handed::NotNow(text)
    } else {
        otherwise(text)
    }
}

fn slow(patience: Duration) -> String {
    format!("no answer within {} s", patience.as_secs())
}

/// The error with what caused it: lettre's own text alone says little.
fn describe(error: &Error) -> String {
    let mut text = error.to_string();
    for cause in causes(error) {
        let more = cause.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
    }
    text
}

/// What caused an error, and what caused that.
fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| cause.source())
}
