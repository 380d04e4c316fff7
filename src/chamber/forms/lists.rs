//! Ranks and criteria as lists in one form.

use super::rows::Rows;
use crate::chamber::rules::{AnswerKind, Content, Criterion, Rank, Ranks, Reason};
use crate::say;
use crate::web::Form;

impl Rows {
    /// The ranks.
    pub const RANKS: Self = Self {
        letter: 'k',
        stems: &["name_zh_cn", "name_zh_tw", "name_en", "open"],
        key: "code",
    };
    /// The criteria.
    pub const CRITERIA: Self = Self {
        letter: 'c',
        stems: &["text_zh_cn", "text_zh_tw", "text_en", "kind", "needed"],
        key: "key",
    };
    /// The reasons for a rejection.
    pub const REASONS: Self = Self {
        letter: 'r',
        stems: &["text_zh_cn", "text_zh_tw", "text_en", "criterion"],
        key: "code",
    };
}

/// The form that shows the ranks.
pub fn fill_ranks(ranks: &Ranks) -> Form {
    let mut form = Form::default();
    Rows::RANKS.set_count(&mut form, ranks.list.len());
    for (row, rank) in ranks.list.iter().enumerate() {
        let tail = Rows::RANKS.tail(row);
        form.put(&format!("code{tail}"), rank.code.as_str());
        form.put_trilingual("name", &tail, &rank.name);
        form.tick(&format!("open{tail}"), rank.open);
    }
    form
}

/// Reads the ranks. One that exists can be closed to applicants but not left out.
pub fn ranks(form: &mut Form, before: &Ranks) -> Option<Ranks> {
    let codes = Rows::RANKS.keys(form);
    let mut list = vec![];
    for (row, code) in codes.iter().enumerate() {
        let tail = Rows::RANKS.tail(row);
        let name = form.trilingual("name", &tail, 40);
        let open = form.ticked(&format!("open{tail}"));
        if let Some(name) = name {
            list.push(Rank {
                code: code.clone(),
                name,
                open,
            });
        }
    }
    let kept = before.list.iter().all(|rank| codes.contains(&rank.code));
    let sound = |code: &String| {
        !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let distinct = codes
        .iter()
        .collect::<std::collections::BTreeSet<_>>()
        .len()
        == codes.len();
    if !kept || !distinct || !codes.iter().all(sound) {
        form.refuse("rows_k", say!("chamber-ranks-changed-meanwhile"));
        return None;
    }
    if !list.iter().any(|rank| rank.open) && !form.is_refused() {
        form.refuse("rows_k", say!("chamber-ranks-none-open"));
    }
    (!form.is_refused()).then_some(Ranks { list })
}

/// The form that shows criteria and reasons.
pub fn fill_criteria(content: &Content) -> Form {
    let mut form = Form::default();
    Rows::CRITERIA.set_count(&mut form, content.list.len());
    for (row, criterion) in content.list.iter().enumerate() {
        let tail = Rows::CRITERIA.tail(row);
        form.put(&format!("key{tail}"), criterion.key.as_str());
        form.put_trilingual("text", &tail, &criterion.text);
        form.put(&format!("kind{tail}"), criterion.kind.word());
        form.tick(&format!("needed{tail}"), criterion.needed);
    }
    Rows::REASONS.set_count(&mut form, content.reasons.len());
    for (row, reason) in content.reasons.iter().enumerate() {
        let tail = Rows::REASONS.tail(row);
        form.put(&format!("code{tail}"), reason.code.as_str());
        form.put_trilingual("text", &tail, &reason.text);
        form.put(&format!("criterion{tail}"), reason.criterion.as_str());
    }
    form
}

/// Reads criteria and reasons, with what changed in words.
pub fn criteria(form: &mut Form) -> Option<(Content, String)> {
    let mut content = Content::default();
    for (row, key) in Rows::CRITERIA.keys(form).into_iter().enumerate() {
        let tail = Rows::CRITERIA.tail(row);
        let text = form.trilingual("text", &tail, 200);
        let kind = form.choice(&format!("kind{tail}"), AnswerKind::from_word);
        let needed = form.ticked(&format!("needed{tail}"));
        if let (Some(text), Some(kind)) = (text, kind) {
            content.list.push(Criterion {
                key,
                text,
                kind,
                needed,
            });
        }
    }
    let keys = Rows::CRITERIA.keys(form);
    for (row, code) in Rows::REASONS.keys(form).into_iter().enumerate() {
        let tail = Rows::REASONS.tail(row);
        let text = form.trilingual("text", &tail, 200);
        let known = |key: &str| keys.iter().find(|k| *k == key).cloned();
        let criterion = form.choice(&format!("criterion{tail}"), known);
        if let (Some(text), Some(criterion)) = (text, criterion) {
            content.reasons.push(Reason {
                code,
                criterion,
                text,
            });
        }
    }
    let changes = form.text("changes", 1..=500);
    if form.is_refused() {
        return None;
    }
    if let Err(say) = content.check() {
        form.refuse("rows_c", say);
        return None;
    }
    Some((content, changes?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_read_back_as_they_were_shown() {
        let ranks_ = Ranks::default();
        assert_eq!(ranks(&mut fill_ranks(&ranks_), &ranks_), Some(ranks_));
    }

    #[test]
    fn a_rank_that_exists_cannot_be_left_out() {
        let before = Ranks::default();
        let mut fewer = before.clone();
        fewer.list.pop();
        assert_eq!(ranks(&mut fill_ranks(&fewer), &before), None);
    }
}
