//! What the chamber decides about itself: ranks, routes, time limits, charter, criteria,
//! counting rules, texts of its papers. Pure.

mod counting;
mod criteria;
mod organ;
mod provider;
mod ranks;
mod routes;
mod set_up;
mod signatory;
mod terms;
mod text;
mod waits;

pub use counting::CountingRules;
pub use criteria::{
    AnswerKind, Content, Criteria, CriteriaId, Criterion, Purpose, RATING_MOST, Reason,
};
pub use organ::Organ;
pub use provider::Provider;
pub use ranks::{CharterInForce, Rank, Ranks};
pub use routes::{RankRoute, Routes, TimeLimits};
pub use set_up::SetUpLinks;
pub use signatory::Signatory;
pub use terms::Terms;
pub use text::{Field, PaperText, Printed, TextId};
pub use waits::{ChangeId, LATELY, Next, WAIT, WAIT_ALONE, Waiting, Waits, may_hasten};
