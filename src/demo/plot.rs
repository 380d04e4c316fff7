//! Forty plots: how far each case goes, how long ago its last step was, and what goes wrong on the
//! way. From a plot follows a list of scenes, each with its day and hour.

use chrono::TimeDelta;
use chrono_tz::Tz;

use super::dice::Dice;
use crate::admission::stage::Proposal;
use crate::kernel::Moment;
use crate::kernel::time::{day_in, start_of};

/// How far a case goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Still being written.
    Draft,
    /// Sent.
    Submitted,
    /// Sent back.
    Returned,
    /// Sent again.
    Resubmitted,
    /// Accepted.
    Accepted,
    /// In review, so many of two reviews in.
    Review(usize),
    /// The review is concluded.
    Reviewed,
    /// A visit is planned so many days ahead (or was so many days ago).
    Planned(i64),
    /// The visit's record is signed.
    Visited,
    /// Before the board.
    Recommended,
    /// Announced.
    Notice,
    /// On ballot, so many of nine votes in.
    Ballot(usize),
    /// Too few voted.
    NoQuorum,
    /// Put off.
    Deferred,
    /// Admitted.
    Admitted,
    /// The agreement is out.
    Sent,
    /// The company signed.
    HalfSigned,
    /// A member.
    Member,
    /// Turned down.
    Rejected,
    /// Turned down, and the company objects.
    Appealed,
    /// The objection was heard and the decision stands.
    Upheld,
    /// Taken back.
    Withdrawn,
    /// The correction was never answered.
    Expired,
    /// Admitted, but the company won't sign.
    Declined,
}

/// One case's plot.
#[derive(Debug, Clone, Copy)]
pub struct Plot {
    /// How far it goes.
    pub end: End,
    /// Days since its last step.
    pub ago: i64,
    /// Rank applied for.
    pub rank: &'static str,
    /// Whether it is sent back once.
    pub corrected: bool,
    /// Whether a reviewer declares a conflict.
    pub conflict: bool,
}

const fn plot(end: End, ago: i64) -> Plot {
    Plot {
        end,
        ago,
        rank: "member",
        corrected: false,
        conflict: false,
    }
}

const fn corrected(end: End, ago: i64) -> Plot {
    Plot {
        corrected: true,
        ..plot(end, ago)
    }
}

const fn director(end: End, ago: i64) -> Plot {
    Plot {
        rank: "director",
        ..plot(end, ago)
    }
}

/// The case of `applicant@`.
pub const MINE: usize = 0;

/// The forty cases.
pub const PLOTS: [Plot; 40] = [
    plot(End::Returned, 2),
    plot(End::Draft, 3),
    plot(End::Submitted, 1),
    director(End::Submitted, 2),
    plot(End::Submitted, 4),
    // Nobody answered in time, so the rule accepted it.
    plot(End::Submitted, 8),
    plot(End::Returned, 6),
    director(End::Returned, 13),
    corrected(End::Resubmitted, 1),
    corrected(End::Resubmitted, 3),
    plot(End::Accepted, 1),
    plot(End::Accepted, 7),
    plot(End::Review(0), 2),
    Plot {
        conflict: true,
        ..plot(End::Review(1), 13)
    },
    corrected(End::Review(2), 1),
    director(End::Reviewed, 2),
    plot(End::Planned(1), 4),
    plot(End::Planned(5), 2),
    corrected(End::Planned(-3), 8),
    plot(End::Visited, 2),
    plot(End::Recommended, 3),
    Plot {
        rank: "vice_president",
        ..plot(End::Notice, 3)
    },
    plot(End::Ballot(0), 1),
    director(End::Ballot(5), 3),
    corrected(End::Ballot(8), 4),
    plot(End::NoQuorum, 5),
    plot(End::Deferred, 9),
    director(End::Admitted, 2),
    plot(End::Sent, 5),
    corrected(End::HalfSigned, 2),
    plot(End::Member, 9),
    corrected(End::Member, 31),
    director(End::Member, 58),
    plot(End::Member, 96),
    plot(End::Rejected, 6),
    plot(End::Appealed, 4),
    plot(End::Upheld, 40),
    plot(End::Withdrawn, 20),
    plot(End::Expired, 90),
    plot(End::Declined, 25),
];

