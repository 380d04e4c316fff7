//! Making an account, confirming its address, and choosing a new pass-phrase.

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{signed_in, way};
use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::{sign_in, sign_up, strangers};
use crate::accounts::rules::{LinkKind, NewAccount};
use crate::accounts::store::{people, tokens};
use crate::accounts::{forms, tries};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::secrets::{hash_aside, new_token, sha256_hex};
use crate::say;
use crate::web::call::Pressed;
use crate::web::{Call, Form, Reply, View};

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

fn page(view: &View, form: &Form) -> Reply {
    view.framed_with_form(say!("accounts-sign-up-title"), form, &SignUpPage { form })
}

/// `GET /sign-up`
pub async fn show(view: View) -> Reply {
    page(&view, &Form::default())
}

/// `POST /sign-up`
pub async fn submit(call: Call, mut form: Form) -> Reply {
    let read = forms::sign_up(&mut form);
    form.printable("name", call.press());
    let Some(new) = read.filter(|_| !form.is_refused()) else {
        return page(&call, &form);
    };
    may_cause_mail(&call, &new.email).await?;
    let (secret, browser) = this_browser()?;
    let account = NewAccount {
        name: new.name,
        lang: Some(call.lang()),
        password_hash: hash_aside(new.passphrase).await?,
        browser,
    };
    let shown = new.email.clone();
    let done = call
        .act(move |tx| sign_up::sign_up(tx, &new.email, &account))
        .then("/sign-in", say!("accounts-sign-up-sent-title"))
        .first()
        .await?;
    if let Pressed::Answered(answer) = done {
        return Ok(answer);
    }
    let mut answer = call.framed(
        say!("accounts-sign-up-sent-title"),
        &SentPage { email: &shown },
    )?;
    know_again(&call, &mut answer, secret)?;
    Ok(answer)
}

/// The cookie by which the browser in which somebody signed up is known again.
const SIGNED_UP: &str = "signed-up";

/// A new secret for this browser's cookie, and its hash, which stands with what was typed.
pub(super) fn this_browser() -> Result<(String, String), Fault> {
    let secret = new_token()?;
    let hash = sha256_hex(secret.as_bytes());
    Ok((secret, hash))
}

/// Leaves the secret with the browser for as long as the link lives.
pub(super) fn know_again(
    view: &View,
    answer: &mut HttpResponse,
    secret: String,
) -> Result<(), Fault> {
    let cookie = Cookie::build(SIGNED_UP, secret)
        .path("/confirm")
        .http_only(true)
        .secure(view.site().config.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(
            LinkKind::Confirm.life().num_seconds(),
        ))
        .finish();
    answer
        .add_cookie(&cookie)
        .map_err(|e| Fault::Broken(e.to_string()))
}

/// Whether this browser is the one in which it was typed.
fn is_typed_here(req: &HttpRequest, new: &NewAccount) -> bool {
    req.cookie(SIGNED_UP)
        .is_some_and(|cookie| sha256_hex(cookie.value().as_bytes()) == new.browser)
}

/// Strangers can't make the portal flood others with mail.
pub(super) async fn may_cause_mail(call: &Call, to: &str) -> Result<(), Fault> {
    let to = to.to_owned();
    call.write(move |tx| strangers::count_visitor(tx, &to))
        .await?
        .map_err(Fault::TooMany)
}

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
pub(super) struct ConfirmPage<'a> {
    pub(super) form: &'a Form,
    pub(super) action: String,
    /// Whether the pass-phrase is asked for.
    pub(super) asks: bool,
}

/// `GET /confirm/{token}`: a page with a button, so that a mail scanner which follows
/// links confirms nothing. In another browser than the one in which somebody signed up, it asks for
/// the pass-phrase that was typed there.
pub async fn ask_confirm(call: Call, req: HttpRequest, token: web::Path<String>) -> Reply {
    let Some((_, new)) = typed_with(&call, &token).await? else {
        return Err(say!("accounts-link-dead").into());
    };
    let page = ConfirmPage {
        form: &Form::default(),
        action: format!("/confirm/{token}"),
        asks: !is_typed_here(&req, &new),
    };
    call.framed(say!("accounts-confirm-title"), &page)
}

async fn typed_with(call: &Call, token: &str) -> Result<Option<(String, NewAccount)>, Fault> {
    let (token, now) = (token.to_owned(), call.now());
    call.read(move |conn| sign_up::behind(conn, &token, now))
        .await
}

