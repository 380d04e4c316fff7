//! One step of the form: shown, saved as it is typed, checked when one goes on.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::admission::application::acts::applicant::{can_change, save_step, type_over};
use crate::admission::application::forms;
use crate::admission::application::rules::{
    Answers, Field, Paper, PaperKind, Progress, Step, progress,
};
use crate::admission::application::store::{draft, terms};
use crate::admission::case::{self, SubmitCase};
use crate::companies::rules::{Currency, Industry, LegalForm, RevenueBand, StaffBand};
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can, Day, Lang, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed, View};

/// What a step belongs to.
pub(super) enum Place {
    /// A case.
    Case(CaseId),
    /// What is written before its writer's address is confirmed; papers come after.
    Early,
}

impl Place {
    /// The page of the whole.
    pub(super) fn home(&self) -> String {
        match self {
            Self::Case(id) => format!("/my/applications/{id}"),
            Self::Early => "/join/draft".to_owned(),
        }
    }

    /// The page of a step.
    pub(super) fn step(&self, step: Step) -> String {
        match self {
            Self::Case(_) => format!("{}/step/{}", self.home(), step.word()),
            Self::Early => format!("{}?step={}", self.home(), step.word()),
        }
    }

    /// The last look before sending.
    fn send(&self) -> String {
        match self {
            Self::Case(_) => format!("{}/send", self.home()),
            Self::Early => self.home(),
        }
    }

    /// Whether it has this step.
    pub(super) fn has(&self, step: Step) -> bool {
        matches!(self, Self::Case(_)) || step != Step::Papers
    }

    /// The page after a step.
    fn after(&self, step: Step) -> String {
        let mut later = Step::ALL.into_iter().filter(|one| *one > step);
        let next = later.find(|one| self.has(*one));
        next.map_or_else(|| self.send(), |next| self.step(next))
    }

    /// The page before a step.
    fn before(&self, step: Step) -> String {
        let mut earlier = Step::ALL.into_iter().rev().filter(|one| *one < step);
        let previous = earlier.find(|one| self.has(*one));
        previous.map_or_else(|| self.home(), |previous| self.step(previous))
    }
}

/// Everything a step's page needs.
pub(super) struct Filling {
    pub(super) place: Place,
    papers: Vec<Paper>,
    pub(super) answers: Answers,
    terms: terms::Terms,
    /// The ranks one can apply for, with what each costs and takes.
    offers: Vec<terms::Offer>,
    pub(super) steps: [Progress; 5],
}

impl Filling {
    /// What a place has by now, looked over on this day.
    pub(super) fn of(
        conn: &mut Conn,
        place: Place,
        (answers, papers): (Answers, Vec<Paper>),
        today: Day,
    ) -> Result<Self, Fault> {
        let terms = terms::terms(conn, answers.get(Field::Rank))?;
        Ok(Self {
            steps: progress(&answers, &papers, &terms.ask, today),
            offers: terms::offers(conn, today)?,
            place,
            papers,
            answers,
            terms,
        })
    }
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
    fn home(&self) -> String {
        self.filling.place.home()
    }

    fn here(&self) -> String {
        self.filling.place.step(self.at)
    }

    /// Whether somebody writes it who has an account.
    fn has_case(&self) -> bool {
        matches!(self.filling.place, Place::Case(_))
    }

