//! The office's page of a company's people: who confirmed, and the authorities on which it decides.

use actix_web::web::Path;
use askama::Template;

use super::People;
use crate::accounts::FreshTo;
use crate::admission::case::{self, LeadCases, SeeCases};
use crate::admission::people::acts::authority;
use crate::admission::people::rules::{AuthorityId, AuthorityState};
use crate::kernel::Act;
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "people/desk.html")]
struct DeskPage<'a> {
    view: People,
    form: &'a Form,
    leads: bool,
}

fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/people")
}

async fn page(call: &Call, id: &CaseId, form: &Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (id, when) = (id.clone(), (call.now(), call.speech()));
    let view = call
        .read(move |conn| {
            let case = case::seen(conn, &me, &id)?;
            People::load(conn, case, me, when)
        })
        .await?;
    let page = DeskPage { view, form, leads };
    call.with_form(say!("people-title"), form, &page)
}

/// `GET /desk/cases/{case}/people`
pub async fn show(_: May<SeeCases>, call: Call, id: Path<CaseId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

/// `POST /desk/cases/{case}/authorities/{authority}`: `go` is `accept` or `refuse`, that with a reason. It decides
/// who signs, so who does proves who they are.
pub async fn decide(_: May<LeadCases>, FreshTo(mut sent): FreshTo<(CaseId, AuthorityId)>) -> Reply {
    let to = home(&sent.id.0);
    if sent.form.value("go") == "accept" {
        return sent
            .act(|tx, (case, id)| authority::accept(tx, case, id))
            .then(&to, say!("people-accepted"))
            .or_warn(&to)
            .await;
    }
    let field = format!("why_{}", sent.id.1);
    let why = sent.form.text(&field, 1..=500);
    sent.act_on(why, |tx, (case, id), why| {
        authority::refuse(tx, case, id, why)
    })
    .then(&to, say!("people-refused"))
    .or_back(&field, &sent, async |call, (case, _), form| {
        page(call, &case, form.unwrap_or(&Form::default())).await
    })
    .await
}
