//! The record as a page and as a file: the office's complete, the applicant's without what is internal.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use askama::Template;

use super::dossier::dossier;
use crate::admission::case::{self, Case, Line, ReadOwnCase, Reader, SeeCases, Top};
use crate::admission::printed;
use crate::chamber::letterhead::Letterhead;
use crate::chamber::sealed::Sealing;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::files;
use crate::platform::filters;
use crate::platform::pdf::Paper;
use crate::say;
use crate::web::{Call, May, Reply, Signed};

#[derive(Template)]
#[template(path = "record/record.html")]
struct RecordPage {
    top: Top,
    office: bool,
    /// Whether there is a notice that the company is admitted.
    notice: bool,
    record: Vec<Line>,
}

impl RecordPage {
    /// A file of the case by its name.
    fn file(&self, name: &str) -> String {
        let id = &self.top.case.id;
        if self.office {
            format!("/desk/cases/{id}/{name}")
        } else {
            format!("/my/applications/{id}/{name}")
        }
    }
}

/// The case for the signed-in person, as its reader: the office sees it, the applicant owns it.
async fn case_for(call: &Call, id: Path<CaseId>, reader: Reader) -> Result<Case, Fault> {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    call.read(move |conn| match reader {
        Reader::Chamber => case::seen(conn, &me, &id),
        Reader::Applicant => {
            let case = case::load(conn, &id)?;
            Can::<ReadOwnCase>::check(&me, &case)?;
            Ok(case)
        }
    })
    .await
}

async fn page(call: &Call, id: Path<CaseId>, reader: Reader) -> Reply {
    let case = case_for(call, id, reader).await?;
    let (now, speech) = (call.now(), call.speech());
    let page = RecordPage {
        notice: printed::is_due(&case, now).is_some(),
        record: case.lines(now, speech, reader),
        top: Top::new(case, now, speech),
        office: reader == Reader::Chamber,
    };
    call.page(say!("record-title"), &page)
}

async fn file(call: &Call, id: Path<CaseId>, reader: Reader) -> Reply {
    let case = case_for(call, id, reader).await?;
    let now = call.now();
    let name = format!(
        "{}.json",
        case.number.clone().unwrap_or_else(|| case.id.to_string())
    );
    let value = call
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
pub async fn office(_: May<SeeCases>, call: Call, id: Path<CaseId>) -> Reply {
    page(&call, id, Reader::Chamber).await
}

/// `GET /desk/cases/{case}/record.json`
pub async fn office_file(_: May<SeeCases>, call: Call, id: Path<CaseId>) -> Reply {
    file(&call, id, Reader::Chamber).await
}

/// `GET /my/applications/{case}/record`
pub async fn mine(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    page(&call, id, Reader::Applicant).await
}

/// `GET /my/applications/{case}/record.json`
pub async fn my_file(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    file(&call, id, Reader::Applicant).await
}

/// What the chamber seals, handed out.
async fn sealed(
    call: &Call,
    name: &str,
    make: impl FnOnce(&mut Conn, &Letterhead, Moment) -> Result<Paper, Fault> + Send + 'static,
) -> Reply {
    let now = call.now();
    let head = Letterhead::load(call.db(), call.files()).await?;
    let sealing = Sealing::load(call.db(), call.key(), (call.press(), &head)).await?;
    let with = head.clone();
    let paper = call.read(move |conn| make(conn, &with, now)).await?;
    let bytes = sealing.print_aside(&head, paper, now).await?;
    Ok(files::hand_out(name, bytes))
}

async fn paper(call: &Call, id: Path<CaseId>, reader: Reader) -> Reply {
    let case = case_for(call, id, reader).await?;
    if case.number.is_none() {
        return Err(Fault::Missing);
    }
    let (name, lang) = (format!("{}.pdf", case.number()), call.lang());
    let press = call.press().clone();
    let make = move |conn: &mut Conn, head: &Letterhead, now: Moment| {
        let mut paper = printed::dossier(conn, head, lang, &case, (reader, now))?;
        press.make_legible(&mut paper);
        Ok(paper)
    };
    sealed(call, &name, make).await
}

async fn admitted(call: &Call, id: Path<CaseId>, reader: Reader) -> Reply {
    let case = case_for(call, id, reader).await?;
    let (name, lang) = (format!("{}-notice.pdf", case.number()), call.lang());
    let make = move |conn: &mut Conn, head: &Letterhead, now: Moment| {
        printed::notice(conn, head, lang, (&case, now))
    };
    sealed(call, &name, make).await
}

/// `GET /desk/cases/{case}/record.pdf`: the dossier, sealed.
pub async fn office_paper(_: May<SeeCases>, call: Call, id: Path<CaseId>) -> Reply {
    paper(&call, id, Reader::Chamber).await
}

/// `GET /my/applications/{case}/record.pdf`: the dossier as the applicant may read it, sealed.
pub async fn my_paper(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    paper(&call, id, Reader::Applicant).await
}

/// `GET /desk/cases/{case}/notice.pdf`: that the company is admitted, sealed.
pub async fn office_notice(_: May<SeeCases>, call: Call, id: Path<CaseId>) -> Reply {
    admitted(&call, id, Reader::Chamber).await
}

/// `GET /my/applications/{case}/notice.pdf`: the same for the company.
pub async fn my_notice(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    admitted(&call, id, Reader::Applicant).await
}
