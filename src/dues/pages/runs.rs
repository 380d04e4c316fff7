//! `/desk/dues/runs`: a year is billed. Looked at first, then done in the background.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::companies;
use crate::dues::acts;
use crate::dues::acts::run::{Asked, Billing, Preview, Report};
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::run::billed;
use crate::kernel::{Day, Fen, Lang, Say};
use crate::membership;
use crate::membership::rules::MembershipId;
use crate::membership::rules::period::PeriodRules;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::runs::{self, Run, RunId, Steer, Work};
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply, Sent};

/// A run with what it was asked for and what it adds up.
struct Shown {
    run: Run,
    asked: Asked,
    report: Report,
}

impl Shown {
    fn of(run: Run) -> Result<Self, Fault> {
        Ok(Self {
            asked: run.asked()?,
            report: run.report()?,
            run,
        })
    }
}

#[derive(Template)]
#[template(path = "dues/runs.html")]
struct RunsPage<'a> {
    f: &'a Form,
    runs: &'a [Shown],
    preview: Option<Preview>,
    ranks: Ranks,
    lang: Lang,
    handles: bool,
}

impl RunsPage<'_> {
    fn whole(&self) -> Fen {
        let all = self.preview.iter().flat_map(|p| &p.ranks);
        Fen(all.map(|(_, _, sum)| sum.0).sum())
    }

    fn count(&self) -> i64 {
        self.preview
            .iter()
            .flat_map(|p| &p.ranks)
            .map(|(_, n, _)| n)
            .sum()
    }
}

fn days(form: &mut Form) -> Option<(Day, Day)> {
    let (from, to) = (form.date("from"), form.date("to"));
    let (from, to) = (from?, to?);
    if to < from {
        form.refuse("to", say!("dues-run-order"));
        return None;
    }
    Some((from, to))
}

async fn page(call: &Call, f: &Form, asked: Option<(Day, Day)>) -> Reply {
    let now = call.now();
    let (all, preview, ranks) = call
        .read(move |conn| {
            let preview = match asked {
                Some(days) => Some(acts::run::preview(conn, now, days)?),
                None => None,
            };
            let all = runs::of_kind(conn, Billing::KIND)?;
            let all: Result<Vec<_>, _> = all.into_iter().map(Shown::of).collect();
            Ok((all?, preview, chamber::ranks(conn)?))
        })
        .await?;
    let page = RunsPage {
        f,
        runs: &all,
        preview,
        ranks,
        lang: call.lang(),
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-runs-title"), f, &page)
}

/// `GET /desk/dues/runs?from=…&to=…`: with days, what a run over them would do.
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    let mut form = Form::parse(call.query().as_bytes());
    if !call.query().is_empty() {
        let asked = days(&mut form);
        return page(&call, &form, asked).await;
    }
    let today = call.today();
    let rules = call.read(settings::get::<PeriodRules>).await?;
    // The dues year that comes next, from the last quarter of this one on.
    let soon = today + chrono::TimeDelta::days(92);
    let year = rules.year_of(if soon.year() > today.year() {
        soon
    } else {
        today
    });
    let form = Form::of([
        ("from", year.first.to_string()),
        ("to", year.last.to_string()),
    ]);
    page(&call, &form, None).await
}

/// `POST /desk/dues/runs`
pub async fn start(_: May<HandleDues>, call: Call, mut form: Form) -> Reply {
    call.act_on(days(&mut form), |tx, days| acts::run::start(tx, *days))
        .then_lead(|id| (path(id), None))
        .or_again("to", &mut form, async |form| page(&call, form, None).await)
        .await
}

fn path(id: &RunId) -> String {
    format!("/desk/dues/runs/{id}")
}

#[derive(Template)]
#[template(path = "dues/run.html")]
struct RunPage {
    it: Shown,
    skipped: Vec<(Say, i64)>,
    skips: Vec<(MembershipId, String, String, Say)>,
    left: bool,
    handles: bool,
}

/// `GET /desk/dues/runs/{run}`
pub async fn run(_: May<SeeDues>, call: Call, id: web::Path<RunId>) -> Reply {
    /// Named one by one.
    const SHOWN: i64 = 200;
    let (id, handles, now) = (id.into_inner(), call.may::<HandleDues>(), call.now());
    let page = call
        .read(move |conn| {
            let mut skips = vec![];
            for one in runs::left_out(conn, &id, Some(&billed()), SHOWN)? {
                let member = one.about.parse().map_err(|_| Fault::Missing)?;
                let found = membership::load(conn, &member)?;
                let name = companies::load(conn, &found.company)?.profile.name;
                skips.push((member, found.number, name, one.why));
            }
            let run = runs::run(conn, &id)?;
            Ok(RunPage {
                left: run.is_left(now),
                it: Shown::of(run)?,
                skipped: runs::reasons(conn, &id)?,
                skips,
                handles,
            })
        })
        .await?;
    call.page(say!("dues-run"), &page)
}

/// `POST /desk/dues/runs/{run}`: `do` is `pause`, `resume` or `cancel`.
pub async fn steer(_: May<HandleDues>, sent: Sent<RunId>) -> Reply {
    let (to, how) = (path(&sent.id), Steer::of(sent.form.value("do")));
    sent.act(move |tx, id| runs::steer(tx, id, how))
        .then_go(&to)
        .or_warn(&to)
        .await
}
