//! Makes an archive of a running instance.

use std::path::Path;

use serde_json::Value;

use super::archive::{Manifest, Rows, Writer};
use super::tables::{self, Table};
use crate::kernel::Moment;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{self, Held, Store};
use crate::platform::migrate;
use crate::platform::outbox;

/// What goes in besides the tables.
#[derive(Debug, Clone, Default)]
pub struct What {
    /// The instance's key, if it is to be in the archive.
    pub key: Option<String>,
    /// Leave the stored files out, because their store is backed up by itself.
    pub without_files: bool,
}

/// Writes everything into the archive `place`. The tables are those of one moment; the files are
/// the ones they name, which are never changed and not cleared away within a day. Those that are lost all the
/// same are listed in its manifest.
pub async fn backup(
    db: &Db,
    store: &Store,
    place: &Path,
    what: What,
    now: Moment,
) -> Result<Manifest, Fault> {
    let mut writer = Writer::create(place)?;
    let (mut writer, mut manifest) = db
        .read(move |c| {
            let mut manifest = Manifest::new(now, migrate::applied(c)?);
            manifest.files = files::shas(c)?.into_iter().collect();
            write_tables(c, &mut writer, &mut manifest)?;
            Ok((writer, manifest))
        })
        .await?;
    if !what.without_files {
        manifest.with_files = true;
        add_files(store, &mut writer, &mut manifest).await?;
    }
    if let Some(key) = &what.key {
        manifest.with_key = true;
        writer.key(key)?;
    }
    writer.finish(&manifest)?;
    Ok(manifest)
}

/// So many files one after another that can't be read are no fault of theirs: the store is away.
const AWAY: usize = 8;

/// One file that is lost, or can't be read, must not keep the others from being saved.
async fn add_files(
    store: &Store,
    writer: &mut Writer,
    manifest: &mut Manifest,
) -> Result<(), Fault> {
    let mut unread = 0;
    for sha256 in std::mem::take(&mut manifest.files) {
        let held = store.held(&sha256).await?;
        unread = if let Held::Unread(_) = held {
            unread + 1
        } else {
            0
        };
        match held {
            Held::Whole(bytes) => {
                writer.file(&sha256, &bytes)?;
                manifest.files.push(sha256);
            }
            Held::Unread(why) if unread == AWAY => return Err(Fault::Broken(why)),
            Held::Lost | Held::Changed | Held::Unread(_) => manifest.lost.push(sha256),
        }
    }
    Ok(())
}

fn write_tables(
    conn: &mut Conn,
    writer: &mut Writer,
    manifest: &mut Manifest,
) -> Result<(), Fault> {
    for table in tables::tables(conn)? {
        let mut lines = writer.table(&table.name)?;
        tables::each_row(conn, &table, |mut row| {
            if table.name == "mails" {
                leave_key_out(&table, &mut row);
            }
            lines.row(&row)
        })?;
        let (rows, sha256) = lines.end();
        let (table, columns) = (table.name, table.columns);
        manifest.tables.push(Rows {
            table,
            columns,
            rows,
            sha256,
        });
    }
    Ok(())
}

/// An archive holds no key of a link that still works: a letter that carries one and has not gone out is in
/// it as one that failed, without what it says.
fn leave_key_out(table: &Table, row: &mut Value) {
    let at = |name: &str| table.columns.iter().position(|column| column.name == name);
    let is = |row: &Value, name: &str, test: fn(&str) -> bool| {
        at(name).is_some_and(|at| row[at].as_str().is_some_and(test))
    };
    if !is(row, "kind", outbox::is_keyed) || is(row, "state", |state| state == "kept") {
        return;
    }
    let waits = is(row, "state", |state| {
        state == "queued" || state == "sending"
    });
    let mut put = |name: &str, text: &str| {
        if let Some(at) = at(name) {
            row[at] = text.into();
        }
    };
    put("text_body", "");
    put("html_body", "");
    put("attachments", "[]");
    if waits {
        put("state", outbox::State::Failed.word());
        put("last_error", "it carried a key, which backups leave out");
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::Kind;
    use super::*;

    #[test]
    fn a_letter_with_a_key_is_in_the_archive_without_it() {
        let names = [
            "kind",
            "text_body",
            "html_body",
            "attachments",
            "state",
            "last_error",
        ];
        let columns = names.map(|name| tables::Column {
            name: name.to_owned(),
            kind: Kind::Text,
        });
        let table = Table {
            name: "mails".to_owned(),
            columns: columns.to_vec(),
        };
        let kept = |kind: &str, state: &str| {
            let mut row = serde_json::json!([kind, "/reset/ab", "/reset/ab", "[]", state, null]);
            leave_key_out(&table, &mut row);
            (row[1] == "/reset/ab", row[4].as_str().map(str::to_owned))
        };
        assert_eq!(
            kept("accounts.reset", "queued"),
            (false, Some("failed".into()))
        );
        assert_eq!(
            kept("accounts.reset", "uncertain"),
            (false, Some("uncertain".into()))
        );
        assert_eq!(kept("accounts.reset", "kept"), (true, Some("kept".into())));
        assert_eq!(
            kept("dues.invoice", "queued"),
            (true, Some("queued".into()))
        );
    }
}
