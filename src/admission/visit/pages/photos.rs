//! Photos of a visit: sent whole by a plain form or in pieces by the page's script, described, taken
//! out, and shown without the place where they were taken.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::json;

use super::record::PHOTOS;
use super::{home, load};
use crate::admission::case::{self, ReadOwnCase};
use crate::admission::visit::acts::photos as acts;
use crate::admission::visit::acts::photos::Description;
use crate::admission::visit::policy::{ReadRecord, WriteRecord};
use crate::admission::visit::rules::{PIECE_MOST, Phase, Visit};
use crate::admission::visit::store::photos::{self, Piece};
use crate::kernel::id::{CaseId, Id};
use crate::kernel::{Actor, Can};
use crate::platform::db::{Db, Fault};
use crate::platform::files::{self, Face, Store};
use crate::say;
use crate::web::{Form, Reply, Signed, Unread, View};

/// Most pieces of one photo.
const MOST_PIECES: usize = 40;

/// The visit, for somebody who may write its record.
async fn writable(db: &Db, who: &Actor, id: &CaseId) -> Result<Visit, Fault> {
    let visit = load(db, id).await?.1.ok_or(Fault::Missing)?;
    Can::<WriteRecord>::check(who, &visit)?;
    Ok(visit)
}

fn description(form: &Form) -> Description {
    let short = |name: &str| form.value(name).trim().chars().take(300).collect();
    Description {
        caption: short("caption"),
        criterion: short("criterion"),
    }
}

/// `POST /desk/cases/{case}/visit/photos`: whole photos, from a plain form.
pub async fn add(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    store: Data<Store>,
    unread: Unread,
) -> Reply {
    let id = path.into_inner();
    writable(&db, &who, &id).await?;
    let mut upload = unread.read().await?;
    let what = description(&upload.form);
    let record = format!("{}/record#photos", home(&id));
    for file in std::mem::take(&mut upload.files) {
        let taken = match store.take_in(&file.name, file.bytes, PHOTOS).await {
            Ok(taken) => taken,
            Err(Fault::Refused(say)) => return upload.refused(&view, &record, say),
            Err(fault) => return Err(fault),
        };
        let (case, what, key) = (id.clone(), what.clone(), Id::<()>::new().to_string());
        db.write(&view.who(), move |tx| {
            acts::add(tx, &case, &key, &taken, &what)
        })
        .await?;
    }
    upload.taken(&view, &record, say!("visit-done-photo"))
}

/// A key the phone made: enough to be its own, and harmless.
fn check_key(key: &str) -> Result<(), Fault> {
    let fine = (8..=64).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fine { Ok(()) } else { Err(Fault::Missing) }
}

/// `GET /desk/cases/{case}/visit/pieces/{upload}`: which pieces are here, to go on where it stopped.
pub async fn pieces(who: Signed, path: Path<(CaseId, String)>, db: Data<Db>) -> Reply {
    let (id, key) = path.into_inner();
    check_key(&key)?;
    let visit = writable(&db, &who, &id).await?;
    let by = who.id.clone();
    let there = db
        .read(move |conn| {
            let whole = photos::has(conn, &visit.id, &key)?;
            Ok((whole, photos::pieces(conn, &visit.id, &key, &by)?))
        })
        .await?;
    let places: Vec<i32> = there.1.iter().map(|piece| piece.place).collect();
    Ok(HttpResponse::Ok().json(json!({ "whole": there.0, "pieces": places })))
}

