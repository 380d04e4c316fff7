//! When a visit was: said at its field as soon as it can't be so, kept all the same, and never frozen.
use crate::visit::{card, declared, visit};

#[test]
fn a_visit_that_ends_before_it_began_is_told_at_its_field_and_nothing_typed_is_lost() {
    let mut p = declared();
    let meeting = |version, ended| {
        [
            ("version", version),
            ("began", "2026-12-01T11:00"),
            ("ended", ended),
            ("hosts", "Wang Wu, manager"),
        ]
    };
    let (status, told) = card(&p.first, &p, "meeting", &meeting("0", "2026-12-01T09:00"));
    assert_eq!(status, 200);
    let page = format!("{}/record", visit(&p));
    p.first.open(&page).says("visit-refusal-order");
    assert_eq!(told["wrong"], p.first.word("visit-refusal-order"));
    assert!(
        p.first
            .has("#ended[aria-invalid=true][value='2026-12-01T09:00']")
    );
    p.first.open(&visit(&p)).says("visit-refusal-order");

    let (_, told) = card(&p.first, &p, "meeting", &meeting("1", "2026-12-01T12:00"));
    assert_eq!(told, serde_json::json!({ "version": 2 }));
    p.first.open(&page);
    assert!(!p.first.has("#ended[aria-invalid]"));
    assert!(p.first.has("#ended-wrong[hidden]"));
}
