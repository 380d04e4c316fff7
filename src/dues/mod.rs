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

/// The periodic job kind that writes off what is left of gifts whose last day is over.
pub const EXPIRE: &str = "dues.expire";

/// The periodic job kind that sends what reminders are due.
pub const REMIND: &str = "dues.remind";

/// The periodic job kind that asks again about payments nobody is sure of.
pub const ONLINE: &str = "dues.online";

pub use acts::balance::expire;
pub use acts::bank;
pub use acts::bill::{begin, renew};
pub use acts::online::{begin as begin_online, note as note_online, run as online};
pub use acts::papers::{record_fiscal, upload_slip};
pub use acts::pay::receive;
pub use acts::relief::ask as ask_relief;
pub use acts::remind::{batch as remind_batch, run as remind};
pub use acts::run::{CARRY_ON, batch as run_batch, carry_on, carry_on_left, start as start_run};
/// The periodic job kind that carries on what was left.
pub const LEFT: &str = "dues.left";
pub use acts::standards::adopt;
pub use policy::{HandleDues, PayDues, SeeDues, Withdraw};
pub use store::invoices::{of_company, open_of_company};
pub use store::papers::FiscalReceipt;

/// Whether any standard was adopted.
pub fn has_standard(
    conn: &mut crate::platform::db::Conn,
) -> Result<bool, crate::platform::db::Fault> {
    Ok(!store::standards(conn)?.is_empty())
}
