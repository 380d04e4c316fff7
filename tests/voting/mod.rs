//! The ballot engine on a real database: SQLite always, PostgreSQL where `HUIGUAN_TEST_POSTGRES` names one.

mod hall;
mod life;
mod races;
mod tampering;
mod words;
