//! What is done to an application: by the applicant (fill in, send, answer, withdraw, object) and by
//! the office (mark, return, accept, settle a duplicate, decide an objection); and by the clock.

pub mod applicant;
pub mod bars;
pub mod clock;
pub mod early;
pub mod office;
pub mod papers;
pub mod send;
