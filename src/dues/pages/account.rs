//! A company's account with the chamber: its memberships and periods, what it owes, what came, its
//! balance; and what the treasurer can do about it.

use actix_web::web;
use askama::Template;

use super::today;
use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::companies;
use crate::dues::acts::member::Change;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::lots::{Lot, balance};
use crate::dues::store::invoices;
use crate::dues::store::money::{self, Payment};
use crate::dues::store::papers::{self, TaxTitle};
use crate::dues::{acts, forms};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Day, Fen, Lang, Say};
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing;
use crate::membership::rules::{Membership, MembershipId, Period};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

/// A membership with its periods and how it stands.
pub(super) struct Member {
    pub membership: Membership,
    pub periods: Vec<Period>,
    pub standing: Standing,
}

pub(super) fn members(
    conn: &mut Conn,
    company: &CompanyId,
    today: Day,
) -> Result<Vec<Member>, Fault> {
    let rules: PeriodRules = settings::get(conn)?;
    let all = membership::of_company(conn, company)?;
    let ids: Vec<_> = all.iter().map(|membership| membership.id.clone()).collect();
    let mut periods = membership::periods_of_many(conn, &ids)?;
    let member = |membership: Membership| Member {
        periods: periods.remove(&membership.id).unwrap_or_default(),
        standing: rules.standing(&membership.facts, today),
        membership,
    };
    Ok(all.into_iter().map(member).collect())
}

#[derive(Template)]
#[template(path = "dues/account.html")]
struct AccountPage<'a> {
    f: &'a Form,
    company: &'a companies::Company,
    members: Vec<Member>,
    invoices: Vec<Invoice>,
    payments: Vec<Payment>,
    lots: Vec<Lot>,
    title: Option<TaxTitle>,
    balance: Fen,
    open: Fen,
    ranks: Ranks,
    today: Day,
    lang: Lang,
    handles: bool,
    currency: &'a str,
    methods: [Method; 3],
}

impl AccountPage<'_> {
    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }
}

async fn page(view: &View, db: &Db, clock: &Clock, id: CompanyId, refused: Option<&Form>) -> Reply {
    let today = today(view, clock);
    let (company, members, invoices, payments, lots, title, ranks) = db
        .read(move |conn| {
            Ok((
                companies::load(conn, &id)?,
                members(conn, &id, today)?,
                invoices::of_company(conn, &id)?,
                money::of_company(conn, &id)?,
                money::lots(conn, &id)?,
                papers::title(conn, &id)?,
                chamber::ranks(conn)?,
            ))
        })
        .await?;
    let mut fresh = forms::fresh_payment(Fen(0), today);
    fresh.put("spread", "on");
    fresh.put("on", today.to_string());
    fresh.put("refund_method", Method::Bank.word());
    let f = refused.unwrap_or(&fresh);
    let page = AccountPage {
        f,
        company: &company,
        members,
        open: Fen(invoices.iter().map(|i| i.open().0).sum()),
        balance: balance(&lots, today),
        invoices,
        payments,
        lots: lots.into_iter().filter(|lot| lot.remaining.0 > 0).collect(),
        title,
        ranks,
        today,
        lang: view.lang(),
        handles: view
            .actor()
            .is_some_and(|actor| HandleDues::allows(actor, &())),
        currency: &view.brand().currency,
        methods: Method::BY_HAND,
    };
    view.with_form(say!("dues-account-title"), f, &page)
}

fn path(id: &CompanyId) -> String {
    format!("/desk/dues/companies/{id}")
}

/// `GET /desk/dues/companies/{company}`
pub async fn show(
    _: May<SeeDues>,
    view: View,
    id: web::Path<CompanyId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, id.into_inner(), None).await
}

/// `POST /desk/dues/companies/{company}/{act}`: `pay`, `grant`, `refund` or `service`.
pub async fn act(
    _: May<HandleDues>,
    view: View,
    at: web::Path<(CompanyId, String)>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let (id, act) = at.into_inner();
    let done = match act.as_str() {
        "pay" => pay(&view, &db, &id, &mut form).await?,
        "grant" => grant(&view, &db, &id, &mut form).await?,
        "refund" => refund(&view, &db, &id, &mut form).await?,
        "service" => service(&view, &db, &id, &mut form).await?,
        _ => return Err(Fault::Missing),
    };
    match done {
        Some(say) => view.done(&path(&id), say),
        None => page(&view, &db, &clock, id, Some(&form)).await,
    }
}

/// What an act answered: its message, or its refusal at a field.
fn told<T>(
    form: &mut Form,
    field: &str,
    result: Result<T, Fault>,
    say: impl FnOnce(T) -> Say,
) -> Result<Option<Say>, Fault> {
    match result {
        Ok(value) => Ok(Some(say(value))),
        Err(fault) => form.refuse_fault(field, fault).map(|()| None),
    }
}

