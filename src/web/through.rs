//! Whoever begins a run sees it through if that takes a moment, and is shown how far it has come
//! if it takes longer.

use crate::platform::runs::{Run, RunId};
use crate::web::call::{Call, Pressed};
use crate::web::view::Reply;

impl Call {
    /// The answer of an act that began a run, or had nothing to run for. `ended` tells what it came to,
    /// with no run if there was none to see through; a run that goes on is shown at `to`.
    pub async fn through(
        &self,
        begun: Pressed<Option<RunId>>,
        to: &str,
        ended: impl FnOnce(Option<Run>) -> Reply,
    ) -> Reply {
        let run = match begun {
            Pressed::Answered(answer) => return Ok(answer),
            Pressed::First(run) => run,
        };
        let Some(run) = run else { return ended(None) };
        match self.runs().seen_through(&run).await? {
            Some(run) => ended(Some(run)),
            None => self.go(to),
        }
    }
}
