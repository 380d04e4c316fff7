//! The log: one line per event on standard error, as text for people or JSON for machines.
//! What happens during a request carries the request's id, from the span around it.

use std::fmt::Debug;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

use crate::platform::config::{Config, ConfigError};

/// Starts logging as configured. Once per process; a second call changes nothing.
pub fn start(config: &Config) -> Result<(), ConfigError> {
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|e| ConfigError::Bad("log".to_owned(), e.to_string()))?;
    let lines = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // An error means that it was started before, as in tests.
    let _ = if config.log_json {
        let lines = lines.json().flatten_event(true).with_current_span(true);
        lines.finish().with(Unread).try_init()
    } else {
        lines.with_target(false).finish().with(Unread).try_init()
    };
    Ok(())
}

/// What may happen a thousand times a minute and is told once.
pub struct Seldom(Mutex<(u64, Option<Instant>)>);

impl Seldom {
    /// Of which nothing was told yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Mutex::new((0, None)))
    }

    /// Counts one more. How many they are since it was last told, if it is time to tell it again.
    pub fn due(&self) -> Option<u64> {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.0 += 1;
        let is_recent = |at: Instant| at.elapsed() < Duration::from_secs(60);
        if told.1.is_some_and(is_recent) {
            return None;
        }
        let many = told.0;
        *told = (0, Some(Instant::now()));
        Some(many)
    }
}

impl Default for Seldom {
    fn default() -> Self {
        Self::new()
    }
}

/// What speaks with clients, and how it begins to say that it can't read what one sent: an address that is too
/// long, half a line, a connection that broke off.
const SPEAKS: (&str, &str) = ("actix_http::h1::dispatcher", "stream error: ");

static UNREAD: Seldom = Seldom::new();

/// Takes errors of clients, which are none of the portal's, out of the log; a warning a minute stays.
struct Unread;

impl<S: Subscriber> Layer<S> for Unread {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        if event.metadata().target() != SPEAKS.0 {
            return true;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        let Some(why) = message.0.strip_prefix(SPEAKS.1) else {
            return true;
        };
        if let Some(requests) = UNREAD.due() {
            tracing::warn!(requests, why, "what a client sent could not be read");
        }
        false
    }
}

/// What an event says.
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Seek};
    use std::sync::Arc;

    #[test]
    fn what_clients_send_amiss_is_no_error_of_the_portal_and_its_own_errors_stay() {
        let file = Arc::new(tempfile::tempfile().unwrap());
        let lines = fmt().with_writer(Arc::clone(&file)).finish().with(Unread);
        tracing::subscriber::with_default(lines, || {
            tracing::error!(target: "actix_http::h1::dispatcher", "stream error: {}", "uri too long");
            tracing::error!(target: "actix_http::h1::dispatcher", "Response payload stream error");
            tracing::error!("stream error: ours");
        });
        let (mut written, mut file) = (String::new(), &*file);
        file.rewind().unwrap();
        file.read_to_string(&mut written).unwrap();
        assert!(!written.contains("uri too long"), "{written}");
        for stays in ["Response payload stream error", "stream error: ours"] {
            assert!(written.contains(stays), "{written}");
        }
    }

    #[test]
    fn what_happens_often_is_told_once_with_how_often_it_was() {
        let seldom = Seldom::new();
        assert_eq!(
            (seldom.due(), seldom.due(), seldom.due()),
            (Some(1), None, None)
        );
        let earlier = Instant::now().checked_sub(Duration::from_secs(61));
        seldom.0.lock().unwrap().1 = earlier;
        assert_eq!(seldom.due(), Some(3));
    }
}
