//! The texts of the chamber's papers: which kinds there are, which fields each can name, versions.

use crate::kernel::Moment;
use crate::kernel::brand::Trilingual;
use crate::kernel::id::Id;
use crate::words;

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

words! {
    /// A kind of paper whose text the chamber writes.
    #[derive(PartialOrd, Ord)]
    pub enum Printed: key "chamber-printed-" {
        /// The report of a site visit.
        Visit = "visit";
        /// What directors read before they vote.
        Pack = "pack";
        /// The minutes of a vote.
        Minutes = "minutes";
        /// The notice that a company is admitted.
        Notice = "notice";
        /// The membership agreement.
        Agreement = "agreement";
        /// A member's certificate.
        Certificate = "certificate";
        /// All about one case.
        Dossier = "dossier";
    }
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

const fn field(name: &'static str, whole: bool, needed: bool) -> Field {
    Field {
        name,
        whole,
        needed,
    }
}

/// Words within a line.
const fn word(name: &'static str) -> Field {
    field(name, false, false)
}

/// Words that have to stand there.
const fn must(name: &'static str) -> Field {
    field(name, false, true)
}

/// Tables and paragraphs.
const fn whole(name: &'static str) -> Field {
    field(name, true, false)
}

/// Tables and paragraphs that have to stand there.
const fn core(name: &'static str) -> Field {
    field(name, true, true)
}

impl Printed {
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
                        word("until"),
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
