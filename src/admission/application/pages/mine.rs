//! The applicant's cases, and the beginning of a new one.

use askama::Template;

use crate::admission::application::acts::applicant;
use crate::admission::application::acts::bars::bar;
use crate::admission::application::rules::PaperKind;
use crate::admission::application::store::terms::{self, Terms};
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::chamber::rules::Rank;
use crate::companies;
use crate::dues;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Moment, Say};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Public, Reply, Signed};

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
    /// The ranks one can apply for, with what each costs.
    ranks: Vec<(String, Say)>,
    /// The reader's companies that can't apply now, each with why.
    bars: Vec<(String, Say)>,
}

impl NewPage<'_> {
    fn papers(&self) -> &[PaperKind] {
        &self.terms.ask.papers
    }
}

/// `GET /my/applications/new`, `GET /join/apply`
pub async fn ask_new(_: Public, me: Signed, call: Call) -> Reply {
    let firms: Vec<CompanyId> = me.firms.iter().map(|(id, _)| id.clone()).collect();
    let (now, today) = (call.now(), call.today());
    let lang = call.lang();
    let (terms, ranks, bars) = call
        .read(move |conn| {
            let mut bars = vec![];
            for firm in &firms {
                if let Some(bar) = bar(conn, firm, None, now)? {
                    bars.push((companies::load(conn, firm)?.profile.name, bar));
                }
            }
            let (terms, quotes) = (terms::terms(conn, "")?, dues::quotes(conn, today)?);
            let line = |rank: &Rank| {
                (
                    rank.name.get(lang).to_owned(),
                    quotes.of(&rank.code).whole(),
                )
            };
            let ranks: Vec<_> = terms.ranks.iter().map(line).collect();
            Ok((terms, ranks, bars))
        })
        .await?;
    let page = NewPage {
        terms: &terms,
        ranks,
        bars,
    };
    call.page(say!("application-new-title"), &page)
}

/// `POST /my/applications`
pub async fn begin(_: Public, _: Signed, call: Call, form: Form) -> Reply {
    let previous: Option<CaseId> = form.value("previous").parse().ok();
    call.act(move |tx| applicant::begin(tx, previous.as_ref()))
        .then_lead(|id| (format!("/my/applications/{id}/step/company"), None))
        .await
}
