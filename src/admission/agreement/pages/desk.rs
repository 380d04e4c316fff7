//! The chamber's pages of agreements: the office makes and sends one, who signs for the chamber
//! countersigns on the same page.

use actix_web::web::Path;
use askama::Template;
use chrono::TimeDelta;

use super::{Offered, PAPER, Paper, PrintPage, offered, steps};
use crate::accounts::Fresh;
use crate::admission::agreement::acts::{seal, send, sign};
use crate::admission::agreement::forms;
use crate::admission::agreement::policy::SeeAgreements;
use crate::admission::agreement::rules::{Document, Party};
use crate::admission::case::{self, Case, LeadCases, Top};
use crate::admission::stage::Stage;
use crate::chamber;
use crate::chamber::letterhead::Letterhead;
use crate::kernel::id::CaseId;
use crate::kernel::time::day_in;
use crate::kernel::{Act, Actor, Can, Day, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::files::NewFile;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply, Signed};

#[derive(Template)]
#[template(path = "agreement/desk.html")]
struct DeskPage<'a> {
    paper: Paper,
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "agreement/make.html")]
struct MakePage<'a> {
    top: Top,
    form: &'a Form,
    leads: bool,
    /// The text as it would be frozen; none before the board has decided.
    draft: Option<Document>,
    /// Why none can be made.
    bar: Option<Say>,
    /// Why the one that is out can't be signed.
    out: Option<Say>,
    signers: Vec<Offered>,
}

impl MakePage<'_> {
    fn is_ready(&self) -> bool {
        self.top.stage() == Stage::Admitted || self.out.is_some()
    }
}

fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/agreement")
}

/// The case, unless it is kept from the reader: who acts for its company signs on their own pages.
fn of_another(conn: &mut Conn, me: &Actor, id: &CaseId) -> Result<Case, Fault> {
    let case = case::load_sent(conn, id)?;
    if case::is_kept_from(conn, me, &case)? {
        return Err(Fault::Missing);
    }
    Ok(case)
}

async fn may_see(me: &Signed, call: &Call) -> Result<(), Fault> {
    let signatory = call.read(chamber::signatory).await?;
    Ok(Can::<SeeAgreements>::check(me, &signatory).map(|_| ())?)
}

async fn paper(call: &Call, id: &CaseId) -> Result<Option<Paper>, Fault> {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (id, when) = (id.clone(), (call.now(), call.speech()));
    call.read(move |conn| {
        let case = of_another(conn, &me, &id)?;
        match Paper::load(conn, case, Party::Chamber, &me, when) {
            Ok(paper) => Ok(Some(paper)),
            Err(Fault::Missing) => Ok(None),
            Err(other) => Err(other),
        }
    })
    .await
}

async fn page(call: &Call, id: &CaseId, form: &mut Form) -> Reply {
    match paper(call, id).await? {
        Some(Paper { bar: Some(bar), .. }) if call.may::<LeadCases>() => {
            make(call, id, form, Some(bar)).await
        }
        Some(paper) => {
            let page = DeskPage { paper, form };
            let title = say!("agreement-title");
            call.with_form(title, form, &page)
        }
        None => make(call, id, form, None).await,
    }
}

/// `out`: why the one that is out can't be signed, so that another takes its place.
async fn make(call: &Call, id: &CaseId, form: &mut Form, out: Option<Say>) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (now, speech, id) = (call.now(), call.speech(), id.clone());
    let anew = out.is_some();
    let (top, (draft, bar), signers) = call
        .read(move |conn| {
            let case = of_another(conn, &me, &id)?;
            let admitted = anew || case.stage(now) == Stage::Admitted;
            let (draft, bar) = match admitted.then(|| send::draft(conn, &case, now)) {
                None => (None, None),
                Some(Ok(draft)) => (Some(draft), None),
                Some(Err(Fault::Refused(say))) => (None, Some(say)),
                Some(Err(other)) => return Err(other),
            };
            let signers = offered(conn, &case, (now, speech))?;
            Ok((Top::new(case, now, speech), (draft, bar), signers))
        })
        .await?;
    if form.pairs().is_empty() {
        let days = i64::from(top.journey.route.limits.sign);
        let day: Day = day_in(speech.zone, now + TimeDelta::days(days));
        form.put("sign_by", day.to_string());
        if let Some(first) = signers.first() {
            form.put("signatory", first.id.as_str());
        }
    }
    let page = MakePage {
        top,
        form,
        leads,
        draft,
        bar,
        out,
        signers,
    };
    let title = say!("agreement-title");
    call.with_form(title, page.form, &page)
}

