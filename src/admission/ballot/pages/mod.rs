//! Pages of a case's ballot: the office's of one case and of sittings, and the reasons of a rejection.

pub mod desk;
mod extra;
pub mod reasons;
pub mod sitting;
