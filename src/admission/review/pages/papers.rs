//! Papers of the application, for a reviewer who declared that they have no conflict.

use actix_web::web::{Data, Path};

use super::load;
use crate::admission::application;
use crate::admission::review::policy::ReadForReview;
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::db::{Db, Fault};
use crate::platform::files::{self, Face, Store};
use crate::web::{Reply, Signed};

/// `GET /desk/cases/{case}/review/papers/{paper}`
pub async fn show(
    who: Signed,
    path: Path<(CaseId, String)>,
    db: Data<Db>,
    store: Data<Store>,
) -> Reply {
    let (id, paper) = path.into_inner();
    let (_, review) = load(&db, &id).await?;
    let review = review.ok_or(Fault::Missing)?;
    let part = review.of(&who.id).ok_or(Fault::Missing)?;
    Can::<ReadForReview>::check(&who, part)?;
    let file = db
        .read(move |conn| {
            let file = application::sent_paper_file(conn, &id, &paper)?;
            files::find(conn, &file)
        })
        .await?;
    files::serve(&store, &file, Face::Shown).await
}
