//! What lies with the papers of a case: its own papers and the photos of the visit, for whoever reads the
//! pack they are named in. The office has addresses of its own; these open for seats as well, once they said
//! that nothing binds them.

use actix_web::web::Path;

use crate::admission::application;
use crate::admission::ballot::rules::{Admission, PackPaper};
use crate::admission::case;
use crate::admission::visit;
use crate::ballots;
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::files::{self, Face};
use crate::web::{Call, Reply, Signed};

fn check(conn: &mut Conn, id: &CaseId, who: &Actor, now: Moment) -> Result<(), Fault> {
    case::load_sent(conn, id)?;
    match ballots::reads(conn, (&Admission, id.as_str()), who, now)? {
        true => Ok(()),
        false => Err(Fault::Missing),
    }
}

/// `GET /board/cases/{case}/papers/{sha256}`: a paper as it was sent, by the hash that the pack names, so
/// that what was frozen opens and nothing that came in its place.
pub async fn paper(me: Signed, call: Call, path: Path<(CaseId, String)>) -> Reply {
    let ((id, sha256), me, now) = (path.into_inner(), (*me).clone(), call.now());
    let file = call
        .read(move |conn| {
            check(conn, &id, &me, now)?;
            let sent = application::revisions(conn, &id)?;
            let mut papers = sent.iter().flat_map(|revision| &revision.papers);
            let found = papers.find(|paper| paper.sha256 == sha256 && PackPaper::of(paper).opens());
            let file = found.and_then(|paper| paper.file.parse().ok());
            files::find(conn, &file.ok_or(Fault::Missing)?)
        })
        .await?;
    files::serve(call.files(), &file, Face::Shown).await
}

/// `GET /board/cases/{case}/photos/{photo}/{face}`: a photo of the visit, never as the camera left it.
pub async fn photo(me: Signed, call: Call, path: Path<(CaseId, String, String)>) -> Reply {
    let ((id, photo, face), me, now) = (path.into_inner(), (*me).clone(), call.now());
    let face = Face::of_picture(&face).ok_or(Fault::Missing)?;
    let file = call
        .read(move |conn| {
            check(conn, &id, &me, now)?;
            visit::photo(conn, &id, &photo)
        })
        .await?;
    files::serve(call.files(), &file, face).await
}
