//! One invoice: what it is for, what followed, and what can be done.

use std::collections::BTreeSet;

use actix_web::web;
use askama::Template;

use super::printed::open_to;
use crate::chamber;
use crate::dues::policy::{DecideRelief, HandleDues, SeeDues};
use crate::dues::rules::came::Came;
use crate::dues::rules::invoice::{Invoice, Part, plan};
use crate::dues::rules::ledger::Method;
use crate::dues::rules::lots::{balance, paying};
use crate::dues::rules::online::State;
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::relief::{Granted, Relief};
use crate::dues::rules::{DuesRules, InvoiceId, PaymentId, RequestId, SlipId};
use crate::dues::store::fiscal;
use crate::dues::store::invoices::{self, CreditNote};
use crate::dues::store::money::{self, Payment};
use crate::dues::store::online::{self, Attempt};
use crate::dues::store::papers::{self, FiscalReceipt, Request, Slip};
use crate::dues::{acts, forms};
use crate::kernel::{Day, Fen, Lang, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files::{self, Face};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply, Sent, Signed};

/// What is known of an invoice.
struct Known {
    invoice: Invoice,
    lines: Vec<(String, Fen)>,
    plan: Vec<Part>,
    notes: Vec<CreditNote>,
    paid: Vec<Paid>,
    rank: String,
}

/// What paid an invoice, or went back from it to the balance.
struct Paid {
    on: Day,
    amount: Fen,
    back: bool,
    payment: Option<Payment>,
    gift: bool,
}

fn read(conn: &mut Conn, id: &InvoiceId, lang: Lang) -> Result<Known, Fault> {
    let invoice = invoices::load(conn, id)?;
    let uses = money::uses_for(conn, id)?;
    let lots: Vec<_> = uses.iter().map(|used| &used.lot_id).collect();
    let payments = money::payments_of_lots(conn, &lots)?;
    let gifts = money::gifts(conn, &lots)?;
    let paid = uses.iter().map(|used| {
        let payment = payments.iter().find(|(lot, _)| *lot == used.lot_id);
        Paid {
            on: used.on_day,
            amount: Fen(used.amount.abs()),
            back: used.amount < 0,
            payment: payment.map(|(_, payment)| payment.clone()),
            gift: gifts.contains(&used.lot_id),
        }
    });
    let paid = paid.collect();
    Ok(Known {
        lines: invoices::lines(conn, id)?,
        plan: plan(&invoices::parts(conn, id)?, invoice.open()),
        notes: invoices::notes(conn, id)?,
        paid,
        rank: chamber::ranks(conn)?.name(&invoice.rank, lang).to_owned(),
        invoice,
    })
}

#[derive(Template)]
#[template(path = "dues/invoice.html")]
struct InvoicePage {
    f: Form,
    known: Known,
    slips: Vec<Slip>,
    requests: Vec<(Request, Option<Say>)>,
    differing: Vec<(Came, Attempt)>,
    balance: Fen,
    others: Vec<Invoice>,
    /// Valid fiscal receipts for which nothing would stand without this invoice.
    to_void: Vec<FiscalReceipt>,
    today: Day,
    handles: bool,
    decides: bool,
    currency: String,
}

fn fresh(open: Fen, today: Day) -> Form {
    let mut form = forms::fresh_payment(open, today);
    form.put("relief", "waive");
    form.put("first", today.to_string());
    form
}

async fn page(call: &Call, id: InvoiceId, refused: Option<&Form>) -> Reply {
    let (today, lang) = (call.today(), call.lang());
    let (handles, decides) = (call.may::<HandleDues>(), call.may::<DecideRelief>());
    let (currency, refused) = (call.brand().currency.clone(), refused.cloned());
    let words = |request: Request| {
        let relief: Option<Relief> = serde_json::from_str(&request.what).ok();
        (request, relief.map(|relief| relief.words()))
    };
    let read = move |conn: &mut Conn| {
        let known = read(conn, &id, lang)?;
        let lots = money::lots(conn, &known.invoice.company)?;
        let mut others = invoices::open_of_company(conn, &known.invoice.company)?;
        others.retain(|other| other.id != id);
        let requests = papers::requests_of(conn, &id)?;
        let balance = balance(&lots, today, paying(known.invoice.kind));
        let paid = known.paid.iter().filter_map(|paid| paid.payment.as_ref());
        let paid: BTreeSet<&PaymentId> = paid.map(|payment| &payment.id).collect();
        let paid: Vec<&PaymentId> = paid.into_iter().collect();
        let to_void = fiscal::beyond(conn, &paid, Some(&id))?;
        Ok(InvoicePage {
            f: refused.unwrap_or_else(|| fresh(known.invoice.open(), today)),
            known,
            slips: papers::slips_of(conn, std::slice::from_ref(&id))?,
            requests: requests.into_iter().map(words).collect(),
            differing: online::of_invoices(conn, std::slice::from_ref(&id))?
                .into_iter()
                .filter(|attempt| attempt.state.waits())
                .map(|attempt| (Came::of_kept(&attempt.detail), attempt))
                .collect(),
            balance,
            others,
            to_void,
            today,
            handles,
            decides,
            currency,
        })
    };
    let page = call.read(read).await?;
    call.with_form(say!("dues-invoice-title"), &page.f, &page)
}

