//! Lists: search, filters, sorting and paging that live in the URL.

use std::sync::Arc;

use crate::platform::db::{Conn, Fault};
use crate::platform::lists::List;
use crate::platform::views::{self, SavedView};
use crate::web::call::Call;
use crate::web::form::Form;
use crate::web::view::encode;

/// Rows on a page.
pub const PER_PAGE: i64 = 50;

/// What a list was asked for: `?q=…&sort=-name&page=2` and filters of its own.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    form: Form,
    /// The list, where it is one of the office.
    pub list: Option<&'static List>,
    /// The views of the list that the reader has.
    pub views: Arc<Vec<SavedView>>,
}

impl Ask {
    /// Reads the query of a page that is no list of the office.
    #[must_use]
    pub fn of(query: &str) -> Self {
        Self {
            form: Form::parse(query.as_bytes()),
            ..Self::default()
        }
    }

    /// What this page of a list of the office is asked for, and the views that the reader has of it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn on(call: &Call, list: &'static List) -> Result<Self, Fault> {
        let me = call.actor().ok_or(Fault::SignIn)?;
        let (id, name) = (me.id.clone(), format!("views of {}", list.name()));
        let read = move |conn: &mut Conn| views::of(conn, list, &id);
        Ok(Self {
            list: Some(list),
            views: call.kept_own(call.db(), (&name, me), read).await?,
            ..Self::of(call.query())
        })
    }

    /// What a view would keep of what is asked for.
    #[must_use]
    pub fn kept(&self) -> String {
        let kept = self.list.map(|list| list.kept(self.form.pairs()));
        kept.unwrap_or_default()
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

    /// Whether a filter has this value; an empty one is no filter.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.form.value(name) == value
    }

    /// What to sort by, as the list knows it, and whether downwards. A column it doesn't know is none.
    #[must_use]
    pub fn sort<S: Default>(&self, known: impl Fn(&str) -> Option<S>) -> (S, bool) {
        let (name, down) = self.sorted_by();
        known(name).map_or_else(|| (S::default(), false), |sort| (sort, down))
    }

    fn sorted_by(&self) -> (&str, bool) {
        match self.form.value("sort") {
            "" => (self.list.map_or("", |list| list.sorted), false),
            asked => match asked.strip_prefix('-') {
                Some(name) => (name, true),
                None => (asked, false),
            },
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

    /// The rows of the page asked for: from which on, and how many at most.
    #[must_use]
    pub fn span(&self) -> (i64, i64) {
        ((self.page() - 1) * PER_PAGE, PER_PAGE)
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

    fn page_link(&self, page: i64) -> String {
        self.with("page", &page.to_string())
    }

    /// How the list is sorted by `column`, as `aria-sort` says it; empty if it isn't.
    #[must_use]
    pub fn sorted(&self, column: &str) -> &'static str {
        match self.sorted_by() {
            (now, false) if now == column => "ascending",
            (now, true) if now == column => "descending",
            _ => "",
        }
    }

    /// The link that sorts by `column`: upwards first, downwards when it is so already.
    #[must_use]
    pub fn sort_link(&self, column: &str) -> String {
        let down = if self.sorted_by() == (column, false) {
            "-"
        } else {
            ""
        };
        self.with("sort", &format!("{down}{column}"))
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
            ask.page_link(self.page - 1)
        } else {
            String::new()
        }
    }

    /// The link to the page after; empty on the last.
    #[must_use]
    pub fn next(&self, ask: &Ask) -> String {
        if self.page < self.pages() {
            ask.page_link(self.page + 1)
        } else {
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: List = List {
        path: "/parcels",
        title: "web-list-query",
        filters: &["state", "to"],
        sorted: "name",
        sees: |_| true,
    };

    fn asked(query: &str) -> Ask {
        Ask {
            list: Some(&LIST),
            ..Ask::of(query)
        }
    }

    #[test]
    fn a_list_is_sorted_by_its_first_column_until_asked_otherwise() {
        assert_eq!(asked("").sorted("name"), "ascending");
        assert_eq!(asked("").sort_link("name"), "?sort=-name");
        assert_eq!(asked("sort=number").sorted("name"), "");
        assert_eq!(asked("sort=-name").sort_link("name"), "?sort=name");
    }

    #[test]
    fn a_view_keeps_filters_and_order_and_nothing_of_the_page() {
        let all = asked("page=3&sort=-to&to=%E4%BC%9A+1&state=&x=1&q=a%26b&export=csv");
        assert_eq!(all.kept(), "q=a%26b&to=%E4%BC%9A+1&sort=-to");
        assert_eq!(asked(&all.kept()).kept(), all.kept());
        assert_eq!(Ask::of("q=a").kept(), "");
    }

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
        let known = |name: &str| ["number", "name"].iter().position(|one| *one == name);
        assert_eq!(ask.sort(known), (1, false));
        assert_eq!(Ask::of("sort=-name").sort(known), (1, true));
        assert_eq!(Ask::of("sort=-password").sort(known), (0, false));
    }
}
