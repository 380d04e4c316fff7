//! The people an application names, as the company's contacts.

use super::draft::revision;
use crate::admission::application::rules::{Answers, Field};
use crate::companies::book::rules::{About, Said};
use crate::kernel::id::CaseId;
use crate::platform::db::{Conn, Fault};

/// Who the application names to be reached by, as it was sent last: who represents the company in the
/// chamber, and its contact.
///
/// # Errors
/// If the database fails.
pub fn named(conn: &mut Conn, id: &CaseId) -> Result<Vec<Said>, Fault> {
    let sent = revision(conn, id)?;
    Ok(sent.map_or_else(Vec::new, |sent| people(&sent.answers)))
}

fn people(answers: &Answers) -> Vec<Said> {
    let text = |field| answers.get(field).to_owned();
    let representative = Said {
        name: text(Field::RepName),
        post: text(Field::RepPost),
        phone: text(Field::RepPhone),
        email: text(Field::RepEmail),
        abouts: vec![About::Representative],
        ..Said::default()
    };
    let contact = Said {
        name: text(Field::ContactName),
        phone: text(Field::ContactPhone),
        email: text(Field::ContactEmail),
        abouts: vec![About::General],
        ..Said::default()
    };
    let mut all = vec![representative];
    // One person may be both.
    match all.iter_mut().find(|one| one.is_same(&contact)) {
        Some(both) => both.abouts.insert(0, About::General),
        None => all.push(contact),
    }
    all
}
