//! Dues: the standards the assembly adopted, invoices, payments and what pays what, the prepaid
//! balance, the ledger, receipts. Membership says how somebody stands; here is why.

mod acts;
mod forms;
mod letters;
pub mod pages;
mod policy;
mod printed;
mod provider;
pub mod rules;
mod store;
mod waiting;
mod work;

pub use acts::bank;
pub use acts::first::begin;
pub use acts::leave::ended;
pub use acts::online::{begin as begin_online, note as note_online, run as online};
pub use acts::papers::{record_fiscal, upload_slip};
pub use acts::pay::receive;
pub use acts::relief::ask as ask_relief;
pub use acts::remind::batch as remind_batch;
pub use acts::renew::renew;
pub use acts::run::{Billing, start as start_run};
pub use acts::standards::{adopt, attach as attach_resolution};
pub use acts::statement::{self, BookingExact, Importing, Unbooking, UndoingImport};
pub use policy::{HandleDues, PayDues, SeeDues, Withdraw};
pub use store::due::first as due_first;
pub use store::early::{Early, booked_early};
pub use store::invoices::{of_company, open_of_company};
pub use store::papers::FiscalReceipt;
pub use store::quotes;
pub use waiting::{Task, waits_on};
pub use work::{runs, tasks};

/// Whether any standard was adopted.
pub fn has_standard(
    conn: &mut crate::platform::db::Conn,
) -> Result<bool, crate::platform::db::Fault> {
    Ok(!store::standards(conn)?.is_empty())
}
