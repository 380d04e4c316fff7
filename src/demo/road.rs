//! The road of a plot: its scenes in order, each with its day and hour.

use chrono::TimeDelta;
use chrono_tz::Tz;

use super::dice::Dice;
use super::plot::{End, Plot};
use crate::admission::stage::Proposal;
use crate::kernel::Moment;
use crate::kernel::time::{day_in, start_of};
use crate::voting::rules::Choice;

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
    /// The secretariat lays it before the board.
    Recommend(Proposal),
    /// It is announced.
    Announce,
    /// The ballot opens for so many days.
    Open(i64),
    /// The director of a seat votes.
    Vote(usize, Choice),
    /// The director of a seat steps back.
    StepBack(usize),
    /// The clock closes the ballot.
    Close,
    /// The round is taken back.
    PutOff,
    /// The reasons of a rejection are given.
    Reasons,
    /// The company objects.
    Appeal,
    /// The objection is heard and the decision stands.
    Uphold,
    /// The agreement goes out.
    SendAgreement,
    /// The company signs.
    CompanySigns,
    /// The president signs, and membership begins.
    ChamberSigns,
    /// The company won't sign.
    Decline,
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
        if plot.end != End::Visited {
            self.after(2, Scene::Recommend(proposal));
            self.board(plot);
        }
    }

    fn board(&mut self, plot: &Plot) {
        match plot.end {
            End::Recommended => {}
            End::Notice => {
                self.after(1, Scene::Announce);
            }
            End::Ballot(votes) => {
                self.after(1, Scene::Open(10));
                self.vote(plot, votes);
            }
            End::NoQuorum => {
                self.after(1, Scene::Open(7));
                self.vote(plot, 4);
                self.after(7, Scene::Close);
            }
            End::Deferred => {
                self.after(1, Scene::Open(10));
                self.vote(plot, 2);
                self.after(1, Scene::PutOff);
            }
            _ => {
                self.after(1, Scene::Open(7));
                self.vote(plot, 9);
                self.after(6, Scene::Close);
                self.decided(plot);
            }
        }
    }

    /// So many of the nine answer, three a day; one steps back from corrected cases.
    fn vote(&mut self, plot: &Plot, votes: usize) {
        let turned_down = matches!(plot.end, End::Rejected | End::Appealed | End::Upheld);
        for seat in 1..=votes.min(9) {
            let day = i64::from(seat > 1 && seat % 3 == 1);
            let choice = match seat {
                _ if turned_down && seat % 4 != 0 => Choice::No,
                4 => Choice::Abstain,
                7 if plot.rank == "director" => Choice::No,
                _ => Choice::Yes,
            };
            let scene = if plot.corrected && seat == 6 {
                Scene::StepBack(seat)
            } else {
                Scene::Vote(seat, choice)
            };
            self.after(day, scene);
        }
    }

    fn decided(&mut self, plot: &Plot) {
        match plot.end {
            End::Admitted | End::Rejected => return,
            End::Appealed | End::Upheld => {
                self.after(1, Scene::Reasons);
                self.after(3, Scene::Appeal);
                if plot.end == End::Upheld {
                    self.after(6, Scene::Uphold);
                }
                return;
            }
            _ => {}
        }
        self.after(2, Scene::SendAgreement);
        match plot.end {
            End::Declined => {
                self.after(4, Scene::Decline);
            }
            End::HalfSigned => {
                self.after(3, Scene::CompanySigns);
            }
            End::Member => {
                self.after(3, Scene::CompanySigns)
                    .after(1, Scene::ChamberSigns);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::plot::PLOTS;
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
