//! What is done to an application: by the applicant (fill in, send, answer, withdraw, object) and by
//! the office (mark, return, accept, settle a duplicate, decide an objection).

pub mod applicant;
pub mod office;
pub mod papers;
pub mod send;
