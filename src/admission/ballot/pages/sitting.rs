//! Sittings: several cases put to the board together. What can be put, what runs, what was decided.

use askama::Template;

use crate::admission::ballot::subject::question;
use crate::admission::case::{self, Filter, KIND, LeadCases, Listed, SeeCases, Sort};
use crate::admission::stage::Stage;
use crate::ballots::rules::closing;
use crate::ballots::{self, Question, Round, rounds};
use crate::chamber::rules::TimeLimits;
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Moment};
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
    case: String,
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

/// The ballots that run and those counted last, but for cases the reader is kept from.
fn items(conn: &mut Conn, kept: &[CaseId], now: Moment) -> Result<Vec<Item>, Fault> {
    let mut all = voting::running(conn)?;
    all.retain(|ballot| ballot.subject_kind == KIND);
    all.extend(voting::counted_last(conn, KIND, MOST)?);
    all.retain(|ballot| !kept.iter().any(|id| id.as_str() == ballot.subject_id));
    let ids: Vec<String> = all.iter().map(|b| b.subject_id.clone()).collect();
    let named = case::named(conn, &ids)?;
    let item = |round: Round| {
        let id = &round.ballot.subject_id;
        let found = named.iter().find(|one| one.id == *id);
        Item {
            case: id.clone(),
            number: found.map(|one| one.number.clone()).unwrap_or_default(),
            round,
        }
    };
    Ok(rounds(conn, all, now)?.into_iter().map(item).collect())
}

async fn page(call: &Call, form: &Form) -> Reply {
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
            let items = items(conn, &kept, now)?;
            Ok((ready, items, settings::get::<TimeLimits>(conn)?))
        })
        .await?;
    let (mut running, mut counted): (Vec<Item>, Vec<Item>) = items
        .into_iter()
        .partition(|item| item.round.closed.is_none());
    running.sort_by_key(|item| item.round.ballot.closes_at);
    counted.sort_by_key(|item| std::cmp::Reverse(item.round.ballot.closes_at));
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
pub async fn list(_: May<SeeCases>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/ballots`: `case` for each, `closes`, `note`.
pub async fn open(_: May<LeadCases>, call: Call, mut form: Form) -> Reply {
    let cases: Vec<CaseId> = form
        .values("case")
        .iter()
        .filter_map(|v| v.parse().ok())
        .collect();
    if cases.is_empty() {
        form.refuse("case", say!("ballot-refused-no-case"));
    }
    let Some(opening) = ballots::opening(&mut form, call.speech().zone) else {
        return page(&call, &form).await;
    };
    let noted = |case| Question {
        note: opening.note.clone(),
        ..question(case)
    };
    let questions: Vec<Question> = cases.iter().map(noted).collect();
    let (n, closes) = (questions.len(), opening.closes);
    call.act(move |tx| ballots::open(tx, &questions, closes))
        .then("/desk/ballots", say!("ballot-opened-many", n = n))
        .or_again("case", &mut form, async |form| page(&call, form).await)
        .await
}
