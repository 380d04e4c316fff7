//! The list of motions, and the form that brings one.

use askama::Template;

use super::{ALLOWED, organs, typed};
use crate::ballots::Subject;
use crate::chamber::rules::Organ;
use crate::kernel::{Act, Actor};
use crate::motions::acts;
use crate::motions::policy::{LeadMotions, SeeMotions};
use crate::motions::rules::{Motion, Plain, State};
use crate::motions::store::{self, Filter, Sort};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::upload::Upload;
use crate::web::{Call, Form, May, Reply};

/// All motions.
pub const LIST: List = List {
    path: "/desk/motions",
    title: "motions-title",
    filters: &["state", "organ"],
    sorted: "",
    sees: may::<SeeMotions>,
};

#[derive(Template)]
#[template(path = "motions/list.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    f: &'a Form,
    list: Paged<Motion>,
    leads: bool,
    organs: Vec<Organ>,
    accept: String,
}

/// What the list is asked for, of what this person sees.
fn filter(conn: &mut Conn, ask: &Ask, me: &Actor) -> Result<Filter, Fault> {
    Ok(Filter {
        search: ask.search(),
        state: ask.filter("state").and_then(State::from_word),
        organ: ask.filter("organ").and_then(Organ::from_word),
        except: Plain.kept_from(conn, me)?,
    })
}

async fn page(call: &Call, form: &Form) -> Reply {
    let ask = Ask::on(call, &LIST).await?;
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadMotions::allows(&me, &());
    let (asked, sort) = (ask.clone(), ask.sort(Sort::from_word));
    let (rows, total) = call
        .read(move |conn| {
            let filter = filter(conn, &asked, &me)?;
            store::list(conn, &filter, sort, asked.span())
        })
        .await?;
    let page = ListPage {
        list: Paged {
            rows,
            total,
            page: ask.page(),
        },
        ask: &ask,
        f: form,
        leads,
        organs: organs(call).await?,
        accept: ALLOWED.accept(),
    };
    call.with_form(say!("motions-title"), form, &page)
}

/// `GET /desk/motions?q=…&state=…&organ=…&sort=…&page=…&export=csv`
pub async fn show(me: May<SeeMotions>, call: Call) -> Reply {
    let ask = Ask::on(&call, &LIST).await?;
    let Some(kind) = ask.filter("export").map(str::to_owned) else {
        let form = Form::of([("organ", Organ::Board.word())]);
        return page(&call, &form).await;
    };
    let (speech, me, sort) = (call.speech(), (*me).clone(), ask.sort(Sort::from_word));
    export::list(&call, (LIST.name(), &kind), COLUMNS, move |conn, put| {
        let filter = filter(conn, &ask, &me)?;
        store::each(conn, &filter, sort, |motion| put(motion, &speech))
    })
    .await
}

const COLUMNS: &[Column<Motion, Speech>] = &[
    ("motions-number", |m, _| (&m.number).into()),
    ("motions-form-title", |m, _| (&m.title).into()),
    ("motions-organ", |m, to| to.plain(m.organ.key()).into()),
    ("motions-by", |m, _| (&m.by).into()),
    ("motions-at", |m, _| m.at.into()),
    ("motions-state", |m, to| to.plain(m.state().key()).into()),
    ("motions-decided", |m, _| m.decided_at.into()),
    ("motions-form-body", |m, _| (&m.body).into()),
];

/// `POST /desk/motions`: `title`, `body`, `organ`, a `paper` if wanted.
pub async fn bring(_: May<LeadMotions>, call: Call, upload: Upload) -> Reply {
    let (mut form, typed) = typed(&call, upload).await?;
    call.act_on(typed, |tx, ((title, body, organ), paper)| {
        acts::bring(tx, (title, body, *organ), paper.as_ref())
    })
    .then_with(|id| (Plain.home(id.as_str()), say!("motions-brought")))
    .or_again("organ", &mut form, async |form| page(&call, form).await)
    .await
}
