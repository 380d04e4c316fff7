//! Drafts, progress and differences.

use super::*;
use crate::companies::rules::Odd;
use proptest::prelude::*;

fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 22).unwrap()
}

fn ask() -> Ask {
    Ask {
        ranks: vec!["member".to_owned(), "director".to_owned()],
        recommenders: 1,
        papers: vec![PaperKind::Licence],
        charter: "2026-1".to_owned(),
    }
}

fn paper(kind: PaperKind, sha256: &str) -> Paper {
    let text = || sha256.to_owned();
    Paper {
        id: text(),
        kind,
        file: text(),
        name: text(),
        sha256: text(),
        bytes: 1,
    }
}

/// An application with nothing lacking.
fn whole() -> Answers {
    let mut answers = Answers::default();
    for field in Field::ALL {
        let text = match field.kind() {
            Kind::Code => "914403001922038216",
            Kind::Phone => "138 0013 8000",
            Kind::Email => "li@example.com",
            Kind::Website => "example.com",
            Kind::PastDay => "2001-05-01",
            Kind::Capital => "1000",
            Kind::Rank => "member",
            Kind::Charter => "2026-1",
            Kind::Choice => match field {
                Field::LegalForm => "limited",
                Field::Currency => "CNY",
                Field::Industry => "C",
                Field::Staff => "u100",
                _ => "u2000",
            },
            _ => "fine",
        };
        answers.set(*field, text);
    }
    answers
}

#[test]
fn an_empty_draft_lacks_something_on_every_step() {
    let steps = progress(&Answers::default(), &[], &ask(), today());
    assert!(steps.iter().all(|step| !step.is_done() && !step.begun));
    assert_eq!(steps[3].lacks, vec![Lack::Paper(PaperKind::Licence)]);
}

#[test]
fn a_whole_application_lacks_nothing() {
    let steps = progress(&whole(), &[paper(PaperKind::Licence, "a")], &ask(), today());
    assert!(
        steps.iter().all(|step| step.is_done() && step.begun),
        "{steps:?}"
    );
}

#[test]
fn the_answers_settle_into_one_form() {
    let settled = whole().in_one_form(today());
    assert_eq!(settled.get(Field::RepPhone), "13800138000");
    assert_eq!(settled.get(Field::Website), "https://example.com");
    assert_eq!(settled.in_one_form(today()), settled);
}

#[test]
fn an_older_charter_has_to_be_accepted_again() {
    let newer = Ask {
        charter: "2027-1".to_owned(),
        ..ask()
    };
    assert_eq!(
        whole().wrong(Field::Charter, &newer, today()),
        Some(Wrong::Missing)
    );
}

#[test]
fn a_rank_the_chamber_does_not_offer_is_refused() {
    let mut answers = whole();
    answers.set(Field::Rank, "emperor");
    assert_eq!(
        answers.wrong(Field::Rank, &ask(), today()),
        Some(Wrong::Odd(Odd::Choice))
    );
}

#[test]
fn recommenders_are_needed_as_far_as_the_route_asks() {
    let mut answers = whole();
    answers.set(Field::Recommender1, "");
    answers.set(Field::Recommender2, "");
    assert_eq!(
        answers.wrong(Field::Recommender1, &ask(), today()),
        Some(Wrong::Missing)
    );
    assert_eq!(answers.wrong(Field::Recommender2, &ask(), today()), None);
}

#[test]
fn no_more_recommenders_are_taken_than_the_form_asks_for() {
    let mut answers = whole();
    answers.set(Field::Recommender2, "Another Ltd.");
    answers.set(Field::Recommender2Email, "no address");
    assert_eq!(
        answers.wrong(Field::Recommender2Email, &ask(), today()),
        None
    );
    let sent = answers.as_asked(&ask());
    assert_eq!(sent.get(Field::Recommender1), "fine");
    assert_eq!(sent.get(Field::Recommender2), "");
    assert_eq!(sent.get(Field::Recommender2Email), "");
    assert_eq!(sent.get(Field::Why), "fine");
}

#[test]
fn a_company_is_not_founded_tomorrow() {
    assert_eq!(
        Field::FoundedOn.read("2026-11-23", today()),
        Err(Wrong::Odd(Odd::Date))
    );
    assert_eq!(
        Field::FoundedOn.read("2026-11-22", today()),
        Ok(Some("2026-11-22".to_owned()))
    );
}

#[test]
fn only_optional_consents_can_be_left_unticked() {
    for field in [Field::ConsentDirectory, Field::ConsentSharing] {
        assert_eq!(field.read("", today()), Ok(None));
    }
    assert_eq!(
        Field::ConsentProcessing.read("", today()),
        Err(Wrong::Missing)
    );
}

#[test]
fn a_replaced_paper_is_one_that_came_and_one_that_went() {
    let (old, new) = (
        paper(PaperKind::Licence, "a"),
        paper(PaperKind::Licence, "b"),
    );
    let changes = differences(
        (&whole(), std::slice::from_ref(&old)),
        (&whole(), std::slice::from_ref(&new)),
    );
    assert_eq!(changes, vec![Change::Added(new), Change::Removed(old)]);
}

fn draft() -> impl Strategy<Value = Answers> {
    proptest::collection::vec((0..Field::ALL.len(), "\\PC{0,12}"), 0..20).prop_map(|pairs| {
        let mut answers = Answers::default();
        for (at, text) in pairs {
            answers.set(Field::ALL[at], &text);
        }
        answers
    })
}

proptest! {
    #[test]
    fn nothing_differs_from_itself_and_every_difference_is_told(a in draft(), b in draft()) {
        prop_assert!(differences((&a, &[]), (&a, &[])).is_empty());
        let mut patched = a.clone();
        for change in differences((&a, &[]), (&b, &[])) {
            if let Change::Text { field, after, .. } = change {
                patched.set(field, &after);
            }
        }
        prop_assert_eq!(patched, b);
    }

    #[test]
    fn a_draft_survives_being_stored(a in draft()) {
        let text = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), a);
    }

    #[test]
    fn no_text_makes_a_field_panic(at in 0..Field::ALL.len(), text in "\\PC{0,60}") {
        let _ = Field::ALL[at].read(&text, today());
    }
}
