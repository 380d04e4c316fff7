//! The mailbox: every mail the portal wrote, whether it went out, and what it says. In the
//! demo it is everybody's inbox.

mod acts;
pub mod pages;
pub mod rules;
mod store;
