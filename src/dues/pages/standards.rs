//! `/desk/dues/standards`: what the assembly adopted, rank by rank, with the resolution on paper; and what ranks
//! cost by it, for the page of ranks.

use actix_web::web;
use askama::Template;

use crate::chamber;
use crate::chamber::Prices;
use crate::chamber::rules::Ranks;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::StandardId;
use crate::dues::rules::standard::{AdoptedBy, Standard, in_force};
use crate::dues::{acts, forms, store};
use crate::kernel::{Day, Lang, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::files::{self, Allowed, Face, Kind};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply, Upload};

/// More different amounts than this are unusual.
const USUAL_STEPS: usize = 4;

/// What a resolution on paper may be.
const ALLOWED: Allowed = Allowed::new(Kind::PAPERS, 20);

const HOME: &str = "/desk/dues/standards";

/// What ranks cost by the standard that was adopted.
pub struct Adopted;

impl Prices for Adopted {
    fn of(conn: &mut Conn, ranks: &Ranks, day: Day) -> Result<Vec<Say>, Fault> {
        let quotes = store::quotes(conn, day)?;
        let price = |rank: &chamber::rules::Rank| quotes.of(&rank.code).whole();
        Ok(ranks.list.iter().map(price).collect())
    }
}

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
    accept: String,
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
    let fresh = Form::of([
        ("organ", AdoptedBy::Assembly.word().to_owned()),
        ("adopted_on", today.to_string()),
        ("joining_fee", "0".into()),
    ]);
    let f = refused.unwrap_or(&fresh);
    let page = StandardsPage {
        f,
        all: &all,
        ranks: &ranks,
        lang: call.lang(),
        current: in_force(&all, today).map(|s| s.id.to_string()),
        handles: call.may::<HandleDues>(),
        currency: &call.brand().currency,
        accept: ALLOWED.accept(),
    };
    call.with_form(say!("dues-standards-title"), f, &page)
}

/// `GET /desk/dues/standards`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, None).await
}

/// `POST /desk/dues/standards`: with the resolution on paper in `file`, if it is at hand.
pub async fn adopt(_: May<HandleDues>, call: Call, mut upload: Upload) -> Reply {
    let ranks = call.read(chamber::ranks).await?;
    let file = upload.take_in(call.files(), "file", ALLOWED).await?;
    let form = &mut upload.form;
    let new = forms::standard(form, &ranks).filter(|_| !form.is_refused());
    let dearest = new.as_ref().map(forms::dearest).unwrap_or_default();
    let field = |say: &Say| match say.key.as_ref() {
        "dues-amount-most" => dearest.as_str(),
        "dues-standard-future" => "adopted_on",
        _ => "valid_from",
    };
    call.act_on(new, move |tx, new| {
        acts::standards::adopt(tx, new)?;
        match &file {
            Some(file) => acts::standards::attach(tx, &new.id, file),
            None => Ok(()),
        }
    })
    .then(HOME, say!("dues-standard-done"))
    .or_again_where(field, form, async |form| page(&call, Some(form)).await)
    .await
}

/// `POST /desk/dues/standards/{standard}/paper`: the resolution on paper, of a standard without one.
pub async fn attach(
    _: May<HandleDues>,
    call: Call,
    id: web::Path<StandardId>,
    mut upload: Upload,
) -> Reply {
    let name = format!("paper-{}", *id);
    let file = upload.take_in(call.files(), &name, ALLOWED).await?;
    if file.is_none() && !upload.form.is_refused() {
        upload.form.refuse(&name, say!("web-form-needed"));
    }
    let id = id.into_inner();
    call.act_on(file, move |tx, file| acts::standards::attach(tx, &id, file))
        .then(HOME, say!("dues-standard-paper-done"))
        .or_again(&name, &mut upload.form, async |form| {
            page(&call, Some(form)).await
        })
        .await
}

/// `GET /desk/dues/standards/{standard}/paper`
pub async fn paper(_: May<SeeDues>, id: web::Path<StandardId>, call: Call) -> Reply {
    let file = call
        .read(move |conn| {
            let paper = store::standard(conn, &id)?.paper.ok_or(Fault::Missing)?;
            files::find(conn, &paper)
        })
        .await?;
    files::serve(call.files(), &file, Face::Original).await
}
