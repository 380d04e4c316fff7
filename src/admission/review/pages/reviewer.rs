//! The reviewer's pages: the declaration, the review while it is written, and what was submitted.

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::facts::Facts;
use super::{home, load};
use crate::admission::case::{self, Case, Tab};
use crate::admission::review::acts::reviewer as acts;
use crate::admission::review::forms;
use crate::admission::review::policy::SeeOwnReview;
use crate::admission::review::rules::{Answer, Assignment, Review, Sheet, Standing};
use crate::admission::stage::Stage;
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Lang, Moment};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "review/declare.html")]
struct DeclarePage<'a> {
    form: &'a Form,
    case: &'a Case,
    part: &'a Assignment,
}

#[derive(Template)]
#[template(path = "review/write.html")]
struct WritePage<'a> {
    form: &'a Form,
    case: &'a Case,
    part: &'a Assignment,
    review: &'a Review,
    facts: &'a Facts,
    lang: Lang,
    /// Red once the review is late.
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "review/read.html")]
struct ReadPage<'a> {
    tabs: Vec<Tab>,
    case: &'a Case,
    part: &'a Assignment,
    review: &'a Review,
    lang: Lang,
}

/// One's own part as it stands now.
pub async fn page(
    call: &Call,
    now: Moment,
    (case, review): (Case, Option<Review>),
    form: &mut Form,
) -> Reply {
    let review = review.ok_or(Fault::Missing)?;
    let actor = call.actor().ok_or(Fault::SignIn)?;
    let part = review.of(&actor.id).ok_or(Fault::Missing)?;
    Can::<SeeOwnReview>::check(actor, part)?;
    let title = say!("review-title-of", name = &case.company_name);
    let running = case.stage(now) == Stage::UnderReview && review.conclusion.is_none();
    match part.standing() {
        Standing::Asked if running => {
            let page = DeclarePage {
                form,
                case: &case,
                part,
            };
            call.with_form(title, form, &page)
        }
        Standing::Working if running && part.is_open_to_reviewer() => {
            let (case2, lang) = (case.clone(), call.lang());
            let facts = call
                .read(move |conn| Facts::load(conn, &case2, lang))
                .await?;
            let kept = forms::of_sheet(&part.sheet);
            let form = if form.is_refused() { &*form } else { &kept };
            let tone = if part.is_late(now) { "" } else { "wait" };
            let page = WritePage {
                form,
                case: &case,
                part,
                review: &review,
                facts: &facts,
                lang,
                tone,
            };
            call.with_form(title, form, &page)
        }
        _ => {
            let (me, id) = (actor.id.clone(), case.id.clone());
            let own = call
                .read(move |conn| case::Part::load(conn, &me, &id))
                .await?;
            let page = ReadPage {
                tabs: own.tabs("review"),
                case: &case,
                part,
                review: &review,
                lang: call.lang(),
            };
            call.page(title, &page)
        }
    }
}

/// `POST /desk/cases/{case}/review/declare`
pub async fn declare(_: Signed, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let Some(conflict) = forms::declaration(&mut form) else {
        let found = load(&call, &id).await?;
        return page(&call, call.now(), found, &mut form).await;
    };
    let said = if conflict.is_some() {
        say!("review-done-conflict")
    } else {
        say!("review-done-declared")
    };
    let case = id.clone();
    call.act(move |tx| acts::declare(tx, &case, conflict.as_deref()))
        .then(&format!("{}/mine", home(&id)), said)
        .await
}

/// `POST /desk/cases/{case}/review/answers`: keeps the draft, or submits with `do=submit`.
pub async fn write(
    _: Signed,
    req: HttpRequest,
    call: Call,
    path: Path<CaseId>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let found = load(&call, &id).await?;
    let content = found.1.as_ref().ok_or(Fault::Missing)?.content().clone();
    let quiet = req.headers().contains_key("x-autosave");
    let submits = form.value("do") == "submit" && !quiet;
    let Some(sheet) = forms::sheet(&mut form, &content) else {
        return page(&call, call.now(), found, &mut form).await;
    };
    let mine = format!("{}/mine", home(&id));
    if !submits && !quiet {
        return call
            .act(move |tx| acts::save_draft(tx, &id, &sheet))
            .then(&mine, say!("review-done-saved"))
            .await;
    }
    keep(&call, &id, &sheet).await?;
    if quiet {
        return Ok(HttpResponse::NoContent().finish());
    }
    let pruned = sheet.pruned(&content);
    forms::refuse_lacks(&mut form, pruned.lacks(&content));
    if form.is_refused() {
        return page(&call, call.now(), load(&call, &id).await?, &mut form).await;
    }
    call.act(move |tx| acts::submit(tx, &id, &pruned))
        .then(&mine, say!("review-done-submitted"))
        .await
}

async fn keep(call: &Call, id: &CaseId, sheet: &Sheet) -> Result<(), Fault> {
    let (id, sheet) = (id.clone(), sheet.clone());
    call.write(move |tx| acts::save_draft(tx, &id, &sheet))
        .await
}
