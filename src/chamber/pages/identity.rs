//! Who the chamber is: names, mark, time zone, currency, language. The mark for everybody.

use actix_web::http::header;
use actix_web::web;
use askama::Template;

use crate::chamber::acts::set::{MARK, set, set_mark};
use crate::chamber::{ManageChamber, forms};
use crate::kernel::Lang;
use crate::kernel::brand::Brand;
use crate::kernel::id::FileId;
use crate::platform::db::{Db, Fault};
use crate::platform::files::{self, Allowed, Face, Kind, Store};
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::platform::settings;
use crate::say;
use crate::web::upload::Upload;
use crate::web::{Form, May, Reply, View};

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

/// `GET /desk/settings/chamber`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let brand = db.read(settings::get::<Brand>).await?;
    let form = forms::fill_identity(&brand);
    view.page(
        say!("chamber-identity-title"),
        &IdentityPage::new(&form, &brand),
    )
}

/// `POST /desk/settings/chamber`
pub async fn save(
    _: May<ManageChamber>,
    view: View,
    (db, press): (web::Data<Db>, web::Data<Press>),
    mut form: Form,
) -> Reply {
    let before = db.read(settings::get::<Brand>).await?;
    let read = forms::identity(&mut form, &before);
    for name in ["name_zh_cn", "name_zh_tw", "name_en"] {
        form.printable(name, &press);
    }
    let Some(brand) = read.filter(|_| !form.is_refused()) else {
        let page = IdentityPage::new(&form, &before);
        return view.refused(say!("chamber-identity-title"), &page);
    };
    db.write(&view.who(), move |tx| set(tx, &brand)).await?;
    view.done("/desk/settings", say!("chamber-saved"))
}

/// `POST /desk/settings/mark`
pub async fn upload_mark(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    store: web::Data<Store>,
    mut upload: Upload,
) -> Reply {
    let Some(sent) = upload.files.pop() else {
        return upload.refused(&view, PATH, say!("chamber-mark-none"));
    };
    match store.take_in(&sent.name, sent.bytes, ALLOWED).await {
        Ok(file) => {
            db.write(&view.who(), move |tx| set_mark(tx, Some(&file)))
                .await?;
            upload.taken(&view, PATH, say!("chamber-mark-set"))
        }
        Err(Fault::Refused(say)) => upload.refused(&view, PATH, say),
        Err(fault) => Err(fault),
    }
}

/// `POST /desk/settings/mark/remove`
pub async fn remove_mark(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    db.write(&view.who(), |tx| set_mark(tx, None)).await?;
    view.done(PATH, say!("chamber-mark-removed"))
}

/// `GET /mark/{file}`: for everybody; an address never shows another picture.
pub async fn mark(id: web::Path<FileId>, db: web::Data<Db>, store: web::Data<Store>) -> Reply {
    let file = db.read(move |conn| files::find(conn, &id)).await?;
    if file.subject_kind != MARK {
        return Err(Fault::Missing);
    }
    let mut answer = files::serve(&store, &file, Face::Shown).await?;
    let forever = header::HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(answer)
}
