//! Freezing, signing and adding to a record.

use actix_web::web::{Data, Path};

use super::{act, home, load, page};
use crate::admission::case::LeadCases;
use crate::admission::visit::acts::sign as acts;
use crate::admission::visit::forms;
use crate::kernel::id::CaseId;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::say;
use crate::web::{Form, May, Reply, Signed, View};

/// `POST /desk/cases/{case}/visit/freeze`
pub async fn freeze(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let id = path.into_inner();
    let (case, to, mut form) = (id.clone(), home(&id), Form::default());
    let said = (&mut form, to.as_str(), say!("visit-done-frozen"));
    act(
        &view,
        (&who, &db, clock.now()),
        (&id, "record"),
        said,
        move |tx| acts::freeze(tx, &case),
    )
    .await
}

/// `POST /desk/cases/{case}/visit/thaw`
pub async fn thaw(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let id = path.into_inner();
    let (case, to, mut form) = (id.clone(), home(&id), Form::default());
    let to = format!("{to}/record");
    let said = (&mut form, to.as_str(), say!("visit-done-thawed"));
    act(
        &view,
        (&who, &db, clock.now()),
        (&id, "record"),
        said,
        move |tx| acts::thaw(tx, &case),
    )
    .await
}

/// `POST /desk/cases/{case}/visit/sign`
pub async fn sign(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    if form
        .must_tick("agree", say!("visit-refusal-agree"))
        .is_none()
    {
        return page(&view, &who, &db, clock.now(), load(&db, &id).await?, &form).await;
    }
    let (case, to, hash) = (id.clone(), home(&id), form.value("hash").to_owned());
    let said = (&mut form, to.as_str(), say!("visit-done-signed"));
    act(
        &view,
        (&who, &db, clock.now()),
        (&id, "agree"),
        said,
        move |tx| acts::sign(tx, &case, &hash),
    )
    .await
}

/// `POST /desk/cases/{case}/visit/close`
pub async fn close(
    who: May<LeadCases>,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let Some(why) = forms::words(&mut form, "reason") else {
        return page(&view, &who, &db, clock.now(), load(&db, &id).await?, &form).await;
    };
    let (case, to) = (id.clone(), home(&id));
    let said = (&mut form, to.as_str(), say!("visit-done-closed"));
    act(
        &view,
        (&who, &db, clock.now()),
        (&id, "reason"),
        said,
        move |tx| acts::close(tx, &case, &why),
    )
    .await
}

/// `POST /desk/cases/{case}/visit/addenda`
pub async fn add(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let Some(text) = forms::words(&mut form, "text") else {
        return page(&view, &who, &db, clock.now(), load(&db, &id).await?, &form).await;
    };
    let (case, to) = (id.clone(), home(&id));
    let said = (&mut form, to.as_str(), say!("visit-done-added"));
    act(
        &view,
        (&who, &db, clock.now()),
        (&id, "text"),
        said,
        move |tx| acts::add(tx, &case, &text),
    )
    .await
}
