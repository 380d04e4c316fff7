//! Writes lines for whoever sits at the shell, or the script that reads them.

use std::io::{self, Write};

/// Standard output.
pub struct Out(io::Stdout);

impl Out {
    pub fn new() -> Self {
        Self(io::stdout())
    }

    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "{text}")
    }

    /// Why a command could not be done, on standard error.
    pub fn error(error: &dyn std::error::Error) {
        // With standard error closed there is nobody to tell.
        let _ = writeln!(io::stderr(), "huiguan: {error}");
    }
}