fn path(id: &InvoiceId) -> String {
    format!("/desk/dues/invoices/{id}")
}

/// `GET /desk/dues/invoices/{invoice}`
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<InvoiceId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/dues/invoices/{invoice}/pay`
pub async fn pay(_: May<HandleDues>, mut sent: Sent<InvoiceId>) -> Reply {
    let invoice = sent.find(&sent.id, invoices::load).await?;
    let to = Some((&invoice.id, invoice.open()));
    let new = forms::payment(&mut sent.form, &invoice.company, to);
    let (seen, mut form) = (forms::seen(&sent.form), sent.form.clone());
    let pay = move |tx: &mut Tx, id: &InvoiceId, new: &NewPayment| {
        acts::pay::ask_open(&invoices::load(tx.conn(), id)?, seen)?;
        acts::pay::record(tx, new)
    };
    sent.act_on(new, pay)
        .then_say(path(&sent.id), |payment| {
            say!("dues-paid-done", receipt = &payment.receipt)
        })
        .or_again_where(forms::payment_field, &mut form, async |form| {
            page(&sent, sent.id.clone(), Some(form)).await
        })
        .await
}

/// `POST /desk/dues/invoices/{invoice}/relief`
pub async fn relieve(_: May<HandleDues>, mut sent: Sent<InvoiceId>) -> Reply {
    let rules = sent.read(settings::get::<DuesRules>).await?;
    let asked = forms::relief(&mut sent.form, rules.most_parts);
    let mut form = sent.form.clone();
    let field = |say: &Say| match say.key.as_ref() {
        "dues-parts-range" => "parts",
        "dues-parts-past" | "dues-parts-late" => "first",
        "dues-waive-too-much" | "dues-waive-nothing" => "waive",
        _ => "relief",
    };
    sent.act_on(asked, |tx, id, (relief, why)| {
        acts::relief::ask(tx, id, relief, why)
    })
    .then_say(path(&sent.id), |granted| match granted {
        Granted::Now => say!("dues-relief-done"),
        Granted::Waits => say!("dues-relief-waits"),
    })
    .or_again_where(field, &mut form, async |form| {
        page(&sent, sent.id.clone(), Some(form)).await
    })
    .await
}

/// `POST /desk/dues/invoices/{invoice}/cancel`
pub async fn cancel(_: May<HandleDues>, mut sent: Sent<InvoiceId>) -> Reply {
    let why = sent.form.text("cancel_why", 1..=500);
    sent.act_on(why, |tx, id, why| acts::relief::cancel(tx, id, why))
        .then(path(&sent.id), say!("dues-cancel-done"))
        .or_back("cancel_why", &sent, page)
        .await
}

/// `POST /desk/dues/invoices/{invoice}/write-off`
pub async fn write_off(_: May<DecideRelief>, mut sent: Sent<InvoiceId>) -> Reply {
    let why = sent.form.text("write_off_why", 1..=500);
    sent.act_on(why, |tx, id, why| acts::relief::write_off(tx, id, why))
        .then(path(&sent.id), say!("dues-write-off-done"))
        .or_back("write_off_why", &sent, page)
        .await
}

/// `POST /desk/dues/requests/{request}`: `do` is `grant` or `refuse`.
pub async fn decide(_: May<DecideRelief>, mut sent: Sent<RequestId>) -> Reply {
    let invoice = sent.find(&sent.id, papers::request).await?.invoice_id;
    let granted = sent.form.value("do") == "grant";
    let why = sent.form.text("decide_why", usize::from(!granted)..=500);
    sent.act_on(why, move |tx, id, why| {
        acts::relief::decide(tx, id, granted, why)
    })
    .then(path(&invoice), say!("dues-request-done"))
    .or_back("decide_why", &sent.about(invoice), page)
    .await
}

/// `POST /desk/dues/invoices/{invoice}/balance`: pays from the balance.
pub async fn use_balance(_: May<HandleDues>, sent: Sent<InvoiceId>) -> Reply {
    let to = path(&sent.id);
    sent.act(acts::pay::use_balance)
        .then_say(&to, |amount| say!("dues-balance-used", amount = amount))
        .or_warn(&to)
        .await
}

/// `POST /desk/dues/invoices/{invoice}/move`: what pays this one pays another instead.
pub async fn move_payment(_: May<HandleDues>, sent: Sent<InvoiceId>) -> Reply {
    let other: InvoiceId = sent.form.value("to").parse().map_err(|_| Fault::Missing)?;
    let to = path(&sent.id);
    sent.act(move |tx, id| acts::pay::move_payment(tx, id, &other))
        .then_say(&to, |amount| say!("dues-moved-done", amount = amount))
        .or_warn(&to)
        .await
}

/// `GET /dues/slips/{slip}`: for the office and the company.
pub async fn slip(me: Signed, id: web::Path<SlipId>, call: Call) -> Reply {
    let (id, who) = (id.into_inner(), me.clone());
    let file = call
        .read(move |conn| {
            let slip = papers::slip(conn, &id)?;
            let invoice = invoices::load(conn, &slip.invoice_id)?;
            open_to(&who, &invoice.company)?;
            files::find(conn, &slip.file_id)
        })
        .await?;
    files::serve(call.files(), &file, Face::Shown).await
}
