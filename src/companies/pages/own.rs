//! A company's own page: how it describes itself, and who may do what for it.

use actix_web::web;
use askama::Template;

use crate::accounts::{self, Colleague, Fresh, FreshTo, InvitationId, OpenInvitation};
use crate::companies::acts::{people, profile};
use crate::companies::forms;
use crate::companies::policy::{RunCompany, SeeOwnCompany};
use crate::companies::rules::{Currency, Industry, LegalForm, Power, RevenueBand, StaffBand};
use crate::companies::store::{self, Company};
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Act, Can};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Sent, Signed};

#[derive(Template)]
#[template(path = "companies/own.html")]
struct OwnPage<'a> {
    company: &'a Company,
    people: &'a [Colleague],
    open: &'a [OpenInvitation],
    runs: bool,
    me: &'a PersonId,
    form: &'a Form,
    invitation: &'a Form,
}

impl OwnPage<'_> {
    fn powers(&self, colleague: &Colleague) -> Vec<&'static str> {
        super::office::powers_of(colleague)
    }
}

struct Loaded {
    company: Company,
    people: Vec<Colleague>,
    open: Vec<OpenInvitation>,
}

async fn load(call: &Call, id: &CompanyId) -> Result<Loaded, Fault> {
    Can::<SeeOwnCompany>::check(call.actor().ok_or(Fault::SignIn)?, id)?;
    let now = call.now();
    call.find(id, move |conn, id| {
        Ok(Loaded {
            company: store::load(conn, id)?,
            people: accounts::colleagues(conn, id)?,
            open: accounts::invitations_to(conn, id, now)?,
        })
    })
    .await
}

async fn page(call: &Call, id: &CompanyId, form: Option<&Form>, invitation: &Form) -> Reply {
    let Loaded {
        company,
        people,
        open,
    } = load(call, id).await?;
    let me = call.actor().ok_or(Fault::SignIn)?;
    let filled = forms::filled(&company.profile);
    let page = OwnPage {
        runs: RunCompany::allows(me, id),
        company: &company,
        people: &people,
        open: &open,
        me: &me.id,
        form: form.unwrap_or(&filled),
        invitation,
    };
    call.with_form(
        say!("companies-own-title"),
        form.unwrap_or(invitation),
        &page,
    )
}

/// `GET /my/companies/{company}`
pub async fn show(_: Signed, call: Call, id: web::Path<CompanyId>) -> Reply {
    page(&call, &id, None, &Form::default()).await
}

fn home(id: &CompanyId) -> String {
    format!("/my/companies/{id}")
}

/// `POST /my/companies/{company}`
pub async fn save(me: Signed, mut sent: Sent<CompanyId>) -> Reply {
    Can::<RunCompany>::check(&me, &sent.id)?;
    let company = load(&sent, &sent.id).await?.company;
    sent.form.printable("name_en", sent.call.press());
    let today = sent.today();
    let new = forms::profile(&mut sent.form, &company.profile, today);
    sent.act_on(new, |tx, id, new| {
        Can::<RunCompany>::check(tx.actor()?, id)?;
        profile::describe(tx, id, new.clone())
    })
    .then(home(&sent.id), say!("companies-own-saved"))
    .or_back("name", &sent, async |call, id, form| {
        page(call, &id, form, &Form::default()).await
    })
    .await
}

/// `POST /my/companies/{company}/people`: invites a colleague.
pub async fn invite(call: Call, id: web::Path<CompanyId>, fresh: Fresh) -> Reply {
    Can::<RunCompany>::check(&fresh.me, &id)?;
    let mut sent = fresh.to(call, id);
    let form = &mut sent.form;
    let said = (form.email("email"), form.text("post", 0..=40));
    let powers = Power::gather(form.values("powers"));
    sent.act_on(said, move |tx, id, (email, post)| {
        people::invite(tx, id, email, post, powers)?;
        Ok(email.clone())
    })
    .then_say(home(&sent.id), |email| {
        say!("companies-people-invited", email = email)
    })
    .or_back("email", &sent, async |call, id, form| {
        page(call, &id, None, form.unwrap_or(&Form::default())).await
    })
    .await
}

/// `POST /my/companies/{company}/invitations/{invitation}/withdraw`
pub async fn withdraw(_: Signed, sent: Sent<(CompanyId, InvitationId)>) -> Reply {
    let to = home(&sent.id.0);
    sent.act(|tx, (company, id)| people::withdraw(tx, company, id))
        .then(to, say!("accounts-people-withdrawn"))
        .await
}

/// `POST /my/companies/{company}/people/{person}`: `powers` ticked, or `go=remove`.
pub async fn change(FreshTo(sent): FreshTo<(CompanyId, PersonId)>) -> Reply {
    let remove = sent.form.value("go") == "remove";
    let powers = Power::gather(sent.form.values("powers"));
    let (to, say) = match remove {
        true => (home(&sent.id.0), say!("companies-people-removed")),
        false => (home(&sent.id.0), say!("companies-people-changed")),
    };
    sent.act(move |tx, (company, person)| match remove {
        true => people::remove(tx, company, person),
        false => people::set_powers(tx, company, person, powers),
    })
    .then(&to, say)
    .or_warn(&to)
    .await
}
