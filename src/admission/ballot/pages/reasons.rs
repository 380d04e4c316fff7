//! The reasons of a rejection: chosen from the published ones, sent to the applicant once.

use actix_web::web::Path;
use askama::Template;

use crate::admission::ballot::acts::tell;
use crate::admission::ballot::forms;
use crate::admission::ballot::store;
use crate::admission::case::{self, Case, LeadCases, Top};
use crate::admission::review;
use crate::admission::stage::Stage;
use crate::chamber;
use crate::chamber::rules::{Purpose, Reason};
use crate::kernel::id::CaseId;
use crate::kernel::{Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "ballot/reasons.html")]
struct ReasonsPage<'a> {
    top: Top,
    form: &'a Form,
    published: Vec<Reason>,
    appeal_until: Moment,
    again_from: Option<Moment>,
    lang: Lang,
}

impl ReasonsPage<'_> {
    fn text_name(&self, reason: &Reason) -> String {
        format!("text-{}", reason.code)
    }
}

/// The reasons that can be chosen, those of the version this case was reviewed by; and those that
/// reviewers who proposed a rejection named.
fn published(conn: &mut Conn, case: &Case) -> Result<(Vec<Reason>, Vec<String>), Fault> {
    let summary = review::summary(conn, &case.id)?;
    let number = summary.as_ref().map(|s| s.criteria_number);
    let versions = chamber::criteria_versions(conn, Purpose::Review)?;
    let own = versions.iter().find(|v| Some(v.number) == number);
    let version = own.or(versions.first()).ok_or(Fault::Missing)?;
    let verdicts = summary.iter().flat_map(|s| {
        let reviews = s.reviews.iter().map(|r| &r.verdict);
        reviews.chain(s.concluded.as_ref())
    });
    let named = verdicts.flat_map(|v| v.reasons.clone()).collect();
    Ok((version.reasons().to_vec(), named))
}

async fn page(call: &Call, id: &CaseId, form: &mut Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, speech, id) = (call.now(), call.speech(), id.clone());
    let (top, published, named) = call
        .read(move |conn| {
            let case = case::seen(conn, &me, &id)?;
            let told = match store::last_pack(conn, &id)? {
                Some(frozen) => store::told(conn, &frozen.ballot)?,
                None => return Err(Fault::Missing),
            };
            if case.stage(now) != Stage::Rejected || told.is_some() {
                return Err(Fault::Missing);
            }
            let (published, named) = published(conn, &case)?;
            Ok((Top::new(case, now, speech), published, named))
        })
        .await?;
    if form.pairs().is_empty() {
        for code in named {
            form.put("reason", code);
        }
    }
    let page = ReasonsPage {
        appeal_until: top.journey.appeal_until_from(now),
        again_from: top.journey.apply_again_from(),
        lang: call.lang(),
        form,
        published,
        top,
    };
    let title = say!("ballot-reasons-title");
    call.with_form(title, page.form, &page)
}

/// `GET /desk/cases/{case}/ballot/reasons`
pub async fn show(_: May<LeadCases>, call: Call, id: Path<CaseId>) -> Reply {
    page(&call, &id, &mut Form::default()).await
}

/// `POST /desk/cases/{case}/ballot/reasons`
pub async fn send(me: May<LeadCases>, call: Call, id: Path<CaseId>, mut form: Form) -> Reply {
    let (me, asked) = ((*me).clone(), id.clone());
    let (published, _) = call
        .read(move |conn| case::seen(conn, &me, &asked).and_then(|c| published(conn, &c)))
        .await?;
    let Some((reasons, message)) = forms::reasons(&mut form, &published) else {
        return page(&call, &id, &mut form).await;
    };
    let to = format!("/desk/cases/{id}/ballot");
    call.act(move |tx| tell::give_reasons(tx, &id, &reasons, &message))
        .then(&to, say!("ballot-told"))
        .or_warn(&to)
        .await
}
