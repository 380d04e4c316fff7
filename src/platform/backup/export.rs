//! Makes an archive of a running instance.

use std::path::Path;

use super::archive::{Manifest, Rows, Writer};
use super::tables;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{self, Held, Store};
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
        for sha256 in std::mem::take(&mut manifest.files) {
            // One that is lost must not keep the others from being saved.
            if let Held::Whole(bytes) = store.held(&sha256).await? {
                writer.file(&sha256, &bytes)?;
                manifest.files.push(sha256);
            } else {
                manifest.lost.push(sha256);
            }
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
