//! Papers: brought by the applicant, taken out again, handed out to those who may see the case.

use actix_web::{HttpResponse, web};

use super::step::refused_paper;
use crate::admission::application::acts::papers;
use crate::admission::application::forms;
use crate::admission::application::rules::{PaperKind, Told, told};
use crate::admission::application::store::draft;
use crate::admission::case::{self, ReadOwnCase};
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Actor, Say};
use crate::platform::codes::codes;
use crate::platform::db::Fault;
use crate::platform::files::{self, Face, NewFile};
use crate::say;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::{Call, Reply, Signed, Unread, Upload, brought};

fn step(id: &CaseId) -> String {
    format!("/my/applications/{id}/step/papers")
}

/// `POST /my/applications/{case}/papers/{kind}`
pub async fn add(
    me: Signed,
    call: Call,
    path: web::Path<(CaseId, String)>,
    unread: Unread,
) -> Reply {
    let (id, kind) = path.into_inner();
    let kind = PaperKind::from_word(&kind).ok_or(Fault::Missing)?;
    case::may_submit(call.db(), &me, &id).await?;
    let mut upload = unread.read().await?;
    if upload.files.is_empty() {
        let none = say!("application-paper-none");
        return refused(&me, &call, &upload, (id, kind, none)).await;
    }
    match brought::count(&call, &upload).await {
        Err(Fault::Refused(say)) => return refused(&me, &call, &upload, (id, kind, say)).await,
        counted => counted?,
    }
    let mut files = vec![];
    for sent in std::mem::take(&mut upload.files) {
        match call
            .files()
            .take_in(&sent.name, sent.bytes, forms::PAPER)
            .await
        {
            Ok(file) => files.push(file),
            Err(Fault::Refused(say)) => {
                return refused(&me, &call, &upload, (id, kind, say)).await;
            }
            Err(other) => return Err(other),
        }
    }
    let told = match kind {
        PaperKind::Licence => read(&call, &files).await,
        _ => Told::default(),
    };
    let (case, to) = (id.clone(), step(&id));
    let done = call
        .act(move |tx| {
            for file in &files {
                papers::add(tx, &case, kind, file)?;
            }
            papers::fill(tx, &case, &told)
        })
        .then_say(&to, said)
        .first()
        .await;
    match done {
        Err(Fault::Refused(say)) => refused(&me, &call, &upload, (id, kind, say)).await,
        Err(other) => Err(other),
        Ok(Pressed::First(filled)) if !upload.by_script => call.done(&to, said(&filled)),
        Ok(Pressed::First(filled)) => {
            // The script asks for the page again, which says it then.
            let mut answer = HttpResponse::NoContent();
            if filled != Told::default() {
                Flash::done(said(&filled)).leave(&mut answer);
            }
            Ok(answer.finish())
        }
        Ok(Pressed::Answered(_)) if upload.by_script => Ok(HttpResponse::NoContent().finish()),
        Ok(Pressed::Answered(answer)) => Ok(answer),
    }
}

/// What is said of a paper that came, and of what its code filled in.
fn said(filled: &Told) -> Say {
    match filled.line() {
        told if told.is_empty() => say!("application-paper-added"),
        told => say!("application-paper-filled", told = told),
    }
}

/// What the QR codes of pictures of a licence tell. A picture in which none is read is as good a paper as any.
async fn read(call: &Call, files: &[NewFile]) -> Told {
    let mut texts = vec![];
    for shown in files.iter().filter_map(NewFile::shown) {
        let read = async { codes(call.files().bytes(shown).await?).await };
        match read.await {
            Ok(found) => texts.extend(found),
            Err(why) => tracing::info!(%why, "no code of a licence could be read"),
        }
    }
    told(&texts)
}

/// What is wrong with a paper: a word for the script that sent it, at its field for a person.
async fn refused(
    me: &Actor,
    call: &Call,
    upload: &Upload,
    (id, kind, say): (CaseId, PaperKind, Say),
) -> Reply {
    match upload.by_script {
        true => upload.refused(call, &step(&id), say),
        false => refused_paper(me, call, id, (kind, say)).await,
    }
}

/// `POST /my/applications/{case}/papers/{paper}/remove`
pub async fn remove(_: Signed, call: Call, path: web::Path<(CaseId, String)>) -> Reply {
    let (id, paper) = path.into_inner();
    let case = id.clone();
    call.act(move |tx| papers::remove(tx, &case, &paper))
        .then(&step(&id), say!("application-paper-removed"))
        .await
}

/// `GET /my/applications/{case}/papers/{paper}`, `GET /desk/cases/{case}/papers/{paper}`
pub async fn download(me: Signed, path: web::Path<(CaseId, String)>, call: Call) -> Reply {
    let (id, paper) = path.into_inner();
    let me = me.clone();
    let file = call
        .read(move |conn| {
            let case = case::load(conn, &id)?;
            let file = if ReadOwnCase::allows(&me, &case) {
                draft::paper_file(conn, &id, &paper)?
            } else {
                case::seen(conn, &me, &id)?;
                draft::sent_paper_file(conn, &id, &paper)?
            };
            files::find(conn, &file)
        })
        .await?;
    files::serve(call.files(), &file, Face::Shown).await
}
