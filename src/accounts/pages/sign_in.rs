//! Signing in: address and pass-phrase, then the code if the account has a second factor.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, web};
use askama::Template;

use super::sign_up::{know_again, this_browser};
use crate::accounts::acts::{second_factor, sign_in, sign_up};
use crate::accounts::forms;
use crate::accounts::rules::NewAccount;
use crate::accounts::session;
use crate::accounts::store::people;
use crate::kernel::Role;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::secrets::{Key, check_passphrase};
use crate::say;
use crate::web::view::{own_path, see_other};
use crate::web::{Form, Reply, Signed, View};

/// Remembers for ten minutes that the pass-phrase was right.
const PENDING: &str = "pending";

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage<'a> {
    form: &'a Form,
    next: &'a str,
    demo: bool,
}

fn page(view: &View, form: &Form) -> Reply {
    let query = Form::parse(view.query().as_bytes());
    let asked = if form.value("next").is_empty() {
        query.value("next")
    } else {
        form.value("next")
    };
    let page = SignInPage {
        form,
        next: asked,
        demo: view.brand().demo,
    };
    let title = say!("accounts-sign-in-title");
    if form.is_refused() {
        view.framed_refused(title, &page)
    } else {
        view.framed(title, &page)
    }
}

/// `GET /sign-in?next=/path`
pub async fn show(view: View) -> Reply {
    page(&view, &Form::default())
}

/// `POST /sign-in`
pub async fn submit(view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    let Some((email, phrase)) = forms::sign_in(&mut form) else {
        return page(&view, &form);
    };
    let who = view.who();
    let counted = email.clone();
    if let Err(wait) = db
        .write(&who, move |tx| sign_in::count_try(tx, &counted))
        .await?
    {
        return Err(Fault::TooMany(wait));
    }
    let asked = email.clone();
    let (person, waiting) = db
        .read(move |conn| {
            let person = people::person_by_email(conn, &asked)?;
            Ok((person, sign_up::waiting(conn, &asked)?))
        })
        .await?;
    let hash = match &waiting {
        Some(new) => Some(new.password_hash.clone()),
        None => person.as_ref().and_then(|p| p.password_hash.clone()),
    };
    let right = web::block(move || check_passphrase(&phrase, hash.as_deref()))
        .await
        .map_err(|e| Fault::Broken(e.to_string()))?;
    if let Some(new) = waiting.filter(|_| right) {
        return unconfirmed(&view, &db, form, email, new).await;
    }
    let Some(person) = person.filter(|p| right && p.disabled_at.is_none()) else {
        form.refuse("password", say!("accounts-sign-in-wrong"));
        return page(&view, &form);
    };
    let next = form.value("next").to_owned();
    if person.totp_secret.is_some() {
        let token = db
            .write(&who, move |tx| {
                sign_in::count_back(tx)?;
                sign_in::await_code(tx, &person)
            })
            .await?;
        let to = format!("/sign-in/code?next={}", crate::web::view::encode(&next));
        return Ok(see_other(&to).cookie(pending(&view, token)).finish());
    }
    let home = home(&db, &person.id).await?;
    let token = db
        .write(&who, move |tx| {
            sign_in::count_back(tx)?;
            sign_in::start_session(tx, &person, false)
        })
        .await?;
    enter(&view, token, &next, home)
}

/// The pass-phrase is right but the address was never confirmed: send the link again.
async fn unconfirmed(
    view: &View,
    db: &Db,
    mut form: Form,
    email: String,
    mut new: NewAccount,
) -> Reply {
    let (secret, browser) = this_browser()?;
    new.browser = browser;
    db.write(&view.who(), move |tx| sign_up::sign_up(tx, &email, &new))
        .await?;
    form.refuse("email", say!("accounts-sign-in-unconfirmed"));
    let mut answer = page(view, &form)?;
    know_again(view, &mut answer, secret)?;
    Ok(answer)
}

