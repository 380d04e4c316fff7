//! What can go wrong below the pages.
//!
//! Policy: rules refuse with a [`Say`]; a thing that isn't there, or that the asker may
//! not see, is [`Fault::Missing`] for both alike; everything else is a failure of ours,
//! whose inside goes to the log and never to a screen.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::kernel::{Denied, Say};

/// A failed read or write.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Not there, or not for you.
    #[error("not found")]
    Missing,
    /// A rule says no; the text is for the person who asked.
    #[error("refused: {}", .0.key)]
    Refused(Say),
    /// Someone must sign in first.
    #[error("sign-in needed")]
    SignIn,
    /// Too many attempts; wait this many seconds.
    #[error("too many attempts, wait {0} s")]
    TooMany(i64),
    /// Too much is being done at once; come back after this many seconds. Nothing was done.
    #[error("busy, come back in {0} s")]
    Busy(i64),
    /// The database doesn't answer. Nothing was done.
    #[error("the database is away: {0}")]
    Away(String),
    /// The connection broke while a write was being saved: nobody knows yet whether it was.
    #[error("it isn't known whether it was saved: {0}")]
    Unsure(String),
    /// The database failed.
    #[error("database: {0}")]
    Database(DieselError),
    /// Something else failed.
    #[error("{0}")]
    Broken(String),
}

impl From<DieselError> for Fault {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::Missing,
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                Self::Away(info.message().to_owned())
            }
            other => Self::Database(other),
        }
    }
}

impl From<Denied> for Fault {
    fn from(_: Denied) -> Self {
        Self::Missing
    }
}

impl From<Say> for Fault {
    fn from(say: Say) -> Self {
        Self::Refused(say)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(format!("stored JSON: {error}"))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(format!("I/O: {error}"))
    }
}

impl Fault {
    /// After how many seconds to come back, where that is known.
    #[must_use]
    pub const fn wait(&self) -> Option<i64> {
        match self {
            Self::TooMany(seconds) | Self::Busy(seconds) => Some(*seconds),
            Self::Away(_) | Self::Unsure(_) => Some(30),
            _ => None,
        }
    }

    /// A unique constraint was hit: two wrote the same thing.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(
            self,
            Self::Database(DieselError::DatabaseError(
                DatabaseErrorKind::UniqueViolation,
                _
            ))
        )
    }

    /// A foreign key stands against it: something else refers to what was to go.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        matches!(
            self,
            Self::Database(DieselError::DatabaseError(
                DatabaseErrorKind::ForeignKeyViolation,
                _
            ))
        )
    }

    /// Whether running the same transaction again can help: the database chose another
    /// first (40001), it was busy, or the connection broke before the commit.
    pub(super) fn is_worth_a_retry(&self) -> bool {
        let Self::Database(DieselError::DatabaseError(kind, info)) = self else {
            let broken = matches!(self, Self::Database(DieselError::BrokenTransactionManager));
            return broken || matches!(self, Self::Away(_));
        };
        // SQLite says this in English everywhere; PostgreSQL's codes are the kinds.
        matches!(kind, DatabaseErrorKind::SerializationFailure)
            || ["database is locked", "database table is locked"]
                .iter()
                .any(|text| info.message().contains(text))
    }

    /// Whether the database failed in a way of which only its words say what it was, and PostgreSQL says
    /// them in the language of its server: a deadlock (40P01), a lock or statement that took too long
    /// (55P03, 57014). Diesel hands on no code, so nothing is read from the words: such a write is
    /// tried again a few times, whatever it was.
    pub(super) fn is_nameless(&self) -> bool {
        matches!(
            self,
            Self::Database(DieselError::DatabaseError(DatabaseErrorKind::Unknown, _))
        )
    }
}
