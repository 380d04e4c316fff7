//! Setting the chamber up and changing it: pages for administrators, and the mark and the
//! charter for everybody.

pub mod access;
pub mod charter;
pub mod criteria;
pub mod first;
pub mod identity;
pub mod limits;
pub mod mail;
pub mod ranks;
pub mod seal;
pub mod signatory;
pub mod texts;
pub mod waits;
