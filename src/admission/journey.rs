//! The journey of a case, from a draft to a member: which event may follow on which stage.
//!
//! Pure. A case is the list of its events; its stage follows from them and from nothing else, so a
//! screen can never show a stage that didn't happen. Who may cause an event, and what else is stored
//! with it, is the affair of each step. Deadlines are read against the clock by the caller: a missed
//! job never makes a stage wrong.

use super::event::Event;
use super::route::Route;
use super::stage::{Decision, Proposal, Stage};
use crate::kernel::Moment;
use chrono::Duration;

/// Why an event was refused. Nothing has changed when one is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The case has ended.
    #[error("the case has ended")]
    Ended,
    /// Something else has to happen first.
    #[error("not at this stage")]
    NotNow,
    /// The objection period is still running.
    #[error("the public notice runs until {0}")]
    NoticeRuns(Moment),
    /// The route of this case has no such step.
    #[error("not on this route")]
    NotOnRoute,
    /// The time to object has passed.
    #[error("too late to object")]
    TooLate,
    /// A number that doesn't follow on the last one.
    #[error("out of order")]
    OutOfOrder,
}

/// All that follows from a case's events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Where the case stands.
    pub stage: Stage,
    /// Since when.
    pub since: Moment,
    /// The last open stage: where it stood before it ended.
    pub last_open: Stage,
    /// The way it goes; the default until it is submitted.
    pub route: Route,
    /// Revisions sent so far.
    pub revision: u32,
    /// Correction lists so far.
    pub correction: u32,
    /// Ballot rounds so far.
    pub round: u32,
    /// A date the last event named: answer by, visit starts, closes, sign by.
    pub named: Option<Moment>,
    /// Whether the case has to be visited: by its route, or because the review asked; not if the
    /// review proposes a rejection, unless a visit is planned all the same.
    pub visit: bool,
    /// When the objection period ended or ends.
    pub noticed_until: Option<Moment>,
    /// When the company was turned down last.
    pub rejected_at: Option<Moment>,
    /// When it was told why.
    pub reasons_at: Option<Moment>,
    /// Whether the company's side of the agreement is signed.
    pub company_signed: bool,
    /// When each stage was first reached.
    pub reached: Vec<(Stage, Moment)>,
}

impl Journey {
    /// The journey of a draft begun at `at`.
    pub fn open(at: Moment) -> Self {
        Self {
            stage: Stage::Draft,
            since: at,
            last_open: Stage::Draft,
            route: Route::default(),
            revision: 0,
            correction: 0,
            round: 0,
            named: None,
            visit: Route::default().visit,
            noticed_until: None,
            rejected_at: None,
            reasons_at: None,
            company_signed: false,
            reached: vec![(Stage::Draft, at)],
        }
    }

