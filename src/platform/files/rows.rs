//! The rows that name stored bytes: what a file is called, what it is about, who brought it.

use chrono_tz::Tz;
use diesel::prelude::*;

use super::Kind;
use crate::kernel::Moment;
use crate::kernel::id::{FileId, PersonId};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::images::Taken;
use crate::schema::files;

/// A file whose bytes lie in the store and that no row names yet. Only [`super::Store::take_in`]
/// makes one.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Safe name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Length.
    pub bytes: i64,
    pub(super) taken: Option<Taken>,
    pub(super) shown: Option<String>,
    pub(super) thumb: Option<String>,
}

impl NewFile {
    /// The hash of what is shown of it, where that was painted: no larger than pages show pictures.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// When a camera says that it was taken, by the clock of this zone.
    #[must_use]
    pub fn taken_at(&self, zone: Tz) -> Option<Moment> {
        self.taken.map(|taken| taken.moment(zone))
    }
}

/// A stored file as known to the database.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = files, treat_none_as_default_value = false)]
pub struct FileRow {
    /// Id.
    pub id: FileId,
    /// SHA-256 of the original bytes.
    pub sha256: String,
    /// Name it was uploaded under, made safe.
    pub name: String,
    /// Media type, from the content.
    pub media_type: String,
    /// Length of the original.
    pub bytes: i64,
    /// Kind of thing it belongs to.
    pub subject_kind: String,
    /// Id of that thing.
    pub subject_id: String,
    /// Who brought it.
    pub uploaded_by: Option<PersonId>,
    /// When the camera says the photo was taken, UTC.
    pub taken_at: Option<Moment>,
    /// When it was stored.
    pub created_at: Moment,
    /// The version of a photo that pages show: turned upright, without place or camera.
    pub shown_sha256: Option<String>,
    /// A small version of it.
    pub thumb_sha256: Option<String>,
}

impl FileRow {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_media_type(&self.media_type)
    }

    /// Whether pages can show it as a picture.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.shown_sha256.is_some()
    }
}

/// Writes the row of a taken-in file that belongs to a thing: `keep(tx, &file, "case", &id)`.
pub fn keep(
    tx: &mut Tx,
    file: &NewFile,
    subject_kind: &str,
    subject_id: &impl ToString,
) -> Result<FileId, Fault> {
    let brand = tx.brand()?;
    let row = FileRow {
        id: FileId::new(),
        sha256: file.sha256.clone(),
        name: file.name.clone(),
        media_type: file.kind.media_type().to_owned(),
        bytes: file.bytes,
        subject_kind: subject_kind.to_owned(),
        subject_id: subject_id.to_string(),
        uploaded_by: tx.who().actor.as_ref().map(|a| a.id.clone()),
        taken_at: file.taken_at(brand.zone),
        created_at: tx.now(),
        shown_sha256: file.shown.clone(),
        thumb_sha256: file.thumb.clone(),
    };
    diesel::insert_into(files::table)
        .values(&row)
        .execute(tx.conn())?;
    Ok(row.id)
}

/// The file with this id.
pub fn find(conn: &mut Conn, id: &FileId) -> Result<FileRow, Fault> {
    Ok(files::table
        .find(id)
        .select(FileRow::as_select())
        .first(conn)?)
}

/// The files of a thing, oldest first.
pub fn of(conn: &mut Conn, kind: &str, id: &impl ToString) -> Result<Vec<FileRow>, Fault> {
    Ok(files::table
        .filter(
            files::subject_kind
                .eq(kind)
                .and(files::subject_id.eq(id.to_string())),
        )
        .order(files::id)
        .select(FileRow::as_select())
        .load(conn)?)
}

/// Takes the row away. The bytes go later, if no other row names them.
pub fn forget(tx: &mut Tx, id: &FileId) -> Result<(), Fault> {
    diesel::delete(files::table.find(id)).execute(tx.conn())?;
    Ok(())
}

/// The hashes of everything that rows name: originals, shown versions and thumbnails.
pub fn shas(conn: &mut Conn) -> Result<std::collections::BTreeSet<String>, Fault> {
    let rows: Vec<(String, Option<String>, Option<String>)> = files::table
        .select((files::sha256, files::shown_sha256, files::thumb_sha256))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .flat_map(|(a, b, c)| [Some(a), b, c])
        .flatten()
        .collect())
}
