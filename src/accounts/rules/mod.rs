//! What holds for accounts: pass-phrases, session life, one-time links. Pure.

mod limits;

pub use limits::{
    CHANGES_PER_PERSON, ENROLLED_PER_PERSON, GUESSING_NETWORKS, GuessedAt, INVITATIONS_PER_PERSON,
    MAILS_PER_ADDRESS, MAILS_PER_BLOCK, MAILS_TO_ONE, MAILS_TO_ONE_FROM_BLOCK,
    MAILS_TO_ONE_FROM_ONE, WRONG_FROM_A_GUESSER, WRONG_FROM_A_HALL, WRONG_IN_A_DAY,
};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Lang, Moment, Powers, Role, Say};
use crate::platform::settings::Setting;
use crate::say;
use crate::words;

/// Marker for session ids.
pub enum Session {}
/// Id of a session (not the token in the cookie).
pub type SessionId = Id<Session>;

/// Shortest pass-phrase, in characters.
pub const PASSPHRASE_MIN: usize = 10;
/// Longest, in characters: argon2 reads it all.
pub const PASSPHRASE_MAX: usize = 200;

/// A session ends this long after it was last used.
pub const SESSION_IDLE: TimeDelta = TimeDelta::days(14);
/// The same for who must use a second factor.
pub const SESSION_IDLE_GUARDED: TimeDelta = TimeDelta::hours(12);
/// A session ends this long after sign-in, used or not.
pub const SESSION_MOST: TimeDelta = TimeDelta::days(60);
/// How often the last use of a session is written down.
pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// How long a proof of who somebody is holds for what asks for one; a sign-in is one.
pub const PROOF_LIFE: TimeDelta = TimeDelta::minutes(10);

/// How long a draft that was written before its writer's address is confirmed stays after its last change.
pub const EARLY_LIFE: TimeDelta = TimeDelta::days(14);

/// Judges a new pass-phrase: its length, and how fast it would be guessed (zxcvbn, which
/// also knows what the person's own name and address give away). Scores 0 to 4; 2 is enough.
pub fn judge_passphrase(phrase: &str, own: &[&str]) -> Result<(), Say> {
    let n = phrase.chars().count();
    if n < PASSPHRASE_MIN {
        return Err(say!("accounts-passphrase-short", min = PASSPHRASE_MIN));
    }
    if n > PASSPHRASE_MAX {
        return Err(say!("accounts-passphrase-long", max = PASSPHRASE_MAX));
    }
    if u8::from(zxcvbn::zxcvbn(phrase, own).score()) < 2 {
        return Err(say!("accounts-passphrase-weak"));
    }
    Ok(())
}

/// When a session of this age and last use ends; `guarded` for who must use a second factor.
#[must_use]
pub fn session_end(created: Moment, seen: Moment, guarded: bool) -> Moment {
    let idle = match guarded {
        true => SESSION_IDLE_GUARDED,
        false => SESSION_IDLE,
    };
    (seen + idle).min(created + SESSION_MOST)
}

