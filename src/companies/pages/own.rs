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
use crate::kernel::{Act, Actor, Can, time};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::say;
use crate::web::{Form, Reply, Signed, View};

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

async fn load(db: &Db, me: &Actor, id: &CompanyId) -> Result<(Company, Vec<Colleague>), Fault> {
    Can::<SeeOwnCompany>::check(me, id)?;
    let id = id.clone();
    db.read(move |conn| Ok((store::load(conn, &id)?, accounts::colleagues(conn, &id)?)))
        .await
}

async fn page(
    (me, view, db): (&Actor, &View, &Db),
    id: &CompanyId,
    form: Option<&Form>,
    invitation: &Form,
) -> Reply {
    let (company, people) = load(db, me, id).await?;
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
        view.refused(title, &page)
    } else {
        view.page(title, &page)
    }
}

/// `GET /my/companies/{company}`
pub async fn show(me: Signed, view: View, id: web::Path<CompanyId>, db: web::Data<Db>) -> Reply {
    page((&me, &view, &db), &id, None, &Form::default()).await
}

/// `POST /my/companies/{company}`
pub async fn save(
    me: Signed,
    view: View,
    id: web::Path<CompanyId>,
    (db, clock, press): (web::Data<Db>, web::Data<Clock>, web::Data<Press>),
    mut form: Form,
) -> Reply {
    Can::<RunCompany>::check(&me, &id)?;
    let (company, _) = load(&db, &me, &id).await?;
    let today = time::day_in(view.brand().zone, clock.now());
    form.printable("name_en", &press);
    let Some(new) = forms::profile(&mut form, &company.profile, today) else {
        return page((&me, &view, &db), &id, Some(&form), &Form::default()).await;
    };
    let own = id.clone();
    db.write(&view.who(), move |tx| {
        Can::<RunCompany>::check(tx.actor()?, &own)?;
        profile::describe(tx, &own, new.clone())
    })
    .await?;
    view.done(&home(&id), say!("companies-own-saved"))
}

fn home(id: &CompanyId) -> String {
    format!("/my/companies/{id}")
}

/// `POST /my/companies/{company}/people`: invites a colleague.
pub async fn invite(
    me: Signed,
    view: View,
    id: web::Path<CompanyId>,
    db: web::Data<Db>,
    mut form: Form,
) -> Reply {
    Can::<RunCompany>::check(&me, &id)?;
    let email = form.email("email");
    let post = form.text("post", 0..=40);
    let powers = Power::gather(form.values("powers"));
    let (Some(email), Some(post)) = (email, post) else {
        return page((&me, &view, &db), &id, None, &form).await;
    };
    let (company, to) = (id.clone(), email.clone());
    let done = db
        .write(&view.who(), move |tx| {
            people::invite(tx, &company, &to, &post, powers)
        })
        .await;
    if let Err(fault) = done {
        form.refuse_fault("email", fault)?;
        return page((&me, &view, &db), &id, None, &form).await;
    }
    view.done(&home(&id), say!("companies-people-invited", email = email))
}

/// `POST /my/companies/{company}/people/{person}`: `powers` ticked, or `go=remove`.
pub async fn change(
    _: Signed,
    view: View,
    path: web::Path<(CompanyId, PersonId)>,
    db: web::Data<Db>,
    form: Form,
) -> Reply {
    let (id, person) = path.into_inner();
    let remove = form.value("go") == "remove";
    let powers = Power::gather(form.values("powers"));
    let company = id.clone();
    let done = db
        .write(&view.who(), move |tx| {
            if remove {
                people::remove(tx, &company, &person)
            } else {
                people::set_powers(tx, &company, &person, powers)
            }
        })
        .await;
    let say = if remove {
        say!("companies-people-removed")
    } else {
        say!("companies-people-changed")
    };
    match done {
        Ok(()) => view.done(&home(&id), say),
        Err(Fault::Refused(reason)) => view.warned(&home(&id), reason),
        Err(other) => Err(other),
    }
}
