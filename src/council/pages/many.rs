//! Many people in one list: pasted, or out of a sheet; looked at line by line before anybody is seated.

use askama::Template;

use super::board::{self, asked};
use crate::accounts::Fresh;
use crate::chamber::ManageChamber;
use crate::chamber::rules::Organ;
use crate::council::acts::many::{Plan, plan, seat_many};
use crate::council::rules::lines::{Basis, Line, MOST, Read, read};
use crate::council::{forms, store};
use crate::kernel::sheet::Table;
use crate::kernel::{Day, Say};
use crate::membership::rules::heads::head;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::tables;
use crate::say;
use crate::web::upload;
use crate::web::{Call, Form, May, Reply, Upload};

/// Most bytes of a sheet.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Most cells of its row, and most characters of a cell, that are taken out of it.
const MOST_CELLS: usize = 20;
const LONGEST_CELL: usize = 120;
/// Most characters of a list.
const LONGEST: usize = 60_000;

/// A line as it is shown.
struct Row {
    line: Line,
    /// Whether the company is in the register.
    known: bool,
    /// Whether the seat is there already.
    vacant: bool,
    /// The account that has the address: its name.
    account: Option<String>,
    wrong: Option<Say>,
}

#[derive(Template)]
#[template(path = "council/many.html")]
struct ManyPage<'a> {
    f: &'a Form,
    organ: Organ,
    rows: Vec<Row>,
}

impl ManyPage<'_> {
    /// Whether everybody could be seated.
    fn is_fine(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| row.wrong.is_none())
    }
}

/// The list as it was read, with a name for each seat that has none: those that follow the seats there are. Of a list
/// that is too long, one line too many.
async fn lines(call: &Call, organ: Organ, list: &str) -> Result<Vec<Read>, Fault> {
    let mut found = read(list);
    found.truncate(MOST + 1);
    let today = call.today();
    let seats = call
        .read(move |conn| Ok(store::seats(conn, organ, today)?.len()))
        .await?;
    for (at, one) in found.iter_mut().enumerate() {
        if one.line.post.is_empty() {
            let number = say!("council-seat-label", number = seats + at + 1);
            one.line.post = call.speech().say(&number);
        }
    }
    Ok(found)
}

/// What would become of each line on that day.
async fn rows(call: &Call, organ: Organ, day: Day, found: Vec<Read>) -> Result<Vec<Row>, Fault> {
    let read: Vec<Line> = found.iter().map(|one| one.line.clone()).collect();
    let plans = call.read(move |conn| plan(conn, organ, day, &read)).await?;
    let row = |(plan, one): (Plan, Read)| Row {
        known: plan.company.is_some(),
        vacant: plan.seat.is_some(),
        account: plan.account,
        wrong: one
            .wrong
            .or(plan.wrong)
            .or_else(|| call.press().check(&plan.line.name).err()),
        line: plan.line,
    };
    Ok(plans.into_iter().zip(found).map(row).collect())
}

/// The page with what became of each line; what is wrong with any stands above the list too.
async fn page(call: &Call, organ: Organ, f: &Form) -> Reply {
    let found = lines(call, organ, f.value("lines")).await?;
    let page = ManyPage {
        f,
        organ,
        rows: rows(call, organ, call.today(), found).await?,
    };
    call.with_form(say!("council-many-title"), f, &page)
}

/// `GET /desk/settings/board/many?organ=…`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let form = Form::of([("from", call.today().to_string())]);
    page(&call, asked(&call), &form).await
}

/// Reads the list whole: people who can all be seated, or what is wrong noted at the field.
async fn people(call: &Call, organ: Organ, form: &mut Form) -> Result<Option<Vec<Line>>, Fault> {
    if form.text("lines", 1..=LONGEST).is_none() {
        return Ok(None);
    }
    let found = lines(call, organ, form.value("lines")).await?;
    if found.len() > MOST {
        form.refuse("lines", say!("council-many-most", most = MOST));
        return Ok(None);
    }
    let rows = rows(call, organ, call.today(), found).await?;
    let mut wrong = rows.iter().filter(|row| row.wrong.is_some());
    if let Some(first) = wrong.next() {
        let (line, more) = (first.line.at, wrong.count());
        form.refuse(
            "lines",
            say!("council-many-wrong", line = line, more = more),
        );
        return Ok(None);
    }
    if rows.is_empty() {
        form.refuse("lines", say!("web-form-needed"));
        return Ok(None);
    }
    Ok(Some(rows.into_iter().map(|row| row.line).collect()))
}

/// `POST /desk/settings/board/many`: `do=preview` shows what becomes of each line, `do=seat` seats them.
pub async fn seat(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let organ = forms::organ(&mut form).ok_or(Fault::Missing)?;
    if form.value("do") == "preview" {
        return page(&call, organ, &form).await;
    }
    let basis: Option<Basis> = forms::basis(&mut form, call.today());
    let people = people(&call, organ, &mut form).await?;
    let said = (basis, people.filter(|_| !form.is_refused()));
    call.act_on(said, move |tx, (basis, people)| {
        seat_many(tx, organ, basis, people)
    })
    .then_say(board::path(organ), |count| {
        say!("council-many-seated", count = *count)
    })
    .or_again("lines", &mut form, async |form| {
        page(&call, organ, form).await
    })
    .await
}

/// `POST /desk/settings/board/many/sheet`: a sheet fills the list; nothing is kept of it.
pub async fn sheet(_: May<ManageChamber>, call: Call, mut upload: Upload) -> Reply {
    let organ = forms::organ(&mut upload.form).ok_or(Fault::Missing)?;
    let take = async |sent: upload::Sent| tables::table(sent.bytes).await.and_then(listed);
    let list = upload.read_in(MOST_BYTES, take).await?;
    let mut form = upload.form;
    if form.value("from").is_empty() {
        form.set("from", call.today().to_string());
    }
    if let Some(list) = list {
        form.set("lines", list);
    }
    page(&call, organ, &form).await
}

/// A table as a list, with tabs between the cells: its heads and the rows below, or all rows where it has none.
fn listed(table: Table) -> Result<String, Fault> {
    let is_head = |cell: &str| head(cell).is_some();
    let mut layout = table.guess(is_head);
    let heads = table.heads_in(&layout);
    if heads.iter().filter(|cell| is_head(cell)).count() < 2 {
        layout.head = 0;
    }
    let table = table.laid(&layout)?;
    let heads = Some(table.heads_row()).filter(|heads| !heads.is_empty());
    let below = (table.below()..table.height()).map(|at| table.row(at));
    let rows = heads.into_iter().chain(below).take(MOST + 1);
    let line = |cells: Vec<String>| {
        let cell = |cell: &String| {
            let cell = cell.chars().take(LONGEST_CELL);
            cell.map(|c| if c.is_control() { ' ' } else { c })
                .collect::<String>()
        };
        let cells = cells.iter().take(MOST_CELLS).map(cell);
        cells.collect::<Vec<_>>().join("\t")
    };
    Ok(rows.map(line).collect::<Vec<_>>().join("\n"))
}
