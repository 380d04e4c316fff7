//! What can happen to a case. The events of a case, in order, are the case.
//!
//! An event says no more than the journey needs; what a step knows besides stays in that step's tables.

use super::route::Route;
use super::stage::{Decision, Proposal};
use crate::kernel::{Moment, Say};
use serde::{Deserialize, Serialize};

/// Something that happened to a case. What is stored, in order, is the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The applicant began a draft; `previous` is the case of an earlier rejection.
    Opened {
        /// Id of the earlier case this one follows on.
        previous: Option<String>,
    },
    /// The application was sent for the first time; the route is frozen into the case.
    Submitted {
        /// Number of the revision, from 1.
        revision: u32,
        /// The way this case will go.
        route: Route,
    },
    /// The office named everything that is missing.
    Returned {
        /// Which correction list, from 1.
        correction: u32,
        /// Until when the applicant is asked to answer.
        answer_by: Moment,
    },
    /// The applicant answered and sent again.
    Resubmitted {
        /// Number of the revision.
        revision: u32,
        /// The way the case goes from here, where another rank is applied for than before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        route: Option<Route>,
    },
    /// Everything is there. `deemed`: the office let its own time limit pass.
    Accepted {
        /// True if nobody answered in time and the rule accepted it.
        deemed: bool,
    },
    /// Reviewers were assigned and the review opened.
    ReviewOpened,
    /// The review was closed with what it proposes.
    ReviewClosed {
        /// The reviewers' proposal taken together.
        proposal: Proposal,
    },
    /// The visit was planned, or moved to another time.
    VisitPlanned {
        /// When it begins.
        starts: Moment,
    },
    /// The visit record is complete and signed.
    Visited {
        /// What the visitors conclude.
        conclusion: Proposal,
    },
    /// The secretariat laid the case before the deciding body.
    Recommended {
        /// What the secretariat proposes.
        proposal: Proposal,
    },
    /// The objection period began.
    NoticePublished {
        /// When it ends.
        until: Moment,
    },
    /// The deciding body can't reach its quorum; another one decides.
    Referred {
        /// The body that decides now, as in [`Route::body`].
        body: String,
    },
    /// A ballot opened.
    BallotOpened {
        /// Round, from 1.
        round: u32,
        /// When voting closes.
        closes: Moment,
    },
    /// The ballot was counted.
    Decided {
        /// How it ended.
        decision: Decision,
    },
    /// The company was told why it was turned down.
    ReasonsGiven,
    /// The agreement went out.
    AgreementSent {
        /// Until when it can be signed.
        sign_by: Moment,
    },
    /// The company's representative signed; the chamber hasn't yet.
    CompanySigned,
    /// The chamber countersigned.
    AgreementSigned,
    /// Membership began.
    Joined {
        /// The member number given.
        number: String,
    },
    /// The company refused to sign.
    Declined,
    /// The applicant took it back.
    Withdrawn,
    /// Nobody answered for too long.
    Expired,
    /// The company objected to the rejection.
    Appealed,
    /// The objection was decided.
    AppealDecided {
        /// True if the board is to vote again.
        new_round: bool,
    },
    /// Something worth a line in the record that changes no stage.
    Noted {
        /// The line.
        say: Say,
        /// Whether the applicant may read it.
        public: bool,
    },
}

impl Event {
    /// Whether only the chamber's people can make it happen: never those of the applying company.
    #[must_use]
    pub const fn is_chambers(&self) -> bool {
        matches!(
            self,
            Self::Returned { .. }
                | Self::Accepted { deemed: false }
                | Self::ReviewOpened
                | Self::ReviewClosed { .. }
                | Self::VisitPlanned { .. }
                | Self::Recommended { .. }
                | Self::NoticePublished { .. }
                | Self::Referred { .. }
                | Self::ReasonsGiven
                | Self::BallotOpened { .. }
                | Self::AgreementSent { .. }
                | Self::AgreementSigned
                | Self::AppealDecided { .. }
        )
    }
}
