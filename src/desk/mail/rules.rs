//! States of a mail and the links inside its text. Pure.

/// How a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waits to be sent.
    Queued,
    /// The mail server is being given it.
    Sending,
    /// The mail server took it.
    Sent,
    /// The mail server refused it for good.
    Failed,
    /// The portal stopped while sending: nobody knows whether it went out.
    Uncertain,
    /// Made-up mail of the demo; never sent.
    Kept,
}

impl State {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Failed,
        Self::Uncertain,
        Self::Kept,
    ];

    /// The word in the database and in URLs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
            Self::Kept => "kept",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// Message key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Queued => "desk-mail-queued",
            Self::Sending => "desk-mail-sending",
            Self::Sent => "desk-mail-sent",
            Self::Failed => "desk-mail-failed",
            Self::Uncertain => "desk-mail-uncertain",
            Self::Kept => "desk-mail-kept",
        }
    }

    /// Tone of its badge.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Queued => "ochre",
            Self::Sending => "blue",
            Self::Sent => "jade",
            Self::Failed | Self::Uncertain => "red",
            Self::Kept => "ink",
        }
    }

    /// Whether a person may decide to send it once more.
    #[must_use]
    pub const fn may_go_again(self) -> bool {
        matches!(self, Self::Failed | Self::Uncertain)
    }
}

/// Letters that carry a key meant for one person alone: a link that signs them in, a code that
/// signs for them. Whoever could read these in the mailbox could act as that person.
const PERSONAL: [&str; 5] = [
    "accounts.change_email",
    "accounts.confirm",
    "accounts.invitation",
    "accounts.reset",
    "agreement.code",
];

/// Whether nobody but the receiver may read a letter of this kind.
#[must_use]
pub fn is_personal(kind: &str) -> bool {
    PERSONAL.contains(&kind)
}

/// A piece of a mail's plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A web address, to be clicked.
    Link(String),
}

/// The text cut at its web addresses. An address ends at white space or at a character that
/// our own addresses never contain, so that Chinese punctuation after one isn't part of it.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = vec![];
    let mut rest = text;
    while let Some(at) = start_of_link(rest) {
        let (before, after) = rest.split_at(at);
        let part = |c: char| c.is_ascii_graphic() && !"<>\"'`(){}|\\^".contains(c);
        let end = after.find(|c| !part(c)).unwrap_or(after.len());
        let (link, left) = after.split_at(end);
        let link_only = link.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        if !before.is_empty() {
            found.push(Piece::Words(before.to_owned()));
        }
        found.push(Piece::Link(link_only.to_owned()));
        let tail = link.get(link_only.len()..).unwrap_or("");
        if !tail.is_empty() {
            found.push(Piece::Words(tail.to_owned()));
        }
        rest = left;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_owned()));
    }
    found
}

fn start_of_link(text: &str) -> Option<usize> {
    match (text.find("https://"), text.find("http://")) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_in_a_text_can_be_clicked_and_nothing_else_can() {
        let found = pieces("请打开：\nhttp://a.cn/x?y=1。再见 javascript:alert(1)");
        assert_eq!(found[1], Piece::Link("http://a.cn/x?y=1".into()));
        assert_eq!(
            found.iter().filter(|p| matches!(p, Piece::Link(_))).count(),
            1
        );
        assert_eq!(pieces("See https://a.cn/b.")[2], Piece::Words(".".into()));
    }

    #[test]
    fn a_key_for_one_person_is_for_that_person_alone() {
        assert!(is_personal("accounts.reset") && is_personal("agreement.code"));
        assert!(!is_personal("admission.received"));
    }

    #[test]
    fn every_state_is_known_by_its_word() {
        assert!(
            State::ALL
                .iter()
                .all(|s| State::parse(s.word()) == Some(*s))
        );
    }

    proptest! {
        #[test]
        fn no_letter_of_a_text_is_lost(text in "(\\PC|http://|https://|\n){0,60}") {
            let whole: String = pieces(&text)
                .into_iter()
                .map(|p| match p { Piece::Words(t) | Piece::Link(t) => t })
                .collect();
            prop_assert_eq!(whole, text);
        }
    }
}
