//! `/my/dues/{company}`: what one's company owes, what it paid, its balance; the slip of a transfer,
//! what stands on its tax invoices, and giving notice.

use actix_web::web;
use askama::Template;

use super::account::{Member, members};
use super::payments::ALLOWED;
use super::today;
use crate::chamber;
use crate::companies;
use crate::dues::policy::{PayDues, Withdraw};
use crate::dues::provider::configured;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::lots::balance;
use crate::dues::rules::{DuesRules, InvoiceId};
use crate::dues::store::invoices::{self, CreditNote};
use crate::dues::store::money::{self, Payment};
use crate::dues::store::online::{self, Attempt};
use crate::dues::store::papers::{self, FiscalReceipt, Slip};
use crate::dues::{acts, forms};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Can, Day, Fen};
use crate::membership::rules::MembershipId;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::Store;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, Reply, Signed, Unread, View};

#[derive(Template)]
#[template(path = "dues/my.html")]
struct MyPage<'a> {
    f: &'a Form,
    name: String,
    company: CompanyId,
    members: Vec<Member>,
    invoices: Vec<Invoice>,
    beside: Beside,
    payments: Vec<(Payment, Vec<FiscalReceipt>)>,
    balance: Fen,
    open: Fen,
    rules: DuesRules,
    ranks: chamber::rules::Ranks,
    lang: crate::kernel::Lang,
    today: Day,
    owner: bool,
    online: bool,
    currency: String,
    accept: String,
}

impl MyPage<'_> {
    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }

    fn slips_of(&self, invoice: &Invoice) -> Vec<&Slip> {
        self.beside
            .slips
            .iter()
            .filter(|s| s.invoice_id == invoice.id)
            .collect()
    }

    /// What an invoice was lowered by.
    fn notes_of(&self, invoice: &Invoice) -> Vec<&CreditNote> {
        self.beside
            .notes
            .iter()
            .filter(|n| n.invoice_id == invoice.id && !n.is_write_off())
            .collect()
    }

    /// The latest try to pay an invoice online.
    fn attempt_of(&self, invoice: &Invoice) -> Option<&Attempt> {
        self.beside
            .attempts
            .iter()
            .find(|a| a.invoice_id == invoice.id)
    }
}

fn paid(conn: &mut Conn, id: &CompanyId) -> Result<Vec<(Payment, Vec<FiscalReceipt>)>, Fault> {
    let payments = money::of_company(conn, id)?;
    let ids: Vec<_> = payments.iter().map(|payment| &payment.id).collect();
    let fiscal = papers::fiscal_of_many(conn, &ids)?;
    let with = |payment: Payment| {
        let own = fiscal
            .iter()
            .filter(|f| f.payment_id.as_ref() == Some(&payment.id));
        let own = own.cloned().collect();
        (payment, own)
    };
    Ok(payments.into_iter().map(with).collect())
}

/// What stands beside invoices.
struct Beside {
    /// Slips of the open ones.
    slips: Vec<Slip>,
    /// Tries to pay the open ones online.
    attempts: Vec<Attempt>,
    notes: Vec<CreditNote>,
}

fn beside(conn: &mut Conn, all: &[Invoice]) -> Result<Beside, Fault> {
    let open = all.iter().filter(|i| i.open().0 > 0);
    let open: Vec<InvoiceId> = open.map(|i| i.id.clone()).collect();
    let lowered = all.iter().filter(|i| i.sums.credited.0 > 0);
    let lowered: Vec<InvoiceId> = lowered.map(|i| i.id.clone()).collect();
    Ok(Beside {
        slips: papers::slips_of(conn, &open)?,
        attempts: online::of_invoices(conn, &open)?,
        notes: invoices::notes_on(conn, &lowered)?,
    })
}

async fn page(
    me: &Signed,
    view: &View,
    db: &Db,
    clock: &Clock,
    id: CompanyId,
    refused: Option<&Form>,
) -> Reply {
    Can::<PayDues>::check(me, &id)?;
    let (today, owner) = (today(view, clock), Withdraw::allows(me, &id));
    let (lang, currency) = (view.lang(), view.brand().currency.clone());
    let given = refused.cloned();
    let read = move |conn: &mut Conn| {
        let invoices = invoices::of_company(conn, &id)?;
        let lots = money::lots(conn, &id)?;
        let beside = beside(conn, &invoices)?;
        let title = papers::title(conn, &id)?;
        let fresh = match &title {
            Some(title) => forms::fill_title(title),
            None => Form::of([("kind", "plain")]),
        };
        let mut form = given.unwrap_or(fresh);
        if form.value("paid_on").is_empty() {
            form.put("paid_on", today.to_string());
            form.put("withdraw_on", today.to_string());
        }
        let found = (
            companies::load(conn, &id)?.profile.name,
            members(conn, &id, today)?,
            paid(conn, &id)?,
            settings::get::<DuesRules>(conn)?,
            chamber::ranks(conn)?,
        );
        Ok((id, form, invoices, balance(&lots, today), beside, found))
    };
    let (company, form, invoices, balance, beside, found) = db.read(read).await?;
    let (name, members, payments, rules, ranks) = found;
    let page = MyPage {
        f: &form,
        name,
        company,
        members,
        open: Fen(invoices.iter().map(|i| i.open().0.max(0)).sum()),
        invoices,
        beside,
        payments,
        balance,
        rules,
        ranks,
        lang,
        today,
        owner,
        online: configured(&view.site().config, None).is_some(),
        currency,
        accept: ALLOWED.accept(),
    };
    view.with_form(say!("dues-my-title"), &form, &page)
}

