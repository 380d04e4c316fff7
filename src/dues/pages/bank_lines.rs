//! The lines of an imported statement: what each may pay, booked by the dozen where it is exact, one
//! by one where somebody has to look.

use actix_web::web;
use askama::Template;

use super::bank::{path, preview};
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::suggest::{Reason, Suggestion, suggest};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, LineId, StatementId};
use crate::dues::store::bank::{self, LineRow, StatementRow};
use crate::dues::store::{candidates, invoices};
use crate::dues::{acts, forms};
use crate::kernel::{Fen, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::runs::{self, LeftOut, Run, State};
use crate::say;
use crate::web::listing::{Ask, PER_PAGE, Paged};
use crate::web::{Call, Form, May, Reply, Sent};

/// An invoice a line may pay.
struct Offer {
    invoice: Invoice,
    score: i64,
    reasons: Vec<Reason>,
}

/// A line with what it may pay.
struct Shown {
    row: LineRow,
    offers: Vec<Offer>,
    exact: bool,
}

#[derive(Template)]
#[template(path = "dues/bank_statement.html")]
struct StatementPage<'a> {
    ask: &'a Ask,
    row: &'a StatementRow,
    list: &'a Paged<Shown>,
    state: &'static str,
    counts: [(&'static str, &'static str, i64); 3],
    /// What is done to it, or was done last.
    run: Option<Run>,
    left: bool,
    left_out: Vec<LeftOut>,
    handles: bool,
}

impl StatementPage<'_> {
    fn told(&self) -> Option<Say> {
        self.run.as_ref().and_then(outcome)
    }

    fn is(&self, word: &str) -> bool {
        self.state == word
    }

    /// Whether a line on this page is exact, or one on another may be.
    fn may_have_exact(&self) -> bool {
        self.list.pages() > 1 || self.list.rows.iter().any(|line| line.exact)
    }
}

/// What the last run on a statement came to, if it is through.
fn outcome(run: &Run) -> Option<Say> {
    let left = run.seen - run.done;
    match run.kind.as_str() {
        _ if run.state != State::Done => None,
        acts::bank::BRING => Some(say!("dues-bank-imported", new = run.done, known = left)),
        acts::bank::BOOK => Some(say!("dues-bank-exact-done", count = run.done)),
        _ if left > 0 => None,
        _ => Some(say!("dues-bank-undone")),
    }
}

/// Each line with what it may pay; one that is not open pays nothing.
fn shown(conn: &mut Conn, rows: Vec<LineRow>) -> Result<Vec<Shown>, Fault> {
    /// Offers beside a line.
    const SOME: usize = 3;
    let lines: Vec<Line> = rows
        .iter()
        .filter(|row| row.state == "open")
        .map(LineRow::line)
        .collect();
    let found = candidates::of_lines(conn, &lines)?;
    let mut open = lines.iter().zip(&found.lines);
    let beside = |row: LineRow| {
        let next = (row.state == "open").then(|| open.next()).flatten();
        let found_here = next.map(|(line, candidates)| suggest(line, candidates));
        let suggested = found_here.unwrap_or_default();
        let offer = |one: Suggestion| {
            Some(Offer {
                invoice: found.invoices.get(&one.id)?.clone(),
                score: one.score,
                reasons: one.reasons,
            })
        };
        Shown {
            offers: suggested
                .list
                .into_iter()
                .filter_map(offer)
                .take(SOME)
                .collect(),
            exact: !suggested.exact.is_empty(),
            row,
        }
    };
    Ok(rows.into_iter().map(beside).collect())
}

