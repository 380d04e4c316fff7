//! A form whose act asks for a fresh proof of who sends it: the pass-phrase, and the code where a second
//! factor is on, within the last minutes; a sign-in counts. A handler that takes [`Fresh`] instead of its form is
//! never reached without: who has to prove gets a page that asks for it and carries all that was typed on
//! to the same place.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use serde::de::DeserializeOwned;

use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::proof;
use crate::accounts::store::people::PersonRow;
use crate::accounts::{device, forms, tries};
use crate::kernel::Actor;
use crate::platform::db::Fault;
use crate::say;
use crate::web::error::Answered;
use crate::web::{Call, Form, Sent, Signed};

/// The field with the pass-phrase: that of forms which ask for it anyway.
const PHRASE: &str = "current";
/// The field with the code.
const CODE: &str = "proof_code";

/// A form whose sender proved just now who they are.
pub struct Fresh {
    /// Who.
    pub me: Signed,
    /// What was sent.
    pub form: Form,
}

/// Such a form as sent to what stands in the path.
pub struct FreshTo<I>(pub Sent<I>);

impl<I: DeserializeOwned + 'static> FromRequest for FreshTo<I> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let call = Call::from_request(req, payload);
        let id = web::Path::<I>::from_request(req, payload);
        let fresh = Fresh::from_request(req, payload);
        Box::pin(async move {
            let (call, id) = (call.await?, id.await?);
            Ok(Self(fresh.await?.to(call, id)))
        })
    }
}

impl Fresh {
    /// The form as sent to what stands in the path.
    pub fn to<I>(self, call: Call, id: web::Path<I>) -> Sent<I> {
        Sent {
            call,
            id: id.into_inner(),
            form: self.form,
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/proof.html")]
struct ProofPage<'a> {
    form: &'a Form,
    action: String,
    typed: Vec<(String, String)>,
    factor: bool,
}

impl FromRequest for Fresh {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let me = Signed::from_request(req, payload);
        let call = Call::from_request(req, payload);
        let form = Form::from_request(req, payload);
        let req = req.clone();
        Box::pin(async move {
            let (me, call, mut form) = (me.await?, call.await?, form.await?);
            match asked(&req, &call, &me, &mut form).await? {
                None => Ok(Self { me, form }),
                Some(page) => Err(InternalError::from_response(Answered, page).into()),
            }
        })
    }
}

/// Who has to prove who they are; `None` where there is a proof.
async fn owed(call: &Call, me: &Actor) -> Result<Option<PersonRow>, Fault> {
    let (actor, now) = (me.clone(), call.now());
    call.read(move |conn| proof::owed(conn, &actor, now)).await
}

/// What a form with a file has to ask for itself, since no page can carry a file on: whether a code belongs to
/// the proof; `None` where nothing is to be proved.
///
/// # Errors
/// `Fault::SignIn` if the session is over.
pub async fn asks_code(call: &Call, me: &Actor) -> Result<Option<bool>, Fault> {
    let person = owed(call, me).await?;
    Ok(person.map(|person| person.totp_secret.is_some()))
}

/// Whether what such a form brought proves it; else what is wrong stands at its field.
///
/// # Errors
/// `Fault::SignIn` if the session is over.
pub async fn prove_in(
    req: &HttpRequest,
    call: &Call,
    me: &Actor,
    form: &mut Form,
) -> Result<bool, Fault> {
    match owed(call, me).await? {
        None => Ok(true),
        Some(person) => is_proved(req, call, &person, form).await,
    }
}

/// The page that asks for a proof; `None` where there is one.
async fn asked(
    req: &HttpRequest,
    call: &Call,
    me: &Actor,
    form: &mut Form,
) -> Result<Option<HttpResponse>, Fault> {
    let Some(person) = owed(call, me).await? else {
        return Ok(None);
    };
    let factor = person.totp_secret.is_some();
    let is_given = |name| form.pairs().iter().any(|(key, _)| key == name);
    // A form with a pass-phrase of its own asks for no code: without one it is no try yet.
    if is_given(PHRASE)
        && (!factor || is_given(CODE))
        && is_proved(req, call, &person, form).await?
    {
        return Ok(None);
    }
    let typed = form.pairs().iter();
    let typed = typed.filter(|(name, _)| name != PHRASE && name != CODE);
    let page = ProofPage {
        typed: typed.cloned().collect(),
        action: call.here(),
        form,
        factor,
    };
    call.framed_refused(say!("accounts-proof-title"), &page)
        .map(Some)
}

/// Whether what was typed proves it; else what is wrong stands at its field.
async fn is_proved(
    req: &HttpRequest,
    call: &Call,
    person: &PersonRow,
    form: &mut Form,
) -> Result<bool, Fault> {
    let phrase = form.value(PHRASE).to_owned();
    if phrase.is_empty() {
        form.refuse(PHRASE, say!("web-form-needed"));
    }
    let factor = person.totp_secret.is_some();
    let code = match factor {
        true => forms::code(form, CODE),
        false => Some(String::new()),
    };
    let (Some(code), false) = (code, form.is_refused()) else {
        return Ok(false);
    };
    let known = (&call.site().config, call.key());
    let device = device::known(req, known, &person.id, call.now());
    let guess = Guess::at_passphrase(&person.email, device.clone());
    let typed = (phrase, person.password_hash.clone());
    if !tries::passphrase(call, guess, typed, Some(person.clone())).await? {
        form.refuse(PHRASE, say!("accounts-mine-passphrase-wrong"));
        return Ok(false);
    }
    let guess = Guess::at_code(&person.id, device);
    if factor {
        tries::begin(call, &guess).await?;
    }
    let key = call.key().clone();
    let proved = call
        .write(move |tx| proof::prove(tx, &key, &code, &guess))
        .await?;
    if !proved {
        form.refuse(CODE, say!("accounts-code-wrong"));
    }
    Ok(proved)
}
