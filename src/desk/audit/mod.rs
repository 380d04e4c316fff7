//! The audit record to be read: who did what to which thing, when, from where and why, with
//! what it was before and after, and whether the chain still holds.

pub mod pages;
pub mod rules;
mod store;
