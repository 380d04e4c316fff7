//! The charter's versions; the one in force for everybody.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::publish::{NewCharter, publish_charter};
use crate::chamber::acts::set::CHARTER;
use crate::chamber::forms::CharterForm;
use crate::chamber::store::{Charter, CharterId};
use crate::chamber::{ManageChamber, forms, store};
use crate::kernel::id::FileId;
use crate::platform::db::{Fault, Tx};
use crate::platform::files::{self, Allowed, Face, Kind, NewFile};
use crate::platform::filters;
use crate::say;
use crate::web::upload::Upload;
use crate::web::{Call, Form, May, Reply};

const PATH: &str = "/desk/settings/charter";
const ALLOWED: Allowed = Allowed::new(&[Kind::Pdf], 20);

#[derive(Template)]
#[template(path = "chamber/charter.html")]
struct CharterPage<'a> {
    f: &'a Form,
    charters: &'a [Charter],
    accept: String,
}

async fn page(call: &Call, f: &Form) -> Reply {
    let charters = call.read(store::charters).await?;
    let page = CharterPage {
        f,
        charters: &charters,
        accept: ALLOWED.accept(),
    };
    call.with_form(say!("chamber-charter-title"), f, &page)
}

/// `GET /desk/settings/charter`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/settings/charter`
pub async fn publish(_: May<ManageChamber>, call: Call, mut upload: Upload) -> Reply {
    let has_file = !upload.files.is_empty();
    let clean = forms::charter(&mut upload.form, has_file, call.today());
    let file = match clean {
        Some(_) => upload.take_in(call.files(), "file", ALLOWED).await?,
        None => None,
    };
    let clean = clean.filter(|_| !upload.form.is_refused());
    call.act_on(clean, move |tx, clean| {
        keep_and_publish(tx, clean, file.as_ref())
    })
    .then_say(PATH, |charter| {
        say!("chamber-charter-published", version = &charter.version)
    })
    .or_again("version", &mut upload.form, async |form| {
        page(&call, form).await
    })
    .await
}

fn keep_and_publish(
    tx: &mut Tx,
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
pub async fn in_force(call: Call) -> Reply {
    let charter = call
        .read(store::charters)
        .await?
        .into_iter()
        .next()
        .ok_or(Fault::Missing)?;
    call.framed(
        say!("chamber-charter-public"),
        &TextPage {
            charter: &charter,
            in_force: true,
        },
    )
}

/// `GET /charter/version/{id}`: a version, in force or not, for everybody: members accepted it.
pub async fn version(call: Call, id: web::Path<CharterId>) -> Reply {
    let charters = call.read(store::charters).await?;
    let charter = charters
        .iter()
        .find(|c| c.id == *id)
        .ok_or(Fault::Missing)?;
    let in_force = charters.first().is_some_and(|first| first.id == *id);
    call.framed(
        say!("chamber-charter-public"),
        &TextPage { charter, in_force },
    )
}

/// `GET /charter/{file}`: the file of a charter, for everybody.
pub async fn file(id: web::Path<FileId>, call: Call) -> Reply {
    let file = call.read(move |conn| files::find(conn, &id)).await?;
    if file.subject_kind != CHARTER {
        return Err(Fault::Missing);
    }
    files::serve(call.files(), &file, Face::Original).await
}
