//! `/desk/dues/fiscal`: the fiscal dues receipts of a span of days, spoiled ones, and the write-off
//! table that the finance office wants before it hands out new ones.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::FiscalId;
use crate::dues::store::papers::{self, FiscalReceipt};
use crate::dues::{acts, forms};
use crate::kernel::{Day, Fen, time};
use crate::platform::filters;
use crate::say;
use crate::web::export::{Cell, Sheet};
use crate::web::list::Ask;
use crate::web::{Call, Form, May, Reply, View};

const PATH: &str = "/desk/dues/fiscal";

/// A batch in the write-off table: how many, from which number to which, spoiled ones, how much.
pub struct Batch {
    /// Its code.
    pub batch: String,
    /// First number.
    pub from: String,
    /// Last number.
    pub to: String,
    /// How many.
    pub count: i64,
    /// How many of them are void.
    pub void: i64,
    /// Over how much.
    pub amount: Fen,
}

fn batches(all: &[FiscalReceipt]) -> Vec<Batch> {
    let mut found: Vec<Batch> = vec![];
    for receipt in all {
        if found.last().is_none_or(|b| b.batch != receipt.batch) {
            found.push(Batch {
                batch: receipt.batch.clone(),
                from: receipt.number.clone(),
                to: String::new(),
                count: 0,
                void: 0,
                amount: Fen(0),
            });
        }
        if let Some(batch) = found.last_mut() {
            batch.to = receipt.number.clone();
            batch.count += 1;
            match receipt.voided_on {
                Some(_) => batch.void += 1,
                None => batch.amount.0 += receipt.amount,
            }
        }
    }
    found
}

#[derive(Template)]
#[template(path = "dues/fiscal.html")]
struct FiscalPage<'a> {
    f: &'a Form,
    all: &'a [FiscalReceipt],
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
    let ask = Ask::of(call.query());
    let (from, to) = span(&ask, today);
    let all = call
        .read(move |conn| papers::fiscal_between(conn, from, to))
        .await?;
    let batches = batches(&all);
    if let Some(kind) = ask.filter("export") {
        return export(call, &batches, kind);
    }
    let fresh = Form::of([("issued_on", today.to_string())]);
    let f = refused.unwrap_or(&fresh);
    let page = FiscalPage {
        f,
        all: &all,
        batches: &batches,
        from,
        to,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-fiscal-title"), f, &page)
}

fn export(view: &View, batches: &[Batch], kind: &str) -> Reply {
    let row = |b: &Batch| -> Vec<Cell> {
        vec![
            b.batch.as_str().into(),
            b.from.as_str().into(),
            b.to.as_str().into(),
            b.count.into(),
            b.void.into(),
            b.amount.into(),
        ]
    };
    let sheet = Sheet {
        name: "fiscal-receipts",
        head: vec![
            "dues-fiscal-batch",
            "dues-fiscal-from",
            "dues-fiscal-to",
            "dues-fiscal-count",
            "dues-fiscal-void",
            "dues-amount",
        ],
        rows: batches.iter().map(row).collect(),
    };
    sheet.answer(kind, view.speech())
}

/// `GET /desk/dues/fiscal?from=…&to=…&export=xlsx`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, None).await
}

/// `POST /desk/dues/fiscal`: one that was spoiled before it was given out.
pub async fn spoiled(_: May<HandleDues>, call: Call, mut form: Form) -> Reply {
    let new = forms::fiscal(&mut form, None, call.now());
    call.act_on(new, |tx, new| acts::papers::record_fiscal(tx, new, None))
        .then(PATH, say!("dues-fiscal-done"))
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
        .then(PATH, say!("dues-fiscal-voided"))
        .or_again("void_why", &mut form, async |form| {
            page(&call, Some(form)).await
        })
        .await
}
