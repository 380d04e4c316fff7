//! The public pages, a person's home and a director's ballots, one file each; what several of the
//! public ones show stands in `pieces`.

pub mod about;
pub mod check;
pub mod directory;
pub mod home;
pub mod join;
pub mod my;
pub mod notices;
pub mod paper;
mod pieces;
pub mod plain;
