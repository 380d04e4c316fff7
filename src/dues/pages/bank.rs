//! `/desk/dues/bank`: statements come in; a file is looked at before it is imported.

use actix_web::web;
use askama::Template;

use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::StatementId;
use crate::dues::rules::bank::Statement;
use crate::dues::rules::bank::sheet::{self, Mapping, Mappings};
use crate::dues::store::bank::{self, Listed, StatementRow};
use crate::dues::{acts, forms};
use crate::kernel::{Act, Say};
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, Upload, View};

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

async fn page(view: &View, db: &Db, f: &Form) -> Reply {
    let statements = db.read(bank::statements).await?;
    let page = BankPage {
        f,
        statements: &statements,
        handles: view
            .actor()
            .is_some_and(|actor| HandleDues::allows(actor, &())),
    };
    view.with_form(say!("dues-bank-title"), f, &page)
}

/// `GET /desk/dues/bank`
pub async fn show(_: May<SeeDues>, view: View, db: web::Data<Db>) -> Reply {
    page(&view, &db, &Form::default()).await
}

/// `POST /desk/dues/bank`: a file.
pub async fn bring(_: May<HandleDues>, view: View, db: web::Data<Db>, mut upload: Upload) -> Reply {
    let known = db.read(settings::get::<Mappings>).await?;
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
    match taken {
        Ok(taken) => {
            let id = db
                .write(&view.who(), move |tx| acts::bank::bring(tx, &taken))
                .await?;
            view.go(&format!("/desk/dues/bank/{id}"))
        }
        Err(why) => {
            upload.form.refuse("file", why);
            page(&view, &db, &upload.form).await
        }
    }
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
pub(super) async fn preview(
    view: &View,
    db: &Db,
    row: StatementRow,
    refused: Option<&Form>,
) -> Reply {
    let mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let currency = view.brand().currency.clone();
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
    let known = db
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
        handles: view
            .actor()
            .is_some_and(|actor| HandleDues::allows(actor, &())),
        found,
        row: &row,
    };
    view.with_form(say!("dues-bank-preview"), f, &page)
}

/// `POST /desk/dues/bank/{statement}/import`: `do=map` says which column is what, `do=import`
/// imports.
pub async fn import(
    _: May<HandleDues>,
    view: View,
    id: web::Path<StatementId>,
    db: web::Data<Db>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let to = format!("/desk/dues/bank/{id}");
    let asked = id.clone();
    let row = db.read(move |conn| bank::statement(conn, &asked)).await?;
    let read = if row.format == "camt" {
        Some((Mapping::default(), String::new(), String::new()))
    } else {
        forms::mapping(&mut form)
    };
    if let Some((mapping, account, keep)) = read {
        let import = form.value("do") == "import";
        let without = form.ticked("without_bad");
        let write = move |tx: &mut Tx| {
            acts::bank::map(tx, &id, &mapping, &account, &keep)?;
            if !import {
                return Ok(None);
            }
            acts::bank::import(tx, &id, without).map(Some)
        };
        match db.write(&view.who(), write).await {
            Ok(None) => return view.go(&to),
            Ok(Some(done)) => {
                let told = say!("dues-bank-imported", new = done.new, known = done.known);
                return view.done(&to, told);
            }
            Err(Fault::Refused(why)) => {
                let unsaid = why.key == "dues-bank-direction-needed";
                form.refuse(if unsaid { "unsigned" } else { "account" }, why);
            }
            Err(other) => return Err(other),
        }
    }
    preview(&view, &db, row, Some(&form)).await
}

/// `POST /desk/dues/bank/{statement}/undo`
pub async fn undo(
    _: May<HandleDues>,
    view: View,
    id: web::Path<StatementId>,
    db: web::Data<Db>,
) -> Reply {
    let id = id.into_inner();
    let back = format!("/desk/dues/bank/{id}");
    match db
        .write(&view.who(), move |tx| acts::bank::undo(tx, &id))
        .await
    {
        Ok(()) => view.done("/desk/dues/bank", say!("dues-bank-undone")),
        Err(Fault::Refused(say)) => view.warned(&back, say),
        Err(other) => Err(other),
    }
}
