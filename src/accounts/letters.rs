//! The mails of accounts.

use crate::kernel::{Role, Say};
use crate::platform::letter::{Letter, Recipient};
use crate::say;

/// Confirm the address of a new account.
pub fn confirm(to: &Recipient, key: &str, url: String) -> Letter {
    Letter::new(
        "accounts.confirm",
        key,
        to,
        say!("accounts-letter-confirm-subject"),
    )
    .line(say!("accounts-letter-confirm-text"))
    .button(say!("accounts-letter-confirm-button"), url)
    .line(say!("accounts-letter-ignore"))
}

/// Someone signed up with an address that has an account.
pub fn already_here(to: &Recipient, key: &str, sign_in: String) -> Letter {
    Letter::new(
        "accounts.already",
        key,
        to,
        say!("accounts-letter-already-subject"),
    )
    .line(say!("accounts-letter-already-text"))
    .button(say!("accounts-letter-already-button"), sign_in)
    .line(say!("accounts-letter-ignore"))
}

/// Choose a new pass-phrase.
pub fn reset(to: &Recipient, key: &str, url: String) -> Letter {
    Letter::new(
        "accounts.reset",
        key,
        to,
        say!("accounts-letter-reset-subject"),
    )
    .line(say!("accounts-letter-reset-text"))
    .button(say!("accounts-letter-reset-button"), url)
    .line(say!("accounts-letter-ignore"))
}

/// Confirm a new address; goes to the new one.
pub fn change_email(to: &Recipient, key: &str, url: String) -> Letter {
    Letter::new(
        "accounts.change_email",
        key,
        to,
        say!("accounts-letter-change-subject"),
    )
    .line(say!("accounts-letter-change-text"))
    .button(say!("accounts-letter-change-button"), url)
    .line(say!("accounts-letter-ignore"))
}

/// Somebody asked for a change of address; goes to the one there is, with the link that stops it.
pub fn change_asked(to: &Recipient, key: &str, new: &str, keep: String) -> Letter {
    Letter::new(
        "accounts.change_asked",
        key,
        to,
        say!("accounts-letter-asked-subject"),
    )
    .line(say!("accounts-letter-asked-text", email = new))
    .button(say!("accounts-letter-keep-button"), keep)
}

/// The account's address was changed; goes to the old one, with the link that takes it back.
pub fn email_changed(to: &Recipient, key: &str, new: &str, keep: String) -> Letter {
    Letter::new(
        "accounts.email_changed",
        key,
        to,
        say!("accounts-letter-changed-subject"),
    )
    .line(say!("accounts-letter-changed-text", email = new))
    .button(say!("accounts-letter-keep-button"), keep)
}

/// Something about signing in was changed: the pass-phrase, the second factor.
pub fn notice(key: &str, what: Say) -> Letter {
    Letter::to_several(
        "accounts.notice",
        key,
        say!("accounts-letter-notice-subject"),
    )
    .line(what)
    .line(say!("accounts-letter-notice-text"))
}

/// Power was given, or who signs, counts or signs in was changed: what, and the roles it is about.
pub fn power(key: &str, what: Say, roles: &[Role]) -> Letter {
    let letter = Letter::to_several("accounts.power", key, say!("accounts-letter-power-subject"));
    let role = |role: &Role| Say {
        key: format!("web-role-{}", role.word()).into(),
        args: vec![],
    };
    let letter = roles.iter().map(role).fold(letter.line(what), Letter::item);
    letter.line(say!("accounts-letter-power-text"))
}

/// To whose account was closed.
pub fn closed(key: &str, what: Say) -> Letter {
    Letter::to_several(
        "accounts.power",
        key,
        say!("accounts-letter-closed-subject"),
    )
    .line(what)
    .line(say!("accounts-letter-closed-text"))
}

/// An invitation: as staff, or to act for a company; `by` is empty where the reader is not to read a stranger's
/// words.
pub fn invitation(
    to: &Recipient,
    key: &str,
    by: &str,
    company: Option<&str>,
    url: String,
) -> Letter {
    let text = match company {
        Some(company) if by.is_empty() => {
            say!("accounts-letter-invite-for-company", company = company)
        }
        Some(company) => say!("accounts-letter-invite-company", by = by, company = company),
        None => say!("accounts-letter-invite-staff", by = by),
    };
    Letter::new(
        "accounts.invitation",
        key,
        to,
        say!("accounts-letter-invite-subject"),
    )
    .line(text)
    .button(say!("accounts-letter-invite-button"), url)
    .line(say!("accounts-letter-invite-life"))
}