/// `POST /desk/cases/{case}/visit/pieces/{upload}/{place}`: one piece, as bare bytes.
pub async fn add_piece(
    who: Signed,
    view: View,
    path: Path<(CaseId, String, usize)>,
    db: Data<Db>,
    store: Data<Store>,
    bytes: Bytes,
) -> Reply {
    let (id, key, place) = path.into_inner();
    check_key(&key)?;
    if place >= MOST_PIECES || bytes.is_empty() || bytes.len() > PIECE_MOST {
        return Err(Fault::Missing);
    }
    writable(&db, &who, &id).await?;
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let piece = Piece {
        place: i32::try_from(place).unwrap_or(i32::MAX),
        sha256: store.put(bytes.to_vec()).await?,
        bytes: length,
    };
    db.write(&view.who(), move |tx| {
        acts::add_piece(tx, &id, &key, &piece)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /desk/cases/{case}/visit/pieces/{upload}`: all pieces are here; puts the photo together.
pub async fn finish(
    who: Signed,
    view: View,
    path: Path<(CaseId, String)>,
    db: Data<Db>,
    store: Data<Store>,
    form: Form,
) -> Reply {
    let (id, key) = path.into_inner();
    check_key(&key)?;
    let visit = writable(&db, &who, &id).await?;
    let (by, asked) = (who.id.clone(), key.clone());
    let of = visit.id.clone();
    let (whole, pieces) = db
        .read(move |conn| {
            Ok((
                photos::has(conn, &of, &asked)?,
                photos::pieces(conn, &of, &asked, &by)?,
            ))
        })
        .await?;
    if !whole {
        let count: usize = form.value("pieces").parse().unwrap_or(0);
        let in_row = pieces
            .iter()
            .zip(0i32..)
            .all(|(piece, place)| piece.place == place);
        if pieces.len() != count || count == 0 || !in_row {
            return Ok(HttpResponse::Conflict().finish());
        }
        let mut bytes = Vec::new();
        for piece in &pieces {
            bytes.extend(store.bytes(&piece.sha256).await?);
        }
        let taken = match store.take_in(form.value("name"), bytes, PHOTOS).await {
            Ok(taken) => taken,
            Err(Fault::Refused(say)) => {
                let words = view.speech().say(&say);
                return Ok(HttpResponse::UnprocessableEntity()
                    .content_type("text/plain; charset=utf-8")
                    .body(words));
            }
            Err(fault) => return Err(fault),
        };
        let (case, what, key) = (id.clone(), description(&form), key.clone());
        db.write(&view.who(), move |tx| {
            acts::add(tx, &case, &key, &taken, &what)
        })
        .await?;
    }
    let photo = db
        .read(move |conn| photos::id_of(conn, &visit.id, &key))
        .await?;
    Ok(HttpResponse::Ok().json(json!({ "photo": photo })))
}

/// `POST /desk/cases/{case}/visit/photos/{photo}`: caption and criterion, or out with `do=remove`.
pub async fn describe(
    _: Signed,
    view: View,
    path: Path<(CaseId, String)>,
    db: Data<Db>,
    form: Form,
) -> Reply {
    let (id, photo) = path.into_inner();
    let (case, what) = (id.clone(), description(&form));
    let out = form.value("do") == "remove";
    db.write(&view.who(), move |tx| {
        if out {
            acts::remove(tx, &case, &photo)
        } else {
            acts::describe(tx, &case, &photo, &what)
        }
    })
    .await?;
    let done = if out {
        say!("visit-done-photo-out")
    } else {
        say!("visit-done-card")
    };
    view.done(&format!("{}/record#photos", home(&id)), done)
}

/// Hands out a photo of the visit: never the original, which may say where it was taken.
async fn serve(db: &Db, store: &Store, visit: Visit, photo: String, face: &str) -> Reply {
    let face = match face {
        "thumb" => Face::Thumb,
        "shown" => Face::Shown,
        _ => return Err(Fault::Missing),
    };
    let file = db
        .read(move |conn| {
            let file = photos::file(conn, &visit.id, &photo)?;
            files::find(conn, &file)
        })
        .await?;
    files::serve(store, &file, face).await
}

/// `GET /desk/cases/{case}/visit/photos/{photo}/{face}`: for the office and the visitors.
pub async fn show(
    who: Signed,
    path: Path<(CaseId, String, String)>,
    db: Data<Db>,
    store: Data<Store>,
) -> Reply {
    let (id, photo, face) = path.into_inner();
    let (case, visit) = load(&db, &id).await?;
    let visit = visit.ok_or(Fault::Missing)?;
    if !case::may_see(&db, &who, &case).await? {
        Can::<ReadRecord>::check(&who, &visit)?;
    }
    serve(&db, &store, visit, photo, &face).await
}

/// `GET /my/applications/{case}/visit/photos/{photo}/{face}`: for the company, once the record is complete.
pub async fn show_company(
    who: Signed,
    path: Path<(CaseId, String, String)>,
    db: Data<Db>,
    store: Data<Store>,
) -> Reply {
    let (id, photo, face) = path.into_inner();
    let (case, visit) = load(&db, &id).await?;
    Can::<ReadOwnCase>::check(&who, &case)?;
    let visit = visit
        .filter(|v| v.phase() == Phase::Done)
        .ok_or(Fault::Missing)?;
    serve(&db, &store, visit, photo, &face).await
}
