//! Papers of the application, for a reviewer who declared that they have no conflict.

use actix_web::web::Path;

use super::load;
use crate::admission::application;
use crate::admission::review::policy::ReadForReview;
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;
use crate::platform::files::{self, Face};
use crate::web::{Call, Reply, Signed};

/// `GET /desk/cases/{case}/review/papers/{paper}`
pub async fn show(who: Signed, path: Path<(CaseId, String)>, call: Call) -> Reply {
    let (id, paper) = path.into_inner();
    let (_, review) = load(&call, &id).await?;
    let review = review.ok_or(Fault::Missing)?;
    let part = review.of(&who.id).ok_or(Fault::Missing)?;
    Can::<ReadForReview>::check(&who, part)?;
    let file = call
        .read(move |conn| {
            let file = application::sent_paper_file(conn, &id, &paper)?;
            files::find(conn, &file)
        })
        .await?;
    files::serve(call.files(), &file, Face::Shown).await
}
