//! Configuration: what has to be known before the database can be asked. Everything a
//! chamber would want to change itself is a setting in the portal, not here.
//!
//! Each key can stand in the TOML file named by `--config` or `HUIGUAN_CONFIG`
//! (`listen = "…"`), in the environment (`HUIGUAN_LISTEN`), or, for secrets, in a file
//! named by the environment (`HUIGUAN_SMTP_PASSWORD_FILE`). The environment wins.
//! Unknown keys are refused, so that a typo never passes for a setting.
//!
//! | key | default | meaning |
//! |---|---|---|
//! | `listen` | `127.0.0.1:8080` | address and port to serve |
//! | `data` | `./data` | folder for the database, files and the instance's key |
//! | `database_url` | `sqlite:` inside `data` | `sqlite:PATH` or `postgres://…`, with several hosts too |
//! | `public_url` | `http://` + listen | how people reach the portal; `https://…` turns on HSTS and secure cookies |
//! | `trusted_proxies` | `0` | how many proxies in front set `X-Forwarded-For` |
//! | `secret_key` | file `secret.key` in `data` | 64 hex digits; the same on every server of an installation |
//! | `smtp_url` | none: the setting in the portal | `smtp://user@host:587`, `smtps://…`, `smtp://localhost:25?tls=none` |
//! | `smtp_password` | none | password for `smtp_url` |
//! | `smtp_from` | the setting in the portal | address mails come from |
//! | `smtp_ca` | none | PEM file with the authority of a mail server whose certificate is not public |
//! | `smtp_ports` | 25, 465, 587, 2525 | ports that the mail server in the portal may have: numbers with commas, or `any` |
//! | `files_url` | folder `files` in `data` | `s3://bucket/prefix` to keep files in S3 |
//! | `s3_endpoint`, `s3_region`, `s3_access_key`, `s3_secret_key` | none | for `s3://` |
//! | `fonts` | the system's | folder with fonts for papers, asked before the system's |
//! | `timestamp_url` | none | server for time stamps (RFC 3161) on seals; without an answer they go without |
//! | `stripe_key`, `stripe_webhook_secret` | none | Stripe Checkout: `docs/payments.md` |
//! | `stripe_url` | `https://api.stripe.com` | where Stripe is asked |
//! | `metrics_listen` | none | address for `/metrics`; without it only administrators see it |
//! | `log` | `info` | `tracing` filter |
//! | `log_format` | `text` | `text` or `json` |

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything read at start. Secrets are not shown by `Debug`.
#[derive(Clone)]
pub struct Config {
    /// Address and port to serve.
    pub listen: String,
    /// Folder for the database, files and key.
    pub data: PathBuf,
    /// Database URL.
    pub database_url: String,
    /// How people reach the portal, without a slash at the end.
    pub public_url: String,
    /// Number of trusted proxies in front.
    pub trusted_proxies: usize,
    /// Key of the instance, hex.
    pub secret_key: Option<String>,
    /// SMTP server; wins over the setting in the portal.
    pub smtp_url: Option<String>,
    /// Password for it.
    pub smtp_password: Option<String>,
    /// Address mails come from.
    pub smtp_from: Option<String>,
    /// PEM file with an authority to trust besides the public ones.
    pub smtp_ca: Option<PathBuf>,
    /// Ports that the setting in the portal may name, as text; the usual ones if none.
    pub smtp_ports: Option<String>,
    /// Where files live, if not in the data folder.
    pub files_url: Option<String>,
    /// S3 endpoint, for servers other than AWS.
    pub s3_endpoint: Option<String>,
    /// S3 region.
    pub s3_region: Option<String>,
    /// S3 access key.
    pub s3_access_key: Option<String>,
    /// S3 secret key.
    pub s3_secret_key: Option<String>,
    /// Folder with fonts that papers are set in, before the system's.
    pub fonts: Option<PathBuf>,
    /// Server for time stamps on seals.
    pub timestamp_url: Option<String>,
    /// Secret key for Stripe Checkout.
    pub stripe_key: Option<String>,
    /// Secret that Stripe signs its notices with.
    pub stripe_webhook_secret: Option<String>,
    /// Where Stripe is asked.
    pub stripe_url: String,
    /// Where `/metrics` is served without sign-in.
    pub metrics_listen: Option<String>,
    /// Log filter.
    pub log: String,
    /// Whether logs are JSON lines.
    pub log_json: bool,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the configuration, for the person who starts the server.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key nobody knows.
    #[error("unknown key `{0}` in {1}; see the list in the README")]
    Unknown(String, String),
    /// A value that can't be used.
    #[error("{0}: {1}")]
    Bad(String, String),
    /// A file that can't be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(String, std::io::Error),
}

