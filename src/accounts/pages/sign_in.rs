//! Signing in: address and pass-phrase, then the code if the account has a second factor.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use askama::Template;

use super::sign_up::{know_again, this_browser};
use crate::accounts::acts::{second_factor, sign_in, sign_up};
use crate::accounts::forms;
use crate::accounts::rules::NewAccount;
use crate::accounts::session;
use crate::accounts::store::{people, tokens};
use crate::kernel::Role;
use crate::kernel::id::PersonId;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::secrets::check_aside;
use crate::say;
use crate::web::view::{own_path, see_other};
use crate::web::{Call, Form, Reply, Signed, View};

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
    view.framed_with_form(say!("accounts-sign-in-title"), form, &page)
}

/// `GET /sign-in?next=/path`
pub async fn show(view: View) -> Reply {
    page(&view, &Form::default())
}

/// `POST /sign-in`
pub async fn submit(call: Call, mut form: Form) -> Reply {
    let Some((email, phrase)) = forms::sign_in(&mut form) else {
        return page(&call, &form);
    };
    let counted = email.clone();
    call.write(move |tx| sign_in::count_try(tx, &counted))
        .await?
        .map_err(Fault::TooMany)?;
    let asked = email.clone();
    let (person, waiting) = call
        .read(move |conn| {
            let person = people::person_by_email(conn, &asked)?;
            Ok((person, sign_up::waiting(conn, &asked)?))
        })
        .await?;
    let hash = match &waiting {
        Some(new) => Some(new.password_hash.clone()),
        None => person.as_ref().and_then(|p| p.password_hash.clone()),
    };
    let right = match check_aside(phrase, hash).await {
        Err(busy @ Fault::Busy(_)) => {
            call.write(move |tx| sign_in::take_back(tx, &email)).await?;
            return Err(busy);
        }
        looked => looked?,
    };
    if let Some(new) = waiting.filter(|_| right) {
        return unconfirmed(&call, form, email, new).await;
    }
    let Some(person) = person.filter(|p| right && p.disabled_at.is_none()) else {
        form.refuse("password", say!("accounts-sign-in-wrong"));
        return page(&call, &form);
    };
    let next = form.value("next").to_owned();
    if person.totp_secret.is_some() {
        let token = call
            .write(move |tx| {
                sign_in::count_back(tx)?;
                sign_in::await_code(tx, &person)
            })
            .await?;
        let to = format!("/sign-in/code?next={}", crate::web::view::encode(&next));
        return Ok(see_other(&to).cookie(pending(&call, token)).finish());
    }
    let home = home(&call, &person.id).await?;
    let token = call
        .write(move |tx| {
            sign_in::count_back(tx)?;
            sign_in::start_session(tx, &person, false)
        })
        .await?;
    enter(&call, token, &next, home)
}

/// The pass-phrase is right but the address was never confirmed: send the link again.
async fn unconfirmed(call: &Call, mut form: Form, email: String, mut new: NewAccount) -> Reply {
    let (secret, browser) = this_browser()?;
    new.browser = browser;
    call.write(move |tx| sign_up::sign_up(tx, &email, &new))
        .await?;
    form.refuse("email", say!("accounts-sign-in-unconfirmed"));
    let mut answer = page(call, &form)?;
    know_again(call, &mut answer, secret)?;
    Ok(answer)
}

/// Where a person starts their day.
async fn home(call: &Call, id: &PersonId) -> Result<&'static str, Fault> {
    let id = id.clone();
    let roles = call.read(move |conn| people::roles(conn, &id)).await?;
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

fn code_page(view: &View, form: &Form, next: &str) -> Reply {
    let page = CodePage { form, next };
    view.framed_with_form(say!("accounts-code-title"), form, &page)
}

/// `GET /sign-in/code`
pub async fn ask_code(view: View, req: HttpRequest) -> Reply {
    if req.cookie(PENDING).is_none() {
        return view.go("/sign-in");
    }
    let query = Form::parse(view.query().as_bytes());
    code_page(&view, &Form::default(), query.value("next"))
}

/// `POST /sign-in/code`
pub async fn submit_code(call: Call, req: HttpRequest, mut form: Form) -> Reply {
    let token = req
        .cookie(PENDING)
        .map(|c| c.value().to_owned())
        .ok_or(Fault::SignIn)?;
    let next = form.value("next").to_owned();
    let Some(code) = forms::code(&mut form) else {
        return code_page(&call, &form, &next);
    };
    let asked = token.clone();
    let (tries, id) = call
        .write(move |tx| {
            let (_, person) = sign_in::awaited(tx, &asked)?;
            Ok((sign_in::count_code(tx, &person.id)?, person.id))
        })
        .await?;
    tries.map_err(Fault::TooMany)?;
    let key = call.key().clone();
    let session = call
        .write(move |tx| {
            let (link, person) = sign_in::awaited(tx, &token)?;
            if !second_factor::check(tx, &key, &person, &code)? {
                return Ok(None);
            }
            tokens::use_up(tx, &link)?;
            sign_in::start_session(tx, &person, true).map(Some)
        })
        .await?;
    match session {
        Some(token) => enter(&call, token, &next, home(&call, &id).await?),
        None => {
            form.refuse("code", say!("accounts-code-wrong"));
            code_page(&call, &form, &next)
        }
    }
}

/// `POST /sign-out`
pub async fn sign_out(_: Signed, call: Call) -> Reply {
    call.write(sign_in::sign_out).await?;
    let mut answer = see_other("/");
    answer.cookie(session::cookie(&call.site().config, String::new()));
    Ok(answer.finish())
}
