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
