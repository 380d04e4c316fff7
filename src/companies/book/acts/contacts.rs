//! Contacts are added, changed, taken out, and come in with a register or an admission.

use crate::companies::book::acts::consents;
use crate::companies::book::policy::KeepBook;
use crate::companies::book::rules::{Contact, ContactId, MOST, Said};
use crate::companies::book::store;
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Moment};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Adds a contact.
///
/// # Errors
/// `Fault::Missing` for who may not, or if there is no such company; `Fault::Refused` if there are too many
/// of them or it is there already.
pub fn add(tx: &mut Tx, company: &CompanyId, said: &Said) -> Result<ContactId, Fault> {
    Can::<KeepBook>::check(tx.actor()?, company)?;
    crate::companies::store::load(tx.conn(), company)?;
    let all = store::contacts::of_company(tx.conn(), company)?;
    if all.iter().any(|one| one.said.is_same(said)) {
        return Err(say!("companies-contact-known").into());
    }
    if all.len() >= MOST {
        return Err(say!("companies-contact-most", most = MOST).into());
    }
    write(tx, company, said.clone())
}

fn write(tx: &mut Tx, company: &CompanyId, said: Said) -> Result<ContactId, Fault> {
    let now = tx.now();
    let contact = Contact {
        id: ContactId::new(),
        company: company.clone(),
        said,
        created_at: now,
        changed_at: now,
    };
    store::contacts::insert(tx.conn(), &contact)?;
    let entry = Entry::on("company", company).did("companies.contact.added");
    audit::record(tx, entry.after(&contact.said))?;
    Ok(contact.id)
}

/// Changes a contact. `seen`: when it had been changed last as the form was made.
///
/// # Errors
/// `Fault::Missing` for who may not, or if there is none; `Fault::Refused` if somebody else changed it
/// meanwhile: nobody's words are written over unseen.
pub fn change(
    tx: &mut Tx,
    (company, id): (&CompanyId, &ContactId),
    seen: &str,
    said: &Said,
) -> Result<(), Fault> {
    Can::<KeepBook>::check(tx.actor()?, company)?;
    let before = store::contacts::one(tx.conn(), company, id)?;
    if before.changed_at.to_string() != seen {
        return Err(say!("companies-contact-changed-since").into());
    }
    if before.said == *said {
        return Ok(());
    }
    let after = Contact {
        said: said.clone(),
        changed_at: tx.now(),
        ..before.clone()
    };
    store::contacts::save(tx.conn(), &after)?;
    let entry = Entry::on("company", company).did("companies.contact.changed");
    audit::record(tx, entry.before(&before.said).after(&after.said))
}

/// Takes a contact out; what it agreed to ends with it.
///
/// # Errors
/// `Fault::Missing` for who may not, or if there is none.
pub fn remove(tx: &mut Tx, company: &CompanyId, id: &ContactId) -> Result<(), Fault> {
    Can::<KeepBook>::check(tx.actor()?, company)?;
    let before = store::contacts::one(tx.conn(), company, id)?;
    consents::end_of_contact(tx, &before)?;
    store::contacts::remove(tx.conn(), id)?;
    let entry = Entry::on("company", company).did("companies.contact.removed");
    audit::record(tx, entry.before(&before.said))
}

/// Writes down people who came with a register or an application and aren't there yet, as far as there is
/// room. Who may do that, the caller has decided.
///
/// # Errors
/// If the database fails.
pub fn bring(tx: &mut Tx, company: &CompanyId, people: &[Said]) -> Result<(), Fault> {
    if people.is_empty() {
        return Ok(());
    }
    let all = store::contacts::of_company(tx.conn(), company)?;
    let mut known: Vec<Said> = all.into_iter().map(|one| one.said).collect();
    for said in people.iter().filter(|said| !said.is_empty()) {
        if known.len() >= MOST || known.iter().any(|one| one.is_same(said)) {
            continue;
        }
        write(tx, company, said.clone())?;
        known.push(said.clone());
    }
    Ok(())
}

/// Takes out what [`bring`] wrote at this moment. Tells whether all of it was as it had been written; where
/// it was not, nothing is taken out. `whole`: the company goes too, so that nothing of another moment may
/// be there.
///
/// # Errors
/// If the database fails.
pub fn unbring(tx: &mut Tx, company: &CompanyId, at: Moment, whole: bool) -> Result<bool, Fault> {
    let all = store::contacts::of_company(tx.conn(), company)?;
    let (brought, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.created_at == at);
    let changed = brought.iter().any(|one| one.changed_at != at);
    if changed || (whole && !others.is_empty()) {
        return Ok(false);
    }
    for one in &brought {
        store::contacts::remove(tx.conn(), &one.id)?;
        let entry = Entry::on("company", company).did("companies.contact.removed");
        audit::record(tx, entry.before(&one.said).why("import undone"))?;
    }
    Ok(true)
}
