//! What administrators do to the chamber: publish, set, and set the instance up in the first
//! place. Each a permission, a rule, a change and its audit row in one write.

pub mod first;
pub mod mail;
pub mod opening;
pub mod publish;
pub mod seal;
pub mod set;
pub mod texts;
pub mod waits;
