//! The texts of the chamber's papers: every version of every kind, appended.

use diesel::prelude::*;

use crate::chamber::rules::{PaperText, Printed, TextId};
use crate::kernel::Moment;
use crate::platform::db::{self, Conn, Fault};
use crate::schema::paper_texts;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = paper_texts, treat_none_as_default_value = false)]
struct TextRow {
    id: TextId,
    kind: String,
    number: i32,
    content: String,
    changes: String,
    published_at: Moment,
    published_by: String,
}

impl TextRow {
    fn read(self) -> Result<PaperText, Fault> {
        let kind = Printed::from_word(&self.kind)
            .ok_or_else(|| Fault::Broken(format!("the text of a `{}`", self.kind)))?;
        Ok(PaperText {
            id: self.id,
            kind,
            number: self.number,
            text: serde_json::from_str(&self.content)?,
            changes: self.changes,
            published_at: self.published_at,
            published_by: self.published_by,
        })
    }
}

/// All versions of a text, newest first; there is always one.
pub fn text_versions(conn: &mut Conn, kind: Printed) -> Result<Vec<PaperText>, Fault> {
    let rows: Vec<TextRow> = TextRow::query()
        .filter(paper_texts::kind.eq(kind.word()))
        .order(paper_texts::number.desc())
        .load(conn)?;
    rows.into_iter().map(TextRow::read).collect()
}

/// The text in force: what is made now is made from it.
pub fn text_in_force(conn: &mut Conn, kind: Printed) -> Result<PaperText, Fault> {
    let newest = text_versions(conn, kind)?.into_iter().next();
    newest.ok_or(Fault::Missing)
}

/// The text that was in force at a moment: a paper about what happened then keeps it whenever it is
/// printed. The first one, for what is older than all.
pub fn text_at(conn: &mut Conn, kind: Printed, at: Moment) -> Result<PaperText, Fault> {
    let mut versions = text_versions(conn, kind)?;
    let place = versions.iter().position(|text| text.published_at <= at);
    let place = place.unwrap_or(versions.len().saturating_sub(1));
    if versions.is_empty() {
        return Err(Fault::Missing);
    }
    Ok(versions.swap_remove(place))
}

/// Whether the chamber published a text of its own.
pub fn texts_changed(conn: &mut Conn) -> Result<bool, Fault> {
    let own = paper_texts::table.filter(paper_texts::number.gt(1));
    Ok(own.count().get_result::<i64>(conn)? > 0)
}

/// A version of a text.
pub fn text(conn: &mut Conn, id: &TextId) -> Result<PaperText, Fault> {
    let row: TextRow = TextRow::query()
        .filter(paper_texts::id.eq(id))
        .first(conn)?;
    row.read()
}

/// Puts a new version down; two at once can't have the same number.
pub fn insert_text(conn: &mut Conn, text: &PaperText) -> Result<(), Fault> {
    let row = TextRow {
        id: text.id.clone(),
        kind: text.kind.word().to_owned(),
        number: text.number,
        content: serde_json::to_string(&text.text)?,
        changes: text.changes.clone(),
        published_at: text.published_at,
        published_by: text.published_by.clone(),
    };
    db::insert(conn, paper_texts::table, row)
}