async fn pay(view: &View, db: &Db, id: &CompanyId, form: &mut Form) -> Result<Option<Say>, Fault> {
    let Some(new) = forms::payment(form, id, None) else {
        return Ok(None);
    };
    let write = move |tx: &mut Tx| acts::pay::record(tx, &new);
    let result = db.write(&view.who(), write).await;
    told(form, "amount", result, |p| {
        say!("dues-paid-done", receipt = p.receipt)
    })
}

async fn grant(
    view: &View,
    db: &Db,
    id: &CompanyId,
    form: &mut Form,
) -> Result<Option<Say>, Fault> {
    let until = match form.value("grant_until").is_empty() {
        true => Some(None),
        false => form.date("grant_until").map(Some),
    };
    let (amount, why) = (form.money("grant"), form.text("grant_why", 1..=300));
    let (Some(until), Some(amount), Some(why)) = (until, amount, why) else {
        return Ok(None);
    };
    let company = id.clone();
    let write = move |tx: &mut Tx| acts::balance::grant(tx, &company, amount, until, &why);
    let result = db.write(&view.who(), write).await;
    told(form, "grant", result, |()| say!("dues-grant-done"))
}

async fn refund(
    view: &View,
    db: &Db,
    id: &CompanyId,
    form: &mut Form,
) -> Result<Option<Say>, Fault> {
    let (amount, why) = (form.money("refund"), form.text("refund_why", 1..=300));
    let method = form.choice("refund_method", Method::from_word);
    let (Some(amount), Some(why), Some(method)) = (amount, why, method) else {
        return Ok(None);
    };
    let company = id.clone();
    let write = move |tx: &mut Tx| acts::balance::refund(tx, &company, amount, method, &why);
    let result = db.write(&view.who(), write).await;
    told(form, "refund", result, |()| say!("dues-refund-done"))
}

async fn service(
    view: &View,
    db: &Db,
    id: &CompanyId,
    form: &mut Form,
) -> Result<Option<Say>, Fault> {
    let (what, amount) = (form.text("service", 1..=120), form.money("service_amount"));
    let (Some(what), Some(amount)) = (what, amount) else {
        return Ok(None);
    };
    let company = id.clone();
    let write = move |tx: &mut Tx| acts::bill::service(tx, &company, &what, amount);
    let result = db.write(&view.who(), write).await;
    told(form, "service_amount", result, |i| {
        say!("dues-issued-done", number = i.number)
    })
}

/// `POST /desk/dues/members/{membership}/{act}`: `renew`, `rank` or `back`.
pub async fn member_act(
    _: May<SeeDues>,
    view: View,
    at: web::Path<(MembershipId, String)>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let (id, act) = at.into_inner();
    let asked = id.clone();
    let company = db
        .read(move |conn| membership::load(conn, &asked))
        .await?
        .company;
    let issued = |invoice: Option<Invoice>| match invoice {
        Some(invoice) => say!("dues-issued-done", number = invoice.number),
        None => say!("dues-nothing-due-done"),
    };
    let done = match act.as_str() {
        "renew" => {
            let write = move |tx: &mut Tx| acts::bill::renew(tx, &id);
            told(
                &mut form,
                "renew",
                db.write(&view.who(), write).await,
                issued,
            )?
        }
        "back" => match form.text("back_why", 1..=300) {
            Some(why) => {
                let write = move |tx: &mut Tx| acts::member::come_back(tx, &id, &why);
                told(
                    &mut form,
                    "back_why",
                    db.write(&view.who(), write).await,
                    issued,
                )?
            }
            None => None,
        },
        "rank" => rank(&view, &db, id, &mut form).await?,
        _ => return Err(Fault::Missing),
    };
    match done {
        Some(say) => view.done(&path(&company), say),
        None => page(&view, &db, &clock, company, Some(&form)).await,
    }
}

async fn rank(
    view: &View,
    db: &Db,
    id: MembershipId,
    form: &mut Form,
) -> Result<Option<Say>, Fault> {
    let ranks = db.read(chamber::ranks).await?;
    let rank = form.choice("rank", |code| ranks.find(code).map(|r| r.code.clone()));
    let (on, why) = (form.date("on"), form.text("rank_why", 1..=300));
    let (Some(rank), Some(on), Some(why)) = (rank, on, why) else {
        return Ok(None);
    };
    let write = move |tx: &mut Tx| acts::member::change_rank(tx, &id, &rank, on, &why);
    let result = db.write(&view.who(), write).await;
    told(form, "rank", result, |change| match change {
        Change::Charged(invoice) => say!("dues-rank-charged", number = invoice.number),
        Change::Credited(amount) => say!("dues-rank-credited", amount = amount),
        Change::Nothing => say!("dues-rank-nothing"),
    })
}
