//! `/desk/dues/standards`: what the assembly adopted, rank by rank.

use actix_web::web;
use askama::Template;

use super::today;
use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::standard::{Standard, in_force};
use crate::dues::{acts, forms, store};
use crate::kernel::{Act, Lang};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

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
    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }

    fn is_current(&self, standard: &&Standard) -> bool {
        self.current.as_deref() == Some(standard.id.as_str())
    }

    fn many_steps(&self, standard: &&Standard) -> bool {
        standard.steps() > USUAL_STEPS
    }
}

async fn page(view: &View, db: &Db, clock: &Clock, refused: Option<&Form>) -> Reply {
    let (all, ranks) = db
        .read(|conn| Ok((store::standards(conn)?, chamber::ranks(conn)?)))
        .await?;
    let today = today(view, clock);
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
        lang: view.lang(),
        current: in_force(&all, today).map(|s| s.id.to_string()),
        handles: view
            .actor()
            .is_some_and(|actor| HandleDues::allows(actor, &())),
        currency: &view.brand().currency,
    };
    view.with_form(say!("dues-standards-title"), f, &page)
}

/// `GET /desk/dues/standards`
pub async fn show(
    _: May<SeeDues>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, None).await
}

/// `POST /desk/dues/standards`
pub async fn adopt(
    _: May<HandleDues>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let ranks = db.read(chamber::ranks).await?;
    if let Some(new) = forms::standard(&mut form, &ranks) {
        let write = move |tx: &mut Tx| acts::standards::adopt(tx, &new);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done("/desk/dues/standards", say!("dues-standard-done")),
            Err(fault) => form.refuse_fault("valid_from", fault)?,
        }
    }
    page(&view, &db, &clock, Some(&form)).await
}
