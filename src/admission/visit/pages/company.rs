//! What the company sees of its visit: the appointment, and once the record is complete its facts,
//! without ratings and conclusion, with room for a comment.

use actix_web::web::Path;
use askama::Template;

use super::load;
use crate::admission::case::{Case, ReadOwnCase, Top};
use crate::admission::visit::acts::sign as acts;
use crate::admission::visit::forms;
use crate::admission::visit::rules::{Phase, Record, Visit};
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can, Lang};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "visit/company.html")]
struct CompanyPage<'a> {
    form: &'a Form,
    top: Top,
    case: &'a Case,
    visit: &'a Visit,
    record: Option<&'a Record>,
    photos_at: String,
    full: bool,
    lang: Lang,
}

fn page(call: &Call, who: &Actor, (case, visit): (Case, Option<Visit>), form: &Form) -> Reply {
    Can::<ReadOwnCase>::check(who, &case)?;
    let visit = visit.ok_or(Fault::Missing)?;
    let done = visit.phase() == Phase::Done;
    let page = CompanyPage {
        form,
        top: Top::new(case.clone(), call.now(), call.speech()),
        case: &case,
        record: visit.frozen.as_ref().map(|f| &f.record).filter(|_| done),
        photos_at: format!("/my/applications/{}/visit/photos", case.id),
        full: false,
        visit: &visit,
        lang: call.lang(),
    };
    let title = say!("visit-company-title");
    call.with_form(title, form, &page)
}

/// `GET /my/applications/{case}/visit`
pub async fn show(who: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let found = load(&call, &path).await?;
    page(&call, &who, found, &Form::default())
}

/// `POST /my/applications/{case}/visit/comments`
pub async fn comment(who: Signed, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let (case, text) = (id.clone(), forms::words(&mut form, "text"));
    call.act_on(text, move |tx, text| acts::comment(tx, &case, text))
        .then(
            format!("/my/applications/{id}/visit"),
            say!("visit-done-commented"),
        )
        .or_again("text", &mut form, async |form| {
            page(&call, &who, load(&call, &id).await?, form)
        })
        .await
}
