//! What a line of a statement is, as far as the bank says so. Pure.

use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// What a line is.
    #[derive(Default, Serialize, Deserialize)]
    pub stored enum What {
        /// Money that came in or went out.
        #[default]
        Plain = "plain";
        /// What the bank kept of a batch that came in, or took beside one that went out.
        Charge = "charge";
        /// An earlier line that the bank took back: a receipt, or what went out.
        Return = "return";
    }
}
