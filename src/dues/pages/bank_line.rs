//! A line of a bank statement: what it may pay, found by reference, name or a search; booked, left out
//! with a reason, or opened again.

use actix_web::web;
use askama::Template;

use super::bank::path;
use super::bank_lines::{Offer, Shown, shown};
use crate::dues::acts::lines::{ASKED, Booking};
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::amount::pour;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, LineId, PaymentId};
use crate::dues::store::bank::{self, LineRow};
use crate::dues::store::{invoices, returned};
use crate::dues::{acts, forms};
use crate::kernel::Fen;
use crate::kernel::id::CompanyId;
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
    /// Companies whose balance what is left may become.
    firms: Vec<(CompanyId, String)>,
    currency: &'a str,
    handles: bool,
}

impl LinePage<'_> {
    /// Whether something has to be ticked before it is booked as it was sent.
    fn asks(&self, field: &str) -> bool {
        self.f.error(field).is_some() || self.f.ticked(field)
    }
}

/// The companies that a line may be of, and those that were found.
fn firms(line: &Shown, found: &[Invoice]) -> Vec<(CompanyId, String)> {
    let here = line.firms.iter();
    let here = here.map(|firm| (firm.id.clone(), firm.profile.name.clone()));
    let more = found
        .iter()
        .map(|one| (one.company.clone(), one.bill_to.clone()));
    let mut seen = vec![];
    here.chain(more)
        .filter(|(id, _)| {
            let fresh = !seen.contains(id);
            seen.push(id.clone());
            fresh
        })
        .collect()
}

/// What the form begins with: what somebody chose; else what is exact, or all that the purpose names, or the best
/// that more than the amount speaks for. Nothing where that is in doubt.
fn filled(line: &Shown, chosen: Option<&Invoice>) -> Form {
    let mut form = Form::default();
    let part = |invoice: &Invoice| Fen(invoice.open().0.min(line.row.amount));
    let whole_or_part = |offer: &Offer| (offer.invoice.number.clone(), part(&offer.invoice));
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
        (None, _) if line.is_in_doubt() => vec![],
        (None, Some(exact)) => exact,
        (None, None) => {
            let named = line.offers.iter().filter(|offer| offer.named);
            let named: Vec<&Offer> = named.collect();
            match named.is_empty() {
                true => best().map(whole_or_part).into_iter().collect(),
                false => poured(Fen(line.row.amount), &named),
            }
        }
    };
    for ((to, field), (number, amount)) in forms::SPLITS.iter().zip(parts) {
        form.put(to, number);
        form.put(field, amount.grouped());
    }
    form
}

/// What each of these gets of the money, one after the other as far as it goes.
fn poured(money: Fen, offers: &[&Offer]) -> Vec<(String, Fen)> {
    let need: Vec<Fen> = offers.iter().map(|one| one.invoice.open()).collect();
    let (shares, _) = pour(money, &need);
    let numbers = offers.iter().map(|one| one.invoice.number.clone());
    numbers.zip(shares).filter(|(_, fen)| fen.0 > 0).collect()
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
        firms: firms(&line, &found),
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

/// `POST /desk/dues/lines/{line}`: `do` is `book`, `show` of a payment that was written down by hand, `ignore`,
/// `reopen` or, of a return, `takes`.
pub async fn act(_: May<HandleDues>, mut sent: Sent<LineId>) -> Reply {
    let statement = sent.find(&sent.id, bank::line).await?.statement_id;
    let why = |form: &mut Form| form.text("why", 1..=300);
    let chosen = |form: &mut Form| form.choice("receipt", |word| word.parse().ok());
    let (what, field) = match sent.form.value("do") {
        "book" => (book(&mut sent).await?, "amount1"),
        "show" => {
            let shown = |word: &str| word.parse().ok();
            let payment = sent.form.choice("payment", shown);
            (payment.map(What::Show), "payment")
        }
        "takes" => (chosen(&mut sent.form).map(What::Takes), "receipt"),
        "ignore" => (why(&mut sent.form).map(What::Ignore), "why"),
        "reopen" => (why(&mut sent.form).map(What::Reopen), "why"),
        _ => return Err(Fault::Missing),
    };
    sent.act_on(what, |tx, id, what| match what {
        What::Book(booking) => acts::lines::book(tx, id, booking),
        What::Show(payment) => acts::lines::show(tx, id, payment),
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
    Book(Booking),
    /// As the payment that was written down for it.
    Show(PaymentId),
    Takes(LineId),
    Ignore(String),
    Reopen(String),
}

/// How a line is to be booked, once everything is ticked that has to be.
async fn book(sent: &mut Sent<LineId>) -> Result<Option<What>, Fault> {
    let read = |word: &str| word.parse::<CompanyId>().ok();
    let rest = sent
        .form
        .maybe("rest", |form, name| form.choice(name, read));
    let to = split(sent, matches!(rest, Some(Some(_)))).await?;
    let (Some(to), Some(rest)) = (to, rest) else {
        return Ok(None);
    };
    let agreed = ASKED.into_iter().filter(|field| sent.form.ticked(field));
    let agreed: Vec<&'static str> = agreed.collect();
    let asked = |conn: &mut Conn, (id, to, rest): &(LineId, Vec<_>, Option<CompanyId>)| {
        let row = bank::line(conn, id)?;
        acts::lines::asked(conn, &row, to, rest.as_ref())
    };
    let what = (sent.id.clone(), to, rest);
    for (field, why) in sent.find(&what, asked).await? {
        if !agreed.contains(&field) {
            sent.form.refuse(field, why);
        }
    }
    let (_, to, rest) = what;
    let ids = to
        .into_iter()
        .map(|(one, fen): (Invoice, Fen)| (one.id, fen));
    let booking = Booking {
        to: ids.collect(),
        rest,
        agreed,
    };
    Ok((!sent.form.is_refused()).then_some(What::Book(booking)))
}

/// The invoices a line is split over, by number or reference.
/// `may_be_none`: whether all of it may be balance.
async fn split(
    sent: &mut Sent<LineId>,
    may_be_none: bool,
) -> Result<Option<Vec<(Invoice, Fen)>>, Fault> {
    let Some(typed) = forms::splits(&mut sent.form, may_be_none) else {
        return Ok(None);
    };
    let mut to = vec![];
    for (field, number, amount) in typed {
        match sent
            .find(&number, |conn, n| invoices::by_number(conn, n))
            .await?
        {
            Some(invoice) => to.push((invoice, amount)),
            None => sent.form.refuse(field, say!("dues-bank-no-invoice")),
        }
    }
    Ok((!sent.form.is_refused()).then_some(to))
}
