//! The office's pages of a case: the list, the overview, the application with what changed.

use actix_web::web;
use askama::Template;

use super::sheet::{self, Part};
use crate::admission::application::acts::office;
use crate::admission::application::rules::{Change, Field, Paper, Step, differences};
use crate::admission::application::store::draft;
use crate::admission::case::{self, Case, LeadCases, Line, Named, Reader, SeeCases, Top};
use crate::admission::people;
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::chamber::rules::{Rank, Ranks};
use crate::companies::{self, Company};
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Moment, Say};
use crate::platform::db::Fault;
use crate::platform::i18n::Speech;
use crate::platform::{filters, settings};
use crate::say;
use crate::web::{Call, Form, May, Reply, Signed};

#[derive(Template)]
#[template(path = "admission/case.html")]
struct CasePage {
    top: Top,
    leads: bool,
    company: Option<Company>,
    rank: String,
    sent_at: Option<Moment>,
    earlier: Vec<Case>,
    record: Vec<Line>,
    grounds: Vec<String>,
    /// How many of those whom the application names still have to confirm it.
    unconfirmed: usize,
    /// Whom it names as recommenders, and whether they are known to vouch.
    recommenders: Vec<Named>,
    form: Form,
}

impl CasePage {
    /// The one next thing of the office: message key and the page it is done on.
    fn action(&self) -> Option<(&'static str, String)> {
        let at = |page: &str| format!("/desk/cases/{}/{page}", self.top.case.id);
        let action = match self.top.stage() {
            Stage::Submitted | Stage::Resubmitted => ("admission-do-check", at("check")),
            Stage::Accepted => ("admission-do-assign", at("review")),
            Stage::UnderReview => ("admission-do-review", at("review")),
            Stage::Reviewed if self.top.journey.visit => ("admission-do-plan", at("visit")),
            Stage::VisitPlanned => ("admission-do-visit", at("visit")),
            Stage::Reviewed | Stage::Visited => ("admission-do-recommend", at("ballot")),
            Stage::Recommended | Stage::PublicNotice | Stage::NoQuorum | Stage::Deferred => {
                ("admission-do-ballot", at("ballot"))
            }
            Stage::OnBallot => ("admission-do-watch", at("ballot")),
            Stage::Admitted => ("admission-do-agreement", at("agreement")),
            Stage::AgreementSent | Stage::AgreementSigned => ("admission-do-sign", at("agreement")),
            _ => return None,
        };
        self.leads.then_some(action)
    }

    fn title(&self) -> Say {
        say!("admission-wait", party = say!(self.top.wait.on.key()))
    }

    /// Until when, or since when it is late.
    fn note(&self) -> Option<Say> {
        self.top.wait.until.map(|until| match self.top.is_late() {
            true => say!("admission-wait-late", until = until),
            false => say!("admission-wait-until", until = until),
        })
    }

    fn tone(&self) -> &'static str {
        match self.top.wait.on {
            Party::Office => "",
            Party::Nobody => "done",
            _ => "wait",
        }
    }

    /// Whether it is the office that has to do something.
    fn is_asked(&self) -> bool {
        self.top.wait.on == Party::Office
    }

    fn stage_of(&self, other: &Case) -> Stage {
        other.stage(self.top.now)
    }

    fn is_appealed(&self) -> bool {
        self.leads && self.top.stage() == Stage::Appealed
    }
}

/// `GET /desk/cases/{case}`. Reviewers and visitors come from the list to their own page of the case.
pub async fn show(me: Signed, call: Call, id: web::Path<CaseId>) -> Reply {
    let id = id.into_inner();
    if !SeeCases::allows(&me, &()) {
        let person = me.id.clone();
        let part = call
            .read(move |conn| case::Part::load(conn, &person, &id))
            .await?;
        return call.go(&part.home().ok_or(Fault::Missing)?);
    }
    let (me, leads) = ((*me).clone(), LeadCases::allows(&me, &()));
    let (now, speech) = (call.now(), call.speech());
    let page = call
        .read(move |conn| {
            let case = case::seen(conn, &me, &id)?;
            let ranks: Ranks = settings::get(conn)?;
            let company = match &case.company {
                Some(company) => Some(companies::load(conn, company)?),
                None => None,
            };
            let mut earlier = match &case.company {
                Some(company) => case::of_company(conn, company)?,
                None => vec![],
            };
            earlier.retain(|other| other.id != case.id);
            Ok(CasePage {
                rank: ranks.name(&case.rank, speech.lang).to_owned(),
                sent_at: case.journey(now).reached_at(Stage::Submitted),
                record: case.lines(now, speech, Reader::Chamber),
                grounds: case.grounds(),
                unconfirmed: people::unconfirmed(conn, &case, now)?,
                recommenders: case::recommenders(conn, &case.id)?,
                top: Top::new(case, now, speech),
                form: Form::default(),
                leads,
                company,
                earlier,
            })
        })
        .await?;
    let number = page.top.case.number().to_owned();
    call.page(say!("application-case-title", number = number), &page)
}

