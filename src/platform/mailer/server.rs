//! Which mail server: as the chamber set it, or as the configuration names it.

use lettre::Address;
use lettre::message::Mailbox;
use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::kernel::text::one_line;
use crate::platform::config::Config;
use crate::platform::db::Fault;
use crate::platform::secrets::Key;
use crate::platform::settings::Setting;
use crate::words;

words! {
    /// How the way to the mail server is secured.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Security {
        /// Plain at first, then TLS; usually port 587.
        #[default]
        Starttls = "starttls";
        /// TLS from the start; usually port 465.
        Tls = "tls";
        /// None: only for a server on the same machine or network.
        None = "none";
    }
}

/// The mail server as the chamber set it in the portal. An empty host means none.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MailServer {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the way there is secured.
    pub security: Security,
    /// User, may be empty.
    pub user: String,
    /// Password, sealed with the instance's [`Key`]; may be empty.
    pub password_sealed: String,
    /// Address mails come from.
    pub from_address: String,
    /// Name they come from; the chamber's name if empty.
    pub from_name: String,
}

impl Setting for MailServer {
    const KEY: &'static str = "mail_server";

    fn recorded(&self) -> serde_json::Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        value["password_sealed"] = (!self.password_sealed.is_empty()).into();
        value
    }
}

/// The mail server before the last change: what is told of the change goes through it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct MailServerBefore(pub MailServer);

impl Setting for MailServerBefore {
    const KEY: &'static str = "mail_server_before";

    fn recorded(&self) -> serde_json::Value {
        self.0.recorded()
    }
}

/// A mail server ready to be spoken to.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) login: Option<(String, String)>,
    pub(super) from: Mailbox,
}

impl Server {
    /// Whether its letters come from an address that names no place in the world: a portal that was told
    /// neither its host nor its sender.
    #[must_use]
    pub fn is_from_nowhere(&self) -> bool {
        let domain = self.from.email.domain();
        domain == "localhost" || domain.ends_with(".localhost")
    }

    /// Host and port, for people.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

impl MailServer {
    /// Whether letters go the same way: to the same server, under the same name, from the same address, to
    /// which what can't be delivered comes back. So nobody else could read them.
    #[must_use]
    pub fn goes_as(&self, other: &Self) -> bool {
        let same = Self {
            password_sealed: self.password_sealed.clone(),
            from_name: self.from_name.clone(),
            ..other.clone()
        };
        *self == same
    }

    /// Ready to be spoken to, its password opened; `None` without a host.
    pub(super) fn open(&self, key: &Key) -> Result<Option<Server>, Fault> {
        if self.host.is_empty() {
            return Ok(None);
        }
        let login = if self.user.is_empty() {
            None
        } else {
            let password = key.open(&self.password_sealed)?;
            Some((
                self.user.clone(),
                String::from_utf8_lossy(&password).into_owned(),
            ))
        };
        let from = mailbox(&self.from_name, &self.from_address)?;
        let (host, port, security) = (self.host.clone(), self.port, self.security);
        Ok(Some(Server {
            host,
            port,
            security,
            login,
            from,
        }))
    }
}

pub(super) fn mailbox(name: &str, address: &str) -> Result<Mailbox, Fault> {
    let address: Address = address
        .parse()
        .map_err(|e| Fault::Broken(format!("`{address}` is no mail address: {e}")))?;
    Ok(Mailbox::new(
        Some(one_line(name)).filter(|n| !n.is_empty()),
        address,
    ))
}

/// `smtp://user@host:587`, `smtps://…`, `smtp://localhost:25?tls=none`.
pub(super) fn from_url(text: &str, config: &Config, domain: &str) -> Result<Server, Fault> {
    let wrong = |why: &str| Fault::Broken(format!("smtp_url: {why}"));
    let url = Url::parse(text).map_err(|e| wrong(&e.to_string()))?;
    let plain = url.query_pairs().any(|(k, v)| k == "tls" && v == "none");
    let (security, port) = match (url.scheme(), plain) {
        ("smtps", false) => (Security::Tls, 465),
        ("smtp", false) => (Security::Starttls, 587),
        ("smtp", true) => (Security::None, 25),
        _ => return Err(wrong("must begin with smtp:// or smtps://")),
    };
    let host = url
        .host_str()
        .ok_or_else(|| wrong("names no host"))?
        .to_owned();
    let unescape = |part: &str| -> String {
        let pair = format!("x={}", part.replace('+', "%2B"));
        let mut url = url.clone();
        url.set_query(Some(&pair));
        url.query_pairs()
            .next()
            .map(|(_, v)| v.into_owned())
            .unwrap_or_default()
    };
    let user = unescape(url.username());
    let password = config
        .smtp_password
        .clone()
        .or_else(|| url.password().map(unescape));
    let from = match &config.smtp_from {
        Some(address) => address.clone(),
        None if user.contains('@') => user.clone(),
        None => format!("no-reply@{domain}"),
    };
    Ok(Server {
        port: url.port().unwrap_or(port),
        login: password.filter(|_| !user.is_empty()).map(|p| (user, p)),
        from: mailbox("", &from)?,
        host,
        security,
    })
}
