//! The seal: which keys are in use and until when, a new one, or one brought along as PKCS#12.

use std::sync::Arc;

use actix_web::web;
use askama::Template;

use crate::chamber::ManageChamber;
use crate::chamber::acts::seal;
use crate::kernel::Moment;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::platform::seal::store::{self, Shown};
use crate::platform::seal::{Health, try_import};
use crate::platform::secrets::Key;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, Upload, View};

const PATH: &str = "/desk/settings/seal";
/// A PKCS#12 file is a few kilobytes.
const LARGEST: usize = 256 * 1024;

#[derive(Template)]
#[template(path = "chamber/seal.html")]
struct SealPage<'a> {
    f: &'a Form,
    keys: Vec<Shown>,
    trouble: String,
    now: Moment,
}

async fn page<'a>(db: &Db, clock: &Clock, f: &'a Form) -> Result<SealPage<'a>, Fault> {
    let (keys, health) = db
        .read(|conn| Ok((store::shown(conn)?, settings::get::<Health>(conn)?)))
        .await?;
    Ok(SealPage {
        f,
        keys,
        trouble: health.trouble,
        now: clock.now(),
    })
}

/// `GET /desk/settings/seal`
pub async fn show(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let form = Form::default();
    view.page(say!("chamber-seal-title"), &page(&db, &clock, &form).await?)
}

/// `POST /desk/settings/seal/renew`
pub async fn renew(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    key: web::Data<Key>,
) -> Reply {
    db.write(&view.who(), move |tx| seal::renew(tx, &key))
        .await?;
    view.done(PATH, say!("chamber-seal-renewed"))
}

/// `POST /desk/settings/seal/bring`: `file`, `phrase`. Used only if a sample sealed with it verifies.
pub async fn bring(
    _: May<ManageChamber>,
    view: View,
    (db, clock): (web::Data<Db>, web::Data<Clock>),
    (key, press): (web::Data<Key>, web::Data<Press>),
    mut upload: Upload,
) -> Reply {
    let mut form = std::mem::take(&mut upload.form);
    let phrase = form.value("phrase").to_owned();
    match upload
        .files
        .pop()
        .filter(|sent| sent.bytes.len() <= LARGEST)
    {
        None => form.refuse("file", say!("chamber-seal-file-missing")),
        Some(sent) => {
            let now = clock.now();
            let press = press.as_ref().clone();
            let tried = web::block(move || try_import(&sent.bytes, &phrase, &press, now))
                .await
                .map_err(|e| Fault::Broken(e.to_string()))?;
            match tried {
                Ok(keys) => {
                    let keys = Arc::new(keys);
                    db.write(&view.who(), move |tx| seal::bring(tx, &key, &keys))
                        .await?;
                    return view.done(PATH, say!("chamber-seal-brought"));
                }
                Err(why) => {
                    let why = why.to_string();
                    form.refuse("file", say!("chamber-seal-file-refused", why = why));
                }
            }
        }
    }
    let shown = page(&db, &clock, &form).await?;
    view.refused(say!("chamber-seal-title"), &shown)
}
