//! The application: filled in step by step, checked for completeness, corrected, sent again.
//!
//! ```ignore
//! application::round()  // by the clock: deadlines that passed, reminders; idempotent
//! ```

mod acts;
mod forms;
mod letters;
pub mod pages;
pub mod rules;
mod store;
mod work;

pub use acts::applicant::{answer_items, appeal, begin, save_step, withdraw};
pub use acts::bars::barred;
pub use acts::clock::holder;
pub use acts::office::{accept, decide_appeal, mark, send_back, vouch};
pub use acts::papers::add as add_paper;
pub use acts::send::send;
pub use letters::recipients;
pub use store::check::{Correction, corrections, marks};
pub use store::draft::{Revision, revision, revisions, sent_paper_file};
pub use store::named::named;
pub use store::terms::asked;
pub use work::round;
