//! What a row of the record changed, line by line. Pure.

use serde_json::Value;

/// One value that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands: `name.zh_cn`, `people[0].phone`.
    pub path: String,
    /// What it was; `None` if it wasn't there.
    pub before: Option<String>,
    /// What it is; `None` if it is gone.
    pub after: Option<String>,
}

/// The message key for a stored word: the act `voting.vote.cast` is `desk-act-voting-vote-cast`.
#[must_use]
pub fn key(family: &str, word: &str) -> String {
    format!("{family}{}", word.replace(['.', '_'], "-"))
}

/// Most characters of a value shown in a line.
const MOST: usize = 400;

/// What differs between two stored states, in the order of the fields. What stayed is left out;
/// where only one side was written down, all of it is shown.
#[must_use]
pub fn changes(before: Option<&str>, after: Option<&str>) -> Vec<Change> {
    let (before, after) = (leaves(before), leaves(after));
    let mut paths: Vec<&String> = before.iter().map(|(path, _)| path).collect();
    paths.extend(
        after
            .iter()
            .map(|(p, _)| p)
            .filter(|p| !before.iter().any(|(b, _)| b == *p)),
    );
    let find = |list: &[(String, String)], path: &String| {
        list.iter()
            .find(|(p, _)| p == path)
            .map(|(_, value)| value.clone())
    };
    paths
        .into_iter()
        .map(|path| Change {
            path: path.clone(),
            before: find(&before, path),
            after: find(&after, path),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

fn leaves(json: Option<&str>) -> Vec<(String, String)> {
    let mut found = vec![];
    if let Some(json) = json {
        match serde_json::from_str::<Value>(json) {
            Ok(value) => walk("", &value, &mut found),
            Err(_) => found.push((String::new(), cut(json))),
        }
    }
    found
}

fn walk(path: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                let dot = if path.is_empty() { "" } else { "." };
                walk(&format!("{path}{dot}{name}"), inner, into);
            }
        }
        Value::Array(list) if list.iter().all(|v| !v.is_object() && !v.is_array()) => {
            let words: Vec<String> = list.iter().map(plain).collect();
            into.push((path.to_owned(), cut(&words.join(", "))));
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                walk(&format!("{path}[{at}]"), inner, into);
            }
        }
        Value::Null => {}
        one => into.push((path.to_owned(), cut(&plain(one)))),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let own = |t: Option<&str>| t.map(str::to_owned);
        Change {
            path: path.into(),
            before: own(before),
            after: own(after),
        }
    }

    #[test]
    fn only_what_differs_is_shown() {
        let before = r#"{"name":"甲","dues":1,"roles":["admin"]}"#;
        let after = r#"{"name":"甲","dues":2,"roles":["admin","events"],"mark":{"id":"x"}}"#;
        let expected = vec![
            change("dues", Some("1"), Some("2")),
            change("roles", Some("admin"), Some("admin, events")),
            change("mark.id", None, Some("x")),
        ];
        assert_eq!(changes(Some(before), Some(after)), expected);
    }

    #[test]
    fn a_single_state_is_shown_whole() {
        assert_eq!(
            changes(None, Some(r#""9144""#)),
            vec![change("", None, Some("9144"))]
        );
        assert_eq!(changes(None, None), vec![]);
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself(text in "\\PC{0,40}") {
            prop_assert!(changes(Some(&text), Some(&text)).is_empty());
        }
    }
}
