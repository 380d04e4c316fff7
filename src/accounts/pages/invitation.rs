//! Accepting an invitation: with a new account, or signed in with the one there is.

use actix_web::web;
use askama::Template;

use super::{HOME, signed_in_to, way_to};
use crate::accounts::acts::{invite, sign_in};
use crate::accounts::forms;
use crate::accounts::rules::Grant;
use crate::accounts::store::people;
use crate::kernel::Role;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::secrets::hash_aside;
use crate::say;
use crate::web::{Call, Form, Reply, View};

/// How the invited stand to the account of the invited address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// No account yet: name and pass-phrase are asked for.
    New,
    /// Signed in with it.
    Here,
    /// There is one, nobody is signed in.
    SignIn,
    /// Signed in with another.
    Other,
}

struct Invited {
    email: String,
    grant: Grant,
    known: bool,
}

impl Invited {
    /// Where accepting leads.
    fn next(&self) -> String {
        self.grant.next.clone().unwrap_or_else(|| HOME.to_owned())
    }

    fn standing(&self, view: &View) -> Standing {
        match view.actor() {
            Some(actor) if actor.email == self.email => Standing::Here,
            Some(_) => Standing::Other,
            None if self.known => Standing::SignIn,
            None => Standing::New,
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/invitation.html")]
struct InvitationPage<'a> {
    form: &'a Form,
    token: &'a str,
    email: &'a str,
    roles: Vec<Role>,
    company: Option<&'a str>,
    /// Whether it gives nothing but an account, with which something is to be answered.
    asks: bool,
    /// The seat that is theirs already.
    seat: Option<&'a str>,
    standing: Standing,
    /// The reader's work in the chamber, which is closed to them where it is about this company.
    loses: &'a [Role],
}

async fn invited(call: &Call, token: &str) -> Result<Invited, Fault> {
    let (token, now) = (token.to_owned(), call.now());
    call.read(move |conn| {
        let (link, grant) =
            invite::open(conn, &token, now)?.ok_or_else(|| say!("accounts-link-dead"))?;
        let person = people::person_by_email(conn, &link.email)?;
        Ok(Invited {
            grant,
            known: person.is_some_and(|p| p.is_somebodys()),
            email: link.email,
        })
    })
    .await
}

fn page(view: &View, form: &Form, token: &str, invited: &Invited) -> Reply {
    let page = InvitationPage {
        form,
        token,
        email: &invited.email,
        roles: invited.grant.roles.clone(),
        company: invited.grant.company.as_ref().map(|c| c.name.as_str()),
        asks: invited.grant.next.is_some() && invited.grant.seat.is_none(),
        seat: invited.grant.seat.as_deref(),
        standing: invited.standing(view),
        loses: view.actor().map_or(&[], |actor| actor.roles.as_slice()),
    };
    view.framed_with_form(say!("accounts-invitation-title"), form, &page)
}

/// `GET /invitation/{token}`
pub async fn show(call: Call, token: web::Path<String>) -> Reply {
    let invited = invited(&call, &token).await?;
    page(&call, &Form::default(), &token, &invited)
}

/// `POST /invitation/{token}`
pub async fn accept(call: Call, token: web::Path<String>, mut form: Form) -> Reply {
    let invited = invited(&call, &token).await?;
    let next = invited.next();
    match invited.standing(&call) {
        Standing::Here => {
            return call
                .act(move |tx| invite::accept(tx, &token, None))
                .then(next, say!("accounts-invitation-done"))
                .await;
        }
        Standing::SignIn | Standing::Other => return page(&call, &form, &token, &invited),
        Standing::New => {}
    }
    let name = form.called("name", 1..=60);
    let own = [invited.email.clone(), form.value("name").to_owned()];
    let phrase = forms::new_passphrase(&mut form, "password", &own);
    form.printable("name", call.press());
    let (Some(name), Some(phrase), false) = (name, phrase, form.is_refused()) else {
        return page(&call, &form, &token, &invited);
    };
    let (lang, hash) = (call.lang(), hash_aside(phrase).await?);
    let to = next.clone();
    let done = call
        .act(move |tx| {
            let person = invite::accept(tx, &token, Some((&name, &hash, lang)))?;
            sign_in::enter(tx, &person)
        })
        .then_with(move |entry| {
            let way = way_to(entry, &to);
            (way, say!("accounts-invitation-done"))
        })
        .first()
        .await?;
    let said = say!("accounts-invitation-done");
    Ok(signed_in_to(&call, done, said, &next))
}
