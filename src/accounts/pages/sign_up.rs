//! Making an account, confirming its address, and choosing a new pass-phrase.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::{APPLYING, DRAFT, HOME, next_of, signed_in_to, way_to};
use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::{sign_in, sign_up, strangers};
use crate::accounts::rules::{LinkKind, NewAccount, onward};
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::{early as drafts, tokens};
use crate::accounts::{device, early, forms, tries};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::secrets::hash_aside;
use crate::say;
use crate::web::call::Pressed;
use crate::web::{Call, Form, Public, Reply, View};

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
struct SignUpPage<'a> {
    form: &'a Form,
    next: &'a str,
    /// Where whoever has an account signs in.
    sign_in: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_up_sent.html")]
struct SentPage<'a> {
    email: &'a str,
    /// Whether they were on their way to an application: they can write it meanwhile.
    applies: bool,
}

fn page(view: &View, form: &Form) -> Reply {
    let next = next_of(view, form);
    let page = SignUpPage {
        form,
        next: &next,
        sign_in: onward("/sign-in", &next),
    };
    view.framed_with_form(say!("accounts-sign-up-title"), form, &page)
}

/// `GET /sign-up?next=/path`
pub async fn show(_: Public, view: View) -> Reply {
    page(&view, &Form::default())
}

/// `POST /sign-up`
pub async fn submit(_: Public, call: Call, req: HttpRequest, mut form: Form) -> Reply {
    let read = forms::sign_up(&mut form);
    form.printable("name", call.press());
    let Some(new) = read.filter(|_| !form.is_refused()) else {
        return page(&call, &form);
    };
    may_cause_mail(&call, &req, &new.email).await?;
    let (secret, browser) = this_browser(&call, &req, &new.name).await?;
    let account = NewAccount {
        name: new.name,
        lang: Some(call.lang()),
        password_hash: hash_aside(new.passphrase).await?,
        browser,
        next: next_of(&call, &form),
    };
    let (shown, applies) = (new.email.clone(), account.next.starts_with(APPLYING));
    let done = call
        .act(move |tx| sign_up::sign_up(tx, &new.email, &account))
        .then("/sign-in", say!("accounts-sign-up-sent-title"))
        .first()
        .await?;
    if let Pressed::Answered(answer) = done {
        return Ok(answer);
    }
    let page = SentPage {
        email: &shown,
        applies,
    };
    let mut answer = call.framed(say!("accounts-sign-up-sent-title"), &page)?;
    early::know_again(&call, &mut answer, secret)?;
    Ok(answer)
}

/// The secret by which this browser is known again, and its hash. The one it has stays where the same person
/// signed up in it before: what they wrote since stays theirs.
async fn this_browser(
    call: &Call,
    req: &HttpRequest,
    name: &str,
) -> Result<(String, String), Fault> {
    if let (Some(secret), Some(hash)) = (early::secret(req), early::here(req)) {
        let asked = hash.clone();
        let known = call
            .read(move |conn| drafts::of_browser(conn, &asked))
            .await?;
        if known.is_some_and(|known| known.name == name) {
            return Ok((secret, hash));
        }
    }
    early::new_secret()
}

/// Whether this browser is the one in which it was typed.
fn is_typed_here(req: &HttpRequest, new: &NewAccount) -> bool {
    early::here(req).is_some_and(|hash| hash == new.browser)
}

/// `POST /sign-up/again`: mails the link once more to whoever signed up in this browser.
pub async fn again(call: Call, req: HttpRequest) -> Reply {
    let browser = early::here(&req).ok_or(Fault::Missing)?;
    let asked = browser.clone();
    let known = call
        .read(move |conn| drafts::of_browser(conn, &asked))
        .await?;
    let known = known.ok_or(Fault::Missing)?;
    let to = match known.next.starts_with(APPLYING) {
        true => DRAFT,
        false => "/sign-in",
    };
    may_cause_mail(&call, &req, &known.email).await?;
    let said = say!("accounts-sign-up-again-done", email = known.email);
    call.act(move |tx| sign_up::again(tx, &browser))
        .then(to, said)
        .or_warn(to)
        .await
}

/// What this device is called, if the person signed in on it before.
pub(super) fn known(call: &Call, req: &HttpRequest, person: Option<&PersonRow>) -> Option<String> {
    let with = (&call.site().config, call.key());
    device::known(req, with, &person?.id, call.now())
}

/// Strangers can't make the portal flood others with mail, nor use up what its owner may have sent there.
pub(super) async fn may_cause_mail(call: &Call, req: &HttpRequest, to: &str) -> Result<(), Fault> {
    let asked = to.to_owned();
    let owner = call
        .read(move |conn| people::person_by_email(conn, &asked))
        .await?;
    let (to, device) = (to.to_owned(), known(call, req, owner.as_ref()));
    call.write(move |tx| strangers::count_visitor(tx, &to, device.as_deref()))
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
    let here = is_typed_here(&req, &new);
    if !here && !is_passphrase(&call, email, &new, &form).await? {
        form.refuse("password", say!("accounts-confirm-wrong"));
        let page = ConfirmPage {
            form: &form,
            action: format!("/confirm/{token}"),
            asks: true,
        };
        return call.framed_refused(say!("accounts-confirm-title"), &page);
    }
    let next = next_of_new(&call, &new).await?;
    let to = next.clone();
    let done = call
        .act(move |tx| {
            let person = sign_up::confirm(tx, &token, &new)?;
            sign_in::enter(tx, &person)
        })
        .then_with(move |entry| (way_to(entry, &to), say!("accounts-confirm-done")))
        .first()
        .await?;
    let mut answer = signed_in_to(&call, done, say!("accounts-confirm-done"), &next);
    // What somebody else wrote in this browser stays theirs.
    if here {
        early::know_again(&call, &mut answer, String::new())?;
    }
    Ok(answer)
}

/// Where whoever confirmed this sign-up goes on: to what they wrote meanwhile, to where they were on their way,
/// or home.
async fn next_of_new(call: &Call, new: &NewAccount) -> Result<String, Fault> {
    let browser = new.browser.clone();
    let draft = call
        .read(move |conn| drafts::of_browser(conn, &browser))
        .await?;
    let wrote = draft.is_some_and(|draft| !draft.answers.is_empty());
    Ok(match new.next.as_str() {
        _ if wrote => APPLYING.to_owned(),
        "" => HOME.to_owned(),
        next => next.to_owned(),
    })
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
pub async fn forgot(call: Call, req: HttpRequest, mut form: Form) -> Reply {
    let Some(email) = form.email("email") else {
        return forgot_page(&call, &form, None);
    };
    may_cause_mail(&call, &req, &email).await?;
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
