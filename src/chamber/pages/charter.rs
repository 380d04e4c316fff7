//! The charter's versions; the one in force for everybody.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::publish::{NewCharter, publish_charter};
use crate::chamber::acts::set::CHARTER;
use crate::chamber::forms::CharterForm;
use crate::chamber::rules::{Charter, CharterId};
use crate::chamber::{ManageChamber, forms, store};
use crate::kernel::id::FileId;
use crate::kernel::time::day_in;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::files::{self, Allowed, Face, Kind, NewFile, Store};
use crate::platform::filters;
use crate::say;
use crate::web::upload::Upload;
use crate::web::{Form, May, Reply, View};

const PATH: &str = "/desk/settings/charter";
const ALLOWED: Allowed = Allowed::new(&[Kind::Pdf], 20);

#[derive(Template)]
#[template(path = "chamber/charter.html")]
struct CharterPage<'a> {
    f: &'a Form,
    charters: &'a [Charter],
    accept: String,
}

/// `GET /desk/settings/charter`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let charters = db.read(store::charters).await?;
    let page = CharterPage {
        f: &Form::default(),
        charters: &charters,
        accept: ALLOWED.accept(),
    };
    view.page(say!("chamber-charter-title"), &page)
}

/// `POST /desk/settings/charter`
pub async fn publish(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    store: web::Data<Store>,
    clock: web::Data<Clock>,
    mut upload: Upload,
) -> Reply {
    let sent = upload.files.pop();
    let mut form = upload.form;
    let today = day_in(view.brand().zone, clock.now());
    let clean = forms::charter(&mut form, sent.is_some(), today);
    let mut file = None;
    if let (Some(_), Some(sent)) = (&clean, sent) {
        match store.take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(taken) => file = Some(taken),
            Err(fault) => form.refuse_fault("file", fault)?,
        }
    }
    if let Some(clean) = clean.filter(|_| !form.is_refused()) {
        let publish =
            move |tx: &mut crate::platform::db::Tx| keep_and_publish(tx, &clean, file.as_ref());
        match db.write(&view.who(), publish).await {
            Ok(charter) => {
                let done = say!(
                    "chamber-charter-published",
                    version = charter.version.as_str()
                );
                return view.done(PATH, done);
            }
            Err(fault) => form.refuse_fault("version", fault)?,
        }
    }
    let charters = db.read(crate::chamber::store::charters).await?;
    let page = CharterPage {
        f: &form,
        charters: &charters,
        accept: ALLOWED.accept(),
    };
    view.refused(say!("chamber-charter-title"), &page)
}

fn keep_and_publish(
    tx: &mut crate::platform::db::Tx,
    clean: &CharterForm,
    file: Option<&NewFile>,
) -> Result<Charter, Fault> {
    let file = match file {
        Some(file) => Some(files::keep(tx, file, CHARTER, &"chamber")?),
        None => None,
    };
    let new = NewCharter {
        version: &clean.version,
        title: &clean.title,
        adopted_on: clean.adopted_on,
        file,
        body: &clean.body,
    };
    publish_charter(tx, &new)
}

#[derive(Template)]
#[template(path = "chamber/charter_text.html")]
struct TextPage<'a> {
    charter: &'a Charter,
    in_force: bool,
}

/// `GET /charter`: the charter in force, for everybody.
pub async fn in_force(view: View, db: web::Data<Db>) -> Reply {
    let charter = db
        .read(store::charters)
        .await?
        .into_iter()
        .next()
        .ok_or(Fault::Missing)?;
    view.framed(
        say!("chamber-charter-public"),
        &TextPage {
            charter: &charter,
            in_force: true,
        },
    )
}

/// `GET /charter/version/{id}`: a version, in force or not, for everybody: members accepted it.
pub async fn version(view: View, id: web::Path<CharterId>, db: web::Data<Db>) -> Reply {
    let charters = db.read(store::charters).await?;
    let charter = charters
        .iter()
        .find(|c| c.id == *id)
        .ok_or(Fault::Missing)?;
    let in_force = charters.first().is_some_and(|first| first.id == *id);
    view.framed(
        say!("chamber-charter-public"),
        &TextPage { charter, in_force },
    )
}

/// `GET /charter/{file}`: the file of a charter, for everybody.
pub async fn file(id: web::Path<FileId>, db: web::Data<Db>, store: web::Data<Store>) -> Reply {
    let file = db.read(move |conn| files::find(conn, &id)).await?;
    if file.subject_kind != CHARTER {
        return Err(Fault::Missing);
    }
    files::serve(&store, &file, Face::Original).await
}
