//! `/desk/dues/ledger`: the trial balance of a year, the journal, closing, exports for accountants.

use askama::Template;
use chrono::Datelike;

use crate::dues::acts;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::ledger::Account;
use crate::dues::store::ledger::{self, Booking, ClosedYear, Line};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Day, Fen, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, PER_PAGE};
use crate::web::{Call, Form, May, Reply, Sent};

/// The ledger of a year.
pub const LIST: List = List {
    path: "/desk/dues/ledger",
    title: "dues-ledger-title",
    filters: &["year"],
    sorted: "",
    sees: may::<SeeDues>,
};

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
    let before = ledger::sums(conn, first.pred_opt().unwrap_or(first))?;
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
    ask: Ask,
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
    doubts: Vec<Say>,
    /// Why it can't be opened again.
    locked: Option<Say>,
    may_close: bool,
    f: Form,
}

impl LedgerPage {
    fn account(&self, word: &str) -> &'static str {
        Account::from_word(word).map_or("dues-account-net-assets", Account::key)
    }

    fn kind(&self, word: &str) -> &'static str {
        kind_key(word)
    }

    fn is_closed(&self) -> bool {
        self.closed.iter().any(|c| c.year >= self.year)
    }

    /// Whether it is the last year that was closed.
    fn is_last_closed(&self) -> bool {
        self.closed.first().is_some_and(|c| c.year == self.year)
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
        "balanced" => "dues-booking-balanced",
        "reopened" => "dues-booking-reopened",
        _ => "dues-booking-closed",
    }
}

/// `GET /desk/dues/ledger?year=…&after=…&export=csv|xlsx&what=journal|trial`
pub async fn show(me: May<SeeDues>, call: Call) -> Reply {
    let (ask, today) = (Ask::on(&call, &LIST).await?, call.today());
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
        return export(&call, (first, last), ask.is("what", "journal"), kind).await;
    }
    let may_close = HandleDues::allows(&me, &()) && today > last;
    let (rows, journal, closed, years, doubts, locked) = call
        .read(move |conn| {
            Ok((
                trial(conn, first, last)?,
                ledger::journal(conn, (first, last), after, PER_PAGE + 1)?,
                ledger::closed(conn)?,
                ledger::years_booked(conn, today.year())?,
                match may_close {
                    true => acts::ledger::closing(conn, year)?.doubts(),
                    false => vec![],
                },
                acts::ledger::stays_closed(conn, year)?,
            ))
        })
        .await?;
    let more = journal.len() > usize::try_from(PER_PAGE).unwrap_or(0);
    let mut journal = journal;
    journal.truncate(usize::try_from(PER_PAGE).unwrap_or(0));
    let sum = |of: fn(&Row) -> Fen| Fen(rows.iter().map(|r| of(r).0).sum());
    let page = LedgerPage {
        ask,
        year,
        years,
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
        doubts,
        locked,
        may_close,
        f: Form::default(),
    };
    call.page(say!("dues-ledger-title"), &page)
}

async fn export(call: &Call, days: (Day, Day), whole: bool, kind: &str) -> Reply {
    let speech = call.speech();
    if whole {
        return export::list(call, ("journal", kind), JOURNAL, move |conn, put| {
            ledger::each_line(conn, days, |line| put(line, &speech))
        })
        .await;
    }
    export::list(call, ("trial-balance", kind), TRIAL, move |conn, put| {
        let rows = trial(conn, days.0, days.1)?;
        rows.iter().try_for_each(|row| put(row, &speech))
    })
    .await
}

const TRIAL: &[Column<Row, Speech>] = &[
    ("dues-account-number", |row, _| row.account.number().into()),
    ("dues-account", |row, to| to.plain(row.account.key()).into()),
    ("dues-opening", |row, _| row.opening.into()),
    ("dues-debit", |row, _| row.debit.into()),
    ("dues-credit", |row, _| row.credit.into()),
    ("dues-closing", |row, _| row.closing.into()),
];

const JOURNAL: &[Column<(Booking, Line), Speech>] = &[
    ("dues-voucher", |(b, _), _| b.seq.into()),
    ("dues-day", |(b, _), _| b.on_day.into()),
    ("dues-booking", |(b, _), to| {
        to.plain(kind_key(&b.kind)).into()
    }),
    ("dues-account-number", |(_, line), _| {
        let account = Account::from_word(&line.1);
        account.map(Account::number).into()
    }),
    ("dues-account", |(_, line), to| {
        let account = Account::from_word(&line.1);
        account.map(|one| to.plain(one.key())).into()
    }),
    ("dues-debit", |(_, line), _| Fen(line.2.max(0)).into()),
    ("dues-credit", |(_, line), _| Fen((-line.2).max(0)).into()),
    ("dues-company", |(_, line), _| {
        line.3.as_ref().map(CompanyId::as_str).into()
    }),
    ("dues-about", |(b, _), _| (&b.about_id).into()),
    ("dues-by", |(b, _), _| (&b.by_name).into()),
];

fn path(year: i32) -> String {
    format!("/desk/dues/ledger?year={year}")
}

/// `POST /desk/dues/ledger/{year}/close`: what is odd about it is ticked with `confirm`.
pub async fn close(_: May<HandleDues>, sent: Sent<i32>) -> Reply {
    let (to, confirmed) = (path(sent.id), sent.form.ticked("confirm"));
    sent.act(move |tx, year| acts::ledger::close_year(tx, *year, confirmed))
        .then(&to, say!("dues-year-closed-done"))
        .or_warn(&to)
        .await
}

/// `POST /desk/dues/ledger/{year}/reopen`
pub async fn reopen(_: May<HandleDues>, sent: Sent<i32>) -> Reply {
    let (to, why) = (path(sent.id), sent.form.value("why").trim().to_owned());
    sent.act(move |tx, year| acts::ledger::reopen_year(tx, *year, &why))
        .then(&to, say!("dues-year-reopened-done"))
        .or_warn(&to)
        .await
}
