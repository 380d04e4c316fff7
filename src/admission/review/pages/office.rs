//! The office's page of a review: whom to ask, how far it is, the reviews side by side, the conclusion.

use actix_web::web::Path;
use askama::Template;
use chrono::Duration;

use super::{home, seen};
use crate::admission::case::{Case, LeadCases, Top};
use crate::admission::review::acts::office as acts;
use crate::admission::review::forms;
use crate::admission::review::rules::{Candidate, Review, Standing, Summary};
use crate::admission::stage::Stage;
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::time::day_in;
use crate::kernel::{Can, Lang, Moment, Say};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

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
    call: &Call,
    now: Moment,
    (case, review): (Case, Option<Review>),
    form: &mut Form,
) -> Reply {
    let actor = call.actor().ok_or(Fault::SignIn)?;
    let leads = Can::<LeadCases>::check(actor, &()).is_ok();
    let stage = case.stage(now);
    let title = say!("review-title-of", name = &case.company_name);
    let top = Top::new(case.clone(), now, call.speech());
    let running = stage == Stage::UnderReview;
    let candidates = if leads && (running || stage == Stage::Accepted) {
        let case = case.clone();
        call.read(move |conn| acts::candidates(conn, &case)).await?
    } else {
        vec![]
    };
    if form.value("due").is_empty() {
        let days = i64::from(case.journey(now).route.limits.review);
        let day = day_in(call.brand().zone, now + Duration::days(days));
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
        return call.with_form(title, form, &page);
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
        lang: call.lang(),
    };
    call.with_form(title, form, &page)
}

/// The page again, with what was typed and what is wrong with it.
async fn again(call: &Call, id: &CaseId, form: &Form) -> Reply {
    page(call, call.now(), seen(call, id).await?, &mut form.clone()).await
}

/// `POST /desk/cases/{case}/review/open`
pub async fn open(_: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let asked = forms::asked(&mut form, call.brand().zone);
    let (id, case) = (path.clone(), path.into_inner());
    call.act_on(asked, move |tx, (people, due)| {
        acts::open(tx, &case, people, *due)
    })
    .then(home(&id), say!("review-done-opened"))
    .or_again("reviewer", &mut form, async |form| {
        again(&call, &id, form).await
    })
    .await
}

/// `POST /desk/cases/{case}/review/assign`
pub async fn assign(_: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let asked = forms::asked(&mut form, call.brand().zone);
    let (id, case) = (path.clone(), path.into_inner());
    call.act_on(asked, move |tx, (people, due)| {
        people
            .iter()
            .try_for_each(|person| acts::assign(tx, &case, person, *due))
    })
    .then(home(&id), say!("review-done-assigned"))
    .or_again("reviewer", &mut form, async |form| {
        again(&call, &id, form).await
    })
    .await
}

/// `POST /desk/cases/{case}/review/release`
pub async fn release(_: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let (id, read) = (path.into_inner(), forms::person_and_reason(&mut form));
    let case = id.clone();
    call.act_on(read, move |tx, (person, why)| {
        acts::release(tx, &case, person, why)
    })
    .then(home(&id), say!("review-done-released"))
    .or_again("reason", &mut form, async |form| {
        again(&call, &id, form).await
    })
    .await
}

/// `POST /desk/cases/{case}/review/reopen`
pub async fn reopen(_: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let (id, read) = (path.into_inner(), forms::person_and_reason(&mut form));
    let due = forms::due(&mut form, call.brand().zone);
    let case = id.clone();
    call.act_on((read, due), move |tx, ((person, why), due)| {
        acts::reopen(tx, &case, person, (why, *due))
    })
    .then(home(&id), say!("review-done-reopened"))
    .or_again("reason", &mut form, async |form| {
        again(&call, &id, form).await
    })
    .await
}

/// `POST /desk/cases/{case}/review/conclude`
pub async fn conclude(_: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let (_, review) = seen(&call, &id).await?;
    let review = review.ok_or(Fault::Missing)?;
    let verdict = forms::verdict(&mut form);
    if let Some(verdict) = &verdict {
        forms::refuse_lacks(&mut form, review.lacks(verdict));
    }
    let verdict = verdict.filter(|_| !form.is_refused());
    let case = id.clone();
    call.act_on(verdict, move |tx, verdict| {
        acts::conclude(tx, &case, verdict)
    })
    .then(home(&id), say!("review-done-concluded"))
    .or_again("proposal", &mut form, async |form| {
        again(&call, &id, form).await
    })
    .await
}
