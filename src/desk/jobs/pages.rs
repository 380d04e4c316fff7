//! The page of jobs.

use actix_web::web;
use askama::Template;

use super::acts;
use super::rules::State;
use super::store::{self, Filter};
use crate::desk::kept;
use crate::desk::policy::SeeJobs;
use crate::kernel::Moment;
use crate::platform::db::Fault;
use crate::platform::files::LostFiles;
use crate::platform::filters;
use crate::platform::jobs::{JobId, JobRow};
use crate::platform::lists::{List, may};
use crate::platform::settings;
use crate::say;
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, May, Reply};

/// What the portal does by itself.
pub const LIST: List = List {
    path: "/desk/jobs",
    title: "desk-jobs-title",
    filters: &["state", "kind"],
    sorted: "",
    sees: may::<SeeJobs>,
};

/// A job with its state read.
struct Line {
    job: JobRow,
    state: State,
}

#[derive(Template)]
#[template(path = "desk/jobs.html")]
struct JobsPage<'a> {
    ask: &'a Ask,
    list: Paged<Line>,
    tabs: Vec<(State, i64)>,
    kinds: Vec<String>,
    workers: Vec<(String, String, Option<Moment>)>,
    waiting_since: Option<Moment>,
    lost: LostFiles,
    all: i64,
}

/// `GET /desk/jobs`
pub async fn list(_: May<SeeJobs>, call: Call) -> Reply {
    let ask = Ask::on(&call, &LIST).await?;
    let filter = Filter {
        state: ask.filter("state").and_then(State::from_word),
        kind: ask.filter("kind").map(str::to_owned),
        kept: kept::from_reader(&call).await?,
    };
    let (page, span, now) = (ask.page(), ask.span(), call.now());
    let ((rows, total), states, kinds, workers, waiting_since, lost) = call
        .read(move |conn| {
            let found = store::list(conn, &filter, span)?;
            // What is kept from the reader is in no count either: it could be told from the difference.
            let kept = &filter.kept;
            Ok((
                found,
                store::states(conn, kept)?,
                store::kinds(conn, kept)?,
                store::workers(conn, kept)?,
                store::waiting_since(conn, now, kept)?,
                settings::get(conn)?,
            ))
        })
        .await?;
    let count = |s: State| {
        states
            .iter()
            .find(|(word, _)| word == s.word())
            .map_or(0, |(_, n)| *n)
    };
    let read = |job: JobRow| Line {
        state: State::from_word(&job.state).unwrap_or(State::Failed),
        job,
    };
    let page = JobsPage {
        ask: &ask,
        list: Paged {
            rows: rows.into_iter().map(read).collect(),
            total,
            page,
        },
        tabs: State::ALL.into_iter().map(|s| (s, count(s))).collect(),
        all: states.iter().map(|(_, n)| n).sum(),
        kinds,
        workers,
        waiting_since,
        lost,
    };
    call.page(say!("desk-jobs-title"), &page)
}

/// `POST /desk/jobs/{id}/again`
pub async fn again(_: May<SeeJobs>, call: Call, id: web::Path<JobId>) -> Reply {
    if kept::from_reader(&call)
        .await?
        .iter()
        .any(|kept| kept == id.as_str())
    {
        return Err(Fault::Missing);
    }
    call.act(move |tx| acts::run_again(tx, &id))
        .then("/desk/jobs", say!("desk-jobs-again-done"))
        .or_warn("/desk/jobs")
        .await
}
