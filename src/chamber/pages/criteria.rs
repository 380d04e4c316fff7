//! The criteria of review and visit: edited as one list, published as a new version.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::publish::publish_criteria;
use crate::chamber::forms::{Line, Rows};
use crate::chamber::rules::{AnswerKind, Criteria, CriteriaId, Purpose};
use crate::chamber::{ManageChamber, forms, store};
use crate::kernel::{Lang, Say};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "chamber/criteria.html")]
struct CriteriaPage<'a> {
    f: &'a Form,
    purpose: Purpose,
    review: bool,
    title: &'static str,
    versions: &'a [Criteria],
    lines: Vec<Line>,
    reasons: Vec<Line>,
    lang: Lang,
}

impl CriteriaPage<'_> {
    /// The question of a row, as typed in the reader's language or any other.
    fn question(&self, line: &Line) -> String {
        let typed = |lang: &str| self.f.value(&line.field(&format!("text_{lang}")));
        let first = match self.lang {
            Lang::ZhCn => "zh_cn",
            Lang::ZhTw => "zh_tw",
            Lang::En => "en",
        };
        let all = [first, "zh_cn", "zh_tw", "en"].map(typed);
        all.into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or("\u{2026}")
            .to_owned()
    }

    /// Whether a row has to be looked at: it is new, or something in it is wrong.
    fn is_open(&self, line: &Line) -> bool {
        let tail = format!(".{}", line.place);
        let fields = self
            .f
            .pairs()
            .iter()
            .filter(|(name, _)| name.ends_with(&tail));
        let written = fields.filter(|(name, text)| name.starts_with("text_") && !text.is_empty());
        written.count() == 0 || self.f.errors().any(|(name, _)| name.ends_with(&tail))
    }
}

fn title_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Review => "chamber-criteria-review",
        Purpose::Visit => "chamber-criteria-visit",
    }
}

fn title(purpose: Purpose) -> Say {
    Say::plain(title_key(purpose))
}

fn page(call: &Call, f: &Form, purpose: Purpose, versions: &[Criteria]) -> Reply {
    let page = CriteriaPage {
        f,
        purpose,
        review: purpose == Purpose::Review,
        title: title_key(purpose),
        versions,
        lines: Rows::CRITERIA.lines(f),
        reasons: Rows::REASONS.lines(f),
        lang: call.lang(),
    };
    call.with_form(title(purpose), f, &page)
}

async fn versions(call: &Call, word: &str) -> Result<(Purpose, Vec<Criteria>), Fault> {
    let purpose = Purpose::from_word(word).ok_or(Fault::Missing)?;
    let versions = call
        .read(move |conn| store::criteria_versions(conn, purpose))
        .await?;
    Ok((purpose, versions))
}

/// `GET /desk/settings/criteria/{purpose}`
pub async fn show(_: May<ManageChamber>, call: Call, word: web::Path<String>) -> Reply {
    let (purpose, versions) = versions(&call, &word).await?;
    let newest = versions.first().ok_or(Fault::Missing)?;
    let form = forms::fill_criteria(&newest.content);
    page(&call, &form, purpose, &versions)
}

/// `POST /desk/settings/criteria/{purpose}`
pub async fn publish(
    _: May<ManageChamber>,
    call: Call,
    word: web::Path<String>,
    mut form: Form,
) -> Reply {
    let (purpose, versions) = versions(&call, &word).await?;
    let moved = Rows::CRITERIA
        .rearranged(&form, "q")
        .or_else(|| Rows::REASONS.rearranged(&form, "reason"));
    if let Some(moved) = moved {
        return page(&call, &moved, purpose, &versions);
    }
    call.act_on(forms::criteria(&mut form), move |tx, (content, changes)| {
        publish_criteria(tx, purpose, content, changes)
    })
    .then_say(
        format!("/desk/settings/criteria/{}", purpose.word()),
        |published| say!("chamber-criteria-published", number = published.number),
    )
    .or_again("changes", &mut form, async |form| {
        page(&call, form, purpose, &versions)
    })
    .await
}

#[derive(Template)]
#[template(path = "chamber/criteria_version.html")]
struct VersionPage<'a> {
    criteria: &'a Criteria,
    title: Say,
    lang: Lang,
}

/// `GET /desk/settings/criteria/{purpose}/{id}`
pub async fn version(
    _: May<ManageChamber>,
    call: Call,
    path: web::Path<(String, CriteriaId)>,
) -> Reply {
    let (_, id) = path.into_inner();
    let criteria = call.read(move |conn| store::criteria(conn, &id)).await?;
    let page = VersionPage {
        criteria: &criteria,
        title: title(criteria.purpose),
        lang: call.lang(),
    };
    call.page(title(criteria.purpose), &page)
}
