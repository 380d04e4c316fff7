//! What is owed, what came, and which pays which: plain values and arithmetic in whole fen. Pure.

pub mod amount;
pub mod bank;
pub mod came;
pub mod examples;
pub mod found_by;
pub mod invoice;
pub mod ladder;
pub mod ledger;
pub mod lots;
pub mod online;
mod pay_to;
pub mod payment;
pub mod rank;
pub mod reference;
pub mod relief;
pub mod run;
pub mod standard;

pub use pay_to::PayTo;

use serde::{Deserialize, Serialize};

use crate::kernel::Fen;
use crate::kernel::id::Id;
use crate::platform::settings::Setting;

/// Marker for invoice ids.
pub enum InvoiceKindMark {}
/// Id of an invoice.
pub type InvoiceId = Id<InvoiceKindMark>;
/// Marker for credit notes.
pub enum NoteMark {}
/// Id of a credit note.
pub type NoteId = Id<NoteMark>;
/// Marker for payment ids.
pub enum PaymentMark {}
/// Id of a payment.
pub type PaymentId = Id<PaymentMark>;
/// Marker for standards of dues.
pub enum StandardMark {}
/// Id of a standard of dues.
pub type StandardId = Id<StandardMark>;
/// Marker for lots of the prepaid balance.
pub enum LotMark {}
/// Id of a lot.
pub type LotId = Id<LotMark>;
/// Marker for requests that wait for the president.
pub enum RequestMark {}
/// Id of a request.
pub type RequestId = Id<RequestMark>;
/// Marker for fiscal receipts.
pub enum FiscalMark {}
/// Id of a fiscal receipt.
pub type FiscalId = Id<FiscalMark>;
/// Marker for uploaded slips.
pub enum SlipMark {}
/// Id of a slip.
pub type SlipId = Id<SlipMark>;

/// Marker for bank statements.
pub enum StatementMark {}
/// Id of a bank statement.
pub type StatementId = Id<StatementMark>;
/// Marker for lines of a bank statement.
pub enum LineMark {}
/// Id of a line of a bank statement.
pub type LineId = Id<LineMark>;

/// Marker for tries to pay online.
pub enum AttemptMark {}
/// Id of a try to pay online.
pub type AttemptId = Id<AttemptMark>;

/// How dues are asked for and who may let go of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DuesRules {
    /// To whom money is transferred.
    pub payee: String,
    /// The chamber's bank.
    pub bank: String,
    /// Its account there.
    pub account: String,
    /// Days from issuing to the day an invoice falls due.
    pub due_days: i64,
    /// Up to this a treasurer waives alone; above it the president decides.
    pub waive_limit: Fen,
    /// Up to this a treasurer grants instalments alone.
    pub instalment_limit: Fen,
    /// The largest amount that is taken for true: what is more is a slip of the pen.
    pub largest: Fen,
    /// Most parts an invoice is paid in.
    pub most_parts: i64,
    /// Days from the day something falls due on which it is reminded of; ascending.
    pub ladder: Vec<i64>,
}

impl Default for DuesRules {
    fn default() -> Self {
        Self {
            payee: String::new(),
            bank: String::new(),
            account: String::new(),
            due_days: 30,
            waive_limit: Fen(100_000),
            instalment_limit: Fen(2_000_000),
            largest: Fen(10_000_000_000),
            most_parts: 12,
            ladder: vec![-30, 0, 30, 44, 49],
        }
    }
}

impl Setting for DuesRules {
    const KEY: &'static str = "dues";
}