/// `GET /desk/cases/{case}/agreement`. That the signer opened it is evidence: noted once a session.
pub async fn show(me: Signed, call: Call, id: Path<CaseId>) -> Reply {
    may_see(&me, &call).await?;
    let shown = paper(&call, &id).await?;
    if shown.is_some_and(|paper| paper.may_sign()) {
        let case = id.clone();
        call.write(move |tx| sign::opened(tx, &case, Party::Chamber))
            .await?;
    }
    page(&call, &id, &mut Form::default()).await
}

/// `GET /desk/cases/{case}/agreement/print`
pub async fn print(me: Signed, call: Call, id: Path<CaseId>) -> Reply {
    may_see(&me, &call).await?;
    let paper = paper(&call, &id).await?.ok_or(Fault::Missing)?;
    call.sheet(say!("agreement-title"), &PrintPage { paper })
}

/// `POST /desk/cases/{case}/agreement/send`: `signatory`, `sign_by`.
pub async fn send(_: May<LeadCases>, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let Some((signatory, day)) = forms::sending(&mut form) else {
        return page(&call, &id, &mut form).await;
    };
    let (case, frozen) = (id.clone(), frozen(&call, &id).await);
    let frozen = match frozen {
        Ok(frozen) => Some(frozen),
        Err(fault) => form.refuse_fault("sign_by", fault).map(|()| None)?,
    };
    call.act_on(frozen, move |tx, (frozen, file)| {
        send::send(tx, &case, &signatory, day, (frozen, file))
    })
    .then(home(&id), say!("agreement-sent"))
    .or_again("sign_by", &mut form, async |form| {
        page(&call, &id, &mut form.clone()).await
    })
    .await
}

/// The agreement frozen as a paper, and kept.
async fn frozen(call: &Call, id: &CaseId) -> Result<(send::Frozen, NewFile), Fault> {
    let head = Letterhead::load(call.db(), call.files()).await?;
    let (case, now) = (id.clone(), call.now());
    let drawn_up = call
        .read(move |conn| send::draw_up(conn, &case, now, &head))
        .await?;
    let frozen = call
        .press()
        .aside(move |press| drawn_up.freeze(press))
        .await??;
    let files = call.files();
    let file = files.take_in("agreement.pdf", frozen.bytes.clone(), PAPER);
    Ok((frozen, file.await?))
}

/// `POST /desk/cases/{case}/agreement/seal`: the office has the seal tried again.
pub async fn seal(_: May<LeadCases>, call: Call, id: Path<CaseId>) -> Reply {
    let (to, case) = (home(&id), id.into_inner());
    call.act(move |tx| seal::again(tx, &case))
        .then(&to, say!("agreement-seal-again-done"))
        .or_warn(&to)
        .await
}

/// `GET /desk/cases/{case}/agreement/{which}.pdf`
pub async fn file(me: Signed, call: Call, path: Path<(CaseId, String)>) -> Reply {
    may_see(&me, &call).await?;
    let (id, which) = path.into_inner();
    let paper = paper(&call, &id).await?.ok_or(Fault::Missing)?;
    paper.serve(call.db(), call.files(), &which).await
}

/// `POST /desk/cases/{case}/agreement/read`
pub async fn read(_: Signed, call: Call, id: Path<CaseId>) -> Reply {
    let to = home(&id);
    steps::read(&call, id.into_inner(), Party::Chamber, &to).await
}

/// `POST /desk/cases/{case}/agreement/code`
pub async fn code(me: Signed, call: Call, id: Path<CaseId>) -> Reply {
    may_see(&me, &call).await?;
    let to = home(&id);
    steps::code(&call, id.into_inner(), Party::Chamber, &to).await
}

/// `POST /desk/cases/{case}/agreement/sign`: `name`, `code`, `agreed`.
pub async fn sign(call: Call, id: Path<CaseId>, Fresh { me, mut form }: Fresh) -> Reply {
    may_see(&me, &call).await?;
    let (to, case) = (home(&id), id.clone());
    match steps::sign(&call, case, Party::Chamber, &mut form, &to).await? {
        Some(reply) => reply,
        None => page(&call, &id, &mut form).await,
    }
}
