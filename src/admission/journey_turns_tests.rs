//! Turns on the road: a rejection and what follows, another rank, another body.

use super::tests::{TO_BALLOT, day, route, walk};
use super::*;
use crate::admission::rail::Party;

#[test]
fn a_rejected_company_may_object_for_a_while_and_then_waits() {
    let journey = walk(route(true, 0), &[&TO_BALLOT[..], &[19]].concat());
    assert!(journey.owes_reasons());
    assert_eq!(journey.wait().on, Party::Office);
    let late = journey.since + Duration::days(300);
    assert!(journey.after(&Event::Appealed, late).is_ok());
    let told = journey.since + Duration::days(20);
    let turned_down = journey.since;
    let journey = journey.after(&Event::ReasonsGiven, told).unwrap();
    assert_eq!(journey.since, turned_down);
    assert_eq!(journey.wait().on, Party::Nobody);
    assert_eq!(
        journey.after(&Event::ReasonsGiven, told),
        Err(Refusal::Ended)
    );
    let until = journey.appeal_until().unwrap();
    assert_eq!(until, told + Duration::days(15));
    assert_eq!(
        journey.after(&Event::Appealed, until + Duration::seconds(1)),
        Err(Refusal::TooLate)
    );
    let heard = journey.after(&Event::Appealed, until).unwrap();
    let upheld = heard
        .after(&Event::AppealDecided { new_round: false }, until)
        .unwrap();
    assert_eq!(
        upheld.apply_again_from(),
        Some(journey.since + Duration::days(180))
    );
    let granted = heard
        .after(&Event::AppealDecided { new_round: true }, until)
        .unwrap();
    assert_eq!(
        (granted.stage, granted.apply_again_from()),
        (Stage::Recommended, None)
    );
}

#[test]
fn a_second_rejection_counts_from_its_own_day() {
    let journey = walk(route(true, 0), &[&TO_BALLOT[..], &[19]].concat());
    let decided = Event::Decided {
        decision: Decision::Rejected,
    };
    let at = |n: i64| journey.since + Duration::days(n);
    let steps = [
        (Event::ReasonsGiven, 1),
        (Event::Appealed, 2),
        (Event::AppealDecided { new_round: true }, 3),
        (
            Event::BallotOpened {
                round: 2,
                closes: at(9),
            },
            4,
        ),
        (decided, 9),
    ];
    let again = steps.iter().fold(journey.clone(), |journey, (event, n)| {
        journey.after(event, at(*n)).unwrap()
    });
    assert!(again.owes_reasons());
    assert_eq!(again.apply_again_from(), Some(at(9) + Duration::days(180)));
}

#[test]
fn another_rank_takes_its_own_route_and_another_body_may_decide() {
    let journey = walk(route(true, 0), &[0, 1]);
    let again = Event::Resubmitted {
        revision: 2,
        route: Some(route(false, 7)),
    };
    let journey = journey.after(&again, day(3)).unwrap();
    assert_eq!((journey.visit, journey.route.notice_days), (false, 7));
    let before = walk(route(true, 0), &TO_BALLOT[..TO_BALLOT.len() - 1]);
    let body = |body: &str| Event::Referred { body: body.into() };
    let other = before.after(&body("presidents"), day(150)).unwrap();
    assert_eq!((other.stage, other.since), (before.stage, before.since));
    assert_eq!(other.route.body, "presidents");
    assert_eq!(
        other.after(&body("presidents"), day(150)),
        Err(Refusal::NotNow)
    );
    assert!(journey.after(&body("presidents"), day(150)).is_err());
}
