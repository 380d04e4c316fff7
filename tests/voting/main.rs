//! The ballot engine on a real database: SQLite always, PostgreSQL where `HUIGUAN_TEST_POSTGRES` names one.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod hall;
mod life;
mod races;
mod tampering;
mod words;
