//! Representatives of a company: invited, given powers, let go. Somebody who looks after the
//! company always stays.

use crate::accounts::rules::{CompanyGrant, Grant};
use crate::accounts::{self, Colleague, Invitation, InvitationId};
use crate::companies::policy::{HelpCompany, RunCompany};
use crate::companies::rules::{LETTERS_TO_STRANGERS, may_change};
use crate::companies::store;
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Can, Powers};
use crate::platform::db::{Fault, Tx};
use crate::platform::limits;
use crate::say;

/// Invites a colleague to act for the company.
///
/// # Errors
/// `Fault::Missing` if the acting person doesn't look after it, `Fault::Refused` if they act for it already,
/// `Fault::TooMany` after so many strangers in a day, for a company that is no member.
pub fn invite(
    tx: &mut Tx,
    id: &CompanyId,
    email: &str,
    post: &str,
    powers: Powers,
) -> Result<(), Fault> {
    Can::<RunCompany>::check(tx.actor()?, id)?;
    may_write_to(tx, id, email)?;
    ask(tx, id, email, post, powers)
}

/// Counts a letter to somebody the portal doesn't know, whom a company has invited that is no member: few a day,
/// since anybody may say that they apply.
///
/// # Errors
/// `Fault::TooMany` if the acting person caused as many as they may.
pub fn may_write_to(tx: &mut Tx, id: &CompanyId, email: &str) -> Result<(), Fault> {
    let is_known = accounts::person_by_email(tx.conn(), email)?.is_some();
    if is_known || store::is_member(tx.conn(), id)? {
        return Ok(());
    }
    let bucket = format!("mails:by:{}:strangers", tx.actor()?.id);
    limits::hit(tx, &bucket, LETTERS_TO_STRANGERS)?.map_err(Fault::TooMany)
}

/// Takes back an open invitation to act for the company.
///
/// # Errors
/// `Fault::Missing` if the acting person doesn't look after it, or there is none.
pub fn withdraw(tx: &mut Tx, id: &CompanyId, invitation: &InvitationId) -> Result<(), Fault> {
    Can::<RunCompany>::check(tx.actor()?, id)?;
    accounts::withdraw_invitation(tx, id, invitation)
}

/// Whether nobody looks after a company any more: no owner has an open account.
pub fn is_orphan(people: &[Colleague]) -> bool {
    let looks_after = |c: &Colleague| c.powers.owner && c.person.disabled_at.is_none();
    !people.iter().any(looks_after)
}

/// The office invites a new owner of a company that nobody looks after any more.
///
/// # Errors
/// `Fault::Missing` for others, `Fault::Refused` if somebody looks after it.
pub fn invite_owner(tx: &mut Tx, id: &CompanyId, email: &str, post: &str) -> Result<(), Fault> {
    Can::<HelpCompany>::check(tx.actor()?, &())?;
    if !is_orphan(&accounts::colleagues(tx.conn(), id)?) {
        return Err(say!("companies-refused-owned").into());
    }
    ask(tx, id, email, post, Powers::ALL)?;
    let (by, name) = (
        tx.who().name().to_owned(),
        store::load(tx.conn(), id)?.profile.name,
    );
    let what = say!(
        "companies-letter-owner",
        by = by,
        email = email,
        company = name
    );
    accounts::tell_administrators(tx, what, &[])
}

fn ask(tx: &mut Tx, id: &CompanyId, email: &str, post: &str, powers: Powers) -> Result<(), Fault> {
    let company = store::load(tx.conn(), id)?;
    if accounts::colleagues(tx.conn(), id)?
        .iter()
        .any(|c| c.person.email == email)
    {
        return Err(say!("companies-people-known").into());
    }
    let company = CompanyGrant {
        id: id.clone(),
        name: company.profile.name,
        post: post.to_owned(),
        powers,
    };
    let invitation = Invitation {
        email: email.to_owned(),
        name: String::new(),
        lang: tx.actor()?.lang,
        grant: Grant {
            company: Some(company),
            ..Grant::default()
        },
    };
    accounts::invite(tx, &invitation).map(|_| ())
}

/// Changes what a representative may do.
///
/// # Errors
/// `Fault::Refused` if nobody would be left who looks after the company.
pub fn set_powers(
    tx: &mut Tx,
    id: &CompanyId,
    person: &PersonId,
    powers: Powers,
) -> Result<(), Fault> {
    let (colleague, others) = find(tx, id, person)?;
    may_change(&others, Some(&powers))?;
    accounts::link_company(tx, id, person, &colleague.post, powers)
}

/// Lets a representative go.
///
/// # Errors
/// `Fault::Refused` if nobody would be left who looks after the company.
pub fn remove(tx: &mut Tx, id: &CompanyId, person: &PersonId) -> Result<(), Fault> {
    let (_, others) = find(tx, id, person)?;
    may_change(&others, None)?;
    accounts::unlink_company(tx, id, person)
}

/// The representative, and what the others may do.
fn find(tx: &mut Tx, id: &CompanyId, person: &PersonId) -> Result<(Colleague, Vec<Powers>), Fault> {
    Can::<RunCompany>::check(tx.actor()?, id)?;
    let all = accounts::colleagues(tx.conn(), id)?;
    let (found, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| c.person.id == *person);
    let colleague = found.into_iter().next().ok_or(Fault::Missing)?;
    Ok((colleague, others.into_iter().map(|c| c.powers).collect()))
}
