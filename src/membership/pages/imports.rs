//! `/desk/members/imports`: a register comes in as a table; it is looked at before it is imported, and
//! can be taken back.

use std::collections::BTreeMap;

use actix_web::web;
use askama::Template;

use crate::chamber::{self, rules::Ranks};
use crate::kernel::sheet::Table;
use crate::kernel::{Lang, Say};
use crate::membership::acts::roll::{self, Looked};
use crate::membership::rules::roll::{
    ImportId, Mapping, Mappings, PARTS, PEOPLE, rank_field, said, settled, unknown_rank,
};
use crate::membership::store::roll::{ImportRow, MadeRow};
use crate::membership::{ImportMembers, forms, store};
use crate::platform::aside::aside;
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::runs::{self, LeftOut, Run, RunId, State, Steer};
use crate::platform::settings;
use crate::platform::tables;
use crate::say;
use crate::web::call::Pressed;
use crate::web::layout::LayoutFields;
use crate::web::upload;
use crate::web::{Call, Form, May, Reply, Sent, Upload};

/// Most bytes of a register.
const MOST: usize = 16 * 1024 * 1024;
/// Rows shown one by one.
const SHOWN: usize = 50;
/// The same, as the database counts.
const SHOWN_ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "membership/imports.html")]
struct ImportsPage<'a> {
    f: &'a Form,
    imports: Vec<ImportRow>,
}

async fn list(call: &Call, f: &Form) -> Reply {
    let imports = call.read(store::roll::imports).await?;
    let title = say!("membership-imports-title");
    call.with_form(title, f, &ImportsPage { f, imports })
}

fn path(id: &ImportId) -> String {
    format!("/desk/members/imports/{id}")
}

/// `GET /desk/members/imports`
pub async fn show(_: May<ImportMembers>, call: Call) -> Reply {
    list(&call, &Form::default()).await
}

/// `POST /desk/members/imports`: a file.
pub async fn bring(_: May<ImportMembers>, call: Call, mut upload: Upload) -> Reply {
    let known = call.read(settings::get::<Mappings>).await?;
    let take = async move |sent: upload::Sent| -> Result<_, Fault> {
        let table = tables::table(sent.bytes).await?;
        let looked = aside(move || (roll::likely(&table, &known), table)).await?;
        Ok((looked, sent.name))
    };
    let brought = match upload.read_in(MOST, take).await? {
        None => None,
        Some(((mapping, table), name)) => {
            let text = table.text().to_owned();
            Some((call.files().take_text(&name, text).await?, mapping, name))
        }
    };
    call.act_on(brought, |tx, (file, mapping, name)| {
        roll::bring(tx, name, (file, mapping))
    })
    .then_lead(|id| (path(id), None))
    .or_again("file", &mut upload.form, async |form| {
        list(&call, form).await
    })
    .await
}

#[derive(Template)]
#[template(path = "membership/import.html")]
struct ImportPage<'a> {
    f: &'a Form,
    row: &'a ImportRow,
    heads: Vec<String>,
    layout: Option<LayoutFields<'a>>,
    looked: Option<Looked>,
    /// Names the columns that don't come in, if there are any.
    dropped: Option<Say>,
    unreadable: Option<Say>,
    made: Vec<(MadeRow, String)>,
    /// What is done to it, or was done last.
    run: Option<Run>,
    left: bool,
    left_out: Vec<LeftOut>,
    ranks: Ranks,
    asked: Vec<RankWord>,
    lang: Lang,
    people: Vec<PersonFields>,
}

/// A contact for whom columns can be chosen.
struct PersonFields {
    /// Which, counted from 1.
    n: i64,
    /// Key of each part's name, and its field.
    parts: Vec<(&'static str, &'static str)>,
}

