//! Invoices, credit notes and receipts on paper, from what is on record; who may have them is asked
//! before.
//!
//! ```ignore
//! let made = printed::invoice(conn, &head, (view.lang(), now), &id)?;
//! letterhead::hand_out(&press, made.paper, &made.name()).await
//! ```

mod blocks;
mod invoice;
mod note;
mod receipt;
#[cfg(test)]
mod tests;

pub use blocks::Made;
pub use invoice::invoice;
pub use note::note;
pub use receipt::receipt;
