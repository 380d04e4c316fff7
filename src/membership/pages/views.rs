//! `/desk/members/views`: names for the filters of the register.

use actix_web::web;
use askama::Template;

use crate::kernel::Act;
use crate::membership::acts::views::{self, REGISTER};
use crate::membership::policy::RemoveView;
use crate::membership::store::views::{SavedView, ViewId, of};
use crate::membership::{SeeMembers, forms};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "membership/views.html")]
struct ViewsPage<'a> {
    f: &'a Form,
    all: Vec<(SavedView, bool)>,
}

async fn page(me: &May<SeeMembers>, call: &Call, f: &Form) -> Reply {
    let id = me.id.clone();
    let all = call.read(move |conn| of(conn, REGISTER, &id)).await?;
    let with = |view: SavedView| {
        let removable = RemoveView::allows(me, &(view.owner_id.clone(), view.shared));
        (view, removable)
    };
    let page = ViewsPage {
        f,
        all: all.into_iter().map(with).collect(),
    };
    call.with_form(say!("membership-views-title"), f, &page)
}

/// `GET /desk/members/views?…`: what is to be kept stands in the address, as on the register.
pub async fn show(me: May<SeeMembers>, call: Call) -> Reply {
    let form = Form::of([("query", forms::kept(call.query()))]);
    page(&me, &call, &form).await
}

/// `POST /desk/members/views`
pub async fn keep(me: May<SeeMembers>, call: Call, mut form: Form) -> Reply {
    let view = forms::saved_view(&mut form);
    call.act_on(view, |tx, (name, query, shared)| {
        views::keep(tx, name, query, *shared)?;
        Ok(format!("/desk/members?{query}"))
    })
    .then_with(|to| (to.clone(), say!("membership-view-done")))
    .or_again("name", &mut form, async |form| page(&me, &call, form).await)
    .await
}

/// `POST /desk/members/views/{view}/remove`
pub async fn remove(_: May<SeeMembers>, call: Call, id: web::Path<ViewId>) -> Reply {
    let id = id.into_inner();
    call.act(move |tx| views::remove(tx, &id))
        .then("/desk/members/views", say!("membership-view-removed"))
        .await
}
