//! Pages of companies: the office's list and page, and the company's own.

pub mod office;
pub mod own;
