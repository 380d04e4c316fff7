//! `/my/dues/{company}`: what one's company owes, what it paid, its balance; the slip of a transfer,
//! what stands on its tax invoices, and giving notice.

use std::collections::HashMap;

use actix_web::web;
use askama::Template;
use chrono::TimeDelta;

use super::account::{Member, members};
use super::payments::ALLOWED;
use crate::accounts::FreshTo;
use crate::chamber;
use crate::companies;
use crate::dues::policy::{PayDues, Withdraw};
use crate::dues::provider::configured;
use crate::dues::rules::invoice::{Invoice, Part};
use crate::dues::rules::lots::{LotKind, balance, paying};
use crate::dues::rules::{DuesRules, InvoiceId};
use crate::dues::store::due;
use crate::dues::store::invoices::{self, CreditNote};
use crate::dues::store::money::{self, Payment};
use crate::dues::store::online::{self, Attempt};
use crate::dues::store::papers::{self, FiscalReceipt, Slip};
use crate::dues::{acts, forms};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Can, Day, Fen, Lang, Say};
use crate::membership::{self, rules::MembershipId};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, Reply, Sent, Signed, Unread, brought};

#[derive(Template)]
#[template(path = "dues/my.html")]
struct MyPage {
    f: Form,
    name: String,
    company: CompanyId,
    members: Vec<Member>,
    invoices: Vec<Invoice>,
    /// The instalments of the open ones that have any.
    plans: HashMap<InvoiceId, Vec<Part>>,
    /// Slips of the open ones.
    slips: Vec<Slip>,
    /// Tries to pay the open ones online.
    attempts: Vec<Attempt>,
    notes: Vec<CreditNote>,
    payments: Vec<(Payment, Vec<FiscalReceipt>)>,
    balance: Fen,
    gifts: Fen,
    open: Fen,
    rules: DuesRules,
    ranks: chamber::rules::Ranks,
    lang: Lang,
    today: Day,
    owner: bool,
    online: bool,
    currency: String,
    accept: String,
}

impl MyPage {
    fn slips_of(&self, invoice: &Invoice) -> Vec<&Slip> {
        let all = self.slips.iter();
        all.filter(|s| s.invoice_id == invoice.id).collect()
    }

    fn plan_of(&self, invoice: &Invoice) -> &[Part] {
        self.plans.get(&invoice.id).map_or(&[], Vec::as_slice)
    }

    /// What an invoice was lowered by.
    fn notes_of(&self, invoice: &Invoice) -> Vec<&CreditNote> {
        let all = self.notes.iter();
        all.filter(|n| n.invoice_id == invoice.id && !n.is_write_off())
            .collect()
    }

    /// Whether there is balance that may pay an invoice.
    fn there_is(&self, invoice: &Invoice) -> bool {
        let gifts = paying(invoice.kind).is_none() && self.gifts.0 > 0;
        self.balance.0 > 0 || gifts
    }

