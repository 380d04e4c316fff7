//! Turning the second factor on and off, and the recovery codes.

use actix_web::web;
use askama::Template;
use qrcode::QrCode;
use qrcode::render::svg;

use super::account::is_own_passphrase;
use crate::accounts::acts::second_factor;
use crate::accounts::forms;
use crate::accounts::store::people;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::secrets::{Key, random};
use crate::say;
use crate::web::{Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
struct FactorPage<'a> {
    form: &'a Form,
    setup: Option<Setup>,
    codes_left: i64,
    must: bool,
}

/// What the phone needs: the secret travels sealed through the form until a code proves it.
struct Setup {
    qr: String,
    secret: String,
    sealed: String,
}

#[derive(Template)]
#[template(path = "accounts/recovery_codes.html")]
struct CodesPage {
    codes: Vec<String>,
}

async fn page(view: &View, me: &Signed, db: &Db, key: &Key, form: &Form) -> Reply {
    let id = me.id.clone();
    let (person, codes_left) = db
        .read(move |conn| {
            Ok((
                people::person(conn, &id)?,
                people::recovery_codes_left(conn, &id)?,
            ))
        })
        .await?;
    let setup = match person.totp_secret {
        Some(_) => None,
        None => Some(setup(view, me, key, form)?),
    };
    let page = FactorPage {
        form,
        setup,
        codes_left,
        must: me.must_set_up_second_factor,
    };
    let title = say!("accounts-factor-title");
    view.with_form(title, form, &page)
}

/// A new secret, or the one already shown if a wrong code was typed for it.
fn setup(view: &View, me: &Signed, key: &Key, form: &Form) -> Result<Setup, Fault> {
    let shown = key.open(form.value("secret")).ok();
    let secret = match shown {
        Some(secret) => secret,
        None => random::<20>()?.to_vec(),
    };
    let chamber = view.brand().name.get(view.lang());
    let totp = second_factor::totp(&secret, chamber, &me.email)?;
    let url = totp
        .to_url()
        .map_err(|e| Fault::Broken(format!("totp: {e}")))?;
    let code = QrCode::new(url.as_bytes()).map_err(|e| Fault::Broken(format!("qr: {e}")))?;
    let picture = code
        .render::<svg::Color>()
        .min_dimensions(200, 200)
        .quiet_zone(true)
        .build();
    Ok(Setup {
        // Without the XML declaration, which has no place inside HTML.
        qr: picture[picture.find("<svg").unwrap_or(0)..].to_owned(),
        secret: totp_rs::Secret::from(secret.clone()).to_base32(),
        sealed: key.seal(&secret)?,
    })
}

/// `GET /my/account/second-factor`
pub async fn show(me: Signed, view: View, db: web::Data<Db>, key: web::Data<Key>) -> Reply {
    page(&view, &me, &db, &key, &Form::default()).await
}

/// `POST /my/account/second-factor`: turns it on.
pub async fn turn_on(
    me: Signed,
    view: View,
    db: web::Data<Db>,
    key: web::Data<Key>,
    mut form: Form,
) -> Reply {
    let Some(code) = forms::code(&mut form) else {
        return page(&view, &me, &db, &key, &form).await;
    };
    let secret = key.open(form.value("secret")).map_err(|_| Fault::Missing)?;
    let sealer = key.clone();
    let done = db
        .write(&view.who(), move |tx| {
            second_factor::turn_on(tx, &sealer, &secret, &code)
        })
        .await;
    match done {
        Ok(codes) => view.page(say!("accounts-factor-codes-title"), &CodesPage { codes }),
        Err(fault) => {
            form.refuse_fault("code", fault)?;
            page(&view, &me, &db, &key, &form).await
        }
    }
}

/// `POST /my/account/second-factor/codes`: new recovery codes.
pub async fn new_codes(_: Signed, view: View, db: web::Data<Db>) -> Reply {
    let codes = db
        .write(&view.who(), second_factor::new_recovery_codes)
        .await?;
    view.page(say!("accounts-factor-codes-title"), &CodesPage { codes })
}

/// `POST /my/account/second-factor/off`
pub async fn turn_off(
    me: Signed,
    view: View,
    db: web::Data<Db>,
    key: web::Data<Key>,
    mut form: Form,
) -> Reply {
    if !is_own_passphrase(&db, &me, form.value("current")).await? {
        form.refuse("current", say!("accounts-mine-passphrase-wrong"));
        return page(&view, &me, &db, &key, &form).await;
    }
    db.write(&view.who(), second_factor::turn_off).await?;
    view.done("/my/account", say!("accounts-factor-off-done"))
}
