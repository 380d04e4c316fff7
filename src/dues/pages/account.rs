//! A company's account with the chamber: its memberships and periods, what it owes, what came, its
//! balance; and what the treasurer can do about it.

use actix_web::web;
use askama::Template;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::companies;
use crate::dues::acts::rank::Change;
use crate::dues::acts::renew::Issued;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::lots::{Lot, LotKind, balance};
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::run::Billed;
use crate::dues::store::invoices;
use crate::dues::store::money::{self, Payment};
use crate::dues::store::papers::{self, TaxTitle};
use crate::dues::store::refunds::{self, Refund};
use crate::dues::{acts, forms};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Lang, Say};
use crate::membership::rules::ending::is_own_notice;
use crate::membership::rules::period::{PeriodRules, Priced, Span};
use crate::membership::rules::standing::Standing;
use crate::membership::rules::{Membership, MembershipId, Period, covered_key};
use crate::membership::{self, EndMembership};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply, Sent};

/// A membership with its periods and how it stands.
pub(super) struct Member {
    pub membership: Membership,
    pub periods: Vec<Period>,
    pub standing: Standing,
    /// What it would be billed for next; nothing if its membership ends before.
    pub next: Option<Span>,
    /// Why that is what comes next, where it isn't plain.
    pub hint: Option<Say>,
    /// The day of an end that lies ahead.
    pub ends_ahead: Option<Day>,
    /// Whether the member itself gave notice of it.
    pub own_notice: bool,
}

impl Member {
    /// Key of what is said of the day until which it is covered.
    pub fn covered_key(&self) -> &'static str {
        covered_key(&self.periods, self.membership.facts.covered_until)
    }
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
    let mut found = vec![];
    for membership in all {
        let periods = periods.remove(&membership.id).unwrap_or_default();
        let billed = Billed::of(&membership, &periods);
        let next = billed.next_period(&rules, today);
        let ends_ahead = membership.ends_ahead(today);
        found.push(Member {
            standing: rules.standing(&membership.facts, today),
            hint: next.and_then(|next| hint(&billed, next, (&rules, today))),
            next: next.map(|(next, _)| next.span),
            own_notice: ends_ahead.is_some()
                && is_own_notice(&membership::events(conn, &membership.id)?),
            ends_ahead,
            periods,
            membership,
        });
    }
    Ok(found)
}

/// Why a period is next that begins anew after a lapse, or is over already.
fn hint(
    billed: &Billed,
    (next, anew): (Priced, bool),
    (rules, today): (&PeriodRules, Day),
) -> Option<Say> {
    match billed.is_over(rules, today) {
        true if anew => Some(say!("dues-renew-lapsed")),
        _ if next.span.last < today => Some(say!("dues-renew-missed")),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "dues/account.html")]
struct AccountPage {
    f: Form,
    company: companies::Company,
    members: Vec<Member>,
    invoices: Vec<Invoice>,
    payments: Vec<Payment>,
    refunds: Vec<Refund>,
    lots: Vec<Lot>,
    title: Option<TaxTitle>,
    balance: Fen,
    gifts: Fen,
    open: Fen,
    ranks: Ranks,
    today: Day,
    lang: Lang,
    handles: bool,
    /// Whether the reader may end memberships and take companies back.
    ends: bool,
    currency: String,
}

fn fresh(today: Day) -> Form {
    let mut form = forms::fresh_payment(Fen(0), today);
    form.put("spread", "on");
    form.put("on", today.to_string());
    form.put("refund_method", Method::Bank.word());
    form
}

