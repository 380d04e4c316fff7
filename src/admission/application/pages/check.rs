//! The completeness check: every requirement marked, everything missing named at once, or accepted.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::office::changes;
use crate::admission::application::acts::office;
use crate::admission::application::forms;
use crate::admission::application::rules::{Field, Paper, PaperKind, Requirement, requirements};
use crate::admission::application::store::check::{self, Correction};
use crate::admission::application::store::{draft, terms};
use crate::admission::case::{self, LeadCases, SeeCases, Top};
use crate::admission::stage::Stage;
use crate::chamber::rules::Ranks;
use crate::companies::{self, Company};
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Act, Actor, Day, Moment, time};
use crate::platform::db::{Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::{filters, settings};
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "admission/check.html")]
struct CheckPage {
    top: Top,
    leads: bool,
    required: Vec<Requirement>,
    facts: Vec<(Field, String)>,
    papers: Vec<Paper>,
    changes: Vec<(&'static str, String, String)>,
    corrections: Vec<Correction>,
    alike: Vec<Company>,
    form: Form,
    deadline: Day,
}

impl CheckPage {
    fn is_open(&self) -> bool {
        self.leads && matches!(self.top.stage(), Stage::Submitted | Stage::Resubmitted)
    }

    /// Whether a duplicate can still be resolved.
    fn can_resolve(&self) -> bool {
        self.leads && office::can_resolve(self.top.stage())
    }

    /// What the applicant wrote that belongs to a requirement.
    fn facts_of(&self, requirement: &Requirement) -> Vec<&(Field, String)> {
        use crate::admission::application::rules::Step;
        let fits = |field: Field| match *requirement {
            Requirement::Identity => matches!(field, Field::Name | Field::CreditCode),
            Requirement::Company => {
                field.step() == Step::Company && !matches!(field, Field::Name | Field::CreditCode)
            }
            Requirement::People => field.step() == Step::People,
            Requirement::Recommenders => field.step() == Step::Rank && field != Field::Rank,
            Requirement::Reasons => field.step() == Step::Reasons,
            Requirement::Paper(_) | Requirement::Other => false,
        };
        self.facts
            .iter()
            .filter(|(field, _)| fits(*field))
            .collect()
    }

    fn papers_of(&self, requirement: &Requirement) -> Vec<&Paper> {
        let wanted = |kind: PaperKind| match *requirement {
            Requirement::Paper(asked) => kind == asked,
            Requirement::Identity => kind == PaperKind::Licence,
            Requirement::Other => !self.required.contains(&Requirement::Paper(kind)),
            _ => false,
        };
        self.papers
            .iter()
            .filter(|paper| wanted(paper.kind))
            .collect()
    }
}

/// `GET /desk/cases/{case}/check`
pub async fn show(me: May<SeeCases>, call: Call, id: web::Path<CaseId>) -> Reply {
    let leads = LeadCases::allows(&me, &());
    let page = load(&call, id.into_inner(), (&me, leads)).await?;
    call.page(say!("admission-tab-check"), &page)
}

async fn load(call: &Call, id: CaseId, (me, leads): (&Actor, bool)) -> Result<CheckPage, Fault> {
    let (now, speech, me) = (call.now(), call.speech(), me.clone());
    call.read(move |conn| {
        let case = case::seen(conn, &me, &id)?;
        let top = Top::new(case, now, speech);
        let required = requirements(&terms::asked(&top.journey.route));
        let ranks: Ranks = settings::get(conn)?;
        let revisions = draft::revisions(conn, &id)?;
        let newest = revisions.last().cloned().ok_or(Fault::Missing)?;
        let before = revisions.iter().rev().nth(1);
        let marks = check::marks(conn, &id, newest.number, &required)?;
        let code = CreditCode::parse(newest.answers.get(Field::CreditCode)).ok();
        let name = newest.answers.get(Field::Name);
        let text = |(field, text)| (field, super::sheet::shown(field, text, &ranks.list, speech));
        let deadline = now + chrono::TimeDelta::days(top.journey.route.limits.correction.into());
        Ok(CheckPage {
            alike: companies::alike(conn, name, code.as_ref(), top.case.company.as_ref())?,
            changes: before.map_or_else(Vec::new, |b| changes(b, &newest, &ranks.list, speech)),
            facts: newest.answers.filled().map(text).collect(),
            corrections: check::corrections(conn, &id)?,
            deadline: time::day_in(speech.zone, deadline),
            form: forms::marked(&marks),
            papers: newest.papers,
            required,
            leads,
            top,
        })
    })
    .await
}

/// `POST /desk/cases/{case}/check`: saves the marks; `go` is `return` or `accept` to close the check.
pub async fn submit(
    me: May<LeadCases>,
    call: Call,
    id: web::Path<CaseId>,
    req: HttpRequest,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let now = call.now();
    let (me, case) = ((*me).clone(), id.clone());
    let route = call
        .read(move |conn| Ok(case::seen(conn, &me, &case)?.journey(now).route))
        .await?;
    let marks = forms::marks(&form, &requirements(&terms::asked(&route)));
    let saved = (id.clone(), marks.clone());
    let save = move |tx: &mut Tx| office::mark(tx, &saved.0, &saved.1).map(|_| ());
    if req.headers().contains_key("x-autosave") {
        call.write(save).await?;
        return Ok(HttpResponse::NoContent().finish());
    }
    let (check, case) = (
        format!("/desk/cases/{id}/check"),
        format!("/desk/cases/{id}"),
    );
    if !["return", "accept"].contains(&form.value("go")) {
        return call.act(save).then(check, say!("application-saved")).await;
    }
    // What was marked is kept, also if the check can't be closed yet.
    call.write(save).await?;
    let (answer_by, say) = if form.value("go") == "return" {
        let Some(answer_by) = deadline(&mut form, call.speech()) else {
            return call.warned(&check, say!("application-refusal-deadline"));
        };
        (Some(answer_by), say!("admission-check-returned"))
    } else {
        (None, say!("admission-check-accepted"))
    };
    call.act(move |tx| match answer_by {
        Some(answer_by) => office::send_back(tx, &id, &marks, answer_by),
        None => office::accept(tx, &id, &marks),
    })
    .then(case, say)
    .or_warn(&check)
    .await
}

/// The last second of the day that was chosen, so that the deadline reads as that day.
fn deadline(form: &mut Form, speech: Speech) -> Option<Moment> {
    form.date("answer_by")
        .map(|day| time::end_of(speech.zone, day) - chrono::TimeDelta::seconds(1))
}

/// `POST /desk/cases/{case}/duplicate`: `company`, `how` is `join` or `take`, `reason`.
pub async fn duplicate(
    _: May<LeadCases>,
    call: Call,
    id: web::Path<CaseId>,
    mut form: Form,
) -> Reply {
    let to = format!("/desk/cases/{id}/check");
    let known: CompanyId = form.value("company").parse().map_err(|_| Fault::Missing)?;
    let take = form.value("how") == "take";
    let Some(reason) = form.text("reason", 1..=500) else {
        return call.warned(&to, say!("application-wrong-reason"));
    };
    call.act(move |tx| match take {
        true => office::take_code(tx, &id, &known, &reason),
        false => office::join_known(tx, &id, &known, &reason),
    })
    .then(&to, say!("admission-duplicate-settled"))
    .or_warn(&to)
    .await
}