#[derive(Template)]
#[template(path = "admission/application.html")]
struct SheetPage {
    top: Top,
    parts: Vec<Part>,
    papers: Vec<Paper>,
    revisions: Vec<(u32, Moment)>,
    shown: u32,
    changes: Vec<(&'static str, String, String)>,
}

impl SheetPage {
    fn revision(&self, number: &u32) -> crate::kernel::Say {
        say!("admission-revision", number = *number)
    }

    fn is_shown(&self, number: &u32) -> bool {
        *number == self.shown
    }

    fn edit(&self, _: &Step) -> Option<String> {
        None
    }

    fn paper_href(&self, paper: &Paper) -> String {
        format!("/desk/cases/{}/papers/{}", self.top.case.id, paper.id)
    }
}

/// `GET /desk/cases/{case}/application?revision=2`
pub async fn application(me: May<SeeCases>, call: Call, id: web::Path<CaseId>) -> Reply {
    let me = (*me).clone();
    let (now, speech) = (call.now(), call.speech());
    let asked: Option<u32> = Form::parse(call.query().as_bytes())
        .value("revision")
        .parse()
        .ok();
    let page = call
        .read(move |conn| {
            let case = case::seen(conn, &me, &id)?;
            let all = draft::revisions(conn, &id)?;
            let at = asked.and_then(|n| all.iter().position(|r| r.number == n));
            let at = at.unwrap_or(all.len().saturating_sub(1));
            let revision = all.get(at).cloned().ok_or(Fault::Missing)?;
            let ranks: Ranks = settings::get(conn)?;
            let before = at.checked_sub(1).and_then(|n| all.get(n));
            Ok(SheetPage {
                parts: sheet::parts(
                    &revision.answers,
                    revision.quoted.as_ref(),
                    &ranks.list,
                    speech,
                ),
                changes: before
                    .map_or_else(Vec::new, |b| changes(b, &revision, &ranks.list, speech)),
                revisions: all.iter().map(|r| (r.number, r.sent_at)).collect(),
                shown: revision.number,
                papers: revision.papers,
                top: Top::new(case, now, speech),
            })
        })
        .await?;
    call.page(say!("admission-tab-application"), &page)
}

/// What changed between two revisions: label key, before, after.
pub(super) fn changes(
    before: &draft::Revision,
    after: &draft::Revision,
    ranks: &[Rank],
    speech: Speech,
) -> Vec<(&'static str, String, String)> {
    let text = |field: Field, text: &str| sheet::shown(field, text, ranks, speech);
    let tell = |change: Change| match change {
        Change::Text {
            field,
            before,
            after,
        } => (field.key(), text(field, &before), text(field, &after)),
        Change::Added(paper) => (paper.kind.key(), String::new(), paper.name),
        Change::Removed(paper) => (paper.kind.key(), paper.name, String::new()),
    };
    let all = differences(
        (&before.answers, &before.papers),
        (&after.answers, &after.papers),
    );
    all.into_iter().map(tell).collect()
}

/// `POST /desk/cases/{case}/appeal`: `new_round` is `yes` or `no`, `reason`.
pub async fn decide_appeal(
    _: May<LeadCases>,
    call: Call,
    id: web::Path<CaseId>,
    mut form: Form,
) -> Reply {
    let to = format!("/desk/cases/{id}");
    let new_round = form.value("new_round") == "yes";
    let Some(reason) = form.text("reason", 1..=2000) else {
        return call.warned(&to, say!("application-wrong-reason"));
    };
    call.act(move |tx| office::decide_appeal(tx, &id, new_round, &reason))
        .then(&to, say!("admission-appeal-decided"))
        .or_warn(&to)
        .await
}

/// `POST /desk/cases/{case}/vouching`: `place` of a recommender, `holds` is `yes` or `no`.
pub async fn vouch(_: May<LeadCases>, call: Call, id: web::Path<CaseId>, form: Form) -> Reply {
    let to = format!("/desk/cases/{id}");
    let place = form.value("place").parse().map_err(|_| Fault::Missing)?;
    let holds = form.value("holds") == "yes";
    call.act(move |tx| office::vouch(tx, &id, place, holds))
        .then(&to, say!("admission-vouching-saved"))
        .await
}
