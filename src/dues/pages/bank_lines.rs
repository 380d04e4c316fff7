//! The lines of an imported statement: what each may pay, or where it went; booked by the dozen where it
//! is exact, and taken back so. One by one: [`bank_line`](super::bank_line).

use std::collections::HashMap;

use actix_web::web;
use askama::Template;

use super::bank::{mark, path, preview};
use crate::companies::Company;
use crate::dues::acts;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::exact::Doubt;
use crate::dues::rules::bank::suggest::{Reason, Suggestion, suggest};
use crate::dues::rules::bank::what::What;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, StatementId};
use crate::dues::store::bank::{self, LineRow, StatementRow};
use crate::dues::store::candidates::{self, Settled};
use crate::dues::store::money::Payment;
use crate::dues::store::returned::{self, Taken, Takes};
use crate::dues::store::went::{self, Went};
use crate::kernel::{Fen, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::runs::{self, LeftOut, Run, State};
use crate::say;
use crate::web::listing::{Ask, PER_PAGE, Paged};
use crate::web::{Call, Form, May, Reply, Sent};

/// An invoice a line may pay.
pub(super) struct Offer {
    pub(super) invoice: Invoice,
    pub(super) score: i64,
    pub(super) reasons: Vec<Reason>,
    /// Whether anything but the amount speaks for it.
    pub(super) told: bool,
    /// Whether the purpose names it.
    pub(super) named: bool,
}

/// A line with what it may pay, or what became of it.
pub(super) struct Shown {
    pub(super) row: LineRow,
    pub(super) offers: Vec<Offer>,
    /// What it pays in full, without anybody looking.
    pub(super) exact: Vec<(InvoiceId, Fen)>,
    /// The payments that it became.
    pub(super) went: Vec<Went>,
    /// What it takes back, if it is a return.
    pub(super) takes: Option<Takes>,
    /// The returns with which the bank took it back, or a part of it, or may have.
    pub(super) taken: Vec<Taken>,
    /// What makes somebody look at it.
    pub(super) doubts: Vec<Doubt>,
    /// Transfers like it that were written down by hand and that no line shows.
    pub(super) entered: Vec<Payment>,
    /// What it names and nobody owes any more.
    pub(super) settled: Vec<Settled>,
    /// Companies that it may be of.
    pub(super) firms: Vec<Company>,
}

impl Shown {
    /// Whether its money went back, or is what the chamber itself had paid: it is nobody's dues.
    pub(super) fn is_flagged(&self) -> bool {
        !self.taken.is_empty() || self.row.is_own_back()
    }

    /// Whether why somebody has to look at it stands beside it.
    pub(super) fn tells(&self) -> bool {
        !(self.doubts.is_empty() && self.entered.is_empty() && self.settled.is_empty())
    }

    /// Whether nothing is proposed of it: its money may not be ours to keep, may be here already, or may be another's.
    pub(super) fn is_in_doubt(&self) -> bool {
        let stops = self.doubts.iter().any(|doubt| doubt.stops());
        self.is_flagged() || stops || !self.entered.is_empty()
    }

    /// What a return says of it.
    pub(super) fn told(&self, taken: &Taken) -> Say {
        acts::lines::told(&self.row, taken)
    }

    pub(super) fn is_charge(&self) -> bool {
        self.row.what == What::Charge
    }
}

#[derive(Template)]
#[template(path = "dues/bank_statement.html")]
struct StatementPage<'a> {
    f: &'a Form,
    ask: &'a Ask,
    row: &'a StatementRow,
    list: &'a Paged<Shown>,
    state: &'static str,
    counts: [(&'static str, &'static str, i64); 3],
    /// What is done to it, or was done last.
    run: Option<Run>,
    left: bool,
    left_out: Vec<LeftOut>,
    /// Why lines of this page were left open when what is exact was booked, by their place.
    kept: HashMap<i64, Say>,
    /// How many lines the last run booked that still are.
    unbook: i64,
    tone: &'static str,
    stands: Say,
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
        self.list.pages() > 1 || self.list.rows.iter().any(|line| !line.exact.is_empty())
    }

    /// Whether its lines are there to be dealt with.
    fn is_in(&self) -> bool {
        ["imported", "stopped"].contains(&self.row.state.as_str())
    }

    fn kept(&self, line: &Shown) -> Option<&Say> {
        self.kept.get(&i64::from(line.row.place))
    }
}

/// What the last run on a statement came to, if it is through.
fn outcome(run: &Run) -> Option<Say> {
    let left = run.seen - run.done;
    match run.kind.as_str() {
        _ if run.state != State::Done => None,
        acts::bank::BRING => Some(say!("dues-bank-imported", new = run.done, known = left)),
        acts::bank::BOOK => Some(say!("dues-bank-exact-done", count = run.done)),
        acts::bank::UNBOOK => Some(say!("dues-bank-unbooked", count = run.done)),
        _ if left > 0 => None,
        _ => Some(say!("dues-bank-undone")),
    }
}

