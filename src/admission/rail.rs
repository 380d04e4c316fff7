//! What a journey looks like to people: the rail of six stops, and what waits on whom until when.
//!
//! Pure, and the same for the applicant and the office; only the words beside it differ.

use super::journey::Journey;
use super::stage::Stage;
use crate::kernel::Moment;
use crate::words;

words! {
    /// The six stops every page shows: 申请 → 审查 → 考察 → 表决 → 签约 → 入会.
    #[derive(PartialOrd, Ord)]
    pub enum Stop: key "admission-stop-" {
        /// Filled in, sent, checked for completeness.
        Apply = "apply";
        /// The qualification review.
        Review = "review";
        /// The site visit.
        Visit = "visit";
        /// Recommendation, public notice, ballot.
        Vote = "vote";
        /// The agreement.
        Sign = "sign";
        /// Membership.
        Join = "join";
    }
}

words! {
    /// How a stop stands.
    pub enum Standing {
        /// Passed.
        Done = "done";
        /// The case is here.
        Here = "now";
        /// Still to come.
        Ahead = "later";
        /// Not on this case's route.
        Skipped = "skipped";
        /// The case ended here.
        Ended = "stopped";
    }
}

/// A stop of the rail with its standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halt {
    /// Which stop.
    pub stop: Stop,
    /// How it stands.
    pub standing: Standing,
    /// When it was first reached, if it was.
    pub since: Option<Moment>,
}

words! {
    /// Who has to act next.
    #[derive(Hash)]
    pub enum Party: key "admission-party-" {
        /// The applicant company.
        Applicant = "applicant";
        /// The secretariat.
        Office = "office";
        /// The assigned reviewers.
        Reviewers = "reviewers";
        /// The visitors.
        Visitors = "visitors";
        /// The deciding body.
        Board = "board";
        /// Who signs for the chamber.
        Signatory = "signatory";
        /// Time: a notice period that runs.
        Time = "time";
        /// Nobody: the case has ended.
        Nobody = "nobody";
    }
}

/// What a case waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Who acts next.
    pub on: Party,
    /// Until when.
    pub until: Option<Moment>,
}

impl Wait {
    /// Whether the time has passed. Shown to the office, never to the applicant.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.until.is_some_and(|until| until < now)
    }
}

impl Journey {
    /// The rail of six stops.
    pub fn rail(&self) -> [Halt; 6] {
        let here = self.stop(self.last_open);
        Stop::ALL.map(|stop| Halt {
            stop,
            standing: self.standing(stop, here),
            since: self.stop_since(stop),
        })
    }

    /// Who has to act next, and until when.
    pub fn wait(&self) -> Wait {
        let on = match self.stage {
            Stage::Draft | Stage::Returned => Party::Applicant,
            Stage::UnderReview => Party::Reviewers,
            Stage::VisitPlanned => Party::Visitors,
            Stage::PublicNotice => Party::Time,
            Stage::OnBallot => Party::Board,
            Stage::AgreementSent if self.company_signed => Party::Signatory,
            Stage::AgreementSent => Party::Applicant,
            Stage::Rejected if self.owes_reasons() => Party::Office,
            stage if stage.is_open() => Party::Office,
            _ => Party::Nobody,
        };
        Wait {
            on,
            until: self.due(),
        }
    }

    /// The stop a stage belongs to on this case's way.
    fn stop(&self, stage: Stage) -> Stop {
        match stage {
            Stage::Draft | Stage::Submitted | Stage::Returned | Stage::Resubmitted => Stop::Apply,
            Stage::Accepted | Stage::UnderReview => Stop::Review,
            Stage::Reviewed if self.visit => Stop::Visit,
            Stage::VisitPlanned => Stop::Visit,
            Stage::Admitted | Stage::AgreementSent | Stage::Declined => Stop::Sign,
            Stage::AgreementSigned | Stage::Member => Stop::Join,
            _ => Stop::Vote,
        }
    }

    fn standing(&self, stop: Stop, here: Stop) -> Standing {
        if stop == Stop::Visit && !self.visit {
            Standing::Skipped
        } else if stop < here || self.stage == Stage::Member {
            Standing::Done
        } else if stop > here {
            Standing::Ahead
        } else if self.stage.is_open() {
            Standing::Here
        } else {
            Standing::Ended
        }
    }

    /// When the case first came to a stop.
    fn stop_since(&self, stop: Stop) -> Option<Moment> {
        let on_the_road = self
            .reached
            .iter()
            .filter(|(stage, _)| stage.is_open() || *stage == Stage::Member);
        on_the_road
            .filter(|(stage, _)| self.stop(*stage) == stop)
            .map(|(_, at)| *at)
            .min()
    }
}
