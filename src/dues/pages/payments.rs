//! Payments: the list, one of them with what it paid, taking it back, its receipts.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use super::printed::open_to;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::ledger::Method;
use crate::dues::rules::payment::Moved;
use crate::dues::rules::{FiscalId, PaymentId};
use crate::dues::store::money::Payment;
use crate::dues::store::paid::{self, Paid};
use crate::dues::store::papers;
use crate::dues::store::refunds::{self, Back, Refund};
use crate::dues::store::{ledger, list};
use crate::dues::{acts, forms};
use crate::kernel::{Can, Day, Fen};
use crate::platform::db::Fault;
use crate::platform::files::{self, Allowed, Face, Kind};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply, Signed, Upload};

/// What a fiscal receipt's file may be.
pub(super) const ALLOWED: Allowed = Allowed::new(Kind::PAPERS, 10);

/// Money that came in.
pub const LIST: List = List {
    path: "/desk/dues/payments",
    title: "dues-payments-title",
    filters: &["year"],
    sorted: "",
    sees: may::<SeeDues>,
};

#[derive(Template)]
#[template(path = "dues/payments.html")]
struct PaymentsPage<'a> {
    ask: &'a Ask,
    list: &'a Paged<Payment>,
    /// What was paid back in the year: below the first page of the whole list.
    refunds: Vec<Refund>,
    year: i32,
    years: Vec<i32>,
}

/// `GET /desk/dues/payments?q=…&year=…&export=csv`
pub async fn list(_: May<SeeDues>, call: Call) -> Reply {
    let (ask, this) = (Ask::on(&call, &LIST).await?, call.today().year());
    let year = ask.filter("year").and_then(|y| y.parse().ok());
    let (search, year) = (ask.search(), year.unwrap_or(this));
    if let Some(kind) = ask.filter("export") {
        let speech = call.speech();
        return export::list(&call, (LIST.name(), kind), COLUMNS, move |conn, put| {
            let asked = (search.as_str(), year);
            list::each_payment(conn, asked, |came| put(&Line::from(came), &speech))?;
            refunds::each(conn, asked, |back| put(&Line::from(back), &speech))
        })
        .await;
    }
    let (page, span) = (ask.page(), ask.span());
    let whole = search.is_empty() && page == 1;
    let days = Day::from_ymd_opt(year, 1, 1).zip(Day::from_ymd_opt(year, 12, 31));
    let ((rows, total), years, refunds) = call
        .read(move |conn| {
            let found = list::payments_of(conn, (&search, year), span)?;
            let back = match days.filter(|_| whole) {
                Some(days) => refunds::between(conn, days)?,
                None => vec![],
            };
            Ok((found, ledger::years(conn, this)?, back))
        })
        .await?;
    let page = PaymentsPage {
        ask: &ask,
        list: &Paged { rows, total, page },
        refunds,
        year,
        years,
    };
    call.page(say!("dues-payments-title"), &page)
}

/// A line of the list as a file: money that came, or balance that was paid back. Together they are what the
/// books hold of the year.
struct Line {
    what: Moved,
    receipt: String,
    on: Day,
    /// Negative went out.
    amount: Fen,
    method: Option<Method>,
    /// Who paid, or was paid back.
    payer: String,
    account: String,
    note: String,
    by: String,
    /// The receipt of the payment that it gives back; empty where that was none.
    gives_back: String,
}

impl From<&Payment> for Line {
    fn from(came: &Payment) -> Self {
        Self {
            what: match came.reverses {
                Some(_) => Moved::Reversal,
                None => Moved::Came,
            },
            receipt: came.receipt.clone(),
            on: came.received_on,
            amount: came.fen(),
            method: Some(came.method()),
            payer: came.payer.clone(),
            account: came.payer_account.clone(),
            note: came.note.clone(),
            by: came.by_name.clone(),
            gives_back: String::new(),
        }
    }
}

impl From<&Back> for Line {
    fn from(Back { used, of, name }: &Back) -> Self {
        Self {
            what: Moved::Refund,
            receipt: String::new(),
            on: used.on_day,
            amount: Fen(-used.amount),
            method: Method::from_word(&used.method),
            payer: name.clone(),
            account: String::new(),
            note: used.note.clone(),
            by: String::new(),
            gives_back: of
                .as_ref()
                .map_or_else(String::new, |of| of.receipt.clone()),
        }
    }
}

