//! All settings on one page: what is set, what still stands at its default, what is missing
//! before the first application can be decided; at its end the portal is opened. The pages themselves belong to
//! their rooms.

pub mod acts;
pub mod pages;
pub mod rules;
pub mod store;
