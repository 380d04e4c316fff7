//! One's own account: profile, address, pass-phrase, sessions.

use actix_web::web;
use askama::Template;

use super::hash;
use super::sign_up::ConfirmPage;
use crate::accounts::acts::profile;
use crate::accounts::forms;
use crate::accounts::rules::SessionId;
use crate::accounts::session;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::sessions::{self, SessionRow};
use crate::kernel::Lang;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::platform::secrets::check_passphrase;
use crate::say;
use crate::web::view::see_other;
use crate::web::{Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage<'a> {
    profile: &'a Form,
    email: &'a Form,
    passphrase: &'a Form,
    address: &'a str,
    factor: Option<i64>,
    sessions: &'a [SessionRow],
    here: &'a str,
}

struct Mine {
    person: PersonRow,
    sessions: Vec<SessionRow>,
    codes: i64,
}

/// The forms of the page; the one that was posted carries what was typed.
#[derive(Default)]
struct Posted {
    profile: Option<Form>,
    email: Option<Form>,
    passphrase: Option<Form>,
}

async fn page(view: &View, me: &Signed, db: &Db, clock: &Clock, posted: Posted) -> Reply {
    let (id, now) = (me.id.clone(), clock.now());
    let mine = db
        .read(move |conn| {
            Ok(Mine {
                person: people::person(conn, &id)?,
                sessions: sessions::of_person(conn, &id, now)?,
                codes: people::recovery_codes_left(conn, &id)?,
            })
        })
        .await?;
    let refused = posted.profile.is_some() || posted.email.is_some() || posted.passphrase.is_some();
    let lang = mine.person.lang.clone().unwrap_or_default();
    let filled = || Form::of([("name", mine.person.name.clone()), ("lang", lang.clone())]);
    let page = AccountPage {
        profile: &posted.profile.unwrap_or_else(filled),
        email: &posted.email.unwrap_or_default(),
        passphrase: &posted.passphrase.unwrap_or_default(),
        address: &mine.person.email,
        factor: mine.person.totp_secret.as_ref().map(|_| mine.codes),
        sessions: &mine.sessions,
        here: &me.session,
    };
    let title = say!("accounts-mine-title");
    if refused {
        view.refused(title, &page)
    } else {
        view.page(title, &page)
    }
}

/// `GET /my/account`
pub async fn show(me: Signed, view: View, db: web::Data<Db>, clock: web::Data<Clock>) -> Reply {
    page(&view, &me, &db, &clock, Posted::default()).await
}

/// `POST /my/account`: name and language.
pub async fn save_profile(
    me: Signed,
    view: View,
    db: web::Data<Db>,
    (clock, press): (web::Data<Clock>, web::Data<Press>),
    mut form: Form,
) -> Reply {
    let name = form.text("name", 1..=60);
    form.printable("name", &press);
    let Some(name) = name.filter(|_| !form.is_refused()) else {
        let posted = Posted {
            profile: Some(form),
            ..Posted::default()
        };
        return page(&view, &me, &db, &clock, posted).await;
    };
    let lang = Lang::from_tag(form.value("lang"));
    db.write(&view.who(), move |tx| {
        profile::change_profile(tx, &name, lang)
    })
    .await?;
    view.done("/my/account", say!("accounts-mine-saved"))
}

/// `POST /my/account/email`
pub async fn change_email(
    me: Signed,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let Some(email) = form.email("email") else {
        let posted = Posted {
            email: Some(form),
            ..Posted::default()
        };
        return page(&view, &me, &db, &clock, posted).await;
    };
    let asked = email.clone();
    db.write(&view.who(), move |tx| profile::ask_new_email(tx, &asked))
        .await?;
    view.done(
        "/my/account",
        say!("accounts-mine-email-sent", email = email),
    )
}

/// `GET /confirm-email/{token}`: for whoever asked for the change, signed in.
pub async fn ask_confirm_email(_: Signed, view: View, token: web::Path<String>) -> Reply {
    let page = ConfirmPage {
        form: &Form::default(),
        action: format!("/confirm-email/{token}"),
        asks: false,
    };
    view.framed(say!("accounts-confirm-title"), &page)
}

/// `POST /confirm-email/{token}`
pub async fn confirm_email(
    _: Signed,
    view: View,
    token: web::Path<String>,
    db: web::Data<Db>,
) -> Reply {
    db.write(&view.who(), move |tx| {
        profile::confirm_new_email(tx, &token)
    })
    .await?;
    view.done("/my/account", say!("accounts-confirm-email-done"))
}

/// `POST /my/account/passphrase`
pub async fn change_passphrase(
    me: Signed,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    if !is_own_passphrase(&db, &me, form.value("current")).await? {
        form.refuse("current", say!("accounts-mine-passphrase-wrong"));
    }
    let own = [me.name.clone(), me.email.clone()];
    let phrase = forms::new_passphrase(&mut form, "password", &own);
    let Some(phrase) = phrase.filter(|_| !form.is_refused()) else {
        let posted = Posted {
            passphrase: Some(form),
            ..Posted::default()
        };
        return page(&view, &me, &db, &clock, posted).await;
    };
    let hash = hash(phrase).await?;
    db.write(&view.who(), move |tx| profile::change_passphrase(tx, &hash))
        .await?;
    view.done("/my/account", say!("accounts-mine-passphrase-done"))
}

/// Whether this is the signed-in person's pass-phrase: asked again before weighty changes.
pub(super) async fn is_own_passphrase(db: &Db, me: &Signed, typed: &str) -> Result<bool, Fault> {
    let (id, typed) = (me.id.clone(), typed.to_owned());
    let person = db.read(move |conn| people::person(conn, &id)).await?;
    web::block(move || check_passphrase(&typed, person.password_hash.as_deref()))
        .await
        .map_err(|e| Fault::Broken(e.to_string()))
}

/// `POST /my/account/sessions/{session}/end`
pub async fn end_session(
    _: Signed,
    view: View,
    session: web::Path<SessionId>,
    db: web::Data<Db>,
) -> Reply {
    db.write(&view.who(), move |tx| profile::end_session(tx, &session))
        .await?;
    view.done("/my/account", say!("accounts-mine-session-ended"))
}

/// `POST /my/account/sessions/end`: signs out everywhere.
pub async fn end_all_sessions(_: Signed, view: View, db: web::Data<Db>) -> Reply {
    db.write(&view.who(), profile::end_all_sessions).await?;
    let mut answer = see_other("/sign-in");
    answer.cookie(session::cookie(&view.site().config, String::new()));
    Ok(answer.finish())
}
