//! By whom a company is reached about something.

use super::contacts::of_company;
use crate::accounts;
use crate::companies::book::rules::{About, Contact, ContactId, asked};
use crate::kernel::Lang;
use crate::kernel::id::{CompanyId, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;

/// Somebody by whom a company is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The contact, if it is one of the book.
    pub contact: Option<ContactId>,
    /// The person, if it is somebody with an account.
    pub person: Option<PersonId>,
    /// Name; may be empty.
    pub name: String,
    /// Post; may be empty.
    pub post: String,
    /// Number as written; may be empty.
    pub phone: String,
    /// Address that mails can go to.
    pub email: Option<String>,
    /// The language they read, if that is known.
    pub lang: Option<Lang>,
}

impl Reach {
    /// To whom a mail goes, if one can.
    #[must_use]
    pub fn recipient(&self) -> Option<Recipient> {
        Some(Recipient {
            email: self.email.clone()?,
            name: self.name.clone(),
            lang: self.lang,
        })
    }
}

impl From<&Contact> for Reach {
    fn from(contact: &Contact) -> Self {
        Self {
            contact: Some(contact.id.clone()),
            person: None,
            name: contact.said.name.clone(),
            post: contact.said.post.clone(),
            phone: contact.number().to_owned(),
            email: contact.mail(),
            lang: None,
        }
    }
}

/// Whom of a company the chamber turns to about something: its contacts for that, else those for
/// everything, else its representative, else the owners with an account. Nobody where there is none of
/// them.
///
/// # Errors
/// If the database fails.
pub fn contacts_for(
    conn: &mut Conn,
    company: &CompanyId,
    about: About,
) -> Result<Vec<Reach>, Fault> {
    let contacts = of_company(conn, company)?;
    let asked: Vec<Reach> = asked(&contacts, about)
        .into_iter()
        .map(Reach::from)
        .collect();
    if !asked.is_empty() {
        return Ok(asked);
    }
    let people = accounts::colleagues(conn, company)?.into_iter();
    let owners = people.filter(|one| one.powers.owner && one.person.disabled_at.is_none());
    let reach = |one: accounts::Colleague| {
        let to = one.person.recipient();
        Reach {
            contact: None,
            person: Some(one.person.id),
            name: to.name,
            post: one.post,
            phone: String::new(),
            email: Some(to.email),
            lang: to.lang,
        }
    };
    Ok(owners.map(reach).collect())
}
