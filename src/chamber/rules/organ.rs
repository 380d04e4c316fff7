//! The organs a charter knows.

use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// An organ that decides.
    #[derive(PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub stored enum Organ: key "chamber-organ-" {
        /// The board.
        Board = "board";
        /// The standing board, between meetings of the board.
        StandingBoard = "standing_board";
        /// The presidents' meeting.
        Presidents = "presidents";
    }
}
