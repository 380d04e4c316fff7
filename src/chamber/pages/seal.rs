//! The seal: which keys are in use and until when, a new one, or one brought along as PKCS#12.

use askama::Template;

use crate::chamber::ManageChamber;
use crate::chamber::acts::seal;
use crate::kernel::Moment;
use crate::platform::aside::aside;
use crate::platform::filters;
use crate::platform::seal::store::{self, Shown};
use crate::platform::seal::{Health, try_import, unlock};
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply, Upload};

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

async fn page(call: &Call, f: &Form) -> Reply {
    let (keys, health) = call
        .read(|conn| Ok((store::shown(conn)?, settings::get::<Health>(conn)?)))
        .await?;
    let page = SealPage {
        f,
        keys,
        trouble: health.trouble,
        now: call.now(),
    };
    call.with_form(say!("chamber-seal-title"), f, &page)
}

/// `GET /desk/settings/seal`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/settings/seal/renew`
pub async fn renew(_: May<ManageChamber>, call: Call) -> Reply {
    let key = call.key().clone();
    call.act(move |tx| seal::renew(tx, &key))
        .then(PATH, say!("chamber-seal-renewed"))
        .await
}

/// `POST /desk/settings/seal/bring`: `file`, `phrase`. Used only if a sample sealed with it verifies.
pub async fn bring(_: May<ManageChamber>, call: Call, mut upload: Upload) -> Reply {
    let mut form = std::mem::take(&mut upload.form);
    let phrase = form.value("phrase").to_owned();
    let sent = upload.files.pop();
    let mut keys = None;
    match sent.filter(|sent| sent.bytes.len() <= LARGEST) {
        None => form.refuse("file", say!("chamber-seal-file-missing")),
        Some(sent) => {
            let (now, press) = (call.now(), call.press().clone());
            let tried = match unlock(sent.bytes, phrase).await {
                Ok(Ok(keys)) => aside(move || try_import(keys, &press, now))
                    .await?
                    .map_err(|why| why.to_string()),
                Ok(Err(why)) => Err(why),
                Err(fault) => {
                    form.refuse_fault("file", fault)?;
                    return page(&call, &form).await;
                }
            };
            let refuse = |why| form.refuse("file", say!("chamber-seal-file-refused", why = why));
            keys = tried.map_err(refuse).ok();
        }
    }
    let key = call.key().clone();
    call.act_on(keys, move |tx, keys| seal::bring(tx, &key, keys))
        .then(PATH, say!("chamber-seal-brought"))
        .or_again("file", &mut form, async |form| page(&call, form).await)
        .await
}
