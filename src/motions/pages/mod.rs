//! The office's pages of motions: the list with the form that brings one; one with its ballots, what can
//! still be done about it, and the paper that came with it.

pub mod list;
pub mod motion;

use crate::chamber::rules::Organ;
use crate::motions::acts;
use crate::platform::db::Fault;
use crate::platform::files::{Allowed, Kind, NewFile};
use crate::web::upload::Upload;
use crate::web::{Call, Form};

/// What may come with a motion.
const ALLOWED: Allowed = Allowed::new(&[Kind::Pdf], 20);

/// What a form about a motion says: question, what is moved, who votes; and a paper if one came.
type Typed = ((String, String, Organ), Option<NewFile>);

/// Reads such a form; none if something is wrong, which is noted on it then.
async fn typed(call: &Call, upload: Upload) -> Result<(Form, Option<Typed>), Fault> {
    let (mut files, mut form) = (upload.files, upload.form);
    let (title, body) = (form.text("title", 1..=120), form.text("body", 1..=8000));
    let organ = form.choice("organ", Organ::from_word);
    let mut paper = None;
    if let (false, Some(sent)) = (form.is_refused(), files.pop()) {
        match call.files().take_in(&sent.name, sent.bytes, ALLOWED).await {
            Ok(taken) => paper = Some(taken),
            Err(fault) => form.refuse_fault("paper", fault)?,
        }
    }
    let said = title.zip(body).zip(organ);
    let said = said.filter(|_| !form.is_refused());
    let typed = said.map(|((title, body), organ)| ((title, body, organ), paper));
    Ok((form, typed))
}

/// The organs that can be chosen today.
async fn organs(call: &Call) -> Result<Vec<Organ>, Fault> {
    let today = call.today();
    call.read(move |conn| acts::organs(conn, today)).await
}
