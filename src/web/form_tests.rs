//! Forms as they are read, and as they are posted by whoever wants to see them fall.

use super::*;
use proptest::prelude::*;

#[test]
fn all_errors_are_found_at_once_and_nothing_typed_is_lost() {
    let mut form = Form::parse(b"email=nope&name=++&age=x");
    assert_eq!(form.email("email"), None);
    assert_eq!(form.text("name", 1..=10), None);
    assert_eq!(form.number("age", 0..=9), None);
    assert_eq!(form.errors().count(), 3);
    assert_eq!(form.value("email"), "nope");
}

#[test]
fn a_length_is_counted_in_characters() {
    let mut form = Form::of([("name", "会馆商会")]);
    assert_eq!(form.text("name", 1..=4).as_deref(), Some("会馆商会"));
    assert_eq!(form.text("name", 1..=3), None);
}

#[test]
fn a_time_is_read_in_the_chambers_zone() {
    let mut form = Form::of([("at", "2026-11-22T09:30")]);
    let at = form.moment("at", chrono_tz::Asia::Shanghai).unwrap();
    assert_eq!(at.to_string(), "2026-11-22 01:30:00");
}

/// A value that a field may be typed, or that nobody would type.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[ 0-9０-９.,+-]{0,24}",
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,3}(T[0-9]{1,2}:[0-9]{1,2})?",
        "[\\x00-\\x20a-c\u{2028}\u{202e}]{0,8}",
        "[a-z]{0,3}@[a-z.]{0,9}",
        Just("9".repeat(19)),
        Just("甲".repeat(130)),
    ]
}

proptest! {
    /// Whatever stands in its fields: each reader gives a value within what was asked for or notes an error
    /// at its own field, never both and never neither, and what was typed stands as it was.
    #[test]
    fn every_reader_gives_a_value_or_says_why_not(values in proptest::collection::vec(typed(), 6)) {
        let names = ["text", "email", "number", "money", "date", "moment"];
        let mut form = Form::of(names.iter().copied().zip(values));
        let before = form.pairs().to_vec();
        let text = form.text("text", 1..=12);
        let number = form.number("number", -5..=1_000);
        let date = form.date("date");
        let given = [
            text.is_some(),
            form.email("email").is_some(),
            number.is_some(),
            form.money("money").is_some(),
            date.is_some(),
            form.moment("moment", chrono_tz::Asia::Shanghai).is_some(),
        ];
        for (name, given) in names.iter().zip(given) {
            prop_assert_eq!(given, form.error(name).is_none(), "{}: {}", name, form.value(name));
        }
        prop_assert!(text.is_none_or(|text| (1..=12).contains(&text.chars().count())));
        prop_assert!(number.is_none_or(|number| (-5..=1_000).contains(&number)));
        prop_assert!(date.is_none_or(|date| (time::FIRST..=time::LAST).contains(&date)));
        prop_assert_eq!(form.pairs(), &before[..]);
    }

    /// A body of any bytes is read into pairs, of which no reader falls.
    #[test]
    fn any_body_is_read(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut form = Form::parse(&[b"a=", &body[..]].concat());
        let _ = (form.text("a", 0..=9), form.money("a"), form.date("a"), form.email("a"));
        let _ = (form.moment("a", chrono_tz::UTC), form.number("a", 0..=9), form.changed("a").is_some());
        prop_assert!(form.pairs().len() <= body.len() + 1);
    }
}
