//! Wrong guesses slow whoever guesses, not whose account it is: they count for the account from one place,
//! well above for the account from anywhere, and, far above what a hall full of people mistypes, for the
//! place. A device on which its person signed in before counts by itself, so what strangers do shuts nobody
//! out. What was right doesn't count.

use super::{did, short};
use crate::accounts::rules::{
    GUESSING_NETWORKS, GuessedAt, WRONG_FROM_A_GUESSER, WRONG_FROM_A_HALL, WRONG_IN_A_DAY,
};
use crate::accounts::store::people::PersonRow;
use crate::kernel::id::PersonId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::limits::{self, block, network};

/// A try to prove who somebody is.
#[derive(Debug, Clone)]
pub struct Guess {
    at: GuessedAt,
    account: String,
    device: Option<String>,
}

impl Guess {
    /// At the pass-phrase of the account with this address, from a device that it knows or not.
    #[must_use]
    pub fn at_passphrase(email: &str, device: Option<String>) -> Self {
        let (at, account) = (GuessedAt::Passphrase, short(email));
        Self {
            at,
            account,
            device,
        }
    }

    /// At a person's one-time code.
    #[must_use]
    pub fn at_code(person: &PersonId, device: Option<String>) -> Self {
        let (at, account) = (GuessedAt::Code, short(person.as_str()));
        Self {
            at,
            account,
            device,
        }
    }

    fn anywhere(&self) -> String {
        format!("{}:{}", self.at.word(), self.account)
    }

    fn here(&self, tx: &Tx) -> String {
        let place = match &self.device {
            Some(device) => format!("device:{}", short(device)),
            None => format!("network:{}", short(&network(&tx.who().ip))),
        };
        format!("{}:{place}", self.anywhere())
    }

    /// What is counted for the network, and for the block of networks that it is of: in a quarter of an hour, in a
    /// day, and for how many networks.
    fn networks(tx: &Tx) -> Vec<(String, String, i64)> {
        let ip = &tx.who().ip;
        let block = block(ip).map(|block| (block, GUESSING_NETWORKS));
        let all = std::iter::once((network(ip), 1)).chain(block);
        let buckets = |(from, times): (String, i64)| {
            let from = short(&from);
            let bucket = |span| format!("guesses:{span}:{from}");
            (bucket("network"), bucket("day"), times)
        };
        all.map(buckets).collect()
    }

    /// Whether this network, or its block, guessed so often that all its unknown devices wait; the seconds they do.
    fn crowd(tx: &mut Tx) -> Result<Result<(), i64>, Fault> {
        for (short, long, times) in Self::networks(tx) {
            let limit = match limits::look(tx, &long, WRONG_IN_A_DAY.times(times))? {
                Ok(()) => WRONG_FROM_A_HALL,
                Err(_) => WRONG_FROM_A_GUESSER,
            };
            if let Err(wait) = limits::look(tx, &short, limit.times(times))? {
                return Ok(Err(wait));
            }
        }
        Ok(Ok(()))
    }

    /// Counts a try before it is known whether it is right, so that many at the same time are counted too.
    /// The inner error is the number of seconds to wait; who has to is not counted any further.
    pub fn begin(&self, tx: &mut Tx) -> Result<Result<(), i64>, Fault> {
        let here = self.here(tx);
        if let Err(wait) = limits::look(tx, &here, self.at.from_one_place())? {
            return Ok(Err(wait));
        }
        if self.device.is_none() {
            let crowd = Self::crowd(tx)?;
            let all = limits::look(tx, &self.anywhere(), self.at.from_anywhere())?;
            if let Err(wait) = crowd.and(all) {
                return Ok(Err(wait));
            }
            limits::hit(tx, &self.anywhere(), self.at.from_anywhere())?.ok();
        }
        limits::hit(tx, &here, self.at.from_one_place())
    }

    /// It was right: nothing stays of it.
    pub fn right(&self, tx: &mut Tx) -> Result<(), Fault> {
        let here = self.here(tx);
        limits::clear(tx, &here)?;
        if self.device.is_none() {
            limits::give_back(tx, &self.anywhere())?;
        }
        Ok(())
    }

    /// It was never looked at: it doesn't count.
    pub fn unseen(&self, tx: &mut Tx) -> Result<(), Fault> {
        let here = self.here(tx);
        limits::give_back(tx, &here)?;
        match self.device {
            Some(_) => Ok(()),
            None => limits::give_back(tx, &self.anywhere()),
        }
    }

    /// It was wrong, which stands on record without what was typed.
    pub fn wrong(&self, tx: &mut Tx, whose: Option<&PersonRow>) -> Result<(), Fault> {
        if self.device.is_none() {
            for (short, long, times) in Self::networks(tx) {
                limits::hit(tx, &short, WRONG_FROM_A_HALL.times(times))?.ok();
                limits::hit(tx, &long, WRONG_IN_A_DAY.times(times))?.ok();
            }
        }
        let entry = match whose {
            Some(person) => did(&person.id, self.at.wrong()),
            None => Entry::on("sign_in", "unknown").did(self.at.wrong()),
        };
        audit::record(tx, entry)
    }
}

/// Whoever proved the address by mail begins anew: what was guessed at the account is forgotten.
pub fn forget(tx: &mut Tx, person: &PersonRow) -> Result<(), Fault> {
    let (email, id) = (&person.email, &person.id);
    for guess in [Guess::at_passphrase(email, None), Guess::at_code(id, None)] {
        limits::clear_all(tx, &guess.anywhere())?;
    }
    Ok(())
}
