//! The last look before sending: everything that was filled in, what is lacking, one button.

use actix_web::web;
use askama::Template;

use super::sheet::{self, Part};
use crate::admission::application::acts::applicant::can_change;
use crate::admission::application::acts::send;
use crate::admission::application::forms::{say_wrong, unprintable};
use crate::admission::application::rules::{
    Field, Lack, Paper, Progress, Step, progress, unanswered,
};
use crate::admission::application::store::{check, draft, terms};
use crate::admission::case::{self, SubmitCase, Top};
use crate::dues;
use crate::dues::rules::standard::Quote;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Say, time};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "application/send.html")]
struct SendPage {
    top: Top,
    parts: Vec<Part>,
    papers: Vec<Paper>,
    steps: [Progress; 5],
    open_items: usize,
    /// What the rank costs today.
    quote: Quote,
}

impl SendPage {
    fn is_ready(&self) -> bool {
        self.steps.iter().all(Progress::is_done) && self.open_items == 0
    }

    fn edit(&self, step: &Step) -> Option<String> {
        Some(format!(
            "/my/applications/{}/step/{}",
            self.top.case.id,
            step.word()
        ))
    }

    fn paper_href(&self, paper: &Paper) -> String {
        format!("/my/applications/{}/papers/{}", self.top.case.id, paper.id)
    }

    fn lacks(&self, progress: &Progress) -> Vec<(&'static str, Say)> {
        let say = |lack: &Lack| match lack {
            Lack::Field(field, wrong) => (field.key(), say_wrong(*field, *wrong)),
            Lack::Paper(kind) => (kind.key(), say!("application-wrong-paper")),
        };
        progress.lacks.iter().map(say).collect()
    }
}

/// `GET /my/applications/{case}/send`
pub async fn show(me: Signed, call: Call, id: web::Path<CaseId>) -> Reply {
    let (me, now, speech) = (me.clone(), call.now(), call.speech());
    let id = id.into_inner();
    let home = format!("/my/applications/{id}");
    let page = call
        .read(move |conn| {
            let case = case::load(conn, &id)?;
            Can::<SubmitCase>::check(&me, &case)?;
            let answers = draft::draft(conn, &id)?.answers;
            let papers = draft::papers(conn, &id)?;
            let terms = terms::terms(conn, answers.get(Field::Rank))?;
            let steps = progress(
                &answers,
                &papers,
                &terms.ask,
                time::day_in(speech.zone, now),
            );
            let open = check::open_correction(conn, &id)?;
            let quotes = dues::quotes(conn, time::day_in(speech.zone, now))?;
            let quote = quotes.of(answers.get(Field::Rank));
            Ok(SendPage {
                parts: sheet::parts(&answers, Some(&quote), &terms.ranks, speech),
                quote,
                open_items: open.map_or(0, |c| unanswered(&c.items).len()),
                top: Top::new(case, now, speech),
                papers,
                steps,
            })
        })
        .await?;
    if !can_change(page.top.stage()) {
        return call.go(&home);
    }
    call.page(say!("application-send-title"), &page)
}

/// `POST /my/applications/{case}/send`: `seen`, what the page said that the rank costs.
pub async fn submit(me: Signed, call: Call, id: web::Path<CaseId>, form: Form) -> Reply {
    let id = id.into_inner();
    let (asked, me) = (id.clone(), (*me).clone());
    let answers = call
        .read(move |conn| {
            Can::<SubmitCase>::check(&me, &case::load(conn, &asked)?)?;
            Ok(draft::draft(conn, &asked)?.answers)
        })
        .await?;
    if let Some(say) = unprintable(&answers, call.press()) {
        return call.warned(&format!("/my/applications/{id}/send"), say);
    }
    let (sent, to) = (id.clone(), format!("/my/applications/{id}"));
    let seen = form.value("seen").to_owned();
    call.act(move |tx| {
        send::check_seen(tx, &sent, &seen)?;
        send::send(tx, &sent)
    })
    .then_say(&to, |case| say!("application-sent", number = case.number()))
    .or_warn(&format!("{to}/send"))
    .await
}