    /// The journey that a list of events tells. `None` if it doesn't begin with an opening or breaks a rule.
    pub fn replay<'a>(events: impl IntoIterator<Item = (&'a Event, Moment)>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some((Event::Opened { .. }, at)) = events.next() else {
            return None;
        };
        events.try_fold(Self::open(at), |journey, (event, at)| {
            journey.after(event, at).ok()
        })
    }

    /// The journey once `event` has happened at `at`.
    ///
    /// # Errors
    /// A [`Refusal`] if the event may not follow here; a refusal changes nothing.
    pub fn after(&self, event: &Event, at: Moment) -> Result<Self, Refusal> {
        let stage = self.next(event, at)?;
        let mut then = self.clone();
        then.learn(event, at);
        if stage != self.stage || matches!(event, Event::CompanySigned) {
            then.since = at;
            then.stage = stage;
            if stage.is_open() {
                then.last_open = stage;
            }
            if !then.reached.iter().any(|(s, _)| *s == stage) {
                then.reached.push((stage, at));
            }
        }
        Ok(then)
    }

    /// The stage that `event` leads to from here.
    fn next(&self, event: &Event, at: Moment) -> Result<Stage, Refusal> {
        use Stage as S;
        if matches!(event, Event::Noted { .. }) {
            return Ok(self.stage);
        }
        if !self.stage.is_open() && self.stage != S::Rejected {
            return Err(Refusal::Ended);
        }
        let to = match (self.stage, event) {
            (S::Rejected, Event::Appealed) if self.appeal_until().is_some_and(|t| at > t) => {
                return Err(Refusal::TooLate);
            }
            (S::Rejected, Event::Appealed) => S::Appealed,
            (S::Rejected, Event::ReasonsGiven) if self.owes_reasons() => S::Rejected,
            (S::Rejected, _) => return Err(Refusal::Ended),
            (_, Event::Withdrawn) => S::Withdrawn,
            (S::Returned | S::AgreementSent, Event::Expired) => S::Expired,
            (S::Draft, Event::Submitted { revision, .. }) => follows(*revision, 0, S::Submitted)?,
            (S::Submitted | S::Resubmitted, Event::Returned { correction, .. }) => {
                follows(*correction, self.correction, S::Returned)?
            }
            (S::Returned, Event::Resubmitted { revision, .. }) => {
                follows(*revision, self.revision, S::Resubmitted)?
            }
            (S::Submitted | S::Resubmitted, Event::Accepted { .. }) => S::Accepted,
            (S::Accepted, Event::ReviewOpened) => S::UnderReview,
            (S::UnderReview, Event::ReviewClosed { .. }) => S::Reviewed,
            (S::Reviewed | S::VisitPlanned, Event::VisitPlanned { .. }) if !self.may_visit() => {
                return Err(Refusal::NotOnRoute);
            }
            (S::Reviewed | S::VisitPlanned, Event::VisitPlanned { .. }) => S::VisitPlanned,
            (S::VisitPlanned, Event::Visited { .. }) => S::Visited,
            (S::Visited, Event::Recommended { .. }) => S::Recommended,
            (S::Reviewed, Event::Recommended { .. }) if !self.visit => S::Recommended,
            (S::Recommended, Event::NoticePublished { .. }) if self.route.notice_days == 0 => {
                return Err(Refusal::NotOnRoute);
            }
            (S::Recommended, Event::NoticePublished { .. }) if self.noticed_until.is_none() => {
                S::PublicNotice
            }
            (stage, Event::Referred { body }) if self.may_refer(body) => stage,
            (
                S::Recommended | S::PublicNotice | S::NoQuorum | S::Deferred,
                Event::BallotOpened { round, .. },
            ) => {
                self.may_vote(at)?;
                follows(*round, self.round, S::OnBallot)?
            }
            (S::OnBallot, Event::Decided { decision }) => decision.stage(),
            // Out for signature it is sent anew where the dues it names are not in force any more.
            (S::Admitted | S::AgreementSent, Event::AgreementSent { .. }) => S::AgreementSent,
            (S::AgreementSent, Event::CompanySigned) if !self.company_signed => S::AgreementSent,
            (S::AgreementSent, Event::AgreementSigned) if self.company_signed => S::AgreementSigned,
            (S::Admitted | S::AgreementSent, Event::Declined) => S::Declined,
            (S::AgreementSigned, Event::Joined { .. }) => S::Member,
            (S::Appealed, Event::AppealDecided { new_round: true }) => S::Recommended,
            (S::Appealed, Event::AppealDecided { new_round: false }) => S::Upheld,
            _ => return Err(Refusal::NotNow),
        };
        Ok(to)
    }

    /// Takes over what an event says besides the stage.
    fn learn(&mut self, event: &Event, at: Moment) {
        match event {
            Event::Noted { .. } => return,
            Event::Submitted { revision, route } => {
                self.revision = *revision;
                self.visit = route.visit;
                self.route = route.clone();
            }
            Event::Resubmitted { revision, route } => {
                self.revision = *revision;
                if let Some(route) = route {
                    self.visit = route.visit;
                    self.route = route.clone();
                }
            }
            Event::Referred { body } => self.route.body.clone_from(body),
            Event::Decided {
                decision: Decision::Rejected,
            } => {
                self.rejected_at = Some(at);
                self.reasons_at = None;
            }
            Event::ReasonsGiven => self.reasons_at = Some(at),
            Event::Returned { correction, .. } => self.correction = *correction,
            Event::ReviewClosed { proposal } => {
                self.visit = match proposal {
                    Proposal::Visit => true,
                    Proposal::Reject => false,
                    Proposal::Pass | Proposal::Conditions => self.route.visit,
                }
            }
            Event::VisitPlanned { .. } => self.visit = true,
            Event::NoticePublished { until } => self.noticed_until = Some(*until),
            Event::BallotOpened { round, .. } => self.round = *round,
            Event::CompanySigned => self.company_signed = true,
            Event::AgreementSent { .. } => self.company_signed = false,
            _ => {}
        }
        self.named = match event {
            Event::Returned { answer_by: at, .. }
            | Event::VisitPlanned { starts: at }
            | Event::NoticePublished { until: at }
            | Event::BallotOpened { closes: at, .. }
            | Event::AgreementSent { sign_by: at } => Some(*at),
            Event::CompanySigned => self.named,
            _ => None,
        };
    }

    /// Whether a visit can be planned: one has to be, or the route has one.
    pub fn may_visit(&self) -> bool {
        self.visit || self.route.visit
    }

    /// Before a ballot the case can be handed over to another body than the one that decides.
    fn may_refer(&self, body: &str) -> bool {
        use Stage as S;
        body != self.route.body
            && matches!(
                self.stage,
                S::Recommended | S::PublicNotice | S::NoQuorum | S::Deferred
            )
    }

    /// A ballot needs the notice, if the route has one, to have been published and to have run out.
    fn may_vote(&self, at: Moment) -> Result<(), Refusal> {
        match self.noticed_until {
            _ if self.route.notice_days == 0 => Ok(()),
            None => Err(Refusal::NotNow),
            Some(until) if at < until => Err(Refusal::NoticeRuns(until)),
            Some(_) => Ok(()),
        }
    }

    /// What will follow by itself if nothing happens before, and when.
    pub fn silence(&self) -> Option<(Event, Moment)> {
        match self.stage {
            Stage::Submitted | Stage::Resubmitted => {
                Some((Event::Accepted { deemed: true }, self.due()?))
            }
            Stage::Returned => Some((Event::Expired, self.due()? + days(self.route.limits.grace))),
            Stage::AgreementSent if !self.company_signed => Some((Event::Expired, self.due()?)),
            _ => None,
        }
    }

    /// What has followed by itself because a deadline passed, and the moment it counts from.
    /// Readers show it, and the next write records it first.
    pub fn lapse(&self, now: Moment) -> Option<(Event, Moment)> {
        self.silence().filter(|(_, at)| *at <= now)
    }

    /// The journey as it stands at `now`, lapsed deadlines included.
    pub fn at(&self, now: Moment) -> Self {
        self.lapse(now)
            .and_then(|(event, at)| self.after(&event, at).ok())
            .unwrap_or_else(|| self.clone())
    }

    /// Until when the present step should be done; `None` where nothing is waited for.
    pub fn due(&self) -> Option<Moment> {
        let limits = &self.route.limits;
        let after = match self.stage {
            Stage::Submitted | Stage::Resubmitted => limits.answer,
            Stage::Accepted => limits.assign,
            Stage::UnderReview => limits.review,
            Stage::Reviewed if self.visit => limits.visit,
            Stage::Reviewed | Stage::Visited | Stage::NoQuorum | Stage::Deferred => {
                limits.recommend
            }
            Stage::Recommended | Stage::Appealed => limits.ballot,
            Stage::Admitted | Stage::AgreementSigned => limits.agreement,
            Stage::AgreementSent if self.company_signed => limits.countersign,
            Stage::Rejected if self.owes_reasons() => limits.agreement,
            _ => return self.named,
        };
        Some(self.since + days(after))
    }

    /// Whether the company was turned down and not yet told why.
    pub fn owes_reasons(&self) -> bool {
        self.stage == Stage::Rejected && self.reasons_at.is_none()
    }

    /// Until when a rejected company may object: the time runs from the day it was told why; `None`
    /// as long as it wasn't.
    pub fn appeal_until(&self) -> Option<Moment> {
        self.reasons_at.map(|at| self.appeal_until_from(at))
    }

    /// Until when it may object if it is told why at `at`.
    pub fn appeal_until_from(&self, at: Moment) -> Moment {
        at + days(self.route.limits.appeal)
    }

    /// From when a company that was turned down may apply again; `None` if it need not wait.
    pub fn apply_again_from(&self) -> Option<Moment> {
        let turned_down = self.rejected_at?;
        matches!(self.stage, Stage::Rejected | Stage::Upheld)
            .then(|| turned_down + days(self.route.limits.cooling_off))
    }

    /// When a stage was first reached.
    pub fn reached_at(&self, stage: Stage) -> Option<Moment> {
        self.reached
            .iter()
            .find(|(s, _)| *s == stage)
            .map(|(_, at)| *at)
    }
}

/// `number` has to be the one after `last`.
fn follows(number: u32, last: u32, stage: Stage) -> Result<Stage, Refusal> {
    if number == last + 1 {
        Ok(stage)
    } else {
        Err(Refusal::OutOfOrder)
    }
}

fn days(n: u16) -> Duration {
    Duration::days(i64::from(n))
}

#[cfg(test)]
#[path = "journey_tests.rs"]
mod tests;
#[cfg(test)]
#[path = "journey_turns_tests.rs"]
mod turns_tests;
