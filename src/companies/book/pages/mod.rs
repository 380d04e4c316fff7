//! A company's contacts: its own pages, those of the office, and cards for a phone.

pub mod cards;
pub mod desk;
pub mod own;
mod shown;
