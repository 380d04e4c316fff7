//! `/desk/dues/invoices`: all invoices; search, filters and sorting live in the address.

use askama::Template;
use chrono::Datelike;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::dues::policy::SeeDues;
use crate::dues::rules::invoice::{Invoice, Kind, State};
use crate::dues::store::list::{self, Filter, Sort};
use crate::kernel::{Day, Fen, Lang};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, May, Reply};

/// All invoices.
pub const LIST: List = List {
    path: "/desk/dues/invoices",
    title: "dues-invoices-title",
    filters: &["state", "kind", "rank", "run", "year"],
    sorted: "",
    sees: may::<SeeDues>,
};

#[derive(Template)]
#[template(path = "dues/invoices.html")]
struct InvoicesPage<'a> {
    ask: &'a Ask,
    list: &'a Paged<Invoice>,
    open: Fen,
    ranks: &'a Ranks,
    years: Vec<i32>,
    today: Day,
    lang: Lang,
}

impl InvoicesPage<'_> {
    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }
}

fn filter(ask: &Ask) -> Filter {
    Filter {
        search: ask.search(),
        state: ask
            .filter("state")
            .and_then(|w| State::ALL.into_iter().find(|s| s.word() == w)),
        kind: ask.filter("kind").and_then(Kind::from_word),
        rank: ask.filter("rank").map(str::to_owned),
        run: ask.filter("run").map(str::to_owned),
        year: ask.filter("year").and_then(|y| y.parse().ok()),
    }
}

/// `GET /desk/dues/invoices?q=…&state=…&kind=…&rank=…&year=…&sort=…&page=…&export=csv`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    let (ask, today) = (Ask::on(&call, &LIST).await?, call.today());
    let (filter, sort) = (filter(&ask), ask.sort(Sort::from_word));
    if let Some(kind) = ask.filter("export") {
        let speech = call.speech();
        return export::list(&call, (LIST.name(), kind), COLUMNS, move |conn, put| {
            let words = (speech, chamber::ranks(conn)?, today);
            list::each(conn, &filter, sort, today, |invoice| put(invoice, &words))
        })
        .await;
    }
    let (page, span) = (ask.page(), ask.span());
    let (list, open, ranks) = call
        .read(move |conn| {
            let (total, open) = list::count(conn, &filter, today)?;
            let rows = list::list(conn, &filter, sort, span, today)?;
            Ok((Paged { rows, total, page }, open, chamber::ranks(conn)?))
        })
        .await?;
    let page = InvoicesPage {
        ask: &ask,
        list: &list,
        open,
        ranks: &ranks,
        years: (today.year() - 5..=today.year() + 1).rev().collect(),
        today,
        lang: call.lang(),
    };
    call.page(say!("dues-invoices-title"), &page)
}

const COLUMNS: &[Column<Invoice, (Speech, Ranks, Day)>] = &[
    ("dues-number", |i, _| (&i.number).into()),
    ("dues-company", |i, _| (&i.bill_to).into()),
    ("dues-kind", |i, (to, ..)| to.plain(i.kind.key()).into()),
    ("membership-rank", |i, (to, ranks, _)| {
        ranks.name(&i.rank, to.lang).into()
    }),
    ("dues-period-first", |i, _| i.span.map(|s| s.first).into()),
    ("dues-period-last", |i, _| i.span.map(|s| s.last).into()),
    ("dues-issued", |i, _| i.issued_on.into()),
    ("dues-due", |i, _| i.next_due.into()),
    ("dues-total", |i, _| i.sums.total.into()),
    ("dues-credited", |i, _| i.sums.credited.into()),
    ("dues-paid", |i, _| i.sums.paid.into()),
    ("dues-written-off", |i, _| i.sums.written_off.into()),
    ("dues-open", |i, _| i.open().into()),
    ("dues-state", |i, (to, _, today)| {
        to.plain(i.state(*today).key()).into()
    }),
    ("dues-reference", |i, _| (&i.reference).into()),
];
