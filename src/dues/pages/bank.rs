//! `/desk/dues/bank`: statements come in; a file is looked at before it is imported.

use actix_web::web;
use askama::Template;

use crate::dues::acts::bank::Imported;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::StatementId;
use crate::dues::rules::bank::Statement;
use crate::dues::rules::bank::sheet::{self, Mapping, Mappings};
use crate::dues::store::bank::{self, Listed, StatementRow};
use crate::dues::{acts, forms};
use crate::kernel::Say;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::flash::Flash;
use crate::web::{Call, Form, May, Reply, Upload};

/// Most bytes of a statement.
const MOST: usize = 8 * 1024 * 1024;
/// Lines shown before the import.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "dues/bank.html")]
struct BankPage<'a> {
    f: &'a Form,
    statements: &'a [(Listed, i64)],
    handles: bool,
}

async fn page(call: &Call, f: &Form) -> Reply {
    let statements = call.read(bank::statements).await?;
    let page = BankPage {
        f,
        statements: &statements,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-bank-title"), f, &page)
}

/// `GET /desk/dues/bank`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/dues/bank`: a file.
pub async fn bring(_: May<HandleDues>, call: Call, mut upload: Upload) -> Reply {
    let known = call.read(settings::get::<Mappings>).await?;
    let taken = match upload.files.pop() {
        None => Err(say!("web-form-needed")),
        Some(sent) if sent.bytes.len() > MOST => {
            Err(say!("web-upload-too-large", megabytes = MOST >> 20))
        }
        // Reading a spreadsheet takes a moment: not on the threads that answer.
        Some(sent) => web::block(move || acts::bank::take(&sent.name, &sent.bytes, &known))
            .await
            .map_err(|e| Fault::Broken(e.to_string()))?,
    };
    let taken = taken.map_err(|why| upload.form.refuse("file", why)).ok();
    call.act_on(taken, acts::bank::bring)
        .then_lead(|id| (path(id), None))
        .or_again("file", &mut upload.form, async |form| {
            page(&call, form).await
        })
        .await
}

pub(super) fn path(id: &StatementId) -> String {
    format!("/desk/dues/bank/{id}")
}

#[derive(Template)]
#[template(path = "dues/bank_preview.html")]
struct PreviewPage<'a> {
    f: &'a Form,
    row: &'a StatementRow,
    heads: Vec<String>,
    found: Option<Statement>,
    shown: usize,
    known: usize,
    unreadable: Option<Say>,
    handles: bool,
}

impl PreviewPage<'_> {
    fn columns(&self) -> [(&'static str, &'static str); 11] {
        forms::COLUMNS
    }
}

/// The page of a file that is not imported yet.
pub(super) async fn preview(call: &Call, row: StatementRow, refused: Option<&Form>) -> Reply {
    let mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let currency = call.brand().currency.clone();
    let (row, read) = web::block(move || {
        let read = acts::bank::read(&row, &mapping, &currency);
        (row, read)
    })
    .await
    .map_err(|e| Fault::Broken(e.to_string()))?;
    let (found, unreadable) = match read {
        Ok(found) => (Some(found), None),
        Err(Fault::Refused(why)) => (None, Some(why)),
        Err(other) => return Err(other),
    };
    let keys = found
        .as_ref()
        .map(|f| acts::bank::hashed(f.keys()))
        .unwrap_or_default();
    let known = call
        .read(move |conn| bank::known_keys(conn, &keys))
        .await?
        .len();
    let mut heads = vec![];
    if row.format != "camt" {
        let rows: sheet::Rows = serde_json::from_str(&row.content)?;
        heads = sheet::head(&rows)
            .and_then(|at| rows.get(at).cloned())
            .or_else(|| sheet::widest(&rows).cloned())
            .unwrap_or_default();
        heads.retain(|h| !h.is_empty());
    }
    let mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let fresh = forms::fill_mapping(&mapping, &row.account);
    let f = refused.unwrap_or(&fresh);
    let page = PreviewPage {
        f,
        heads,
        shown: SHOWN,
        known,
        unreadable,
        handles: call.may::<HandleDues>(),
        found,
        row: &row,
    };
    call.with_form(say!("dues-bank-preview"), f, &page)
}

/// `POST /desk/dues/bank/{statement}/import`: `do=map` says which column is what, `do=import`
/// imports.
pub async fn import(
    _: May<HandleDues>,
    call: Call,
    id: web::Path<StatementId>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let (to, asked) = (path(&id), id.clone());
    let row = call.read(move |conn| bank::statement(conn, &asked)).await?;
    let read = if row.format == "camt" {
        Some((Mapping::default(), String::new(), String::new()))
    } else {
        forms::mapping(&mut form)
    };
    let (import, without) = (form.value("do") == "import", form.ticked("without_bad"));
    call.act_on(read, move |tx, (mapping, account, keep)| {
        acts::bank::map(tx, &id, mapping, account, keep)?;
        match import {
            true => acts::bank::import(tx, &id, without).map(Some),
            false => Ok(None),
        }
    })
    .then_lead(move |done| {
        let told = |done: &Imported| say!("dues-bank-imported", new = done.new, known = done.known);
        (
            to.clone(),
            done.as_ref().map(|done| Flash::done(told(done))),
        )
    })
    .or_again_where(
        |why| match why.key == "dues-bank-direction-needed" {
            true => "unsigned",
            false => "account",
        },
        &mut form,
        async |form| preview(&call, row, Some(form)).await,
    )
    .await
}

/// `POST /desk/dues/bank/{statement}/undo`
pub async fn undo(_: May<HandleDues>, call: Call, id: web::Path<StatementId>) -> Reply {
    let id = id.into_inner();
    let back = path(&id);
    call.act(move |tx| acts::bank::undo(tx, &id))
        .then("/desk/dues/bank", say!("dues-bank-undone"))
        .or_warn(&back)
        .await
}
