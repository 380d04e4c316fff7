//! Where in a file the table is: the fields of a form in which that is chosen, above those that say what
//! its columns are.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::kernel::sheet::{Layout, Order, Table};
use crate::platform::filters;
use crate::web::form::Form;

/// Rows that can be chosen as that of the heads.
const ROWS: usize = 20;
/// Most characters of a row that are shown.
const SHOWN: usize = 60;

/// The fields: the sheet where there are several, the row of heads, the order of days; and how many rows
/// are hidden.
#[derive(Template)]
#[template(path = "parts/layout.html")]
pub struct LayoutFields<'a> {
    f: &'a Form,
    sheets: Vec<String>,
    /// Number and text of each row at the top.
    rows: Vec<(String, String)>,
    hidden: usize,
    /// The names of other sheets that hold a table, with commas between: they are not read.
    others: String,
}

// It is HTML already: what stands in it was escaped there.
impl HtmlSafe for LayoutFields<'_> {}

impl<'a> LayoutFields<'a> {
    /// Those for a file with this table, as `f` answers them.
    #[must_use]
    pub fn of(f: &'a Form, table: &Table, layout: &Layout) -> Self {
        let top = table.top_in(layout);
        let rows = (1..).zip(top).take(ROWS.max(layout.head));
        let told = rows.map(|(n, cells): (usize, Vec<String>)| {
            let cells = cells.into_iter().filter(|cell| !cell.is_empty());
            let text: String = cells.collect::<Vec<_>>().join(" · ");
            (n.to_string(), text.chars().take(SHOWN).collect::<String>())
        });
        let sheets = table.sheets().iter().map(|sheet| sheet.name.clone());
        Self {
            f,
            sheets: sheets.collect(),
            rows: told.filter(|(_, text)| !text.is_empty()).collect(),
            hidden: table.sheet_in(layout).map_or(0, |sheet| sheet.hidden),
            others: table.others_than(layout).join(", "),
        }
    }
}
