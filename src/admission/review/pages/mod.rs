//! The pages of a review: the office's, the reviewer's, and the papers a reviewer may open.

mod either;
mod facts;
pub mod office;
pub mod papers;
pub mod reviewer;

pub use either::{mine, show};

use crate::admission::case::{self, Case};
use crate::admission::review::rules::Review;
use crate::admission::review::store;
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;
use crate::web::Call;

/// Case and, once it opened, review.
async fn load(call: &Call, id: &CaseId) -> Result<(Case, Option<Review>), Fault> {
    let id = id.clone();
    call.read(move |conn| Ok((case::load_sent(conn, &id)?, store::load(conn, &id)?)))
        .await
}

/// The same for the office.
async fn seen(call: &Call, id: &CaseId) -> Result<(Case, Option<Review>), Fault> {
    let who = call.actor().cloned().ok_or(Fault::SignIn)?;
    let id = id.clone();
    call.read(move |conn| Ok((case::seen(conn, &who, &id)?, store::load(conn, &id)?)))
        .await
}

/// Where the review stands.
fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/review")
}
