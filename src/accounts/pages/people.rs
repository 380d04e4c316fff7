//! People, as administrators see them: roles, invitations, closing accounts.

use std::collections::HashMap;

use actix_web::web;
use askama::Template;

use crate::accounts::Fresh;
use crate::accounts::acts::invite::{Invitation, invite};
use crate::accounts::acts::manage;
use crate::accounts::policy::ManagePeople;
use crate::accounts::rules::Grant;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::tokens::{self, Link, TokenRow};
use crate::kernel::id::{Id, PersonId};
use crate::kernel::{Role, Say};
use crate::platform::filters;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply, View};

/// People who have an account, those of the chamber before others.
pub const LIST: List = List {
    path: "/desk/people",
    title: "accounts-people-title",
    filters: &["show"],
    sorted: "",
    sees: may::<ManagePeople>,
};

#[derive(Template)]
#[template(path = "accounts/people.html")]
struct PeoplePage<'a> {
    ask: &'a Ask,
    list: &'a Paged<PersonRow>,
    roles: &'a HashMap<String, Vec<Role>>,
    invitations: &'a [TokenRow],
    all: bool,
}

impl PeoplePage<'_> {
    fn roles_of(&self, id: &PersonId) -> &[Role] {
        self.roles.get(id.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// `GET /desk/people?q=…&show=all`
pub async fn list(_: May<ManagePeople>, call: Call) -> Reply {
    let (ask, now) = (Ask::on(&call, &LIST).await?, call.now());
    let (search, all) = (ask.search(), ask.is("show", "all"));
    let (page, span) = (ask.page(), ask.span());
    let (list, roles, invitations) = call
        .read(move |conn| {
            let (rows, total) = people::list(conn, &search, !all, span)?;
            let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
            for (id, word) in people::all_roles(conn)? {
                roles
                    .entry(id.to_string())
                    .or_default()
                    .extend(Role::from_word(&word));
            }
            let open = tokens::open_invitations(conn, now)?;
            Ok((Paged { rows, total, page }, roles, open))
        })
        .await?;
    let page = PeoplePage {
        ask: &ask,
        list: &list,
        roles: &roles,
        invitations: &invitations,
        all,
    };
    call.page(say!("accounts-people-title"), &page)
}

#[derive(Template)]
#[template(path = "accounts/person.html")]
struct PersonPage<'a> {
    person: &'a PersonRow,
    form: &'a Form,
    own: bool,
}

/// `GET /desk/people/{person}`
pub async fn show(me: May<ManagePeople>, call: Call, id: web::Path<PersonId>) -> Reply {
    let asked = id.clone();
    let (person, roles) = call
        .read(move |conn| Ok((people::person(conn, &asked)?, people::roles(conn, &asked)?)))
        .await?;
    let form = Form::of(roles.iter().map(|r| ("roles", r.word())));
    let page = PersonPage {
        person: &person,
        form: &form,
        own: me.id == *id,
    };
    call.page(Say::plain("accounts-people-title"), &page)
}

fn roles_in(form: &Form) -> Vec<Role> {
    form.values("roles")
        .into_iter()
        .filter_map(Role::from_word)
        .collect()
}

/// `POST /desk/people/{person}/roles`
pub async fn set_roles(
    _: May<ManagePeople>,
    call: Call,
    id: web::Path<PersonId>,
    Fresh { form, .. }: Fresh,
) -> Reply {
    let to = format!("/desk/people/{id}");
    let roles = roles_in(&form);
    call.act(move |tx| manage::set_roles(tx, &id, &roles))
        .then(&to, say!("accounts-people-roles-saved"))
        .await
}

/// `POST /desk/people/{person}/close`
pub async fn close(
    _: May<ManagePeople>,
    call: Call,
    id: web::Path<PersonId>,
    Fresh { mut form, .. }: Fresh,
) -> Reply {
    let to = format!("/desk/people/{id}");
    let Some(reason) = form.text("reason", 1..=500) else {
        return call.warned(&to, say!("web-form-needed"));
    };
    call.act(move |tx| manage::set_closed(tx, &id, true, &reason))
        .then(&to, say!("accounts-people-was-closed"))
        .await
}

/// `POST /desk/people/{person}/reopen`
pub async fn reopen(_: May<ManagePeople>, call: Call, id: web::Path<PersonId>, _: Fresh) -> Reply {
    let to = format!("/desk/people/{id}");
    call.act(move |tx| manage::set_closed(tx, &id, false, ""))
        .then(&to, say!("accounts-people-was-reopened"))
        .await
}

#[derive(Template)]
#[template(path = "accounts/invite.html")]
struct InvitePage<'a> {
    form: &'a Form,
}

/// Roles that a link may have ticked: those that the set-up asks for.
const TICKED: [Role; 2] = [Role::Secretary, Role::Reviewer];

/// `GET /desk/people/invite?roles=reviewer`
pub async fn ask_invite(_: May<ManagePeople>, view: View) -> Reply {
    let asked = roles_in(&Form::parse(view.query().as_bytes()));
    let ticked = asked.iter().filter(|role| TICKED.contains(role));
    let form = Form::of(ticked.map(|role| ("roles", role.word())));
    view.page(say!("accounts-people-invite"), &InvitePage { form: &form })
}

/// `POST /desk/people/invite`
pub async fn send_invite(_: May<ManagePeople>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let email = form.email("email");
    let name = form.called("name", 0..=60);
    form.printable("name", call.press());
    let roles = roles_in(&form);
    if roles.is_empty() {
        form.refuse("roles", say!("accounts-people-invite-roles-needed"));
    }
    let (Some(email), Some(name), false) = (email, name, form.is_refused()) else {
        return call.refused(say!("accounts-people-invite"), &InvitePage { form: &form });
    };
    let shown = email.clone();
    let invitation = Invitation {
        email,
        name,
        lang: None,
        grant: Grant {
            roles,
            ..Grant::default()
        },
    };
    call.act(move |tx| invite(tx, &invitation))
        .then(
            "/desk/people",
            say!("accounts-people-invited", email = shown),
        )
        .or_again("email", &mut form, async |form| {
            call.refused(say!("accounts-people-invite"), &InvitePage { form })
        })
        .await
}

/// `POST /desk/people/invitations/{invitation}/withdraw`
pub async fn withdraw(_: May<ManagePeople>, call: Call, id: web::Path<Id<Link>>) -> Reply {
    call.act(move |tx| manage::withdraw_invitation(tx, &id))
        .then("/desk/people", say!("accounts-people-withdrawn"))
        .await
}
