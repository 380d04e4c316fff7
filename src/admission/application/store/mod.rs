//! Queries for applications: drafts, revisions, papers, marks and correction lists.

pub mod check;
pub mod draft;
pub mod named;
pub mod terms;
