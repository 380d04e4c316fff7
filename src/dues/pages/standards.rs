//! `/desk/dues/standards`: what the assembly adopted, rank by rank.

use askama::Template;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::standard::{Standard, in_force};
use crate::dues::{acts, forms, store};
use crate::kernel::{Lang, Say};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

/// More different amounts than this are unusual.
const USUAL_STEPS: usize = 4;

#[derive(Template)]
#[template(path = "dues/standards.html")]
struct StandardsPage<'a> {
    f: &'a Form,
    all: &'a [Standard],
    ranks: &'a Ranks,
    lang: Lang,
    current: Option<String>,
    handles: bool,
    currency: &'a str,
}

impl StandardsPage<'_> {
    fn is_current(&self, standard: &&Standard) -> bool {
        self.current.as_deref() == Some(standard.id.as_str())
    }

    fn many_steps(&self, standard: &&Standard) -> bool {
        standard.steps() > USUAL_STEPS
    }
}

async fn page(call: &Call, refused: Option<&Form>) -> Reply {
    let (all, ranks) = call
        .read(|conn| Ok((store::standards(conn)?, chamber::ranks(conn)?)))
        .await?;
    let today = call.today();
    let mut fresh = Form::of([
        ("adopted_on", today.to_string()),
        ("joining_fee", "0".into()),
    ]);
    for rank in &ranks.list {
        fresh.put(&format!("fee-{}", rank.code), rank.dues.grouped());
    }
    let f = refused.unwrap_or(&fresh);
    let page = StandardsPage {
        f,
        all: &all,
        ranks: &ranks,
        lang: call.lang(),
        current: in_force(&all, today).map(|s| s.id.to_string()),
        handles: call.may::<HandleDues>(),
        currency: &call.brand().currency,
    };
    call.with_form(say!("dues-standards-title"), f, &page)
}

/// `GET /desk/dues/standards`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, None).await
}

/// `POST /desk/dues/standards`
pub async fn adopt(_: May<HandleDues>, call: Call, mut form: Form) -> Reply {
    let ranks = call.read(chamber::ranks).await?;
    let new = forms::standard(&mut form, &ranks);
    let dearest = new.as_ref().map(forms::dearest).unwrap_or_default();
    let field = |say: &Say| match say.key.as_ref() {
        "dues-amount-most" => dearest.as_str(),
        "dues-standard-future" => "adopted_on",
        _ => "valid_from",
    };
    call.act_on(new, acts::standards::adopt)
        .then("/desk/dues/standards", say!("dues-standard-done"))
        .or_again_where(field, &mut form, async |form| page(&call, Some(form)).await)
        .await
}
