//! The first administrator of an empty instance, by the link its start printed.

use actix_web::web;
use askama::Template;

use crate::accounts::session;
use crate::chamber::acts::first::{FirstAdmin, is_good, make_admin};
use crate::chamber::forms;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::platform::secrets::hash_passphrase;
use crate::say;
use crate::web::view::see_other;
use crate::web::{Form, Reply, View};

#[derive(Template)]
#[template(path = "chamber/first.html")]
struct FirstPage<'a> {
    f: &'a Form,
}

async fn must_be_good(db: &Db, token: &str) -> Result<(), Fault> {
    let token = token.to_owned();
    let good = db.read(move |conn| is_good(conn, &token)).await?;
    if good { Ok(()) } else { Err(Fault::Missing) }
}

/// `GET /set-up/{token}`
pub async fn show(view: View, token: web::Path<String>, db: web::Data<Db>) -> Reply {
    must_be_good(&db, &token).await?;
    view.framed(
        say!("chamber-first-title"),
        &FirstPage {
            f: &Form::default(),
        },
    )
}

/// `POST /set-up/{token}`
pub async fn submit(
    view: View,
    token: web::Path<String>,
    (db, press): (web::Data<Db>, web::Data<Press>),
    mut form: Form,
) -> Reply {
    must_be_good(&db, &token).await?;
    let title = say!("chamber-first-title");
    let read = forms::first_admin(&mut form);
    form.printable("name", &press);
    let Some(clean) = read.filter(|_| !form.is_refused()) else {
        return view.framed_refused(title, &FirstPage { f: &form });
    };
    let hash = web::block(move || hash_passphrase(&clean.passphrase))
        .await
        .map_err(|e| Fault::Broken(e.to_string()))??;
    let admin = FirstAdmin {
        name: clean.name,
        email: clean.email,
        password_hash: hash,
        lang: view.lang(),
    };
    let made = db
        .write(&view.who(), move |tx| make_admin(tx, &token, &admin))
        .await;
    match made {
        Ok(session) => {
            let mut answer = see_other("/desk/settings");
            Ok(answer
                .cookie(session::cookie(&view.site().config, session))
                .finish())
        }
        Err(fault) => {
            form.refuse_fault("email", fault)?;
            view.framed_refused(title, &FirstPage { f: &form })
        }
    }
}
