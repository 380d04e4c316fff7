//! Power in a write of a request.

use crate::kernel::Who;
use crate::platform::db::{Fault, Tx};
use crate::web::door::{Guest, Power};
use crate::web::site::ActorReader;

/// Power is asked for where it is used: a request may take minutes to come in whole, and its actor was read
/// from its head.
pub struct AsNow {
    read: ActorReader,
    asked: Vec<Power>,
}

impl AsNow {
    /// For a request, with what its handler asked for.
    ///
    /// # Errors
    /// If what it asked for is lost.
    pub fn of(guest: &Guest, read: ActorReader) -> Result<Self, Fault> {
        let asked = guest.asked()?;
        Ok(Self { read, asked })
    }

    /// Does it as whoever acts is now, with what they may do now.
    ///
    /// # Errors
    /// `Fault::Missing` if they may not any more, `Fault::SignIn` if their session is over.
    pub fn run<T>(
        &self,
        tx: &mut Tx,
        work: impl Fn(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let (who, now) = (tx.who().clone(), tx.now());
        let Some(before) = &who.actor else {
            return work(tx);
        };
        let actor = (self.read)(tx.conn(), before, now)?;
        if !self.asked.iter().all(|may| may(&actor)) {
            return Err(Fault::Missing);
        }
        let actor = Some(actor);
        work(&mut tx.told_as(&Who { actor, ..who }, now))
    }
}
