//! Sittings: several cases put to the board together. What can be put; what runs and what was decided,
//! whatever it is about.

use actix_web::web::Data;
use askama::Template;

use crate::admission::ballot::subject::question;
use crate::admission::case::{self, Filter, LeadCases, Listed, SeeCases, Sort};
use crate::admission::stage::Stage;
use crate::ballots::rules::closing;
use crate::ballots::{self, Question, Round, Subjects, rounds};
use crate::chamber::rules::TimeLimits;
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::web::{Call, Form, May, Reply};

/// Most lines of each part.
const MOST: i64 = 50;

/// A ballot in the list.
struct Item {
    round: Round,
    /// The page on which the office leads it.
    href: String,
    /// Key of what is decided.
    what: &'static str,
    number: String,
}

#[derive(Template)]
#[template(path = "ballot/sittings.html")]
struct SittingsPage<'a> {
    form: &'a Form,
    leads: bool,
    ready: Vec<Listed>,
    running: Vec<Item>,
    counted: Vec<Item>,
}

/// The ballots that run and those counted last, but for those about one's own company, and those that one
/// stepped back from.
fn items(conn: &mut Conn, subjects: Subjects, me: &Actor, now: Moment) -> Result<Vec<Item>, Fault> {
    let mut all = voting::running(conn)?;
    for kind in subjects.kinds() {
        all.extend(voting::counted_last(conn, kind, MOST)?);
        let recused = voting::recused_from(conn, kind, &me.id)?;
        all.retain(|one| one.subject_kind != kind || !recused.contains(&one.subject_id));
    }
    let kept = case::kept_from(conn, me)?;
    all.retain(|one| !kept.iter().any(|id| id.as_str() == one.subject_id));
    let named = subjects.named(conn, &all)?;
    let mut items = vec![];
    for round in rounds(conn, all, now)? {
        let id = &round.ballot.subject_id;
        let Some(about) = named.iter().find(|one| one.id == *id && !one.is_of(me)) else {
            continue;
        };
        let subject = subjects.of(&round.ballot.subject_kind)?;
        items.push(Item {
            href: subject.home(id),
            what: subject.words().kind,
            number: about.number.clone(),
            round,
        });
    }
    Ok(items)
}

async fn page(call: &Call, subjects: Subjects, form: &Form) -> Reply {
    let mut form = form.clone();
    let now = call.now();
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (ready, items, limits) = call
        .read(move |conn| {
            let kept = case::kept_from(conn, &me)?;
            let mut ready = vec![];
            for stage in [
                Stage::Recommended,
                Stage::NoQuorum,
                Stage::Deferred,
                Stage::PublicNotice,
            ] {
                let filter = Filter {
                    stage: Some(stage),
                    except: kept.clone(),
                    ..Filter::default()
                };
                ready.extend(case::list(
                    conn,
                    &filter,
                    (Sort::Due, false),
                    (0, MOST),
                    now,
                )?);
            }
            let items = items(conn, subjects, &me, now)?;
            Ok((ready, items, settings::get::<TimeLimits>(conn)?))
        })
        .await?;
    let (mut running, mut counted): (Vec<Item>, Vec<Item>) = items
        .into_iter()
        .partition(|item| item.round.closed.is_none());
    running.sort_by_key(|item| item.round.ballot.closes_at);
    counted.sort_by_key(|item| std::cmp::Reverse(item.round.ballot.closes_at));
    counted.truncate(MOST.unsigned_abs().try_into().unwrap_or(usize::MAX));
    let zone = call.speech().zone;
    if form.pairs().is_empty() {
        form.put_moment("closes", zone, closing(zone, now, limits.ballot));
    }
    let title = say!("ballot-sittings-title");
    let page = SittingsPage {
        form: &form,
        leads,
        ready,
        running,
        counted,
    };
    call.with_form(title, page.form, &page)
}

/// `GET /desk/ballots`
pub async fn list(_: May<SeeCases>, call: Call, subjects: Data<Subjects>) -> Reply {
    page(&call, **subjects, &Form::default()).await
}

/// `POST /desk/ballots`: `case` for each, `closes`, `note`.
pub async fn open(
    _: May<LeadCases>,
    call: Call,
    subjects: Data<Subjects>,
    mut form: Form,
) -> Reply {
    let subjects = **subjects;
    let cases: Vec<CaseId> = form
        .values("case")
        .iter()
        .filter_map(|v| v.parse().ok())
        .collect();
    if cases.is_empty() {
        form.refuse("case", say!("ballot-refused-no-case"));
    }
    let Some(opening) = ballots::opening(&mut form, call.speech().zone) else {
        return page(&call, subjects, &form).await;
    };
    let noted = |case| Question {
        note: opening.note.clone(),
        ..question(case)
    };
    let questions: Vec<Question> = cases.iter().map(noted).collect();
    let (n, closes) = (questions.len(), opening.closes);
    call.act(move |tx| ballots::open(tx, &questions, closes))
        .then("/desk/ballots", say!("ballot-opened-many", n = n))
        .or_again("case", &mut form, async |form| {
            page(&call, subjects, form).await
        })
        .await
}
