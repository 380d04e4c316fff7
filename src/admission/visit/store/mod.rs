//! Queries for visits: the plan and its visitors, the cards, the photos, signatures and addenda.

pub mod cards;
pub mod photos;
pub mod signing;
pub mod visits;
