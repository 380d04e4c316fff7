//! The review's page, whoever looks: the office's or the reviewer's.

use actix_web::web::Path;

use super::{load, office, reviewer};
use crate::admission::case;
use crate::kernel::id::CaseId;
use crate::web::{Call, Form, Reply, Signed};

/// `GET /desk/cases/{case}/review`: to the office everything, to a reviewer their own part.
pub async fn show(who: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let id = path.into_inner();
    let (case, review) = load(&call, &id).await?;
    if case::may_see(call.db(), &who, &case).await? {
        return office::page(&call, call.now(), (case, review), &mut Form::default()).await;
    }
    reviewer::page(&call, call.now(), (case, review), &mut Form::default()).await
}

/// `GET /desk/cases/{case}/review/mine`: one's own part, also for somebody of the office.
pub async fn mine(_: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let id = path.into_inner();
    let found = load(&call, &id).await?;
    reviewer::page(&call, call.now(), found, &mut Form::default()).await
}
