//! Letters about motions that `ballots` doesn't write.

use crate::accounts;
use crate::motions::rules::{Motion, RESOLUTION};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Letter;
use crate::platform::outbox;
use crate::say;
use crate::voting::rules::Ballot;

/// To each who could vote in a round that was taken back: it was, why, and that there is nothing to do.
pub fn annulled(tx: &mut Tx, motion: &Motion, ballot: &Ballot, why: &str) -> Result<(), Fault> {
    let url = tx.link(&format!("/board/ballots/{}", ballot.id));
    for seat in ballot.entitled() {
        let to = accounts::recipient(tx.conn(), &seat.person)?;
        let subject = say!("motions-letter-annulled", title = ballot.title.as_str());
        let key = format!("{}:{}", ballot.id, seat.person);
        let letter = Letter::new("motions.annulled", &key, &to, subject)
            .about(RESOLUTION, &motion.id)
            .line(say!(
                "motions-letter-annulled-text",
                title = ballot.title.as_str(),
                number = motion.number.as_str()
            ))
            .quote(why)
            .line(say!("motions-letter-annulled-again"))
            .button(say!("motions-letter-annulled-open"), url.clone());
        outbox::post(tx, &letter)?;
    }
    Ok(())
}
