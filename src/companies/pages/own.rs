//! A company's own page: how it describes itself, and who may do what for it.

use actix_web::web;
use askama::Template;

use crate::accounts::{self, Colleague};
use crate::companies::acts::{people, profile};
use crate::companies::forms;
use crate::companies::policy::{RunCompany, SeeOwnCompany};
use crate::companies::rules::{Currency, Industry, LegalForm, Power, RevenueBand, StaffBand};
use crate::companies::store::{self, Company};
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Act, Actor, Can};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "companies/own.html")]
struct OwnPage<'a> {
    company: &'a Company,
    people: &'a [Colleague],
    runs: bool,
    me: &'a PersonId,
    form: &'a Form,
    invitation: &'a Form,
}

impl OwnPage<'_> {
    fn powers(&self, colleague: &Colleague) -> Vec<&'static str> {
        super::office::powers_of(colleague)
    }

    fn has(&self, colleague: &Colleague, power: &Power) -> bool {
        power.is_in(&colleague.powers)
    }

    fn is_me(&self, colleague: &Colleague) -> bool {
        colleague.person.id == *self.me
    }
}

async fn load(call: &Call, me: &Actor, id: &CompanyId) -> Result<(Company, Vec<Colleague>), Fault> {
    Can::<SeeOwnCompany>::check(me, id)?;
    let id = id.clone();
    call.read(move |conn| Ok((store::load(conn, &id)?, accounts::colleagues(conn, &id)?)))
        .await
}

async fn page(
    (me, call): (&Actor, &Call),
    id: &CompanyId,
    form: Option<&Form>,
    invitation: &Form,
) -> Reply {
    let (company, people) = load(call, me, id).await?;
    let filled = forms::filled(&company.profile);
    let page = OwnPage {
        runs: RunCompany::allows(me, id),
        company: &company,
        people: &people,
        me: &me.id,
        form: form.unwrap_or(&filled),
        invitation,
    };
    let title = say!("companies-own-title");
    let refused = form.is_some() || invitation.is_refused();
    if refused {
        call.refused(title, &page)
    } else {
        call.page(title, &page)
    }
}

/// `GET /my/companies/{company}`
pub async fn show(me: Signed, call: Call, id: web::Path<CompanyId>) -> Reply {
    page((&me, &call), &id, None, &Form::default()).await
}

/// `POST /my/companies/{company}`
pub async fn save(me: Signed, call: Call, id: web::Path<CompanyId>, mut form: Form) -> Reply {
    Can::<RunCompany>::check(&me, &id)?;
    let (company, _) = load(&call, &me, &id).await?;
    let today = call.today();
    form.printable("name_en", call.press());
    let (own, new) = (
        id.clone(),
        forms::profile(&mut form, &company.profile, today),
    );
    call.act_on(new, move |tx, new| {
        Can::<RunCompany>::check(tx.actor()?, &own)?;
        profile::describe(tx, &own, new.clone())
    })
    .then(home(&id), say!("companies-own-saved"))
    .or_again("name", &mut form, async |form| {
        page((&me, &call), &id, Some(form), &Form::default()).await
    })
    .await
}

fn home(id: &CompanyId) -> String {
    format!("/my/companies/{id}")
}

/// `POST /my/companies/{company}/people`: invites a colleague.
pub async fn invite(me: Signed, call: Call, id: web::Path<CompanyId>, mut form: Form) -> Reply {
    Can::<RunCompany>::check(&me, &id)?;
    let email = form.email("email");
    let post = form.text("post", 0..=40);
    let powers = Power::gather(form.values("powers"));
    let company = id.clone();
    call.act_on((email, post), move |tx, (email, post)| {
        people::invite(tx, &company, email, post, powers)?;
        Ok(email.clone())
    })
    .then_say(home(&id), |email| {
        say!("companies-people-invited", email = email)
    })
    .or_again("email", &mut form, async |form| {
        page((&me, &call), &id, None, form).await
    })
    .await
}

/// `POST /my/companies/{company}/people/{person}`: `powers` ticked, or `go=remove`.
pub async fn change(
    _: Signed,
    call: Call,
    path: web::Path<(CompanyId, PersonId)>,
    form: Form,
) -> Reply {
    let (id, person) = path.into_inner();
    let remove = form.value("go") == "remove";
    let powers = Power::gather(form.values("powers"));
    let company = id.clone();
    let say = match remove {
        true => say!("companies-people-removed"),
        false => say!("companies-people-changed"),
    };
    call.act(move |tx| match remove {
        true => people::remove(tx, &company, &person),
        false => people::set_powers(tx, &company, &person, powers),
    })
    .then(home(&id), say)
    .or_warn(&home(&id))
    .await
}
