//! `/desk/members/imports`: a register comes in as a table; it is looked at before it is imported, and
//! can be taken back.

use actix_web::web;
use askama::Template;

use crate::chamber::{self, rules::Ranks};
use crate::kernel::{Lang, Say};
use crate::membership::acts::roll::{self, Looked};
use crate::membership::rules::roll::{FIELDS, ImportId, Mapping, Mappings, heads};
use crate::membership::store::roll::{ImportRow, MadeRow};
use crate::membership::{ImportMembers, forms, store};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::runs::{self, LeftOut, Run, RunId, Steer};
use crate::platform::settings;
use crate::say;
use crate::web::call::Pressed;
use crate::web::{Call, Form, May, Reply, Upload};

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
    let taken = match upload.files.pop() {
        None => Err(say!("web-form-needed")),
        Some(sent) if sent.bytes.len() > MOST => {
            Err(say!("web-upload-too-large", megabytes = MOST >> 20))
        }
        // Reading a spreadsheet takes a moment: not on the threads that answer.
        Some(sent) => web::block(move || Ok((roll::take(&sent.bytes, &known)?, sent.name)))
            .await
            .map_err(|e| Fault::Broken(e.to_string()))?,
    };
    let brought = match taken.map_err(|why| upload.form.refuse("file", why)) {
        Err(()) => None,
        Ok(((table, mapping), name)) => {
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
    looked: Option<Looked>,
    unreadable: Option<Say>,
    made: Vec<(MadeRow, String)>,
    /// What is done to it, or was done last.
    run: Option<Run>,
    left: bool,
    left_out: Vec<LeftOut>,
    ranks: Ranks,
    lang: Lang,
}

impl ImportPage<'_> {
    fn fields(&self) -> [(&'static str, &'static str, bool); 9] {
        FIELDS
    }

    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }
}

/// An import's table, and what it would make with this mapping.
async fn look(call: &Call, row: &ImportRow, mapping: &Mapping) -> Result<Looked, Fault> {
    let table = roll::table(call.db(), call.files(), row).await?;
    let (mapping, press, now) = (mapping.clone(), call.press().clone(), call.now());
    call.read(move |conn| roll::look(conn, table, &mapping, (now, &press, SHOWN)))
        .await
}

async fn page(call: &Call, id: ImportId, refused: Option<&Form>) -> Reply {
    let now = call.now();
    let read = move |conn: &mut Conn| {
        let row = store::roll::import(conn, &id)?;
        let mut made = vec![];
        for one in store::roll::made(conn, &id, 0, SHOWN_ROWS)? {
            let number = store::load(conn, &one.membership_id)?.number;
            made.push((one, number));
        }
        let run = runs::last_of(conn, &id)?;
        let left_out = match &run {
            Some(run) => runs::left_out(conn, &run.id, None, SHOWN_ROWS)?,
            None => vec![],
        };
        Ok((row, made, run, left_out, chamber::ranks(conn)?))
    };
    let (row, made, run, left_out, ranks) = call.read(read).await?;
    let mapping: Mapping = match refused.map(forms::mapping) {
        Some(mapping) => mapping,
        None => serde_json::from_str(&row.mapping)?,
    };
    let (mut looked, mut unreadable, mut columns) = (None, None, vec![]);
    if row.state == "preview" {
        let table = roll::table(call.db(), call.files(), &row).await?;
        columns = heads(&table.top());
        match look(call, &row, &mapping).await {
            Ok(found) => looked = Some(found),
            Err(Fault::Refused(why)) => unreadable = Some(why),
            Err(other) => return Err(other),
        }
    }
    let fresh = Form::of(mapping.0);
    let f = refused.unwrap_or(&fresh);
    let page = ImportPage {
        f,
        heads: columns,
        looked,
        unreadable,
        made,
        left: run.as_ref().is_some_and(|run| run.is_left(now)),
        run,
        left_out,
        row: &row,
        ranks,
        lang: call.lang(),
    };
    call.with_form(say!("membership-import-title"), f, &page)
}

/// `GET /desk/members/imports/{import}`
pub async fn one(_: May<ImportMembers>, call: Call, id: web::Path<ImportId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/members/imports/{import}`: `do=map` says which column is what, `do=import` imports.
pub async fn import(
    _: May<ImportMembers>,
    call: Call,
    id: web::Path<ImportId>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let to = path(&id);
    match begin(&call, &id, &form).await {
        Ok(Pressed::First(None)) => call.go(&to),
        Ok(Pressed::First(Some(run))) => match call.runs().seen_through(&run).await? {
            Some(run) => call.done(&to, say!("membership-import-done", count = run.done)),
            None => call.go(&to),
        },
        Ok(Pressed::Answered(answer)) => Ok(answer),
        Err(fault) => {
            form.refuse_fault("name", fault)?;
            page(&call, id, Some(&form)).await
        }
    }
}

/// Says which column is what, and where that was asked for begins the import.
async fn begin(call: &Call, id: &ImportId, form: &Form) -> Result<Pressed<Option<RunId>>, Fault> {
    let (asked, mapping, without) = (id.clone(), forms::mapping(form), form.ticked("without_bad"));
    let row = call
        .read(move |conn| store::roll::import(conn, &asked))
        .await?;
    let looked = match (form.value("do"), row.state.as_str()) {
        ("import", "preview") => Some(look(call, &row, &mapping).await?),
        _ => None,
    };
    let id = id.clone();
    let to = path(&id);
    call.act(move |tx| {
        roll::map(tx, &id, &mapping)?;
        match &looked {
            Some(looked) => roll::start(tx, &id, without, looked).map(Some),
            None => Ok(None),
        }
    })
    .then_go(to)
    .first()
    .await
}

/// `POST /desk/members/imports/{import}/run`: `do` is `pause`, `resume` or `cancel`.
pub async fn steer(
    _: May<ImportMembers>,
    call: Call,
    id: web::Path<ImportId>,
    form: Form,
) -> Reply {
    let id = id.into_inner();
    let (to, how) = (path(&id), Steer::of(form.value("do")));
    call.act(move |tx| roll::steer(tx, &id, how))
        .then_go(&to)
        .or_warn(&to)
        .await
}

/// `POST /desk/members/imports/{import}/undo`
pub async fn undo(_: May<ImportMembers>, call: Call, id: web::Path<ImportId>) -> Reply {
    let id = id.into_inner();
    let back = path(&id);
    let undone = || call.done("/desk/members/imports", say!("membership-import-undone"));
    let act = call.act(move |tx| roll::undo(tx, &id)).then_go(&back);
    match act.first_or_warn(&back).await? {
        Pressed::Answered(answer) => Ok(answer),
        Pressed::First(None) => undone(),
        Pressed::First(Some(run)) => match call.runs().seen_through(&run).await? {
            None => call.go(&back),
            Some(run) if run.seen == run.done => undone(),
            Some(run) => {
                let stay = say!("membership-import-stay", count = run.seen - run.done);
                call.warned(&back, stay)
            }
        },
    }
}
