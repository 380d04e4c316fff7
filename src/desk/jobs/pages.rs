//! The page of jobs.

use actix_web::web;
use askama::Template;

use super::acts;
use super::rules::State;
use super::store::{self, Filter};
use crate::desk::policy::SeeJobs;
use crate::kernel::Moment;
use crate::platform::filters;
use crate::platform::jobs::{self, JobId, JobRow};
use crate::say;
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{Call, May, Reply};

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
    all: i64,
}

impl JobsPage<'_> {
    fn is_state(&self, state: &State) -> bool {
        self.ask.filter("state") == Some(state.word())
    }

    fn is_kind(&self, kind: &str) -> bool {
        self.ask.filter("kind") == Some(kind)
    }

    fn page_link(&self, step: i64) -> String {
        let page = self.list.page + step;
        let there = (1..=self.list.pages()).contains(&page);
        if there {
            self.ask.with("page", &page.to_string())
        } else {
            String::new()
        }
    }
}

/// `GET /desk/jobs`
pub async fn list(_: May<SeeJobs>, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let filter = Filter {
        state: ask.filter("state").and_then(State::from_word),
        kind: ask.filter("kind").map(str::to_owned),
    };
    let (page, now) = (ask.page(), call.now());
    let ((rows, total), states, kinds, workers, waiting_since) = call
        .read(move |conn| {
            let found = store::list(conn, &filter, page, PER_PAGE)?;
            let (kinds, workers) = (store::kinds(conn)?, store::workers(conn)?);
            Ok((
                found,
                jobs::states(conn)?,
                kinds,
                workers,
                store::waiting_since(conn, now)?,
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
    };
    call.page(say!("desk-jobs-title"), &page)
}

/// `POST /desk/jobs/{id}/again`
pub async fn again(_: May<SeeJobs>, call: Call, id: web::Path<JobId>) -> Reply {
    call.act(move |tx| acts::run_again(tx, &id))
        .then("/desk/jobs", say!("desk-jobs-again-done"))
        .or_warn("/desk/jobs")
        .await
}
