//! Reminders of a step's deadline: before it falls, once it has, and with a copy to somebody above.
//! Pure. Reviewers, visitors, directors and the company's signer are reminded by their own steps.

use chrono::Duration;

use super::journey::Journey;
use super::rail::Party;
use super::stage::Stage;
use crate::kernel::Moment;

/// A reminder, each stronger than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nudge {
    /// The deadline is near: two days, or half of the time there was.
    Soon,
    /// It has passed.
    Late,
    /// It passed days ago, or the case is about to end by itself: a copy goes to somebody above.
    Copied,
}

/// How long before a deadline the first reminder comes at most.
const SOON: Duration = Duration::days(2);
/// How long after a deadline the copy goes out.
const COPIED: Duration = Duration::days(3);
/// Where the case ends by itself, how long before that the copy goes out at most.
const LAST: Duration = Duration::days(7);

impl Nudge {
    const ALL: [Self; 3] = [Self::Soon, Self::Late, Self::Copied];

    /// Its place in the row, from 1.
    pub fn step(self) -> i32 {
        self as i32 + 1
    }
}

impl Journey {
    /// The stages that are reminded of here.
    pub const REMINDED: [Stage; 13] = [
        Stage::Submitted,
        Stage::Returned,
        Stage::Resubmitted,
        Stage::Accepted,
        Stage::Reviewed,
        Stage::Visited,
        Stage::Recommended,
        Stage::PublicNotice,
        Stage::NoQuorum,
        Stage::Deferred,
        Stage::Admitted,
        Stage::Appealed,
        Stage::Rejected,
    ];

    /// Who is reminded of the present deadline here; `None` where another step does it.
    pub fn reminded(&self) -> Option<Party> {
        match self.stage {
            Stage::Returned => Some(Party::Applicant),
            Stage::AgreementSent if self.company_signed => Some(Party::Signatory),
            stage if Self::REMINDED.contains(&stage) => Some(Party::Office),
            _ => None,
        }
    }

    /// When the three reminders of the present deadline fall. A notice that runs needs none before
    /// its end.
    fn falls(&self) -> Option<[Moment; 3]> {
        let due = self.due()?;
        let soon = if self.stage == Stage::PublicNotice {
            due
        } else {
            due - SOON.min((due - self.since) / 2)
        };
        let copied = match self.silence() {
            Some((_, end)) => end - LAST.min((end - due) / 2),
            None => due + COPIED,
        };
        Some([soon, due, copied])
    }

    /// The strongest reminder that is due at `now`.
    pub fn nudge(&self, now: Moment) -> Option<Nudge> {
        self.reminded()?;
        let falls = Nudge::ALL.into_iter().zip(self.falls()?);
        falls
            .rev()
            .find(|(_, at)| *at <= now)
            .map(|(nudge, _)| nudge)
    }
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;
