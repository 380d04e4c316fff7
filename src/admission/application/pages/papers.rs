//! Papers: brought by the applicant, taken out again, handed out to those who may see the case.

use actix_web::web;

use crate::admission::application::acts::papers;
use crate::admission::application::rules::PaperKind;
use crate::admission::application::store::draft;
use crate::admission::case::{self, ReadOwnCase};
use crate::kernel::Act;
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;
use crate::platform::files::{self, Allowed, Face, Kind};
use crate::say;
use crate::web::{Call, Reply, Signed, Unread, brought};

/// What a paper may be: PDF or picture, up to 10 MB.
pub const ALLOWED: Allowed = Allowed::new(Kind::PAPERS, 10);

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
        return upload.refused(&call, &step(&id), say!("application-paper-none"));
    }
    match brought::count(&call, &upload).await {
        Err(Fault::Refused(say)) => return upload.refused(&call, &step(&id), say),
        counted => counted?,
    }
    let mut files = vec![];
    for sent in std::mem::take(&mut upload.files) {
        match call.files().take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(file) => files.push(file),
            Err(Fault::Refused(say)) => return upload.refused(&call, &step(&id), say),
            Err(other) => return Err(other),
        }
    }
    let (case, to) = (id.clone(), step(&id));
    call.act(move |tx| {
        files
            .iter()
            .try_for_each(|file| papers::add(tx, &case, kind, file))
    })
    .then(&to, say!("application-paper-added"))
    .or_tell(&upload, &to)
    .await
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