    /// The steps with their state, the sending last.
    fn steps(&self) -> Vec<(&'static str, String, &'static str, bool)> {
        let place = &self.filling.place;
        let state = |p: &Progress| match (p.is_done(), p.begun) {
            (true, _) => "done",
            (false, _) => "",
        };
        let link = |p: &Progress| {
            let href = place.step(p.step);
            (p.step.key(), href, state(p), p.step == self.at)
        };
        let steps = self.filling.steps.iter().filter(|p| place.has(p.step));
        let mut steps: Vec<_> = steps.map(link).collect();
        steps.push(("application-step-send", place.send(), "", false));
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

    fn rank_name<'a>(&self, offer: &'a terms::Offer) -> &'a str {
        offer.rank.name.get(self.lang)
    }

    fn accept(&self) -> String {
        forms::PAPER.accept()
    }

    /// Name and mail field of each recommender that any rank asks for, so that they stand there whichever is
    /// chosen; with whether the chosen one needs them, and whether another does. One may always be named.
    fn recommenders(&self) -> Vec<(Field, Field, bool, bool)> {
        let asked = usize::from(self.filling.terms.ask.recommenders);
        let offers = self.filling.offers.iter();
        let most = offers.map(|offer| usize::from(offer.route.recommenders));
        let most = most.max().unwrap_or_default().max(asked);
        let pairs = Field::RECOMMENDERS.into_iter().enumerate();
        pairs
            .take(most.max(1))
            .map(|(n, (name, email))| (name, email, n < asked, n < most))
            .collect()
    }

    fn previous(&self) -> String {
        self.filling.place.before(self.at)
    }
}

/// `GET /my/applications/{case}/step/{step}`
pub async fn show(me: Signed, call: Call, path: web::Path<(CaseId, String)>) -> Reply {
    let (id, step) = path.into_inner();
    let step = Step::from_word(&step).ok_or(Fault::Missing)?;
    let home = format!("/my/applications/{id}");
    match load(&me, &call, id, None).await? {
        Some(filling) => fresh(&call, &filling, step),
        None => call.go(&home),
    }
}

/// The page of a step with what stands there.
pub(super) fn fresh(view: &View, filling: &Filling, at: Step) -> Reply {
    let mut form = forms::filled(&filling.answers);
    default_currency(&mut form);
    page(view, filling, at, &form)
}

/// Most companies state their capital in yuan: said for them, and so saved with what they say.
fn default_currency(form: &mut Form) {
    if form.value(Field::Currency.as_str()).is_empty() {
        form.put(&format!("was-{}", Field::Currency.as_str()), "");
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

/// The papers, with what is wrong with one that was sent, at its field.
pub(super) async fn refused_paper(
    me: &Actor,
    call: &Call,
    id: CaseId,
    (kind, say): (PaperKind, Say),
) -> Reply {
    let filling = load(me, call, id, None).await?.ok_or(Fault::Missing)?;
    let mut form = forms::filled(&filling.answers);
    form.refuse(kind.word(), say);
    page(call, &filling, Step::Papers, &form)
}

/// What was typed into a field; `None` where that is what the page came with.
pub(super) fn changed(form: &Form, field: Field) -> Option<String> {
    form.changed(field.as_str()).map(str::to_owned)
}

/// The case as it is filled in, with what was typed on a step over it; none where it can't be changed any more.
async fn load(
    me: &Actor,
    call: &Call,
    id: CaseId,
    typed: Option<(Step, Form)>,
) -> Result<Option<Filling>, Fault> {
    let (me, now, today) = (me.clone(), call.now(), call.today());
    call.read(move |conn| {
        let case = case::load(conn, &id)?;
        Can::<SubmitCase>::check(&me, &case)?;
        let mut answers = draft::draft(conn, &id)?.answers;
        if let Some((step, form)) = &typed {
            type_over(&mut answers, *step, |field| changed(form, field));
        }
        let all = (answers, draft::papers(conn, &id)?);
        let filling = Filling::of(conn, Place::Case(id.clone()), all, today)?;
        // Whoever typed into one that was sent meanwhile is told as it is saved.
        let open = typed.is_some() || can_change(case.stage(now));
        Ok(open.then_some(filling))
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
    if form.value("go") == "later" {
        let home = Place::Case(id).home();
        return call.act(save).then(home, say!("application-saved")).await;
    }
    let filling = load(&me, &call, id, Some((step, form))).await?;
    go_on(&call, &filling.ok_or(Fault::Missing)?, step, save).await
}

/// Saves a step and goes on to the next one, or shows what this one lacks. `filling`: with what was typed.
pub(super) async fn go_on(
    call: &Call,
    filling: &Filling,
    step: Step,
    save: impl Fn(&mut Tx) -> Result<(), Fault> + Send + 'static,
) -> Reply {
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
        return page(call, filling, step, &form);
    }
    call.act(save).then_go(filling.place.after(step)).await
}
