//! How often somebody may guess, and cause mails. Pure.

use crate::platform::limits::Limit;
use crate::words;

/// Wrong guesses per network address, at whatever account.
pub const SIGN_IN_PER_ADDRESS: Limit = Limit {
    hits: 60,
    seconds: 900,
};
/// Mails one address on the network may cause (sign-up, forgotten pass-phrase).
pub const MAILS_PER_ADDRESS: Limit = Limit {
    hits: 20,
    seconds: 3600,
};
const DAY: i64 = 24 * 3600;
/// Mails that one person, or one network, causes to one address.
pub const MAILS_TO_ONE_FROM_ONE: Limit = Limit {
    hits: 10,
    seconds: DAY,
};
/// Mails to one address whose reader may have asked for nothing, whoever causes them.
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

/// The network that an address belongs to, as far as one guesser may change it: all of an IPv4 address, the
/// first half of an IPv6 address.
#[must_use]
pub fn network(ip: &str) -> String {
    match ip.parse() {
        Ok(std::net::IpAddr::V6(v6)) => v6
            .to_ipv4_mapped()
            .map_or_else(|| hex::encode(&v6.octets()[..8]), |v4| v4.to_string()),
        _ => ip.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_stays_one_within_a_network() {
        assert_eq!(network("2001:db8:1:2::7"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::7"), network("2001:db8:1:3::7"));
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
    }
}
