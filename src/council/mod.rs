//! The council: the organs' seats, and who held each from when until when. A seat belongs to
//! a company or to nobody; a person exercises it. Voting knows nothing of this: `ballots`
//! copies the filled seats of the day onto a roll.

mod acts;
mod forms;
mod letters;
pub mod pages;
pub mod rules;
mod store;

pub use crate::chamber::rules::Organ;
pub use acts::many::seat_many;
pub use acts::{add_seat, close_seat, describe_seat, seat_person, set_authorised, vacate};
pub use store::{authorised, filled, history, seat, seats};
