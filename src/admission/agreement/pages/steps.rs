//! The steps of signing, the same for both parties: read to the end, ask for the code, sign.

use crate::admission::agreement::acts::sign::{self, Tried};
use crate::admission::agreement::forms::{self, Given};
use crate::admission::agreement::rules::Party;
use crate::kernel::id::CaseId;
use crate::platform::db::Fault;
use crate::say;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::{Call, Form, Reply};

/// Read to the end.
pub async fn read(call: &Call, id: CaseId, party: Party, to: &str) -> Reply {
    call.act(move |tx| sign::read_to_end(tx, &id, party))
        .then_go(format!("{to}#sign"))
        .or_warn(to)
        .await
}

/// Ask for a code.
pub async fn code(call: &Call, id: CaseId, party: Party, to: &str) -> Reply {
    let case = id.clone();
    if let Err(wait) = call.write(move |tx| sign::count_ask(tx, &case)).await? {
        return Err(Fault::TooMany(wait));
    }
    call.act(move |tx| sign::ask_code(tx, &id, party))
        .then(format!("{to}#sign"), say!("agreement-code-sent"))
        .or_warn(to)
        .await
}

/// What is said of a signature, where it stands and where it doesn't.
fn told(tried: &Tried, party: Party) -> Flash {
    match (tried, party) {
        (Tried::WrongCode, _) => Flash::warn(say!("agreement-form-code-wrong")),
        (Tried::WrongName, _) => Flash::warn(say!("agreement-form-name-wrong")),
        (Tried::Signed, Party::Company) => Flash::done(say!("agreement-signed-company")),
        (Tried::Signed, Party::Chamber) => Flash::done(say!("agreement-signed-chamber")),
    }
}

/// Sign. `None`: the form has to be shown again, with what is wrong noted in it. A wrong try is counted
/// and stays.
pub async fn sign(
    call: &Call,
    id: CaseId,
    party: Party,
    form: &mut Form,
    to: &str,
) -> Result<Option<Reply>, Fault> {
    let Some(given) = forms::signing(form) else {
        return Ok(None);
    };
    let (case, place) = (id.clone(), to.to_owned());
    if let Err(wait) = call.write(move |tx| sign::count_try(tx, &case)).await? {
        return Err(Fault::TooMany(wait));
    }
    let pressed = call
        .act(move |tx| {
            let Given { name, drawn, code } = &given;
            sign::sign(tx, &id, party, (name, drawn), code)
        })
        .then_lead(move |tried| (place.clone(), Some(told(tried, party))))
        .first_or_warn(to)
        .await?;
    match pressed {
        Pressed::Answered(answer) => return Ok(Some(Ok(answer))),
        Pressed::First(Tried::Signed) => {
            return Ok(Some(call.done(to, told(&Tried::Signed, party).say)));
        }
        Pressed::First(Tried::WrongCode) => form.refuse("code", say!("agreement-form-code-wrong")),
        Pressed::First(Tried::WrongName) => form.refuse("name", say!("agreement-form-name-wrong")),
    }
    Ok(None)
}
