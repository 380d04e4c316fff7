//! Consents are given and taken back. Whoever asks for one has decided that they may; what follows from a
//! consent that ends, the room above does in the same write.

use serde_json::json;

use crate::companies::book::policy::KeepBook;
use crate::companies::book::rules::{
    Consent, ConsentId, Contact, ContactId, Giver, Purpose, TEXT_VERSION,
};
use crate::companies::book::store;
use crate::kernel::Can;
use crate::kernel::id::{CaseId, CompanyId};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Writes down a consent: whose, with their name, for which company or application, to what.
///
/// # Errors
/// If the database fails.
pub fn give(
    tx: &mut Tx,
    (giver, name): (Giver, &str),
    (company, case): (Option<&CompanyId>, Option<&CaseId>),
    purpose: Purpose,
) -> Result<(), Fault> {
    let (person, contact) = giver.ids();
    let consent = Consent {
        id: ConsentId::new(),
        company: company.cloned(),
        case: case.cloned(),
        person,
        contact,
        name: name.to_owned(),
        purpose,
        text_version: TEXT_VERSION.to_owned(),
        given_at: tx.now(),
        noted_by: tx.who().name().to_owned(),
        withdrawn_at: None,
    };
    store::consents::insert(tx.conn(), &consent)
}

/// Writes down that a contact agreed.
///
/// # Errors
/// `Fault::Missing` for who may not, or if there is no such contact; `Fault::Refused` for what a contact is
/// not asked for.
pub fn give_of_contact(
    tx: &mut Tx,
    (company, id): (&CompanyId, &ContactId),
    purpose: Purpose,
) -> Result<(), Fault> {
    Can::<KeepBook>::check(tx.actor()?, company)?;
    let contact = store::contacts::one(tx.conn(), company, id)?;
    if !Purpose::OF_CONTACTS.contains(&purpose) {
        return Err(say!("web-form-choose").into());
    }
    if store::consents::has_consented(tx.conn(), Giver::Contact(id), purpose)? {
        return Ok(());
    }
    let giver = (Giver::Contact(id), contact.said.name.as_str());
    give(tx, giver, (Some(company), None), purpose)?;
    let entry = Entry::on("company", company).did("companies.consent.given");
    let after = json!({ "name": contact.said.name, "purpose": purpose.word() });
    audit::record(tx, entry.after(&after))
}

/// Takes one back, for who keeps the company's book or gave it; which one it was.
///
/// # Errors
/// `Fault::Missing` for others, or if there is none of this company; `Fault::Refused` if it can't be taken
/// back by itself.
pub fn take_back(tx: &mut Tx, company: &CompanyId, id: &ConsentId) -> Result<Consent, Fault> {
    let consent = store::consents::one(tx.conn(), id)?;
    if consent.company.as_ref() != Some(company) {
        return Err(Fault::Missing);
    }
    let actor = tx.actor()?;
    if consent.person.as_ref() != Some(&actor.id) {
        Can::<KeepBook>::check(actor, company)?;
    }
    if !consent.is_apart() {
        return Err(say!("companies-consent-kept").into());
    }
    end(tx, &consent)?;
    Ok(consent)
}

/// Takes back everything that stands for a company and this purpose: what it allowed was ended.
///
/// # Errors
/// If the database fails.
pub fn take_back_all(tx: &mut Tx, company: &CompanyId, purpose: Purpose) -> Result<(), Fault> {
    let all = store::consents::of_company(tx.conn(), company)?;
    let mut own = all.iter().filter(|one| one.purpose == purpose);
    own.try_for_each(|consent| end(tx, consent))
}

/// Takes back what was agreed to for an application; the caller writes it into the record.
///
/// # Errors
/// If the database fails.
pub fn take_back_of_case(tx: &mut Tx, case: &CaseId, purpose: Purpose) -> Result<(), Fault> {
    let (now, by) = (tx.now(), tx.who().name().to_owned());
    let all = store::consents::of_case(tx.conn(), case)?;
    for one in all.iter().filter(|one| one.purpose == purpose) {
        store::consents::withdraw(tx.conn(), &one.id, (now, &by))?;
    }
    Ok(())
}

/// Ends what a contact agreed to, who is taken out.
pub(super) fn end_of_contact(tx: &mut Tx, contact: &Contact) -> Result<(), Fault> {
    let all = store::consents::of_company(tx.conn(), &contact.company)?;
    let is_own = |one: &&Consent| one.contact.as_ref() == Some(&contact.id);
    let mut own = all.iter().filter(is_own);
    own.try_for_each(|consent| end(tx, consent))
}

fn end(tx: &mut Tx, consent: &Consent) -> Result<(), Fault> {
    let by = (tx.now(), tx.who().name().to_owned());
    if !store::consents::withdraw(tx.conn(), &consent.id, (by.0, &by.1))? {
        return Ok(());
    }
    let Some(company) = &consent.company else {
        return Ok(());
    };
    let entry = Entry::on("company", company).did("companies.consent.withdrawn");
    let before = json!({ "name": consent.name, "purpose": consent.purpose.word() });
    audit::record(tx, entry.before(&before))
}