/// The contacts for whom columns can be chosen.
fn people() -> Vec<PersonFields> {
    let sets = (1..).zip(PEOPLE);
    let fields = |(n, set): (i64, [&'static str; PARTS.len()])| PersonFields {
        n,
        parts: PARTS.into_iter().zip(set).collect(),
    };
    sets.map(fields).collect()
}

/// A word of the file's for a rank that the chamber doesn't have.
struct RankWord {
    /// The field that says which rank it means.
    field: String,
    /// The word, and how many rows say it and don't come in so far.
    told: Say,
}

/// The words to ask about: those that nothing was said of yet, and those it was.
fn asked(looked: Option<&Looked>, mapping: &Mapping) -> Vec<RankWord> {
    let mut words: BTreeMap<&str, usize> = mapping.ranks().map(|word| (word, 0)).collect();
    let unknown = looked.into_iter().flat_map(|looked| &looked.unknown);
    words.extend(unknown.map(|(word, rows)| (word.as_str(), *rows)));
    let ask = |(word, rows): (&str, usize)| RankWord {
        field: rank_field(word),
        told: match word {
            "" => say!("membership-import-no-rank", rows = rows),
            word => say!("membership-import-rank-word", text = word, rows = rows),
        },
    };
    words.into_iter().map(ask).collect()
}

impl ImportPage<'_> {
    /// Names the ranks there are, where a row has another.
    fn known_ranks(&self) -> Option<Say> {
        let looked = self.looked.as_ref()?;
        let mut bad = looked.bad.iter();
        let named = !looked.unknown.is_empty() || bad.any(|bad| unknown_rank(&bad.why).is_some());
        let all = self.ranks.list.iter();
        let all: Vec<&str> = all.map(|rank| rank.name.get(self.lang)).collect();
        named.then(|| say!("membership-import-ranks", ranks = all.join(" · ")))
    }

    /// What the last run came to: tone and words.
    fn told(&self) -> Option<(&'static str, Say)> {
        let run = self.run.as_ref().filter(|run| run.state == State::Done)?;
        let left = run.seen - run.done;
        Some(match left {
            _ if run.kind == roll::BRING => {
                ("jade", say!("membership-import-done", count = run.done))
            }
            0 => ("jade", say!("membership-import-undone")),
            stay => ("ochre", say!("membership-import-stay", count = stay)),
        })
    }
}

/// Which columns are not taken, if there are any.
fn said_dropped(columns: &[String]) -> Option<Say> {
    let named = || say!("membership-import-dropped", columns = columns.join(" · "));
    (!columns.is_empty()).then(named)
}

/// What an import would make of its table with this mapping.
async fn look(call: &Call, table: Table, mapping: &Mapping) -> Result<Looked, Fault> {
    let by = (call.now(), call.press(), SHOWN);
    roll::look(call.db(), table, mapping.clone(), by).await
}

/// The first members that an import made, each with its number.
fn made(conn: &mut Conn, id: &ImportId) -> Result<Vec<(MadeRow, String)>, Fault> {
    let rows = store::roll::made(conn, id, 0, SHOWN_ROWS)?.into_iter();
    let numbered = |row: MadeRow| {
        let number = store::load(conn, &row.membership_id)?.number;
        Ok((row, number))
    };
    rows.map(numbered).collect()
}

