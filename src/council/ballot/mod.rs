//! What every ballot of an organ needs, whatever it is about: the organ's filled seats as they go
//! onto a roll, whether it can decide, when it closes and reminds, what its pages show of a round,
//! and who sees the board's page. `voting` counts; whoever puts a question brings the papers.
//!
//! ```ignore
//! let board = ballot::board(conn, Organ::Board, now)?;        // its seats today, and how it counts
//! board.can_decide(&board.roll(&recused, &named))?;           // before anything is opened
//! let round = ballot::Round::of(conn, ballot, now)?;          // for templates/ballot/parts.html
//! ```

mod board;
mod forms;
mod policy;
pub mod rules;
mod view;

pub use board::board;
pub use forms::{OpeningForm, opening, vote};
pub use policy::{SeeBoard, SitInBallot};
pub use view::{Chair, Opening, Round, choice};
