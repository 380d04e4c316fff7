//! Papers before the eyes of strangers: pdfsig and pyHanko judge what we sign. `./check papers`
//! installs both and names pyHanko in `HUIGUAN_TEST_PYHANKO`; without it these tests only run ours.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod seals;
mod strangers;
