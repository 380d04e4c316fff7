//! In which manner a ballot is held: how the seats come together, and whether votes are named. One way of
//! each today; what a ballot was opened with stands in its row and in its digest, as these words.

use crate::words;

words! {
    /// How an organ comes together to vote.
    pub enum Method {
        /// Each seat answers by itself, in writing.
        Correspondence = "correspondence";
    }
}

words! {
    /// Whether anybody learns how a seat voted.
    pub enum Secrecy {
        /// After the close each seat's answer is listed.
        Named = "named";
    }
}
