//! The steps of signing, the same for both parties: read to the end, ask for the code, sign.

use crate::admission::agreement::acts::sign::{self, Tried};
use crate::admission::agreement::forms::{self, Given};
use crate::admission::agreement::rules::Party;
use crate::kernel::id::CaseId;
use crate::platform::db::{Db, Fault, Tx};
use crate::say;
use crate::web::{Form, Reply, View};

/// Read to the end.
pub async fn read(view: &View, db: &Db, id: CaseId, party: Party, to: &str) -> Reply {
    let done = db
        .write(&view.who(), move |tx| sign::read_to_end(tx, &id, party))
        .await;
    match done {
        Ok(()) => view.go(&format!("{to}#sign")),
        Err(Fault::Refused(reason)) => view.warned(to, reason),
        Err(other) => Err(other),
    }
}

/// Ask for a code.
pub async fn code(view: &View, db: &Db, id: CaseId, party: Party, to: &str) -> Reply {
    let (who, case) = (view.who(), id.clone());
    if let Err(wait) = db.write(&who, move |tx| sign::count_ask(tx, &case)).await? {
        return Err(Fault::TooMany(wait));
    }
    match db
        .write(&who, move |tx| sign::ask_code(tx, &id, party))
        .await
    {
        Ok(()) => view.done(&format!("{to}#sign"), say!("agreement-code-sent")),
        Err(Fault::Refused(reason)) => view.warned(to, reason),
        Err(other) => Err(other),
    }
}

/// Sign. `None`: the form has to be shown again, with what is wrong noted in it.
pub async fn sign(
    view: &View,
    db: &Db,
    id: CaseId,
    party: Party,
    form: &mut Form,
    to: &str,
) -> Result<Option<Reply>, Fault> {
    let Some(given) = forms::signing(form) else {
        return Ok(None);
    };
    let (who, case) = (view.who(), id.clone());
    if let Err(wait) = db.write(&who, move |tx| sign::count_try(tx, &case)).await? {
        return Err(Fault::TooMany(wait));
    }
    let act = move |tx: &mut Tx| {
        let Given { name, drawn, code } = &given;
        sign::sign(tx, &id, party, (name, drawn), code)
    };
    match db.write(&who, act).await {
        Ok(Tried::Signed) => {
            let said = match party {
                Party::Company => say!("agreement-signed-company"),
                Party::Chamber => say!("agreement-signed-chamber"),
            };
            Ok(Some(view.done(to, said)))
        }
        Ok(Tried::WrongCode) => {
            form.refuse("code", say!("agreement-form-code-wrong"));
            Ok(None)
        }
        Ok(Tried::WrongName) => {
            form.refuse("name", say!("agreement-form-name-wrong"));
            Ok(None)
        }
        Err(Fault::Refused(reason)) => Ok(Some(view.warned(to, reason))),
        Err(other) => Err(other),
    }
}
