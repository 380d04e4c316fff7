//! Where a motion stands, whatever its hearing and its rounds came to.

use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;

fn start() -> Moment {
    "2026-11-01T08:00:00".parse().unwrap()
}

fn motion() -> Motion {
    Motion {
        id: MotionId::new(),
        number: "M2026-001".into(),
        membership: MembershipId::new(),
        company: CompanyId::new(),
        company_name: "Acme".into(),
        organ: Organ::Board,
        grounds: "None of its dues were paid.".into(),
        by: PersonId::new(),
        by_name: "Lin".into(),
        at: start(),
        heard_until: start() + TimeDelta::days(14),
        answer: None,
        end: None,
    }
}

fn answered() -> Motion {
    let answer = Answer {
        text: "We pay.".into(),
        by: "Wang".into(),
        at: start() + TimeDelta::days(2),
    };
    Motion {
        answer: Some(answer),
        ..motion()
    }
}

fn round(phase: Phase) -> LastRound {
    LastRound {
        phase,
        decides: None,
        waits_for_chair: false,
    }
}

#[test]
fn no_ballot_opens_before_the_member_was_heard_or_its_time_ran_out() {
    let (motion, early) = (motion(), start() + TimeDelta::days(13));
    let state = motion.state(None, early);
    assert_eq!(state, State::Hearing);
    assert!(motion.may_open(state).is_err());
    assert_eq!(motion.state(None, motion.heard_until), State::Ready);
    assert!(motion.may_open(State::Ready).is_ok());
    assert_eq!(answered().state(None, early), State::Ready);
}

#[test]
fn a_member_answers_once_and_not_while_the_board_votes() {
    let motion = motion();
    assert!(motion.may_answer(State::Hearing).is_ok());
    assert!(motion.may_answer(State::Ready).is_ok(), "late, but heard");
    assert!(motion.may_answer(State::Voting).is_err());
    assert!(answered().may_answer(State::Ready).is_err());
}

#[test]
fn a_round_that_decided_nothing_leaves_the_motion_to_be_put_again() {
    let motion = answered();
    let now = start() + TimeDelta::days(30);
    assert_eq!(motion.state(Some(round(Phase::Open)), now), State::Voting);
    assert_eq!(
        motion.state(Some(round(Phase::Ended)), now),
        State::Counting
    );
    assert_eq!(motion.state(Some(round(Phase::Closed)), now), State::Ready);
    assert_eq!(
        motion.state(Some(round(Phase::Annulled)), now),
        State::Ready
    );
    let tied = LastRound {
        waits_for_chair: true,
        ..round(Phase::Closed)
    };
    assert_eq!(motion.state(Some(tied), now), State::Tied);
    let decided = LastRound {
        decides: Some(How::Lost),
        ..round(Phase::Closed)
    };
    assert_eq!(motion.state(Some(decided), now), State::Counting);
}

fn any_round() -> impl Strategy<Value = Option<LastRound>> {
    let phases = [
        Phase::Waiting,
        Phase::Open,
        Phase::Ended,
        Phase::Closed,
        Phase::Annulled,
    ];
    let round = (0usize..5, 0usize..4).prop_map(move |(phase, count)| {
        let closed = phases[phase] == Phase::Closed;
        LastRound {
            phase: phases[phase],
            decides: [None, None, Some(How::Carried), Some(How::Lost)][count].filter(|_| closed),
            waits_for_chair: closed && count == 1,
        }
    });
    proptest::option::of(round)
}

proptest! {
    #[test]
    fn what_ended_stays_and_nothing_more_may_be_done(last in any_round(), how in 0usize..4, days in 0i64..90) {
        let end = End { how: How::ALL[how], at: start(), by: String::new(), why: String::new() };
        let motion = Motion { end: Some(end), ..motion() };
        let state = motion.state(last, start() + TimeDelta::days(days));
        prop_assert_eq!(state, State::Ended(How::ALL[how]));
        prop_assert!(motion.may_answer(state).is_err());
        prop_assert!(motion.may_open(state).is_err());
        prop_assert!(motion.may_withdraw(state).is_err());
    }

    #[test]
    fn a_ballot_and_a_withdrawal_never_meet(last in any_round(), heard: bool, days in 0i64..90) {
        let motion = if heard { answered() } else { motion() };
        let state = motion.state(last, start() + TimeDelta::days(days));
        let votes = last.is_some_and(|r| matches!(r.phase, Phase::Open | Phase::Waiting | Phase::Ended));
        prop_assert!(!(votes && motion.may_withdraw(state).is_ok()));
        prop_assert!(!(votes && motion.may_open(state).is_ok()));
        prop_assert!(motion.may_open(state).is_err() || heard || days >= 14);
    }
}
