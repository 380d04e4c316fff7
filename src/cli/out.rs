//! Writes lines for whoever sits at the shell, or the script that reads them.

use std::io::{self, Write};

/// Whether this only says that nobody reads on, as in `huiguan verify | head`.
pub fn is_unread(error: &(dyn std::error::Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_who_left_is_told_from_other_failures() {
        let failed = |kind: io::ErrorKind| is_unread(&io::Error::from(kind));
        assert!(failed(io::ErrorKind::BrokenPipe));
        assert!(!failed(io::ErrorKind::StorageFull));
    }
}
