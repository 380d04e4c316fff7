//! How often somebody may guess, and cause mails. Pure.

use crate::platform::limits::Limit;
use crate::words;

/// Wrong guesses per network address, at whatever account: three of each of two hundred people, so that a hall
/// behind one address signs in.
pub const WRONG_FROM_A_HALL: Limit = Limit {
    hits: 600,
    seconds: 900,
};
/// Wrong guesses per network address that no hall makes in a day. From there on it is one guesser.
pub const WRONG_IN_A_DAY: Limit = Limit {
    hits: 2400,
    seconds: DAY,
};
/// Wrong guesses of such a one.
pub const WRONG_FROM_A_GUESSER: Limit = Limit {
    hits: 60,
    seconds: 900,
};
/// Networks of one block that guess as much as they may before all of it waits.
pub const GUESSING_NETWORKS: i64 = 4;
/// Mails one address on the network may cause (sign-up, forgotten pass-phrase).
pub const MAILS_PER_ADDRESS: Limit = Limit {
    hits: 20,
    seconds: 3600,
};
/// The same of a block of networks that one customer may have, and many may share.
pub const MAILS_PER_BLOCK: Limit = Limit {
    hits: 80,
    seconds: 3600,
};
const DAY: i64 = 24 * 3600;
/// Mails that one person, one network, or one device that knows its person causes to one address.
pub const MAILS_TO_ONE_FROM_ONE: Limit = Limit {
    hits: 10,
    seconds: DAY,
};
/// The same of a block of networks: fewer than fill what strangers may cause to one address.
pub const MAILS_TO_ONE_FROM_BLOCK: Limit = Limit {
    hits: 20,
    seconds: DAY,
};
/// Mails to one address whose reader may have asked for nothing, by all strangers together; and the same by the
/// office, and of what follows from its acts.
pub const MAILS_TO_ONE: Limit = Limit {
    hits: 30,
    seconds: DAY,
};
/// Changes of address that one person may ask for.
pub const CHANGES_PER_PERSON: Limit = Limit {
    hits: 10,
    seconds: DAY,
};
/// Invitations that one person may send.
pub const INVITATIONS_PER_PERSON: Limit = Limit {
    hits: 60,
    seconds: DAY,
};
/// People whom one person may give an office to before they have an account.
pub const ENROLLED_PER_PERSON: Limit = Limit {
    hits: 400,
    seconds: DAY,
};
words! {
    /// What may be guessed at.
    pub enum GuessedAt {
        /// A pass-phrase.
        Passphrase = "passphrase";
        /// A one-time code, for which the pass-phrase was right: six digits, so fewer guesses.
        Code = "code";
    }
}

impl GuessedAt {
    /// Wrong guesses at one account from one network address or one device.
    #[must_use]
    pub const fn from_one_place(self) -> Limit {
        match self {
            Self::Passphrase => Limit {
                hits: 10,
                seconds: 900,
            },
            Self::Code => Limit {
                hits: 6,
                seconds: 600,
            },
        }
    }

    /// Wrong guesses at one account from anywhere but the devices that know it.
    #[must_use]
    pub const fn from_anywhere(self) -> Limit {
        match self {
            Self::Passphrase => Limit {
                hits: 100,
                seconds: 900,
            },
            Self::Code => Limit {
                hits: 20,
                seconds: 3600,
            },
        }
    }

    /// What stands on record of a wrong one.
    #[must_use]
    pub const fn wrong(self) -> &'static str {
        match self {
            Self::Passphrase => "accounts.passphrase.wrong",
            Self::Code => "accounts.code.wrong",
        }
    }
}
