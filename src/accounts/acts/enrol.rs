//! Somebody is given an office of the chamber's before they have an account.

use super::{did, invite, strangers};
use crate::accounts::rules::{ENROLLED_PER_PERSON, Grant};
use crate::accounts::store::people::{self, PersonRow};
use crate::kernel::id::PersonId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Recipient;
use crate::say;

/// Who has the office.
pub struct Enrolled {
    /// Which person.
    pub person: PersonId,
    /// To whom the letter about it goes.
    pub to: Recipient,
    /// The link that goes into it: to the page of the office, by way of an account that they make, if they have none.
    pub url: String,
}

/// The person with this address, for an office that is called `seat`. Where nobody has it yet, they are written down
/// under this name: they can do nothing before they prove the address, by the link in the letter or otherwise. The
/// caller has checked the permission, gives the office, and writes the letter.
///
/// # Errors
/// `Fault::Refused` if the account is closed, `Fault::TooMany` if the acting person caused as many mails as they may.
pub fn enrol(
    tx: &mut Tx,
    (email, name): (&str, &str),
    (next, seat): (&str, &str),
) -> Result<Enrolled, Fault> {
    strangers::may_write(tx, email, ("offices", ENROLLED_PER_PERSON))?;
    let person = match people::person_by_email(tx.conn(), email)? {
        Some(person) if person.disabled_at.is_some() => {
            return Err(say!("accounts-enrol-closed", email = email).into());
        }
        Some(person) => person,
        None => add_unproved(tx, email, name)?,
    };
    let grant = Grant {
        next: Some(next.to_owned()),
        seat: Some(seat.to_owned()),
        ..Grant::default()
    };
    let (_, url) = invite::lead(tx, email, &grant)?;
    Ok(Enrolled {
        to: person.recipient(),
        person: person.id,
        url,
    })
}

/// Writes somebody down whose address nobody proved.
fn add_unproved(tx: &mut Tx, email: &str, name: &str) -> Result<PersonRow, Fault> {
    let row = PersonRow {
        confirmed_at: None,
        ..PersonRow::new((email, name), None, None, tx.now())
    };
    people::insert(tx.conn(), &row)?;
    let after = serde_json::json!({ "email": email, "name": name });
    audit::record(tx, did(&row.id, "accounts.person.added").after(&after))?;
    Ok(row)
}
