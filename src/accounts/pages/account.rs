//! One's own account: profile, address, pass-phrase, sessions.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::sign_up::ConfirmPage;
use crate::accounts::acts::guesses::Guess;
use crate::accounts::acts::profile;
use crate::accounts::rules::{LinkKind, SessionId};
use crate::accounts::store::codes;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::sessions::{self, SessionRow};
use crate::accounts::store::tokens;
use crate::accounts::{Fresh, device, forms, session, tries};
use crate::kernel::Lang;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::secrets::hash_aside;
use crate::say;
use crate::web::call::Pressed;
use crate::web::view::see_other;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage<'a> {
    profile: &'a Form,
    email: &'a Form,
    passphrase: &'a Form,
    address: &'a str,
    /// The address that it would be changed to once its mail is followed.
    changing: Option<&'a str>,
    factor: Option<i64>,
    sessions: &'a [SessionRow],
    here: &'a str,
}

struct Mine {
    person: PersonRow,
    sessions: Vec<SessionRow>,
    codes: i64,
    changing: Option<String>,
}

/// The forms of the page; the one that was posted carries what was typed.
#[derive(Default)]
struct Posted {
    profile: Option<Form>,
    email: Option<Form>,
    passphrase: Option<Form>,
}

async fn page(call: &Call, me: &Signed, posted: Posted) -> Reply {
    let (id, now) = (me.id.clone(), call.now());
    let mine = call
        .read(move |conn| {
            Ok(Mine {
                person: people::person(conn, &id)?,
                sessions: sessions::of_person(conn, &id, now)?,
                codes: codes::recovery_codes_left(conn, &id)?,
                changing: tokens::changing_to(conn, &id, now)?,
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
        changing: mine.changing.as_deref(),
        factor: mine.person.totp_secret.as_ref().map(|_| mine.codes),
        sessions: &mine.sessions,
        here: &me.session,
    };
    let title = say!("accounts-mine-title");
    if refused {
        call.refused(title, &page)
    } else {
        call.page(title, &page)
    }
}

#[derive(Template)]
#[template(path = "accounts/keep_email.html")]
struct KeepPage {
    action: String,
}

/// `GET /my/account`
pub async fn show(me: Signed, call: Call) -> Reply {
    page(&call, &me, Posted::default()).await
}

/// `POST /my/account`: name and language.
pub async fn save_profile(me: Signed, call: Call, mut form: Form) -> Reply {
    let name = form.called("name", 1..=60);
    form.printable("name", call.press());
    let Some(name) = name.filter(|_| !form.is_refused()) else {
        let posted = Posted {
            profile: Some(form),
            ..Posted::default()
        };
        return page(&call, &me, posted).await;
    };
    let lang = Lang::from_tag(form.value("lang"));
    // What is set here holds in this browser too, whatever a link at its foot had it speak.
    let spoken = lang.map_or("auto", Lang::tag);
    call.act(move |tx| profile::change_profile(tx, &name, lang))
        .then(
            format!("/language/{spoken}?back=/my/account"),
            say!("accounts-mine-saved"),
        )
        .await
}

/// `POST /my/account/email`
pub async fn change_email(call: Call, Fresh { me, mut form }: Fresh) -> Reply {
    let Some(email) = form.email("email") else {
        let posted = Posted {
            email: Some(form),
            ..Posted::default()
        };
        return page(&call, &me, posted).await;
    };
    let asked = email.clone();
    call.act(move |tx| profile::ask_new_email(tx, &asked))
        .then(
            "/my/account",
            say!("accounts-mine-email-sent", email = email),
        )
        .await
}

/// `POST /my/account/email/withdraw`: the change that waits doesn't come.
pub async fn withdraw_email(_: Signed, call: Call) -> Reply {
    call.act(profile::withdraw_new_email)
        .then("/my/account", say!("accounts-mine-email-withdrawn"))
        .await
}

/// `GET /confirm-email/{token}`: for whoever asked for the change, signed in.
pub async fn ask_confirm_email(_: Signed, call: Call, token: web::Path<String>) -> Reply {
    let (asked, now) = (token.clone(), call.now());
    call.read(move |conn| tokens::find(conn, LinkKind::ChangeEmail, &asked, now))
        .await?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let page = ConfirmPage {
        form: &Form::default(),
        action: format!("/confirm-email/{token}"),
        asks: false,
    };
    call.framed(say!("accounts-confirm-title"), &page)
}

/// `POST /confirm-email/{token}`
pub async fn confirm_email(_: Fresh, call: Call, token: web::Path<String>) -> Reply {
    call.act(move |tx| profile::confirm_new_email(tx, &token))
        .then("/my/account", say!("accounts-confirm-email-done"))
        .await
}

/// `POST /my/account/passphrase`
pub async fn change_passphrase(
    call: Call,
    req: HttpRequest,
    Fresh { me, mut form }: Fresh,
) -> Reply {
    if !is_own_passphrase(&call, &req, &me, form.value("current")).await? {
        form.refuse("current", say!("accounts-mine-passphrase-wrong"));
    }
    let own = [me.name.clone(), me.email.clone()];
    let phrase = forms::new_passphrase(&mut form, "password", &own);
    let Some(phrase) = phrase.filter(|_| !form.is_refused()) else {
        let posted = Posted {
            passphrase: Some(form),
            ..Posted::default()
        };
        return page(&call, &me, posted).await;
    };
    let hash = hash_aside(phrase).await?;
    call.act(move |tx| profile::change_passphrase(tx, &hash))
        .then("/my/account", say!("accounts-mine-passphrase-done"))
        .await
}

/// Whether this is the signed-in person's pass-phrase: asked again before weighty changes. A wrong one
/// counts as at sign-in.
pub(super) async fn is_own_passphrase(
    call: &Call,
    req: &HttpRequest,
    me: &Signed,
    typed: &str,
) -> Result<bool, Fault> {
    let (id, typed) = (me.id.clone(), typed.to_owned());
    let person = call.read(move |conn| people::person(conn, &id)).await?;
    let known = (&call.site().config, call.key());
    let device = device::known(req, known, &person.id, call.now());
    let guess = Guess::at_passphrase(&person.email, device);
    let typed = (typed, person.password_hash.clone());
    tries::passphrase(call, guess, typed, Some(person)).await
}

/// `GET /keep-email/{token}`: a page with a button, for whoever reads the mail of the old address.
pub async fn ask_keep_email(call: Call, token: web::Path<String>) -> Reply {
    let (asked, now) = (token.clone(), call.now());
    call.read(move |conn| tokens::find(conn, LinkKind::KeepEmail, &asked, now))
        .await?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let action = format!("/keep-email/{token}");
    call.framed(say!("accounts-keep-title"), &KeepPage { action })
}

/// `POST /keep-email/{token}`
pub async fn keep_email(call: Call, token: web::Path<String>) -> Reply {
    call.act(move |tx| profile::keep_email(tx, &token))
        .then("/forgot", say!("accounts-keep-done"))
        .await
}

/// `POST /my/account/sessions/{session}/end`
pub async fn end_session(_: Signed, call: Call, session: web::Path<SessionId>) -> Reply {
    call.act(move |tx| profile::end_session(tx, &session))
        .then("/my/account", say!("accounts-mine-session-ended"))
        .await
}

/// `POST /my/account/sessions/end`: signs out everywhere.
pub async fn end_all_sessions(_: Signed, call: Call) -> Reply {
    let done = call
        .act(profile::end_all_sessions)
        .then_go("/sign-in")
        .first()
        .await?;
    if let Pressed::Answered(answer) = done {
        return Ok(answer);
    }
    let mut answer = see_other("/sign-in");
    answer.cookie(session::cookie(&call.site().config, String::new()));
    Ok(answer.finish())
}
