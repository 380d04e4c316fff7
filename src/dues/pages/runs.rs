//! `/desk/dues/runs`: a year is billed. Looked at first, then done in the background.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::companies;
use crate::dues::acts;
use crate::dues::acts::run::Preview;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::RunId;
use crate::dues::store::runs::{self, Run};
use crate::kernel::{Act, Day, Fen, Lang};
use crate::membership;
use crate::membership::rules::MembershipId;
use crate::membership::rules::period::PeriodRules;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

/// Key of why a member is left out.
fn why_key(why: &str) -> &'static str {
    match why {
        "billed" => "dues-skip-billed",
        "ended" => "dues-skip-ended",
        "lapsed" => "dues-skip-lapsed",
        _ => "dues-skip-no-fee",
    }
}

#[derive(Template)]
#[template(path = "dues/runs.html")]
struct RunsPage<'a> {
    f: &'a Form,
    runs: &'a [Run],
    preview: Option<Preview>,
    ranks: Ranks,
    lang: Lang,
    handles: bool,
}

impl RunsPage<'_> {
    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }

    fn why(&self, why: &str) -> &'static str {
        why_key(why)
    }

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
    Some((from?, to?))
}

async fn page(call: &Call, f: &Form, asked: Option<(Day, Day)>) -> Reply {
    let now = call.now();
    let (all, preview, ranks) = call
        .read(move |conn| {
            let preview = match asked {
                Some(days) => Some(acts::run::preview(conn, now, days)?),
                None => None,
            };
            Ok((runs::runs(conn)?, preview, chamber::ranks(conn)?))
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
    run: Run,
    skipped: Vec<(String, i64)>,
    skips: Vec<(MembershipId, String, String, String)>,
    handles: bool,
}

impl RunPage {
    fn why(&self, why: &str) -> &'static str {
        why_key(why)
    }
}

/// `GET /desk/dues/runs/{run}`
pub async fn run(me: May<SeeDues>, call: Call, id: web::Path<RunId>) -> Reply {
    let (id, handles) = (id.into_inner(), HandleDues::allows(&me, &()));
    let page = call
        .read(move |conn| {
            let mut skips = vec![];
            for (member, why) in runs::skips(conn, &id, 200)? {
                let found = membership::load(conn, &member)?;
                let name = companies::load(conn, &found.company)?.profile.name;
                skips.push((member, found.number, name, why));
            }
            Ok(RunPage {
                run: runs::run(conn, &id)?,
                skipped: runs::skipped(conn, &id)?,
                skips,
                handles,
            })
        })
        .await?;
    call.page(say!("dues-run"), &page)
}

/// `POST /desk/dues/runs/{run}`: `do` is `pause` or `resume`.
pub async fn steer(_: May<HandleDues>, call: Call, id: web::Path<RunId>, form: Form) -> Reply {
    let id = id.into_inner();
    let (to, pause) = (path(&id), form.value("do") == "pause");
    call.act(move |tx| acts::run::set_paused(tx, &id, pause))
        .then_go(&to)
        .or_warn(&to)
        .await
}