const COLUMNS: &[Column<Line, Speech>] = &[
    ("dues-receipt", |line, _| (&line.receipt).into()),
    ("dues-received", |line, _| line.on.into()),
    ("dues-amount", |line, _| line.amount.into()),
    ("dues-method", |line, to| {
        line.method.map(|how| to.plain(how.key())).into()
    }),
    ("dues-payer", |line, _| (&line.payer).into()),
    ("dues-payer-account", |line, _| (&line.account).into()),
    ("dues-note", |line, _| (&line.note).into()),
    ("dues-by", |line, _| (&line.by).into()),
    ("dues-payment-is", |line, to| {
        to.plain(line.what.key()).into()
    }),
    ("dues-gives-back", |line, to| {
        match (line.what, line.gives_back.as_str()) {
            (Moved::Refund, "") => to.plain("dues-gives-back-credit").into(),
            (_, receipt) => receipt.into(),
        }
    }),
];

#[derive(Template)]
#[template(path = "dues/payment.html")]
struct PaymentPage<'a> {
    f: &'a Form,
    known: &'a Paid,
    handles: bool,
    currency: &'a str,
    accept: String,
}

async fn page(call: &Call, id: PaymentId, refused: Option<&Form>) -> Reply {
    let known = call.read(move |conn| paid::load(conn, &id)).await?;
    let given: i64 = known
        .fiscal
        .iter()
        .filter(|r| r.voided_on.is_none())
        .map(|r| r.amount)
        .sum();
    let mut fresh = Form::of([("issued_on", call.today().to_string())]);
    fresh.put("amount", Fen(known.dues.0 - given).grouped());
    let f = refused.unwrap_or(&fresh);
    let page = PaymentPage {
        f,
        known: &known,
        handles: call.may::<HandleDues>(),
        currency: &call.brand().currency,
        accept: ALLOWED.accept(),
    };
    call.with_form(say!("dues-payment-title"), f, &page)
}

/// `GET /desk/dues/payments/{payment}`
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<PaymentId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

fn path(id: &PaymentId) -> String {
    format!("/desk/dues/payments/{id}")
}

/// `POST /desk/dues/payments/{payment}/reverse`
pub async fn reverse(
    _: May<HandleDues>,
    call: Call,
    id: web::Path<PaymentId>,
    mut form: Form,
) -> Reply {
    let (id, why) = (id.into_inner(), form.text("reverse_why", 1..=500));
    let on = id.clone();
    call.act_on(why, move |tx, why| acts::reverse::reverse(tx, &on, why))
        .then(path(&id), say!("dues-reversed-done"))
        .or_again("reverse_why", &mut form, async |form| {
            page(&call, id, Some(form)).await
        })
        .await
}

/// `POST /desk/dues/payments/{payment}/fiscal`: number and file of its fiscal receipt.
pub async fn fiscal(
    _: May<HandleDues>,
    call: Call,
    id: web::Path<PaymentId>,
    mut upload: Upload,
) -> Reply {
    let id = id.into_inner();
    let file = upload.take_in(call.files(), "file", ALLOWED).await?;
    let form = &mut upload.form;
    let new = forms::fiscal(form, Some(&id), call.now()).filter(|_| !form.is_refused());
    call.act_on(new, move |tx, new| {
        acts::papers::record_fiscal(tx, new, file.as_ref())
    })
    .then(path(&id), say!("dues-fiscal-done"))
    .or_again("number", form, async |form| {
        page(&call, id, Some(form)).await
    })
    .await
}

/// `GET /dues/fiscal/{receipt}`: its file, for the office and the company.
pub async fn fiscal_file(me: Signed, id: web::Path<FiscalId>, call: Call) -> Reply {
    let (id, who) = (id.into_inner(), me.clone());
    let file = call
        .read(move |conn| {
            let receipt = papers::fiscal(conn, &id)?;
            match &receipt.company_id {
                Some(company) => open_to(&who, company)?,
                None => Can::<SeeDues>::check(&who, &()).map(|_| ())?,
            }
            files::find(conn, receipt.file_id.as_ref().ok_or(Fault::Missing)?)
        })
        .await?;
    files::serve(call.files(), &file, Face::Shown).await
}
