//! The office's page of a case's ballot: the proposal to the board, the pack, opening, watching,
//! closing, and every round there was.

use actix_web::web::Path;
use askama::Template;

use crate::admission::ballot::acts::prepare;
use crate::admission::ballot::assemble::assemble;
use crate::admission::ballot::forms;
use crate::admission::ballot::rules::Admission;
use crate::admission::ballot::store::{self, Told};
use crate::admission::case::{self, LeadCases, SeeCases, Top};
use crate::admission::stage::Stage;
use crate::ballots::{self, Clerk, Subject};
use crate::chamber::rules::Organ;
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Lang, Moment, Say};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "ballot/desk.html")]
struct DeskPage<'a> {
    top: Top,
    leads: bool,
    form: &'a Form,
    lang: Lang,
    clerk: Clerk,
    told: Option<Told>,
}

impl DeskPage<'_> {
    fn id(&self) -> &CaseId {
        &self.top.case.id
    }

    /// Whether the secretariat can lay the case before the board now.
    fn may_recommend(&self) -> bool {
        let visit = self.top.journey.visit;
        let stage = self.top.stage();
        self.leads && (stage == Stage::Visited || (stage == Stage::Reviewed && !visit))
    }

    /// Whether the notice has to be published before anything else.
    fn needs_notice(&self) -> bool {
        let journey = &self.top.journey;
        self.leads
            && journey.stage == Stage::Recommended
            && journey.route.notice_days > 0
            && journey.noticed_until.is_none()
    }

    /// Until when the notice still runs.
    fn notice_runs(&self) -> Option<Moment> {
        self.top
            .journey
            .noticed_until
            .filter(|until| *until > self.top.now)
    }

    /// The bodies that the case can be handed over to.
    fn others(&self) -> Vec<(&'static str, Say)> {
        let present = &self.top.journey.route.body;
        let other = |organ: &Organ| organ.word() != present;
        let others = Organ::ALL.into_iter().filter(other);
        others
            .map(|organ| (organ.word(), organ.in_words()))
            .collect()
    }

    /// Whether a ballot could open, by somebody else than the reader.
    fn waits_for_office(&self) -> bool {
        !self.leads && is_ready(self.top.stage())
    }

    /// Whether the applicant still has to be told why.
    fn owes_reasons(&self) -> bool {
        self.leads && self.top.stage() == Stage::Rejected && self.told.is_none()
    }
}

/// Whether a ballot can be opened at this stage, the notice aside.
fn is_ready(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Recommended | Stage::PublicNotice | Stage::NoQuorum | Stage::Deferred
    )
}

async fn page(call: &Call, id: &CaseId, form: &Form) -> Reply {
    let mut form = form.clone();
    let (now, speech, id) = (call.now(), call.speech(), id.clone());
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (top, clerk, told, pack) = call
        .read(move |conn| {
            let case = case::seen(conn, &me, &id)?;
            let stage = case.stage(now);
            let ready = is_ready(stage);
            let reviewed = matches!(stage, Stage::Reviewed | Stage::Visited);
            let shown = (ready, ready || reviewed);
            let about = (&Admission as &'static dyn Subject, id.as_str());
            let clerk = Clerk::read(conn, about, (&me, speech), shown, now)?;
            let told = match clerk.current() {
                Some(round) => store::told(conn, &round.ballot.id)?,
                None => None,
            };
            let pack = match reviewed {
                true => Some(assemble(conn, &case, vec![], "", now)?),
                false => None,
            };
            Ok((Top::new(case, now, speech), clerk, told, pack))
        })
        .await?;
    clerk.offer(&mut form, call);
    if let Some(pack) = pack.filter(|_| form.pairs().is_empty()) {
        form.put("proposal", super::extra::suggested(&pack));
        form.put("conditions", super::extra::conditions(&pack));
    }
    let title = say!("ballot-desk-title", number = top.case.number());
    let lang = call.lang();
    let page = DeskPage {
        top,
        leads,
        form: &form,
        lang,
        clerk,
        told,
    };
    call.with_form(title, page.form, &page)
}

/// `GET /desk/cases/{case}/ballot`
pub async fn show(_: May<SeeCases>, call: Call, id: Path<CaseId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/ballot")
}

/// `POST /desk/cases/{case}/ballot/recommend`
pub async fn recommend(_: May<LeadCases>, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let Some(proposed) = forms::proposed(&mut form) else {
        return page(&call, &id, &form).await;
    };
    let to = home(&id);
    call.act(move |tx| prepare::recommend(tx, &id, &proposed))
        .then(&to, say!("ballot-recommended"))
        .or_warn(&to)
        .await
}

/// `POST /desk/cases/{case}/ballot/notice`
pub async fn notice(_: May<LeadCases>, call: Call, id: Path<CaseId>) -> Reply {
    let to = home(&id);
    call.act(move |tx| prepare::publish_notice(tx, &id))
        .then(&to, say!("ballot-notice-published"))
        .or_warn(&to)
        .await
}

/// `POST /desk/cases/{case}/ballot/refer`: `body`, `why`.
pub async fn refer(_: May<LeadCases>, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let to = home(&id);
    let organ = Organ::from_word(form.value("body"));
    let (Some(organ), Some(why)) = (organ, form.text("why", 1..=500)) else {
        return call.warned(&to, say!("ballot-refused-refer-blank"));
    };
    call.act(move |tx| prepare::refer(tx, &id, organ, &why))
        .then(&to, say!("ballot-referred"))
        .or_warn(&to)
        .await
}

/// `POST /desk/cases/{case}/ballot/open`
pub async fn open(_: May<LeadCases>, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let about = (&Admission as &'static dyn Subject, id.as_str());
    ballots::open_round(&call, about, &mut form, async |form| {
        page(&call, &id, form).await
    })
    .await
}
