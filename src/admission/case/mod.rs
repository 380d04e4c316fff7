//! The case: who applies, what happened, where it stands. Every step of admission stands on this.
//!
//! ```ignore
//! let case = case::load(conn, &id)?;                  // with its record; Fault::Missing if there is none
//! let case = case::seen(conn, &me, &id)?;             // the same for the office: `led`, to lead it
//! case.stage(now)  case.journey(now)  case.wait(now)  // deadlines that passed are counted in
//! let case = case::happen(tx, &id, Telling::of(event).why(text).with(json))?;    // rule, event, audit in one
//! case::note(tx, &id, say!("admission-visit-photo-added"), false)?;              // a line, no stage
//! ```

/// What a case is called as the subject of something: a ballot, a file, a line of the audit record.
pub const KIND: &str = "case";

mod acts;
mod again;
mod door;
mod list;
pub mod pages;
mod part;
mod policy;
mod record;
pub mod rules;
mod store;
mod top;
mod vouching;

pub use acts::{Telling, did, happen, note, open, write_lapse};
pub use again::read_again;
pub use door::{
    is_kept_from, kept_from, kept_out, leads, led, may_see, may_submit, own_side, people, seen,
    sees, tie_of, tied,
};
pub use list::{Filter, Listed, Sort, count, count_by_stage, list};
pub use part::Part;
pub use policy::{LeadCases, ReadOwnCase, SeeCaseList, SeeCases, SubmitCase};
pub use record::{Line, Reader};
pub use rules::{Case, Happening, Side};
pub use store::{
    describe, due_before, lapsed, load, load_by_number, load_many, load_sent, named, of,
    of_company, set_nudged,
};
pub use top::{Over, Tab, Top};
pub use vouching::{
    Named, hold_recommender, name_recommenders, recommenders, said_to_vouch, vouched_by, vouching,
};
