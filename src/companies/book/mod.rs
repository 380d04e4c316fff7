//! The contact book: by whom a company is reached and for what, whether or not they have an account; what
//! the office talked about with them; and what use of their data they agreed to.
//!
//! ```ignore
//! book::contacts_for(conn, &company, About::Dues)?  // who is asked about dues, with fall-back
//! book::has_consented(conn, Giver::Contact(&id), Purpose::Notices)?
//! ```

mod acts;
mod forms;
pub mod pages;
mod policy;
pub mod rules;
mod store;

pub use acts::calls::note as note_call;
pub use acts::consents::{give, take_back, take_back_all, take_back_of_case};
pub use acts::contacts::{bring, unbring};
pub use forms::call as call_form;
pub use policy::NoteCalls;
pub use store::calls::of_company as calls;
pub use store::consents::{adopt, has_consented, of_case as consents_of_case};
pub use store::contacts::{found_by, of_companies, of_company};
pub use store::reach::{Reach, contacts_for};
