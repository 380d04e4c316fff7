//! `/desk/dues/invoices`: all invoices; search, filters and sorting live in the address.

use askama::Template;
use chrono::Datelike;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::dues::policy::SeeDues;
use crate::dues::rules::invoice::{Invoice, Kind, State};
use crate::dues::store::list::{self, Filter, Sort};
use crate::kernel::{Day, Fen, Lang};
use crate::platform::db::Conn;
use crate::platform::filters;
use crate::say;
use crate::web::export::{self, Rows};
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{Call, May, Reply};

const COLUMNS: [&str; 3] = ["issued", "due", "open"];

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
    fn is(&self, name: &str, value: &str) -> bool {
        self.ask.filter(name).unwrap_or("") == value
    }

    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }

    fn states(&self) -> [State; 7] {
        State::ALL
    }

    fn kinds(&self) -> [Kind; 3] {
        Kind::ALL
    }
}

fn read(ask: &Ask) -> (Filter, (Sort, bool)) {
    let filter = Filter {
        search: ask.search(),
        state: ask
            .filter("state")
            .and_then(|w| State::ALL.into_iter().find(|s| s.word() == w)),
        kind: ask.filter("kind").and_then(Kind::from_word),
        rank: ask.filter("rank").map(str::to_owned),
        run: ask.filter("run").map(str::to_owned),
        year: ask.filter("year").and_then(|y| y.parse().ok()),
    };
    let (column, down) = ask.sort(&COLUMNS);
    let sort = match column {
        "due" => Sort::Due,
        "open" => Sort::Open,
        _ => Sort::Issued,
    };
    (filter, (sort, down))
}

/// `GET /desk/dues/invoices?q=…&state=…&kind=…&rank=…&year=…&sort=…&page=…&export=csv`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let today = call.today();
    if let Some(kind) = ask.filter("export") {
        return export(&call, &ask, today, kind).await;
    }
    let (filter, sort) = read(&ask);
    let page = ask.page();
    let (list, open, ranks) = call
        .read(move |conn| {
            let (total, open) = list::count(conn, &filter, today)?;
            let from = (page - 1) * PER_PAGE;
            let rows = list::list(conn, &filter, sort, (from, PER_PAGE), today)?;
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

async fn export(call: &Call, ask: &Ask, today: Day, kind: &str) -> Reply {
    let (filter, sort) = read(ask);
    let speech = call.speech();
    let head = vec![
        "dues-number",
        "dues-company",
        "dues-kind",
        "membership-rank",
        "dues-period-first",
        "dues-period-last",
        "dues-issued",
        "dues-due",
        "dues-total",
        "dues-credited",
        "dues-paid",
        "dues-written-off",
        "dues-open",
        "dues-state",
        "dues-reference",
    ];
    let fill = move |conn: &mut Conn, rows: &mut Rows| {
        let ranks = chamber::ranks(conn)?;
        list::each(conn, &filter, sort, today, |i| {
            rows.put(&[
                i.number.as_str().into(),
                i.bill_to.as_str().into(),
                speech.plain(i.kind.key()).into(),
                ranks.name(&i.rank, speech.lang).into(),
                i.span.map(|s| s.first).into(),
                i.span.map(|s| s.last).into(),
                i.issued_on.into(),
                i.next_due.into(),
                i.sums.total.into(),
                i.sums.credited.into(),
                i.sums.paid.into(),
                i.sums.written_off.into(),
                i.open().into(),
                speech.plain(i.state(today).key()).into(),
                i.reference.as_str().into(),
            ])
        })
    };
    export::long(call.db(), ("invoices", kind), head, speech, fill).await
}
