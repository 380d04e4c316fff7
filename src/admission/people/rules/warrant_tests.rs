//! Only a confirmed legal representative and an accepted authority that holds let anybody sign.

use super::*;
use crate::admission::people::rules::NamedState;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at() -> Moment {
    "2026-11-30T08:00:00".parse().unwrap()
}

fn named(duty: Duty, state: NamedState, person: &PersonId) -> Named {
    Named {
        id: Id::new(),
        case: CaseId::new(),
        duty,
        name: "Zhang San".into(),
        email: "zhang@example.test".into(),
        state,
        post: String::new(),
        reason: String::new(),
        person: Some(person.clone()),
        invitation: None,
        invited_at: at(),
        invited_by: PersonId::new(),
        answered_at: Some(at()),
    }
}

fn authority(state: AuthorityState, until: &str, person: &PersonId) -> Authority {
    Authority {
        id: Id::new(),
        case: CaseId::new(),
        person: person.clone(),
        valid_until: day(until),
        file: FileId::new(),
        sha256: format!("hash until {until}"),
        state,
        filed_at: at(),
        filed_by: PersonId::new(),
        decided_at: None,
        decided_by: None,
        reason: String::new(),
    }
}

#[test]
fn only_who_confirmed_to_be_the_legal_representative_signs_as_such() {
    let (me, today) = (PersonId::new(), day("2026-11-30"));
    for duty in Duty::ALL {
        for state in NamedState::ALL {
            let all = [named(duty, state, &me)];
            let found = warrant(&me, "zhang san", (&all, &[]), today);
            let may = duty == Duty::Legal && state == NamedState::Confirmed;
            assert_eq!(found, may.then_some(Warrant::Legal), "{duty:?} {state:?}");
            let other = warrant(&PersonId::new(), "zhang san", (&all, &[]), today);
            assert_eq!(other, None, "somebody else");
        }
    }
    let all = [named(Duty::Legal, NamedState::Confirmed, &me)];
    let corrected = warrant(&me, "Li Si", (&all, &[]), today);
    assert_eq!(corrected, None, "the application names another since");
}

#[test]
fn an_authority_holds_from_when_it_is_accepted_to_its_last_day() {
    let (me, other) = (PersonId::new(), PersonId::new());
    let until = "2026-12-31";
    for state in AuthorityState::ALL {
        for (today, in_time) in [("2026-11-30", true), (until, true), ("2027-01-01", false)] {
            let all = [authority(state, until, &me)];
            let found = warrant(&me, "", (&[], &all), day(today));
            let may = in_time && state == AuthorityState::Accepted;
            let wanted = Warrant::Authority(day(until), "hash until 2026-12-31".into());
            assert_eq!(found, may.then_some(wanted), "{state:?} on {today}");
            assert_eq!(warrant(&other, "", (&[], &all), day(today)), None);
        }
    }
}

#[test]
fn of_two_authorities_the_longer_one_counts_and_the_legal_representative_needs_none() {
    let (me, today) = (PersonId::new(), day("2026-11-30"));
    let accepted = AuthorityState::Accepted;
    let both = [
        authority(accepted, "2027-06-30", &me),
        authority(accepted, "2026-12-31", &me),
    ];
    let found = warrant(&me, "", (&[], &both), today);
    let longer = Warrant::Authority(day("2027-06-30"), "hash until 2027-06-30".into());
    assert_eq!(found, Some(longer));
    let legal = [named(Duty::Legal, NamedState::Confirmed, &me)];
    let found = warrant(&me, "Zhang San", (&legal, &both), today);
    assert_eq!(found, Some(Warrant::Legal));
}