    /// The latest try to pay an invoice online.
    fn attempt_of(&self, invoice: &Invoice) -> Option<&Attempt> {
        let mut all = self.attempts.iter();
        all.find(|a| a.invoice_id == invoice.id)
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

/// The ids of the invoices of which this is so.
fn ids(all: &[Invoice], so: fn(&Invoice) -> bool) -> Vec<InvoiceId> {
    let some = all.iter().filter(|invoice| so(invoice));
    some.map(|invoice| invoice.id.clone()).collect()
}

/// The form as it begins: with what stands on tax invoices.
fn fresh(conn: &mut Conn, id: &CompanyId) -> Result<Form, Fault> {
    Ok(match papers::title(conn, id)? {
        Some(title) => forms::fill_title(&title),
        None => Form::of([("kind", "plain")]),
    })
}

async fn page(call: &Call, id: CompanyId, refused: Option<&Form>) -> Reply {
    let me = call.actor().ok_or(Fault::SignIn)?;
    Can::<PayDues>::check(me, &id)?;
    let (today, owner) = (call.today(), Withdraw::allows(me, &id));
    let (lang, currency) = (call.lang(), call.brand().currency.clone());
    let online = configured(&call.site().config, None).is_some();
    let refused = refused.cloned();
    let read = move |conn: &mut Conn| {
        let mut f = match refused {
            Some(form) => form,
            None => fresh(conn, &id)?,
        };
        if f.value("paid_on").is_empty() {
            f.put("paid_on", today.to_string());
            f.put("withdraw_on", (today + TimeDelta::days(1)).to_string());
        }
        let (mut invoices, lots) = (invoices::of_company(conn, &id)?, money::lots(conn, &id)?);
        // What falls due first is to be paid first.
        invoices.sort_by_key(|i| (i.open().0 <= 0, (i.open().0 > 0).then_some(i.next_due)));
        let open = ids(&invoices, |i| i.open().0 > 0);
        let lowered = ids(&invoices, |i| i.sums.credited.0 > 0);
        Ok(MyPage {
            f,
            name: companies::load(conn, &id)?.profile.name,
            members: members(conn, &id, today)?,
            open: Fen(invoices.iter().map(|i| i.open().0.max(0)).sum()),
            slips: papers::slips_of(conn, &open)?,
            plans: due::plans(conn, &invoices)?,
            attempts: online::of_invoices(conn, &open)?,
            notes: invoices::notes_on(conn, &lowered)?,
            invoices,
            payments: paid(conn, &id)?,
            balance: balance(&lots, today, Some(LotKind::Purchased)),
            gifts: balance(&lots, today, Some(LotKind::Granted)),
            rules: settings::get(conn)?,
            ranks: chamber::ranks(conn)?,
            company: id,
            lang,
            today,
            owner,
            online,
            currency,
            accept: ALLOWED.accept(),
        })
    };
    let page = call.read(read).await?;
    call.with_form(say!("dues-my-title"), &page.f, &page)
}

/// `GET /my/dues/{company}`
pub async fn show(_: Signed, call: Call, id: web::Path<CompanyId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// The field of the form of a slip that a refusal is about.
fn slip_field(say: &Say) -> &'static str {
    match forms::payment_field(say) {
        _ if say.key == "dues-slip-enough" => "file",
        "received_on" => "paid_on",
        field => field,
    }
}

/// `POST /my/dues/{company}/slip`
pub async fn slip(me: Signed, call: Call, company: web::Path<CompanyId>, unread: Unread) -> Reply {
    let company = company.into_inner();
    Can::<PayDues>::check(&me, &company)?;
    let mut upload = unread.read().await?;
    let file = brought::take_in(&call, &mut upload, ("file", ALLOWED)).await?;
    let form = &mut upload.form;
    if file.is_none() {
        form.refuse("file", say!("web-form-needed"));
    }
    let id = form.choice("invoice", |id| id.parse::<InvoiceId>().ok());
    let (amount, on) = (form.money("amount"), form.date("paid_on"));
    let said = (id, file, amount, on, form.text("note", 0..=300));
    call.act_on(said, |tx, (id, file, amount, on, note)| {
        acts::papers::upload_slip(tx, id, file, (*amount, *on), note)
    })
    .then(path(&company), say!("dues-slip-done"))
    .or_again_where(slip_field, form, async |form| {
        page(&call, company, Some(form)).await
    })
    .await
}

fn path(company: &CompanyId) -> String {
    format!("/my/dues/{company}")
}

/// `POST /my/dues/invoices/{invoice}/balance`
pub async fn use_balance(me: Signed, sent: Sent<InvoiceId>) -> Reply {
    let company = sent.find(&sent.id, invoices::load).await?.company;
    Can::<PayDues>::check(&me, &company)?;
    let to = path(&company);
    sent.act(acts::pay::use_balance)
        .then_say(&to, |amount| say!("dues-balance-used", amount = amount))
        .or_warn(&to)
        .await
}

/// `POST /my/dues/{company}/title`
pub async fn title(me: Signed, mut sent: Sent<CompanyId>) -> Reply {
    Can::<PayDues>::check(&me, &sent.id)?;
    let now = sent.now();
    let title = forms::title(&mut sent.form, &sent.id, now);
    sent.act_on(title, |tx, _, title| acts::papers::set_title(tx, title))
        .then(path(&sent.id), say!("dues-title-done"))
        .or_back("title", &sent, page)
        .await
}

/// `POST /my/dues/members/{membership}/withdraw`: nobody has to agree.
pub async fn withdraw(me: Signed, FreshTo(mut sent): FreshTo<MembershipId>) -> Reply {
    let company = sent.find(&sent.id, membership::load).await?.company;
    Can::<Withdraw>::check(&me, &company)?;
    let form = &mut sent.form;
    let (on, why) = (form.date("withdraw_on"), form.text("withdraw_why", 1..=500));
    let sure = form.must_tick("withdraw_sure", say!("dues-withdraw-tick"));
    sent.act_on((on, why, sure), |tx, id, (on, why, ())| {
        acts::leave::withdraw(tx, id, *on, why)
    })
    .then("/my", say!("dues-withdraw-done"))
    .or_back("withdraw_on", &sent.about(company), page)
    .await
}

/// `POST /my/dues/members/{membership}/stay`: the notice is taken back before its day.
pub async fn stay(me: Signed, mut sent: Sent<MembershipId>) -> Reply {
    let company = sent.find(&sent.id, membership::load).await?.company;
    Can::<Withdraw>::check(&me, &company)?;
    let (why, to) = (sent.form.text("stay_why", 1..=500), path(&company));
    sent.act_on(why, |tx, id, why| acts::leave::stay_after_all(tx, id, why))
        .then(to, say!("dues-stay-done"))
        .or_back("stay_why", &sent.about(company), page)
        .await
}
