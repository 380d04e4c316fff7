//! Makes an archive of a running instance.

use std::path::Path;

use super::archive::{Manifest, Rows, Writer};
use super::tables;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{self, Store};
use crate::platform::migrate;

/// What goes in besides the tables.
#[derive(Debug, Clone, Default)]
pub struct What {
    /// The instance's key, if it is to be in the archive.
    pub key: Option<String>,
    /// Leave the stored files out, because their store is backed up by itself.
    pub without_files: bool,
}

/// Writes everything into the archive `place`. The tables are those of one moment; the files are
/// the ones they name, which are never changed and not cleared away within a day.
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
        for sha256 in &manifest.files {
            writer.file(sha256, &store.bytes(sha256).await?)?;
        }
    }
    if let Some(key) = &what.key {
        manifest.with_key = true;
        writer.key(key)?;
    }
    writer.finish(&manifest)?;
    Ok(manifest)
}

fn write_tables(
    conn: &mut Conn,
    writer: &mut Writer,
    manifest: &mut Manifest,
) -> Result<(), Fault> {
    for table in tables::tables(conn)? {
        let mut lines = writer.table(&table.name)?;
        tables::each_row(conn, &table, |row| lines.row(&row))?;
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
