//! One invoice: what it is for, what followed, and what can be done.

use actix_web::web;
use askama::Template;

use super::{line_key, rank_name, today};
use crate::chamber;
use crate::dues::policy::{DecideRelief, HandleDues, PayDues, SeeDues};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::lots::balance;
use crate::dues::rules::relief::{Granted, Relief};
use crate::dues::rules::{DuesRules, InvoiceId, RequestId, SlipId};
use crate::dues::store::invoices::{self, CreditNote};
use crate::dues::store::money::{self, Payment};
use crate::dues::store::papers::{self, Request, Slip};
use crate::dues::{acts, forms};
use crate::kernel::{Act, Actor, Day, Fen, Say};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::{self, Face, Store};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, Signed, View};

/// What is known of an invoice.
pub(super) struct Known {
    pub invoice: Invoice,
    pub lines: Vec<(String, Fen)>,
    pub parts: Vec<(Day, Fen)>,
    pub notes: Vec<CreditNote>,
    pub paid: Vec<(Day, Fen, Option<Payment>)>,
    pub rules: DuesRules,
    pub rank: String,
}

pub(super) fn read(
    conn: &mut Conn,
    id: &InvoiceId,
    lang: crate::kernel::Lang,
) -> Result<Known, Fault> {
    let invoice = invoices::load(conn, id)?;
    let mut paid = vec![];
    for used in money::uses_for(conn, id)? {
        let payment = money::payment_of_lot(conn, &used.lot_id)?;
        paid.push((used.on_day, Fen(used.amount), payment));
    }
    Ok(Known {
        lines: invoices::lines(conn, id)?,
        parts: invoices::parts(conn, id)?,
        notes: invoices::notes(conn, id)?,
        paid,
        rules: settings::get(conn)?,
        rank: rank_name(&chamber::ranks(conn)?, &invoice.rank, lang),
        invoice,
    })
}

#[derive(Template)]
#[template(path = "dues/invoice.html")]
struct InvoicePage<'a> {
    f: &'a Form,
    known: &'a Known,
    slips: &'a [Slip],
    requests: Vec<(Request, Option<Say>)>,
    balance: Fen,
    others: &'a [Invoice],
    today: Day,
    handles: bool,
    decides: bool,
    currency: &'a str,
    methods: [Method; 3],
}

impl InvoicePage<'_> {
    fn line(&self, what: &str) -> Option<&'static str> {
        line_key(what)
    }

    fn note_key(&self, kind: &str) -> &'static str {
        match kind {
            "cancel" => "dues-note-cancel",
            "waive" => "dues-note-waive",
            "rank" => "dues-note-rank",
            _ => "dues-note-write-off",
        }
    }
}

async fn page(view: &View, db: &Db, clock: &Clock, id: InvoiceId, refused: Option<&Form>) -> Reply {
    let (today, lang) = (today(view, clock), view.lang());
    let (known, slips, requests, there, others) = db
        .read(move |conn| {
            let known = read(conn, &id, lang)?;
            let lots = money::lots(conn, &known.invoice.company)?;
            let mut others = invoices::open_of_company(conn, &known.invoice.company)?;
            others.retain(|other| other.id != id);
            let slips = papers::slips_of(conn, &id)?;
            let requests = papers::requests_of(conn, &id)?;
            Ok((known, slips, requests, balance(&lots, today), others))
        })
        .await?;
    let mut fresh = forms::fresh_payment(known.invoice.open(), today);
    fresh.put("relief", "waive");
    fresh.put("first", today.to_string());
    let actor = view.actor().ok_or(Fault::SignIn)?;
    let words = |request: Request| {
        let relief: Option<Relief> = serde_json::from_str(&request.what).ok();
        (request, relief.map(|relief| relief.words()))
    };
    let f = refused.unwrap_or(&fresh);
    let page = InvoicePage {
        f,
        slips: &slips,
        requests: requests.into_iter().map(words).collect(),
        balance: there,
        others: &others,
        today,
        handles: HandleDues::allows(actor, &()),
        decides: DecideRelief::allows(actor, &()),
        currency: &view.brand().currency,
        methods: Method::BY_HAND,
        known: &known,
    };
    view.with_form(say!("dues-invoice-title"), f, &page)
}

fn path(id: &InvoiceId) -> String {
    format!("/desk/dues/invoices/{id}")
}

/// `GET /desk/dues/invoices/{invoice}`
pub async fn show(
    _: May<SeeDues>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, id.into_inner(), None).await
}