/// `POST /confirm/{token}`: confirms and signs in. The link proves whose the address is, the browser
/// or the pass-phrase that it was they who typed what the account is made of.
pub async fn confirm(
    call: Call,
    req: HttpRequest,
    token: web::Path<String>,
    mut form: Form,
) -> Reply {
    let Some((email, new)) = typed_with(&call, &token).await? else {
        return Err(say!("accounts-link-dead").into());
    };
    if !is_typed_here(&req, &new) && !is_passphrase(&call, email, &new, &form).await? {
        form.refuse("password", say!("accounts-confirm-wrong"));
        let page = ConfirmPage {
            form: &form,
            action: format!("/confirm/{token}"),
            asks: true,
        };
        return call.framed_refused(say!("accounts-confirm-title"), &page);
    }
    let done = call
        .act(move |tx| {
            let person = sign_up::confirm(tx, &token, &new)?;
            sign_in::enter(tx, &person)
        })
        .then_with(|entry| (way(entry), say!("accounts-confirm-done")))
        .first()
        .await?;
    Ok(signed_in(&call, done, say!("accounts-confirm-done")))
}

/// Whether the pass-phrase typed now is the one of the sign-up. Counts the try.
async fn is_passphrase(
    call: &Call,
    email: String,
    new: &NewAccount,
    form: &Form,
) -> Result<bool, Fault> {
    let guess = Guess::at_passphrase(&email, None);
    let typed = form.value("password").to_owned();
    tries::passphrase(call, guess, (typed, Some(new.password_hash.clone())), None).await
}

#[derive(Template)]
#[template(path = "accounts/forgot.html")]
struct ForgotPage<'a> {
    form: &'a Form,
    sent: Option<&'a str>,
}

fn forgot_page(view: &View, form: &Form, sent: Option<&str>) -> Reply {
    let page = ForgotPage { form, sent };
    view.framed_with_form(say!("accounts-forgot-title"), form, &page)
}

/// `GET /forgot`
pub async fn ask_forgot(view: View) -> Reply {
    forgot_page(&view, &Form::default(), None)
}

/// `POST /forgot`: says the same whether there is such an account or not.
pub async fn forgot(call: Call, mut form: Form) -> Reply {
    let Some(email) = form.email("email") else {
        return forgot_page(&call, &form, None);
    };
    may_cause_mail(&call, &email).await?;
    let asked = email.clone();
    let done = call
        .act(move |tx| sign_up::forgot(tx, &asked))
        .then_go("/sign-in")
        .first()
        .await?;
    if let Pressed::Answered(answer) = done {
        return Ok(answer);
    }
    forgot_page(&call, &form, Some(&email))
}

#[derive(Template)]
#[template(path = "accounts/reset.html")]
struct ResetPage<'a> {
    form: &'a Form,
    token: &'a str,
}

fn reset_page(view: &View, form: &Form, token: &str) -> Reply {
    let page = ResetPage { form, token };
    view.framed_with_form(say!("accounts-reset-title"), form, &page)
}

/// `GET /reset/{token}`
pub async fn ask_reset(call: Call, token: web::Path<String>) -> Reply {
    owner_of(&call, LinkKind::Reset, &token).await?;
    reset_page(&call, &Form::default(), &token)
}

/// `POST /reset/{token}`
pub async fn reset(call: Call, token: web::Path<String>, mut form: Form) -> Reply {
    let own = owner_of(&call, LinkKind::Reset, &token).await?;
    let Some(phrase) = forms::new_passphrase(&mut form, "password", &own) else {
        return reset_page(&call, &form, &token);
    };
    let hash = hash_aside(phrase).await?;
    call.act(move |tx| sign_up::reset(tx, &token, &hash))
        .then("/sign-in", say!("accounts-reset-done"))
        .await
}

/// What the owner of a living link is called: the pass-phrase must not be made of it.
async fn owner_of(call: &Call, kind: LinkKind, token: &str) -> Result<Vec<String>, Fault> {
    let (token, now) = (token.to_owned(), call.now());
    call.read(move |conn| {
        let link =
            tokens::find(conn, kind, &token, now)?.ok_or_else(|| say!("accounts-link-dead"))?;
        let person = people::person_by_email(conn, &link.email)?;
        Ok(person.map_or_else(|| vec![link.email], |p| vec![p.email, p.name]))
    })
    .await
}
