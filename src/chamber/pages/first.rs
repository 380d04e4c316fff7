//! The first administrator of an empty instance, by the link its start printed.

use actix_web::web;
use askama::Template;

use crate::accounts::session;
use crate::chamber::acts::first::{FirstAdmin, is_good, make_admin};
use crate::chamber::forms;
use crate::platform::db::Fault;
use crate::platform::secrets::hash_aside;
use crate::say;
use crate::web::call::Pressed;
use crate::web::view::see_other;
use crate::web::{Call, Form, Reply};

#[derive(Template)]
#[template(path = "chamber/first.html")]
struct FirstPage<'a> {
    f: &'a Form,
}

async fn must_be_good(call: &Call, token: &str) -> Result<(), Fault> {
    let token = token.to_owned();
    let good = call.read(move |conn| is_good(conn, &token)).await?;
    if good { Ok(()) } else { Err(Fault::Missing) }
}

/// `GET /set-up/{token}`
pub async fn show(call: Call, token: web::Path<String>) -> Reply {
    must_be_good(&call, &token).await?;
    call.framed(
        say!("chamber-first-title"),
        &FirstPage {
            f: &Form::default(),
        },
    )
}

/// `POST /set-up/{token}`
pub async fn submit(call: Call, token: web::Path<String>, mut form: Form) -> Reply {
    must_be_good(&call, &token).await?;
    let title = say!("chamber-first-title");
    let read = forms::first_admin(&mut form);
    form.printable("name", call.press());
    let Some(clean) = read.filter(|_| !form.is_refused()) else {
        return call.framed_refused(title, &FirstPage { f: &form });
    };
    let hash = hash_aside(clean.passphrase).await?;
    let admin = FirstAdmin {
        name: clean.name,
        email: clean.email,
        password_hash: hash,
        lang: call.lang(),
    };
    let made = call
        .act(move |tx| make_admin(tx, &token, &admin))
        .then_go("/desk/settings")
        .first()
        .await;
    match made {
        Ok(Pressed::First(session)) => {
            let mut answer = see_other("/desk/settings");
            Ok(answer
                .cookie(session::cookie(&call.site().config, session))
                .finish())
        }
        Ok(Pressed::Answered(answer)) => Ok(answer),
        Err(fault) => {
            form.refuse_fault("email", fault)?;
            call.framed_refused(title, &FirstPage { f: &form })
        }
    }
}
