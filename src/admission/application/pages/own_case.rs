//! The applicant's page of a case: where it stands, what is asked of them, what comes next and by
//! when, the record. Nothing internal.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::sheet::{self, Part};
use crate::admission::application::acts::applicant::{self, can_change};
use crate::admission::application::forms;
use crate::admission::application::rules::{
    ASKED, Field, Paper, Progress, Purpose, Step, progress,
};
use crate::admission::application::store::check::{self, Correction};
use crate::admission::application::store::draft;
use crate::admission::application::store::terms;
use crate::admission::case::{self, Line, ReadOwnCase, Reader, Top};
use crate::admission::people;
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::companies::book;
use crate::companies::book::rules::Consent;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Moment, Say, time};
use crate::platform::db::{Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "application/case.html")]
struct CasePage {
    top: Top,
    may_submit: bool,
    correction: Option<Correction>,
    steps: Option<[Progress; 5]>,
    parts: Vec<Part>,
    papers: Vec<Paper>,
    consents: Vec<Consent>,
    record: Vec<Line>,
    grounds: Vec<String>,
    /// How many of those whom the application names still have to confirm it.
    unconfirmed: usize,
    form: Form,
}

impl CasePage {
    fn id(&self) -> &crate::kernel::id::CaseId {
        &self.top.case.id
    }

    /// Whether the applicant has to do something now.
    fn is_asked(&self) -> bool {
        self.top.wait.on == Party::Applicant && self.may_submit
    }

    /// Until when: the applicant's own deadlines, and how long others take at most.
    fn until(&self) -> Option<Moment> {
        self.top.wait.until.filter(|until| *until > self.top.now)
    }

    fn tone(&self) -> &'static str {
        match self.top.stage() {
            Stage::Member => "done",
            _ if self.is_asked() => "",
            _ => "wait",
        }
    }

    fn title(&self) -> &'static str {
        match self.is_asked() {
            true => "application-case-asked",
            false => "application-case-next",
        }
    }

    /// What is told of the stage; of a rejection whose reasons are still to come, that they will.
    fn told(&self) -> &'static str {
        match self.top.stage() {
            Stage::Rejected if self.grounds.is_empty() => "application-case-reasons-follow",
            stage => stage.told(),
        }
    }

    /// The time that belongs to it, if any.
    fn note(&self) -> Option<Say> {
        self.until().map(|until| match self.is_asked() {
            true => say!("application-case-asked-until", until = until),
            false => say!("application-case-next-until", until = until),
        })
    }

    /// The one thing to do: message key and address.
    fn action(&self) -> Option<(&'static str, String)> {
        let at = |page: &str| format!("/my/applications/{}/{page}", self.id());
        let action = match self.top.stage() {
            Stage::Draft => ("application-case-continue", at(&self.next_step())),
            Stage::Returned => ("application-case-correct", at("send")),
            Stage::AgreementSent => ("application-case-sign", at("agreement")),
            Stage::Member => ("application-case-home", "/my".to_owned()),
            _ => return None,
        };
        (self.is_asked() || self.top.stage() == Stage::Member).then_some(action)
    }

    /// The first step that lacks something; the sending if none does.
    fn next_step(&self) -> String {
        let steps = self.steps.iter().flatten();
        let open = steps.into_iter().find(|step| !step.is_done());
        open.map_or("send".to_owned(), |step| {
            format!("step/{}", step.step.word())
        })
    }

    fn can_withdraw(&self) -> bool {
        self.may_submit && self.top.stage().is_open()
    }

    fn can_object(&self) -> bool {
        let journey = &self.top.journey;
        let over = journey.appeal_until().is_some_and(|t| t <= self.top.now);
        self.may_submit && journey.stage == Stage::Rejected && !over
    }

    /// Whether a new case can follow on this one, now.
    fn can_apply_again(&self) -> bool {
        let waits = self
            .top
            .journey
            .apply_again_from()
            .is_some_and(|from| from > self.top.now);
        let stage = self.top.stage();
        self.may_submit && !stage.is_open() && stage != Stage::Member && !waits
    }

    /// Each purpose with whether consent to it stands, and since when.
    fn purposes(&self) -> Vec<(Purpose, Field, Option<Moment>)> {
        let standing = |purpose: Purpose| {
            let mut all = self.consents.iter().rev();
            all.find(|c| c.purpose == purpose && c.stands())
                .map(|c| c.given_at)
        };
        ASKED
            .into_iter()
            .map(|(purpose, field)| (purpose, field, standing(purpose)))
            .collect()
    }

    fn is_optional(&self, purpose: &Purpose) -> bool {
        *purpose != Purpose::Processing
    }

    fn edit(&self, _: &Step) -> Option<String> {
        None
    }

    fn paper_href(&self, paper: &Paper) -> String {
        format!("/my/applications/{}/papers/{}", self.id(), paper.id)
    }
}

