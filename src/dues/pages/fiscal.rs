//! `/desk/dues/fiscal`: the fiscal dues receipts of a span of days, spoiled ones, and the write-off
//! table that the finance office wants before it hands out new ones.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::FiscalId;
use crate::dues::store::papers::{self, Batch, FiscalReceipt};
use crate::dues::{acts, forms};
use crate::kernel::{Day, time};
use crate::platform::filters;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply};

/// The fiscal receipts of a span of days.
pub const LIST: List = List {
    path: "/desk/dues/fiscal",
    title: "dues-fiscal-title",
    filters: &["from", "to"],
    sorted: "",
    sees: may::<SeeDues>,
};

#[derive(Template)]
#[template(path = "dues/fiscal.html")]
struct FiscalPage<'a> {
    ask: &'a Ask,
    f: &'a Form,
    list: &'a Paged<FiscalReceipt>,
    batches: &'a [Batch],
    from: Day,
    to: Day,
    handles: bool,
}

fn span(ask: &Ask, today: Day) -> (Day, Day) {
    let first = Day::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let day = |name, or| ask.filter(name).and_then(time::parse_day).unwrap_or(or);
    (day("from", first), day("to", today))
}

async fn page(call: &Call, refused: Option<&Form>) -> Reply {
    let today = call.today();
    let ask = Ask::on(call, &LIST).await?;
    let (from, to) = span(&ask, today);
    let days = (from, to);
    if let Some(kind) = ask.filter("export") {
        return export::list(
            call,
            ("fiscal-receipts", kind),
            COLUMNS,
            move |conn, put| {
                let batches = papers::batches(conn, days)?;
                batches.iter().try_for_each(|batch| put(batch, &()))
            },
        )
        .await;
    }
    let (page, span) = (ask.page(), ask.span());
    let (list, batches) = call
        .read(move |conn| {
            let (rows, total) = papers::fiscal_between(conn, days, span)?;
            let list = Paged { rows, total, page };
            Ok((list, papers::batches(conn, days)?))
        })
        .await?;
    let fresh = Form::of([("issued_on", today.to_string())]);
    let f = refused.unwrap_or(&fresh);
    let page = FiscalPage {
        ask: &ask,
        f,
        list: &list,
        batches: &batches,
        from,
        to,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-fiscal-title"), f, &page)
}

const COLUMNS: &[Column<Batch, ()>] = &[
    ("dues-fiscal-batch", |b, ()| (&b.batch).into()),
    ("dues-fiscal-from", |b, ()| (&b.from).into()),
    ("dues-fiscal-to", |b, ()| (&b.to).into()),
    ("dues-fiscal-count", |b, ()| b.count.into()),
    ("dues-fiscal-void", |b, ()| b.void.into()),
    ("dues-amount", |b, ()| b.amount.into()),
];

/// `GET /desk/dues/fiscal?from=…&to=…&export=xlsx`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, None).await
}

/// `POST /desk/dues/fiscal`: one that was spoiled before it was given out.
pub async fn spoiled(_: May<HandleDues>, call: Call, mut form: Form) -> Reply {
    let new = forms::fiscal(&mut form, None, call.now());
    call.act_on(new, |tx, new| acts::papers::record_fiscal(tx, new, None))
        .then(LIST.path, say!("dues-fiscal-done"))
        .or_again("number", &mut form, async |form| {
            page(&call, Some(form)).await
        })
        .await
}

/// `POST /desk/dues/fiscal/{receipt}/void`
pub async fn void(
    _: May<HandleDues>,
    call: Call,
    id: web::Path<FiscalId>,
    mut form: Form,
) -> Reply {
    let (id, why) = (id.into_inner(), form.text("void_why", 1..=200));
    call.act_on(why, move |tx, why| acts::papers::void_fiscal(tx, &id, why))
        .then(LIST.path, say!("dues-fiscal-voided"))
        .or_again("void_why", &mut form, async |form| {
            page(&call, Some(form)).await
        })
        .await
}
