//! The office's day: what waits on the reader, by role, until when; where cases wait; how the
//! chamber grows; what happened last.

pub mod pages;
pub mod rules;
mod store;
