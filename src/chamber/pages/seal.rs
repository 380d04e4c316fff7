//! The seal: which keys are in use and until when, a new one, or one brought along as PKCS#12.

use actix_web::HttpRequest;
use askama::Template;

use crate::accounts::{self, Fresh};
use crate::chamber::ManageChamber;
use crate::chamber::acts::seal;
use crate::kernel::{Actor, Moment};
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
    /// Whether the form has to bring a proof of who sends it, and whether a code belongs to that.
    proof: Option<bool>,
    now: Moment,
}

async fn page(call: &Call, f: &Form, me: &Actor) -> Reply {
    let (keys, health) = call
        .read(|conn| Ok((store::shown(conn)?, settings::get::<Health>(conn)?)))
        .await?;
    let page = SealPage {
        f,
        keys,
        trouble: health.trouble,
        proof: accounts::asks_code(call, me).await?,
        now: call.now(),
    };
    call.with_form(say!("chamber-seal-title"), f, &page)
}

/// `GET /desk/settings/seal`
pub async fn show(me: May<ManageChamber>, call: Call) -> Reply {
    page(&call, &Form::default(), &me).await
}

/// `POST /desk/settings/seal/renew`
pub async fn renew(_: May<ManageChamber>, call: Call, _: Fresh) -> Reply {
    let key = call.key().clone();
    call.act(move |tx| seal::renew(tx, &key))
        .then(PATH, say!("chamber-seal-renewed"))
        .await
}

/// `POST /desk/settings/seal/bring`: `file`, `phrase`, and the proof of who sends it. Used only if a sample
/// sealed with it verifies.
pub async fn bring(
    me: May<ManageChamber>,
    req: HttpRequest,
    call: Call,
    mut upload: Upload,
) -> Reply {
    let mut form = std::mem::take(&mut upload.form);
    if !accounts::prove_in(&req, &call, &me, &mut form).await? {
        return page(&call, &form, &me).await;
    }
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
                    return page(&call, &form, &me).await;
                }
            };
            let refuse = |why| form.refuse("file", say!("chamber-seal-file-refused", why = why));
            keys = tried.map_err(refuse).ok();
        }
    }
    let key = call.key().clone();
    call.act_on(keys, move |tx, keys| seal::bring(tx, &key, keys))
        .then(PATH, say!("chamber-seal-brought"))
        .or_again("file", &mut form, async |form| page(&call, form, &me).await)
        .await
}
