//! `/desk/dues/runs`: a year is billed. Looked at first, then done in the background.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use super::today;
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
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

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

async fn page(view: &View, db: &Db, clock: &Clock, f: &Form, asked: Option<(Day, Day)>) -> Reply {
    let now = clock.now();
    let (all, preview, ranks) = db
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
        lang: view.lang(),
        handles: view
            .actor()
            .is_some_and(|actor| HandleDues::allows(actor, &())),
    };
    view.with_form(say!("dues-runs-title"), f, &page)
}

/// `GET /desk/dues/runs?from=…&to=…`: with days, what a run over them would do.
pub async fn show(
    _: May<SeeDues>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let mut form = Form::parse(view.query().as_bytes());
    if !view.query().is_empty() {
        let asked = days(&mut form);
        return page(&view, &db, &clock, &form, asked).await;
    }
    let today = today(&view, &clock);
    let rules = db.read(settings::get::<PeriodRules>).await?;
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
    page(&view, &db, &clock, &form, None).await
}

/// `POST /desk/dues/runs`
pub async fn start(
    _: May<HandleDues>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    if let Some(days) = days(&mut form) {
        match db
            .write(&view.who(), move |tx| acts::run::start(tx, days))
            .await
        {
            Ok(id) => return view.go(&format!("/desk/dues/runs/{id}")),
            Err(fault) => form.refuse_fault("to", fault)?,
        }
    }
    page(&view, &db, &clock, &form, None).await
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
pub async fn run(me: May<SeeDues>, view: View, id: web::Path<RunId>, db: web::Data<Db>) -> Reply {
    let (id, handles) = (id.into_inner(), HandleDues::allows(&me, &()));
    let page = db
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
    view.page(say!("dues-run"), &page)
}

/// `POST /desk/dues/runs/{run}`: `do` is `pause` or `resume`.
pub async fn steer(
    _: May<HandleDues>,
    view: View,
    id: web::Path<RunId>,
    db: web::Data<Db>,
    form: Form,
) -> Reply {
    let id = id.into_inner();
    let (to, pause) = (format!("/desk/dues/runs/{id}"), form.value("do") == "pause");
    let write = move |tx: &mut Tx| acts::run::set_paused(tx, &id, pause);
    match db.write(&view.who(), write).await {
        Ok(()) => view.go(&to),
        Err(Fault::Refused(say)) => view.warned(&to, say),
        Err(other) => Err(other),
    }
}