async fn page(call: &Call, id: CompanyId, refused: Option<&Form>) -> Reply {
    let (today, lang, handles) = (call.today(), call.lang(), call.may::<HandleDues>());
    let ends = call.may::<EndMembership>();
    let (currency, refused) = (call.brand().currency.clone(), refused.cloned());
    let read = move |conn: &mut Conn| {
        let company = companies::load(conn, &id)?;
        let (invoices, lots) = (invoices::of_company(conn, &id)?, money::lots(conn, &id)?);
        Ok(AccountPage {
            f: refused.unwrap_or_else(|| fresh(today)),
            company,
            members: members(conn, &id, today)?,
            open: Fen(invoices.iter().map(|i| i.open().0).sum()),
            balance: balance(&lots, today, Some(LotKind::Purchased)),
            gifts: balance(&lots, today, Some(LotKind::Granted)),
            invoices,
            payments: money::of_company(conn, &id)?,
            refunds: refunds::of_company(conn, &id)?,
            lots: lots.into_iter().filter(|lot| lot.remaining.0 > 0).collect(),
            title: papers::title(conn, &id)?,
            ranks: chamber::ranks(conn)?,
            today,
            lang,
            handles,
            ends,
            currency,
        })
    };
    let page = call.read(read).await?;
    call.with_form(say!("dues-account-title"), &page.f, &page)
}

fn path(id: &CompanyId) -> String {
    format!("/desk/dues/companies/{id}")
}

