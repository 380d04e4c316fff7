//! The texts of the chamber's papers: which kinds there are, which fields each can name, versions.

use crate::kernel::brand::Trilingual;
use crate::kernel::id::Id;
use crate::kernel::{Moment, Say};
use crate::say;

/// Marker for versions of a text.
pub enum TextKind {}
/// Id of a version of a text.
pub type TextId = Id<TextKind>;

/// A version of the text of one kind of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperText {
    /// Its id.
    pub id: TextId,
    /// What it is the text of.
    pub kind: Printed,
    /// Its number, from 1.
    pub number: i32,
    /// The text: a paragraph a line, small Markdown with fields like `{company}`.
    pub text: Trilingual,
    /// What changed against the one before, in words.
    pub changes: String,
    /// When it was published, UTC.
    pub published_at: Moment,
    /// By whom; empty for the text every chamber starts from.
    pub published_by: String,
}

/// A kind of paper whose text the chamber writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printed {
    /// The membership agreement.
    Agreement,
    /// The notice that a company is admitted.
    Notice,
    /// A member's certificate.
    Certificate,
    /// What directors read before they vote.
    Pack,
    /// The minutes of a vote.
    Minutes,
    /// The report of a site visit.
    Visit,
    /// All about one case.
    Dossier,
}

/// A field that a text can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name, as it stands in braces.
    pub name: &'static str,
    /// Whether it stands for tables and paragraphs, so that it needs a paragraph of its own.
    pub whole: bool,
    /// Whether the paper is not one without it.
    pub needed: bool,
}

impl Field {
    /// Key of what it stands for, in words.
    #[must_use]
    pub fn key(&self) -> String {
        format!("chamber-field-{}", self.name.replace('_', "-"))
    }
}

/// Words within a line.
const fn word(name: &'static str) -> Field {
    Field {
        name,
        whole: false,
        needed: false,
    }
}

/// Words that have to stand there.
const fn must(name: &'static str) -> Field {
    Field {
        name,
        whole: false,
        needed: true,
    }
}

/// Tables and paragraphs.
const fn whole(name: &'static str) -> Field {
    Field {
        name,
        whole: true,
        needed: false,
    }
}

/// Tables and paragraphs that have to stand there.
const fn core(name: &'static str) -> Field {
    Field {
        name,
        whole: true,
        needed: true,
    }
}

impl Printed {
    /// All kinds, in the order in which a case meets them.
    pub const ALL: [Self; 7] = [
        Self::Visit,
        Self::Pack,
        Self::Minutes,
        Self::Notice,
        Self::Agreement,
        Self::Certificate,
        Self::Dossier,
    ];

    /// Its word in addresses and in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Notice => "notice",
            Self::Certificate => "certificate",
            Self::Pack => "pack",
            Self::Minutes => "minutes",
            Self::Visit => "visit",
            Self::Dossier => "dossier",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Its name.
    #[must_use]
    pub fn in_words(self) -> Say {
        match self {
            Self::Agreement => say!("chamber-printed-agreement"),
            Self::Notice => say!("chamber-printed-notice"),
            Self::Certificate => say!("chamber-printed-certificate"),
            Self::Pack => say!("chamber-printed-pack"),
            Self::Minutes => say!("chamber-printed-minutes"),
            Self::Visit => say!("chamber-printed-visit"),
            Self::Dossier => say!("chamber-printed-dossier"),
        }
    }

    /// The fields its text can name.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a list: the fields of every kind")]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Agreement => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        word("credit_code"),
                        word("rank"),
                        word("dues"),
                        word("organ"),
                        word("decided_on"),
                        word("charter"),
                        word("conditions"),
                    ]
                }
            }
            Self::Notice => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        word("credit_code"),
                        word("number"),
                        word("rank"),
                        word("dues"),
                        word("organ"),
                        word("decided_on"),
                        word("charter"),
                        word("conditions"),
                    ]
                }
            }
            Self::Certificate => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        word("credit_code"),
                        word("rank"),
                        must("member_number"),
                        word("since"),
                        must("certificate"),
                        word("issued_on"),
                    ]
                }
            }
            Self::Pack => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        word("credit_code"),
                        word("number"),
                        word("rank"),
                        word("dues"),
                        word("organ"),
                        word("charter"),
                        core("recommendation"),
                        core("facts"),
                        whole("papers"),
                        whole("checklist"),
                        whole("review"),
                        whole("visit"),
                        core("interests"),
                        whole("note"),
                    ]
                }
            }
            Self::Minutes => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        word("number"),
                        word("rank"),
                        word("organ"),
                        word("round"),
                        word("opened_on"),
                        word("closed_on"),
                        must("result"),
                        core("attendance"),
                        core("recusals"),
                        core("arithmetic"),
                        whole("votes"),
                        core("signatures"),
                    ]
                }
            }
            Self::Visit => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        word("number"),
                        word("visited_on"),
                        word("place"),
                        core("visitors"),
                        core("findings"),
                        core("conclusion"),
                        whole("comments"),
                        whole("addenda"),
                        whole("photos"),
                        core("signatures"),
                    ]
                }
            }
            Self::Dossier => {
                const {
                    &[
                        word("chamber"),
                        must("company"),
                        must("number"),
                        word("rank"),
                        word("made_on"),
                        must("sha256"),
                        core("facts"),
                        core("files"),
                        whole("corrections"),
                        whole("review"),
                        whole("visit"),
                        whole("ballots"),
                        whole("agreement"),
                        core("history"),
                    ]
                }
            }
        }
    }

    /// The field of this name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own_and_names_no_field_twice() {
        for kind in Printed::ALL {
            assert_eq!(Printed::from_word(kind.word()), Some(kind));
            for (at, field) in kind.fields().iter().enumerate() {
                assert!(kind.fields()[..at].iter().all(|f| f.name != field.name));
            }
        }
        assert_eq!(Printed::from_word("poem"), None);
    }
}
