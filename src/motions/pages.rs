//! The office's pages of motions: all of them with the form that brings one; one with its ballots; the
//! paper that came with it.

use actix_web::web::Path;
use askama::Template;

use crate::ballots::{self, Clerk, Subject};
use crate::chamber::rules::Organ;
use crate::kernel::Act;
use crate::motions::policy::{LeadMotions, SeeMotions};
use crate::motions::rules::{Motion, MotionId, Plain, RESOLUTION};
use crate::motions::subject::kept_from;
use crate::motions::{acts, store};
use crate::platform::db::{Conn, Fault};
use crate::platform::files::{self, Allowed, Face, FileRow, Kind};
use crate::platform::filters;
use crate::say;
use crate::web::upload::Upload;
use crate::web::{Call, Form, May, Reply, Signed};

/// Most motions on the list.
const MOST: i64 = 200;
const ALLOWED: Allowed = Allowed::new(&[Kind::Pdf], 20);

#[derive(Template)]
#[template(path = "motions/list.html")]
struct ListPage<'a> {
    f: &'a Form,
    motions: Vec<Motion>,
    leads: bool,
    organs: [Organ; 3],
    accept: String,
}

async fn list_page(call: &Call, form: &Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let read = move |conn: &mut Conn| {
        let kept = kept_from(conn, &me)?;
        let mut motions = store::newest(conn, MOST)?;
        motions.retain(|motion| !kept.iter().any(|id| id == motion.id.as_str()));
        Ok(motions)
    };
    let page = ListPage {
        f: form,
        motions: call.read(read).await?,
        leads: call.actor().is_some_and(|me| LeadMotions::allows(me, &())),
        organs: Organ::ALL,
        accept: ALLOWED.accept(),
    };
    call.with_form(say!("motions-title"), form, &page)
}

/// `GET /desk/motions`
pub async fn list(_: May<SeeMotions>, call: Call) -> Reply {
    let form = Form::of([("organ", Organ::Board.word())]);
    list_page(&call, &form).await
}

/// `POST /desk/motions`: `title`, `body`, `organ`, a `paper` if wanted.
pub async fn bring(_: May<LeadMotions>, call: Call, mut upload: Upload) -> Reply {
    let (sent, mut form) = (upload.files.pop(), upload.form);
    let (title, body) = (form.text("title", 1..=120), form.text("body", 1..=8000));
    let typed = title.zip(body).zip(form.choice("organ", Organ::from_word));
    let mut paper = None;
    if let (Some(_), Some(sent)) = (&typed, sent) {
        match call.files().take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(taken) => paper = Some(taken),
            Err(fault) => form.refuse_fault("paper", fault)?,
        }
    }
    let Some(((title, body), organ)) = typed.filter(|_| !form.is_refused()) else {
        return list_page(&call, &form).await;
    };
    call.act(move |tx| acts::bring(tx, (&title, &body, organ), paper.as_ref()))
        .then_with(|id| (Plain.home(id.as_str()), say!("motions-brought")))
        .await
}

#[derive(Template)]
#[template(path = "motions/motion.html")]
struct MotionPage<'a> {
    form: &'a Form,
    motion: Motion,
    paper: Option<FileRow>,
    clerk: Clerk,
}

async fn page(call: &Call, id: &MotionId, form: &Form) -> Reply {
    let mut form = form.clone();
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, speech, id) = (call.now(), call.speech(), id.clone());
    let (motion, paper, clerk) = call
        .read(move |conn| {
            let motion = store::load(conn, id.as_str())?;
            if !Plain.sees(conn, &me, id.as_str())? {
                return Err(Fault::Missing);
            }
            let paper = files::of(conn, RESOLUTION, &id)?.pop();
            let ready = ballots::may_open(conn, &Plain, id.as_str(), now)?;
            let about = (&Plain as &'static dyn Subject, id.as_str());
            let clerk = Clerk::read(conn, about, (&me, speech), (ready, ready), now)?;
            Ok((motion, paper, clerk))
        })
        .await?;
    clerk.offer(&mut form, call);
    let title = say!("motions-ballot-title", title = motion.title.as_str());
    let page = MotionPage {
        form: &form,
        motion,
        paper,
        clerk,
    };
    call.with_form(title, page.form, &page)
}

/// `GET /desk/motions/{motion}`
pub async fn show(_: May<SeeMotions>, call: Call, id: Path<MotionId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

/// `POST /desk/motions/{motion}/open`: `closes`, `note`, `recuse` for each seat with its `why-…`.
pub async fn open(_: May<LeadMotions>, call: Call, id: Path<MotionId>, mut form: Form) -> Reply {
    ballots::open_round(&call, (&Plain, id.as_str()), &mut form, async |form| {
        page(&call, &id, form).await
    })
    .await
}

/// `GET /desk/motions/{motion}/paper`: for who sees motions, and for seats that may read its papers.
pub async fn paper(me: Signed, call: Call, id: Path<MotionId>) -> Reply {
    let (me, now) = ((*me).clone(), call.now());
    let file = call
        .read(move |conn| {
            let reads = ballots::reads(conn, (&Plain, id.as_str()), &me, now)?;
            Ok(files::of(conn, RESOLUTION, &*id)?.pop().filter(|_| reads))
        })
        .await?;
    files::serve(call.files(), &file.ok_or(Fault::Missing)?, Face::Original).await
}
