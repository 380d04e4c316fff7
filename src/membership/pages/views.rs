//! `/desk/members/views`: names for the filters of the register.

use actix_web::web;
use askama::Template;

use crate::kernel::Act;
use crate::membership::acts::views::{self, REGISTER};
use crate::membership::policy::RemoveView;
use crate::membership::store::views::{SavedView, ViewId, of};
use crate::membership::{SeeMembers, forms};
use crate::platform::db::{Db, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "membership/views.html")]
struct ViewsPage<'a> {
    f: &'a Form,
    all: Vec<(SavedView, bool)>,
}

async fn page(me: &May<SeeMembers>, view: &View, db: &Db, f: &Form) -> Reply {
    let id = me.id.clone();
    let all = db.read(move |conn| of(conn, REGISTER, &id)).await?;
    let with = |view: SavedView| {
        let removable = RemoveView::allows(me, &(view.owner_id.clone(), view.shared));
        (view, removable)
    };
    let page = ViewsPage {
        f,
        all: all.into_iter().map(with).collect(),
    };
    view.with_form(say!("membership-views-title"), f, &page)
}

/// `GET /desk/members/views?…`: what is to be kept stands in the address, as on the register.
pub async fn show(me: May<SeeMembers>, view: View, db: web::Data<Db>) -> Reply {
    let form = Form::of([("query", forms::kept(view.query()))]);
    page(&me, &view, &db, &form).await
}

/// `POST /desk/members/views`
pub async fn keep(me: May<SeeMembers>, view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    if let Some((name, query, shared)) = forms::saved_view(&mut form) {
        let to = format!("/desk/members?{query}");
        let write = move |tx: &mut Tx| views::keep(tx, &name, &query, shared);
        match db.write(&view.who(), write).await {
            Ok(_) => return view.done(&to, say!("membership-view-done")),
            Err(fault) => form.refuse_fault("name", fault)?,
        }
    }
    page(&me, &view, &db, &form).await
}

/// `POST /desk/members/views/{view}/remove`
pub async fn remove(
    _: May<SeeMembers>,
    view: View,
    id: web::Path<ViewId>,
    db: web::Data<Db>,
) -> Reply {
    let id = id.into_inner();
    db.write(&view.who(), move |tx| views::remove(tx, &id))
        .await?;
    view.done("/desk/members/views", say!("membership-view-removed"))
}
