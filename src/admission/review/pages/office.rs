//! The office's page of a review: whom to ask, how far it is, the reviews side by side, the conclusion.

use actix_web::web::{Data, Path};
use askama::Template;
use chrono::Duration;

use super::{answer, home, seen};
use crate::admission::case::{Case, LeadCases, Top};
use crate::admission::review::acts::office as acts;
use crate::admission::review::forms;
use crate::admission::review::rules::{Candidate, Review, Standing, Summary};
use crate::admission::stage::Stage;
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::time::day_in;
use crate::kernel::{Can, Lang, Moment, Say};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "review/open.html")]
struct OpenPage<'a> {
    form: &'a Form,
    top: Top,
    case: &'a Case,
    /// Whether the case has come so far that a review can open.
    ready: bool,
    leads: bool,
    candidates: &'a [Candidate],
}

#[derive(Template)]
#[template(path = "review/office.html")]
struct OfficePage<'a> {
    form: &'a Form,
    top: Top,
    case: &'a Case,
    review: &'a Review,
    summary: &'a Summary,
    candidates: &'a [Candidate],
    leads: bool,
    running: bool,
    own: bool,
    now: Moment,
    lang: Lang,
}

impl OfficePage<'_> {
    /// Who could still be asked.
    fn others(&self) -> impl Iterator<Item = &Candidate> {
        let free = |c: &&Candidate| c.bar.is_none() && self.review.of(&c.person).is_none();
        self.candidates.iter().filter(free)
    }

    /// What the page says on top: how far the review is.
    fn progress(&self) -> Say {
        let (done, awaited) = self.review.progress();
        say!("review-office-progress", done = done, all = done + awaited)
    }
}

/// The page, with what was typed if something was refused.
pub async fn page(
    view: &View,
    db: &Db,
    now: Moment,
    (case, review): (Case, Option<Review>),
    form: &mut Form,
) -> Reply {
    let actor = view.actor().ok_or(Fault::SignIn)?;
    let leads = Can::<LeadCases>::check(actor, &()).is_ok();
    let stage = case.stage(now);
    let title = say!("review-title-of", name = &case.company_name);
    let top = Top::new(case.clone(), now, view.speech());
    let running = stage == Stage::UnderReview;
    let candidates = if leads && (running || stage == Stage::Accepted) {
        let case = case.clone();
        db.read(move |conn| acts::candidates(conn, &case)).await?
    } else {
        vec![]
    };
    if form.value("due").is_empty() {
        let days = i64::from(case.journey(now).route.limits.review);
        let day = day_in(view.brand().zone, now + Duration::days(days));
        form.put("due", day.to_string());
    }
    let Some(review) = review else {
        if !form.is_refused() {
            let best = candidates.iter().filter(|c| c.bar.is_none()).take(2);
            best.for_each(|c| form.put("reviewer", c.person.as_str()));
        }
        let page = OpenPage {
            form,
            top,
            case: &case,
            ready: stage == Stage::Accepted,
            leads,
            candidates: &candidates,
        };
        return answer(view, form, title, &page);
    };
    if let (Some(proposal), false) = (review.proposed(), form.is_refused()) {
        form.put("proposal", proposal.word());
    }
    let page = OfficePage {
        form,
        top,
        case: &case,
        review: &review,
        summary: &review.summary(),
        candidates: &candidates,
        leads,
        running: running && review.conclusion.is_none(),
        own: review.of(&actor.id).is_some(),
        now,
        lang: view.lang(),
    };
    answer(view, form, title, &page)
}

/// What every handler of this page is given.
type Tools = (View, Data<Db>, Data<Clock>);

/// Does what a form asked for and comes back; where the form was wrong, or a rule refuses it, the page
/// comes again, a refusal at this field.
async fn act<F>(
    (view, db, clock): &Tools,
    (id, mut form): (CaseId, Form),
    (field, work): (&str, Option<F>),
    done: Say,
) -> Reply
where
    F: Fn(&mut Tx, &CaseId) -> Result<(), Fault> + Send + 'static,
{
    if let Some(work) = work {
        let case = id.clone();
        match db.write(&view.who(), move |tx| work(tx, &case)).await {
            Ok(()) => return view.done(&home(&id), done),
            Err(fault) => form.refuse_fault(field, fault)?,
        }
    }
    page(view, db, clock.now(), seen(view, db, &id).await?, &mut form).await
}

/// `POST /desk/cases/{case}/review/open`
pub async fn open(_: May<LeadCases>, tools: Tools, path: Path<CaseId>, mut form: Form) -> Reply {
    let asked = forms::asked(&mut form, tools.0.brand().zone);
    let work = asked
        .map(|(people, due)| move |tx: &mut Tx, case: &CaseId| acts::open(tx, case, &people, due));
    let asked = (path.into_inner(), form);
    act(
        &tools,
        asked,
        ("reviewer", work),
        say!("review-done-opened"),
    )
    .await
}

/// `POST /desk/cases/{case}/review/assign`
pub async fn assign(_: May<LeadCases>, tools: Tools, path: Path<CaseId>, mut form: Form) -> Reply {
    let asked = forms::asked(&mut form, tools.0.brand().zone);
    let work = asked.map(|(people, due)| {
        move |tx: &mut Tx, case: &CaseId| {
            people
                .iter()
                .try_for_each(|person| acts::assign(tx, case, person, due))
        }
    });
    let asked = (path.into_inner(), form);
    act(
        &tools,
        asked,
        ("reviewer", work),
        say!("review-done-assigned"),
    )
    .await
}

/// `POST /desk/cases/{case}/review/release`
pub async fn release(_: May<LeadCases>, tools: Tools, path: Path<CaseId>, mut form: Form) -> Reply {
    let read = forms::person_and_reason(&mut form);
    let work = read.map(|(person, why)| {
        move |tx: &mut Tx, case: &CaseId| acts::release(tx, case, &person, &why)
    });
    let asked = (path.into_inner(), form);
    act(
        &tools,
        asked,
        ("reason", work),
        say!("review-done-released"),
    )
    .await
}

/// `POST /desk/cases/{case}/review/reopen`
pub async fn reopen(_: May<LeadCases>, tools: Tools, path: Path<CaseId>, mut form: Form) -> Reply {
    let read = forms::person_and_reason(&mut form);
    let due = forms::due(&mut form, tools.0.brand().zone);
    let work = read.zip(due).map(|((person, why), due)| {
        move |tx: &mut Tx, case: &CaseId| acts::reopen(tx, case, &person, (&why, due))
    });
    let asked = (path.into_inner(), form);
    act(
        &tools,
        asked,
        ("reason", work),
        say!("review-done-reopened"),
    )
    .await
}

/// `POST /desk/cases/{case}/review/conclude`
pub async fn conclude(
    _: May<LeadCases>,
    tools: Tools,
    path: Path<CaseId>,
    mut form: Form,
) -> Reply {
    let (_, review) = seen(&tools.0, &tools.1, &path).await?;
    let review = review.ok_or(Fault::Missing)?;
    let verdict = forms::verdict(&mut form);
    if let Some(verdict) = &verdict {
        forms::refuse_lacks(&mut form, verdict.lacks(review.content()));
    }
    let verdict = verdict.filter(|_| !form.is_refused());
    let work =
        verdict.map(|verdict| move |tx: &mut Tx, case: &CaseId| acts::conclude(tx, case, &verdict));
    let asked = (path.into_inner(), form);
    act(
        &tools,
        asked,
        ("proposal", work),
        say!("review-done-concluded"),
    )
    .await
}
