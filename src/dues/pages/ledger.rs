//! `/desk/dues/ledger`: the trial balance of a year, the journal, closing, exports for accountants.

use actix_web::web;
use askama::Template;
use chrono::Datelike;

use crate::dues::acts;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::ledger::Account;
use crate::dues::store::ledger::{self, Booking, ClosedYear, Line};
use crate::kernel::{Act, Day, Fen};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::export::{self, Cell, Rows, Sheet};
use crate::web::list::Ask;
use crate::web::{Call, May, Reply};

/// Bookings on a page.
const PER_PAGE: i64 = 50;

/// A row of the trial balance.
pub struct Row {
    /// Which account.
    pub account: Account,
    /// What it held before the year.
    pub opening: Fen,
    /// Debits of the year.
    pub debit: Fen,
    /// Credits of the year.
    pub credit: Fen,
    /// What it holds at the end.
    pub closing: Fen,
}

/// The trial balance of a year.
fn trial(conn: &mut Conn, first: Day, last: Day) -> Result<Vec<Row>, Fault> {
    let before = ledger::sums(conn, None, first.pred_opt().unwrap_or(first))?;
    let debit = ledger::turnover(conn, first, last, true)?;
    let credit = ledger::turnover(conn, first, last, false)?;
    let of = |list: &[(Account, Fen)], account| {
        list.iter()
            .find(|(a, _)| *a == account)
            .map_or(0, |(_, fen)| fen.0)
    };
    let row = |account| {
        let (opening, debit) = (of(&before, account), of(&debit, account));
        let credit = -of(&credit, account);
        Row {
            account,
            opening: Fen(opening),
            debit: Fen(debit),
            credit: Fen(credit),
            closing: Fen(opening + debit - credit),
        }
    };
    Ok(Account::ALL.into_iter().map(row).collect())
}

#[derive(Template)]
#[template(path = "dues/ledger.html")]
struct LedgerPage {
    year: i32,
    years: Vec<i32>,
    rows: Vec<Row>,
    opening: Fen,
    debit: Fen,
    credit: Fen,
    closing: Fen,
    journal: Vec<(Booking, Vec<Line>)>,
    next: Option<i64>,
    closed: Vec<ClosedYear>,
    may_close: bool,
}

impl LedgerPage {
    fn account(&self, word: &str) -> &'static str {
        Account::from_word(word).map_or("dues-account-net-assets", Account::key)
    }

    fn kind(&self, word: &str) -> &'static str {
        kind_key(word)
    }

    fn is_closed(&self) -> bool {
        self.closed.iter().any(|c| c.year == self.year)
    }
}

/// Key of the name of a kind of booking.
fn kind_key(word: &str) -> &'static str {
    match word {
        "invoiced" => "dues-booking-invoiced",
        "credited" => "dues-booking-credited",
        "received" => "dues-booking-received",
        "paid" => "dues-booking-paid",
        "granted" => "dues-booking-granted",
        "expired" => "dues-booking-expired",
        "refunded" => "dues-booking-refunded",
        "written_off" => "dues-booking-written-off",
        _ => "dues-booking-closed",
    }
}

