//! Whoever begins a run sees it through if that takes a moment, and is shown how far it has come
//! if it takes longer. Its page tells what it came to: every press of the form leads there.

use crate::platform::runs::RunId;
use crate::web::call::{Call, Pressed};
use crate::web::view::Reply;

impl Call {
    /// The answer of an act that began a run, or had nothing to run for: the page at `to`, once the run is
    /// over or has taken a moment.
    pub async fn through(&self, begun: Pressed<Option<RunId>>, to: &str) -> Reply {
        match begun {
            Pressed::Answered(answer) => return Ok(answer),
            Pressed::First(Some(run)) => {
                self.runs().seen_through(&run).await?;
            }
            Pressed::First(None) => {}
        }
        self.go(to)
    }
}
