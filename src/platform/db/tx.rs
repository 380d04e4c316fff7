//! A write as what does it sees it.

use diesel::connection::SimpleConnection;

use super::conn::Conn;
use super::fault::Fault;
use super::watch;
use crate::kernel::{Actor, Moment, Who};

/// A write in progress: the connection inside its transaction, the time, and who acts.
pub struct Tx<'a> {
    pub(super) conn: &'a mut Conn,
    pub(super) now: Moment,
    pub(super) who: &'a Who,
    pub(super) public_url: &'a str,
}

impl Tx<'_> {
    /// The connection, for `store` functions.
    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// Housekeeping: what `work` changes makes nothing wrong that was read before and is kept, so it
    /// raises no number.
    pub fn quietly<T>(&mut self, work: impl FnOnce(&mut Conn) -> T) -> T {
        watch::unseen(self.conn, work)
    }

    /// The time of this transaction, UTC.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Who acts, and from where.
    #[must_use]
    pub fn who(&self) -> &Who {
        self.who
    }

    /// The signed-in person who acts; without one the act is not for the asker.
    pub fn actor(&self) -> Result<&Actor, Fault> {
        self.who.actor.as_ref().ok_or(Fault::Missing)
    }

    /// The same write, told as if `who` did the next part of it at `now`: for made-up stories.
    pub fn told_as<'b>(&'b mut self, who: &'b Who, now: Moment) -> Tx<'b> {
        Tx {
            conn: self.conn,
            now,
            who,
            public_url: self.public_url,
        }
    }

    /// A part of the write that is undone by itself if it fails.
    ///
    /// # Errors
    /// What `work` failed with.
    pub fn part<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.conn.batch_execute("SAVEPOINT part")?;
        let result = work(self);
        let end = match result {
            Ok(_) => "RELEASE part",
            Err(_) => "ROLLBACK TO part; RELEASE part",
        };
        let ended = self.conn.batch_execute(end);
        let value = result?;
        ended?;
        Ok(value)
    }

    /// The full address of a path of this portal, for mails.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}
