//! The ballot engine: seats, rules, votes and results. It knows nothing of what is voted on:
//! whoever opens a ballot names its subject and learns its result. Named ballots by correspondence;
//! the running count exists for nobody until a ballot is closed.

#[cfg(test)]
mod brute;
pub mod rules;
pub mod tally;