/// `GET /my/dues/{company}`
pub async fn show(
    me: Signed,
    view: View,
    id: web::Path<CompanyId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&me, &view, &db, &clock, id.into_inner(), None).await
}

/// `POST /my/dues/{company}/slip`
pub async fn slip(
    me: Signed,
    view: View,
    company: web::Path<CompanyId>,
    (db, clock, store): (web::Data<Db>, web::Data<Clock>, web::Data<Store>),
    unread: Unread,
) -> Reply {
    let company = company.into_inner();
    Can::<PayDues>::check(&me, &company)?;
    let mut upload = unread.read().await?;
    let form = &mut upload.form;
    let id = form.choice("invoice", |id| id.parse::<InvoiceId>().ok());
    let (amount, on) = (form.money("amount"), form.date("paid_on"));
    let note = form.text("note", 0..=300);
    let file = match upload.files.pop() {
        Some(sent) => match store.take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(file) => Some(file),
            Err(fault) => form.refuse_fault("file", fault).map(|()| None)?,
        },
        None => {
            form.refuse("file", say!("web-form-needed"));
            None
        }
    };
    if let (Some(id), Some(amount), Some(on), Some(note), Some(file)) = (id, amount, on, note, file)
    {
        let write =
            move |tx: &mut Tx| acts::papers::upload_slip(tx, &id, &file, (amount, on), &note);
        match db.write(&view.who(), write).await {
            Ok(()) => {
                return view.done(&format!("/my/dues/{company}"), say!("dues-slip-done"));
            }
            Err(fault) => form.refuse_fault("amount", fault)?,
        }
    }
    page(&me, &view, &db, &clock, company, Some(&upload.form)).await
}

/// `POST /my/dues/invoices/{invoice}/balance`
pub async fn use_balance(
    me: Signed,
    view: View,
    id: web::Path<InvoiceId>,
    db: web::Data<Db>,
) -> Reply {
    let id = id.into_inner();
    let asked = id.clone();
    let invoice = db.read(move |conn| invoices::load(conn, &asked)).await?;
    Can::<PayDues>::check(&me, &invoice.company)?;
    let to = format!("/my/dues/{}", invoice.company);
    let write = move |tx: &mut Tx| acts::pay::use_balance(tx, &id);
    let done = db.write(&view.who(), write).await;
    view.told(&to, done, |amount| {
        say!("dues-balance-used", amount = amount)
    })
}

/// `POST /my/dues/{company}/title`
pub async fn title(
    me: Signed,
    view: View,
    id: web::Path<CompanyId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    Can::<PayDues>::check(&me, &id)?;
    if let Some(title) = forms::title(&mut form, &id, clock.now()) {
        let write = move |tx: &mut Tx| acts::papers::set_title(tx, &title);
        db.write(&view.who(), write).await?;
        return view.done(&format!("/my/dues/{id}"), say!("dues-title-done"));
    }
    page(&me, &view, &db, &clock, id, Some(&form)).await
}

/// `POST /my/dues/members/{membership}/withdraw`: nobody has to agree.
pub async fn withdraw(
    me: Signed,
    view: View,
    id: web::Path<MembershipId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let asked = id.clone();
    let member = db
        .read(move |conn| crate::membership::load(conn, &asked))
        .await?;
    Can::<Withdraw>::check(&me, &member.company)?;
    let (on, why) = (form.date("withdraw_on"), form.text("withdraw_why", 1..=500));
    let sure = form.must_tick("withdraw_sure", say!("dues-withdraw-tick"));
    if let (Some(on), Some(why), Some(())) = (on, why, sure) {
        let write = move |tx: &mut Tx| acts::member::withdraw(tx, &id, on, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done("/my", say!("dues-withdraw-done")),
            Err(fault) => form.refuse_fault("withdraw_on", fault)?,
        }
    }
    page(&me, &view, &db, &clock, member.company, Some(&form)).await
}
