//! The words for a journey: which message names a stage, an event, a refusal.
//!
//! Kept apart from the rules, so that the rules stay readable and every message has one place.

use super::event::Event;
use super::journey::{Journey, Refusal};
use super::stage::{Decision, Proposal, Stage};
use crate::kernel::Say;
use crate::say;

impl Stage {
    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "admission-stage-draft",
            Self::Submitted => "admission-stage-submitted",
            Self::Returned => "admission-stage-returned",
            Self::Resubmitted => "admission-stage-resubmitted",
            Self::Accepted => "admission-stage-accepted",
            Self::UnderReview => "admission-stage-under-review",
            Self::Reviewed => "admission-stage-reviewed",
            Self::VisitPlanned => "admission-stage-visit-planned",
            Self::Visited => "admission-stage-visited",
            Self::Recommended => "admission-stage-recommended",
            Self::PublicNotice => "admission-stage-public-notice",
            Self::OnBallot => "admission-stage-on-ballot",
            Self::NoQuorum => "admission-stage-no-quorum",
            Self::Deferred => "admission-stage-deferred",
            Self::Admitted => "admission-stage-admitted",
            Self::AgreementSent => "admission-stage-agreement-sent",
            Self::AgreementSigned => "admission-stage-agreement-signed",
            Self::Member => "admission-stage-member",
            Self::Rejected => "admission-stage-rejected",
            Self::Appealed => "admission-stage-appealed",
            Self::Upheld => "admission-stage-upheld",
            Self::Withdrawn => "admission-stage-withdrawn",
            Self::Expired => "admission-stage-expired",
            Self::Declined => "admission-stage-declined",
        }
    }

    /// Message key of what has to be done now, as the office reads it.
    pub fn task(self) -> &'static str {
        match self {
            Self::Draft => "admission-task-draft",
            Self::Submitted => "admission-task-submitted",
            Self::Returned => "admission-task-returned",
            Self::Resubmitted => "admission-task-resubmitted",
            Self::Accepted => "admission-task-accepted",
            Self::UnderReview => "admission-task-under-review",
            Self::Reviewed => "admission-task-reviewed",
            Self::VisitPlanned => "admission-task-visit-planned",
            Self::Visited => "admission-task-visited",
            Self::Recommended => "admission-task-recommended",
            Self::PublicNotice => "admission-task-public-notice",
            Self::OnBallot => "admission-task-on-ballot",
            Self::NoQuorum => "admission-task-no-quorum",
            Self::Deferred => "admission-task-deferred",
            Self::Admitted => "admission-task-admitted",
            Self::AgreementSent => "admission-task-agreement-sent",
            Self::AgreementSigned => "admission-task-agreement-signed",
            Self::Member => "admission-task-member",
            Self::Rejected => "admission-task-rejected",
            Self::Appealed => "admission-task-appealed",
            Self::Upheld => "admission-task-upheld",
            Self::Withdrawn => "admission-task-withdrawn",
            Self::Expired => "admission-task-expired",
            Self::Declined => "admission-task-declined",
        }
    }

    /// Message key of what the applicant is told: what is asked of them and what comes next.
    pub fn told(self) -> &'static str {
        match self {
            Self::Draft => "admission-told-draft",
            Self::Submitted => "admission-told-submitted",
            Self::Returned => "admission-told-returned",
            Self::Resubmitted => "admission-told-resubmitted",
            Self::Accepted => "admission-told-accepted",
            Self::UnderReview => "admission-told-under-review",
            Self::Reviewed => "admission-told-reviewed",
            Self::VisitPlanned => "admission-told-visit-planned",
            Self::Visited => "admission-told-visited",
            Self::Recommended => "admission-told-recommended",
            Self::PublicNotice => "admission-told-public-notice",
            Self::OnBallot => "admission-told-on-ballot",
            Self::NoQuorum => "admission-told-no-quorum",
            Self::Deferred => "admission-told-deferred",
            Self::Admitted => "admission-told-admitted",
            Self::AgreementSent => "admission-told-agreement-sent",
            Self::AgreementSigned => "admission-told-agreement-signed",
            Self::Member => "admission-told-member",
            Self::Rejected => "admission-told-rejected",
            Self::Appealed => "admission-told-appealed",
            Self::Upheld => "admission-told-upheld",
            Self::Withdrawn => "admission-told-withdrawn",
            Self::Expired => "admission-told-expired",
            Self::Declined => "admission-told-declined",
        }
    }
}

impl Journey {
    /// Message key of what is to be done now.
    pub fn task(&self) -> &'static str {
        match self.owes_reasons() {
            true => "admission-task-reasons",
            false => self.stage.task(),
        }
    }
}

impl Proposal {
    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pass => "admission-proposal-pass",
            Self::Conditions => "admission-proposal-conditions",
            Self::Reject => "admission-proposal-reject",
            Self::Visit => "admission-proposal-visit",
        }
    }

    /// How it is coloured.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Pass => "jade",
            Self::Conditions => "ochre",
            Self::Reject => "red",
            Self::Visit => "blue",
        }
    }
}

impl Decision {
    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Admitted => "admission-decision-admitted",
            Self::Rejected => "admission-decision-rejected",
            Self::NoQuorum => "admission-decision-no-quorum",
            Self::Deferred => "admission-decision-deferred",
        }
    }
}

