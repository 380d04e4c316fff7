//! Papers: brought by the applicant, taken out again, handed out to those who may see the case.

use actix_web::web;

use crate::admission::application::acts::papers;
use crate::admission::application::rules::PaperKind;
use crate::admission::application::store::draft;
use crate::admission::case::{self, ReadOwnCase, SubmitCase};
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Actor, Can};
use crate::platform::db::{Db, Fault};
use crate::platform::files::{self, Allowed, Face, Kind, Store};
use crate::say;
use crate::web::{Reply, Signed, Unread, View};

/// What a paper may be: PDF or picture, up to 10 MB.
pub const ALLOWED: Allowed = Allowed::new(Kind::PAPERS, 10);

fn step(id: &CaseId) -> String {
    format!("/my/applications/{id}/step/papers")
}

/// `POST /my/applications/{case}/papers/{kind}`
pub async fn add(
    me: Signed,
    view: View,
    path: web::Path<(CaseId, String)>,
    (db, store): (web::Data<Db>, web::Data<Store>),
    unread: Unread,
) -> Reply {
    let (id, kind) = path.into_inner();
    let kind = PaperKind::from_word(&kind).ok_or(Fault::Missing)?;
    may_submit(&db, &me, &id).await?;
    let mut upload = unread.read().await?;
    if upload.files.is_empty() {
        return upload.refused(&view, &step(&id), say!("application-paper-none"));
    }
    for sent in std::mem::take(&mut upload.files) {
        let file = match store.take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(file) => file,
            Err(Fault::Refused(say)) => return upload.refused(&view, &step(&id), say),
            Err(other) => return Err(other),
        };
        let case = id.clone();
        match db
            .write(&view.who(), move |tx| papers::add(tx, &case, kind, &file))
            .await
        {
            Ok(()) => {}
            Err(Fault::Refused(say)) => return upload.refused(&view, &step(&id), say),
            Err(other) => return Err(other),
        }
    }
    upload.taken(&view, &step(&id), say!("application-paper-added"))
}

async fn may_submit(db: &Db, me: &Actor, id: &CaseId) -> Result<(), Fault> {
    let (me, id) = (me.clone(), id.clone());
    db.read(move |conn| {
        let case = case::load(conn, &id)?;
        Can::<SubmitCase>::check(&me, &case)?;
        Ok(())
    })
    .await
}

/// `POST /my/applications/{case}/papers/{paper}/remove`
pub async fn remove(
    _: Signed,
    view: View,
    path: web::Path<(CaseId, String)>,
    db: web::Data<Db>,
) -> Reply {
    let (id, paper) = path.into_inner();
    let case = id.clone();
    db.write(&view.who(), move |tx| papers::remove(tx, &case, &paper))
        .await?;
    view.done(&step(&id), say!("application-paper-removed"))
}

/// `GET /my/applications/{case}/papers/{paper}`, `GET /desk/cases/{case}/papers/{paper}`
pub async fn download(
    me: Signed,
    path: web::Path<(CaseId, String)>,
    (db, store): (web::Data<Db>, web::Data<Store>),
) -> Reply {
    let (id, paper) = path.into_inner();
    let me = me.clone();
    let file = db
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
    files::serve(&store, &file, Face::Shown).await
}
