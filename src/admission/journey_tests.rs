//! What must hold on every way a case can go, tried on random walks and told on a few plain ones.

use super::*;
use crate::admission::rail::{Party, Standing, Stop};
use crate::admission::stage::Decision;
use crate::kernel::Say;
use proptest::prelude::*;

pub(super) fn day(n: i64) -> Moment {
    chrono::DateTime::UNIX_EPOCH.naive_utc() + Duration::days(20_000 + n)
}

pub(super) fn route(visit: bool, notice_days: u16) -> Route {
    Route {
        visit,
        notice_days,
        ..Route::default()
    }
}

/// One event of each kind, numbered so that it would follow on `j`.
#[expect(clippy::too_many_lines, reason = "a table: one arm per event")]
fn choice(j: &Journey, kind: usize, visit: bool, notice: bool, at: Moment) -> Event {
    match kind {
        0 => Event::Submitted {
            revision: j.revision + 1,
            route: route(visit, if notice { 7 } else { 0 }),
        },
        1 => Event::Returned {
            correction: j.correction + 1,
            answer_by: at + Duration::days(15),
        },
        2 => Event::Resubmitted {
            route: None,
            revision: j.revision + 1,
        },
        3 => Event::Accepted { deemed: false },
        4 => Event::ReviewOpened,
        5 => Event::ReviewClosed {
            proposal: if notice {
                Proposal::Visit
            } else {
                Proposal::Pass
            },
        },
        6 => Event::VisitPlanned {
            starts: at + Duration::days(3),
        },
        7 => Event::Visited {
            conclusion: Proposal::Conditions,
        },
        8 => Event::Recommended {
            proposal: Proposal::Pass,
        },
        9 => Event::NoticePublished {
            until: at + Duration::days(7),
        },
        10 => Event::BallotOpened {
            round: j.round + 1,
            closes: at + Duration::days(7),
        },
        11 => Event::Decided {
            decision: Decision::Admitted,
        },
        12 => Event::Decided {
            decision: Decision::NoQuorum,
        },
        13 => Event::Decided {
            decision: Decision::Deferred,
        },
        14 => Event::AgreementSent {
            sign_by: at + Duration::days(30),
        },
        15 => Event::CompanySigned,
        16 => Event::AgreementSigned,
        17 => Event::Joined {
            number: "M0001".to_owned(),
        },
        18 => Event::Noted {
            say: Say::plain("x"),
            public: false,
        },
        19 => Event::Decided {
            decision: Decision::Rejected,
        },
        20 => Event::Appealed,
        21 => Event::AppealDecided { new_round: visit },
        22 => Event::Declined,
        23 => Event::Expired,
        24 => Event::Withdrawn,
        25 => Event::Opened { previous: None },
        27 => Event::ReasonsGiven,
        28 => Event::Referred {
            body: if visit { "presidents" } else { "board" }.to_owned(),
        },
        _ => Event::ReviewClosed {
            proposal: Proposal::Reject,
        },
    }
}

/// The plain way to a given number of steps, refusals being a test failure.
pub(super) fn walk(route: Route, kinds: &[usize]) -> Journey {
    let mut journey = Journey::open(day(0));
    for (n, kind) in (1..).zip(kinds) {
        let mut event = choice(&journey, *kind, true, true, day(n * 8));
        if let Event::Submitted { route: frozen, .. } = &mut event {
            *frozen = route.clone();
        }
        journey = journey.after(&event, day(n * 8)).unwrap();
    }
    journey
}

pub(super) const TO_BALLOT: [usize; 8] = [0, 3, 4, 5, 6, 7, 8, 10];

#[test]
fn the_plain_road_ends_in_membership() {
    let kinds = [&TO_BALLOT[..], &[11, 14, 15, 16, 17]].concat();
    let journey = walk(route(true, 0), &kinds);
    assert_eq!(journey.stage, Stage::Member);
    assert!(
        journey
            .rail()
            .iter()
            .all(|halt| halt.standing == Standing::Done && halt.since.is_some())
    );
    assert_eq!(journey.wait().on, Party::Nobody);
}

