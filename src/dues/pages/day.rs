//! `/desk/dues`: the treasurer's day. What waits, what is open, and the year in figures.

use askama::Template;
use chrono::Datelike;

use crate::chamber::{self, Shown};
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::InvoiceId;
use crate::dues::rules::PayTo;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::online::State;
use crate::dues::rules::standard::in_force;
use crate::dues::store::figures::{self, ByMonth, YearMonth};
use crate::dues::store::list::{self, Filter};
use crate::dues::store::papers::FiscalReceipt;
use crate::dues::store::{self, bank, fiscal, invoices, online, papers};
use crate::kernel::{Act, Day, Fen, Lang, Moment};
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing;
use crate::platform::chart::Chart;
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::listing::Ask;
use crate::web::{Call, May, Reply};

/// Something that waits: an invoice with what is about it.
pub struct Waits {
    /// The invoice.
    pub invoice: Invoice,
    /// Who asks.
    pub by: String,
    /// Since when.
    pub since: Moment,
}

#[derive(Template)]
#[template(path = "dues/day.html")]
struct DayPage {
    year: i32,
    open: Fen,
    overdue: (i64, Fen),
    billed: Fen,
    collected: Fen,
    slips: Vec<Waits>,
    requests: Vec<Waits>,
    differing: Vec<Waits>,
    /// Paid online, and the money went back or is disputed.
    returned: Vec<Waits>,
    /// Fiscal receipts that are valid though their money pays no dues any more.
    to_void: Vec<FiscalReceipt>,
    no_standard: bool,
    lines: i64,
    handles: bool,
    by_month: Chart,
    came: Chart,
    ages: Chart,
    ranks: Chart,
    forecast: Chart,
    standings: Vec<(Standing, i64)>,
    /// Another place to pay, for whoever guards it.
    next: Option<Shown>,
}

fn months(title: crate::kernel::Say, sums: &ByMonth) -> Chart {
    let rows = (1..)
        .zip(sums)
        .map(|(month, fen)| (format!("{month:02}"), *fen));
    Chart::amounts(title, rows)
}

fn whole(sums: &ByMonth) -> Fen {
    Fen(sums.iter().map(|fen| fen.0).sum())
}

fn waiting(conn: &mut Conn) -> Result<[Vec<Waits>; 4], Fault> {
    let (slips, requests) = (papers::open_slips(conn)?, papers::open_requests(conn)?);
    let slips = slips.into_iter();
    let slips: Vec<_> = slips
        .map(|s| (s.invoice_id, s.by_name, s.created_at))
        .collect();
    let requests = requests.into_iter();
    let requests: Vec<_> = requests
        .map(|r| (r.invoice_id, r.asked_name, r.asked_at))
        .collect();
    let mut online = |state| -> Result<Vec<_>, Fault> {
        let found = online::in_state(conn, state, 100)?.into_iter();
        Ok(found
            .map(|a| (a.invoice_id, a.by_name, a.asked_at))
            .collect())
    };
    let (differing, returned) = (online(State::Differs)?, online(State::Returned)?);
    let ids: Vec<InvoiceId> = slips
        .iter()
        .chain(&requests)
        .chain(&differing)
        .chain(&returned)
        .map(|one| one.0.clone())
        .collect();
    let all = invoices::load_many(conn, &ids)?;
    let wait = |(id, by, since): (InvoiceId, String, Moment)| {
        let invoice = all.iter().find(|invoice| invoice.id == id)?.clone();
        Some(Waits { invoice, by, since })
    };
    let all = [slips, requests, differing, returned];
    Ok(all.map(|some| some.into_iter().filter_map(wait).collect()))
}

fn read(
    conn: &mut Conn,
    year: i32,
    today: Day,
    lang: Lang,
    (handles, coming): (bool, &[(YearMonth, Fen)]),
) -> Result<DayPage, Fault> {
    let first = Day::from_ymd_opt(year, 1, 1).ok_or(Fault::Missing)?;
    let last = Day::from_ymd_opt(year, 12, 31).ok_or(Fault::Missing)?;
    let ranks = chamber::ranks(conn)?;
    let billed = figures::billed(conn, first, last)?;
    let collected = figures::collected(conn, first, last)?;
    let ages = figures::open_by_age(conn, today)?;
    let open = Fen(ages.iter().map(|(_, fen)| fen.0).sum());
    let late = Filter {
        state: Some(crate::dues::rules::invoice::State::Overdue),
        ..Filter::default()
    };
    let by_rank = figures::by_rank(conn, first, last)?
        .into_iter()
        .map(|(code, fen)| (ranks.name(&code, lang).to_owned(), fen));
    let standards = store::standards(conn)?;
    let coming = coming
        .iter()
        .map(|((year, month), fen)| (format!("{year}-{month:02}"), *fen));
    let rules: PeriodRules = settings::get(conn)?;
    let [slips, requests, differing, returned] = waiting(conn)?;
    Ok(DayPage {
        year,
        open,
        overdue: list::count(conn, &late, today)?,
        billed: whole(&billed),
        collected: whole(&collected),
        slips,
        requests,
        differing,
        returned,
        to_void: fiscal::to_void(conn)?,
        no_standard: in_force(&standards, today).is_none(),
        lines: bank::open_count(conn)?,
        handles,
        by_month: months(say!("dues-chart-billed"), &billed),
        came: months(say!("dues-chart-collected"), &collected),
        ages: Chart::amounts(
            say!("dues-chart-ages"),
            ages.into_iter()
                .map(|(key, fen)| (crate::kernel::Say::plain(key), fen)),
        ),
        ranks: Chart::amounts(say!("dues-chart-ranks"), by_rank),
        forecast: Chart::amounts(say!("dues-chart-forecast"), coming),
        standings: membership::by_standing(conn, &rules, today)?,
        next: None,
    })
}

/// `GET /desk/dues?year=2026`
pub async fn show(me: May<SeeDues>, call: Call) -> Reply {
    let (today, lang) = (call.today(), call.lang());
    let ask = Ask::of(call.query());
    let year = ask
        .filter("year")
        .and_then(|y| y.parse().ok())
        .unwrap_or(today.year());
    let handles = HandleDues::allows(&me, &());
    // All members are gone through for it: once per change of theirs.
    let coming = call
        .kept_as(call.db(), ("dues forecast", today), move |conn| {
            figures::forecast(conn, today)
        })
        .await?;
    let me = me.clone();
    let page = call
        .read(move |conn| {
            let next = chamber::shown::<PayTo>(conn, &me)?;
            let page = read(conn, year, today, lang, (handles, &coming))?;
            Ok(DayPage { next, ..page })
        })
        .await?;
    call.page(say!("dues-title"), &page)
}
