//! The public site: what the chamber is, what members get, dues in the open, how to join,
//! who the members are. Whole views only: it keeps nothing and decides nothing.

mod figures;
pub mod pages;
