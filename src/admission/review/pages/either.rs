//! The review's page, whoever looks: the office's or the reviewer's.

use actix_web::web::{Data, Path};

use super::{load, office, reviewer};
use crate::admission::case;
use crate::kernel::id::CaseId;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::web::{Form, Reply, Signed, View};

/// `GET /desk/cases/{case}/review`: to the office everything, to a reviewer their own part.
pub async fn show(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let id = path.into_inner();
    let (case, review) = load(&db, &id).await?;
    if case::may_see(&db, &who, &case).await? {
        return office::page(
            &view,
            &db,
            clock.now(),
            (case, review),
            &mut Form::default(),
        )
        .await;
    }
    reviewer::page(
        &view,
        &db,
        clock.now(),
        (case, review),
        &mut Form::default(),
    )
    .await
}

/// `GET /desk/cases/{case}/review/mine`: one's own part, also for somebody of the office.
pub async fn mine(
    _: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let id = path.into_inner();
    let found = load(&db, &id).await?;
    reviewer::page(&view, &db, clock.now(), found, &mut Form::default()).await
}
