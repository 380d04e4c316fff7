//! A pack means the same text for ever.

use super::*;
use crate::kernel::Fen;
use proptest::prelude::*;

fn pack(company: &str, note: &str) -> Pack {
    Pack {
        format: Pack::FORMAT,
        subject: Subject {
            case: CaseId::new(),
            number: "2026-0017".into(),
            company: company.into(),
            rank: "member".into(),
            rank_name: Trilingual::default(),
            quote: Quote {
                dues: Some(Fen(500_000)),
                ..Quote::default()
            },
            told: None,
            charter: "1".into(),
            sent_at: None,
        },
        facts: vec![],
        papers: vec![],
        checklist: vec![],
        deemed: false,
        corrections: 0,
        review: None,
        visit: None,
        interests: vec![],
        recommendation: Recommendation {
            proposal: Proposal::Pass,
            summary: String::new(),
            conditions: vec![],
            by: "Office".into(),
            at: Moment::default(),
        },
        note: note.into(),
    }
}

#[test]
fn the_text_of_a_pack_has_its_keys_in_order() {
    let text = pack("a", "b").canonical().unwrap();
    let at = |key: &str| text.find(&format!("\"{key}\":")).unwrap();
    assert!(at("checklist") < at("facts") && at("facts") < at("note"));
    assert!(!text.contains(": "));
}

proptest! {
    #[test]
    fn a_pack_reads_back_to_the_same_text(company in ".{0,40}", note in "(?s).{0,200}") {
        let text = pack(&company, &note).canonical().unwrap();
        let again: Pack = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(again.canonical().unwrap(), text);
    }
}

#[test]
fn the_check_is_as_good_as_its_worst_line() {
    let checked = |lines: &[Option<bool>]| {
        let mut pack = pack("a", "");
        pack.checklist = lines
            .iter()
            .map(|fine| CheckLine {
                requirement: "identity".into(),
                fine: *fine,
            })
            .collect();
        pack.checked().1
    };
    assert_eq!(checked(&[Some(true), Some(true)]), "ballot-pack-fine");
    assert_eq!(checked(&[Some(true), None]), "ballot-pack-unmarked");
    assert_eq!(checked(&[None, Some(false)]), "ballot-pack-missing");
}

#[test]
fn proof_of_who_somebody_is_stays_closed() {
    let opens = |kind: PaperKind| {
        let (name, sha256) = (String::new(), String::new());
        let kind = kind.word().to_owned();
        PackPaper { kind, name, sha256 }.opens()
    };
    assert!(!opens(PaperKind::Identity));
    assert!(
        PaperKind::ALL
            .into_iter()
            .filter(|kind| opens(*kind))
            .count()
            == PaperKind::ALL.len() - 1
    );
}
