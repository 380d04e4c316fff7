//! A company's account with the chamber: its memberships and periods, what it owes, what came, its
//! balance; and what the treasurer can do about it.

use actix_web::web;
use askama::Template;

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
use crate::kernel::{Day, Fen, Lang, Say};
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing;
use crate::membership::rules::{Membership, MembershipId, Period};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

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

async fn page(call: &Call, id: CompanyId, refused: Option<&Form>) -> Reply {
    let today = call.today();
    let (company, members, invoices, payments, lots, title, ranks) = call
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
        lang: call.lang(),
        handles: call.may::<HandleDues>(),
        currency: &call.brand().currency,
        methods: Method::BY_HAND,
    };
    call.with_form(say!("dues-account-title"), f, &page)
}

fn path(id: &CompanyId) -> String {
    format!("/desk/dues/companies/{id}")
}

/// `GET /desk/dues/companies/{company}`
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<CompanyId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/dues/companies/{company}/{act}`: `pay`, `grant`, `refund` or `service`.
pub async fn act(
    _: May<HandleDues>,
    call: Call,
    at: web::Path<(CompanyId, String)>,
    form: Form,
) -> Reply {
    let (id, act) = at.into_inner();
    match act.as_str() {
        "pay" => pay(&call, id, form).await,
        "grant" => grant(&call, id, form).await,
        "refund" => refund(&call, id, form).await,
        "service" => service(&call, id, form).await,
        _ => Err(Fault::Missing),
    }
}

async fn pay(call: &Call, id: CompanyId, mut form: Form) -> Reply {
    call.act_on(forms::payment(&mut form, &id, None), acts::pay::record)
        .then_say(path(&id), |p| say!("dues-paid-done", receipt = &p.receipt))
        .or_again("amount", &mut form, async |form| {
            page(call, id, Some(form)).await
        })
        .await
}

async fn grant(call: &Call, id: CompanyId, mut form: Form) -> Reply {
    let until = match form.value("grant_until").is_empty() {
        true => Some(None),
        false => form.date("grant_until").map(Some),
    };
    let said = (form.money("grant"), until, form.text("grant_why", 1..=300));
    let on = id.clone();
    call.act_on(said, move |tx, (amount, until, why)| {
        acts::balance::grant(tx, &on, *amount, *until, why)
    })
    .then(path(&id), say!("dues-grant-done"))
    .or_again("grant", &mut form, async |form| {
        page(call, id, Some(form)).await
    })
    .await
}

async fn refund(call: &Call, id: CompanyId, mut form: Form) -> Reply {
    let (amount, why) = (form.money("refund"), form.text("refund_why", 1..=300));
    let method = form.choice("refund_method", Method::from_word);
    let on = id.clone();
    call.act_on((amount, method, why), move |tx, (amount, method, why)| {
        acts::balance::refund(tx, &on, *amount, *method, why)
    })
    .then(path(&id), say!("dues-refund-done"))
    .or_again("refund", &mut form, async |form| {
        page(call, id, Some(form)).await
    })
    .await
}

async fn service(call: &Call, id: CompanyId, mut form: Form) -> Reply {
    let said = (form.text("service", 1..=120), form.money("service_amount"));
    let on = id.clone();
    call.act_on(said, move |tx, (what, amount)| {
        acts::bill::service(tx, &on, what, *amount)
    })
    .then_say(path(&id), |i| say!("dues-issued-done", number = &i.number))
    .or_again("service_amount", &mut form, async |form| {
        page(call, id, Some(form)).await
    })
    .await
}

/// `POST /desk/dues/members/{membership}/{act}`: `renew`, `rank` or `back`.
pub async fn member_act(
    _: May<SeeDues>,
    call: Call,
    at: web::Path<(MembershipId, String)>,
    form: Form,
) -> Reply {
    let (id, act) = at.into_inner();
    let asked = id.clone();
    let member = call.read(move |conn| membership::load(conn, &asked));
    let company = member.await?.company;
    match act.as_str() {
        "renew" => renew(&call, id, company, form).await,
        "back" => come_back(&call, id, company, form).await,
        "rank" => rank(&call, id, company, form).await,
        _ => Err(Fault::Missing),
    }
}

fn issued(invoice: &Option<Invoice>) -> Say {
    match invoice {
        Some(invoice) => say!("dues-issued-done", number = &invoice.number),
        None => say!("dues-nothing-due-done"),
    }
}

async fn renew(call: &Call, id: MembershipId, company: CompanyId, mut form: Form) -> Reply {
    call.act(move |tx| acts::bill::renew(tx, &id))
        .then_say(path(&company), issued)
        .or_again("renew", &mut form, async |form| {
            page(call, company, Some(form)).await
        })
        .await
}

async fn come_back(call: &Call, id: MembershipId, company: CompanyId, mut form: Form) -> Reply {
    let why = form.text("back_why", 1..=300);
    call.act_on(why, move |tx, why| acts::member::come_back(tx, &id, why))
        .then_say(path(&company), issued)
        .or_again("back_why", &mut form, async |form| {
            page(call, company, Some(form)).await
        })
        .await
}

async fn rank(call: &Call, id: MembershipId, company: CompanyId, mut form: Form) -> Reply {
    let ranks = call.read(chamber::ranks).await?;
    let rank = form.choice("rank", |code| ranks.find(code).map(|r| r.code.clone()));
    let (on, why) = (form.date("on"), form.text("rank_why", 1..=300));
    call.act_on((rank, on, why), move |tx, (rank, on, why)| {
        acts::member::change_rank(tx, &id, rank, *on, why)
    })
    .then_say(path(&company), |change| match change {
        Change::Charged(invoice) => say!("dues-rank-charged", number = &invoice.number),
        Change::Credited(amount) => say!("dues-rank-credited", amount = amount),
        Change::Nothing => say!("dues-rank-nothing"),
    })
    .or_again("rank", &mut form, async |form| {
        page(call, company, Some(form)).await
    })
    .await
}
