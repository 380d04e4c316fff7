//! The pages of a visit: the plan, the record on the phone, photos, signing, and what the company reads.

pub mod company;
pub mod photos;
pub mod plan;
pub mod record;
pub mod report;
pub mod sign;

pub use plan::calendar;

use actix_web::web::Path;
use askama::Template;

use crate::admission::case::{self, Case, LeadCases, Tab, Top};
use crate::admission::stage::Stage;
use crate::admission::visit::acts::sign::draft;
use crate::admission::visit::policy::{
    AddToRecord, ReadRecord, SeeOwnVisit, SignRecord, ThawRecord,
};
use crate::admission::visit::rules::{Lack, Phase, Record, Visit};
use crate::admission::visit::store::visits;
use crate::chamber::rules::AnswerKind;
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Actor, Can, Lang};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

/// Case and newest visit, if one was ever planned.
async fn load(call: &Call, id: &CaseId) -> Result<(Case, Option<Visit>), Fault> {
    let id = id.clone();
    call.read(move |conn| Ok((case::load_sent(conn, &id)?, visits::latest(conn, &id)?)))
        .await
}

/// The same for somebody who sees the case from within.
async fn seen(call: &Call, who: &Actor, id: &CaseId) -> Result<(Case, Option<Visit>), Fault> {
    let (id, who) = (id.clone(), who.clone());
    call.read(move |conn| {
        let case = case::seen(conn, &who, &id)?;
        Ok((case, visits::latest(conn, &id)?))
    })
    .await
}

/// Where the visit stands.
fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/visit")
}

#[derive(Template)]
#[template(path = "visit/none.html")]
struct NonePage<'a> {
    top: Top,
    case: &'a Case,
    /// Whether a visit can be planned now.
    ready: bool,
}

#[derive(Template)]
#[template(path = "visit/declare.html")]
struct DeclarePage<'a> {
    form: &'a Form,
    case: &'a Case,
    visit: &'a Visit,
    /// Whether something binds them already: there is nothing to declare.
    out: bool,
}

#[derive(Template)]
#[template(path = "visit/show.html")]
struct ShowPage<'a> {
    form: &'a Form,
    /// The top of the case's pages, for whom they are open.
    top: Option<Top>,
    /// For whom they are not: the own pages of the case.
    tabs: Vec<Tab>,
    case: &'a Case,
    visit: &'a Visit,
    /// The frozen record, or the draft if it is complete.
    record: Option<&'a Record>,
    lacks: &'a [Lack],
    leads: bool,
    replans: bool,
    writes: bool,
    signs: bool,
    thaws: bool,
    adds: bool,
    photos_at: String,
    full: bool,
    lang: Lang,
}

/// `GET /desk/cases/{case}/visit`: for the office and the visitors.
pub async fn show(who: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let id = path.into_inner();
    let found = load(&call, &id).await?;
    page(&call, &who, found, &Form::default()).await
}

/// The visit as this person may see it, with what was refused.
async fn page(
    call: &Call,
    who: &Actor,
    (case, visit): (Case, Option<Visit>),
    form: &Form,
) -> Reply {
    let now = call.now();
    let sees = case::may_see(call.db(), who, &case).await?;
    let leads = sees && LeadCases::allows(who, &());
    let title = say!("visit-title-of", name = &case.company_name);
    let journey = case.journey(now);
    let top = Top::new(case.clone(), now, call.speech());
    let Some(visit) = visit else {
        if !sees {
            return Err(Fault::Missing);
        }
        let ready = leads && journey.may_visit() && journey.stage == Stage::Reviewed;
        let case = &case;
        return call.page(title, &NonePage { top, case, ready });
    };
    let open = ReadRecord::allows(who, &visit);
    if !sees && !open {
        Can::<SeeOwnVisit>::check(who, &visit)?;
    }
    let asked = SeeOwnVisit::allows(who, &visit) && visit.phase() == Phase::Planned;
    if !open && (!sees || asked) {
        let page = DeclarePage {
            form,
            case: &case,
            visit: &visit,
            out: visit.visitor(&who.id).is_some_and(|v| !v.is_near()),
        };
        return call.with_form(title, form, &page);
    }
    let (drafted, lacks) = drafted(call, &case, &visit).await?;
    let (me, id) = (who.id.clone(), case.id.clone());
    let own = call
        .read(move |conn| case::Part::load(conn, &me, &id))
        .await?;
    let page = ShowPage {
        form,
        top: sees.then_some(top),
        tabs: own.tabs("visit"),
        record: visit
            .frozen
            .as_ref()
            .map(|f| &f.record)
            .or(drafted.as_ref()),
        lacks: &lacks,
        leads,
        replans: leads
            && matches!(visit.phase(), Phase::Planned | Phase::Cancelled)
            && matches!(journey.stage, Stage::Reviewed | Stage::VisitPlanned),
        writes: open && visit.phase() == Phase::Planned,
        signs: SignRecord::allows(who, &visit),
        thaws: ThawRecord::allows(who, &visit),
        adds: AddToRecord::allows(who, &visit),
        photos_at: format!("{}/photos", home(&case.id)),
        full: true,
        case: &case,
        visit: &visit,
        lang: call.lang(),
    };
    call.with_form(title, form, &page)
}

/// The record as it would be frozen now, or what it lacks.
async fn drafted(
    call: &Call,
    case: &Case,
    visit: &Visit,
) -> Result<(Option<Record>, Vec<Lack>), Fault> {
    let (case, visit) = (case.clone(), visit.clone());
    let drafted = call.read(move |conn| draft(conn, &case, &visit)).await?;
    Ok(match drafted {
        Ok(record) => (Some(record), vec![]),
        Err(lacks) => (None, lacks),
    })
}

/// The page again, with what was typed and what is wrong with it.
async fn again(call: &Call, who: &Actor, id: &CaseId, form: &Form) -> Reply {
    page(call, who, load(call, id).await?, form).await
}
