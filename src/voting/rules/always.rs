//! What holds for every ballot, whatever the rule: property tests.

use super::*;
use proptest::prelude::*;

prop_compose! {
    fn any_rule()(
        (qnum, qden, num, den) in (0u64..=4, 4u64..=5, 0u64..=4, 4u64..=5),
        (qop, op) in (any::<bool>(), any::<bool>()),
        (qbase, base) in (0usize..3, 0usize..6),
        count_recused in any::<bool>(),
        floor in 0u64..4,
        tie in prop::sample::select(vec![Tie::Reject, Tie::Chair, Tie::NewRound]),
    ) -> CountingRule {
        use QuorumBase as Q;
        use ThresholdBase as T;
        let op_of = |least| if least { Op::AtLeast } else { Op::MoreThan };
        let bases = [T::Cast, T::Valid, T::Returned, T::Present, T::Entitled, T::Roster];
        CountingRule {
            quorum: Quorum {
                num: qnum, den: qden, op: op_of(qop),
                base: [Q::Authorised, Q::Roster, Q::Entitled][qbase],
                count_recused, floor,
            },
            thresholds: vec![Threshold { num, den, op: op_of(op), base: bases[base] }],
            tie,
        }
    }
}

prop_compose! {
    fn any_ballot()(
        (vacant, recused_away, recused_present, away, silent) in (0u64..4, 0u64..4, 0u64..4, 0u64..9, 0u64..4),
        (yes, no, abstain, invalid) in (0u64..9, 0u64..9, 0u64..5, 0u64..3),
    ) -> (Rolls, Counts) {
        let counts = Counts { yes, no, abstain, invalid };
        let present = yes + no + abstain + invalid + silent;
        let recused = recused_away + recused_present;
        let roster = recused + present + away;
        let rolls = Rolls { authorised: roster + vacant, roster, recused, recused_present, present };
        (rolls, counts)
    }
}

proptest! {
    #[test]
    fn a_vote_that_turns_to_yes_never_loses_a_motion(rule in any_rule(), (rolls, counts) in any_ballot()) {
        let before = count(&rule, &rolls, &counts, None).unwrap().outcome;
        let turned = [
            (counts.no > 0).then(|| Counts { yes: counts.yes + 1, no: counts.no - 1, ..counts }),
            (counts.abstain > 0).then(|| Counts { yes: counts.yes + 1, abstain: counts.abstain - 1, ..counts }),
        ];
        for after in turned.into_iter().flatten() {
            let after = count(&rule, &rolls, &after, None).unwrap().outcome;
            prop_assert!(before != Outcome::Passed || after == Outcome::Passed);
        }
    }

    #[test]
    fn one_more_seat_in_favour_never_loses_a_motion(rule in any_rule(), (rolls, counts) in any_ballot()) {
        let before = count(&rule, &rolls, &counts, None).unwrap().outcome;
        let rolls = Rolls { present: rolls.present + 1, ..rolls };
        let counts = Counts { yes: counts.yes + 1, ..counts };
        if let (Outcome::Passed, Ok(after)) = (before, count(&rule, &rolls, &counts, None)) {
            prop_assert_eq!(after.outcome, Outcome::Passed);
        }
    }

    #[test]
    fn more_votes_than_seats_taking_part_are_never_counted(
        rule in any_rule(), (rolls, counts) in any_ballot(), more in 1u64..u64::MAX / 2,
    ) {
        let spare = u128::from(rolls.present) - counts.returned();
        let counts = Counts { yes: counts.yes + more, ..counts };
        prop_assert_eq!(count(&rule, &rolls, &counts, None).is_ok(), u128::from(more) <= spare);
    }

    #[test]
    fn a_motion_is_carried_only_with_quorum_and_somebody_in_favour(
        rule in any_rule(), (rolls, counts) in any_ballot(),
    ) {
        let tally = count(&rule, &rolls, &counts, None).unwrap();
        if tally.outcome == Outcome::Passed {
            prop_assert!(counts.yes > 0 && rolls.present >= rule.quorum.floor);
            prop_assert!(tally.steps.iter().all(Step::met));
        }
        prop_assert!(tally.arithmetic().ends_with(tally.outcome.word()));
    }

    #[test]
    fn the_least_that_is_needed_is_enough_and_one_less_is_not(
        num in 0u64..9, den in 1u64..9, at_least in any::<bool>(), size in 1u64..200,
    ) {
        let op = if at_least { Op::AtLeast } else { Op::MoreThan };
        let share = Share { num, den, op };
        match share.least(size) {
            Some(least) => {
                prop_assert!(share.met_by(least, size));
                prop_assert!(least == 0 || !share.met_by(least - 1, size));
            }
            None => prop_assert!(!share.met_by(size, size)),
        }
    }

    #[test]
    fn no_numbers_however_large_break_the_count(
        rule in any_rule(), (a, b, c, d, e) in any::<(u64, u64, u64, u64, u64)>(), yes in any::<u64>(),
    ) {
        let rolls = Rolls { authorised: a, roster: b, recused: c, recused_present: d, present: e };
        let _ = count(&rule, &rolls, &Counts { yes, no: a, abstain: b, invalid: c }, None);
        let rolls = Rolls { authorised: a, roster: a, recused: 0, recused_present: 0, present: a };
        let counts = Counts { yes: a.min(yes), ..Counts::default() };
        prop_assert!(count(&rule, &rolls, &counts, None).is_ok());
    }
}