async fn page(call: &Call, id: ImportId, refused: Option<&Form>) -> Reply {
    let now = call.now();
    let read = move |conn: &mut Conn| {
        let row = store::roll::import(conn, &id)?;
        let run = runs::last_of(conn, &id)?;
        let left_out = match &run {
            Some(run) => runs::left_out(conn, &run.id, None, SHOWN_ROWS)?,
            None => vec![],
        };
        Ok((row, made(conn, &id)?, run, left_out, chamber::ranks(conn)?))
    };
    let (row, made, run, left_out, ranks) = call.read(read).await?;
    let mapping: Mapping = match refused.map(forms::mapping) {
        Some(mapping) => mapping,
        None => serde_json::from_str(&row.mapping)?,
    };
    let table = match row.state.as_str() {
        "preview" => Some(roll::table(call.db(), call.files(), &row).await?),
        _ => None,
    };
    let mapping = match &table {
        Some(table) => settled(table, mapping),
        None => mapping,
    };
    let fresh = Form::of(mapping.0.clone());
    let f = refused.unwrap_or(&fresh);
    let (mut layout, mut looked, mut unreadable, mut columns) = (None, None, None, vec![]);
    let mut dropped = None;
    if let Some(table) = table {
        let own = mapping.layout();
        columns = table.heads_in(&own);
        dropped = said_dropped(&[mapping.leaves_out(&columns), table.headless(&own)].concat());
        layout = Some(LayoutFields::of(f, &table, &own));
        match look(call, table, &mapping).await {
            Ok(found) => looked = Some(found),
            Err(Fault::Refused(why)) => unreadable = Some(why),
            Err(other) => return Err(other),
        }
    }
    let page = ImportPage {
        f,
        asked: asked(looked.as_ref(), &mapping),
        heads: columns,
        layout,
        looked,
        dropped,
        unreadable,
        made,
        left: run.as_ref().is_some_and(|run| run.is_left(now)),
        run,
        left_out,
        row: &row,
        ranks,
        lang: call.lang(),
        people: people(),
    };
    call.with_form(say!("membership-import-title"), f, &page)
}

/// `GET /desk/members/imports/{import}`
pub async fn one(_: May<ImportMembers>, call: Call, id: web::Path<ImportId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/members/imports/{import}`: `do=map` says which column is what, `do=import` imports.
pub async fn import(_: May<ImportMembers>, mut sent: Sent<ImportId>) -> Reply {
    let to = path(&sent.id);
    let fault = match begin(&sent).await {
        Ok(begun) => return sent.through(begun, &to).await,
        Err(fault) => fault,
    };
    sent.form.refuse_fault("name", fault)?;
    page(&sent, sent.id.clone(), Some(&sent.form)).await
}

/// Says where the table is and which column is what, and where that was asked for begins the import: not of
/// a place in the file that nobody has looked at yet.
async fn begin(sent: &Sent<ImportId>) -> Result<Pressed<Option<RunId>>, Fault> {
    let form = &sent.form;
    let (mut mapping, without) = (forms::mapping(form), form.ticked("without_bad"));
    let row = sent.find(&sent.id, store::roll::import).await?;
    let mut looked = None;
    if row.state == "preview" {
        let table = roll::table(sent.db(), sent.files(), &row).await?;
        let before: Mapping = serde_json::from_str(&row.mapping)?;
        let (now, elsewhere) = said(&table, before, mapping);
        mapping = now;
        if form.value("do") == "import" && !elsewhere {
            looked = Some(look(sent, table, &mapping).await?);
        }
    }
    sent.act(move |tx, id| {
        roll::map(tx, id, &mapping)?;
        match &looked {
            Some(looked) => roll::start(tx, id, without, looked).map(Some),
            None => Ok(None),
        }
    })
    .then_go(path(&sent.id))
    .first()
    .await
}

/// `POST /desk/members/imports/{import}/run`: `do` is `pause`, `resume` or `cancel`.
pub async fn steer(_: May<ImportMembers>, sent: Sent<ImportId>) -> Reply {
    let (to, how) = (path(&sent.id), Steer::of(sent.form.value("do")));
    sent.act(move |tx, id| roll::steer(tx, id, how))
        .then_go(&to)
        .or_warn(&to)
        .await
}

/// `POST /desk/members/imports/{import}/undo`
pub async fn undo(_: May<ImportMembers>, sent: Sent<ImportId>) -> Reply {
    let to = path(&sent.id);
    let begun = sent.act(roll::undo).then_go(&to).first_or_warn(&to).await?;
    sent.through(begun, &to).await
}
