//! The company's page of its agreement: read, sign, pass on, decline; later its copy.

use actix_web::web::{Data, Path};
use askama::Template;

use super::{Paper, steps};
use crate::admission::agreement::acts::{company, sign};
use crate::admission::agreement::forms;
use crate::admission::agreement::rules::Party;
use crate::admission::case::{self, ReadOwnCase};
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::files::Store;
use crate::platform::filters;
use crate::say;
use crate::web::{Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "agreement/my.html")]
struct MyPage<'a> {
    paper: Paper,
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "agreement/print.html")]
struct PrintPage {
    paper: Paper,
}

fn home(id: &CaseId) -> String {
    format!("/my/applications/{id}/agreement")
}

async fn paper(view: &View, db: &Db, clock: &Clock, id: &CaseId) -> Result<Paper, Fault> {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let (id, when) = (id.clone(), (clock.now(), view.speech()));
    db.read(move |conn| {
        let case = case::load(conn, &id)?;
        Can::<ReadOwnCase>::check(&me, &case)?;
        Paper::load(conn, case, Party::Company, &me, when)
    })
    .await
}

async fn page(view: &View, db: &Db, clock: &Clock, id: &CaseId, form: &Form) -> Reply {
    let paper = paper(view, db, clock, id).await?;
    let page = MyPage { paper, form };
    let title = say!("agreement-title");
    view.with_form(title, form, &page)
}

/// `GET /my/applications/{case}/agreement`. That the signer opened it is evidence: noted once a session.
pub async fn show(
    _: Signed,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let shown = paper(&view, &db, &clock, &id).await?;
    if shown.may_sign() {
        let case = id.clone();
        db.write(&view.who(), move |tx| {
            sign::opened(tx, &case, Party::Company)
        })
        .await?;
    }
    page(&view, &db, &clock, &id, &Form::default()).await
}

/// `GET /my/applications/{case}/agreement/print`
pub async fn print(
    _: Signed,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let paper = paper(&view, &db, &clock, &id).await?;
    view.sheet(say!("agreement-title"), &PrintPage { paper })
}

/// `GET /my/applications/{case}/agreement/{which}.pdf`
pub async fn file(
    _: Signed,
    view: View,
    path: Path<(CaseId, String)>,
    (db, clock): (Data<Db>, Data<Clock>),
    store: Data<Store>,
) -> Reply {
    let (id, which) = path.into_inner();
    let paper = paper(&view, &db, &clock, &id).await?;
    paper.serve(&db, &store, &which).await
}

/// `POST /my/applications/{case}/agreement/read`
pub async fn read(_: Signed, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    steps::read(&view, &db, id.into_inner(), Party::Company, &to).await
}

/// `POST /my/applications/{case}/agreement/code`
pub async fn code(_: Signed, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    steps::code(&view, &db, id.into_inner(), Party::Company, &to).await
}

/// `POST /my/applications/{case}/agreement/sign`: `name`, `code`, `agreed`.
pub async fn sign(
    _: Signed,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let (to, case) = (home(&id), id.clone());
    match steps::sign(&view, &db, case, Party::Company, &mut form, &to).await? {
        Some(reply) => reply,
        None => page(&view, &db, &clock, &id, &form).await,
    }
}

/// `POST /my/applications/{case}/agreement/delegate`: `to`, `why`.
pub async fn delegate(
    _: Signed,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some((to, why)) = forms::delegation(&mut form) else {
        return page(&view, &db, &clock, &id, &form).await;
    };
    let case = id.clone();
    let done = db
        .write(&view.who(), move |tx| {
            company::delegate(tx, &case, &to, &why)
        })
        .await;
    match done {
        Ok(()) => view.done(&home(&id), say!("agreement-delegated")),
        Err(Fault::Refused(reason)) => view.warned(&home(&id), reason),
        Err(other) => Err(other),
    }
}

/// `POST /my/applications/{case}/agreement/decline`: `reason`.
pub async fn decline(
    _: Signed,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(why) = form.text("reason", 1..=1000) else {
        return page(&view, &db, &clock, &id, &form).await;
    };
    let case = id.clone();
    let done = db
        .write(&view.who(), move |tx| company::decline(tx, &case, &why))
        .await;
    match done {
        Ok(()) => view.done(&home(&id), say!("agreement-declined")),
        Err(Fault::Refused(reason)) => view.warned(&home(&id), reason),
        Err(other) => Err(other),
    }
}
