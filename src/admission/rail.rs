//! What a journey looks like to people: the rail of six stops, and what waits on whom until when.
//!
//! Pure, and the same for the applicant and the office; only the words beside it differ.

use super::journey::Journey;
use super::stage::Stage;
use crate::kernel::Moment;

/// The six stops every page shows: 申请 → 审查 → 考察 → 表决 → 签约 → 入会.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// Filled in, sent, checked for completeness.
    Apply,
    /// The qualification review.
    Review,
    /// The site visit.
    Visit,
    /// Recommendation, public notice, ballot.
    Vote,
    /// The agreement.
    Sign,
    /// Membership.
    Join,
}

/// How a stop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Passed.
    Done,
    /// The case is here.
    Here,
    /// Still to come.
    Ahead,
    /// Not on this case's route.
    Skipped,
    /// The case ended here.
    Ended,
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

/// Who has to act next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// The applicant company.
    Applicant,
    /// The secretariat.
    Office,
    /// The assigned reviewers.
    Reviewers,
    /// The visitors.
    Visitors,
    /// The deciding body.
    Board,
    /// Who signs for the chamber.
    Signatory,
    /// Time: a notice period that runs.
    Time,
    /// Nobody: the case has ended.
    Nobody,
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

impl Stop {
    /// The six stops in order.
    pub const ALL: [Self; 6] = [
        Self::Apply,
        Self::Review,
        Self::Visit,
        Self::Vote,
        Self::Sign,
        Self::Join,
    ];

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Apply => "admission-stop-apply",
            Self::Review => "admission-stop-review",
            Self::Visit => "admission-stop-visit",
            Self::Vote => "admission-stop-vote",
            Self::Sign => "admission-stop-sign",
            Self::Join => "admission-stop-join",
        }
    }
}

impl Standing {
    /// The word for it on the rail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Here => "now",
            Self::Ahead => "later",
            Self::Skipped => "skipped",
            Self::Ended => "stopped",
        }
    }
}

impl Party {
    /// Everybody a case can wait for.
    pub const ALL: [Self; 8] = [
        Self::Applicant,
        Self::Office,
        Self::Reviewers,
        Self::Visitors,
        Self::Board,
        Self::Signatory,
        Self::Time,
        Self::Nobody,
    ];

    /// The word for it in the database and in URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Office => "office",
            Self::Reviewers => "reviewers",
            Self::Visitors => "visitors",
            Self::Board => "board",
            Self::Signatory => "signatory",
            Self::Time => "time",
            Self::Nobody => "nobody",
        }
    }

    /// The party of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|party| party.as_str() == name)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Applicant => "admission-party-applicant",
            Self::Office => "admission-party-office",
            Self::Reviewers => "admission-party-reviewers",
            Self::Visitors => "admission-party-visitors",
            Self::Board => "admission-party-board",
            Self::Signatory => "admission-party-signatory",
            Self::Time => "admission-party-time",
            Self::Nobody => "admission-party-nobody",
        }
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