/// A browser and its system in two words, out of its own long description: `Chrome · Android`.
/// `None` where nothing is recognised.
#[must_use]
pub fn device(agent: &str) -> Option<String> {
    // The order matters: most browsers also call themselves the ones below them.
    const BROWSERS: [(&str, &str); 8] = [
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let find = |list: &[(&str, &'static str)]| {
        list.iter()
            .find(|(sign, _)| agent.contains(sign))
            .map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser} · {system}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

words! {
    /// What a one-time link is for.
    pub enum LinkKind {
        /// Confirm the address of a new account.
        Confirm = "confirm";
        /// Choose a new pass-phrase.
        Reset = "reset";
        /// Confirm a new address for an account.
        ChangeEmail = "change_email";
        /// Join as staff or for a company.
        Invitation = "invitation";
        /// Stop a change of address and void it; goes to the old one.
        KeepEmail = "keep_email";
        /// The pass-phrase was right; the second factor is still to come.
        SecondFactor = "second_factor";
    }
}

impl LinkKind {
    /// What is void once a person has another pass-phrase or address: ways in that were begun before. A link
    /// that keeps an address isn't, or whoever took the account would be rid of it.
    pub const OF_OLD_PASSPHRASE: &[Self] = &[
        Self::Confirm,
        Self::Reset,
        Self::ChangeEmail,
        Self::SecondFactor,
    ];

    /// How long the link works.
    #[must_use]
    pub const fn life(self) -> TimeDelta {
        match self {
            Self::Confirm | Self::ChangeEmail => TimeDelta::days(2),
            Self::Reset => TimeDelta::hours(2),
            Self::KeepEmail => TimeDelta::days(7),
            Self::Invitation => TimeDelta::days(14),
            Self::SecondFactor => TimeDelta::minutes(10),
        }
    }
}

/// What was typed at a sign-up. It stands with its own link until the address is proved, and makes
/// no account before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// Name.
    pub name: String,
    /// The language of the page it was typed on.
    pub lang: Option<Lang>,
    /// Argon2id.
    pub password_hash: String,
    /// SHA-256 of the secret that the browser keeps where it was typed; empty for one typed before
    /// browsers were given any.
    pub browser: String,
    /// The page of the portal that they were on their way to; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next: String,
}

/// A page of the accounts' from which one goes on to `next`; an empty one is left out.
#[must_use]
pub fn onward(path: &str, next: &str) -> String {
    match next {
        "" => path.to_owned(),
        next => {
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("{path}?next={next}")
        }
    }
}

/// What an invitation gives whoever accepts it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Grant {
    /// Roles in the chamber.
    pub roles: Vec<Role>,
    /// A company to act for: its id, its name as it was, the person's post, the powers.
    pub company: Option<CompanyGrant>,
    /// The page of the portal where whoever accepts it goes on; their own page if it says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The seat that is theirs already, as it is called: accepting only makes the account they use it with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
}

/// The company part of a [`Grant`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyGrant {
    /// Which company.
    pub id: CompanyId,
    /// Its name when the invitation was written.
    pub name: String,
    /// The person's post there.
    pub post: String,
    /// What they may do for it.
    pub powers: Powers,
}

/// Who must use a second factor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Access {
    /// Holders of any of these roles.
    pub second_factor_roles: Vec<Role>,
}

/// Whoever sets an instance up, keeps its money or signs for it.
const TRUSTED: [Role; 3] = [Role::Admin, Role::President, Role::Treasurer];

impl Access {
    /// What a new instance begins with.
    #[must_use]
    pub fn of_new_instance() -> Self {
        Self {
            second_factor_roles: TRUSTED.to_vec(),
        }
    }

    /// Whether somebody whom much is trusted to may do without a second factor.
    #[must_use]
    pub fn is_open(&self) -> bool {
        TRUSTED.iter().any(|role| !self.demands(&[*role]))
    }

    /// Whether somebody with these roles must use a second factor.
    #[must_use]
    pub fn demands(&self, roles: &[Role]) -> bool {
        let demanded = |role: &Role| self.second_factor_roles.contains(role);
        roles.iter().any(demanded)
    }
}

impl Setting for Access {
    const KEY: &'static str = "access";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_device_is_named_by_what_it_is_not_by_what_it_claims() {
        let phone = "Mozilla/5.0 (Linux; Android 14; V2) AppleWebKit/537.36 Chrome/120.0 Mobile \
                     Safari/537.36 MicroMessenger/8.0";
        assert_eq!(device(phone).as_deref(), Some("WeChat · Android"));
        assert_eq!(device("curl/8.0"), None);
    }

    #[test]
    fn a_pass_phrase_made_of_ones_own_name_is_refused() {
        assert!(judge_passphrase("liwei@example.com", &["liwei@example.com"]).is_err());
        assert!(judge_passphrase("1234567890", &[]).is_err());
        assert!(judge_passphrase("短", &[]).is_err());
        assert!(judge_passphrase("vermilion seal on paper", &[]).is_ok());
    }

    #[test]
    fn an_instance_is_open_until_each_who_is_trusted_with_much_needs_a_second_factor() {
        assert!(Access::default().is_open());
        let mut access = Access::of_new_instance();
        assert!(!access.is_open());
        access
            .second_factor_roles
            .retain(|role| *role != Role::Treasurer);
        assert!(access.is_open());
    }

    proptest! {
        #[test]
        fn no_session_outlives_sixty_days(used_after in 0i64..200) {
            let start = chrono::DateTime::UNIX_EPOCH.naive_utc();
            for guarded in [false, true] {
                let end = session_end(start, start + TimeDelta::days(used_after), guarded);
                prop_assert!(end <= start + SESSION_MOST);
            }
        }
    }
}
