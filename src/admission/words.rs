//! The words for a journey: which message names a stage, an event, a refusal.
//!
//! Kept apart from the rules, so that the rules stay readable and every message has one place.

use super::event::Event;
use super::journey::{Journey, Refusal};
use crate::kernel::Say;
use crate::say;

impl Journey {
    /// Message key of what is to be done now.
    pub fn task(&self) -> &'static str {
        match self.owes_reasons() {
            true => "admission-task-reasons",
            false => self.stage.task(),
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
