//! Pages of a case's ballot: the office's of one case and of sittings, the reasons of a rejection,
//! and what lies with the papers.

pub mod desk;
pub mod enclosed;
mod extra;
pub mod reasons;
pub mod sitting;
