//! What is true of a company whoever looks: how it describes itself, how it is reached, who may do what for it.
//!
//! Pure: no query, no page, no clock.

mod choices;
mod contact;
mod people;
mod profile;

pub use choices::{Currency, Industry, LegalForm, RevenueBand, StaffBand};
pub use contact::{Odd, email, in_ten_thousands, phone, ten_thousands, website};
pub use people::{LETTERS_TO_STRANGERS, Power, may_change, say_code};
pub use profile::Profile;
