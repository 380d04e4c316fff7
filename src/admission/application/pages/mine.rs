//! The applicant's cases, and the beginning of a new one.

use askama::Template;

use crate::accounts;
use crate::accounts::rules::onward;
use crate::admission::application::acts::applicant;
use crate::admission::application::acts::bars::bar;
use crate::admission::application::rules::PaperKind;
use crate::admission::application::store::terms::{self, Offer, Terms};
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::companies;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Lang, Moment, Say};
use crate::platform::filters;
use crate::say;
use crate::web::view::encode;
use crate::web::{Call, Form, Public, Reply, Signed, View};

#[derive(Template)]
#[template(path = "application/mine.html")]
struct MinePage<'a> {
    cases: &'a [Case],
    now: Moment,
}

impl MinePage<'_> {
    fn stage(&self, case: &Case) -> Stage {
        case.stage(self.now)
    }

    fn waits_for_me(&self, case: &Case) -> bool {
        case.wait(self.now).on == crate::admission::rail::Party::Applicant
    }

    fn due(&self, case: &Case) -> Option<Moment> {
        case.wait(self.now)
            .until
            .filter(|_| self.waits_for_me(case))
    }
}

/// `GET /my/applications`
pub async fn list(me: Signed, call: Call) -> Reply {
    let firms: Vec<CompanyId> = me.firms.iter().map(|(id, _)| id.clone()).collect();
    let id = me.id.clone();
    let cases = call.read(move |conn| case::of(conn, &id, &firms)).await?;
    let page = MinePage {
        cases: &cases,
        now: call.now(),
    };
    call.page(say!("application-mine-title"), &page)
}

#[derive(Template)]
#[template(path = "application/new.html")]
struct NewPage<'a> {
    terms: &'a Terms,
    /// The ranks one can apply for, with what each costs and takes.
    offers: &'a [Offer],
    /// The one that was chosen on the way here.
    chosen: Option<&'a Offer>,
    /// Whether they wrote something before their address was confirmed.
    goes_on: bool,
    lang: Lang,
    /// The reader's companies that can't apply now, each with why.
    bars: Vec<(String, Say)>,
}

impl NewPage<'_> {
    fn papers(&self) -> &[PaperKind] {
        &self.terms.ask.papers
    }

    fn name<'b>(&self, offer: &'b Offer) -> &'b str {
        offer.rank.name.get(self.lang)
    }
}

/// The rank that the address names.
fn asked_rank(view: &View) -> String {
    Form::parse(view.query().as_bytes())
        .value("rank")
        .to_owned()
}

/// `GET /join/apply`: to the application, for whoever isn't signed in by way of an account. `rank`: the one chosen
/// on the public site.
pub async fn apply(_: Public, call: Call) -> Reply {
    let new = match asked_rank(&call) {
        rank if rank.is_empty() => "/my/applications/new".to_owned(),
        rank => format!("/my/applications/new?rank={}", encode(&rank)),
    };
    match call.actor() {
        Some(_) => call.go(&new),
        None => call.go(&onward("/sign-up", &new)),
    }
}

/// `GET /my/applications/new`
pub async fn ask_new(_: Public, me: Signed, call: Call) -> Reply {
    let firms: Vec<CompanyId> = me.firms.iter().map(|(id, _)| id.clone()).collect();
    let (now, today) = (call.now(), call.today());
    let rank = asked_rank(&call);
    let asked = rank.clone();
    let person = me.id.clone();
    let (terms, offers, bars, goes_on) = call
        .read(move |conn| {
            let mut bars = vec![];
            for firm in &firms {
                if let Some(bar) = bar(conn, firm, None, now)? {
                    bars.push((companies::load(conn, firm)?.profile.name, bar));
                }
            }
            let goes_on = accounts::early_draft_of(conn, &person)?.is_some();
            let (terms, offers) = (terms::terms(conn, &asked)?, terms::offers(conn, today)?);
            Ok((terms, offers, bars, goes_on))
        })
        .await?;
    let page = NewPage {
        terms: &terms,
        offers: &offers,
        chosen: offers.iter().find(|offer| offer.rank.code == rank),
        goes_on,
        lang: call.lang(),
        bars,
    };
    call.page(say!("application-new-title"), &page)
}

/// `POST /my/applications`
pub async fn begin(_: Public, _: Signed, call: Call, form: Form) -> Reply {
    let previous: Option<CaseId> = form.value("previous").parse().ok();
    let rank = form.value("rank").to_owned();
    call.act(move |tx| applicant::begin(tx, previous.as_ref(), &rank))
        .then_lead(|id| (format!("/my/applications/{id}/step/company"), None))
        .await
}
