//! The office's list of cases.

use askama::Template;

use crate::admission::case::door;
use crate::admission::case::list::{self, Filter, Listed, Sort};
use crate::admission::case::part;
use crate::admission::case::policy::{SeeCaseList, SeeCases};
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::chamber::rules::Ranks;
use crate::kernel::{Act, Actor, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::platform::{filters, settings};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, May, Reply};

/// The cases of the chamber.
pub const LIST: List = List {
    path: "/desk/cases",
    title: "admission-cases-title",
    filters: &["stage", "waits", "show"],
    sorted: "due",
    sees: may::<SeeCaseList>,
};

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
    fn is_late(&self, case: &Listed) -> bool {
        case.due.is_some_and(|due| due < self.now)
    }

    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }
}

/// What the list is asked for, of what this person sees.
fn filter(conn: &mut Conn, ask: &Ask, me: &Actor) -> Result<Filter, Fault> {
    let stage = ask.filter("stage").and_then(Stage::from_word);
    Ok(Filter {
        search: ask.search(),
        stage,
        waits: ask.filter("waits").and_then(Party::from_word),
        open: match ask.filter("show") {
            _ if ask.filter("stage").is_some() => None,
            Some("all") => None,
            Some("ended") => Some(false),
            _ => Some(true),
        },
        only: match SeeCases::allows(me, &()) {
            true => None,
            false => Some(part::cases_of(conn, &me.id)?),
        },
        except: door::kept_from(conn, me)?,
    })
}

/// `GET /desk/cases?q=…&stage=…&waits=…&show=all|ended&sort=-due&page=2&export=csv`. Reviewers see the
/// cases that they take part in.
pub async fn list(me: May<SeeCaseList>, call: Call) -> Reply {
    let (ask, now, lang, me) = (
        Ask::on(&call, &LIST).await?,
        call.now(),
        call.lang(),
        (*me).clone(),
    );
    let (asked, sort) = (ask.clone(), ask.sort(Sort::from_word));
    if let Some(kind) = ask.filter("export") {
        let speech = call.speech();
        return export::list(&call, (LIST.name(), kind), COLUMNS, move |conn, put| {
            let words = (speech, settings::get::<Ranks>(conn)?);
            let filter = filter(conn, &asked, &me)?;
            list::each(conn, &filter, sort, now, |case| put(case, &words))
        })
        .await;
    }
    let page = call
        .read(move |conn| {
            let filter = filter(conn, &asked, &me)?;
            let rows = list::list(conn, &filter, sort, asked.span(), now)?;
            let total = list::count(conn, &filter, now)?;
            let stages = match filter.only {
                None => list::count_by_stage(conn, &filter.except, now)?,
                Some(_) => vec![],
            };
            let list = Paged {
                rows,
                total,
                page: asked.page(),
            };
            Ok((list, stages, settings::get::<Ranks>(conn)?))
        })
        .await?;
    let (list, stages, ranks) = page;
    let page = CasesPage {
        ask: &ask,
        list,
        stages,
        ranks,
        now,
        lang,
    };
    call.page(say!("admission-cases-title"), &page)
}

const COLUMNS: &[Column<Listed, (Speech, Ranks)>] = &[
    ("admission-cases-number", |c, _| (&c.number).into()),
    ("admission-cases-company", |c, _| (&c.name).into()),
    ("admission-cases-rank", |c, (to, ranks)| {
        ranks.name(&c.rank, to.lang).into()
    }),
    ("admission-cases-stage", |c, (to, _)| {
        to.plain(c.stage.key()).into()
    }),
    ("admission-cases-waits", |c, (to, _)| {
        to.plain(c.waits.key()).into()
    }),
    ("admission-cases-due", |c, _| c.due.into()),
    ("admission-cases-sent", |c, _| c.sent.into()),
    ("admission-cases-changed", |c, _| c.changed.into()),
];
