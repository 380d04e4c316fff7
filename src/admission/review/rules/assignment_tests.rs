//! How a reviewer's part stands, when reminders fall, and when a review may be concluded.

use super::*;
use proptest::prelude::*;

fn day(n: i64) -> Moment {
    chrono::DateTime::UNIX_EPOCH.naive_utc() + Duration::days(20_000 + n)
}

fn part(declared: Option<Option<&str>>, submitted: bool, released: bool) -> Assignment {
    Assignment {
        id: Id::new(),
        case: CaseId::new(),
        reviewer: PersonId::new(),
        name: "x".into(),
        assigned_at: day(0),
        due_at: day(10),
        declared: declared.map(|reason| Conflict {
            at: day(1),
            reason: reason.map(str::to_owned),
        }),
        released: released.then(|| Release {
            at: day(2),
            reason: "x".into(),
        }),
        submitted_at: submitted.then(|| day(3)),
        reopened: None,
        saved_at: None,
        sheet: Sheet::default(),
        nudged: 0,
        bound: false,
        out: false,
    }
}

fn bound(part: Assignment) -> Assignment {
    Assignment {
        bound: true,
        ..part
    }
}

#[test]
fn declined_and_released_reviews_do_not_count_as_in() {
    let (conflict, released) = (
        part(Some(Some("shares")), false, false),
        part(None, false, true),
    );
    assert!(may_conclude(&[conflict.clone(), released.clone()]).is_err());
    let awaited = part(Some(None), false, false);
    let submitted = part(Some(None), true, false);
    assert!(may_conclude(&[submitted.clone(), awaited]).is_err());
    assert!(may_conclude(&[submitted, conflict, released]).is_ok());
}

#[test]
fn nobody_sees_the_case_before_they_declared() {
    assert!(!part(None, false, false).is_open_to_reviewer());
    assert!(!part(Some(Some("x")), false, false).is_open_to_reviewer());
    assert!(!part(Some(None), false, true).is_open_to_reviewer());
    assert!(part(Some(None), false, false).is_open_to_reviewer());
}

#[test]
fn who_comes_to_act_for_the_company_is_out_and_their_review_counts_no_more_while_it_runs() {
    let awaited = bound(part(Some(None), false, false));
    assert_eq!(awaited.standing(), Standing::Conflicted);
    assert!(!awaited.is_open_to_reviewer() && !awaited.is_outstanding());
    let submitted = bound(part(Some(None), true, false));
    assert_eq!(submitted.standing(), Standing::Submitted);
    assert!(!submitted.is_open_to_reviewer());
    assert!(!submitted.counts(true) && submitted.counts(false));
    assert!(may_conclude(&[submitted.clone(), awaited]).is_err());
    let other = part(Some(None), true, false);
    assert!(may_conclude(&[submitted.clone(), other]).is_ok());
    let written_down = Assignment {
        declared: part(Some(Some("works there")), true, false).declared,
        ..submitted
    };
    assert!(!written_down.counts(false));
}

#[test]
fn reminders_grow_and_none_is_sent_twice() {
    let mut awaited = part(Some(None), false, false);
    let mut sent = Vec::new();
    for hour in 0..24 * 30 {
        if let Some(nudge) = awaited.nudge(day(0) + Duration::hours(hour)) {
            awaited.nudged = nudge.step();
            sent.push(nudge);
        }
    }
    assert_eq!(sent, Nudge::ALL);
    assert_eq!(part(Some(None), true, false).nudge(day(30)), None);
}

#[test]
fn after_a_long_silence_only_the_strongest_reminder_goes_out() {
    assert_eq!(
        part(None, false, false).nudge(day(17)),
        Some(Nudge::Reassign)
    );
}

proptest! {
    #[test]
    fn a_review_is_concluded_only_when_nothing_is_awaited(kinds in proptest::collection::vec(0..5, 0..6)) {
        let parts: Vec<Assignment> = kinds.iter().map(|k| match k {
            0 => part(None, false, false),
            1 => part(Some(None), false, false),
            2 => part(Some(None), true, false),
            3 => part(Some(Some("x")), false, false),
            _ => part(Some(None), false, true),
        }).collect();
        let fine = may_conclude(&parts).is_ok();
        prop_assert_eq!(fine, kinds.contains(&2) && !kinds.contains(&0) && !kinds.contains(&1));
    }
}
