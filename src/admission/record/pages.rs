//! The record as a page and as a file: the office's complete, the applicant's without what is internal.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use askama::Template;

use super::dossier::dossier;
use crate::admission::case::{self, Case, Line, ReadOwnCase, Reader, SeeCases, Top};
use crate::admission::printed;
use crate::chamber::letterhead::Letterhead;
use crate::chamber::sealed::Sealing;
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can, Lang, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{self, Store};
use crate::platform::filters;
use crate::platform::pdf::{Paper, Press};
use crate::platform::secrets::Key;
use crate::say;
use crate::web::{May, Reply, Signed, View};

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

/// A case of one's own.
fn own(conn: &mut Conn, id: &CaseId, me: &Actor) -> Result<Case, Fault> {
    let case = case::load(conn, id)?;
    Can::<ReadOwnCase>::check(me, &case)?;
    Ok(case)
}

fn page(view: &View, case: Case, reader: Reader, clock: &Clock) -> Reply {
    let (now, speech) = (clock.now(), view.speech());
    let page = RecordPage {
        notice: printed::is_due(&case, now).is_some(),
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

/// What a paper that the chamber seals is made with.
type Tools = (Data<Db>, Data<Clock>, Data<Store>, Data<Press>, Data<Key>);

async fn sealed(
    (db, clock, files, press, key): Tools,
    name: &str,
    make: impl FnOnce(&mut Conn, &Letterhead, Moment) -> Result<Paper, Fault> + Send + 'static,
) -> Reply {
    let now = clock.now();
    let head = Letterhead::load(&db, &files).await?;
    let sealing = Sealing::load(&db, &key, (&press, &head)).await?;
    let with = head.clone();
    let paper = db.read(move |conn| make(conn, &with, now)).await?;
    let bytes = sealing.print_aside(&head, paper, now).await?;
    Ok(files::hand_out(name, bytes))
}

async fn paper(tools: Tools, lang: Lang, case: Case, reader: Reader) -> Reply {
    let name = format!("{}.pdf", case.number());
    let press = tools.3.as_ref().clone();
    let make = move |conn: &mut Conn, head: &Letterhead, now: Moment| {
        let mut paper = printed::dossier(conn, head, lang, &case, (reader, now))?;
        press.make_legible(&mut paper);
        Ok(paper)
    };
    sealed(tools, &name, make).await
}

async fn admitted(tools: Tools, lang: Lang, case: Case) -> Reply {
    let name = format!("{}-notice.pdf", case.number());
    let make = move |conn: &mut Conn, head: &Letterhead, now: Moment| {
        printed::notice(conn, head, lang, (&case, now))
    };
    sealed(tools, &name, make).await
}

/// `GET /desk/cases/{case}/record.pdf`: the dossier, sealed.
pub async fn office_paper(me: May<SeeCases>, view: View, id: Path<CaseId>, tools: Tools) -> Reply {
    let me = (*me).clone();
    let case = tools.0.read(move |conn| case::seen(conn, &me, &id)).await?;
    paper(tools, view.lang(), case, Reader::Chamber).await
}

/// `GET /my/applications/{case}/record.pdf`: the dossier as the applicant may read it, sealed.
pub async fn my_paper(me: Signed, view: View, id: Path<CaseId>, tools: Tools) -> Reply {
    let me = (*me).clone();
    let read = move |conn: &mut Conn| {
        let case = own(conn, &id, &me)?;
        case.number.is_some().then_some(case).ok_or(Fault::Missing)
    };
    let case = tools.0.read(read).await?;
    paper(tools, view.lang(), case, Reader::Applicant).await
}

/// `GET /desk/cases/{case}/notice.pdf`: that the company is admitted, sealed.
pub async fn office_notice(me: May<SeeCases>, view: View, id: Path<CaseId>, tools: Tools) -> Reply {
    let me = (*me).clone();
    let case = tools.0.read(move |conn| case::seen(conn, &me, &id)).await?;
    admitted(tools, view.lang(), case).await
}

/// `GET /my/applications/{case}/notice.pdf`: the same for the company.
pub async fn my_notice(me: Signed, view: View, id: Path<CaseId>, tools: Tools) -> Reply {
    let me = (*me).clone();
    let case = tools.0.read(move |conn| own(conn, &id, &me)).await?;
    admitted(tools, view.lang(), case).await
}