/// `GET /desk/dues/companies/{company}`
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<CompanyId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/dues/companies/{company}/{act}`: `pay`, `grant`, `refund` or `service`.
pub async fn act(_: May<HandleDues>, sent: Sent<(CompanyId, String)>) -> Reply {
    let (sent, act) = sent.split();
    match act.as_str() {
        "pay" => pay(sent).await,
        "grant" => grant(sent).await,
        "refund" => refund(sent).await,
        "service" => service(sent).await,
        _ => Err(Fault::Missing),
    }
}

async fn pay(mut sent: Sent<CompanyId>) -> Reply {
    let new = forms::payment(&mut sent.form, &sent.id, None);
    let (seen, mut form) = (forms::seen(&sent.form), sent.form.clone());
    let pay = move |tx: &mut Tx, id: &CompanyId, new: &NewPayment| {
        let open = invoices::open_of_company(tx.conn(), id)?;
        let open = Fen(open.iter().map(|invoice| invoice.open().0).sum());
        acts::pay::ask_unchanged(open, seen)?;
        acts::pay::record(tx, new)
    };
    sent.act_on(new, pay)
        .then_say(path(&sent.id), |p| {
            say!("dues-paid-done", receipt = &p.receipt)
        })
        .or_again_where(forms::payment_field, &mut form, async |form| {
            page(&sent, sent.id.clone(), Some(form)).await
        })
        .await
}

async fn grant(mut sent: Sent<CompanyId>) -> Reply {
    let form = &mut sent.form;
    let until = form.maybe("grant_until", Form::date);
    let said = (form.money("grant"), until, form.text("grant_why", 1..=300));
    sent.act_on(said, |tx, id, (amount, until, why)| {
        acts::balance::grant(tx, id, *amount, *until, why)
    })
    .then(path(&sent.id), say!("dues-grant-done"))
    .or_back("grant", &sent, page)
    .await
}

async fn refund(mut sent: Sent<CompanyId>) -> Reply {
    let form = &mut sent.form;
    let (amount, why) = (form.money("refund"), form.text("refund_why", 1..=300));
    let method = form.choice("refund_method", Method::from_word);
    sent.act_on((amount, method, why), |tx, id, (amount, method, why)| {
        acts::balance::refund(tx, id, *amount, *method, why)
    })
    .then(path(&sent.id), say!("dues-refund-done"))
    .or_back("refund", &sent, page)
    .await
}

async fn service(mut sent: Sent<CompanyId>) -> Reply {
    let form = &mut sent.form;
    let said = (form.text("service", 1..=120), form.money("service_amount"));
    sent.act_on(said, |tx, id, (what, amount)| {
        acts::bill::service(tx, id, what, *amount)
    })
    .then_say(path(&sent.id), |i| {
        say!("dues-issued-done", number = &i.number)
    })
    .or_back("service_amount", &sent, page)
    .await
}

/// `POST /desk/dues/members/{membership}/{act}`: `renew`, `rank` or `back`.
pub async fn member_act(_: May<SeeDues>, sent: Sent<(MembershipId, String)>) -> Reply {
    let (sent, act) = sent.split();
    let company = sent.find(&sent.id, membership::load).await?.company;
    match act.as_str() {
        "renew" => renew(sent, company).await,
        "back" => come_back(sent, company).await,
        "rank" => rank(sent, company).await,
        _ => Err(Fault::Missing),
    }
}

/// Both, one after the other.
fn and(one: Say, two: Option<Say>) -> Say {
    match two {
        Some(two) => say!("dues-sentences", one = one, two = two),
        None => one,
    }
}

/// The numbers of invoices, one after the other.
fn numbers<'a>(invoices: impl Iterator<Item = &'a Invoice>) -> String {
    let numbers: Vec<&str> = invoices.map(|one| one.number.as_str()).collect();
    numbers.join(", ")
}

fn issued(issued: &Issued) -> Say {
    let number = numbers(issued.invoice.iter().chain(&issued.ranks.charged));
    if number.is_empty() {
        return say!("dues-nothing-due-done");
    }
    let credited = issued.ranks.credited;
    let less = (credited.0 > 0).then(|| say!("dues-issued-credited", amount = credited));
    let there =
        (issued.balance.0 > 0).then(|| say!("dues-issued-balance", amount = issued.balance));
    and(and(say!("dues-issued-done", number = number), less), there)
}

async fn renew(mut sent: Sent<MembershipId>, company: CompanyId) -> Reply {
    // A day that can't be is no page that showed none.
    let shown = sent.form.maybe("from", Form::date);
    sent.act_on(shown, |tx, id, shown| acts::renew::renew(tx, id, *shown))
        .then_say(path(&company), issued)
        .or_back("renew", &sent.about(company), page)
        .await
}

async fn come_back(mut sent: Sent<MembershipId>, company: CompanyId) -> Reply {
    let why = sent.form.text("back_why", 1..=300);
    let back = |made: &Issued| match made.invoice {
        Some(_) => issued(made),
        None => say!("dues-back-done"),
    };
    sent.act_on(why, |tx, id, why| acts::renew::come_back(tx, id, why))
        .then_say(path(&company), back)
        .or_back("back_why", &sent.about(company), page)
        .await
}

/// Which rank holds from when until when.
fn holds(change: &Change, ranks: &Ranks, lang: Lang) -> Option<Say> {
    let (code, from, until) = change.holds.as_ref()?;
    let rank = ranks.name(code, lang);
    Some(match until {
        Some(until) => say!(
            "dues-rank-holds-until",
            rank = rank,
            from = from,
            until = until
        ),
        None => say!("dues-rank-holds", rank = rank, from = from),
    })
}

fn ranked(change: &Change) -> Say {
    let number = numbers(change.charged.iter());
    let (back, credited) = (change.from_balance, change.credited);
    match (number.is_empty(), back.0 > 0) {
        (false, true) => say!("dues-rank-charged-back", number = number, amount = back),
        (false, false) => say!("dues-rank-charged", number = number),
        (true, true) => say!("dues-rank-back", amount = back),
        _ if change.balance.0 > 0 => {
            say!(
                "dues-rank-balance",
                amount = credited,
                balance = change.balance
            )
        }
        _ if credited.0 > 0 => say!("dues-rank-credited", amount = credited),
        _ => say!("dues-rank-nothing"),
    }
}

async fn rank(mut sent: Sent<MembershipId>, company: CompanyId) -> Reply {
    let (ranks, lang) = (sent.read(chamber::ranks).await?, sent.lang());
    let form = &mut sent.form;
    let rank = form.choice("rank", |code| ranks.find(code).map(|r| r.code.clone()));
    let (on, why) = (form.date("on"), form.text("rank_why", 1..=300));
    sent.act_on((rank, on, why), |tx, id, (rank, on, why)| {
        acts::rank::change_rank(tx, id, rank, *on, why)
    })
    .then_say(path(&company), move |change| {
        and(ranked(change), holds(change, &ranks, lang))
    })
    .or_back("rank", &sent.about(company), page)
    .await
}
