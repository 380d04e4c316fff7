//! The record on a phone: one card for each criterion, saved as it is typed.

use std::collections::BTreeMap;

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::json;

use super::{home, load};
use crate::admission::case::Case;
use crate::admission::review::rules::Answer;
use crate::admission::visit::acts::write::{self, Saved};
use crate::admission::visit::forms;
use crate::admission::visit::policy::WriteRecord;
use crate::admission::visit::rules::{Card, CardState, Photo, Visit, wrong_as_typed};
use crate::admission::visit::store::{cards, photos};
use crate::chamber::rules::{AnswerKind, Criterion};
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Can, Lang, Say};
use crate::platform::db::Fault;
use crate::platform::files::{Allowed, Kind, pieces};
use crate::platform::filters;
use crate::say;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::{Call, Form, Reply, Signed};

/// What photos may be.
pub const PHOTOS: Allowed = Allowed::new(Kind::PHOTOS, 10);

/// A card on the page.
struct Sheet {
    name: String,
    form: Form,
    state: CardState,
    /// What somebody else wrote meanwhile, if this was typed on top of an older version.
    theirs: Option<CardState>,
}

#[derive(Template)]
#[template(path = "visit/record.html")]
struct RecordPage<'a> {
    case: &'a Case,
    visit: &'a Visit,
    criteria: Vec<(&'a Criterion, &'a Sheet, Vec<&'a Photo>)>,
    meeting: &'a Sheet,
    /// What is wrong with when the visit ended.
    wrong_end: Option<Say>,
    unseen: &'a Sheet,
    disagreements: &'a Sheet,
    conclusion: &'a Sheet,
    photos: &'a [Photo],
    accept: String,
    piece: usize,
    lang: Lang,
}

/// What was typed last, if it could not be saved: on which card, and what stands there.
type Clashed = Option<(String, Form, CardState)>;

async fn page(
    call: &Call,
    who: &Actor,
    (case, visit): (Case, Option<Visit>),
    clashed: Clashed,
) -> Reply {
    let visit = visit.ok_or(Fault::Missing)?;
    Can::<WriteRecord>::check(who, &visit)?;
    let id = visit.id.clone();
    let (stored, photos) = call
        .read(move |conn| Ok((cards::all(conn, &id)?, photos::all(conn, &id)?)))
        .await?;
    let refused = clashed.is_some();
    let sheets = sheets(&visit, stored, clashed, call.brand().zone);
    let sheet = |card: &Card| sheets.get(&card.name()).ok_or(Fault::Missing);
    let mut criteria = Vec::new();
    for criterion in visit.criteria.list() {
        let own = photos
            .iter()
            .filter(|p| p.criterion == criterion.key)
            .collect();
        criteria.push((
            criterion,
            sheet(&Card::Finding(criterion.key.clone()))?,
            own,
        ));
    }
    let meeting = sheet(&Card::Meeting)?;
    let page = RecordPage {
        criteria,
        wrong_end: wrong(&Card::Meeting, &meeting.form, call.brand().zone),
        meeting,
        unseen: sheet(&Card::Unseen)?,
        disagreements: sheet(&Card::Disagreements)?,
        conclusion: sheet(&Card::Conclusion)?,
        photos: &photos,
        accept: PHOTOS.accept(),
        piece: pieces::PIECE_MOST,
        case: &case,
        visit: &visit,
        lang: call.lang(),
    };
    let title = say!("visit-record-of", name = &case.company_name);
    if refused {
        call.refused(title, &page)
    } else {
        call.page(title, &page)
    }
}

/// What is to be said at a field of a card as it stands. It is kept all the same: nothing typed is lost.
fn wrong(card: &Card, form: &Form, zone: chrono_tz::Tz) -> Option<Say> {
    match card {
        Card::Meeting => wrong_as_typed(form.value("began"), form.value("ended"), zone),
        _ => None,
    }
}

/// Every card by its name; an untouched first card begins with the plan.
fn sheets(
    visit: &Visit,
    mut stored: BTreeMap<String, CardState>,
    mut clashed: Clashed,
    zone: chrono_tz::Tz,
) -> BTreeMap<String, Sheet> {
    let read = |card: Card| {
        let name = card.name();
        let state = stored.remove(&name).unwrap_or_default();
        let mut form = forms::of_card(&state);
        if card == Card::Meeting && state.version == 0 {
            form.put("began", forms::local(visit.starts, zone));
            form.put("ended", forms::local(visit.ends, zone));
            form.put("address", visit.address.as_str());
        }
        let mut theirs = None;
        if let Some((_, typed, now)) = clashed.take_if(|(at, ..)| *at == name) {
            form = Form::of(
                typed
                    .pairs()
                    .iter()
                    .filter(|(k, _)| k != "version")
                    .cloned(),
            );
            form.put("version", now.version.to_string());
            theirs = Some(now);
        }
        (
            name.clone(),
            Sheet {
                name,
                form,
                state,
                theirs,
            },
        )
    };
    Card::all(visit.content()).into_iter().map(read).collect()
}

/// `GET /desk/cases/{case}/visit/record`
pub async fn show(who: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let found = load(&call, &path).await?;
    page(&call, &who, found, None).await
}

/// `POST /desk/cases/{case}/visit/cards/{card}`: from the page's script (`X-Autosave`) or by hand.
pub async fn save(
    who: Signed,
    req: HttpRequest,
    call: Call,
    path: Path<(CaseId, String)>,
    mut form: Form,
) -> Reply {
    let (id, name) = path.into_inner();
    let quiet = req.headers().contains_key("x-autosave");
    let (_, visit) = load(&call, &id).await?;
    let visit = visit.ok_or(Fault::Missing)?;
    Can::<WriteRecord>::check(&who, &visit)?;
    let card = Card::parse(&name, visit.content()).ok_or(Fault::Missing)?;
    let Some((base, typed)) = forms::card(&mut form, &card) else {
        return Err(say!("visit-refusal-words").into());
    };
    let (case, on) = (id.clone(), card.name());
    let place = format!("{}/record#{on}", home(&id));
    let pressed = call
        .act(move |tx| write::save(tx, &case, &on, (base, &typed)))
        .then_lead(move |saved| (place.clone(), Some(told(saved))))
        .first()
        .await?;
    let saved = match pressed {
        Pressed::First(saved) => saved,
        Pressed::Answered(answer) => return Ok(answer),
    };
    match saved {
        Saved::Kept(version) if quiet => {
            let mut told = json!({ "version": version });
            if let Some(wrong) = wrong(&card, &form, call.brand().zone) {
                told["wrong"] = call.speech().say(&wrong).into();
            }
            Ok(HttpResponse::Ok().json(told))
        }
        Saved::Kept(_) => call.done(
            &format!("{}/record#{}", home(&id), card.name()),
            say!("visit-done-card"),
        ),
        Saved::Clash(theirs) if quiet => Ok(HttpResponse::Conflict().json(json!({
            "version": theirs.version,
            "title": call.speech().say(&say!("visit-clash-title", name = theirs.changed_by.as_str())),
            "fields": theirs.fields,
        }))),
        Saved::Clash(theirs) => {
            let clashed = Some((card.name(), form, theirs));
            page(&call, &who, load(&call, &id).await?, clashed).await
        }
    }
}

/// What is said of a card that was sent: saved, or written over by somebody else meanwhile.
fn told(saved: &Saved) -> Flash {
    match saved {
        Saved::Kept(_) => Flash::done(say!("visit-done-card")),
        Saved::Clash(theirs) => Flash::warn(say!("visit-clash-title", name = &theirs.changed_by)),
    }
}
