//! The list of agreements.

use askama::Template;

use crate::admission::agreement::list::{self, Filter, Listed, Sort, Standing};
use crate::admission::agreement::policy::SeeAgreements;
use crate::admission::case::SeeCases;
use crate::chamber;
use crate::kernel::{Actor, Can};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Reply, Signed};

/// The agreements. Who signs for the chamber without seeing cases sees the list too, but keeps no views.
pub const LIST: List = List {
    path: "/desk/agreements",
    title: "agreement-list-title",
    filters: &["show"],
    sorted: "until",
    sees: may::<SeeCases>,
};

#[derive(Template)]
#[template(path = "agreement/list.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    list: Paged<Listed>,
    keeps: bool,
}

/// What the list is asked for, of what this person sees: what waits for a signature, unless it is asked
/// for more.
fn filter(conn: &mut Conn, ask: &Ask, me: &Actor) -> Result<Filter, Fault> {
    Ok(Filter {
        search: ask.search(),
        standing: ask.filter("show").and_then(Standing::from_word),
        out: ask.filter("show").is_none(),
        ..Filter::of(conn, me)?
    })
}

/// `GET /desk/agreements?q=…&show=all|counter|company|signed|over&sort=…&page=…&export=csv`
pub async fn show(me: Signed, call: Call) -> Reply {
    let signatory = call.read(chamber::signatory).await?;
    Can::<SeeAgreements>::check(&me, &signatory)?;
    let (ask, now) = (Ask::on(&call, &LIST).await?, call.now());
    let (asked, who) = (ask.clone(), (*me).clone());
    let filter = call.read(move |conn| filter(conn, &asked, &who)).await?;
    let sort = ask.sort(Sort::from_word);
    if let Some(kind) = ask.filter("export") {
        let speech = call.speech();
        return export::list(&call, (LIST.name(), kind), COLUMNS, move |conn, put| {
            list::each(conn, &filter, sort, now, |one| put(one, &speech))
        })
        .await;
    }
    let (page, span) = (ask.page(), ask.span());
    let (rows, total) = call
        .read(move |conn| list::list(conn, &filter, sort, span, now))
        .await?;
    let page = ListPage {
        ask: &ask,
        list: Paged { rows, total, page },
        keeps: (LIST.sees)(&me),
    };
    call.page(say!("agreement-list-title"), &page)
}

const COLUMNS: &[Column<Listed, Speech>] = &[
    ("agreement-list-case", |a, _| a.case.number().into()),
    ("agreement-list-name", |a, _| (&a.case.company_name).into()),
    ("agreement-list-standing", |a, to| {
        to.plain(a.standing.key()).into()
    }),
    ("agreement-list-made", |a, _| a.made_at.into()),
    ("agreement-list-until", |a, _| a.sign_by.into()),
    ("agreement-list-company-signed", |a, _| a.company.into()),
    ("agreement-list-chamber-signed", |a, _| a.chamber.into()),
];
