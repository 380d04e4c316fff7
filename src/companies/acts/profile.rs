//! What is done to companies: written down with its audit row in the same write.

use crate::companies::rules::Profile;
use crate::companies::store::{self, Company};
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::CompanyId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Makes a company known. A credit code that another company holds is left out of it:
/// whose it is, is for the office to settle.
///
/// # Errors
/// If the database fails.
pub fn register(tx: &mut Tx, mut profile: Profile) -> Result<Company, Fault> {
    if let Some(code) = &profile.credit_code
        && store::by_code(tx.conn(), code)?.is_some()
    {
        profile.credit_code = None;
    }
    let now = tx.now();
    let company = Company {
        id: CompanyId::new(),
        profile,
        created_at: now,
        changed_at: now,
    };
    store::insert(tx.conn(), &company)?;
    let entry = Entry::on("company", &company.id).did("companies.company.registered");
    audit::record(tx, entry.after(&company.profile))?;
    Ok(company)
}

/// Takes a company back that was made known by mistake. Its registration stays in the audit record.
///
/// # Errors
/// `Fault::Missing` if there is none; if anything refers to it the database refuses.
pub fn forget(tx: &mut Tx, id: &CompanyId, why: &str) -> Result<(), Fault> {
    let company = store::load(tx.conn(), id)?;
    store::remove(tx.conn(), id)?;
    let entry = Entry::on("company", id).did("companies.company.forgotten");
    audit::record(tx, entry.before(&company.profile).why(why))
}

/// Changes how a company describes itself; its credit code stays.
///
/// # Errors
/// `Fault::Missing` if there is no such company.
pub fn describe(tx: &mut Tx, id: &CompanyId, profile: Profile) -> Result<Company, Fault> {
    let before = store::load(tx.conn(), id)?;
    let credit_code = before.profile.credit_code.clone();
    let profile = Profile {
        credit_code,
        ..profile
    };
    if profile == before.profile {
        return Ok(before);
    }
    let after = Company {
        profile,
        changed_at: tx.now(),
        ..before.clone()
    };
    store::save(tx.conn(), &after)?;
    let entry = Entry::on("company", id).did("companies.company.changed");
    audit::record(tx, entry.before(&before.profile).after(&after.profile))?;
    Ok(after)
}

/// Gives a company its credit code.
///
/// # Errors
/// `Fault::Refused` if another company holds it, `Fault::Missing` if there is no such company.
pub fn claim_code(tx: &mut Tx, id: &CompanyId, code: &CreditCode) -> Result<(), Fault> {
    let company = store::load(tx.conn(), id)?;
    if company.profile.credit_code.as_ref() == Some(code) {
        return Ok(());
    }
    if let Some(holder) = store::by_code(tx.conn(), code)? {
        return Err(say!("companies-code-taken", name = holder.profile.name).into());
    }
    set_code(tx, company, Some(code.clone()))?;
    let entry = Entry::on("company", id)
        .did("companies.code.claimed")
        .after(&code.as_str());
    audit::record(tx, entry)
}

/// Takes a company's credit code from it, so that the one it belongs to can have it.
///
/// # Errors
/// `Fault::Missing` if there is no such company.
pub fn release_code(tx: &mut Tx, id: &CompanyId, reason: &str) -> Result<(), Fault> {
    let company = store::load(tx.conn(), id)?;
    let before = company.profile.credit_code.clone();
    set_code(tx, company, None)?;
    let entry = Entry::on("company", id)
        .did("companies.code.released")
        .before(&before)
        .why(reason);
    audit::record(tx, entry)
}

fn set_code(tx: &mut Tx, mut company: Company, code: Option<CreditCode>) -> Result<(), Fault> {
    company.profile.credit_code = code;
    company.changed_at = tx.now();
    store::save(tx.conn(), &company)
}
