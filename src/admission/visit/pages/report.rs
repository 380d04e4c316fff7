//! The report of a visit as PDF: for the office and the visitors in full, for the company its facts.

use actix_web::web::Path;

use super::load;
use crate::admission::case::{self, Case, ReadOwnCase};
use crate::admission::printed;
use crate::admission::visit;
use crate::admission::visit::policy::ReadRecord;
use crate::admission::visit::rules::{Phase, Visit};
use crate::chamber::letterhead::{self, Letterhead};
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Lang};
use crate::platform::db::Fault;
use crate::web::{Call, Reply, Signed};

/// `GET /desk/cases/{case}/visit/report.pdf`: once the record is frozen.
pub async fn office(who: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let (case, visit) = load(&call, &id).await?;
    let visit = visit.ok_or(Fault::Missing)?;
    if !case::may_see(call.db(), &who, &case).await? {
        Can::<ReadRecord>::check(&who, &visit)?;
    }
    report(&call, call.lang(), case, visit, true).await
}

/// `GET /my/applications/{case}/visit/report.pdf`: once the record is complete.
pub async fn company(who: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let (case, visit) = load(&call, &id).await?;
    Can::<ReadOwnCase>::check(&who, &case)?;
    let visit = visit.filter(|visit| visit.phase() == Phase::Done);
    let visit = visit.ok_or(Fault::Missing)?;
    report(&call, call.lang(), case, visit, false).await
}

async fn report(call: &Call, lang: Lang, case: Case, found: Visit, full: bool) -> Reply {
    let head = Letterhead::load(call.db(), call.files()).await?;
    let name = format!("{}-visit-{}.pdf", case.number(), found.number);
    let frozen = found.frozen.as_ref().ok_or(Fault::Missing)?;
    let mut photos = vec![];
    for photo in &frozen.record.photos {
        let (id, case) = (photo.id.clone(), case.id.clone());
        let file = call
            .read(move |conn| visit::photo(conn, &case, &id))
            .await?;
        let shown = file.shown_sha256.as_deref().unwrap_or(&file.sha256);
        photos.push((photo.id.clone(), call.files().bytes(shown).await?));
    }
    let paper = call
        .read(move |conn| printed::visit(conn, &head, lang, &found, (&photos, full)))
        .await?;
    letterhead::hand_out(call.press(), paper, &name).await
}
