//! Writers against each other, and a power cut in the middle of them, on both databases.
//! With `HUIGUAN_TEST_POSTGRES` unset only SQLite is tried; `./check race` sets it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod crash;
mod dues_run;
mod idle;
mod race;
mod register;
#[path = "../support/mod.rs"]
mod support;
