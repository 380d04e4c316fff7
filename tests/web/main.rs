//! The whole app over HTTP, each test with its own server and database.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod accounts;
mod agreement;
mod application;
mod applying;
mod asked;
mod ballot;
mod ballots;
mod book;
mod certificates;
mod chamber;
mod companies;
mod council;
mod deadlines;
mod demo;
mod desk;
mod directors;
mod door;
mod dues;
mod earlier;
mod early;
mod enclosed;
mod expelled;
mod expulsion;
mod flooded;
mod guesses;
mod imports;
mod kept;
mod links;
mod lists;
mod mail_server;
mod membership;
mod minutes;
mod motions;
mod names;
mod once;
mod opening;
mod papers;
mod permits;
mod photos;
mod portal;
mod power;
mod pressed;
mod printed;
mod proofs;
mod queries;
mod recalled;
mod registers;
mod review;
mod sealed;
mod sealers;
mod set_up;
mod sign_up;
mod signers;
mod support;
mod tables;
mod takeover;
mod ties;
mod told;
mod verdict;
mod views;
mod visit;
mod visit_times;
mod vouching;
mod walls;
mod who;
mod windows;

// What drives no pages lives in folders of its own, but in this program: each program that links the
// whole crate is built anew after every change.
#[path = "../platform/mod.rs"]
mod platform;
#[path = "../race/mod.rs"]
mod race;
#[path = "../papers/seals.rs"]
mod seals;
#[path = "../papers/strangers.rs"]
mod strangers;
#[path = "../voting/mod.rs"]
mod voting;
