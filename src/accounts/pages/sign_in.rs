//! Signing in: address and pass-phrase, then the code if the account has a second factor.

use actix_web::HttpRequest;
use askama::Template;

use super::next_of;
use super::sign_up::{known, may_cause_mail};
use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::sign_in::{self, Entry};
use crate::accounts::acts::{second_factor, sign_up};
use crate::accounts::rules::{NewAccount, onward};
use crate::accounts::store::people;
use crate::accounts::store::tokens;
use crate::accounts::{device, early, forms, session, tries};
use crate::kernel::Role;
use crate::kernel::id::PersonId;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::view::see_other;
use crate::web::{Call, Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage<'a> {
    form: &'a Form,
    next: &'a str,
    /// Where whoever has no account yet makes one, while the chamber is open to them.
    sign_up: Option<String>,
    demo: bool,
}

fn page(view: &View, form: &Form) -> Reply {
    let next = next_of(view, form);
    let page = SignInPage {
        form,
        next: &next,
        sign_up: view.sees_site().then(|| onward("/sign-up", &next)),
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
    let next = next_of(&call, &form);
    let (id, here) = (person.id.clone(), early::here(&req));
    let entry = call
        .write(move |tx| {
            guess.right(tx)?;
            if let Some(browser) = &here {
                sign_up::take_over(tx, browser, &person)?;
            }
            sign_in::enter(tx, &person)
        })
        .await?;
    match entry {
        Entry::Session(token) => enter(&call, &req, token, &next, &id).await,
        Entry::Code(token) => {
            let to = onward("/sign-in/code", &next);
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
    let (secret, browser) = early::new_secret()?;
    new.browser = browser;
    new.next = match next_of(call, &form) {
        next if next.is_empty() => new.next,
        next => next,
    };
    call.write(move |tx| sign_up::sign_up(tx, &email, &new))
        .await?;
    form.refuse("email", say!("accounts-sign-in-unconfirmed"));
    let mut answer = page(call, &form)?;
    early::know_again(call, &mut answer, secret)?;
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
        false => next,
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
    let form = Form::default();
    code_page(&view, &form, &next_of(&view, &form))
}

/// `POST /sign-in/code`
pub async fn submit_code(call: Call, req: HttpRequest, mut form: Form) -> Reply {
    let token = req
        .cookie(session::PENDING)
        .map(|c| c.value().to_owned())
        .ok_or(Fault::SignIn)?;
    let next = next_of(&call, &form);
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
