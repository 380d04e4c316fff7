//! Posted forms of the chamber's settings, read into clean values.

mod basics;
mod lists;
mod rows;

pub use basics::{
    CharterForm, LIMITS, PAPERS, change, charter, fill_identity, fill_limits, fill_mail_server,
    fill_route, first_admin, identity, limits, mail_server, route, signatory,
};
pub use lists::{criteria, fill_criteria, fill_ranks, ranks};
pub use rows::{Line, Rows};
