//! One step of the form: shown, saved as it is typed, checked when one goes on.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::admission::application::acts::applicant::{can_change, save_step, type_over};
use crate::admission::application::forms;
use crate::admission::application::rules::{
    Answers, Field, Paper, PaperKind, Progress, Step, progress,
};
use crate::admission::application::store::{draft, terms};
use crate::admission::case::{self, Case, SubmitCase};
use crate::chamber::rules::Rank;
use crate::companies::rules::{Currency, Industry, LegalForm, RevenueBand, StaffBand};
use crate::dues;
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can, Lang, Say, time};
use crate::platform::db::{Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed, View};

/// Everything a step's page needs.
struct Filling {
    case: Case,
    papers: Vec<Paper>,
    answers: Answers,
    terms: terms::Terms,
    /// The ranks one can apply for, with what each costs.
    ranks: Vec<(Rank, Say)>,
    steps: [Progress; 5],
    changeable: bool,
}

#[derive(Template)]
#[template(path = "application/step.html")]
struct StepPage<'a> {
    at: Step,
    filling: &'a Filling,
    form: &'a Form,
    lang: Lang,
}

impl StepPage<'_> {
    fn id(&self) -> &CaseId {
        &self.filling.case.id
    }

    /// The steps with their state, the sending last.
    fn steps(&self) -> Vec<(&'static str, String, &'static str, bool)> {
        let state = |p: &Progress| match (p.is_done(), p.begun) {
            (true, _) => "done",
            (false, _) => "",
        };
        let link = |p: &Progress| {
            let href = format!("/my/applications/{}/step/{}", self.id(), p.step.word());
            (p.step.key(), href, state(p), p.step == self.at)
        };
        let mut steps: Vec<_> = self.filling.steps.iter().map(link).collect();
        let send = format!("/my/applications/{}/send", self.id());
        steps.push(("application-step-send", send, "", false));
        steps
    }

    /// Papers of a kind that are there.
    fn papers(&self, kind: &PaperKind) -> Vec<&Paper> {
        self.filling
            .papers
            .iter()
            .filter(|paper| paper.kind == *kind)
            .collect()
    }

    /// The kinds of papers to offer: what is asked, then what may come besides.
    fn kinds(&self) -> Vec<(PaperKind, bool)> {
        let asked = &self.filling.terms.ask.papers;
        let besides = PaperKind::ALL
            .into_iter()
            .filter(|kind| !asked.contains(kind));
        let rest =
            besides.filter(|kind| *kind == PaperKind::Other || !self.papers(kind).is_empty());
        asked
            .iter()
            .map(|kind| (*kind, true))
            .chain(rest.map(|kind| (kind, false)))
            .collect()
    }

    fn rank_name<'a>(&self, rank: &'a Rank) -> &'a str {
        rank.name.get(self.lang)
    }

    fn accept(&self) -> String {
        super::papers::ALLOWED.accept()
    }

    /// Name and mail field of each recommender the route asks for; one may always be named.
    fn recommenders(&self) -> Vec<(Field, Field, bool)> {
        let asked = usize::from(self.filling.terms.ask.recommenders);
        let pairs = Field::RECOMMENDERS
            .into_iter()
            .enumerate()
            .take(self.filling.terms.ask.offers());
        pairs
            .map(|(n, (name, email))| (name, email, n < asked))
            .collect()
    }

    fn previous(&self) -> String {
        match self.at.previous() {
            Some(step) => format!("/my/applications/{}/step/{}", self.id(), step.word()),
            None => format!("/my/applications/{}", self.id()),
        }
    }
}

/// `GET /my/applications/{case}/step/{step}`
pub async fn show(me: Signed, call: Call, path: web::Path<(CaseId, String)>) -> Reply {
    let (id, step) = path.into_inner();
    let step = Step::from_word(&step).ok_or(Fault::Missing)?;
    let filling = load(&me, &call, id, None).await?;
    if !filling.changeable {
        return call.go(&format!("/my/applications/{}", filling.case.id));
    }
    let mut form = forms::filled(&filling.answers);
    default_currency(&mut form);
    page(&call, &filling, step, &form)
}

/// Most companies state their capital in yuan.
fn default_currency(form: &mut Form) {
    if form.value(Field::Currency.as_str()).is_empty() {
        form.put(Field::Currency.as_str(), Currency::Cny.word());
    }
}

fn page(view: &View, filling: &Filling, at: Step, form: &Form) -> Reply {
    let page = StepPage {
        at,
        filling,
        form,
        lang: view.lang(),
    };
    let title = Say::plain(at.key());
    view.with_form(title, form, &page)
}

/// What was typed into a field; `None` where that is what the page came with.
fn changed(form: &Form, field: Field) -> Option<String> {
    form.changed(field.as_str()).map(str::to_owned)
}

/// The case as it is filled in, with what was typed on a step over it.
async fn load(
    me: &Actor,
    call: &Call,
    id: CaseId,
    typed: Option<(Step, Form)>,
) -> Result<Filling, Fault> {
    let (me, now, zone) = (me.clone(), call.now(), call.brand().zone);
    call.read(move |conn| {
        let case = case::load(conn, &id)?;
        Can::<SubmitCase>::check(&me, &case)?;
        let mut answers = draft::draft(conn, &id)?.answers;
        if let Some((step, form)) = &typed {
            type_over(&mut answers, *step, |field| changed(form, field));
        }
        let papers = draft::papers(conn, &id)?;
        let terms = terms::terms(conn, answers.get(Field::Rank))?;
        let steps = progress(&answers, &papers, &terms.ask, time::day_in(zone, now));
        let quotes = dues::quotes(conn, time::day_in(zone, now))?;
        let priced = |rank: &Rank| (rank.clone(), quotes.of(&rank.code).whole());
        let ranks = terms.ranks.iter().map(priced).collect();
        let changeable = can_change(case.stage(now));
        Ok(Filling {
            case,
            papers,
            answers,
            terms,
            ranks,
            steps,
            changeable,
        })
    })
    .await
}

/// `POST /my/applications/{case}/step/{step}`: saves; with `X-Autosave` no more than that, else
/// goes on to the next step, or shows what this one lacks.
pub async fn save(
    me: Signed,
    call: Call,
    path: web::Path<(CaseId, String)>,
    req: HttpRequest,
    form: Form,
) -> Reply {
    let (id, step) = path.into_inner();
    let step = Step::from_word(&step).ok_or(Fault::Missing)?;
    let (saved, typed) = (id.clone(), form.clone());
    let save = move |tx: &mut Tx| save_step(tx, &saved, step, |field| changed(&typed, field));
    if req.headers().contains_key("x-autosave") {
        call.write(save).await?;
        return Ok(HttpResponse::NoContent().finish());
    }
    let home = format!("/my/applications/{id}");
    if form.value("go") == "later" {
        return call.act(save).then(home, say!("application-saved")).await;
    }
    let filling = load(&me, &call, id, Some((step, form))).await?;
    let lacking = filling
        .steps
        .iter()
        .find(|p| p.step == step && !p.is_done());
    let mut form = forms::filled(&filling.answers);
    if let Some(progress) = lacking {
        forms::refuse(&mut form, progress);
    }
    forms::refuse_unprintable(&mut form, step, call.press());
    if form.is_refused() {
        // What was typed is kept all the same.
        call.write(save).await?;
        return page(&call, &filling, step, &form);
    }
    let next = match step.next() {
        Some(next) => format!("{home}/step/{}", next.word()),
        None => format!("{home}/send"),
    };
    call.act(save).then_go(next).await
}
