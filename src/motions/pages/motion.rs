//! One motion: its ballots, its papers, and what can still be done about it.

use actix_web::web::Path;
use askama::Template;

use super::{ALLOWED, organs, typed};
use crate::ballots::{self, Clerk, Subject};
use crate::chamber::rules::Organ;
use crate::motions::acts::{self, Enclosed};
use crate::motions::policy::{LeadMotions, SeeMotions};
use crate::motions::rules::{Motion, MotionId, Plain, RESOLUTION, State};
use crate::motions::store;
use crate::platform::db::Fault;
use crate::platform::files::{self, Face, FileRow};
use crate::platform::filters;
use crate::say;
use crate::web::upload::Upload;
use crate::web::{Call, Form, May, Reply, Signed};

#[derive(Template)]
#[template(path = "motions/motion.html")]
struct MotionPage<'a> {
    form: &'a Form,
    motion: Motion,
    paper: Option<FileRow>,
    clerk: Clerk,
    organs: Vec<Organ>,
    accept: String,
}

impl MotionPage<'_> {
    fn base(&self) -> String {
        Plain.home(self.motion.id.as_str())
    }

    fn may_change(&self) -> bool {
        self.clerk.leads && self.motion.may_change(self.clerk.rounds.len()).is_ok()
    }

    fn may_withdraw(&self) -> bool {
        let waits = self.clerk.opening.is_some();
        self.clerk.leads && self.motion.may_withdraw(waits).is_ok()
    }
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
            let waits = motion.state() == State::Open;
            let ready = waits && ballots::may_open(conn, &Plain, id.as_str(), now)?;
            let about = (&Plain as &'static dyn Subject, id.as_str());
            let draft = ready || motion.state() == State::Withdrawn;
            let clerk = Clerk::read(conn, about, (&me, speech), (ready, draft), now)?;
            Ok((motion, paper, clerk))
        })
        .await?;
    clerk.offer(&mut form, call);
    for (name, is) in [
        ("title", &motion.title),
        ("body", &motion.body),
        ("organ", &motion.organ.word().to_owned()),
    ] {
        if form.pairs().iter().all(|(typed, _)| typed != name) {
            form.put(name, is);
        }
    }
    let title = say!("motions-ballot-title", title = motion.title.as_str());
    let page = MotionPage {
        form: &form,
        motion,
        paper,
        clerk,
        organs: organs(call).await?,
        accept: ALLOWED.accept(),
    };
    call.with_form(title, page.form, &page)
}

/// `GET /desk/motions/{motion}`
pub async fn show(_: May<SeeMotions>, call: Call, id: Path<MotionId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

/// `POST /desk/motions/{motion}/change`: `title`, `body`, `organ`, a new `paper` if wanted, `drop`.
pub async fn change(_: May<LeadMotions>, call: Call, id: Path<MotionId>, upload: Upload) -> Reply {
    let (mut form, typed) = typed(&call, upload).await?;
    let (motion, drop) = (id.clone(), form.ticked("drop"));
    call.act_on(typed, move |tx, ((title, body, organ), paper)| {
        let paper = match paper {
            Some(new) => Enclosed::New(new),
            None if drop => Enclosed::Nothing,
            None => Enclosed::Same,
        };
        acts::change(tx, &motion, (title, body, *organ), &paper)
    })
    .then(Plain.home(id.as_str()), say!("motions-changed"))
    .or_again("organ", &mut form, async |form| {
        page(&call, &id, form).await
    })
    .await
}

/// `POST /desk/motions/{motion}/withdraw`: `why`.
pub async fn withdraw(
    _: May<LeadMotions>,
    call: Call,
    id: Path<MotionId>,
    mut form: Form,
) -> Reply {
    let motion = id.clone();
    call.act_on(form.text("why", 1..=500), move |tx, why| {
        acts::withdraw(tx, &motion, why)
    })
    .then(Plain.home(id.as_str()), say!("motions-withdrawn"))
    .or_again("why", &mut form, async |form| page(&call, &id, form).await)
    .await
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
