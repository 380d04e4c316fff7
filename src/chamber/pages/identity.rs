//! Who the chamber is: names, mark, time zone, currency, language. The mark for everybody.

use actix_web::http::header;
use actix_web::web;
use askama::Template;

use crate::chamber::acts::set::{MARK, set, set_mark};
use crate::chamber::{ManageChamber, forms};
use crate::kernel::Lang;
use crate::kernel::brand::Brand;
use crate::kernel::id::FileId;
use crate::platform::db::Fault;
use crate::platform::files::{self, Allowed, Face, Kind};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::upload::Upload;
use crate::web::{Call, Form, May, Reply};

const PATH: &str = "/desk/settings/chamber";
const ALLOWED: Allowed = Allowed::new(&[Kind::Png, Kind::Jpeg], 4);
/// Offered before all others.
const NEAR: [&str; 8] = [
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Bangkok",
];

#[derive(Template)]
#[template(path = "chamber/identity.html")]
struct IdentityPage<'a> {
    f: &'a Form,
    mark: Option<&'a FileId>,
    near: [&'static str; 8],
    far: Vec<&'static str>,
    accept: String,
}

impl<'a> IdentityPage<'a> {
    fn new(f: &'a Form, brand: &'a Brand) -> Self {
        let far = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let known =
            |zone: &&str| zone.contains('/') && !zone.starts_with("Etc/") && !NEAR.contains(zone);
        Self {
            f,
            mark: brand.mark.as_ref(),
            near: NEAR,
            far: far.filter(known).collect(),
            accept: ALLOWED.accept(),
        }
    }
}

fn page(call: &Call, f: &Form, brand: &Brand) -> Reply {
    let page = IdentityPage::new(f, brand);
    call.with_form(say!("chamber-identity-title"), f, &page)
}

/// `GET /desk/settings/chamber`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let brand = call.read(settings::get::<Brand>).await?;
    page(&call, &forms::fill_identity(&brand), &brand)
}

/// `POST /desk/settings/chamber`
pub async fn save(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let before = call.read(settings::get::<Brand>).await?;
    let read = forms::identity(&mut form, &before);
    for name in ["name_zh_cn", "name_zh_tw", "name_en"] {
        form.printable(name, call.press());
    }
    call.act_on(read.filter(|_| !form.is_refused()), set)
        .then("/desk/settings", say!("chamber-saved"))
        .or_again("", &mut form, async |form| page(&call, form, &before))
        .await
}

/// `POST /desk/settings/mark`
pub async fn upload_mark(_: May<ManageChamber>, call: Call, mut upload: Upload) -> Reply {
    let file = match upload.take_in(call.files(), "file", ALLOWED).await? {
        Some(file) => file,
        None => {
            let why = upload.form.error("file").cloned();
            return upload.refused(&call, PATH, why.unwrap_or(say!("chamber-mark-none")));
        }
    };
    call.act(move |tx| set_mark(tx, Some(&file)))
        .then(PATH, say!("chamber-mark-set"))
        .or_tell(&upload, PATH)
        .await
}

/// `POST /desk/settings/mark/remove`
pub async fn remove_mark(_: May<ManageChamber>, call: Call) -> Reply {
    call.act(|tx| set_mark(tx, None))
        .then(PATH, say!("chamber-mark-removed"))
        .await
}

/// `GET /mark/{file}`: for everybody; an address never shows another picture.
pub async fn mark(id: web::Path<FileId>, call: Call) -> Reply {
    let file = call.read(move |conn| files::find(conn, &id)).await?;
    if file.subject_kind != MARK {
        return Err(Fault::Missing);
    }
    let mut answer = files::serve(call.files(), &file, Face::Shown).await?;
    let forever = header::HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(answer)
}
