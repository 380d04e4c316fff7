//! The mark of a form: a field that nobody sees, put into each form of a page as it is sent. What it
//! is for, see [`once`](crate::web::once).

use crate::platform::secrets;

/// The hidden field.
pub const FIELD: &str = "once";

/// Forms that carry no mark, and why each may be pressed again.
pub const EXEMPT: &[(&str, &str)] = &[
    (
        "/sign-in",
        "makes a session for the browser that asks, each time another",
    ),
    ("/sign-in/code", "the same; and a code works once by itself"),
    ("/sign-out", "ends the one session that asks"),
    ("/theme", "sets a cookie, nothing of the chamber's"),
    ("/check/paper", "looks at a paper and keeps nothing"),
    (
        "/desk/settings/board/many/sheet",
        "reads a sheet into the form and keeps nothing",
    ),
];

/// Whether what is posted there carries no mark.
pub(super) fn is_exempt(path: &str) -> bool {
    EXEMPT.iter().any(|(exempt, _)| *exempt == path)
}

/// The page with a mark in each of its forms that are posted and count once. What people wrote is
/// escaped in it, so no form but ours is found.
#[must_use]
pub fn marked(page: &str) -> Option<String> {
    let mut ends = ends_of_forms(page).peekable();
    ends.peek()?;
    // Without chance there are no marks: the page works, as a form without mark does.
    let mark = hex::encode(secrets::random::<16>().ok()?);
    let field = format!(r#"<input type="hidden" name="{FIELD}" value="{mark}">"#);
    let mut out = String::with_capacity(page.len() + 16 * field.len());
    let mut from = 0;
    for end in ends {
        out.push_str(&page[from..end]);
        out.push_str(&field);
        from = end;
    }
    out.push_str(&page[from..]);
    Some(out)
}

/// Whether a page has forms that get a mark.
#[must_use]
pub fn has_forms(page: &str) -> bool {
    ends_of_forms(page).next().is_some()
}

/// Where the forms end that get a mark. At their end, so that no rule about a form's first child
/// meets a field nobody sees.
fn ends_of_forms(page: &str) -> impl Iterator<Item = usize> {
    page.match_indices('<').filter_map(move |(at, _)| {
        let form = &page[at..];
        let tag = form.strip_prefix("<form ")?.split('>').next()?;
        let action = tag.split_once("action=\"").map(|(_, rest)| rest);
        let path = action.and_then(|rest| rest.split(['"', '?']).next());
        if !tag.contains("method=\"post\"") || path.is_some_and(is_exempt) {
            return None;
        }
        form.find("</form>").map(|end| at + end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form class="x" method="post" action="/a?b=c"><p>é</p></form>
        <form method="get" action="/a"></form><form method="post" action="/theme?back=x"></form>
        &lt;form method=&#34;post&#34;&gt;&lt;/form&gt;<form method="post">2</form>"#;

    #[test]
    fn each_posted_form_that_counts_gets_the_page_s_mark_at_its_end() {
        let (first, second) = (marked(PAGE).unwrap(), marked(PAGE).unwrap());
        assert_ne!(first, second);
        let field = r#"<input type="hidden" name="once" value=""#;
        let at: Vec<_> = first.match_indices(field).map(|(at, _)| at).collect();
        let before: Vec<_> = at.iter().map(|at| &first[at - 4..*at]).collect();
        assert_eq!(before, ["</p>", "t\">2"]);
        let marks: Vec<_> = at.iter().map(|at| &first[at + 40..at + 72]).collect();
        assert_eq!(marks[0], marks[1]);
        assert!(marks[0].bytes().all(|b| b.is_ascii_hexdigit()));
        assert_eq!(marked("<p>nothing to post</p>"), None);
    }
}