/// `POST /desk/dues/invoices/{invoice}/pay`
pub async fn pay(
    _: May<HandleDues>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let asked = id.clone();
    let invoice = db.read(move |conn| invoices::load(conn, &asked)).await?;
    let to = Some((&id, invoice.open()));
    if let Some(new) = forms::payment(&mut form, &invoice.company, to) {
        let write = move |tx: &mut Tx| acts::pay::record(tx, &new);
        match db.write(&view.who(), write).await {
            Ok(payment) => {
                return view.done(
                    &path(&id),
                    say!("dues-paid-done", receipt = payment.receipt),
                );
            }
            Err(fault) => form.refuse_fault("amount", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}

/// `POST /desk/dues/invoices/{invoice}/relief`
pub async fn relieve(
    _: May<HandleDues>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    if let Some((relief, why)) = forms::relief(&mut form) {
        let asked = id.clone();
        let field = if matches!(relief, Relief::Waive(_)) {
            "waive"
        } else {
            "parts"
        };
        let write = move |tx: &mut Tx| acts::relief::ask(tx, &asked, &relief, &why);
        match db.write(&view.who(), write).await {
            Ok(Granted::Now) => return view.done(&path(&id), say!("dues-relief-done")),
            Ok(Granted::Waits) => return view.done(&path(&id), say!("dues-relief-waits")),
            Err(fault) => form.refuse_fault(field, fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}

/// `POST /desk/dues/invoices/{invoice}/cancel`
pub async fn cancel(
    _: May<HandleDues>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    if let Some(why) = form.text("cancel_why", 1..=500) {
        let asked = id.clone();
        let write = move |tx: &mut Tx| acts::relief::cancel(tx, &asked, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&path(&id), say!("dues-cancel-done")),
            Err(fault) => form.refuse_fault("cancel_why", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}

/// `POST /desk/dues/invoices/{invoice}/write-off`
pub async fn write_off(
    _: May<DecideRelief>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    if let Some(why) = form.text("write_off_why", 1..=500) {
        let asked = id.clone();
        let write = move |tx: &mut Tx| acts::relief::write_off(tx, &asked, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&path(&id), say!("dues-write-off-done")),
            Err(fault) => form.refuse_fault("write_off_why", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}

/// `POST /desk/dues/requests/{request}`: `do` is `grant` or `refuse`.
pub async fn decide(
    _: May<DecideRelief>,
    view: View,
    id: web::Path<RequestId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let asked = id.clone();
    let invoice = db
        .read(move |conn| papers::request(conn, &asked))
        .await?
        .invoice_id;
    let granted = form.value("do") == "grant";
    let why = form.text("decide_why", usize::from(!granted)..=500);
    if let Some(why) = why {
        let write = move |tx: &mut Tx| acts::relief::decide(tx, &id, granted, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&path(&invoice), say!("dues-request-done")),
            Err(fault) => form.refuse_fault("decide_why", fault)?,
        }
    }
    page(&view, &db, &clock, invoice, Some(&form)).await
}

/// `POST /desk/dues/invoices/{invoice}/balance`: pays from the balance.
pub async fn use_balance(
    _: May<HandleDues>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
) -> Reply {
    let id = id.into_inner();
    let asked = id.clone();
    let write = move |tx: &mut Tx| acts::pay::use_balance(tx, &asked);
    match db.write(&view.who(), write).await {
        Ok(amount) => view.done(&path(&id), say!("dues-balance-used", amount = amount)),
        Err(Fault::Refused(say)) => view.warned(&path(&id), say),
        Err(other) => Err(other),
    }
}

/// `POST /desk/dues/invoices/{invoice}/move`: what pays this one pays another instead.
pub async fn move_payment(
    _: May<HandleDues>,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
    form: Form,
) -> Reply {
    let id = id.into_inner();
    let to: InvoiceId = form.value("to").parse().map_err(|_| Fault::Missing)?;
    let (from, target) = (id.clone(), to);
    let write = move |tx: &mut Tx| acts::pay::move_payment(tx, &from, &target);
    match db.write(&view.who(), write).await {
        Ok(amount) => view.done(&path(&id), say!("dues-moved-done", amount = amount)),
        Err(Fault::Refused(say)) => view.warned(&path(&id), say),
        Err(other) => Err(other),
    }
}

fn may_see(who: &Actor, invoice: &Invoice) -> bool {
    SeeDues::allows(who, &()) || PayDues::allows(who, &invoice.company)
}

/// `GET /dues/slips/{slip}`: for the office and the company.
pub async fn slip(
    me: Signed,
    id: web::Path<SlipId>,
    db: web::Data<Db>,
    store: web::Data<Store>,
) -> Reply {
    let (id, who) = (id.into_inner(), me.clone());
    let file = db
        .read(move |conn| {
            let slip = papers::slip(conn, &id)?;
            let invoice = invoices::load(conn, &slip.invoice_id)?;
            if !may_see(&who, &invoice) {
                return Err(Fault::Missing);
            }
            files::find(conn, &slip.file_id)
        })
        .await?;
    files::serve(&store, &file, Face::Shown).await
}

#[derive(Template)]
#[template(path = "dues/print_invoice.html")]
struct Sheet<'a> {
    known: &'a Known,
    chamber: &'a str,
}

impl Sheet<'_> {
    fn line(&self, what: &str) -> Option<&'static str> {
        line_key(what)
    }
}

/// `GET /dues/invoices/{invoice}/print`: the sheet, for the office and the company.
pub async fn print(me: Signed, view: View, id: web::Path<InvoiceId>, db: web::Data<Db>) -> Reply {
    let (id, lang, who) = (id.into_inner(), view.lang(), me.clone());
    let known = db
        .read(move |conn| {
            let known = read(conn, &id, lang)?;
            if may_see(&who, &known.invoice) {
                Ok(known)
            } else {
                Err(Fault::Missing)
            }
        })
        .await?;
    let sheet = Sheet {
        known: &known,
        chamber: view.brand().name.get(lang),
    };
    view.sheet(say!("dues-invoice-title"), &sheet)
}
