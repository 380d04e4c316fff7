//! `/desk/views/{list}`: names for what a list is asked for. One list of pages for all lists that the
//! app knows.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::kernel::{Act, Actor};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::lists::{List, Lists};
use crate::platform::views::{self, RemoveView, SavedView, ViewId};
use crate::say;
use crate::web::{Call, Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "web/views.html")]
struct ViewsPage<'a> {
    f: &'a Form,
    list: &'static List,
    all: Vec<(SavedView, bool)>,
}

/// The list of this name, for who sees it.
fn seen(lists: &Lists, name: &str, me: &Actor) -> Result<&'static List, Fault> {
    let found = lists.iter().find(|list| list.name() == name);
    found
        .filter(|list| (list.sees)(me))
        .copied()
        .ok_or(Fault::Missing)
}

fn path(list: &List) -> String {
    format!("/desk/views/{}", list.name())
}

async fn page(call: &Call, me: &Actor, list: &'static List, f: &Form) -> Reply {
    let id = me.id.clone();
    let all = call.read(move |conn| views::of(conn, list, &id)).await?;
    let with = |view| {
        let one = (list, view);
        let removable = RemoveView::allows(me, &one);
        (one.1, removable)
    };
    let all = all.into_iter().map(with).collect();
    call.with_form(say!("web-views-title"), f, &ViewsPage { f, list, all })
}

/// `GET /desk/views/{list}?…`: what is to be kept stands in the address, as on the list.
pub async fn show(me: Signed, call: Call, lists: Data<Lists>, name: Path<String>) -> Reply {
    let list = seen(&lists, &name, &me)?;
    let asked = Form::parse(call.query().as_bytes());
    let form = Form::of([("query", list.kept(asked.pairs()))]);
    page(&call, &me, list, &form).await
}

/// `POST /desk/views/{list}`
pub async fn keep(
    me: Signed,
    call: Call,
    lists: Data<Lists>,
    name: Path<String>,
    mut form: Form,
) -> Reply {
    let list = seen(&lists, &name, &me)?;
    let said = (form.text("name", 1..=40), form.text("query", 0..=2000));
    let shared = form.ticked("shared");
    call.act_on(said, move |tx, (name, query)| {
        let query = list.kept(Form::parse(query.as_bytes()).pairs());
        views::keep(tx, list, (name, &query, shared))?;
        Ok(format!("{}?{query}", list.path))
    })
    .then_with(|to| (to.clone(), say!("web-view-done")))
    .or_again("name", &mut form, async |form| {
        page(&call, &me, list, form).await
    })
    .await
}

/// `POST /desk/views/{list}/{view}/remove`
pub async fn remove(
    me: Signed,
    call: Call,
    lists: Data<Lists>,
    place: Path<(String, ViewId)>,
) -> Reply {
    let (name, id) = place.into_inner();
    let list = seen(&lists, &name, &me)?;
    call.act(move |tx| views::remove(tx, list, &id))
        .then(path(list), say!("web-view-removed"))
        .await
}

/// `/desk/members/views…`: where views of the register were kept before other lists had any. What is
/// sent to a form there is sent on.
pub async fn moved(view: View) -> HttpResponse {
    let to = view
        .here()
        .replacen("/desk/members/views", "/desk/views/members", 1);
    let mut answer = HttpResponse::PermanentRedirect();
    answer.insert_header((header::LOCATION, to));
    answer.finish()
}
