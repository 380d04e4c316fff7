//! The ballot engine: seats, rules, votes and results. It knows nothing of what is voted on:
//! whoever opens a ballot names its subject, decides who may open, recuse and annul, and
//! learns the result. Named ballots by correspondence. The running count exists for nobody
//! until a ballot is over; the clock alone says when that is.

mod acts;
#[cfg(test)]
mod brute;
mod facts;
mod rows;
pub mod rules;
mod seat_acts;
mod store;
pub mod tally;
mod verify;

pub use acts::{annul, close, close_due, open, settle_tie};
pub use seat_acts::{
    cast, cast_in, open_pack, open_pack_in, recuse, recuse_in, recuse_myself, recuse_myself_in,
    recuse_tied,
};
pub use store::{
    ballot, ballots_about, ballots_of, is_awaited, my_vote, my_votes, open_ballots_of,
    recused_from, recused_in, result, result_of, results, rounds, running, several,
};
pub use verify::{Flaw, Report, verify};