const KEYS: [&str; 25] = [
    "listen",
    "data",
    "database_url",
    "public_url",
    "trusted_proxies",
    "secret_key",
    "smtp_url",
    "smtp_password",
    "smtp_from",
    "smtp_ca",
    "smtp_ports",
    "files_url",
    "s3_endpoint",
    "s3_region",
    "s3_access_key",
    "s3_secret_key",
    "fonts",
    "timestamp_url",
    "stripe_key",
    "stripe_webhook_secret",
    "stripe_url",
    "metrics_listen",
    "log",
    "log_format",
    "config",
];
const SECRETS: [&str; 6] = [
    "secret_key",
    "smtp_password",
    "s3_secret_key",
    "stripe_key",
    "stripe_webhook_secret",
    "database_url",
];

impl Config {
    /// Reads the environment and the TOML file it names.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_pairs(std::env::vars())
    }

    /// Reads from the given environment: the testable half of [`Config::from_env`].
    pub fn from_pairs(env: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut found = BTreeMap::new();
        for (name, value) in env {
            let Some(key) = name.strip_prefix("HUIGUAN_") else {
                continue;
            };
            // Names for the test suite alone; no server reads them.
            if key.starts_with("TEST_") {
                continue;
            }
            let key = key.to_ascii_lowercase();
            if let Some(secret) = key.strip_suffix("_file").filter(|k| SECRETS.contains(k)) {
                found.insert(
                    secret.to_owned(),
                    read(Path::new(&value))?.trim().to_owned(),
                );
            } else if KEYS.contains(&key.as_str()) {
                found.insert(key, value);
            } else {
                return Err(ConfigError::Unknown(name, "the environment".into()));
            }
        }
        if let Some(path) = found.get("config").cloned() {
            for (key, value) in read_toml(Path::new(&path))? {
                found.entry(key).or_insert(value);
            }
        }
        Self::from_found(&found)
    }

    fn from_found(found: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let get = |key: &str| found.get(key).filter(|v| !v.is_empty()).cloned();
        let listen = get("listen").unwrap_or_else(|| "127.0.0.1:8080".into());
        let data = PathBuf::from(get("data").unwrap_or_else(|| "./data".into()));
        let database_url = get("database_url")
            .unwrap_or_else(|| format!("sqlite:{}", data.join("huiguan.db").display()));
        if !["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|s| database_url.starts_with(s))
        {
            let why = "must begin with sqlite: or postgres://".into();
            return Err(ConfigError::Bad("database_url".into(), why));
        }
        let trusted_proxies = match get("trusted_proxies") {
            None => 0,
            Some(n) => n.parse().map_err(|_| {
                ConfigError::Bad("trusted_proxies".into(), format!("`{n}` is no number"))
            })?,
        };
        let log_json = match get("log_format").as_deref() {
            None | Some("text") => false,
            Some("json") => true,
            Some(other) => {
                let why = format!("`{other}` is neither text nor json");
                return Err(ConfigError::Bad("log_format".into(), why));
            }
        };
        Ok(Self {
            public_url: get("public_url")
                .unwrap_or_else(|| format!("http://{listen}"))
                .trim_end_matches('/')
                .to_owned(),
            listen,
            data,
            database_url,
            trusted_proxies,
            secret_key: get("secret_key"),
            smtp_url: get("smtp_url"),
            smtp_password: get("smtp_password"),
            smtp_from: get("smtp_from"),
            smtp_ca: get("smtp_ca").map(PathBuf::from),
            smtp_ports: get("smtp_ports"),
            files_url: get("files_url"),
            s3_endpoint: get("s3_endpoint"),
            s3_region: get("s3_region"),
            s3_access_key: get("s3_access_key"),
            s3_secret_key: get("s3_secret_key"),
            fonts: get("fonts").map(PathBuf::from),
            timestamp_url: get("timestamp_url"),
            stripe_key: get("stripe_key"),
            stripe_webhook_secret: get("stripe_webhook_secret"),
            stripe_url: get("stripe_url")
                .unwrap_or_else(|| "https://api.stripe.com".into())
                .trim_end_matches('/')
                .to_owned(),
            metrics_listen: get("metrics_listen"),
            log: get("log").unwrap_or_else(|| "info".into()),
            log_json,
        })
    }

    /// Whether the setting in the portal may name this port of a mail server: it is no way to ask what else
    /// answers in the network round the portal.
    #[must_use]
    pub fn allows_mail_port(&self, port: u16) -> bool {
        let ports = self.smtp_ports.as_deref().unwrap_or("25,465,587,2525");
        let mut named = ports.split(',').map(str::trim);
        named.any(|one| one == "any" || one.parse() == Ok(port))
    }

    /// Whether people reach the portal over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path)
        .map_err(|e| ConfigError::Unreadable(path.display().to_string(), e))
}

