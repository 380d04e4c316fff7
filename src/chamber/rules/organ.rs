//! The organs a charter knows.

use serde::{Deserialize, Serialize};

use crate::kernel::Say;
use crate::say;

/// An organ that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organ {
    /// The board.
    Board,
    /// The standing board, between meetings of the board.
    StandingBoard,
    /// The presidents' meeting.
    Presidents,
}

impl Organ {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Board, Self::StandingBoard, Self::Presidents];

    /// The word in the database, in URLs and in a route's `body`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::StandingBoard => "standing_board",
            Self::Presidents => "presidents",
        }
    }

    /// The organ with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.word() == word)
    }

    /// Its name.
    #[must_use]
    pub fn in_words(self) -> Say {
        match self {
            Self::Board => say!("chamber-organ-board"),
            Self::StandingBoard => say!("chamber-organ-standing-board"),
            Self::Presidents => say!("chamber-organ-presidents"),
        }
    }
}
