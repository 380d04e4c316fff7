//! What the chamber asks of an applicant, from its settings.

use crate::admission::application::rules::{Ask, PaperKind};
use crate::admission::route::Route;
use crate::chamber::rules::{CharterInForce, Organ, Rank, RankRoute, Ranks, Routes, TimeLimits};
use crate::dues;
use crate::dues::rules::standard::Quote;
use crate::kernel::{Day, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::say;

/// What is asked for the rank applied for, and the way a case for it will go.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What is asked.
    pub ask: Ask,
    /// The way.
    pub route: Route,
    /// The ranks one can apply for.
    pub ranks: Vec<Rank>,
    /// The charter in force.
    pub charter: CharterInForce,
}

/// A rank one can apply for: what it costs and what it takes.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The rank.
    pub rank: Rank,
    /// The way to it.
    pub route: RankRoute,
    /// What it costs whoever joins today.
    pub quote: Quote,
}

impl Offer {
    /// What it costs, how many vouch, whether somebody comes to see, how long its notice is out, who decides.
    pub fn in_words(&self) -> Say {
        let visit = match self.route.visit {
            true => say!("application-offer-visit"),
            false => say!("application-offer-no-visit"),
        };
        let organ = Organ::from_word(&self.route.body).unwrap_or(Organ::Board);
        let whole = say!(
            "application-offer",
            dues = self.quote.whole(),
            vouch = say!(
                "portal-dues-recommenders",
                count = u32::from(self.route.recommenders)
            ),
            visit = visit,
            organ = organ.in_words()
        );
        match self.route.notice_days {
            0 => whole,
            days => say!(
                "application-offer-notice",
                offer = whole,
                days = u32::from(days)
            ),
        }
    }
}

/// The ranks one can apply for, lowest first, as they are on this day.
pub fn offers(conn: &mut Conn, today: Day) -> Result<Vec<Offer>, Fault> {
    let ranks: Ranks = settings::get(conn)?;
    let routes: Routes = settings::get(conn)?;
    let quotes = dues::quotes(conn, today)?;
    let offer = |rank: &Rank| Offer {
        rank: rank.clone(),
        route: routes.of(&rank.code),
        quote: quotes.of(&rank.code),
    };
    Ok(ranks.open().map(offer).collect())
}

/// The terms for a rank; for an empty code those of the lowest rank one can apply for.
pub fn terms(conn: &mut Conn, rank: &str) -> Result<Terms, Fault> {
    let ranks: Ranks = settings::get(conn)?;
    let routes: Routes = settings::get(conn)?;
    let limits: TimeLimits = settings::get(conn)?;
    let charter: CharterInForce = settings::get(conn)?;
    let open: Vec<Rank> = ranks.open().cloned().collect();
    let rank = match open.first() {
        Some(first) if rank.is_empty() => first.code.clone(),
        _ => rank.to_owned(),
    };
    let route = Route::of(routes.of(&rank), limits);
    let ask = Ask {
        ranks: open.iter().map(|rank| rank.code.clone()).collect(),
        charter: charter.version.clone(),
        ..asked(&route)
    };
    Ok(Terms {
        ask,
        route,
        ranks: open,
        charter,
    })
}

/// What was asked of a case that was sent: its own route, not today's.
pub fn asked(route: &Route) -> Ask {
    Ask {
        ranks: Vec::new(),
        recommenders: route.recommenders,
        papers: route
            .papers
            .iter()
            .filter_map(|kind| PaperKind::from_word(kind))
            .collect(),
        charter: String::new(),
    }
}
