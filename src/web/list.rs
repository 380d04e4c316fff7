//! Lists: search, filters, sorting and paging that live in the URL.

use crate::web::form::Form;
use crate::web::view::encode;

/// Rows on a page.
pub const PER_PAGE: i64 = 50;

/// What a list was asked for: `?q=…&sort=-name&page=2` and filters of its own.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    form: Form,
}

impl Ask {
    /// Reads the query of a page.
    #[must_use]
    pub fn of(query: &str) -> Self {
        Self {
            form: Form::parse(query.as_bytes()),
        }
    }

    /// The query as a form, to fill the filter bar.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The search text, folded for the search column; empty for none.
    #[must_use]
    pub fn search(&self) -> String {
        crate::kernel::text::fold(self.form.value("q"))
            .chars()
            .take(100)
            .collect()
    }

    /// A filter's value, if one was chosen.
    #[must_use]
    pub fn filter(&self, name: &str) -> Option<&str> {
        Some(self.form.value(name)).filter(|v| !v.is_empty())
    }

    /// The column to sort by and whether downwards; the first of `columns` if none is asked for.
    #[must_use]
    pub fn sort<'a>(&self, columns: &[&'a str]) -> (&'a str, bool) {
        let asked = self.form.value("sort");
        let (name, down) = asked
            .strip_prefix('-')
            .map_or((asked, false), |name| (name, true));
        match columns.iter().find(|c| **c == name) {
            Some(column) => (column, down),
            None => (columns.first().copied().unwrap_or(""), false),
        }
    }

    /// The page asked for, from 1.
    #[must_use]
    pub fn page(&self) -> i64 {
        self.form
            .value("page")
            .parse()
            .unwrap_or(1)
            .clamp(1, 1_000_000)
    }

    /// The query with one value changed: for links of sorting, paging, filters and export.
    /// Changing anything but the page starts again at page 1.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self
            .form
            .pairs()
            .iter()
            .filter(|(k, v)| k != name && k != "page" && !v.is_empty())
            .map(|(k, v)| (k.as_str(), v.as_str()));
        let pairs = kept.chain((!value.is_empty()).then_some((name, value)));
        let query: Vec<String> = pairs
            .map(|(k, v)| format!("{}={}", encode(k), encode(v)))
            .collect();
        format!("?{}", query.join("&"))
    }

    /// The link to another page.
    #[must_use]
    pub fn page_link(&self, page: i64) -> String {
        self.with("page", &page.to_string())
    }

    /// How the list is sorted by `column`, as `aria-sort` says it; empty if it isn't.
    #[must_use]
    pub fn sorted(&self, column: &str) -> &'static str {
        match self.form.value("sort") {
            asked if asked == column => "ascending",
            asked if asked.strip_prefix('-') == Some(column) => "descending",
            _ => "",
        }
    }

    /// The link that sorts by `column`: upwards first, downwards when it is so already.
    #[must_use]
    pub fn sort_link(&self, column: &str) -> String {
        let down = self.form.value("sort") == column;
        self.with(
            "sort",
            &if down {
                format!("-{column}")
            } else {
                column.to_owned()
            },
        )
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows in all.
    pub total: i64,
    /// This page, from 1.
    pub page: i64,
}

impl<T> Paged<T> {
    /// Pages in all, at least one.
    #[must_use]
    pub fn pages(&self) -> i64 {
        ((self.total + PER_PAGE - 1) / PER_PAGE).max(1)
    }

    /// The link to the page before; empty on the first.
    #[must_use]
    pub fn prev(&self, ask: &Ask) -> String {
        if self.page > 1 {
            ask.with("page", &(self.page - 1).to_string())
        } else {
            String::new()
        }
    }

    /// The link to the page after; empty on the last.
    #[must_use]
    pub fn next(&self, ask: &Ask) -> String {
        if self.page < self.pages() {
            ask.with("page", &(self.page + 1).to_string())
        } else {
            String::new()
        }
    }

    /// Number of the first row on this page, from 1; 0 if there are none.
    #[must_use]
    pub fn first(&self) -> i64 {
        if self.rows.is_empty() {
            0
        } else {
            (self.page - 1) * PER_PAGE + 1
        }
    }

    /// Number of the last row on this page.
    #[must_use]
    pub fn last(&self) -> i64 {
        (self.page - 1) * PER_PAGE + i64::try_from(self.rows.len()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_one_thing_and_keeps_the_rest() {
        let ask = Ask::of("q=%E4%BC%9A&stage=visit&page=3&sort=name");
        assert_eq!(
            ask.with("page", "4"),
            "?q=%E4%BC%9A&stage=visit&sort=name&page=4"
        );
        assert_eq!(ask.with("stage", ""), "?q=%E4%BC%9A&sort=name");
        assert!(ask.sort_link("name").ends_with("sort=-name"));
        assert_eq!((ask.sorted("name"), ask.sorted("stage")), ("ascending", ""));
        assert_eq!(ask.sort(&["number", "name"]), ("name", false));
        assert_eq!(
            Ask::of("sort=password").sort(&["number"]),
            ("number", false)
        );
    }
}