/// Each line with what it may pay; one that is not open pays nothing more.
pub(super) fn shown(conn: &mut Conn, rows: Vec<LineRow>) -> Result<Vec<Shown>, Fault> {
    /// Offers beside a line.
    const SOME: usize = 4;
    let lines: Vec<Line> = rows
        .iter()
        .filter(|row| row.state == "open")
        .map(LineRow::line)
        .collect();
    let mut found = candidates::of_lines(conn, &lines)?;
    let mut questions = std::mem::take(&mut found.lines).into_iter();
    let mut went = went::of_lines(conn, &rows)?;
    let mut takes = returned::takes(conn, &rows)?;
    let mut returns = returned::returns(conn, &rows)?;
    let mut open = lines.iter();
    let beside = |row: LineRow| {
        let line = (row.state == "open").then(|| open.next()).flatten();
        let question = line.and_then(|_| questions.next()).unwrap_or_default();
        let suggested = line.map(|line| suggest(line, &question.candidates));
        let suggested = suggested.unwrap_or_default();
        let offer = |one: Suggestion| {
            Some(Offer {
                invoice: found.invoices.get(&one.id)?.clone(),
                score: one.score,
                told: one.is_told(),
                named: one.is_named(),
                reasons: one.reasons,
            })
        };
        let taken = returns.remove(&row.id).unwrap_or_default();
        Shown {
            offers: suggested
                .list
                .into_iter()
                .filter_map(offer)
                .take(SOME)
                .collect(),
            exact: match taken.is_empty() && question.entered.is_empty() {
                true => suggested.exact,
                false => vec![],
            },
            went: went.remove(&row.id).unwrap_or_default(),
            takes: takes.remove(&row.id),
            taken,
            doubts: suggested.doubts,
            entered: question.entered,
            settled: question.settled,
            firms: question.firms,
            row,
        }
    };
    Ok(rows.into_iter().map(beside).collect())
}

/// `GET /desk/dues/bank/{statement}?state=…&page=…`
pub async fn show(_: May<SeeDues>, call: Call, id: web::Path<StatementId>) -> Reply {
    page(&call, id.into_inner(), &Form::default()).await
}

/// Which lines are asked for.
fn asked(ask: &Ask, row: &StatementRow) -> &'static str {
    match ask.filter("state") {
        Some("booked") => "booked",
        Some("ignored") => "ignored",
        _ if row.state == "undone" => "undone",
        _ => "open",
    }
}

async fn page(call: &Call, id: StatementId, f: &Form) -> Reply {
    let row = call.find(&id, bank::statement).await?;
    if row.state == "preview" {
        return preview(call, row, None).await;
    }
    let ask = Ask::of(call.query());
    let state = asked(&ask, &row);
    let (number, span, now) = (ask.page(), ask.span(), call.now());
    let (list, counts, run, left_out, kept, unbook) = call
        .read(move |conn| {
            let run = runs::last_of(conn, &id)?;
            let (rows, total) = bank::lines(conn, &id, &[state], span)?;
            let (mut left_out, mut kept) = (vec![], vec![]);
            if let Some(run) = &run {
                left_out = runs::left_out(conn, &run.id, None, PER_PAGE)?;
                if run.kind == acts::bank::BOOK && state == "open" {
                    let places: Vec<i64> = rows.iter().map(|row| row.place.into()).collect();
                    kept = runs::left_out_at(conn, &run.id, &places)?;
                }
            }
            let rows = shown(conn, rows)?;
            let mut count = |state| bank::count(conn, &id, &[state]);
            let counts = [
                ("open", "dues-bank-open", count("open")?),
                ("booked", "dues-bank-booked", count("booked")?),
                ("ignored", "dues-bank-ignored", count("ignored")?),
            ];
            let unbook = bank::last_booked(conn, &id)?.map_or(0, |(_, lines)| lines);
            let list = Paged {
                rows,
                total,
                page: number,
            };
            Ok((list, counts, run, left_out, kept, unbook))
        })
        .await?;
    let paused = run.as_ref().is_some_and(|run| run.state == State::Paused);
    let (tone, stands) = mark(&row.state, paused, counts[0].2);
    let page = StatementPage {
        f,
        ask: &ask,
        row: &row,
        list: &list,
        state,
        counts,
        left: run.as_ref().is_some_and(|run| run.is_left(now)),
        run,
        left_out,
        kept: kept.into_iter().map(|one| (one.place, one.why)).collect(),
        unbook,
        tone,
        stands,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-bank-title"), f, &page)
}

/// `POST /desk/dues/bank/{statement}/exact`: books all that is exact; with `do=undo` takes back what
/// was booked so last, for a reason.
pub async fn book_exact(_: May<HandleDues>, mut sent: Sent<StatementId>) -> Reply {
    let to = path(&sent.id);
    let back = match sent.form.value("do") {
        "undo" => match sent.form.text("why", 1..=300) {
            Some(why) => Some(why),
            None => return page(&sent.call, sent.id.clone(), &sent.form).await,
        },
        _ => None,
    };
    let act = sent.act(move |tx, id| match &back {
        Some(why) => acts::bank::unbook(tx, id, why).map(Some),
        None => acts::bank::book_exact(tx, id).map(Some),
    });
    let begun = act.then_go(&to).first_or_warn(&to).await?;
    sent.through(begun, &to).await
}
