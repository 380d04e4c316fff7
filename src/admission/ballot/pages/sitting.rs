//! Sittings: several cases put to the board together. What can be put, what runs, what was decided.

use actix_web::web::Data;
use askama::Template;

use crate::admission::ballot::acts::open::{self, Question};
use crate::admission::ballot::store;
use crate::admission::case::{self, Filter, LeadCases, Listed, SeeCases, Sort};
use crate::admission::stage::Stage;
use crate::chamber::rules::TimeLimits;
use crate::council::ballot::rules::closing;
use crate::council::ballot::{self, Round};
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::web::{Form, May, Reply, View};

/// Most lines of each part.
const MOST: i64 = 50;

/// A ballot in the list.
struct Item {
    round: Round,
    case: CaseId,
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
    let mut ids: Vec<_> = store::running(conn)?
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    ids.extend(store::counted(conn, MOST)?);
    let mut items = vec![];
    for (id, case) in store::cases_of(conn, &ids)? {
        if kept.contains(&case) {
            continue;
        }
        let ballot = voting::ballot(conn, &id)?;
        let number = case::load(conn, &case)?.number().to_owned();
        items.push(Item {
            round: Round::of(conn, ballot, now)?,
            case,
            number,
        });
    }
    Ok(items)
}

async fn page(view: &View, db: &Db, clock: &Clock, form: &mut Form) -> Reply {
    let now = clock.now();
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (ready, items, limits) = db
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
    let zone = view.speech().zone;
    if form.pairs().is_empty() {
        form.put_moment("closes", zone, closing(zone, now, limits.ballot));
    }
    let title = say!("ballot-sittings-title");
    let page = SittingsPage {
        form,
        leads,
        ready,
        running,
        counted,
    };
    view.with_form(title, page.form, &page)
}

/// `GET /desk/ballots`
pub async fn list(_: May<SeeCases>, view: View, db: Data<Db>, clock: Data<Clock>) -> Reply {
    page(&view, &db, &clock, &mut Form::default()).await
}

/// `POST /desk/ballots`: `case` for each, `closes`, `note`.
pub async fn open(
    _: May<LeadCases>,
    view: View,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let cases: Vec<CaseId> = form
        .values("case")
        .iter()
        .filter_map(|v| v.parse().ok())
        .collect();
    if cases.is_empty() {
        form.refuse("case", say!("ballot-refused-no-case"));
    }
    let Some(opening) = ballot::opening(&mut form, view.speech().zone) else {
        return page(&view, &db, &clock, &mut form).await;
    };
    let questions: Vec<Question> = cases
        .into_iter()
        .map(|case| Question {
            case,
            note: opening.note.clone(),
            recused: vec![],
        })
        .collect();
    let (n, closes) = (questions.len(), opening.closes);
    match db
        .write(&view.who(), move |tx| open::open(tx, &questions, closes))
        .await
    {
        Ok(_) => view.done("/desk/ballots", say!("ballot-opened-many", n = n)),
        Err(fault @ Fault::Refused(_)) => {
            form.refuse_fault("case", fault)?;
            page(&view, &db, &clock, &mut form).await
        }
        Err(other) => Err(other),
    }
}