#[test]
fn a_route_without_a_visit_skips_it_and_says_so() {
    let journey = walk(route(false, 0), &[0, 3, 4]);
    let pass = Event::ReviewClosed {
        proposal: Proposal::Pass,
    };
    let journey = journey.after(&pass, day(40)).unwrap();
    let visit = Event::VisitPlanned { starts: day(50) };
    assert_eq!(journey.after(&visit, day(41)), Err(Refusal::NotOnRoute));
    assert_eq!(
        journey.rail()[Stop::Visit as usize].standing,
        Standing::Skipped
    );
    let recommended = journey.after(
        &Event::Recommended {
            proposal: Proposal::Pass,
        },
        day(41),
    );
    assert_eq!(recommended.unwrap().stage, Stage::Recommended);
}

#[test]
fn a_review_can_ask_for_a_visit_that_the_route_does_not_have() {
    let journey = walk(route(false, 0), &[0, 3, 4, 5]);
    assert_eq!(
        journey.rail()[Stop::Visit as usize].standing,
        Standing::Here
    );
    let early = Event::Recommended {
        proposal: Proposal::Pass,
    };
    assert_eq!(journey.after(&early, day(90)), Err(Refusal::NotNow));
}

#[test]
fn a_review_that_proposes_rejection_goes_to_the_board_without_a_visit() {
    let journey = walk(route(true, 0), &[0, 3, 4, 26]);
    assert_eq!((journey.stage, journey.visit), (Stage::Reviewed, false));
    let rail = journey.rail();
    assert_eq!(rail[Stop::Visit as usize].standing, Standing::Skipped);
    assert_eq!(rail[Stop::Vote as usize].standing, Standing::Here);
    let recommended = Event::Recommended {
        proposal: Proposal::Reject,
    };
    let before_the_board = journey.after(&recommended, day(90)).unwrap();
    assert_eq!(before_the_board.stage, Stage::Recommended);
    let visit = Event::VisitPlanned { starts: day(95) };
    let planned = journey.after(&visit, day(90)).unwrap();
    assert_eq!(
        planned.rail()[Stop::Visit as usize].standing,
        Standing::Here
    );
    assert_eq!(
        planned.after(&recommended, day(91)),
        Err(Refusal::NotNow),
        "a visit that is planned is made first"
    );
    let never = walk(route(false, 0), &[0, 3, 4, 26]);
    assert_eq!(never.after(&visit, day(90)), Err(Refusal::NotOnRoute));
}

#[test]
fn no_ballot_opens_while_the_public_notice_runs() {
    let journey = walk(route(true, 7), &[0, 3, 4, 5, 6, 7, 8, 9]);
    let ballot = Event::BallotOpened {
        round: 1,
        closes: day(99),
    };
    let until = journey.noticed_until.unwrap();
    let early = journey.after(&ballot, until - Duration::seconds(1));
    assert_eq!(early, Err(Refusal::NoticeRuns(until)));
    assert_eq!(
        journey.after(&ballot, until).unwrap().stage,
        Stage::OnBallot
    );
}

#[test]
fn too_few_votes_are_no_rejection_and_a_new_round_follows() {
    let journey = walk(route(true, 0), &[&TO_BALLOT[..], &[12]].concat());
    assert!(journey.stage.is_open());
    let again = journey
        .after(
            &Event::BallotOpened {
                round: 2,
                closes: day(120),
            },
            day(110),
        )
        .unwrap();
    assert_eq!((again.stage, again.round), (Stage::OnBallot, 2));
    let same = Event::BallotOpened {
        round: 1,
        closes: day(120),
    };
    assert_eq!(journey.after(&same, day(110)), Err(Refusal::OutOfOrder));
}

#[test]
fn silence_of_the_office_counts_as_acceptance_from_its_deadline() {
    let journey = walk(route(true, 0), &[0]);
    let due = journey.due().unwrap();
    assert_eq!(
        journey.at(due - Duration::seconds(1)).stage,
        Stage::Submitted
    );
    let later = journey.at(due + Duration::days(3));
    assert_eq!((later.stage, later.since), (Stage::Accepted, due));
}

#[test]
fn an_unanswered_correction_expires_after_its_grace() {
    let journey = walk(route(true, 0), &[0, 1]);
    let due = journey.due().unwrap();
    assert_eq!(journey.at(due + Duration::days(29)).stage, Stage::Returned);
    assert_eq!(journey.at(due + Duration::days(30)).stage, Stage::Expired);
}