fn read_toml(path: &Path) -> Result<Vec<(String, String)>, ConfigError> {
    let place = path.display().to_string();
    let table: toml::Table = read(path)?
        .parse()
        .map_err(|e| ConfigError::Bad(place.clone(), format!("{e}")))?;
    table
        .into_iter()
        .map(|(key, value)| match value {
            _ if !KEYS.contains(&key.as_str()) => Err(ConfigError::Unknown(key, place.clone())),
            toml::Value::String(text) => Ok((key, text)),
            toml::Value::Integer(n) => Ok((key, n.to_string())),
            _ => Err(ConfigError::Bad(
                key,
                "must be text or a whole number".into(),
            )),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_env(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_pairs(
            pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned())),
        )
    }

    #[test]
    fn without_any_setting_it_serves_the_local_machine_from_a_data_folder() {
        let config = read_env(&[]).unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert_eq!(config.database_url, "sqlite:./data/huiguan.db");
        assert_eq!(config.public_url, "http://127.0.0.1:8080");
    }

    #[test]
    fn a_mail_server_has_a_port_for_mail_unless_the_environment_says_otherwise() {
        let config = read_env(&[]).unwrap();
        let allowed = (1..=u16::MAX).filter(|port| config.allows_mail_port(*port));
        assert_eq!(allowed.collect::<Vec<_>>(), [25, 465, 587, 2525]);
        let config = read_env(&[("HUIGUAN_SMTP_PORTS", "25, 1025")]).unwrap();
        assert!(config.allows_mail_port(1025) && !config.allows_mail_port(587));
        let config = read_env(&[("HUIGUAN_SMTP_PORTS", "any")]).unwrap();
        assert!(config.allows_mail_port(6379));
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let error = read_env(&[("HUIGUAN_LISTNE", "x")]).unwrap_err();
        assert!(error.to_string().contains("HUIGUAN_LISTNE"));
    }

    #[test]
    fn a_secret_can_come_from_a_file_and_the_environment_wins_over_toml() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("pw");
        std::fs::write(&secret, "hush\n").unwrap();
        let toml = folder.path().join("h.toml");
        std::fs::write(&toml, "listen = \"0.0.0.0:1\"\ntrusted_proxies = 1\n").unwrap();
        let config = read_env(&[
            ("HUIGUAN_SMTP_PASSWORD_FILE", secret.to_str().unwrap()),
            ("HUIGUAN_CONFIG", toml.to_str().unwrap()),
            ("HUIGUAN_LISTEN", "127.0.0.1:2"),
        ])
        .unwrap();
        assert_eq!(config.smtp_password.as_deref(), Some("hush"));
        assert_eq!(
            (config.listen.as_str(), config.trusted_proxies),
            ("127.0.0.1:2", 1)
        );
    }

    #[test]
    fn a_database_url_of_an_unknown_kind_is_refused_instead_of_making_an_empty_file() {
        assert!(read_env(&[("HUIGUAN_DATABASE_URL", "mysql://x")]).is_err());
    }
}
