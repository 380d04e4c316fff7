//! Freezing, signing and adding to a record.

use actix_web::web::Path;

use super::{again, home};
use crate::accounts::Fresh;
use crate::admission::case::LeadCases;
use crate::admission::visit::acts::sign as acts;
use crate::admission::visit::forms;
use crate::kernel::id::CaseId;
use crate::say;
use crate::web::{Call, Form, May, Reply, Signed};

/// `POST /desk/cases/{case}/visit/freeze`
pub async fn freeze(who: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let id = path.into_inner();
    let (case, mut form) = (id.clone(), Form::default());
    call.act(move |tx| acts::freeze(tx, &case))
        .then(home(&id), say!("visit-done-frozen"))
        .or_again("record", &mut form, async |form| {
            again(&call, &who, &id, form).await
        })
        .await
}

/// `POST /desk/cases/{case}/visit/thaw`
pub async fn thaw(who: Signed, call: Call, path: Path<CaseId>) -> Reply {
    let id = path.into_inner();
    let (case, mut form) = (id.clone(), Form::default());
    call.act(move |tx| acts::thaw(tx, &case))
        .then(format!("{}/record", home(&id)), say!("visit-done-thawed"))
        .or_again("record", &mut form, async |form| {
            again(&call, &who, &id, form).await
        })
        .await
}

/// `POST /desk/cases/{case}/visit/sign`
pub async fn sign(call: Call, path: Path<CaseId>, Fresh { me, mut form }: Fresh) -> Reply {
    let id = path.into_inner();
    let agreed = form.must_tick("agree", say!("visit-refusal-agree"));
    let (case, hash) = (id.clone(), form.value("hash").to_owned());
    call.act_on(agreed, move |tx, ()| acts::sign(tx, &case, &hash))
        .then(home(&id), say!("visit-done-signed"))
        .or_again("agree", &mut form, async |form| {
            again(&call, &me, &id, form).await
        })
        .await
}

/// `POST /desk/cases/{case}/visit/close`
pub async fn close(who: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let (case, why) = (id.clone(), forms::words(&mut form, "reason"));
    call.act_on(why, move |tx, why| acts::close(tx, &case, why))
        .then(home(&id), say!("visit-done-closed"))
        .or_again("reason", &mut form, async |form| {
            again(&call, &who, &id, form).await
        })
        .await
}

/// `POST /desk/cases/{case}/visit/addenda`
pub async fn add(who: Signed, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let (case, text) = (id.clone(), forms::words(&mut form, "text"));
    call.act_on(text, move |tx, text| acts::add(tx, &case, text))
        .then(home(&id), say!("visit-done-added"))
        .or_again("text", &mut form, async |form| {
            again(&call, &who, &id, form).await
        })
        .await
}