#[test]
fn the_chamber_signs_after_the_company_never_before() {
    let journey = walk(route(true, 0), &[&TO_BALLOT[..], &[11, 14]].concat());
    assert_eq!(journey.wait().on, Party::Applicant);
    assert_eq!(
        journey.after(&Event::AgreementSigned, day(120)),
        Err(Refusal::NotNow)
    );
    let signed = journey.after(&Event::CompanySigned, day(120)).unwrap();
    assert_eq!(signed.wait().on, Party::Signatory);
    assert_eq!(
        signed.after(&Event::CompanySigned, day(121)),
        Err(Refusal::NotNow)
    );
    // Made anew it is signed anew, until the new day.
    let sign_by = day(160);
    let anew = signed
        .after(&Event::AgreementSent { sign_by }, day(122))
        .unwrap();
    assert_eq!(
        (anew.stage, anew.due()),
        (Stage::AgreementSent, Some(sign_by))
    );
    assert_eq!(
        anew.after(&Event::AgreementSigned, day(123)),
        Err(Refusal::NotNow)
    );
    assert!(
        anew.after(&Event::CompanySigned, day(123))
            .unwrap()
            .company_signed
    );
}

/// The stages nobody can become a member without.
fn needed(journey: &Journey) -> Vec<Stage> {
    let mut needed = vec![
        Stage::Submitted,
        Stage::Accepted,
        Stage::UnderReview,
        Stage::Reviewed,
    ];
    if journey.visit {
        needed.extend([Stage::VisitPlanned, Stage::Visited]);
    }
    needed.push(Stage::Recommended);
    if journey.route.notice_days > 0 {
        needed.push(Stage::PublicNotice);
    }
    needed.extend([
        Stage::OnBallot,
        Stage::Admitted,
        Stage::AgreementSent,
        Stage::AgreementSigned,
    ]);
    needed
}

fn picks() -> impl Strategy<Value = Vec<(usize, bool, i64)>> {
    let kind = prop_oneof![200 => 0usize..19, 10 => Just(26), 2 => 19usize..22, 1 => 22usize..26, 3 => 27usize..29];
    proptest::collection::vec((kind, any::<bool>(), 0i64..9), 0..700)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_way_skips_a_stage_and_an_end_is_an_end(visit: bool, notice: bool, picks in picks()) {
        let mut journey = Journey::open(day(0));
        let mut told = vec![(Event::Opened { previous: None }, day(0))];
        let mut now = 0;
        for (kind, flip, later) in picks {
            now += later;
            let event = choice(&journey, kind, visit ^ (kind > 18 && flip), notice, day(now));
            let Ok(then) = journey.after(&event, day(now)) else { continue };
            if !journey.stage.is_open() && then.stage != journey.stage {
                prop_assert_eq!((journey.stage, then.stage), (Stage::Rejected, Stage::Appealed));
            }
            if then.stage == Stage::Member {
                for stage in needed(&then) {
                    prop_assert!(then.reached_at(stage).is_some(), "{:?} skipped", stage);
                }
            }
            let here = then.rail().iter().filter(|h| h.standing == Standing::Here).count();
            prop_assert_eq!(here, usize::from(then.stage.is_open()));
            let over = !then.stage.is_open() && !then.owes_reasons();
            prop_assert_eq!(then.wait().on == Party::Nobody, over);
            told.push((event, day(now)));
            journey = then;
        }
        prop_assert_eq!(Journey::replay(told.iter().map(|(e, at)| (e, *at))), Some(journey));
    }

    #[test]
    fn an_open_case_can_be_withdrawn_from_anywhere_and_stays_so(picks in picks()) {
        let mut journey = Journey::open(day(0));
        for (n, (kind, _, _)) in (1..).zip(picks) {
            let event = choice(&journey, kind, true, false, day(n));
            journey = journey.after(&event, day(n)).unwrap_or(journey);
            let back = journey.after(&Event::Withdrawn, day(n));
            if journey.stage.is_open() {
                let gone = back.unwrap();
                prop_assert_eq!(gone.stage, Stage::Withdrawn);
                for kind in 0..18 {
                    prop_assert_eq!(gone.after(&choice(&gone, kind, true, false, day(n)), day(n)), Err(Refusal::Ended));
                }
            } else {
                prop_assert_eq!(back, Err(Refusal::Ended));
            }
        }
    }

    #[test]
    fn an_event_is_read_back_from_the_database_as_it_was_written(kind in 0usize..27) {
        let event = choice(&Journey::open(day(0)), kind, true, true, day(3));
        let text = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    }
}

#[test]
fn every_stage_is_found_by_its_name() {
    for stage in Stage::ALL {
        assert_eq!(Stage::from_word(stage.word()), Some(stage));
    }
}
