//! The cases that a count has to get right, by name. Tests only.

use super::*;

fn quorum(num: u64, den: u64, op: Op, base: QuorumBase) -> Quorum {
    Quorum {
        num,
        den,
        op,
        base,
        count_recused: false,
        floor: 0,
    }
}

fn at_least(num: u64, den: u64, base: ThresholdBase) -> Threshold {
    Threshold {
        num,
        den,
        op: Op::AtLeast,
        base,
    }
}

fn more_than(num: u64, den: u64, base: ThresholdBase) -> Threshold {
    Threshold {
        num,
        den,
        op: Op::MoreThan,
        base,
    }
}

fn nine(present: u64) -> Rolls {
    Rolls {
        authorised: 9,
        roster: 9,
        present,
        ..Rolls::default()
    }
}

fn votes(yes: u64, no: u64, abstain: u64) -> Counts {
    Counts {
        yes,
        no,
        abstain,
        invalid: 0,
    }
}

fn outcome(quorum: Quorum, threshold: Threshold, rolls: Rolls, counts: Counts) -> Outcome {
    let rule = CountingRule {
        quorum,
        thresholds: vec![threshold],
        tie: Tie::NewRound,
    };
    count(&rule, &rolls, &counts, None).unwrap().outcome
}

use super::Outcome::{NoQuorum, Passed, Rejected, Tied};
use ThresholdBase::{Cast, Present, Roster};

fn two_thirds_of_roster() -> Quorum {
    quorum(2, 3, Op::AtLeast, QuorumBase::Roster)
}

#[test]
fn exactly_two_thirds_of_those_present_is_enough() {
    let two_thirds = at_least(2, 3, Present);
    let quorum = two_thirds_of_roster();
    assert_eq!(outcome(quorum, two_thirds, nine(6), votes(4, 2, 0)), Passed);
    assert_eq!(
        outcome(quorum, two_thirds, nine(6), votes(3, 1, 2)),
        Rejected
    );
}

#[test]
fn abstentions_weigh_only_where_the_base_counts_them() {
    let quorum = two_thirds_of_roster();
    assert_eq!(
        outcome(quorum, at_least(2, 3, Cast), nine(6), votes(3, 1, 2)),
        Passed
    );
    assert_eq!(
        outcome(quorum, at_least(2, 3, Roster), nine(6), votes(5, 1, 0)),
        Rejected
    );
    assert_eq!(
        outcome(quorum, at_least(2, 3, Roster), nine(6), votes(6, 0, 0)),
        Passed
    );
}

#[test]
fn five_of_nine_are_no_quorum_of_two_thirds() {
    let two_thirds = at_least(2, 3, Present);
    assert_eq!(
        outcome(two_thirds_of_roster(), two_thirds, nine(5), votes(5, 0, 0)),
        NoQuorum
    );
}

#[test]
fn nothing_is_carried_by_nobody() {
    let bases = ["cast", "valid", "returned", "present", "entitled", "roster"];
    for base in bases {
        let base: ThresholdBase = serde_json::from_value(base.into()).unwrap();
        for abstain in [0, 6] {
            for threshold in [
                at_least(2, 3, base),
                at_least(0, 1, base),
                more_than(1, 2, base),
            ] {
                let quorum = two_thirds_of_roster();
                assert_eq!(
                    outcome(quorum, threshold, nine(6), votes(0, 0, abstain)),
                    Rejected
                );
            }
        }
    }
}

#[test]
fn three_to_three_is_a_tie_only_under_more_than_half_of_the_votes_cast() {
    let quorum = two_thirds_of_roster();
    assert_eq!(
        outcome(quorum, more_than(1, 2, Cast), nine(6), votes(3, 3, 0)),
        Tied
    );
    assert_eq!(
        outcome(quorum, more_than(2, 4, Cast), nine(6), votes(3, 3, 0)),
        Tied
    );
    assert_eq!(
        outcome(quorum, at_least(1, 2, Present), nine(6), votes(3, 3, 0)),
        Passed
    );
    assert_eq!(
        outcome(quorum, more_than(1, 2, Present), nine(6), votes(3, 3, 0)),
        Rejected
    );
}

#[test]
fn a_tie_goes_as_the_rule_says() {
    let settled = |tie, chair| {
        let thresholds = vec![more_than(1, 2, Cast), at_least(1, 2, Present)];
        let rule = CountingRule {
            quorum: two_thirds_of_roster(),
            thresholds,
            tie,
        };
        count(&rule, &nine(6), &votes(3, 3, 0), chair)
            .unwrap()
            .outcome
    };
    for chair in [None, Some(Chair::Yes), Some(Chair::No)] {
        assert_eq!(settled(Tie::Reject, chair), Rejected);
        assert_eq!(settled(Tie::NewRound, chair), Tied);
    }
    assert_eq!(settled(Tie::Chair, None), Tied);
    assert_eq!(settled(Tie::Chair, Some(Chair::Yes)), Passed);
    assert_eq!(settled(Tie::Chair, Some(Chair::No)), Rejected);
}