/// Where a person starts their day.
async fn home(db: &Db, id: &crate::kernel::id::PersonId) -> Result<&'static str, Fault> {
    let id = id.clone();
    let roles = db.read(move |conn| people::roles(conn, &id)).await?;
    let office = [
        Role::Admin,
        Role::Secretary,
        Role::Reviewer,
        Role::President,
        Role::Treasurer,
        Role::Events,
    ];
    Ok(if roles.iter().any(|r| office.contains(r)) {
        "/desk"
    } else if roles.contains(&Role::Director) {
        "/board"
    } else {
        "/my"
    })
}

fn enter(view: &View, token: String, next: &str, home: &str) -> Reply {
    let to = if next.is_empty() {
        home
    } else {
        own_path(next)
    };
    let mut answer = see_other(to);
    answer
        .cookie(session::cookie(&view.site().config, token))
        .cookie(pending(view, String::new()));
    Ok(answer.finish())
}

fn pending(view: &View, token: String) -> Cookie<'static> {
    let age = if token.is_empty() {
        Duration::ZERO
    } else {
        Duration::minutes(10)
    };
    Cookie::build(PENDING, token)
        .path("/sign-in")
        .http_only(true)
        .secure(view.site().config.is_https())
        .same_site(SameSite::Lax)
        .max_age(age)
        .finish()
}

#[derive(Template)]
#[template(path = "accounts/sign_in_code.html")]
struct CodePage<'a> {
    form: &'a Form,
    next: &'a str,
}

/// `GET /sign-in/code`
pub async fn ask_code(view: View, req: HttpRequest) -> Reply {
    if req.cookie(PENDING).is_none() {
        return view.go("/sign-in");
    }
    let form = Form::parse(view.query().as_bytes());
    let page = CodePage {
        form: &Form::default(),
        next: form.value("next"),
    };
    view.framed(say!("accounts-code-title"), &page)
}

/// `POST /sign-in/code`
pub async fn submit_code(
    view: View,
    req: HttpRequest,
    db: web::Data<Db>,
    key: web::Data<Key>,
    mut form: Form,
) -> Reply {
    let token = req
        .cookie(PENDING)
        .map(|c| c.value().to_owned())
        .ok_or(Fault::SignIn)?;
    let title = say!("accounts-code-title");
    let next = form.value("next").to_owned();
    let Some(code) = forms::code(&mut form) else {
        return view.framed_refused(
            title,
            &CodePage {
                form: &form,
                next: &next,
            },
        );
    };
    let who = view.who();
    let asked = token.clone();
    let counted = db
        .write(&who, move |tx| {
            let (_, person) = sign_in::awaited(tx, &asked)?;
            Ok((sign_in::count_code(tx, &person.id)?, person.id))
        })
        .await?;
    let (tries, id) = counted;
    if let Err(wait) = tries {
        return Err(Fault::TooMany(wait));
    }
    let session = db
        .write(&who, move |tx| {
            let (link, person) = sign_in::awaited(tx, &token)?;
            if !second_factor::check(tx, &key, &person, &code)? {
                return Ok(None);
            }
            crate::accounts::store::tokens::use_up(tx, &link)?;
            sign_in::start_session(tx, &person, true).map(Some)
        })
        .await?;
    match session {
        Some(token) => enter(&view, token, &next, home(&db, &id).await?),
        None => {
            form.refuse("code", say!("accounts-code-wrong"));
            view.framed_refused(
                title,
                &CodePage {
                    form: &form,
                    next: &next,
                },
            )
        }
    }
}

/// `POST /sign-out`
pub async fn sign_out(_: Signed, view: View, db: web::Data<Db>) -> Reply {
    db.write(&view.who(), sign_in::sign_out).await?;
    let mut answer = see_other("/");
    answer.cookie(session::cookie(&view.site().config, String::new()));
    Ok(answer.finish())
}
