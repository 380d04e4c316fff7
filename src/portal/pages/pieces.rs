//! What several public pages show: dues by rank and the time each step takes.

use crate::chamber::rules::{Ranks, Routes, TimeLimits};
use crate::dues;
use crate::dues::rules::standard::{Quote, Standard};
use crate::kernel::{Day, Lang, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

/// What ranks cost whoever joins today, and what that rests on.
pub struct Dues {
    /// The ranks one can apply for, lowest first.
    pub ranks: Vec<RankLine>,
    /// The standard in force.
    pub basis: Option<Say>,
}

/// A line of the dues table.
pub struct RankLine {
    /// Its code.
    pub code: String,
    /// Name of the rank in the reader's language.
    pub name: String,
    /// What it costs.
    pub quote: Quote,
    /// Members that have to vouch.
    pub recommenders: i64,
}

/// How many days the steps take at most.
#[derive(Clone, Copy)]
pub struct Times {
    /// Until a submission is answered.
    pub answer: i64,
    /// Until the review is closed.
    pub review: i64,
    /// Until the visit is made.
    pub visit: i64,
    /// Until the board has voted.
    pub ballot: i64,
}

/// What the assembly adopted, for the ranks one can apply for.
pub fn dues(conn: &mut Conn, lang: Lang, today: Day) -> Result<Dues, Fault> {
    let quotes = dues::quotes(conn, today)?;
    let ranks: Ranks = settings::get(conn)?;
    let routes: Routes = settings::get(conn)?;
    let line = |rank: &crate::chamber::rules::Rank| RankLine {
        code: rank.code.clone(),
        name: rank.name.get(lang).to_owned(),
        quote: quotes.of(&rank.code),
        recommenders: routes.of(&rank.code).recommenders.into(),
    };
    Ok(Dues {
        ranks: ranks.open().map(line).collect(),
        basis: quotes.standard.as_ref().map(Standard::basis),
    })
}

/// The chamber's own time limits.
pub fn times(conn: &mut Conn) -> Result<Times, Fault> {
    let limits: TimeLimits = settings::get(conn)?;
    Ok(Times {
        answer: limits.answer.into(),
        review: limits.review.into(),
        visit: limits.visit.into(),
        ballot: limits.ballot.into(),
    })
}