/// `GET /desk/dues/ledger?year=…&after=…&export=csv|xlsx&what=journal|trial`
pub async fn show(me: May<SeeDues>, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let today = call.today();
    let year: i32 = ask
        .filter("year")
        .and_then(|y| y.parse().ok())
        .unwrap_or(today.year());
    let after: i64 = ask
        .filter("after")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let first = Day::from_ymd_opt(year, 1, 1).ok_or(Fault::Missing)?;
    let last = Day::from_ymd_opt(year, 12, 31).ok_or(Fault::Missing)?;
    if let Some(kind) = ask.filter("export") {
        let whole = ask.filter("what") == Some("journal");
        return export(&call, (first, last), whole, kind).await;
    }
    let (rows, journal, closed) = call
        .read(move |conn| {
            Ok((
                trial(conn, first, last)?,
                ledger::journal(conn, (first, last), after, PER_PAGE + 1)?,
                ledger::closed(conn)?,
            ))
        })
        .await?;
    let more = journal.len() > usize::try_from(PER_PAGE).unwrap_or(0);
    let mut journal = journal;
    journal.truncate(usize::try_from(PER_PAGE).unwrap_or(0));
    let sum = |of: fn(&Row) -> Fen| Fen(rows.iter().map(|r| of(r).0).sum());
    let page = LedgerPage {
        year,
        years: (today.year() - 5..=today.year()).rev().collect(),
        opening: sum(|r| r.opening),
        debit: sum(|r| r.debit),
        credit: sum(|r| r.credit),
        closing: sum(|r| r.closing),
        rows,
        next: if more {
            journal.last().map(|(b, _)| b.seq)
        } else {
            None
        },
        journal,
        closed,
        may_close: HandleDues::allows(&me, &()) && today > last,
    };
    call.page(say!("dues-ledger-title"), &page)
}

async fn export(call: &Call, days: (Day, Day), whole: bool, kind: &str) -> Reply {
    if whole {
        return journal(call, days, kind).await;
    }
    let sheet = trial_sheet(call, days).await?;
    sheet.answer(kind, call.speech())
}

async fn trial_sheet(call: &Call, (first, last): (Day, Day)) -> Result<Sheet, Fault> {
    let speech = call.speech();
    let rows = call.read(move |conn| trial(conn, first, last)).await?;
    let row = |r: Row| -> Vec<Cell> {
        vec![
            r.account.number().into(),
            speech.plain(r.account.key()).into(),
            r.opening.into(),
            r.debit.into(),
            r.credit.into(),
            r.closing.into(),
        ]
    };
    Ok(Sheet {
        name: "trial-balance",
        head: vec![
            "dues-account-number",
            "dues-account",
            "dues-opening",
            "dues-debit",
            "dues-credit",
            "dues-closing",
        ],
        rows: rows.into_iter().map(row).collect(),
    })
}

async fn journal(call: &Call, days: (Day, Day), kind: &str) -> Reply {
    /// Bookings that are read at once.
    const SOME: i64 = 500;
    let speech = call.speech();
    let head = vec![
        "dues-voucher",
        "dues-day",
        "dues-booking",
        "dues-account-number",
        "dues-account",
        "dues-debit",
        "dues-credit",
        "dues-company",
        "dues-about",
        "dues-by",
    ];
    let fill = move |conn: &mut Conn, rows: &mut Rows| {
        let mut last = 0;
        loop {
            let some = ledger::journal(conn, days, last, SOME)?;
            let Some((end, _)) = some.last() else {
                return Ok(());
            };
            last = end.seq;
            for (booking, lines) in some {
                for (_, account, amount, company) in lines {
                    let account = Account::from_word(&account);
                    rows.put(&[
                        booking.seq.into(),
                        booking.on_day.into(),
                        speech.plain(kind_key(&booking.kind)).into(),
                        account.map(|a| a.number()).into(),
                        account.map(|a| speech.plain(a.key())).into(),
                        Fen(amount.max(0)).into(),
                        Fen((-amount).max(0)).into(),
                        company.map(|c| c.to_string()).into(),
                        booking.about_id.as_str().into(),
                        booking.by_name.as_str().into(),
                    ])?;
                }
            }
        }
    };
    export::long(call.db(), ("journal", kind), head, speech, fill).await
}

/// `POST /desk/dues/ledger/{year}/close`
pub async fn close(_: May<HandleDues>, call: Call, year: web::Path<i32>) -> Reply {
    let year = year.into_inner();
    let to = format!("/desk/dues/ledger?year={year}");
    call.act(move |tx| acts::ledger::close_year(tx, year))
        .then(&to, say!("dues-year-closed-done"))
        .or_warn(&to)
        .await
}
