//! Photos of a visit.

use diesel::prelude::*;

use crate::admission::visit::rules::{Photo, VisitMark};
use crate::kernel::Moment;
use crate::kernel::id::{FileId, Id};
use crate::platform::db::{Conn, Fault};
use crate::schema::visit_photos;

/// The photos of a visit in the order they came, without those taken out.
pub fn all(conn: &mut Conn, visit: &Id<VisitMark>) -> Result<Vec<Photo>, Fault> {
    Ok(visit_photos::table
        .filter(
            visit_photos::visit_id
                .eq(visit)
                .and(visit_photos::removed_at.is_null()),
        )
        .order((visit_photos::uploaded_at, visit_photos::id))
        .select(Photo::as_select())
        .load(conn)?)
}

/// Adds a photo.
pub fn add(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    (upload, file): (&str, &FileId),
    photo: &Photo,
) -> Result<(), Fault> {
    diesel::insert_into(visit_photos::table)
        .values((
            photo,
            visit_photos::visit_id.eq(visit),
            visit_photos::upload.eq(upload),
            visit_photos::file_id.eq(file),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes caption and criterion of a photo.
pub fn describe(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    id: &str,
    (caption, criterion): (&str, &str),
) -> Result<bool, Fault> {
    let mine = visit_photos::id
        .eq(id)
        .and(visit_photos::visit_id.eq(visit));
    let n = diesel::update(visit_photos::table.filter(mine))
        .set((
            visit_photos::caption.eq(caption),
            visit_photos::criterion.eq(criterion),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Takes a photo out of the record; whether it was in.
pub fn remove(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    id: &str,
    now: Moment,
) -> Result<bool, Fault> {
    let mine = visit_photos::id
        .eq(id)
        .and(visit_photos::visit_id.eq(visit));
    let there = mine.and(visit_photos::removed_at.is_null());
    let n = diesel::update(visit_photos::table.filter(there))
        .set(visit_photos::removed_at.eq(now))
        .execute(conn)?;
    Ok(n == 1)
}

/// The file of a photo that is in the record.
pub fn file(conn: &mut Conn, visit: &Id<VisitMark>, id: &str) -> Result<FileId, Fault> {
    Ok(visit_photos::table
        .filter(
            visit_photos::id
                .eq(id)
                .and(visit_photos::visit_id.eq(visit)),
        )
        .filter(visit_photos::removed_at.is_null())
        .select(visit_photos::file_id)
        .first(conn)?)
}

/// The photo that came in under this key of the phone's, if one did.
pub fn id_of(
    conn: &mut Conn,
    visit: &Id<VisitMark>,
    upload: &str,
) -> Result<Option<String>, Fault> {
    Ok(visit_photos::table
        .filter(
            visit_photos::visit_id
                .eq(visit)
                .and(visit_photos::upload.eq(upload)),
        )
        .select(visit_photos::id)
        .first(conn)
        .optional()?)
}
