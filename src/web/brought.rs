//! Files from somebody outside the office: what one person may bring a day is counted before it is stored.

use crate::platform::db::Fault;
use crate::platform::files::{self, Allowed, NewFile};
use crate::web::{Call, Upload};

/// Counts the files of a form as brought by whoever sends it.
///
/// # Errors
/// [`Fault::Refused`] if it is more than one person may bring a day.
pub async fn count(call: &Call, upload: &Upload) -> Result<(), Fault> {
    let sizes: Vec<usize> = upload.files.iter().map(|sent| sent.bytes.len()).collect();
    if sizes.is_empty() {
        return Ok(());
    }
    call.write(move |tx| files::bring(tx, &sizes)).await
}

/// [`Upload::take_in`] for a file from outside the office: that it is too much for a day is noted at `field` too.
///
/// # Errors
/// As there, and if the database fails.
pub async fn take_in(
    call: &Call,
    upload: &mut Upload,
    (field, allowed): (&str, Allowed),
) -> Result<Option<NewFile>, Fault> {
    match count(call, upload).await {
        Ok(()) => upload.take_in(call.files(), field, allowed).await,
        Err(fault) => upload.form.refuse_fault(field, fault).map(|()| None),
    }
}
