//! The application while its writer's address waits to be confirmed: every step but the papers, and in place of the
//! sending what is waited for.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::step::{Filling, Place, changed, fresh, go_on};
use crate::accounts;
use crate::accounts::rules::onward;
use crate::admission::application::acts::applicant::type_over;
use crate::admission::application::acts::early;
use crate::admission::application::rules::{Progress, Step};
use crate::platform::db::{Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, View};

#[derive(Template)]
#[template(path = "application/early.html")]
struct EarlyPage<'a> {
    filling: &'a Filling,
    /// Where the link went.
    email: &'a str,
}

impl EarlyPage<'_> {
    fn steps(&self) -> impl Iterator<Item = (&Progress, String)> {
        let place = &self.filling.place;
        let steps = self.filling.steps.iter().filter(move |p| place.has(p.step));
        steps.map(move |p| (p, place.step(p.step)))
    }
}

/// The step that the address names.
fn asked_step(view: &View) -> Option<Step> {
    let query = Form::parse(view.query().as_bytes());
    Step::from_word(query.value("step")).filter(|step| Place::Early.has(*step))
}

/// What this browser has, with what was typed on a step over it, and the address that waits; none where it has
/// nothing.
async fn load(
    call: &Call,
    req: &HttpRequest,
    typed: Option<(Step, Form)>,
) -> Result<Option<(Filling, String)>, Fault> {
    let Some(browser) = accounts::signed_up_here(req) else {
        return Ok(None);
    };
    let today = call.today();
    call.read(move |conn| {
        let Some(draft) = accounts::early_draft(conn, &browser)? else {
            return Ok(None);
        };
        let mut answers = early::written(&draft)?;
        if let Some((step, form)) = &typed {
            type_over(&mut answers, *step, |field| changed(form, field));
        }
        let filling = Filling::of(conn, Place::Early, (answers, vec![]), today)?;
        Ok(Some((filling, draft.email)))
    })
    .await
}

/// `GET /join/draft`: how far it is and what is waited for; with `step`, that step of the form.
pub async fn show(call: Call, req: HttpRequest) -> Reply {
    const NEW: &str = "/my/applications/new";
    let Some((filling, email)) = load(&call, &req, None).await? else {
        return match call.actor() {
            Some(_) => call.go(NEW),
            None => call.go(&onward("/sign-up", NEW)),
        };
    };
    if let Some(step) = asked_step(&call) {
        return fresh(&call, &filling, step);
    }
    let page = EarlyPage {
        filling: &filling,
        email: &email,
    };
    call.page(say!("application-early-title"), &page)
}

/// `POST /join/draft?step=…`: as a step of a case is saved.
pub async fn save(call: Call, req: HttpRequest, form: Form) -> Reply {
    let browser = accounts::signed_up_here(&req).ok_or(Fault::Missing)?;
    let step = asked_step(&call).ok_or(Fault::Missing)?;
    let typed = form.clone();
    let save = move |tx: &mut Tx| early::save(tx, &browser, step, |field| changed(&typed, field));
    if req.headers().contains_key("x-autosave") {
        call.write(save).await?;
        return Ok(HttpResponse::NoContent().finish());
    }
    if form.value("go") == "later" {
        let home = Place::Early.home();
        return call.act(save).then(home, say!("application-saved")).await;
    }
    let loaded = load(&call, &req, Some((step, form))).await?;
    let (filling, _) = loaded.ok_or_else(|| say!("application-early-gone"))?;
    go_on(&call, &filling, step, save).await
}
