//! What a record needs before it is frozen, and that its hash covers all it says.

use super::*;
use crate::admission::visit::rules::{Declared, Host, VisitMark, Visitor};
use crate::chamber::rules::{AnswerKind, Content, Criteria, Purpose};
use crate::kernel::brand::Trilingual;
use crate::kernel::id::{CaseId, Id, PersonId};
use chrono::Duration;
use proptest::prelude::*;

fn now() -> Moment {
    chrono::DateTime::UNIX_EPOCH.naive_utc() + Duration::days(20_000)
}

fn criterion(key: &str, kind: AnswerKind) -> Criterion {
    Criterion {
        key: key.into(),
        text: Trilingual::default(),
        kind,
        needed: true,
    }
}

fn visitor(name: &str, declared: bool) -> Visitor {
    Visitor {
        person: PersonId::new(),
        name: name.into(),
        email: format!("{name}@example.com"),
        role: String::new(),
        leads: false,
        declared: declared.then(|| Declared {
            at: now(),
            conflict: None,
        }),
        released_at: None,
        bound: false,
        out: false,
        signed: false,
    }
}

#[test]
fn who_comes_to_act_for_the_company_is_out_and_a_signature_given_before_stands() {
    let unsigned = Visitor {
        bound: true,
        out: true,
        ..visitor("a", true)
    };
    assert!(!unsigned.is_in() && !unsigned.is_open());
    let signed = Visitor {
        signed: true,
        ..unsigned
    };
    assert!(signed.is_in() && !signed.is_open());
}

fn visit(visitors: Vec<Visitor>) -> Visit {
    let list = vec![
        criterion("licences", AnswerKind::Met),
        criterion("staff", AnswerKind::Rating),
    ];
    Visit {
        id: Id::<VisitMark>::new(),
        case: CaseId::new(),
        number: 1,
        criteria: Criteria {
            id: Id::new(),
            purpose: Purpose::Visit,
            number: 3,
            content: Content {
                list,
                reasons: vec![],
            },
            changes: String::new(),
            published_at: now(),
            published_by: String::new(),
        },
        purpose: "look".into(),
        address: "here".into(),
        starts: now(),
        ends: now() + Duration::hours(2),
        host: Host::default(),
        sequence: 0,
        visitors,
        cancelled: None,
        frozen: None,
        signatures: vec![],
        done: None,
        addenda: vec![],
        nudged: 0,
    }
}

fn head() -> RecordHead {
    RecordHead {
        case: "2026-0001".into(),
        company: "x".into(),
        visit: 1,
        purpose: "look".into(),
        planned_from: now(),
        planned_until: now(),
    }
}

fn card(fields: &[(&str, &str)]) -> CardState {
    let fields = fields
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect();
    CardState {
        fields,
        version: 1,
        writers: vec!["li".into()],
        ..CardState::default()
    }
}

fn cards() -> BTreeMap<String, CardState> {
    let met = [
        ("began", "2026-12-01T09:00"),
        ("ended", "2026-12-01T11:00"),
        ("hosts", "王芳，经理"),
    ];
    [
        ("meeting", card(&met)),
        (
            "finding-licences",
            card(&[("answer", "met"), ("observation", "all there")]),
        ),
        ("finding-staff", card(&[("answer", "not_seen")])),
        ("conclusion", card(&[("proposal", "pass")])),
    ]
    .map(|(name, card)| (name.to_owned(), card))
    .into()
}

fn freeze(visit: &Visit, cards: &BTreeMap<String, CardState>) -> Result<Record, Vec<String>> {
    record(visit, head(), cards, vec![], chrono_tz::Asia::Shanghai).map_err(|lacks| {
        lacks
            .into_iter()
            .map(|(card, field, _)| format!("{} {field}", card.name()))
            .collect()
    })
}

fn two() -> Visit {
    visit(vec![visitor("li", true), visitor("wang", true)])
}

#[test]
fn a_complete_record_is_read_with_its_times_in_utc() {
    let record = freeze(&two(), &cards()).unwrap();
    assert_eq!(record.began.to_string(), "2026-12-01 01:00:00");
    assert_eq!(
        record.hosts,
        [HostMet {
            name: "王芳".into(),
            post: "经理".into()
        }]
    );
    assert_eq!(record.address, "here");
    assert_eq!(record.findings[1].answer, Some(Answer::NotSeen));
    assert_eq!(record.findings[0].by, ["li"]);
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let lacks = freeze(&two(), &BTreeMap::new()).unwrap_err();
    for lack in [
        "meeting began",
        "meeting hosts",
        "finding-staff answer",
        "conclusion proposal",
    ] {
        assert!(lacks.iter().any(|l| l == lack), "{lack} in {lacks:?}");
    }
}

#[test]
fn two_visitors_who_declared_are_needed_and_nobody_may_be_undeclared() {
    let one = visit(vec![visitor("li", true)]);
    assert_eq!(freeze(&one, &cards()).unwrap_err(), ["meeting visitors"]);
    let open = visit(vec![
        visitor("li", true),
        visitor("wang", true),
        visitor("zhao", false),
    ]);
    assert_eq!(freeze(&open, &cards()).unwrap_err(), ["meeting visitors"]);
}

#[test]
fn a_condition_has_a_date() {
    let mut cards = cards();
    let with = |fields: &[(&str, &str)]| card(&[&[("proposal", "conditions")], fields].concat());
    cards.insert("conclusion".into(), with(&[]));
    assert_eq!(
        freeze(&two(), &cards).unwrap_err(),
        ["conclusion condition-1"]
    );
    cards.insert(
        "conclusion".into(),
        with(&[("condition-2", "insure"), ("due-2", "soon")]),
    );
    assert!(freeze(&two(), &cards).is_err());
    cards.insert(
        "conclusion".into(),
        with(&[("condition-2", "insure"), ("due-2", "2027-01-31")]),
    );
    assert_eq!(freeze(&two(), &cards).unwrap().conditions.len(), 1);
}

proptest! {
    #[test]
    fn the_canonical_form_reads_back_and_differs_with_every_word(observation in "\\PC{1,60}", other in "\\PC{1,60}") {
        let of = |text: &str| {
            let mut cards = cards();
            cards.insert("finding-licences".into(), card(&[("answer", "met"), ("observation", text)]));
            freeze(&two(), &cards).unwrap()
        };
        let (one, two) = (of(&observation), of(&other));
        let canonical = one.canonical().unwrap();
        prop_assert_eq!(&serde_json::from_str::<Record>(&canonical).unwrap(), &one);
        prop_assert_eq!(canonical == two.canonical().unwrap(), one.findings == two.findings);
    }
}

#[test]
fn a_visit_ends_after_it_began_and_within_a_day() {
    let visit = visit(vec![visitor("a", true), visitor("b", true)]);
    let until = |ended: &str| {
        let mut cards = cards();
        let met = [
            ("began", "2026-12-01T09:00"),
            ("ended", ended),
            ("hosts", "王芳"),
        ];
        cards.insert("meeting".into(), card(&met));
        record(&visit, head(), &cards, vec![], chrono_tz::Asia::Shanghai).err()
    };
    let at_end = |key: &'static str| Some(vec![(Card::Meeting, "ended", Say::plain(key))]);
    assert_eq!(until("2026-12-01T08:59"), at_end("visit-refusal-order"));
    assert_eq!(until("2026-12-01T09:00"), at_end("visit-refusal-order"));
    assert_eq!(until("2027-12-01T11:00"), at_end("visit-refusal-long"));
    assert_eq!(until(""), at_end("visit-lack-ended"));
    assert_eq!(until("2026-12-01T09:01"), None);
}
