//! `/desk/members/imports`: a register comes in as a table; it is looked at before it is imported, and
//! can be taken back.

use actix_web::web;
use askama::Template;

use crate::chamber::{self, rules::Ranks};
use crate::kernel::sheet::Rows;
use crate::kernel::{Lang, Say};
use crate::membership::acts::roll::{self, Looked};
use crate::membership::rules::roll::{FIELDS, ImportId, Mapping, Mappings, heads};
use crate::membership::store::roll::{ImportRow, MadeRow};
use crate::membership::{ImportMembers, forms, store};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, Upload, View};

/// Most bytes of a register.
const MOST: usize = 8 * 1024 * 1024;
/// Rows shown one by one.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "membership/imports.html")]
struct ImportsPage<'a> {
    f: &'a Form,
    imports: Vec<ImportRow>,
}

async fn list(view: &View, db: &Db, f: &Form) -> Reply {
    let imports = db.read(store::roll::imports).await?;
    let title = say!("membership-imports-title");
    view.with_form(title, f, &ImportsPage { f, imports })
}

/// `GET /desk/members/imports`
pub async fn show(_: May<ImportMembers>, view: View, db: web::Data<Db>) -> Reply {
    list(&view, &db, &Form::default()).await
}

/// `POST /desk/members/imports`: a file.
pub async fn bring(
    _: May<ImportMembers>,
    view: View,
    db: web::Data<Db>,
    mut upload: Upload,
) -> Reply {
    let known = db.read(settings::get::<Mappings>).await?;
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
    match taken {
        Ok((table, name)) => {
            let write = move |tx: &mut Tx| roll::bring(tx, &name, &table);
            let id = db.write(&view.who(), write).await?;
            view.go(&format!("/desk/members/imports/{id}"))
        }
        Err(why) => {
            upload.form.refuse("file", why);
            list(&view, &db, &upload.form).await
        }
    }
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
    shown: usize,
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

async fn page(
    view: &View,
    db: &Db,
    (clock, press): (&Clock, &Press),
    id: ImportId,
    refused: Option<&Form>,
) -> Reply {
    let (now, given) = (clock.now(), refused.map(forms::mapping));
    let press = press.clone();
    let (row, mapping, heads, looked, made, ranks) = db
        .read(move |conn| {
            let row = store::roll::import(conn, &id)?;
            let mapping: Mapping = match given {
                Some(mapping) => mapping,
                None => serde_json::from_str(&row.mapping)?,
            };
            let rows: Rows = serde_json::from_str(&row.content)?;
            let looked = match row.state.as_str() {
                "preview" => Some(roll::look(conn, &row, &mapping, (now, &press))),
                _ => None,
            };
            let mut made = vec![];
            for one in store::roll::made(conn, &id)?.into_iter().take(SHOWN) {
                let number = store::load(conn, &one.membership_id)?.number;
                made.push((one, number));
            }
            let ranks = chamber::ranks(conn)?;
            Ok((row, mapping, heads(&rows), looked, made, ranks))
        })
        .await?;
    let (looked, unreadable) = match looked.transpose() {
        Ok(looked) => (looked, None),
        Err(Fault::Refused(why)) => (None, Some(why)),
        Err(other) => return Err(other),
    };
    let fresh = Form::of(mapping.0);
    let f = refused.unwrap_or(&fresh);
    let page = ImportPage {
        f,
        row: &row,
        heads,
        looked,
        unreadable,
        made,
        shown: SHOWN,
        ranks,
        lang: view.lang(),
    };
    view.with_form(say!("membership-import-title"), f, &page)
}

/// `GET /desk/members/imports/{import}`
pub async fn one(
    _: May<ImportMembers>,
    view: View,
    id: web::Path<ImportId>,
    db: web::Data<Db>,
    (clock, press): (web::Data<Clock>, web::Data<Press>),
) -> Reply {
    page(&view, &db, (&clock, &press), id.into_inner(), None).await
}

/// `POST /desk/members/imports/{import}`: `do=map` says which column is what, `do=import` imports.
pub async fn import(
    _: May<ImportMembers>,
    view: View,
    id: web::Path<ImportId>,
    db: web::Data<Db>,
    (clock, press): (web::Data<Clock>, web::Data<Press>),
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let to = format!("/desk/members/imports/{id}");
    let (mapping, asked) = (forms::mapping(&form), id.clone());
    let (import, without) = (form.value("do") == "import", form.ticked("without_bad"));
    let prints = press.clone();
    let write = move |tx: &mut Tx| {
        roll::map(tx, &asked, &mapping)?;
        if !import {
            return Ok(None);
        }
        roll::import(tx, &asked, without, &prints).map(Some)
    };
    match db.write(&view.who(), write).await {
        Ok(None) => view.go(&to),
        Ok(Some(n)) => view.done(&to, say!("membership-import-done", count = n)),
        Err(fault) => {
            form.refuse_fault("name", fault)?;
            page(&view, &db, (&clock, &press), id, Some(&form)).await
        }
    }
}

/// `POST /desk/members/imports/{import}/undo`
pub async fn undo(
    _: May<ImportMembers>,
    view: View,
    id: web::Path<ImportId>,
    db: web::Data<Db>,
) -> Reply {
    let id = id.into_inner();
    let back = format!("/desk/members/imports/{id}");
    match db.write(&view.who(), move |tx| roll::undo(tx, &id)).await {
        Ok(()) => view.done("/desk/members/imports", say!("membership-import-undone")),
        Err(Fault::Refused(say)) => view.warned(&back, say),
        Err(other) => Err(other),
    }
}
