//! States of a job. Pure.

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waits for its time or for a worker.
    Queued,
    /// A worker holds it.
    Running,
    /// Given up after too many tries.
    Failed,
    /// Done.
    Done,
}

impl State {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Failed, Self::Running, Self::Queued, Self::Done];

    /// The word in the database and in URLs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Failed => "failed",
            Self::Done => "done",
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
            Self::Queued => "desk-jobs-queued",
            Self::Running => "desk-jobs-running",
            Self::Failed => "desk-jobs-failed",
            Self::Done => "desk-jobs-done",
        }
    }

    /// Tone of its badge.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Queued => "ochre",
            Self::Running => "blue",
            Self::Failed => "red",
            Self::Done => "jade",
        }
    }
}
