//! What the chamber asks of an applicant, from its settings.

use crate::admission::application::rules::{Ask, PaperKind};
use crate::admission::route::Route;
use crate::chamber::rules::{CharterInForce, Rank, Ranks, Routes, TimeLimits};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

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
