//! The stages of a case, and the words a step may propose or decide.
//!
//! A stage is never stored as truth: it follows from the case's events (see `journey`).

use serde::{Deserialize, Serialize};

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being filled in by the applicant; the office doesn't see it.
    Draft,
    /// Sent; the completeness check is open.
    Submitted,
    /// Sent back with one list of what is missing.
    Returned,
    /// Sent again after a correction; the completeness check is open.
    Resubmitted,
    /// Complete; the review has not begun.
    Accepted,
    /// The qualification review is running.
    UnderReview,
    /// The review is done; the visit or the recommendation comes next.
    Reviewed,
    /// A day for the visit is set.
    VisitPlanned,
    /// The visit is done and its record signed.
    Visited,
    /// The secretariat has laid it before the board.
    Recommended,
    /// The objection period is running.
    PublicNotice,
    /// The board is voting.
    OnBallot,
    /// Too few took part; the case waits for a new round.
    NoQuorum,
    /// The board put the question off.
    Deferred,
    /// The board admitted the company.
    Admitted,
    /// The agreement is out for signature.
    AgreementSent,
    /// Both sides signed.
    AgreementSigned,
    /// The company is a member: the end of the road.
    Member,
    /// The board said no; the company may object for a while.
    Rejected,
    /// The company objected to the rejection.
    Appealed,
    /// The objection was heard and the rejection stands.
    Upheld,
    /// The applicant took the application back.
    Withdrawn,
    /// Left open too long without an answer.
    Expired,
    /// Admitted, but the company did not want to sign.
    Declined,
}

/// What the review, the visit or the secretariat proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// Admit.
    Pass,
    /// Admit with conditions.
    Conditions,
    /// Do not admit.
    Reject,
    /// Go and look first; only a review can propose it.
    Visit,
}

/// How a ballot ended for the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The board admitted the company.
    Admitted,
    /// The board turned the company down.
    Rejected,
    /// Too few took part: not a rejection.
    NoQuorum,
    /// Put off, or tied with a new round to follow.
    Deferred,
}

impl Decision {
    /// The stage a decision leads to.
    pub fn stage(self) -> Stage {
        match self {
            Self::Admitted => Stage::Admitted,
            Self::Rejected => Stage::Rejected,
            Self::NoQuorum => Stage::NoQuorum,
            Self::Deferred => Stage::Deferred,
        }
    }
}

impl Stage {
    /// Every stage, in the order of the road.
    pub const ALL: [Self; 24] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Resubmitted,
        Self::Accepted,
        Self::UnderReview,
        Self::Reviewed,
        Self::VisitPlanned,
        Self::Visited,
        Self::Recommended,
        Self::PublicNotice,
        Self::OnBallot,
        Self::NoQuorum,
        Self::Deferred,
        Self::Admitted,
        Self::AgreementSent,
        Self::AgreementSigned,
        Self::Member,
        Self::Rejected,
        Self::Appealed,
        Self::Upheld,
        Self::Withdrawn,
        Self::Expired,
        Self::Declined,
    ];

    /// The stage's name in the database and in URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Resubmitted => "resubmitted",
            Self::Accepted => "accepted",
            Self::UnderReview => "under_review",
            Self::Reviewed => "reviewed",
            Self::VisitPlanned => "visit_planned",
            Self::Visited => "visited",
            Self::Recommended => "recommended",
            Self::PublicNotice => "public_notice",
            Self::OnBallot => "on_ballot",
            Self::NoQuorum => "no_quorum",
            Self::Deferred => "deferred",
            Self::Admitted => "admitted",
            Self::AgreementSent => "agreement_sent",
            Self::AgreementSigned => "agreement_signed",
            Self::Member => "member",
            Self::Rejected => "rejected",
            Self::Appealed => "appealed",
            Self::Upheld => "upheld",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Declined => "declined",
        }
    }

    /// The stage of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == name)
    }

    /// Tone of its badge: red ended badly, jade well, ochre waits for the applicant, blue runs.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Returned | Self::AgreementSent => "ochre",
            Self::Member | Self::Admitted | Self::AgreementSigned => "jade",
            Self::Rejected | Self::Upheld => "red",
            Self::Withdrawn | Self::Expired | Self::Declined => "ink",
            _ => "blue",
        }
    }

    /// Whether the case is still on its way: neither a member nor turned down, taken back or run out.
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Member
                | Self::Rejected
                | Self::Upheld
                | Self::Withdrawn
                | Self::Expired
                | Self::Declined
        )
    }
}
