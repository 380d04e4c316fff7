//! Queries for applications: drafts, revisions, papers, consents, marks and correction lists.

pub mod check;
pub mod draft;
pub mod terms;
