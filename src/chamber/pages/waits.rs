//! The buttons of a change that waits, on whichever page it is shown.

use crate::accounts::Fresh;
use crate::chamber::acts::waits::{Change, Guard, hasten, withdraw};
use crate::chamber::forms;
use crate::say;
use crate::web::{Call, Form, May, Reply};

/// `POST …/next/use`: it holds at once, on a second officer's word.
pub async fn use_next<T: Change>(_: May<Guard<T>>, call: Call, Fresh { form, .. }: Fresh) -> Reply {
    let id = forms::change(&form);
    call.act(move |tx| hasten::<T>(tx, id.as_ref()))
        .then(T::PAGE, say!("chamber-next-used"))
        .or_warn(T::PAGE)
        .await
}

/// `POST …/next/withdraw`: what there is stays.
pub async fn withdraw_next<T: Change>(_: May<Guard<T>>, call: Call, form: Form) -> Reply {
    let id = forms::change(&form);
    call.act(move |tx| withdraw::<T>(tx, id.as_ref()))
        .then(T::PAGE, say!("chamber-next-withdrawn"))
        .or_warn(T::PAGE)
        .await
}
