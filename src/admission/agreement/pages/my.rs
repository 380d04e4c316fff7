//! The company's page of its agreement: read, sign, pass on, decline; later its copy.

use actix_web::web::Path;
use askama::Template;

use super::{Paper, PrintPage, steps};
use crate::accounts::Fresh;
use crate::admission::agreement::acts::{company, sign};
use crate::admission::agreement::forms;
use crate::admission::agreement::rules::Party;
use crate::admission::case::{self, ReadOwnCase};
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "agreement/my.html")]
struct MyPage<'a> {
    paper: Paper,
    form: &'a Form,
}

fn home(id: &CaseId) -> String {
    format!("/my/applications/{id}/agreement")
}

async fn paper(call: &Call, id: &CaseId) -> Result<Paper, Fault> {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (id, when) = (id.clone(), (call.now(), call.speech()));
    call.read(move |conn| {
        let case = case::load(conn, &id)?;
        Can::<ReadOwnCase>::check(&me, &case)?;
        Paper::load(conn, case, Party::Company, &me, when)
    })
    .await
}

async fn page(call: &Call, id: &CaseId, form: &Form) -> Reply {
    let paper = paper(call, id).await?;
    let page = MyPage { paper, form };
    let title = say!("agreement-title");
    call.with_form(title, form, &page)
}

/// `GET /my/applications/{case}/agreement`. That the signer opened it is evidence: noted once a session.
pub async fn show(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let shown = paper(&call, &id).await?;
    if shown.may_sign() {
        let case = id.clone();
        call.write(move |tx| sign::opened(tx, &case, Party::Company))
            .await?;
    }
    page(&call, &id, &Form::default()).await
}

/// `GET /my/applications/{case}/agreement/print`
pub async fn print(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let paper = paper(&call, &id).await?;
    call.sheet(say!("agreement-title"), &PrintPage { paper })
}

/// `GET /my/applications/{case}/agreement/{which}.pdf`
pub async fn file(_: Signed, call: Call, path: Path<(CaseId, String)>) -> Reply {
    let (id, which) = path.into_inner();
    let paper = paper(&call, &id).await?;
    paper.serve(call.db(), call.files(), &which).await
}

/// `POST /my/applications/{case}/agreement/read`
pub async fn read(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let to = home(&id);
    steps::read(&call, id.into_inner(), Party::Company, &to).await
}

/// `POST /my/applications/{case}/agreement/code`
pub async fn code(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let to = home(&id);
    steps::code(&call, id.into_inner(), Party::Company, &to).await
}

/// `POST /my/applications/{case}/agreement/sign`: `name`, `code`, `agreed`.
pub async fn sign(call: Call, id: Path<CaseId>, Fresh { mut form, .. }: Fresh) -> Reply {
    let (to, case) = (home(&id), id.clone());
    match steps::sign(&call, case, Party::Company, &mut form, &to).await? {
        Some(reply) => reply,
        None => page(&call, &id, &form).await,
    }
}

/// `POST /my/applications/{case}/agreement/delegate`: `to`, `why`.
pub async fn delegate(_: Signed, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let Some((to, why)) = forms::delegation(&mut form) else {
        return page(&call, &id, &form).await;
    };
    let (case, back) = (id.clone(), home(&id));
    call.act(move |tx| company::delegate(tx, &case, &to, &why))
        .then(&back, say!("agreement-delegated"))
        .or_warn(&back)
        .await
}

/// `POST /my/applications/{case}/agreement/decline`: `reason`.
pub async fn decline(_: Signed, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let Some(why) = form.text("reason", 1..=1000) else {
        return page(&call, &id, &form).await;
    };
    let (case, back) = (id.clone(), home(&id));
    call.act(move |tx| company::decline(tx, &case, &why))
        .then(&back, say!("agreement-declined"))
        .or_warn(&back)
        .await
}
