//! The company's page of its people: who still has to confirm, asked, asked again at another address, taken back;
//! authorities in writing.

use actix_web::web::Path;
use askama::Template;

use super::{PAPER, People};
use crate::accounts::Fresh;
use crate::admission::case::{self, ReadOwnCase, SubmitCase};
use crate::admission::people::acts::{authority, named};
use crate::admission::people::rules::{AuthorityId, Duty, NamedId, NamedState};
use crate::admission::people::store;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Act, Can, Say};
use crate::platform::db::Fault;
use crate::platform::files::{self, Face};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Sent, Signed, Unread, brought};

#[derive(Template)]
#[template(path = "people/my.html")]
struct MyPage<'a> {
    view: People,
    form: &'a Form,
    /// Whether the reader asks people and hands authorities in.
    submits: bool,
    accept: String,
}

fn home(id: &CaseId) -> String {
    format!("/my/applications/{id}/people")
}

async fn page(call: &Call, id: &CaseId, refused: Option<&Form>) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (id, when) = (id.clone(), (call.now(), call.speech()));
    let (view, submits) = call
        .read(move |conn| {
            let case = case::load(conn, &id)?;
            Can::<ReadOwnCase>::check(&me, &case)?;
            let submits = SubmitCase::allows(&me, &case);
            Ok((People::load(conn, case, me, when)?, submits))
        })
        .await?;
    let mut form = refused.cloned().unwrap_or_default();
    for post in &view.posts {
        let field = post.duty.field();
        if form.value(field).is_empty() && form.error(field).is_none() {
            let asked = post.named.as_ref().map(|named| named.email.as_str());
            form.put(field, asked.unwrap_or(&post.email));
        }
    }
    let page = MyPage {
        view,
        form: &form,
        submits,
        accept: PAPER.accept(),
    };
    call.with_form(say!("people-title"), &form, &page)
}

/// `GET /my/applications/{case}/people`
pub async fn show(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    page(&call, &id, None).await
}

/// `POST /my/applications/{case}/people`: `duty`, and the address in the field of that duty. The legal
/// representative gets every power by answering, so who asks proves who they are.
pub async fn invite(call: Call, id: Path<CaseId>, fresh: Fresh) -> Reply {
    case::may_submit(call.db(), &fresh.me, &id).await?;
    let mut sent = fresh.to(call, id);
    let duty = sent.form.choice("duty", Duty::from_word);
    let field = duty.map_or("duty", Duty::field);
    let email = duty.and_then(|duty| sent.form.email(duty.field()));
    sent.act_on((duty, email), |tx, id, (duty, email)| {
        named::invite(tx, id, *duty, email)?;
        Ok(email.clone())
    })
    .then_say(home(&sent.id), |email| {
        say!("people-invited", email = email)
    })
    .or_back(field, &sent, async |call, id, form| {
        page(call, &id, form).await
    })
    .await
}

/// `POST /my/applications/{case}/people/{named}/withdraw`
pub async fn withdraw(_: Signed, sent: Sent<(CaseId, NamedId)>) -> Reply {
    let to = home(&sent.id.0);
    sent.act(|tx, (case, id)| named::withdraw(tx, case, id))
        .then(&to, say!("people-withdrawn"))
        .or_warn(&to)
        .await
}

/// The field that a refusal of an authority is about.
fn field(say: &Say) -> &'static str {
    match &*say.key {
        "people-refused-past" => "valid_until",
        "people-refused-stranger" => "person",
        _ => "file",
    }
}

/// `POST /my/applications/{case}/authorities`: `person`, `valid_until`, the paper as `file`.
pub async fn file(me: Signed, call: Call, id: Path<CaseId>, unread: Unread) -> Reply {
    let id = id.into_inner();
    case::may_submit(call.db(), &me, &id).await?;
    let mut upload = unread.read().await?;
    let file = brought::take_in(&call, &mut upload, ("file", PAPER)).await?;
    let form = &mut upload.form;
    if file.is_none() && form.error("file").is_none() {
        form.refuse("file", say!("web-form-needed"));
    }
    let person = form.choice("person", |id| id.parse::<PersonId>().ok());
    let said = (person, form.date("valid_until"), file);
    let case = id.clone();
    call.act_on(said, move |tx, (person, until, file)| {
        authority::file(tx, &case, (person, *until), file)
    })
    .then(home(&id), say!("people-filed"))
    .or_again_where(field, form, async |form| page(&call, &id, Some(form)).await)
    .await
}

/// `POST /my/applications/{case}/authorities/{authority}/withdraw`
pub async fn take_back(_: Signed, sent: Sent<(CaseId, AuthorityId)>) -> Reply {
    let to = home(&sent.id.0);
    sent.act(|tx, (case, id)| authority::withdraw(tx, case, id))
        .then(&to, say!("people-taken-back"))
        .or_warn(&to)
        .await
}

/// `GET /my/applications/{case}/authorities/{authority}`, `GET /desk/cases/{case}/authorities/{authority}`
pub async fn paper(me: Signed, call: Call, path: Path<(CaseId, AuthorityId)>) -> Reply {
    let ((id, authority), me) = (path.into_inner(), me.clone());
    let file = call
        .read(move |conn| {
            let case = case::load(conn, &id)?;
            if !ReadOwnCase::allows(&me, &case) {
                case::seen(conn, &me, &id)?;
            }
            let authority = store::authority(conn, &id, &authority)?;
            files::find(conn, &authority.file)
        })
        .await?;
    files::serve(call.files(), &file, Face::Shown).await
}