async fn page(me: &Signed, call: &Call, id: CaseId) -> Result<CasePage, Fault> {
    let (me, now, speech) = ((**me).clone(), call.now(), call.speech());
    call.read(move |conn| {
        let case = case::load(conn, &id)?;
        Can::<ReadOwnCase>::check(&me, &case)?;
        let changeable = can_change(case.stage(now));
        let draft = draft::draft(conn, &id)?.answers;
        let terms = terms::terms(conn, draft.get(Field::Rank))?;
        let today = time::day_in(speech.zone, now);
        let sent = draft::revision(conn, &id)?;
        let papers = match &sent {
            Some(revision) if !changeable => revision.papers.clone(),
            _ => draft::papers(conn, &id)?,
        };
        let correction = check::open_correction(conn, &id)?;
        let mut form = Form::default();
        for item in correction.iter().flat_map(|c| &c.items) {
            form.put(&format!("answer-{}", item.number), &item.answer);
        }
        let steps = progress(&draft, &papers, &terms.ask, today);
        let (answers, quoted) = match sent {
            Some(revision) => (revision.answers, revision.quoted),
            None => (draft, None),
        };
        Ok(CasePage {
            parts: sheet::parts(&answers, quoted.as_ref(), &terms.ranks, speech),
            steps: changeable.then_some(steps),
            consents: book::consents_of_case(conn, &id)?,
            record: case.lines(now, speech, Reader::Applicant),
            grounds: case.grounds(),
            may_submit: case.may_submit(&me),
            unconfirmed: people::unconfirmed(conn, &case, now)?,
            top: Top::new(case, now, speech),
            correction,
            papers,
            form,
        })
    })
    .await
}

/// `GET /my/applications/{case}`
pub async fn show(me: Signed, call: Call, id: web::Path<CaseId>) -> Reply {
    shown(&call, &page(&me, &call, id.into_inner()).await?)
}

fn shown(view: &View, page: &CasePage) -> Reply {
    let title = match page.top.case.number() {
        "" => say!("application-case-draft"),
        number => say!("application-case-title", number = number),
    };
    view.with_form(title, &page.form, page)
}

fn home(id: &CaseId) -> String {
    format!("/my/applications/{id}")
}

/// `POST /my/applications/{case}/answers`: answers to the correction list, saved as they are typed.
pub async fn answer(
    me: Signed,
    call: Call,
    id: web::Path<CaseId>,
    req: HttpRequest,
    form: Form,
) -> Reply {
    let id = id.into_inner();
    let (case, answers) = (id.clone(), forms::item_answers(&form));
    let save = move |tx: &mut Tx| applicant::answer_items(tx, &case, &answers);
    if req.headers().contains_key("x-autosave") {
        call.write(save).await?;
        return Ok(HttpResponse::NoContent().finish());
    }
    let to = format!("{}/send", home(&id));
    let mut page = page(&me, &call, id).await?;
    page.form = forms::answered(page.correction.as_ref(), &form);
    if page.form.is_refused() {
        // What was answered is kept all the same.
        call.write(save).await?;
        return shown(&call, &page);
    }
    call.act(save).then_go(to).await
}

/// `POST /my/applications/{case}/withdraw`
pub async fn withdraw(_: Signed, call: Call, id: web::Path<CaseId>, mut form: Form) -> Reply {
    let id = id.into_inner();
    let Some(reason) = form.optional("reason", 500) else {
        return call.warned(&home(&id), say!("companies-odd-long", most = 500));
    };
    let case = id.clone();
    let reason = reason.unwrap_or_default();
    call.act(move |tx| applicant::withdraw(tx, &case, &reason))
        .then(home(&id), say!("application-withdrawn"))
        .or_warn(&home(&id))
        .await
}

/// `POST /my/applications/{case}/appeal`
pub async fn appeal(me: Signed, call: Call, id: web::Path<CaseId>, mut form: Form) -> Reply {
    let id = id.into_inner();
    let Some(reason) = form.text("reason", 1..=2000) else {
        let mut page = page(&me, &call, id).await?;
        page.form = form;
        return shown(&call, &page);
    };
    let case = id.clone();
    call.act(move |tx| applicant::appeal(tx, &case, &reason))
        .then(home(&id), say!("application-appealed"))
        .or_warn(&home(&id))
        .await
}

/// `POST /my/applications/{case}/consents`: `purpose`, `given` is `yes` or `no`.
pub async fn consent(_: Signed, call: Call, id: web::Path<CaseId>, form: Form) -> Reply {
    let id = id.into_inner();
    let purpose = Purpose::from_word(form.value("purpose")).ok_or(Fault::Missing)?;
    let given = form.value("given") == "yes";
    let case = id.clone();
    let said = match given {
        true => say!("application-consent-given"),
        false => say!("application-consent-withdrawn"),
    };
    call.act(move |tx| applicant::set_consent(tx, &case, purpose, given))
        .then(home(&id), said)
        .or_warn(&home(&id))
        .await
}
