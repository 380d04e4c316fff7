//! Signing in: address and pass-phrase, then the code if the account has a second factor.

use actix_web::HttpRequest;
use askama::Template;

use super::sign_up::{know_again, known, may_cause_mail, this_browser};
use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::sign_in::{self, Entry};
use crate::accounts::acts::{second_factor, sign_up};
use crate::accounts::rules::NewAccount;
use crate::accounts::store::people;
use crate::accounts::store::tokens;
use crate::accounts::{device, forms, session, tries};
use crate::kernel::Role;
use crate::kernel::id::PersonId;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::view::{own_path, see_other};
use crate::web::{Call, Form, Reply, Signed, View};

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
pub async fn submit(call: Call, req: HttpRequest, mut form: Form) -> Reply {
    let Some((email, phrase)) = forms::sign_in(&mut form) else {
        return page(&call, &form);
    };
    let asked = email.clone();
    let (person, waiting) = call
        .read(move |conn| {
            let person = people::person_by_email(conn, &asked)?;
            Ok((person, sign_up::waiting(conn, &asked)?))
        })
        .await?;
    let guess = Guess::at_passphrase(&email, known(&call, &req, person.as_ref()));
    tries::begin(&call, &guess).await?;
    let hash = match &waiting {
        Some(new) => Some(new.password_hash.clone()),
        None => person.as_ref().and_then(|p| p.password_hash.clone()),
    };
    let right = tries::opens(&call, &guess, (phrase, hash)).await?;
    if let Some(new) = waiting.filter(|_| right) {
        call.write(move |tx| guess.right(tx)).await?;
        return unconfirmed((&call, &req), form, email, new).await;
    }
    let found = person.clone();
    let Some(person) = person.filter(|p| right && p.disabled_at.is_none()) else {
        call.write(move |tx| guess.wrong(tx, found.as_ref()))
            .await?;
        form.refuse("password", say!("accounts-sign-in-wrong"));
        return page(&call, &form);
    };
    let next = form.value("next").to_owned();
    let id = person.id.clone();
    let entry = call
        .write(move |tx| {
            guess.right(tx)?;
            sign_in::enter(tx, &person)
        })
        .await?;
    match entry {
        Entry::Session(token) => enter(&call, &req, token, &next, &id).await,
        Entry::Code(token) => {
            let to = format!("/sign-in/code?next={}", crate::web::view::encode(&next));
            let pending = session::pending(&call.site().config, token);
            Ok(see_other(&to).cookie(pending).finish())
        }
    }
}

/// The pass-phrase is right but the address was never confirmed: send the link again.
async fn unconfirmed(
    (call, req): (&Call, &HttpRequest),
    mut form: Form,
    email: String,
    mut new: NewAccount,
) -> Reply {
    may_cause_mail(call, req, &email).await?;
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

/// In: to where they wanted, or where they start their day. The device is known from now on.
async fn enter(call: &Call, req: &HttpRequest, token: String, next: &str, id: &PersonId) -> Reply {
    let to = match next.is_empty() {
        true => home(call, id).await?,
        false => own_path(next),
    };
    let config = &call.site().config;
    let mut answer = see_other(to);
    answer
        .cookie(session::cookie(config, token))
        .cookie(session::pending(config, String::new()))
        .cookie(device::cookie(req, (config, call.key()), id, call.now())?);
    Ok(answer.finish())
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
    if req.cookie(session::PENDING).is_none() {
        return view.go("/sign-in");
    }
    let query = Form::parse(view.query().as_bytes());
    code_page(&view, &Form::default(), query.value("next"))
}

/// `POST /sign-in/code`
pub async fn submit_code(call: Call, req: HttpRequest, mut form: Form) -> Reply {
    let token = req
        .cookie(session::PENDING)
        .map(|c| c.value().to_owned())
        .ok_or(Fault::SignIn)?;
    let next = form.value("next").to_owned();
    let Some(code) = forms::code(&mut form, "code") else {
        return code_page(&call, &form, &next);
    };
    let asked = token.clone();
    let person = call
        .write(move |tx| Ok(sign_in::awaited(tx, &asked)?.1))
        .await?;
    let id = person.id.clone();
    let guess = Guess::at_code(&id, known(&call, &req, Some(&person)));
    tries::begin(&call, &guess).await?;
    let key = call.key().clone();
    let session = call
        .write(move |tx| {
            let (link, person) = sign_in::awaited(tx, &token)?;
            if !second_factor::check(tx, &key, &person, &code)? {
                guess.wrong(tx, Some(&person))?;
                return Ok(None);
            }
            guess.right(tx)?;
            tokens::use_up(tx, &link)?;
            sign_in::start_session(tx, &person, true).map(Some)
        })
        .await?;
    match session {
        Some(token) => enter(&call, &req, token, &next, &id).await,
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
