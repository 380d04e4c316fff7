//! Writers against each other, and a power cut in the middle of them, on both databases.
//! With `HUIGUAN_TEST_POSTGRES` unset only SQLite is tried; `./check race` sets it.

mod beasts;
mod crash;
mod dues_run;
mod idle;
mod imports;
mod others;
#[allow(
    clippy::module_inception,
    reason = "the races themselves, beside what is tried of them"
)]
mod race;
mod register;
mod runs;
mod signins;
mod zoo;
