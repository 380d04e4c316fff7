//! The reviewer's pages: the declaration, the review while it is written, and what was submitted.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::facts::Facts;
use super::{answer, home, load};
use crate::admission::case::{self, Case, Tab};
use crate::admission::review::acts::reviewer as acts;
use crate::admission::review::forms;
use crate::admission::review::policy::SeeOwnReview;
use crate::admission::review::rules::{Answer, Assignment, Review, Sheet, Standing};
use crate::admission::stage::Stage;
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Lang, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, Reply, Signed, View};

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
    view: &View,
    db: &Db,
    now: Moment,
    (case, review): (Case, Option<Review>),
    form: &mut Form,
) -> Reply {
    let review = review.ok_or(Fault::Missing)?;
    let actor = view.actor().ok_or(Fault::SignIn)?;
    let part = review.of(&actor.id).ok_or(Fault::Missing)?;
    Can::<SeeOwnReview>::check(actor, part)?;
    let title = say!("review-title-of", name = &case.company_name);
    let running = case.stage(now) == Stage::UnderReview && review.conclusion.is_none();
    match part.standing() {
        Standing::Asked if running => answer(
            view,
            form,
            title,
            &DeclarePage {
                form,
                case: &case,
                part,
            },
        ),
        Standing::Working if running => {
            let (case2, lang) = (case.clone(), view.lang());
            let facts = db.read(move |conn| Facts::load(conn, &case2, lang)).await?;
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
            answer(view, form, title, &page)
        }
        _ => {
            let (me, id) = (actor.id.clone(), case.id.clone());
            let own = db
                .read(move |conn| case::Part::load(conn, &me, &id))
                .await?;
            let page = ReadPage {
                tabs: own.tabs("review"),
                case: &case,
                part,
                review: &review,
                lang: view.lang(),
            };
            view.page(title, &page)
        }
    }
}

/// `POST /desk/cases/{case}/review/declare`
pub async fn declare(
    _: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let Some(conflict) = forms::declaration(&mut form) else {
        let found = load(&db, &id).await?;
        return page(&view, &db, clock.now(), found, &mut form).await;
    };
    let said = if conflict.is_some() {
        say!("review-done-conflict")
    } else {
        say!("review-done-declared")
    };
    let case = id.clone();
    db.write(&view.who(), move |tx| {
        acts::declare(tx, &case, conflict.as_deref())
    })
    .await?;
    view.done(&format!("{}/mine", home(&id)), said)
}

/// `POST /desk/cases/{case}/review/answers`: keeps the draft, or submits with `do=submit`.
pub async fn write(
    _: Signed,
    req: HttpRequest,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let found = load(&db, &id).await?;
    let content = found.1.as_ref().ok_or(Fault::Missing)?.content().clone();
    let quiet = req.headers().contains_key("x-autosave");
    let submits = form.value("do") == "submit" && !quiet;
    let Some(sheet) = forms::sheet(&mut form, &content) else {
        return page(&view, &db, clock.now(), found, &mut form).await;
    };
    keep(&view, &db, &id, &sheet).await?;
    if quiet {
        return Ok(HttpResponse::NoContent().finish());
    }
    let mine = format!("{}/mine", home(&id));
    if !submits {
        return view.done(&mine, say!("review-done-saved"));
    }
    let settled = sheet.settled(&content);
    forms::refuse_lacks(&mut form, settled.lacks(&content));
    if form.is_refused() {
        return page(&view, &db, clock.now(), load(&db, &id).await?, &mut form).await;
    }
    db.write(&view.who(), move |tx| acts::submit(tx, &id, &settled))
        .await?;
    view.done(&mine, say!("review-done-submitted"))
}

async fn keep(view: &View, db: &Db, id: &CaseId, sheet: &Sheet) -> Result<(), Fault> {
    let (id, sheet) = (id.clone(), sheet.clone());
    db.write(&view.who(), move |tx| acts::save_draft(tx, &id, &sheet))
        .await
}
