//! The office's list of cases.

use actix_web::web;
use askama::Template;

use crate::admission::case::door;
use crate::admission::case::list::{self, Filter, Listed, Sort};
use crate::admission::case::part;
use crate::admission::case::policy::{SeeCaseList, SeeCases};
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::chamber::rules::Ranks;
use crate::kernel::{Act, Lang, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::{filters, settings};
use crate::say;
use crate::web::export::{Cell, Sheet};
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{May, Reply, View};

/// Most lines of an export.
const MOST: i64 = 200_000;

#[derive(Template)]
#[template(path = "admission/cases.html")]
struct CasesPage<'a> {
    ask: &'a Ask,
    list: Paged<Listed>,
    stages: Vec<(Stage, i64)>,
    ranks: Ranks,
    now: Moment,
    lang: Lang,
}

impl CasesPage<'_> {
    fn is_stage(&self, stage: &Stage) -> bool {
        self.ask.filter("stage") == Some(stage.word())
    }

    fn is_waits(&self, party: &Party) -> bool {
        self.ask.filter("waits") == Some(party.word())
    }

    fn is_open(&self, word: &str) -> bool {
        self.ask.filter("show").unwrap_or_default() == word
    }

    fn is_late(&self, case: &Listed) -> bool {
        case.due.is_some_and(|due| due < self.now)
    }

    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }

    fn state(&self, column: &str) -> &'static str {
        match self.ask.sort(&COLUMNS) {
            (sorted, true) if sorted == column => "descending",
            (sorted, false) if sorted == column => "ascending",
            _ => "",
        }
    }
}

/// The columns one can sort by; the newest change stands first unless asked otherwise.
const COLUMNS: [&str; 4] = ["", "due", "sent", "name"];

fn filter(ask: &Ask) -> Filter {
    Filter {
        search: ask.search(),
        stage: ask.filter("stage").and_then(Stage::from_word),
        waits: ask.filter("waits").and_then(Party::from_word),
        open: match ask.filter("show") {
            Some("all") => None,
            Some("ended") => Some(false),
            _ => Some(true),
        }
        .filter(|_| ask.filter("stage").is_none()),
        only: None,
        except: vec![],
    }
}

fn sort(ask: &Ask) -> (Sort, bool) {
    match ask.sort(&COLUMNS) {
        ("due", down) => (Sort::Due, down),
        ("sent", down) => (Sort::Sent, down),
        ("name", down) => (Sort::Name, down),
        _ => (Sort::Changed, true),
    }
}

/// `GET /desk/cases?q=…&stage=…&waits=…&show=all|ended&sort=-due&page=2&export=csv`. Reviewers see the
/// cases that they take part in.
pub async fn list(
    me: May<SeeCaseList>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let ask = Ask::of(view.query());
    let (mut filter, sort, page, now) = (filter(&ask), sort(&ask), ask.page(), clock.now());
    let export = ask.filter("export").map(str::to_owned);
    let window = if export.is_some() {
        (0, MOST)
    } else {
        ((page - 1) * PER_PAGE, PER_PAGE)
    };
    let (sees_all, me) = (SeeCases::allows(&me, &()), (*me).clone());
    let (list, stages, ranks) = db
        .read(move |conn| {
            filter.only = match sees_all {
                true => None,
                false => Some(part::cases_of(conn, &me.id)?),
            };
            filter.except = door::kept_from(conn, &me)?;
            let rows = list::list(conn, &filter, sort, window, now)?;
            let total = list::count(conn, &filter, now)?;
            let stages = match sees_all {
                true => list::count_by_stage(conn, now)?,
                false => vec![],
            };
            let ranks: Ranks = settings::get(conn)?;
            Ok((Paged { rows, total, page }, stages, ranks))
        })
        .await?;
    if let Some(kind) = export {
        return sheet(&list.rows, &ranks, &view).answer(&kind, view.speech());
    }
    let page = CasesPage {
        ask: &ask,
        list,
        stages,
        ranks,
        now,
        lang: view.lang(),
    };
    view.page(say!("admission-cases-title"), &page)
}

fn sheet(rows: &[Listed], ranks: &Ranks, view: &View) -> Sheet {
    let speech = view.speech();
    let row = |case: &Listed| {
        vec![
            Cell::from(case.number.as_str()),
            Cell::from(case.name.as_str()),
            Cell::from(ranks.name(&case.rank, speech.lang)),
            Cell::from(speech.plain(case.stage.key())),
            Cell::from(speech.plain(case.waits.key())),
            Cell::from(case.due),
            Cell::from(case.sent),
            Cell::from(case.changed),
        ]
    };
    Sheet {
        name: "cases",
        head: vec![
            "admission-cases-number",
            "admission-cases-company",
            "admission-cases-rank",
            "admission-cases-stage",
            "admission-cases-waits",
            "admission-cases-due",
            "admission-cases-sent",
            "admission-cases-changed",
        ],
        rows: rows.iter().map(row).collect(),
    }
}
