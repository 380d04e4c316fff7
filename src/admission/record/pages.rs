//! The record as a page and as a file: the office's complete, the applicant's without what is internal.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use askama::Template;

use super::dossier::dossier;
use crate::admission::case::{self, Case, Line, ReadOwnCase, Reader, SeeCases, Top};
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{May, Reply, Signed, View};

#[derive(Template)]
#[template(path = "record/record.html")]
struct RecordPage {
    top: Top,
    office: bool,
    record: Vec<Line>,
}

impl RecordPage {
    fn file(&self) -> String {
        let id = &self.top.case.id;
        if self.office {
            format!("/desk/cases/{id}/record.json")
        } else {
            format!("/my/applications/{id}/record.json")
        }
    }
}

/// A case of one's own.
fn own(conn: &mut Conn, id: &CaseId, me: &Actor) -> Result<Case, Fault> {
    let case = case::load(conn, id)?;
    Can::<ReadOwnCase>::check(me, &case)?;
    Ok(case)
}

fn page(view: &View, case: Case, reader: Reader, clock: &Clock) -> Reply {
    let (now, speech) = (clock.now(), view.speech());
    let page = RecordPage {
        record: case.lines(now, speech, reader),
        top: Top::new(case, now, speech),
        office: reader == Reader::Chamber,
    };
    view.page(say!("record-title"), &page)
}

async fn file(db: &Db, case: Case, reader: Reader, clock: &Clock) -> Reply {
    let now = clock.now();
    let name = format!(
        "{}.json",
        case.number.clone().unwrap_or_else(|| case.id.to_string())
    );
    let value = db
        .read(move |conn| dossier(conn, &case, reader, now))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(value.to_string()))
}

/// `GET /desk/cases/{case}/record`
pub async fn office(
    me: May<SeeCases>,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let me = (*me).clone();
    let case = db.read(move |conn| case::seen(conn, &me, &id)).await?;
    page(&view, case, Reader::Chamber, &clock)
}

/// `GET /desk/cases/{case}/record.json`
pub async fn office_file(
    me: May<SeeCases>,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let me = (*me).clone();
    let case = db.read(move |conn| case::seen(conn, &me, &id)).await?;
    file(&db, case, Reader::Chamber, &clock).await
}

/// `GET /my/applications/{case}/record`
pub async fn mine(
    me: Signed,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let me = (*me).clone();
    let case = db.read(move |conn| own(conn, &id, &me)).await?;
    page(&view, case, Reader::Applicant, &clock)
}

/// `GET /my/applications/{case}/record.json`
pub async fn my_file(me: Signed, id: Path<CaseId>, db: Data<Db>, clock: Data<Clock>) -> Reply {
    let me = (*me).clone();
    let case = db.read(move |conn| own(conn, &id, &me)).await?;
    file(&db, case, Reader::Applicant, &clock).await
}
