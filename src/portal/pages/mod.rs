//! The public pages, one file each; what several of them show stands in `pieces`.

pub mod about;
pub mod board;
pub mod check;
pub mod directory;
pub mod home;
pub mod join;
pub mod my;
pub mod notices;
pub mod paper;
mod pieces;
pub mod plain;
