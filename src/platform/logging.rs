//! The log: one line per event on standard error, as text for people or JSON for machines.
//! What happens during a request carries the request's id, from the span around it.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::platform::config::{Config, ConfigError};

/// Starts logging as configured. Once per process; a second call changes nothing.
pub fn start(config: &Config) -> Result<(), ConfigError> {
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|e| ConfigError::Bad("log".to_owned(), e.to_string()))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // An error means that it was started before, as in tests.
    let _ = if config.log_json {
        lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .try_init()
    } else {
        lines.with_target(false).try_init()
    };
    Ok(())
}
