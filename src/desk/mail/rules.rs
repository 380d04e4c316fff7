//! The links inside a mail's text. Pure.

/// A piece of a mail's plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A web address, to be clicked.
    Link(String),
}

/// The text cut at its web addresses. An address ends at white space or at a character that
/// our own addresses never contain, so that Chinese punctuation after one isn't part of it.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = vec![];
    let mut rest = text;
    while let Some(at) = start_of_link(rest) {
        let (before, after) = rest.split_at(at);
        let part = |c: char| c.is_ascii_graphic() && !"<>\"'`(){}|\\^".contains(c);
        let end = after.find(|c| !part(c)).unwrap_or(after.len());
        let (link, left) = after.split_at(end);
        let link_only = link.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        if !before.is_empty() {
            found.push(Piece::Words(before.to_owned()));
        }
        found.push(Piece::Link(link_only.to_owned()));
        let tail = link.get(link_only.len()..).unwrap_or("");
        if !tail.is_empty() {
            found.push(Piece::Words(tail.to_owned()));
        }
        rest = left;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_owned()));
    }
    found
}

fn start_of_link(text: &str) -> Option<usize> {
    match (text.find("https://"), text.find("http://")) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_in_a_text_can_be_clicked_and_nothing_else_can() {
        let found = pieces("请打开：\nhttp://a.cn/x?y=1。再见 javascript:alert(1)");
        assert_eq!(found[1], Piece::Link("http://a.cn/x?y=1".into()));
        assert_eq!(
            found.iter().filter(|p| matches!(p, Piece::Link(_))).count(),
            1
        );
        assert_eq!(pieces("See https://a.cn/b.")[2], Piece::Words(".".into()));
    }

    proptest! {
        #[test]
        fn no_letter_of_a_text_is_lost(text in "(\\PC|http://|https://|\n){0,60}") {
            let whole: String = pieces(&text)
                .into_iter()
                .map(|p| match p { Piece::Words(t) | Piece::Link(t) => t })
                .collect();
            prop_assert_eq!(whole, text);
        }
    }
}
