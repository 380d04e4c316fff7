//! Making an account, confirming its address, and choosing a new pass-phrase.

use actix_web::web;
use askama::Template;

use super::hash;
use crate::accounts::acts::{sign_in, sign_up};
use crate::accounts::forms;
use crate::accounts::rules::{LinkKind, MAILS_PER_ADDRESS};
use crate::accounts::session;
use crate::accounts::store::{people, tokens};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::pdf::Press;
use crate::platform::{filters, limits};
use crate::say;
use crate::web::view::see_other;
use crate::web::{Form, Reply, View};

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
struct SignUpPage<'a> {
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "accounts/sign_up_sent.html")]
struct SentPage<'a> {
    email: &'a str,
}

/// `GET /sign-up`
pub async fn show(view: View) -> Reply {
    view.framed(
        say!("accounts-sign-up-title"),
        &SignUpPage {
            form: &Form::default(),
        },
    )
}

/// `POST /sign-up`
pub async fn submit(
    view: View,
    db: web::Data<Db>,
    press: web::Data<Press>,
    mut form: Form,
) -> Reply {
    let title = say!("accounts-sign-up-title");
    let read = forms::sign_up(&mut form);
    form.printable("name", &press);
    let Some(new) = read.filter(|_| !form.is_refused()) else {
        return view.framed_refused(title, &SignUpPage { form: &form });
    };
    may_cause_mail(&view, &db).await?;
    let (lang, shown) = (view.lang(), new.email.clone());
    let hash = hash(new.passphrase).await?;
    db.write(&view.who(), move |tx| {
        sign_up::sign_up(tx, &new.name, &new.email, &hash, lang)
    })
    .await?;
    view.framed(
        say!("accounts-sign-up-sent-title"),
        &SentPage { email: &shown },
    )
}

/// Strangers can't make the portal flood others with mail.
async fn may_cause_mail(view: &View, db: &Db) -> Result<(), Fault> {
    let who = view.who();
    let bucket = format!("mails:ip:{}", who.ip);
    db.write(&who, move |tx| limits::hit(tx, &bucket, MAILS_PER_ADDRESS))
        .await?
        .map_err(Fault::TooMany)
}

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage {
    action: String,
}

/// `GET /confirm/{token}`: a page with a button, so that a mail scanner which follows
/// links confirms nothing.
pub async fn ask_confirm(view: View, token: web::Path<String>) -> Reply {
    let page = ConfirmPage {
        action: format!("/confirm/{token}"),
    };
    view.framed(say!("accounts-confirm-title"), &page)
}

/// `POST /confirm/{token}`: confirms and signs in.
pub async fn confirm(view: View, token: web::Path<String>, db: web::Data<Db>) -> Reply {
    let session = db
        .write(&view.who(), move |tx| {
            let person = sign_up::confirm(tx, &token)?;
            sign_in::start_session(tx, &person, false)
        })
        .await?;
    let mut answer = see_other("/my");
    crate::web::flash::Flash::done(say!("accounts-confirm-done")).leave(&mut answer);
    Ok(answer
        .cookie(session::cookie(&view.site().config, session))
        .finish())
}

#[derive(Template)]
#[template(path = "accounts/forgot.html")]
struct ForgotPage<'a> {
    form: &'a Form,
    sent: Option<&'a str>,
}

/// `GET /forgot`
pub async fn ask_forgot(view: View) -> Reply {
    let page = ForgotPage {
        form: &Form::default(),
        sent: None,
    };
    view.framed(say!("accounts-forgot-title"), &page)
}

/// `POST /forgot`: says the same whether there is such an account or not.
pub async fn forgot(view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    let title = say!("accounts-forgot-title");
    let Some(email) = form.email("email") else {
        return view.framed_refused(
            title,
            &ForgotPage {
                form: &form,
                sent: None,
            },
        );
    };
    may_cause_mail(&view, &db).await?;
    let asked = email.clone();
    db.write(&view.who(), move |tx| sign_up::forgot(tx, &asked))
        .await?;
    view.framed(
        title,
        &ForgotPage {
            form: &form,
            sent: Some(&email),
        },
    )
}

#[derive(Template)]
#[template(path = "accounts/reset.html")]
struct ResetPage<'a> {
    form: &'a Form,
    token: &'a str,
}

/// `GET /reset/{token}`
pub async fn ask_reset(
    view: View,
    token: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    owner_of(&db, LinkKind::Reset, &token, &clock).await?;
    let page = ResetPage {
        form: &Form::default(),
        token: &token,
    };
    view.framed(say!("accounts-reset-title"), &page)
}

/// `POST /reset/{token}`
pub async fn reset(
    view: View,
    token: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let own = owner_of(&db, LinkKind::Reset, &token, &clock).await?;
    let Some(phrase) = forms::new_passphrase(&mut form, "password", &own) else {
        let page = ResetPage {
            form: &form,
            token: &token,
        };
        return view.framed_refused(say!("accounts-reset-title"), &page);
    };
    let hash = hash(phrase).await?;
    db.write(&view.who(), move |tx| sign_up::reset(tx, &token, &hash))
        .await?;
    view.done("/sign-in", say!("accounts-reset-done"))
}

/// What the owner of a living link is called: the pass-phrase must not be made of it.
async fn owner_of(
    db: &Db,
    kind: LinkKind,
    token: &str,
    clock: &Clock,
) -> Result<Vec<String>, Fault> {
    let (token, now) = (token.to_owned(), clock.now());
    db.read(move |conn| {
        let link =
            tokens::find(conn, kind, &token, now)?.ok_or_else(|| say!("accounts-link-dead"))?;
        let person = people::person_by_email(conn, &link.email)?;
        Ok(person.map_or_else(|| vec![link.email], |p| vec![p.email, p.name]))
    })
    .await
}
