//! Photos of a visit: sent whole by a plain form or in pieces by the page's script, described, taken
//! out, and shown without the place where they were taken.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Path};
use serde_json::json;

use super::record::PHOTOS;
use super::{home, load};
use crate::admission::case::{self, ReadOwnCase};
use crate::admission::visit::acts::photos as acts;
use crate::admission::visit::acts::photos::Description;
use crate::admission::visit::policy::ReadRecord;
use crate::admission::visit::rules::{Phase, Visit, VisitMark};
use crate::admission::visit::store::{photos, visits};
use crate::kernel::id::{CaseId, Id};
use crate::kernel::{Actor, Can};
use crate::platform::db::Fault;
use crate::platform::files::{self, Face, pieces};
use crate::say;
use crate::web::{Call, Form, Reply, Signed, Unread};

/// The visit, for somebody who writes its record.
async fn writable(call: &Call, who: &Actor, id: &CaseId) -> Result<Id<VisitMark>, Fault> {
    let (id, me) = (id.clone(), who.id.clone());
    let visit = call.read(move |conn| visits::written_by(conn, &id, &me));
    visit.await?.ok_or(Fault::Missing)
}

fn description(form: &Form) -> Description {
    let short = |name: &str| form.value(name).trim().chars().take(300).collect();
    Description {
        caption: short("caption"),
        criterion: short("criterion"),
    }
}

/// `POST /desk/cases/{case}/visit/photos`: whole photos, from a plain form.
pub async fn add(who: Signed, call: Call, path: Path<CaseId>, unread: Unread) -> Reply {
    let id = path.into_inner();
    writable(&call, &who, &id).await?;
    let mut upload = unread.read().await?;
    let what = description(&upload.form);
    let record = format!("{}/record#photos", home(&id));
    let mut photos = vec![];
    for file in std::mem::take(&mut upload.files) {
        match call.files().take_in(&file.name, file.bytes, PHOTOS).await {
            Ok(taken) => photos.push((Id::<()>::new().to_string(), taken)),
            Err(Fault::Refused(say)) => return upload.refused(&call, &record, say),
            Err(fault) => return Err(fault),
        }
    }
    call.act(move |tx| acts::add(tx, &id, &photos, &what))
        .then(&record, say!("visit-done-photo"))
        .or_tell(&upload, &record)
        .await
}

/// A key the phone made: enough to be its own, and harmless.
fn check_key(key: &str) -> Result<(), Fault> {
    let fine = (8..=64).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fine { Ok(()) } else { Err(Fault::Missing) }
}

/// What the receipts of an upload's pieces are made out to.
fn upload_of(visit: &Id<VisitMark>, key: &str, who: &Actor) -> String {
    format!("visit:{visit}:{key}:{}", who.id)
}

/// `POST /desk/cases/{case}/visit/pieces/{upload}/{place}`: one piece, as bare bytes; gives its receipt.
pub async fn add_piece(
    who: Signed,
    path: Path<(CaseId, String, usize)>,
    call: Call,
    bytes: Bytes,
) -> Reply {
    let (id, upload, place) = path.into_inner();
    check_key(&upload)?;
    let visit = writable(&call, &who, &id).await?;
    let of = upload_of(&visit, &upload, &who);
    let receipt = pieces::take((call.files(), call.key()), &of, place, bytes.to_vec()).await?;
    Ok(HttpResponse::Ok().json(json!({ "receipt": receipt })))
}

/// `POST /desk/cases/{case}/visit/pieces/{upload}`: puts the photo together whose pieces the receipts
/// name; 409 if they don't make a whole.
pub async fn finish(who: Signed, call: Call, path: Path<(CaseId, String)>, form: Form) -> Reply {
    let (id, upload) = path.into_inner();
    check_key(&upload)?;
    let visit = writable(&call, &who, &id).await?;
    let (of, asked) = (upload_of(&visit, &upload, &who), upload.clone());
    let known = call
        .read(move |conn| photos::id_of(conn, &visit, &asked))
        .await?;
    if let Some(photo) = known {
        return Ok(HttpResponse::Ok().json(json!({ "photo": photo })));
    }
    let receipts = form.values("receipt");
    let Some(bytes) = pieces::whole((call.files(), call.key()), &of, &receipts).await? else {
        return Ok(HttpResponse::Conflict().finish());
    };
    let taken = match call
        .files()
        .take_in(form.value("name"), bytes, PHOTOS)
        .await
    {
        Ok(taken) => taken,
        Err(Fault::Refused(say)) => {
            let words = call.speech().say(&say);
            return Ok(HttpResponse::UnprocessableEntity()
                .content_type("text/plain; charset=utf-8")
                .body(words));
        }
        Err(fault) => return Err(fault),
    };
    let (what, photos) = (description(&form), [(upload, taken)]);
    let added = call
        .write(move |tx| acts::add(tx, &id, &photos, &what))
        .await?;
    Ok(HttpResponse::Ok().json(json!({ "photo": added.first() })))
}

/// `POST /desk/cases/{case}/visit/photos/{photo}`: caption and criterion, or out with `do=remove`.
pub async fn describe(_: Signed, call: Call, path: Path<(CaseId, String)>, form: Form) -> Reply {
    let (id, photo) = path.into_inner();
    let (case, what) = (id.clone(), description(&form));
    let out = form.value("do") == "remove";
    let done = match out {
        true => say!("visit-done-photo-out"),
        false => say!("visit-done-card"),
    };
    call.act(move |tx| match out {
        true => acts::remove(tx, &case, &photo),
        false => acts::describe(tx, &case, &photo, &what),
    })
    .then(format!("{}/record#photos", home(&id)), done)
    .await
}

/// Hands out a photo of the visit: never the original, which may say where it was taken.
async fn serve(call: &Call, visit: Visit, photo: String, face: &str) -> Reply {
    let face = Face::of_picture(face).ok_or(Fault::Missing)?;
    let file = call
        .read(move |conn| {
            let file = photos::file(conn, &visit.id, &photo)?;
            files::find(conn, &file)
        })
        .await?;
    files::serve(call.files(), &file, face).await
}

/// `GET /desk/cases/{case}/visit/photos/{photo}/{face}`: for the office and the visitors.
pub async fn show(who: Signed, path: Path<(CaseId, String, String)>, call: Call) -> Reply {
    let (id, photo, face) = path.into_inner();
    let (case, visit) = load(&call, &id).await?;
    let visit = visit.ok_or(Fault::Missing)?;
    if !case::may_see(call.db(), &who, &case).await? {
        Can::<ReadRecord>::check(&who, &visit)?;
    }
    serve(&call, visit, photo, &face).await
}

/// `GET /my/applications/{case}/visit/photos/{photo}/{face}`: for the company, once the record is complete.
pub async fn show_company(who: Signed, path: Path<(CaseId, String, String)>, call: Call) -> Reply {
    let (id, photo, face) = path.into_inner();
    let (case, visit) = load(&call, &id).await?;
    Can::<ReadOwnCase>::check(&who, &case)?;
    let visit = visit
        .filter(|v| v.phase() == Phase::Done)
        .ok_or(Fault::Missing)?;
    serve(&call, visit, photo, &face).await
}
