//! One case as the story follows it: its plot, its company, who applies.

use super::plot::{End, MINE, Plot};
use super::words::{Firm, firm};
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;

/// The invented companies that apply begin here; those before are in the register.
const FIRST_FIRM: usize = 400;

/// Who applies as `applicant@`.
pub const APPLICANT: &str = "叶若谷";

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
    /// Handle of its legal representative.
    pub head: String,
    /// The case, once it was begun.
    pub case: Option<CaseId>,
}

impl Thread {
    /// The thread of a plot.
    #[must_use]
    pub fn new(number: usize, plot: Plot) -> Self {
        let mut firm = firm(FIRST_FIRM + number);
        let head = format!("{}-head", firm.handle);
        let applicant = if number == MINE {
            APPLICANT.clone_into(&mut firm.contact);
            "applicant".to_owned()
        } else {
            firm.handle.clone()
        };
        Self {
            number,
            plot,
            firm,
            applicant,
            head,
            case: None,
        }
    }

    /// Whether the applicant signs, by the company's authority in writing; otherwise its legal representative does.
    #[must_use]
    pub fn has_authority(&self) -> bool {
        match self.plot.end {
            End::Sent | End::HalfSigned => true,
            End::Member => self.plot.corrected,
            _ => false,
        }
    }

    /// Handle of who signs for the company.
    #[must_use]
    pub fn signer(&self) -> &str {
        match self.has_authority() {
            true => &self.applicant,
            false => &self.head,
        }
    }

    /// The case.
    pub fn case(&self) -> Result<CaseId, Fault> {
        self.case
            .clone()
            .ok_or_else(|| Fault::Broken("a case that nobody began".into()))
    }
}
