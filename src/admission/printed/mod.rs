//! The papers of a case, made from the chamber's texts: what each field stands for, from what the
//! steps left. A paper about something that was frozen or decided is made from the text of that
//! moment, whenever it is printed.
//!
//! ```ignore
//! let made = printed::pack(conn, &head, speech.lang, &frozen)?;
//! letterhead::hand_out(&press, made.paper(&head), &made.name).await
//! ```

mod blocks;
mod dossier;
mod findings;
mod minutes;
mod notice;
mod pack;
mod visit;

pub use dossier::dossier;
pub use minutes::minutes;
pub use notice::{is_due, notice};
pub use pack::pack;
pub use visit::visit;
