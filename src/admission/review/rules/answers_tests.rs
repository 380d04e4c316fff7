//! What a review may say, tried on every kind of question.

use super::*;
use crate::chamber::rules::Reason;
use crate::kernel::brand::Trilingual;
use proptest::prelude::*;

fn criterion(key: &str, kind: AnswerKind, needed: bool) -> Criterion {
    Criterion {
        key: key.into(),
        text: Trilingual::default(),
        kind,
        needed,
    }
}

fn content() -> Content {
    let reason = |code: &str| Reason {
        code: code.into(),
        criterion: "lawful".into(),
        text: Trilingual::default(),
    };
    Content {
        list: vec![
            criterion("lawful", AnswerKind::Met, true),
            criterion("standing", AnswerKind::Rating, true),
            criterion("remarks", AnswerKind::Text, false),
        ],
        reasons: vec![reason("unlawful")],
    }
}

fn sheet(lawful: Answer, standing: Answer, proposal: Proposal) -> Sheet {
    let given = |answer| Given {
        answer: Some(answer),
        note: "seen".into(),
    };
    Sheet {
        given: [
            ("lawful".into(), given(lawful)),
            ("standing".into(), given(standing)),
        ]
        .into(),
        verdict: Verdict {
            proposal: Some(proposal),
            ..Verdict::default()
        },
    }
}

fn lacking(sheet: &Sheet) -> Vec<String> {
    sheet
        .lacks(&content())
        .into_iter()
        .map(|(field, _)| field)
        .collect()
}

#[test]
fn a_blank_is_missing_and_not_seen_is_an_answer() {
    assert_eq!(
        lacking(&Sheet::default()),
        ["a-lawful", "a-standing", "proposal"]
    );
    let mut seen = sheet(Answer::Met, Answer::NotSeen, Proposal::Pass);
    assert!(lacking(&seen).is_empty());
    seen.given
        .entry("standing".into())
        .or_default()
        .note
        .clear();
    assert_eq!(lacking(&seen), ["n-standing"]);
}

#[test]
fn a_rejection_names_a_published_reason_and_says_why() {
    let mut no = sheet(Answer::Not, Answer::Rating(1), Proposal::Reject);
    assert_eq!(lacking(&no), ["reasons", "opinion"]);
    no.verdict.reasons = vec!["made up".into()];
    no.verdict.opinion = "…".into();
    assert_eq!(lacking(&no), ["reasons"]);
    no.verdict.reasons = vec!["unlawful".into()];
    assert!(lacking(&no).is_empty());
}

#[test]
fn conditions_are_written_down_and_dropped_when_there_are_none() {
    let mut with = sheet(Answer::Met, Answer::Rating(3), Proposal::Conditions);
    assert_eq!(lacking(&with), ["conditions"]);
    with.verdict.conditions = "半年内补齐".into();
    assert!(lacking(&with).is_empty());
    with.verdict.proposal = Some(Proposal::Pass);
    assert!(with.pruned(&content()).verdict.conditions.is_empty());
}

fn kinds() -> impl Strategy<Value = AnswerKind> {
    proptest::sample::select(AnswerKind::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_is_offered_is_read_back_and_nothing_else_is_taken(kind in kinds(), typed in "[a-z_0-9]{0,8}") {
        for answer in Answer::choices(kind) {
            prop_assert_eq!(Answer::read(kind, &answer.word()), Some(answer));
        }
        if let Some(read) = Answer::read(kind, &typed) {
            prop_assert!(kind == AnswerKind::Text || Answer::choices(kind).contains(&read));
        }
    }

    #[test]
    fn a_score_lies_between_nothing_and_everything(kind in kinds()) {
        for answer in Answer::choices(kind) {
            prop_assert!(answer.score().is_none_or(|s| (0..=100).contains(&s)));
        }
    }
}
