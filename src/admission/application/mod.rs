//! The application: filled in step by step, checked for completeness, corrected, sent again.

pub mod rules;
