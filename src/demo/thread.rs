//! One case as the story follows it: its plot, its company, who applies.

use super::plot::{MINE, Plot};
use super::words::{Firm, firm};
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;

/// The invented companies that apply begin here; those before are in the register.
const FIRST_FIRM: usize = 400;

/// One case as the story follows it.
pub struct Thread {
    /// Its number among the plots.
    pub number: usize,
    /// Its plot.
    pub plot: Plot,
    /// The company that applies.
    pub firm: Firm,
    /// Handle of the person who applies.
    pub applicant: String,
    /// The case, once it was begun.
    pub case: Option<CaseId>,
}

impl Thread {
    /// The thread of a plot.
    #[must_use]
    pub fn new(number: usize, plot: Plot) -> Self {
        let firm = firm(FIRST_FIRM + number);
        let applicant = if number == MINE {
            "applicant".to_owned()
        } else {
            firm.handle.clone()
        };
        Self {
            number,
            plot,
            firm,
            applicant,
            case: None,
        }
    }

    /// The case.
    pub fn case(&self) -> Result<CaseId, Fault> {
        self.case
            .clone()
            .ok_or_else(|| Fault::Broken("a case that nobody began".into()))
    }
}
