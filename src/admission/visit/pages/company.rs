//! What the company sees of its visit: the appointment, and once the record is complete its facts,
//! without ratings and conclusion, with room for a comment.

use actix_web::web::{Data, Path};
use askama::Template;

use super::load;
use crate::admission::case::{Case, ReadOwnCase, Top};
use crate::admission::visit::acts::sign as acts;
use crate::admission::visit::forms;
use crate::admission::visit::rules::{Phase, Record, Visit};
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can, Lang, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, Reply, Signed, View};

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

fn page(
    (view, now): (&View, Moment),
    who: &Actor,
    (case, visit): (Case, Option<Visit>),
    form: &Form,
) -> Reply {
    Can::<ReadOwnCase>::check(who, &case)?;
    let visit = visit.ok_or(Fault::Missing)?;
    let done = visit.phase() == Phase::Done;
    let page = CompanyPage {
        form,
        top: Top::new(case.clone(), now, view.speech()),
        case: &case,
        record: visit.frozen.as_ref().map(|f| &f.record).filter(|_| done),
        photos_at: format!("/my/applications/{}/visit/photos", case.id),
        full: false,
        visit: &visit,
        lang: view.lang(),
    };
    let title = say!("visit-company-title");
    view.with_form(title, form, &page)
}

/// `GET /my/applications/{case}/visit`
pub async fn show(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let found = load(&db, &path).await?;
    page((&view, clock.now()), &who, found, &Form::default())
}

/// `POST /my/applications/{case}/visit/comments`
pub async fn comment(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let Some(text) = forms::words(&mut form, "text") else {
        let found = load(&db, &id).await?;
        return page((&view, clock.now()), &who, found, &form);
    };
    let case = id.clone();
    db.write(&view.who(), move |tx| acts::comment(tx, &case, &text))
        .await?;
    view.done(
        &format!("/my/applications/{id}/visit"),
        say!("visit-done-commented"),
    )
}