/// Something that happens in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// The applicant begins and fills in: all of it, or half.
    Draft(bool),
    /// The applicant sends.
    Send,
    /// The office sends it back.
    Return,
    /// The applicant answers and sends again.
    Answer,
    /// The office accepts.
    Accept,
    /// The office opens the review.
    OpenReview,
    /// A reviewer declares: no conflict, or one.
    Declare(&'static str, bool),
    /// A reviewer writes and submits.
    Review(&'static str, Proposal),
    /// The office concludes the review.
    Conclude(Proposal),
    /// The applicant takes it back.
    Withdraw,
    /// The office plans the visit so many days ahead.
    PlanVisit(i64),
    /// Both visitors declare.
    DeclareVisit,
    /// The lead writes the record, freezes and signs it.
    Record(Proposal),
    /// A visitor signs.
    Sign(&'static str),
    /// The company comments on the facts.
    Comment,
}

/// The steps of a plot, each with its moment, in order. `end` is the present.
#[must_use]
pub fn scenes(plot: &Plot, number: usize, end: Moment, zone: Tz) -> Vec<(Moment, Scene)> {
    let mut road = Road {
        day: 0,
        steps: vec![],
    };
    road.walk(plot);
    let last = road.steps.last().map_or(0, |(day, _)| *day);
    let first = day_in(zone, end) - TimeDelta::days(plot.ago + last);
    let mut dice = Dice::of(0x524f_4144 + number as u64);
    let mut before = None;
    road.steps
        .into_iter()
        .map(|(day, scene)| {
            let hour = start_of(zone, first + TimeDelta::days(day))
                + TimeDelta::minutes(dice.between(9 * 60, 17 * 60));
            // Within a day things happen one after another.
            let at = match before {
                Some(then) if hour <= then => then + TimeDelta::minutes(dice.between(6, 45)),
                _ => hour,
            };
            before = Some(at);
            (at, scene)
        })
        .collect()
}

struct Road {
    day: i64,
    steps: Vec<(i64, Scene)>,
}

impl Road {
    fn after(&mut self, days: i64, scene: Scene) -> &mut Self {
        self.day += days;
        self.steps.push((self.day, scene));
        self
    }

    fn walk(&mut self, plot: &Plot) {
        self.after(0, Scene::Draft(plot.end != End::Draft));
        if plot.end != End::Draft {
            self.after(1, Scene::Send);
            self.check(plot);
        }
    }

    fn check(&mut self, plot: &Plot) {
        match plot.end {
            End::Submitted => return,
            End::Returned | End::Expired => {
                self.after(2, Scene::Return);
                return;
            }
            _ if plot.corrected => {
                self.after(2, Scene::Return).after(4, Scene::Answer);
            }
            _ => {}
        }
        if plot.end == End::Resubmitted {
            return;
        }
        self.after(2, Scene::Accept);
        if plot.end == End::Withdrawn {
            self.after(3, Scene::Withdraw);
        } else if plot.end != End::Accepted {
            self.review(plot);
        }
    }

    fn review(&mut self, plot: &Plot) {
        let proposal = match plot.end {
            End::Rejected | End::Appealed | End::Upheld => Proposal::Reject,
            End::HalfSigned | End::Sent => Proposal::Conditions,
            _ => Proposal::Pass,
        };
        self.after(1, Scene::OpenReview)
            .after(1, Scene::Declare("reviewer1", false));
        self.after(0, Scene::Declare("reviewer2", plot.conflict));
        let written = if let End::Review(n) = plot.end { n } else { 2 };
        if written > 0 {
            self.after(1, Scene::Review("reviewer1", proposal));
        }
        if written > 1 && !plot.conflict {
            // The two don't always agree.
            let second = if proposal == Proposal::Reject {
                Proposal::Conditions
            } else {
                proposal
            };
            self.after(2, Scene::Review("reviewer2", second));
        }
        if matches!(plot.end, End::Review(_)) {
            return;
        }
        self.after(1, Scene::Conclude(proposal));
        if plot.end != End::Reviewed {
            self.visit(plot, proposal);
        }
    }

    fn visit(&mut self, plot: &Plot, proposal: Proposal) {
        if let End::Planned(ahead) = plot.end {
            self.after(2, Scene::PlanVisit(plot.ago + ahead));
            return;
        }
        self.after(2, Scene::PlanVisit(5))
            .after(1, Scene::DeclareVisit);
        self.after(4, Scene::Record(proposal))
            .after(1, Scene::Sign("reviewer2"));
        if plot.corrected {
            self.after(1, Scene::Comment);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Day;

    #[test]
    fn the_scenes_of_a_plot_follow_each_other_and_end_before_today() {
        let end = Day::from_ymd_opt(2026, 11, 22)
            .unwrap()
            .and_hms_opt(1, 0, 0)
            .unwrap();
        for (n, plot) in PLOTS.iter().enumerate() {
            let scenes = scenes(plot, n, end, chrono_tz::Asia::Shanghai);
            assert!(
                scenes.windows(2).all(|pair| pair[0].0 < pair[1].0),
                "{plot:?}"
            );
            assert!(scenes.iter().all(|(at, _)| *at < end), "{plot:?}");
        }
    }
}
