//! The top of every page about a case: number and name, the rail of six stops, what it waits for,
//! and where else there is something to see. Templates: `admission/over.html`; pages ask for it through
//! `admission/top.html`.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::admission::case::rules::Case;
use crate::admission::journey::Journey;
use crate::admission::rail::{Standing, Wait};
use crate::admission::stage::Stage;
use crate::kernel::{Moment, time};
use crate::platform::filters;
use crate::platform::i18n::Speech;

/// A case as the top of a page shows it.
pub struct Top {
    /// The case.
    pub case: Case,
    /// Its journey now.
    pub journey: Journey,
    /// What it waits for.
    pub wait: Wait,
    /// The six stops.
    pub stops: Vec<Stop>,
    /// The time the page is made.
    pub now: Moment,
}

/// One stop as the rail shows it.
pub struct Stop {
    /// 1 to 6.
    pub number: usize,
    /// Message key of its name.
    pub key: &'static str,
    /// `done`, `now`, `later`, `skipped` or `stopped`.
    pub state: &'static str,
    /// Month and day it was reached, short enough for a phone; empty if it wasn't.
    pub note: String,
}

/// One tab: message key, address, whether it is this page.
pub type Tab = (&'static str, String, bool);

impl Top {
    /// The top of a case's pages, as things stand at `now`.
    pub fn new(case: Case, now: Moment, speech: Speech) -> Self {
        let journey = case.journey(now);
        let day = |at: Moment| time::day_in(speech.zone, at).format("%m-%d").to_string();
        let stops = (1..)
            .zip(journey.rail())
            .map(|(number, halt)| Stop {
                number,
                key: halt.stop.key(),
                state: halt.standing.word(),
                note: match halt.standing {
                    Standing::Ahead | Standing::Skipped => String::new(),
                    _ => halt.since.map(day).unwrap_or_default(),
                },
            })
            .collect();
        Self {
            wait: journey.wait(),
            journey,
            stops,
            now,
            case,
        }
    }

    /// Number and company name.
    pub fn title(&self) -> String {
        [self.case.number(), &self.case.company_name]
            .join(" ")
            .trim()
            .to_owned()
    }

    /// The stage now.
    pub fn stage(&self) -> Stage {
        self.journey.stage
    }

    /// Tone of the stage's badge: red ended badly, jade well, ochre waits for the applicant, blue runs.
    pub fn tone(&self) -> &'static str {
        self.journey.stage.tone()
    }

    /// Whether the time for the present step has passed. Only the office is told.
    pub fn is_late(&self) -> bool {
        self.wait.is_overdue(self.now)
    }

    /// The pages of the office about this case, as far as there is something on them; `here` is the
    /// last part of this page's address, empty for the overview.
    pub fn tabs(&self, here: &str) -> Vec<Tab> {
        let reached = |stage| self.journey.reached_at(stage).is_some();
        let pages = [
            ("admission-tab-overview", "", true),
            ("admission-tab-application", "application", true),
            ("admission-tab-people", "people", true),
            ("admission-tab-check", "check", true),
            ("admission-tab-review", "review", reached(Stage::Accepted)),
            (
                "admission-tab-visit",
                "visit",
                self.journey.may_visit() && reached(Stage::Reviewed),
            ),
            (
                "admission-tab-ballot",
                "ballot",
                reached(Stage::Recommended),
            ),
            (
                "admission-tab-agreement",
                "agreement",
                reached(Stage::Admitted),
            ),
            ("record-tab", "record", true),
        ];
        self.shown("/desk/cases", &pages, here)
    }

    /// The pages of the applicant about this case, likewise; none while it is still a draft.
    pub fn own_tabs(&self, here: &str) -> Vec<Tab> {
        let reached = |stage| self.journey.reached_at(stage).is_some();
        if !reached(Stage::Submitted) {
            return vec![];
        }
        let pages = [
            ("admission-tab-overview", "", true),
            ("admission-tab-people", "people", true),
            ("admission-tab-visit", "visit", reached(Stage::VisitPlanned)),
            (
                "admission-tab-agreement",
                "agreement",
                reached(Stage::AgreementSent),
            ),
            ("record-tab", "record", true),
        ];
        self.shown("/my/applications", &pages, here)
    }

    fn shown(&self, home: &str, pages: &[(&'static str, &str, bool)], here: &str) -> Vec<Tab> {
        let href = |page: &str| match page {
            "" => format!("{home}/{}", self.case.id),
            page => format!("{home}/{}/{page}", self.case.id),
        };
        let shown = pages
            .iter()
            .filter(|(_, page, shown)| *shown || *page == here);
        shown
            .map(|(key, page, _)| (*key, href(page), *page == here))
            .collect()
    }
}

/// The top of a page about a case, as it is shown.
#[derive(Template)]
#[template(path = "admission/over.html")]
pub struct Over<'a> {
    /// The case.
    pub top: &'a Top,
    /// The last part of the page's address, empty for the overview.
    pub here: &'a str,
    /// Whether it is the office's page, not the applicant's.
    pub office: bool,
}

// It is HTML already: what stands in it was escaped there.
impl HtmlSafe for Over<'_> {}

impl Over<'_> {
    fn tabs(&self) -> Vec<Tab> {
        if self.office {
            self.top.tabs(self.here)
        } else {
            self.top.own_tabs(self.here)
        }
    }
}
