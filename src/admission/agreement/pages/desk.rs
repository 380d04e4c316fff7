//! The chamber's pages of agreements: the office makes and sends one, who signs for the chamber
//! countersigns on the same page, and a list of what is out.

use actix_web::web::{Data, Path};
use askama::Template;
use chrono::TimeDelta;

use super::{PAPER, Paper, steps};
use crate::accounts::{self, Colleague};
use crate::admission::agreement::acts::{seal, send, sign};
use crate::admission::agreement::forms;
use crate::admission::agreement::policy::SeeAgreements;
use crate::admission::agreement::rules::{Document, Party};
use crate::admission::agreement::waiting::{self, Waiting};
use crate::admission::case::{self, Case, LeadCases, Top};
use crate::admission::stage::Stage;
use crate::chamber;
use crate::chamber::letterhead::Letterhead;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::time::day_in;
use crate::kernel::{Act, Actor, Can, Day};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::Store;
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::say;
use crate::web::{Form, May, Reply, Signed, View};

#[derive(Template)]
#[template(path = "agreement/desk.html")]
struct DeskPage<'a> {
    paper: Paper,
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "agreement/print.html")]
struct PrintPage {
    paper: Paper,
}

#[derive(Template)]
#[template(path = "agreement/make.html")]
struct MakePage<'a> {
    top: Top,
    form: &'a Form,
    leads: bool,
    /// The text as it would be frozen; none before the board has decided.
    draft: Option<Document>,
    signers: Vec<Colleague>,
}

impl MakePage<'_> {
    fn is_ready(&self) -> bool {
        self.top.stage() == Stage::Admitted
    }
}

fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/agreement")
}

/// The case, unless the company is the reader's own: they sign for it on their own pages.
fn of_another(conn: &mut Conn, me: &Actor, id: &CaseId) -> Result<Case, Fault> {
    let case = case::load_sent(conn, id)?;
    if case.is_of(me) {
        return Err(Fault::Missing);
    }
    Ok(case)
}

async fn may_see(me: &Signed, db: &Db) -> Result<(), Fault> {
    let signatory = db.read(chamber::signatory).await?;
    Ok(Can::<SeeAgreements>::check(me, &signatory).map(|_| ())?)
}

async fn paper(view: &View, db: &Db, clock: &Clock, id: &CaseId) -> Result<Option<Paper>, Fault> {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let (id, when) = (id.clone(), (clock.now(), view.speech()));
    db.read(move |conn| {
        let case = of_another(conn, &me, &id)?;
        match Paper::load(conn, case, Party::Chamber, &me, when) {
            Ok(paper) => Ok(Some(paper)),
            Err(Fault::Missing) => Ok(None),
            Err(other) => Err(other),
        }
    })
    .await
}

async fn page(view: &View, db: &Db, clock: &Clock, id: &CaseId, form: &mut Form) -> Reply {
    match paper(view, db, clock, id).await? {
        Some(paper) => {
            let page = DeskPage { paper, form };
            let title = say!("agreement-title");
            view.with_form(title, form, &page)
        }
        None => make(view, db, clock, id, form).await,
    }
}

async fn make(view: &View, db: &Db, clock: &Clock, id: &CaseId, form: &mut Form) -> Reply {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (now, speech, id) = (clock.now(), view.speech(), id.clone());
    let (top, draft, signers) = db
        .read(move |conn| {
            let case = of_another(conn, &me, &id)?;
            let admitted = case.stage(now) == Stage::Admitted;
            let draft = if admitted {
                Some(send::draft(conn, &case)?)
            } else {
                None
            };
            let mut signers = match &case.company {
                Some(company) => accounts::colleagues(conn, company)?,
                None => vec![],
            };
            signers.retain(|c| c.powers.sign && c.person.disabled_at.is_none());
            Ok((Top::new(case, now, speech), draft, signers))
        })
        .await?;
    if form.pairs().is_empty() {
        let days = i64::from(top.journey.route.limits.sign);
        let day: Day = day_in(speech.zone, now + TimeDelta::days(days));
        form.put("sign_by", day.to_string());
        if let Some(first) = signers.first() {
            form.put("signatory", first.person.id.as_str());
        }
    }
    let page = MakePage {
        top,
        form,
        leads,
        draft,
        signers,
    };
    let title = say!("agreement-title");
    view.with_form(title, page.form, &page)
}

