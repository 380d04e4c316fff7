//! Long work in small writes: a run has a place it has come to, how much there is, how much is done,
//! what it left out and why. It can be paused, carried on by anybody after anything, and cancelled.
//!
//! What a write puts down and how far the run has come are one transaction, and who doesn't find the
//! run where it was puts nothing down: so two workers, two servers or a crash between any two lines
//! make nothing twice and lose nothing. What is done for each kind of run the rooms say: see [`Work`].

mod carry;
mod run;
mod steer;
mod store;

pub use carry::{Runs, Steps, Work, all_at_once, carry_on, put_alone};
pub use run::{LeftOut, Run, RunId, RunMark, State};
pub use steer::{CARRY, LEFT, New, Steer, begin, steer, steer_last};
pub use store::{last_of, left_out, left_out_at, of_kind, open, reasons, run};
