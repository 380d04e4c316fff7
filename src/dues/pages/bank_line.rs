//! A line of a bank statement: what it may pay, found by reference, name or a search; booked, left out
//! with a reason, or opened again.

use actix_web::web;
use askama::Template;

use super::bank::path;
use super::bank_lines::{Shown, shown};
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, LineId};
use crate::dues::store::bank::{self, LineRow};
use crate::dues::store::{invoices, returned};
use crate::dues::{acts, forms};
use crate::kernel::Fen;
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::listing::Ask;
use crate::web::{Call, Form, May, Reply, Sent};

/// Invoices that a search shows.
const SOME: i64 = 20;

#[derive(Template)]
#[template(path = "dues/bank_line.html")]
struct LinePage<'a> {
    f: &'a Form,
    line: &'a Shown,
    ask: &'a Ask,
    /// Open invoices that were looked for.
    found: Vec<Invoice>,
    /// The receipts of which this return may take one back, where it can be chosen.
    choices: Vec<LineRow>,
    currency: &'a str,
    handles: bool,
}

/// What the form begins with: what somebody chose; else what is exact, or the best that more than the
/// amount speaks for. Nothing where the money may not be ours to keep.
fn filled(line: &Shown, chosen: Option<&Invoice>) -> Form {
    let mut form = Form::default();
    let part = |invoice: &Invoice| Fen(invoice.open().0.min(line.row.amount));
    let best = || line.offers.iter().find(|offer| offer.told);
    let whole = |(id, amount): &(InvoiceId, Fen)| {
        let mut offers = line.offers.iter();
        let offer = offers.find(|offer| offer.invoice.id == *id)?;
        Some((offer.invoice.number.clone(), *amount))
    };
    let exact: Option<Vec<_>> = line.exact.iter().map(whole).collect();
    let exact = exact.filter(|all| !all.is_empty() && all.len() <= forms::SPLITS.len());
    let parts = match (chosen, exact) {
        (Some(invoice), _) => vec![(invoice.number.clone(), part(invoice))],
        (None, _) if line.is_flagged() => vec![],
        (None, Some(exact)) => exact,
        (None, None) => {
            let best = best().map(|offer| (offer.invoice.number.clone(), part(&offer.invoice)));
            best.into_iter().collect()
        }
    };
    for ((to, field), (number, amount)) in forms::SPLITS.iter().zip(parts) {
        form.put(to, number);
        form.put(field, amount.grouped());
    }
    form
}

async fn page(call: &Call, id: LineId, refused: Option<&Form>) -> Reply {
    let ask = Ask::of(call.query());
    let (search, to) = (ask.search(), ask.filter("to").map(str::to_owned));
    let (line, found, choices, chosen) = call
        .read(move |conn| {
            let row = bank::line(conn, &id)?;
            let line = shown(conn, vec![row])?.pop().ok_or(Fault::Missing)?;
            let choices = match line.row.is_return() && line.row.state == "open" {
                true => returned::choices(conn, &line.row)?,
                false => vec![],
            };
            let found = invoices::open_like(conn, &search, SOME)?;
            let chosen = match to {
                Some(number) => invoices::by_number(conn, &number)?,
                None => None,
            };
            Ok((line, found, choices, chosen))
        })
        .await?;
    let fresh = filled(&line, chosen.as_ref().filter(|i| i.open().0 > 0));
    let f = refused.unwrap_or(&fresh);
    let page = LinePage {
        f,
        line: &line,
        ask: &ask,
        found,
        choices,
        currency: &call.brand().currency,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-bank-line"), f, &page)
}

/// `GET /desk/dues/lines/{line}?q=…&to=…`: `q` looks for open invoices, `to` puts one into the form.
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<LineId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/dues/lines/{line}`: `do` is `book`, `ignore`, `reopen` or, of a return, `takes`.
pub async fn act(_: May<HandleDues>, mut sent: Sent<LineId>) -> Reply {
    let statement = sent.find(&sent.id, bank::line).await?.statement_id;
    let why = |form: &mut Form| form.text("why", 1..=300);
    let chosen = |form: &mut Form| form.choice("receipt", |word| word.parse().ok());
    let (what, field) = match sent.form.value("do") {
        "book" => (book(&mut sent).await?, "amount1"),
        "takes" => (chosen(&mut sent.form).map(What::Takes), "receipt"),
        "ignore" => (why(&mut sent.form).map(What::Ignore), "why"),
        "reopen" => (why(&mut sent.form).map(What::Reopen), "why"),
        _ => return Err(Fault::Missing),
    };
    sent.act_on(what, |tx, id, what| match what {
        What::Book(to, anyway) => acts::lines::book(tx, id, to, *anyway),
        What::Takes(receipt) => acts::lines::takes_back(tx, id, receipt),
        What::Ignore(why) => acts::lines::ignore(tx, id, why),
        What::Reopen(why) => acts::lines::reopen(tx, id, why),
    })
    .then(path(&statement), say!("dues-bank-line-done"))
    .or_back(field, &sent, page)
    .await
}

/// What is to become of a line.
enum What {
    /// With these parts; also where its money went back.
    Book(Vec<(InvoiceId, Fen)>, bool),
    Takes(LineId),
    Ignore(String),
    Reopen(String),
}

/// How a line is to be booked. One whose money may not be ours to keep only if somebody said so.
async fn book(sent: &mut Sent<LineId>) -> Result<Option<What>, Fault> {
    let anyway = sent.form.ticked("anyway");
    let to = split(sent).await?;
    let flagged = |conn: &mut Conn, id: &LineId| {
        let row = bank::line(conn, id)?;
        acts::lines::flagged(conn, &row)
    };
    if !anyway && sent.find(&sent.id, flagged).await?.is_some() {
        sent.form.refuse("anyway", say!(acts::lines::ANYWAY));
        return Ok(None);
    }
    Ok(to.map(|to| What::Book(to, anyway)))
}

/// The invoices a line is split over, by number or reference.
async fn split(sent: &mut Sent<LineId>) -> Result<Option<Vec<(InvoiceId, Fen)>>, Fault> {
    let Some(typed) = forms::splits(&mut sent.form) else {
        return Ok(None);
    };
    let mut to = vec![];
    for (field, number, amount) in typed {
        match sent
            .find(&number, |conn, n| invoices::by_number(conn, n))
            .await?
        {
            Some(invoice) => to.push((invoice.id, amount)),
            None => sent.form.refuse(field, say!("dues-bank-no-invoice")),
        }
    }
    Ok((!sent.form.is_refused()).then_some(to))
}
