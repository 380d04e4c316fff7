//! Turning the second factor on and off, replacing it, and the recovery codes.

use actix_web::HttpRequest;
use askama::Template;
use qrcode::QrCode;
use qrcode::render::svg;

use super::account::is_own_passphrase;
use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::second_factor;
use crate::accounts::store::{codes, people, sessions};
use crate::accounts::{Fresh, device, forms, tries};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::secrets::random;
use crate::say;
use crate::web::call::Pressed;
use crate::web::{Call, Form, Reply, Signed};

const PATH: &str = "/my/account/second-factor";

#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
struct FactorPage<'a> {
    form: &'a Form,
    setup: Setup,
    /// Whether one is on, which the setup would replace.
    on: bool,
    /// Whether a role of theirs demands one.
    guarded: bool,
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

async fn page(call: &Call, me: &Signed, form: &Form) -> Reply {
    let id = me.id.clone();
    let (person, guarded, codes_left) = call
        .read(move |conn| {
            Ok((
                people::person(conn, &id)?,
                sessions::is_guarded(conn, &id)?,
                codes::recovery_codes_left(conn, &id)?,
            ))
        })
        .await?;
    let page = FactorPage {
        form,
        setup: setup(call, me, form)?,
        on: person.totp_secret.is_some(),
        guarded,
        codes_left,
        must: me.must_set_up_second_factor,
    };
    let title = say!("accounts-factor-title");
    call.with_form(title, form, &page)
}

/// A new secret, or the one already shown if a wrong code was typed for it.
fn setup(call: &Call, me: &Signed, form: &Form) -> Result<Setup, Fault> {
    let owner = second_factor::owner(&me.id);
    let shown = call.key().open_for(&owner, form.value("secret")).ok();
    let secret = match shown {
        Some(secret) => secret,
        None => random::<20>()?.to_vec(),
    };
    let chamber = call.brand().name.get(call.lang());
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
        sealed: call.key().seal_for(&owner, &secret)?,
    })
}

/// `GET /my/account/second-factor`
pub async fn show(me: Signed, call: Call) -> Reply {
    page(&call, &me, &Form::default()).await
}

/// `POST /my/account/second-factor`: turns it on, or puts another in the place of the one that is on. A wrong code
/// of that counts as at sign-in.
pub async fn turn_on(call: Call, req: HttpRequest, Fresh { me, mut form }: Fresh) -> Reply {
    let id = me.id.clone();
    let person = call.read(move |conn| people::person(conn, &id)).await?;
    let tried = person.totp_secret.is_some() && !form.value("old").trim().is_empty();
    let old = match tried {
        true => forms::code(&mut form, "old"),
        false => Some(String::new()),
    };
    let (Some(code), Some(old)) = (forms::code(&mut form, "code"), old) else {
        return page(&call, &me, &form).await;
    };
    let (key, owner) = (call.key().clone(), second_factor::owner(&me.id));
    let secret = key.open_for(&owner, form.value("secret"));
    let secret = secret.map_err(|_| Fault::Missing)?;
    let device = device::known(&req, (&call.site().config, call.key()), &me.id, call.now());
    let guess = Guess::at_code(&me.id, device);
    if tried {
        tries::begin(&call, &guess).await?;
    }
    let right = guess.clone();
    let done = call
        .act(move |tx| {
            let codes = second_factor::turn_on(tx, &key, (&secret, &code), &old)?;
            if tried {
                right.right(tx)?;
            }
            Ok(codes)
        })
        .then_go(PATH)
        .first()
        .await;
    match done {
        Err(Fault::Refused(why)) if why.key == second_factor::OLD_WRONG => {
            if tried {
                call.write(move |tx| guess.wrong(tx, Some(&person))).await?;
            }
            form.refuse("old", why);
            page(&call, &me, &form).await
        }
        Err(fault) => {
            form.refuse_fault("code", fault)?;
            page(&call, &me, &form).await
        }
        Ok(done) => shown_once(&call, done),
    }
}

/// The codes are for the first press alone: nothing keeps them.
fn shown_once(call: &Call, done: Pressed<Vec<String>>) -> Reply {
    match done {
        Pressed::First(codes) => {
            call.page(say!("accounts-factor-codes-title"), &CodesPage { codes })
        }
        Pressed::Answered(answer) => Ok(answer),
    }
}

/// `POST /my/account/second-factor/codes`: new recovery codes.
pub async fn new_codes(call: Call, _: Fresh) -> Reply {
    let done = call
        .act(second_factor::new_recovery_codes)
        .then_go(PATH)
        .first()
        .await?;
    shown_once(&call, done)
}

/// `POST /my/account/second-factor/off`
pub async fn turn_off(call: Call, req: HttpRequest, Fresh { me, mut form }: Fresh) -> Reply {
    if !is_own_passphrase(&call, &req, &me, form.value("current")).await? {
        form.refuse("current", say!("accounts-mine-passphrase-wrong"));
        return page(&call, &me, &form).await;
    }
    call.act(second_factor::turn_off)
        .then("/my/account", say!("accounts-factor-off-done"))
        .await
}
