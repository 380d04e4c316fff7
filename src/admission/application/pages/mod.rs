//! Pages of the application: the applicant's own, and the office's completeness check.

pub mod check;
pub mod early;
pub mod mine;
pub mod office;
pub mod own_case;
pub mod papers;
pub mod send;
mod sheet;
pub mod step;