#[test]
fn a_hundred_seats_with_sixty_come() {
    let rolls = Rolls {
        authorised: 100,
        roster: 100,
        present: 60,
        ..Rolls::default()
    };
    let quorum = quorum(1, 2, Op::MoreThan, QuorumBase::Roster);
    assert_eq!(
        outcome(quorum, at_least(2, 3, Present), rolls, votes(30, 15, 15)),
        Rejected
    );
    assert_eq!(
        outcome(quorum, at_least(2, 3, Cast), rolls, votes(30, 15, 15)),
        Passed
    );
    let half = Rolls {
        present: 50,
        ..rolls
    };
    assert_eq!(
        outcome(quorum, at_least(2, 3, Cast), half, votes(50, 0, 0)),
        NoQuorum
    );
}

#[test]
fn a_recused_director_who_stays_counts_as_the_rule_says() {
    let rolls = Rolls {
        recused: 1,
        recused_present: 1,
        ..nine(5)
    };
    let ask = |count_recused, base| {
        let quorum = Quorum {
            count_recused,
            base,
            ..two_thirds_of_roster()
        };
        outcome(quorum, at_least(2, 3, Present), rolls, votes(4, 1, 0))
    };
    assert_eq!(ask(true, QuorumBase::Roster), Passed);
    assert_eq!(ask(false, QuorumBase::Roster), NoQuorum);
    assert_eq!(ask(false, QuorumBase::Entitled), NoQuorum);
}

#[test]
fn recused_seats_leave_the_entitled() {
    let entitled = Quorum {
        base: QuorumBase::Entitled,
        ..two_thirds_of_roster()
    };
    let floor = Quorum {
        floor: 3,
        ..entitled
    };
    let two_thirds = at_least(2, 3, Present);
    let recused = |recused, present| Rolls {
        recused,
        ..nine(present)
    };
    assert_eq!(
        outcome(entitled, two_thirds, recused(2, 5), votes(4, 1, 0)),
        Passed
    );
    assert_eq!(
        outcome(floor, two_thirds, recused(7, 2), votes(2, 0, 0)),
        NoQuorum
    );
    assert_eq!(
        outcome(entitled, two_thirds, recused(7, 2), votes(2, 0, 0)),
        Passed
    );
    assert_eq!(
        outcome(entitled, two_thirds, recused(9, 0), votes(0, 0, 0)),
        NoQuorum
    );
}

#[test]
fn every_threshold_must_be_met() {
    let rolls = Rolls {
        authorised: 13,
        roster: 13,
        present: 13,
        ..Rolls::default()
    };
    let rule = CountingRule {
        quorum: two_thirds_of_roster(),
        thresholds: vec![more_than(1, 2, Present), at_least(2, 3, Cast)],
        tie: Tie::Reject,
    };
    let tally = count(&rule, &rolls, &votes(7, 4, 2), None).unwrap();
    assert_eq!(tally.outcome, Rejected);
    let met: Vec<bool> = tally.steps.iter().map(Step::met).collect();
    assert_eq!(met, [true, true, false]);
    assert_eq!(
        tally.arithmetic(),
        "P/R: 13×3 = 39 ≥ 2×13 = 26; Y/P: 7×2 = 14 > 1×13 = 13; Y/(Y+N): 7×3 = 21 < 2×11 = 22 → rejected"
    );
}

#[test]
fn the_votes_needed_are_those_of_the_table() {
    let least = |num, den, op| -> Vec<u64> {
        (1..=15)
            .map(|n| Share { num, den, op }.least(n).unwrap())
            .collect()
    };
    let two_thirds = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 10];
    let majority = [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8];
    assert_eq!(least(2, 3, Op::AtLeast), two_thirds);
    assert_eq!(least(1, 2, Op::MoreThan), majority);
}

#[test]
fn nine_seats_need_six_to_take_part_and_four_of_six_in_favour() {
    let asked = needed(&CountingRule::default(), 9);
    assert_eq!(asked.take_part, Some(6));
    assert_eq!(asked.favour, Some(4));
    assert_eq!(asked.favour_of_all, Some(6));
    assert_eq!(needed(&CountingRule::default(), 2).take_part, None);
}

#[test]
fn a_rule_reads_back_as_it_was_written() {
    let rule = CountingRule::default();
    let text = serde_json::to_string(&rule).unwrap();
    assert_eq!(serde_json::from_str::<CountingRule>(&text).unwrap(), rule);
}
