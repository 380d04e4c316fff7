//! The stages of a case, and the words a step may propose or decide.
//!
//! A stage is never stored as truth: it follows from the case's events (see `journey`).

use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// Where a case stands.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Stage: key "admission-stage-", task "admission-task-", told "admission-told-", tone {
        /// Being filled in by the applicant; the office doesn't see it.
        Draft = "draft", "ochre";
        /// Sent; the completeness check is open.
        Submitted = "submitted", "blue";
        /// Sent back with one list of what is missing.
        Returned = "returned", "ochre";
        /// Sent again after a correction; the completeness check is open.
        Resubmitted = "resubmitted", "blue";
        /// Complete; the review has not begun.
        Accepted = "accepted", "blue";
        /// The qualification review is running.
        UnderReview = "under_review", "blue";
        /// The review is done; the visit or the recommendation comes next.
        Reviewed = "reviewed", "blue";
        /// A day for the visit is set.
        VisitPlanned = "visit_planned", "blue";
        /// The visit is done and its record signed.
        Visited = "visited", "blue";
        /// The secretariat has laid it before the board.
        Recommended = "recommended", "blue";
        /// The objection period is running.
        PublicNotice = "public_notice", "blue";
        /// The board is voting.
        OnBallot = "on_ballot", "blue";
        /// Too few took part; the case waits for a new round.
        NoQuorum = "no_quorum", "blue";
        /// The board put the question off.
        Deferred = "deferred", "blue";
        /// The board admitted the company.
        Admitted = "admitted", "jade";
        /// The agreement is out for signature.
        AgreementSent = "agreement_sent", "ochre";
        /// Both sides signed.
        AgreementSigned = "agreement_signed", "jade";
        /// The company is a member: the end of the road.
        Member = "member", "jade";
        /// The board said no; the company may object for a while.
        Rejected = "rejected", "red";
        /// The company objected to the rejection.
        Appealed = "appealed", "blue";
        /// The objection was heard and the rejection stands.
        Upheld = "upheld", "red";
        /// The applicant took the application back.
        Withdrawn = "withdrawn", "ink";
        /// Left open too long without an answer.
        Expired = "expired", "ink";
        /// Admitted, but the company did not want to sign.
        Declined = "declined", "ink";
    }
}

words! {
    /// What the review, the visit or the secretariat proposes.
    #[derive(Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Proposal: key "admission-proposal-", tone {
        /// Admit.
        Pass = "pass", "jade";
        /// Admit with conditions.
        Conditions = "conditions", "ochre";
        /// Do not admit.
        Reject = "reject", "red";
        /// Go and look first; only a review can propose it.
        Visit = "visit", "blue";
    }
}

words! {
    /// How a ballot ended for the case.
    #[derive(Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Decision: key "admission-decision-" {
        /// The board admitted the company.
        Admitted = "admitted";
        /// The board turned the company down.
        Rejected = "rejected";
        /// Too few took part: not a rejection.
        NoQuorum = "no_quorum";
        /// Put off, or tied with a new round to follow.
        Deferred = "deferred";
    }
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
