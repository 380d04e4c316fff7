//! Huiguan: a membership portal for chambers of commerce.

pub mod voting;