/// `GET /desk/cases/{case}/agreement`. That the signer opened it is evidence: noted once a session.
pub async fn show(
    me: Signed,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    may_see(&me, &db).await?;
    let shown = paper(&view, &db, &clock, &id).await?;
    if shown.is_some_and(|paper| paper.may_sign()) {
        let case = id.clone();
        db.write(&view.who(), move |tx| {
            sign::opened(tx, &case, Party::Chamber)
        })
        .await?;
    }
    page(&view, &db, &clock, &id, &mut Form::default()).await
}

/// `GET /desk/cases/{case}/agreement/print`
pub async fn print(
    me: Signed,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    may_see(&me, &db).await?;
    let paper = paper(&view, &db, &clock, &id)
        .await?
        .ok_or(Fault::Missing)?;
    view.sheet(say!("agreement-title"), &PrintPage { paper })
}

/// `POST /desk/cases/{case}/agreement/send`: `signatory`, `sign_by`.
pub async fn send(
    _: May<LeadCases>,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    (store, press): (Data<Store>, Data<Press>),
    mut form: Form,
) -> Reply {
    let Some((signatory, day)) = forms::sending(&mut form) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    match sent(
        &view,
        (&db, &clock),
        (&store, &press),
        &id,
        (signatory, day),
    )
    .await
    {
        Ok(()) => view.done(&home(&id), say!("agreement-sent")),
        Err(fault) => {
            form.refuse_fault("sign_by", fault)?;
            page(&view, &db, &clock, &id, &mut form).await
        }
    }
}

/// Freezes the agreement as a paper, keeps it, sends it.
async fn sent(
    view: &View,
    (db, clock): (&Db, &Clock),
    (store, press): (&Store, &Press),
    id: &CaseId,
    (signatory, day): (PersonId, Day),
) -> Result<(), Fault> {
    let head = Letterhead::load(db, store).await?;
    let (case, press, now) = (id.clone(), press.clone(), clock.now());
    let frozen = db
        .read(move |conn| send::freeze(conn, &case, now, (&head, &press)))
        .await?;
    let file = store
        .take_in("agreement.pdf", frozen.bytes.clone(), PAPER)
        .await?;
    let case = id.clone();
    db.write(&view.who(), move |tx| {
        send::send(tx, &case, &signatory, day, (&frozen, &file))
    })
    .await
}

/// `POST /desk/cases/{case}/agreement/seal`: the office has the seal tried again.
pub async fn seal(_: May<LeadCases>, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let (to, case) = (home(&id), id.into_inner());
    match db
        .write(&view.who(), move |tx| seal::again(tx, &case))
        .await
    {
        Ok(()) => view.done(&to, say!("agreement-seal-again-done")),
        Err(Fault::Refused(reason)) => view.warned(&to, reason),
        Err(other) => Err(other),
    }
}

/// `GET /desk/cases/{case}/agreement/{which}.pdf`
pub async fn file(
    me: Signed,
    view: View,
    path: Path<(CaseId, String)>,
    (db, clock): (Data<Db>, Data<Clock>),
    store: Data<Store>,
) -> Reply {
    may_see(&me, &db).await?;
    let (id, which) = path.into_inner();
    let paper = paper(&view, &db, &clock, &id)
        .await?
        .ok_or(Fault::Missing)?;
    paper.serve(&db, &store, &which).await
}

/// `POST /desk/cases/{case}/agreement/read`
pub async fn read(_: Signed, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    steps::read(&view, &db, id.into_inner(), Party::Chamber, &to).await
}

/// `POST /desk/cases/{case}/agreement/code`
pub async fn code(me: Signed, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    may_see(&me, &db).await?;
    let to = home(&id);
    steps::code(&view, &db, id.into_inner(), Party::Chamber, &to).await
}

/// `POST /desk/cases/{case}/agreement/sign`: `name`, `code`, `agreed`.
pub async fn sign(
    me: Signed,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    may_see(&me, &db).await?;
    let (to, case) = (home(&id), id.clone());
    match steps::sign(&view, &db, case, Party::Chamber, &mut form, &to).await? {
        Some(reply) => reply,
        None => page(&view, &db, &clock, &id, &mut form).await,
    }
}

#[derive(Template)]
#[template(path = "agreement/list.html")]
struct ListPage {
    waiting: Vec<Waiting>,
}

impl ListPage {
    fn is_mine(&self, one: &Waiting) -> bool {
        one.turn == Party::Chamber
    }
}

/// `GET /desk/agreements`
pub async fn list(me: Signed, view: View, db: Data<Db>, clock: Data<Clock>) -> Reply {
    may_see(&me, &db).await?;
    let now = clock.now();
    let waiting = db.read(move |conn| waiting::out(conn, now)).await?;
    view.page(say!("agreement-list-title"), &ListPage { waiting })
}
