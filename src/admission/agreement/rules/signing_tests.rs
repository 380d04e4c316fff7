//! The company signs first, the chamber after, each once.

use super::*;
use proptest::prelude::*;

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn line(what: What, side: Party, person: &PersonId) -> Line {
    Line {
        seq: 1,
        at: at("2026-11-22T08:00:00"),
        what,
        side,
        person: Some(person.clone()),
        name: "n".into(),
        detail: String::new(),
        drawn: String::new(),
        ip: String::new(),
        agent: String::new(),
        session: "s".into(),
        document: String::new(),
        prev_hash: "0".into(),
    }
}

#[test]
fn the_chamber_cannot_sign_before_the_company() {
    let me = PersonId::new();
    let signing = Signing::of(&[line(What::Sent, Party::Chamber, &me)]);
    assert_eq!(signing.turn(), Some(Party::Company));
    assert!(signing.check_turn(Party::Chamber).is_err());
    let signing = Signing::of(&[line(What::Signed, Party::Company, &me)]);
    assert!(signing.check_turn(Party::Chamber).is_ok());
    assert!(signing.check_turn(Party::Company).is_err());
}

#[test]
fn what_was_read_in_another_session_was_not_read_in_this_one() {
    let me = PersonId::new();
    let signing = Signing::of(&[line(What::ReadToEnd, Party::Company, &me)]);
    assert!(signing.was_read(&me, "s"));
    assert!(!signing.was_read(&me, "t"));
    assert!(!signing.was_read(&PersonId::new(), "s"));
}

#[test]
fn nothing_that_was_read_or_signed_counts_for_the_text_that_takes_its_place() {
    let me = PersonId::new();
    let mut lines = vec![
        line(What::ReadToEnd, Party::Company, &me),
        line(What::Signed, Party::Company, &me),
        line(What::Replaced, Party::Chamber, &me),
    ];
    let anew = Signing::of(&lines);
    assert_eq!(anew.turn(), Some(Party::Company));
    assert!(!anew.was_read(&me, "s"));
    lines.push(line(What::Signed, Party::Company, &me));
    assert_eq!(Signing::of(&lines).turn(), Some(Party::Chamber));
}

#[test]
fn a_signature_says_by_what_it_was_given() {
    let me = PersonId::new();
    let mut by = line(What::Warranted, Party::Company, &me);
    by.detail = "Written authority\nhash".into();
    let signed = |side| line(What::Signed, side, &me);
    let signing = Signing::of(&[by, signed(Party::Company), signed(Party::Chamber)]);
    assert_eq!(signing.company.unwrap().warrant, "Written authority");
    assert_eq!(signing.chamber.unwrap().warrant, "");
    let earlier = Signing::of(&[signed(Party::Company)]);
    assert_eq!(earlier.company.unwrap().warrant, "");
}

#[test]
fn the_signer_is_reminded_a_week_and_two_days_before() {
    let (made, by) = (at("2026-11-01T00:00:00"), at("2026-12-01T00:00:00"));
    assert_eq!(reminder(made, by, at("2026-11-10T00:00:00")), None);
    assert_eq!(reminder(made, by, at("2026-11-24T00:00:00")), Some(1));
    assert_eq!(reminder(made, by, at("2026-11-29T12:00:00")), Some(2));
    assert_eq!(reminder(made, by, by), None);
    let short = at("2026-11-03T00:00:00");
    assert_eq!(reminder(made, short, at("2026-11-01T12:00:00")), None);
}

proptest! {
    #[test]
    fn whatever_happened_it_is_at_most_one_partys_turn(
        steps in proptest::collection::vec((0..What::ALL.len(), any::<bool>()), 0..30),
    ) {
        let me = PersonId::new();
        let party = |company| if company { Party::Company } else { Party::Chamber };
        let lines: Vec<Line> =
            steps.iter().map(|(w, c)| line(What::ALL[*w], party(*c), &me)).collect();
        let signing = Signing::of(&lines);
        let may = [Party::Company, Party::Chamber]
            .iter()
            .filter(|p| signing.check_turn(**p).is_ok())
            .count();
        prop_assert_eq!(may, usize::from(signing.turn().is_some()));
    }
}