/// `GET /desk/dues/bank/{statement}?state=…&page=…`
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<StatementId>) -> Reply {
    let row = call.find(&*id, bank::statement).await?;
    if row.state == "preview" {
        return preview(&call, row, None).await;
    }
    let ask = Ask::of(call.query());
    let state = match ask.filter("state") {
        Some("booked") => "booked",
        Some("ignored") => "ignored",
        _ if row.state == "undone" => "undone",
        _ => "open",
    };
    let (page, span, now) = (ask.page(), ask.span(), call.now());
    let (list, counts, run, left_out) = call
        .read(move |conn| {
            let run = runs::last_of(conn, &id)?;
            let left_out = match &run {
                Some(run) => runs::left_out(conn, &run.id, None, PER_PAGE)?,
                None => vec![],
            };
            let (rows, total) = bank::lines(conn, &id, &[state], span)?;
            let rows = shown(conn, rows)?;
            let mut count = |state| bank::count(conn, &id, &[state]);
            let counts = [
                ("open", "dues-bank-open", count("open")?),
                ("booked", "dues-bank-booked", count("booked")?),
                ("ignored", "dues-bank-ignored", count("ignored")?),
            ];
            Ok((Paged { rows, total, page }, counts, run, left_out))
        })
        .await?;
    let page = StatementPage {
        ask: &ask,
        row: &row,
        list: &list,
        state,
        counts,
        left: run.as_ref().is_some_and(|run| run.is_left(now)),
        run,
        left_out,
        handles: call.may::<HandleDues>(),
    };
    call.page(say!("dues-bank-title"), &page)
}

/// `POST /desk/dues/bank/{statement}/exact`: books all that is exact.
pub async fn book_exact(_: May<HandleDues>, sent: Sent<StatementId>) -> Reply {
    let to = path(&sent.id);
    let act = sent.act(|tx, id| acts::bank::book_exact(tx, id).map(Some));
    let begun = act.then_go(&to).first_or_warn(&to).await?;
    sent.through(begun, &to).await
}

#[derive(Template)]
#[template(path = "dues/bank_line.html")]
struct LinePage<'a> {
    f: &'a Form,
    line: &'a Shown,
    currency: &'a str,
    handles: bool,
}

async fn page(call: &Call, id: LineId, refused: Option<&Form>) -> Reply {
    let line = call
        .read(move |conn| {
            let row = bank::line(conn, &id)?;
            shown(conn, vec![row])?.pop().ok_or(Fault::Missing)
        })
        .await?;
    let mut fresh = Form::default();
    if let Some(best) = line.offers.first() {
        let amount = Fen(best.invoice.open().0.min(line.row.amount));
        fresh.put("to1", best.invoice.number.clone());
        fresh.put("amount1", amount.grouped());
    }
    let f = refused.unwrap_or(&fresh);
    let page = LinePage {
        f,
        line: &line,
        currency: &call.brand().currency,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-bank-line"), f, &page)
}

/// `GET /desk/dues/lines/{line}`
pub async fn line(_: May<SeeDues>, call: Call, id: web::Path<LineId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/dues/lines/{line}`: `do` is `book`, `ignore` or `reopen`.
pub async fn act(_: May<HandleDues>, mut sent: Sent<LineId>) -> Reply {
    let statement = sent.find(&sent.id, bank::line).await?.statement_id;
    let why = |form: &mut Form| form.text("why", 1..=300);
    let (what, field) = match sent.form.value("do") {
        "book" => (split(&mut sent).await?.map(What::Book), "amount1"),
        "ignore" => (why(&mut sent.form).map(What::Ignore), "why"),
        "reopen" => (why(&mut sent.form).map(What::Reopen), "why"),
        _ => return Err(Fault::Missing),
    };
    sent.act_on(what, |tx, id, what| match what {
        What::Book(to) => acts::lines::book(tx, id, to),
        What::Ignore(why) => acts::lines::ignore(tx, id, why),
        What::Reopen(why) => acts::lines::reopen(tx, id, why),
    })
    .then(path(&statement), say!("dues-bank-line-done"))
    .or_back(field, &sent, page)
    .await
}

/// What is to become of a line.
enum What {
    Book(Vec<(InvoiceId, Fen)>),
    Ignore(String),
    Reopen(String),
}

/// The invoices a line is split over, by number or reference.
async fn split(sent: &mut Sent<LineId>) -> Result<Option<Vec<(InvoiceId, Fen)>>, Fault> {
    let Some(typed) = forms::splits(&mut sent.form) else {
        return Ok(None);
    };
    let mut to = vec![];
    for (field, number, amount) in typed {
        match sent
            .find(&number, |conn, n| invoices::by_number(conn, n))
            .await?
        {
            Some(invoice) => to.push((invoice.id, amount)),
            None => sent.form.refuse(field, say!("dues-bank-no-invoice")),
        }
    }
    Ok((!sent.form.is_refused()).then_some(to))
}
