//! Payments: the list, one of them with what it paid, taking it back, its receipts.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use super::printed::open_to;
use super::today;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::{FiscalId, PaymentId};
use crate::dues::store::list;
use crate::dues::store::money::Payment;
use crate::dues::store::paid::{self, Paid};
use crate::dues::store::papers;
use crate::dues::{acts, forms};
use crate::kernel::{Act, Can, Day, Fen};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::{self, Allowed, Face, Kind, Store};
use crate::platform::filters;
use crate::say;
use crate::web::export::{self, Rows};
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{Form, May, Reply, Signed, Upload, View};

/// What a fiscal receipt's file may be.
pub(super) const ALLOWED: Allowed = Allowed::new(Kind::PAPERS, 10);

#[derive(Template)]
#[template(path = "dues/payments.html")]
struct PaymentsPage<'a> {
    ask: &'a Ask,
    list: &'a Paged<Payment>,
    year: i32,
    years: Vec<i32>,
}

/// `GET /desk/dues/payments?q=…&year=…&export=csv`
pub async fn list(
    _: May<SeeDues>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let ask = Ask::of(view.query());
    let this = today(&view, &clock).year();
    let year = ask
        .filter("year")
        .and_then(|y| y.parse().ok())
        .unwrap_or(this);
    let (search, page) = (ask.search(), ask.page());
    if let Some(kind) = ask.filter("export") {
        return export(&view, &db, (search, year), kind).await;
    }
    let span = ((page - 1) * PER_PAGE, PER_PAGE);
    let (rows, total) = db
        .read(move |conn| list::payments_of(conn, &search, year, span))
        .await?;
    let page = PaymentsPage {
        ask: &ask,
        list: &Paged { rows, total, page },
        year,
        years: (this - 5..=this).rev().collect(),
    };
    view.page(say!("dues-payments-title"), &page)
}

async fn export(view: &View, db: &Db, (search, year): (String, i32), kind: &str) -> Reply {
    let speech = view.speech();
    let head = vec![
        "dues-receipt",
        "dues-received",
        "dues-amount",
        "dues-method",
        "dues-payer",
        "dues-payer-account",
        "dues-note",
        "dues-by",
    ];
    let fill = move |conn: &mut Conn, rows: &mut Rows| {
        list::each_payment(conn, &search, year, |p| {
            rows.put(&[
                p.receipt.as_str().into(),
                p.received_on.into(),
                p.fen().into(),
                speech.plain(p.method().key()).into(),
                p.payer.as_str().into(),
                p.payer_account.as_str().into(),
                p.note.as_str().into(),
                p.by_name.as_str().into(),
            ])
        })
    };
    export::long(db, ("payments", kind), head, speech, fill).await
}

#[derive(Template)]
#[template(path = "dues/payment.html")]
struct PaymentPage<'a> {
    f: &'a Form,
    known: &'a Paid,
    handles: bool,
    currency: &'a str,
    accept: String,
}

async fn page(view: &View, db: &Db, today: Day, id: PaymentId, refused: Option<&Form>) -> Reply {
    let known = db.read(move |conn| paid::load(conn, &id)).await?;
    let given: i64 = known
        .fiscal
        .iter()
        .filter(|r| r.voided_on.is_none())
        .map(|r| r.amount)
        .sum();
    let mut fresh = Form::of([("issued_on", today.to_string())]);
    fresh.put("amount", Fen(known.dues.0 - given).grouped());
    let f = refused.unwrap_or(&fresh);
    let page = PaymentPage {
        f,
        known: &known,
        handles: view
            .actor()
            .is_some_and(|actor| HandleDues::allows(actor, &())),
        currency: &view.brand().currency,
        accept: ALLOWED.accept(),
    };
    view.with_form(say!("dues-payment-title"), f, &page)
}

/// `GET /desk/dues/payments/{payment}`
pub async fn show(
    _: May<SeeDues>,
    view: View,
    id: web::Path<PaymentId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, today(&view, &clock), id.into_inner(), None).await
}

/// `POST /desk/dues/payments/{payment}/reverse`
pub async fn reverse(
    _: May<HandleDues>,
    view: View,
    id: web::Path<PaymentId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    if let Some(why) = form.text("reverse_why", 1..=500) {
        let asked = id.clone();
        let write = move |tx: &mut Tx| acts::pay::reverse(tx, &asked, &why);
        match db.write(&view.who(), write).await {
            Ok(_) => {
                let to = format!("/desk/dues/payments/{id}");
                return view.done(&to, say!("dues-reversed-done"));
            }
            Err(fault) => form.refuse_fault("reverse_why", fault)?,
        }
    }
    page(&view, &db, today(&view, &clock), id, Some(&form)).await
}

/// `POST /desk/dues/payments/{payment}/fiscal`: number and file of its fiscal receipt.
pub async fn fiscal(
    _: May<HandleDues>,
    view: View,
    id: web::Path<PaymentId>,
    (db, clock, store): (web::Data<Db>, web::Data<Clock>, web::Data<Store>),
    mut upload: Upload,
) -> Reply {
    let id = id.into_inner();
    let file = match upload.files.pop() {
        Some(sent) => match store.take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(file) => Some(file),
            Err(fault) => {
                upload.form.refuse_fault("file", fault)?;
                None
            }
        },
        None => None,
    };
    let new = forms::fiscal(&mut upload.form, Some(&id), clock.now());
    if let Some(new) = new.filter(|_| !upload.form.is_refused()) {
        let write = move |tx: &mut Tx| acts::papers::record_fiscal(tx, &new, file.as_ref());
        match db.write(&view.who(), write).await {
            Ok(()) => {
                let to = format!("/desk/dues/payments/{id}");
                return view.done(&to, say!("dues-fiscal-done"));
            }
            Err(fault) => upload.form.refuse_fault("number", fault)?,
        }
    }
    page(&view, &db, today(&view, &clock), id, Some(&upload.form)).await
}

/// `GET /dues/fiscal/{receipt}`: its file, for the office and the company.
pub async fn fiscal_file(
    me: Signed,
    id: web::Path<FiscalId>,
    db: web::Data<Db>,
    store: web::Data<Store>,
) -> Reply {
    let (id, who) = (id.into_inner(), me.clone());
    let file = db
        .read(move |conn| {
            let receipt = papers::fiscal(conn, &id)?;
            match &receipt.company_id {
                Some(company) => open_to(&who, company)?,
                None => Can::<SeeDues>::check(&who, &()).map(|_| ())?,
            }
            files::find(conn, receipt.file_id.as_ref().ok_or(Fault::Missing)?)
        })
        .await?;
    files::serve(&store, &file, Face::Shown).await
}
