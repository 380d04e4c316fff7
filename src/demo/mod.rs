//! The demo chamber: everything in it is made up and says so. One write plays a story of some
//! months with the real acts, each told as if its person did it at its time, so that the audit
//! record, the events and every hash are as true as a real chamber's.

mod chamber;
mod dice;
mod dues;
mod expulsion;
mod load;
mod members;
mod motions;
mod papers;
mod pictures;
mod play;
mod plot;
mod road;
mod scenes;
mod thread;
mod treasury;
mod words;

pub use load::{Loaded, load};
pub use play::PASSPHRASE;
