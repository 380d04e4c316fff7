//! Money that is to be written down. Pure.

use super::InvoiceId;
use super::ledger::Method;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen};
use crate::words;

words! {
    /// What moved, in the payments as a file.
    pub enum Moved: key "dues-payment-is-" {
        /// Money that came.
        Came = "came";
        /// One that was taken back.
        Reversal = "reversal";
        /// Balance that was paid back.
        Refund = "refund";
    }
}

/// Money that came.
#[derive(Debug, Clone)]
pub struct NewPayment {
    /// What makes it the same event when it is told again.
    pub key: String,
    /// Whose.
    pub company: CompanyId,
    /// How.
    pub method: Method,
    /// How much.
    pub amount: Fen,
    /// When.
    pub received_on: Day,
    /// Who paid, as the bank says; may be empty.
    pub payer: String,
    /// From which account; may be empty.
    pub payer_account: String,
    /// Anything beside it.
    pub note: String,
    /// What it pays first, in order.
    pub to: Vec<(InvoiceId, Fen)>,
    /// Whether what is left pays whatever else is owed, the oldest first; else it stays balance.
    pub spread: bool,
}
