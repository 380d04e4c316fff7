//! The page of whoever a company names: what for, and their answer. It opens to nobody but the account with the
//! address that was asked.

use actix_web::web::Path;
use askama::Template;

use crate::accounts;
use crate::admission::case::{self, Case};
use crate::admission::people::acts::named;
use crate::admission::people::policy::Answer;
use crate::admission::people::rules::{Duty, Named, NamedId, NamedState, is_on};
use crate::admission::people::store;
use crate::kernel::{Can, Moment, Role};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Sent, Signed};

#[derive(Template)]
#[template(path = "people/named.html")]
struct NamedPage<'a> {
    form: &'a Form,
    named: Named,
    case: Case,
    /// Who asks.
    by: String,
    /// The name of the reader's account.
    me: String,
    /// Their work in the chamber, which is closed to them where it is about this company.
    loses: Vec<Role>,
    now: Moment,
}

impl NamedPage<'_> {
    fn is_open(&self) -> bool {
        self.named.state == NamedState::Invited && is_on(&self.case, self.now)
    }

    fn is_same(&self) -> bool {
        self.named.is_called(&self.me)
    }
}

async fn page(call: &Call, id: &NamedId, refused: Option<&Form>) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (id, name, now) = (id.clone(), me.name.clone(), call.now());
    let loses = me.roles.clone();
    let (named, case, by) = call
        .read(move |conn| {
            let named = store::named(conn, &id)?;
            Can::<Answer>::check(&me, &named)?;
            let case = case::load(conn, &named.case)?;
            let by = accounts::person(conn, &named.invited_by)?.name;
            Ok((named, case, by))
        })
        .await?;
    let fresh = Form::default();
    let form = refused.unwrap_or(&fresh);
    let page = NamedPage {
        form,
        named,
        case,
        by,
        me: name,
        loses,
        now,
    };
    call.with_form(say!("people-answer-title"), form, &page)
}

/// `GET /my/named/{named}`
pub async fn show(_: Signed, call: Call, id: Path<NamedId>) -> Reply {
    page(&call, &id, None).await
}

/// `POST /my/named/{named}`: `post`, and the tick `agreed`.
pub async fn confirm(_: Signed, mut sent: Sent<NamedId>) -> Reply {
    let id = sent.id.clone();
    let case = sent.find(&id, |conn, id| Ok(store::named(conn, id)?.case));
    let to = format!("/my/applications/{}/people", case.await?);
    let post = sent.form.text("post", 1..=40);
    let agreed = sent.form.must_tick("agreed", say!("people-form-agree"));
    sent.act_on((post, agreed), |tx, id, (post, ())| {
        named::confirm(tx, id, post)
    })
    .then(to, say!("people-confirmed"))
    .or_back("agreed", &sent, async |call, id, form| {
        page(call, &id, form).await
    })
    .await
}

/// `POST /my/named/{named}/decline`: `reason`.
pub async fn decline(_: Signed, mut sent: Sent<NamedId>) -> Reply {
    let why = sent.form.text("reason", 1..=300);
    sent.act_on(why, |tx, id, why| named::decline(tx, id, why))
        .then("/my", say!("people-declined"))
        .or_back("reason", &sent, async |call, id, form| {
            page(call, &id, form).await
        })
        .await
}
