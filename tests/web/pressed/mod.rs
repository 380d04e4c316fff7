//! Forms that no other story of the suite presses twice, each from the page on which it stands: the suite
//! presses them again (`support::again`), and here it is asked what came of them.

pub mod accounts;
mod case;
mod chamber;
mod member;
mod runs;