impl Event {
    /// Its kind, as it is stored and audited.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Submitted { .. } => "submitted",
            Self::Returned { .. } => "returned",
            Self::Resubmitted { .. } => "resubmitted",
            Self::Accepted { .. } => "accepted",
            Self::ReviewOpened => "review_opened",
            Self::ReviewClosed { .. } => "review_closed",
            Self::VisitPlanned { .. } => "visit_planned",
            Self::Visited { .. } => "visited",
            Self::Recommended { .. } => "recommended",
            Self::NoticePublished { .. } => "notice_published",
            Self::Referred { .. } => "referred",
            Self::BallotOpened { .. } => "ballot_opened",
            Self::Decided { .. } => "decided",
            Self::ReasonsGiven => "reasons_given",
            Self::AgreementSent { .. } => "agreement_sent",
            Self::CompanySigned => "company_signed",
            Self::AgreementSigned => "agreement_signed",
            Self::Joined { .. } => "joined",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Appealed => "appealed",
            Self::AppealDecided { .. } => "appeal_decided",
            Self::Noted { .. } => "noted",
        }
    }

    /// The act as the audit record names it.
    pub fn act(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "admission.case.opened",
            Self::Submitted { .. } => "admission.case.submitted",
            Self::Returned { .. } => "admission.case.returned",
            Self::Resubmitted { .. } => "admission.case.resubmitted",
            Self::Accepted { .. } => "admission.case.accepted",
            Self::ReviewOpened => "admission.case.review_opened",
            Self::ReviewClosed { .. } => "admission.case.review_closed",
            Self::VisitPlanned { .. } => "admission.case.visit_planned",
            Self::Visited { .. } => "admission.case.visited",
            Self::Recommended { .. } => "admission.case.recommended",
            Self::NoticePublished { .. } => "admission.case.notice_published",
            Self::Referred { .. } => "admission.case.referred",
            Self::BallotOpened { .. } => "admission.case.ballot_opened",
            Self::Decided { .. } => "admission.case.decided",
            Self::ReasonsGiven => "admission.case.reasons_given",
            Self::AgreementSent { .. } => "admission.case.agreement_sent",
            Self::CompanySigned => "admission.case.company_signed",
            Self::AgreementSigned => "admission.case.agreement_signed",
            Self::Joined { .. } => "admission.case.joined",
            Self::Declined => "admission.case.declined",
            Self::Withdrawn => "admission.case.withdrawn",
            Self::Expired => "admission.case.expired",
            Self::Appealed => "admission.case.appealed",
            Self::AppealDecided { .. } => "admission.case.appeal_decided",
            Self::Noted { .. } => "admission.case.noted",
        }
    }

    /// Message key of its line in the record; `None` for a note, which brings its own.
    pub fn key(&self) -> Option<&'static str> {
        let key = match self {
            Self::Opened { .. } => "admission-event-opened",
            Self::Submitted { .. } => "admission-event-submitted",
            Self::Returned { .. } => "admission-event-returned",
            Self::Resubmitted { .. } => "admission-event-resubmitted",
            Self::Accepted { deemed: false } => "admission-event-accepted",
            Self::Accepted { deemed: true } => "admission-event-deemed",
            Self::ReviewOpened => "admission-event-review-opened",
            Self::ReviewClosed { .. } => "admission-event-review-closed",
            Self::VisitPlanned { .. } => "admission-event-visit-planned",
            Self::Visited { .. } => "admission-event-visited",
            Self::Recommended { .. } => "admission-event-recommended",
            Self::NoticePublished { .. } => "admission-event-notice",
            Self::Referred { .. } => "admission-event-referred",
            Self::BallotOpened { .. } => "admission-event-ballot-opened",
            Self::Decided { .. } => "admission-event-decided",
            Self::ReasonsGiven => "ballot-record-told",
            Self::AgreementSent { .. } => "admission-event-agreement-sent",
            Self::CompanySigned => "admission-event-company-signed",
            Self::AgreementSigned => "admission-event-agreement-signed",
            Self::Joined { .. } => "admission-event-joined",
            Self::Declined => "admission-event-declined",
            Self::Withdrawn => "admission-event-withdrawn",
            Self::Expired => "admission-event-expired",
            Self::Appealed => "admission-event-appealed",
            Self::AppealDecided { new_round: false } => "admission-event-upheld",
            Self::AppealDecided { new_round: true } => "admission-event-new-round",
            Self::Noted { .. } => return None,
        };
        Some(key)
    }

    /// Whether the applicant may read it in the record.
    pub fn is_public(&self) -> bool {
        !matches!(self, Self::Noted { public: false, .. })
    }
}

impl From<Refusal> for Say {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Ended => say!("admission-refusal-ended"),
            Refusal::NotNow => say!("admission-refusal-not-now"),
            Refusal::NoticeRuns(_) => say!("admission-refusal-notice"),
            Refusal::NotOnRoute => say!("admission-refusal-route"),
            Refusal::TooLate => say!("admission-refusal-late"),
            Refusal::OutOfOrder => say!("admission-refusal-order"),
        }
    }
}
