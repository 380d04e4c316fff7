//! Invitations: staff into the chamber, colleagues into a company.

use diesel::result::Error::NotFound;

use super::{did, power, strangers};
use crate::accounts::letters;
use crate::accounts::rules::{Grant, INVITATIONS_PER_PERSON, LinkKind};
use crate::accounts::store::companies;
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::tokens::{self, Link, TokenRow};
use crate::kernel::id::{CompanyId, Id, PersonId};
use crate::kernel::{Lang, Moment, Powers, Role, text};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::Recipient;
use crate::platform::outbox;
use crate::say;

/// Whom to invite to what.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Address.
    pub email: String,
    /// Name, if known.
    pub name: String,
    /// Language of the mail.
    pub lang: Option<Lang>,
    /// What accepting gives.
    pub grant: Grant,
}

/// Mails an invitation and returns its link, for the one case where no mail can go: the
/// first administrator. The caller has checked the permission.
pub fn invite(tx: &mut Tx, invitation: &Invitation) -> Result<String, Fault> {
    let most = ("invitations", INVITATIONS_PER_PERSON);
    strangers::may_write(tx, &invitation.email, most)?;
    let known = people::person_by_email(tx.conn(), &invitation.email)?;
    let roles = &invitation.grant.roles;
    let sender = tx.who().actor.as_ref().map(|me| &me.id);
    if !roles.is_empty() && known.as_ref().map(|p| &p.id) == sender && sender.is_some() {
        return Err(say!("accounts-people-not-own-roles").into());
    }
    let person = known.as_ref().map(|p| &p.id);
    let (id, url) = issue(tx, person, &invitation.email, &invitation.grant)?;
    // What a company's owner calls a stranger is no word of the chamber's.
    let name = match invitation.grant.company {
        Some(_) => String::new(),
        None => text::unlinked(&invitation.name),
    };
    let to = known.as_ref().map_or_else(
        || Recipient {
            email: invitation.email.clone(),
            name,
            lang: invitation.lang,
        },
        PersonRow::recipient,
    );
    // Neither is what an owner calls themselves.
    let sender = tx.who().actor.as_ref();
    let sender = sender.filter(|_| known.is_some() || invitation.grant.company.is_none());
    let by = sender.map_or(String::new(), |a| text::unlinked(&a.name));
    let company = invitation.grant.company.as_ref();
    let company = company.map(|c| text::unlinked(&c.name));
    let letter = letters::invitation(&to, id.as_str(), &by, company.as_deref(), url.clone());
    outbox::post(tx, &letter.about("invitation", &id))?;
    if !roles.is_empty() {
        let (by, email) = (tx.who().name().to_owned(), invitation.email.as_str());
        let what = say!("accounts-letter-power-invited", by = by, email = email);
        power::tell_officers(tx, what, roles)?;
    }
    Ok(url)
}

/// A link that brings whoever has this address to `next`, a page of the portal: by way of an account that they
/// make, if they have none, and then with the id of the invitation. It gives nothing else. The caller has checked
/// the permission and writes the letter.
///
/// # Errors
/// `Fault::TooMany` if the acting person caused as many mails as they may.
pub fn bring(tx: &mut Tx, email: &str, next: &str) -> Result<(Option<Id<Link>>, String), Fault> {
    let most = ("invitations", INVITATIONS_PER_PERSON);
    strangers::may_write(tx, email, most)?;
    let grant = Grant {
        next: Some(next.to_owned()),
        ..Grant::default()
    };
    lead(tx, email, &grant)
}

/// A link that brings whoever reads this address's mail to where the grant leads, by way of an account if they have
/// none; then with the id of the invitation. The caller has counted the mail.
pub(super) fn lead(
    tx: &mut Tx,
    email: &str,
    grant: &Grant,
) -> Result<(Option<Id<Link>>, String), Fault> {
    let known = people::person_by_email(tx.conn(), email)?;
    if known.as_ref().is_some_and(PersonRow::is_somebodys) {
        return Ok((None, tx.link(grant.next.as_deref().unwrap_or("/"))));
    }
    let person = known.as_ref().map(|p| &p.id);
    let (id, url) = issue(tx, person, email, grant)?;
    Ok((Some(id), url))
}

/// Makes an invitation's link, on the record.
fn issue(
    tx: &mut Tx,
    person: Option<&PersonId>,
    email: &str,
    grant: &Grant,
) -> Result<(Id<Link>, String), Fault> {
    let (id, token) = tokens::issue(tx, LinkKind::Invitation, person, email, grant)?;
    let after = serde_json::json!({ "email": email, "grant": grant });
    let entry = Entry::on("invitation", &id).did("accounts.invitation.sent");
    audit::record(tx, entry.after(&after))?;
    Ok((id, tx.link(&format!("/invitation/{token}"))))
}

/// Takes back an invitation that the caller had sent, if nobody has used it.
///
/// # Errors
/// If the database fails.
pub fn void(tx: &mut Tx, id: &Id<Link>) -> Result<(), Fault> {
    if !tokens::withdraw(tx, id)? {
        return Ok(());
    }
    let entry = Entry::on("invitation", id).did("accounts.invitation.withdrawn");
    audit::record(tx, entry)
}

/// Whether whoever had an invitation sent could still give what it gives. The portal itself always can.
pub fn is_backed(conn: &mut Conn, link: &TokenRow, grant: &Grant) -> Result<bool, Fault> {
    let Some(sender) = &link.sent_by else {
        return Ok(true);
    };
    if people::person(conn, sender)?.disabled_at.is_some() {
        return Ok(false);
    }
    let roles = people::roles(conn, sender)?;
    if !grant.roles.is_empty() && !roles.contains(&Role::Admin) {
        return Ok(false);
    }
    let Some(company) = &grant.company else {
        return Ok(true);
    };
    let office = [Role::Admin, Role::Secretary];
    let powers = companies::powers_of(conn, sender)?;
    let runs = powers.iter().any(|(id, p)| *id == company.id && p.owner);
    Ok(runs || roles.iter().any(|role| office.contains(role)))
}

/// Invitations die with the power of who had them sent: to be called after each change that takes some.
pub fn drop_unbacked(tx: &mut Tx, sender: &PersonId) -> Result<(), Fault> {
    let now = tx.now();
    let mut open = tokens::open_invitations(tx.conn(), now)?;
    open.retain(|link| link.sent_by.as_ref() == Some(sender));
    for link in open {
        let grant: Grant = serde_json::from_str(&link.data)?;
        if !is_backed(tx.conn(), &link, &grant)? {
            tokens::withdraw(tx, &link.id)?;
            let entry = Entry::on("invitation", &link.id).did("accounts.invitation.withdrawn");
            audit::record(tx, entry)?;
        }
    }
    Ok(())
}

/// An invitation that somebody may accept, and what it gives.
pub fn open(conn: &mut Conn, token: &str, now: Moment) -> Result<Option<(TokenRow, Grant)>, Fault> {
    let Some(link) = tokens::find(conn, LinkKind::Invitation, token, now)? else {
        return Ok(None);
    };
    let grant: Grant = serde_json::from_str(&link.data)?;
    let known = people::person_by_email(conn, &link.email)?;
    let closed = known.is_some_and(|person| person.disabled_at.is_some());
    Ok((!closed && is_backed(conn, &link, &grant)?).then_some((link, grant)))
}

/// The open invitations to act for a company, newest first: id, address, until when.
pub fn to_company(
    conn: &mut Conn,
    company: &CompanyId,
    now: Moment,
) -> Result<Vec<TokenRow>, Fault> {
    let mut open = tokens::open_invitations(conn, now)?;
    open.retain(|link| is_for(link, company));
    Ok(open)
}

fn is_for(link: &TokenRow, company: &CompanyId) -> bool {
    let grant: Option<Grant> = serde_json::from_str(&link.data).ok();
    let company_of = |grant: Grant| grant.company.map(|company| company.id);
    grant.and_then(company_of).as_ref() == Some(company)
}

/// Takes back an open invitation to act for this company. The caller has checked the permission.
pub fn withdraw_from_company(tx: &mut Tx, company: &CompanyId, id: &Id<Link>) -> Result<(), Fault> {
    let now = tx.now();
    let open = to_company(tx.conn(), company, now)?;
    if !open.iter().any(|link| link.id == *id) || !tokens::withdraw(tx, id)? {
        return Err(Fault::Missing);
    }
    audit::record(
        tx,
        Entry::on("invitation", id).did("accounts.invitation.withdrawn"),
    )
}

/// Accepts an invitation. A new person brings name and pass-phrase; one who has an account
/// is signed in as its owner. Returns who it is.
pub fn accept(
    tx: &mut Tx,
    token: &str,
    new: Option<(&str, &str, Lang)>,
) -> Result<PersonRow, Fault> {
    let now = tx.now();
    let (link, grant) = open(tx.conn(), token, now)?.ok_or_else(|| say!("accounts-link-dead"))?;
    let known = people::person_by_email(tx.conn(), &link.email)?;
    let person = match (known, new) {
        (Some(person), None) if tx.actor()?.id == person.id => person,
        // Nobody proved the address of such an account: who does now sets it up anew.
        (Some(person), Some((name, hash, lang))) if !person.is_somebodys() => {
            people::set_profile(tx.conn(), &person, name, Some(lang.tag()))?;
            people::set_password(tx.conn(), &person.id, hash)?;
            people::person(tx.conn(), &person.id)?
        }
        (Some(_), Some(_)) => return Err(say!("accounts-invitation-known").into()),
        (None, Some((name, hash, lang))) => {
            let new = super::seed::NewPerson {
                email: &link.email,
                name,
                lang: Some(lang),
                password_hash: Some(hash.to_owned()),
                roles: &[],
            };
            let id = super::seed::add_person(tx, &new)?;
            people::person(tx.conn(), &id)?
        }
        (_, None) => return Err(NotFound.into()),
    };
    if person.confirmed_at.is_none() {
        people::set_confirmed(tx.conn(), &person.id, now)?;
    }
    tokens::use_up(tx, &link)?;
    tokens::end_all(tx, LinkKind::Confirm, &person.email)?;
    for role in &grant.roles {
        people::add_role(tx.conn(), &person.id, *role, now, None)?;
    }
    if let Some(company) = &grant.company {
        companies::put(
            tx.conn(),
            &company.id,
            &person.id,
            &company.post,
            company.powers,
            now,
        )?;
    }
    audit::record(
        tx,
        did(&person.id, "accounts.invitation.accepted").after(&grant),
    )?;
    Ok(person)
}

/// Lets a person act for a company: the one who registers it, or one whose powers change.
pub fn link_company(
    tx: &mut Tx,
    company: &CompanyId,
    person: &PersonId,
    post: &str,
    powers: Powers,
) -> Result<(), Fault> {
    let now = tx.now();
    companies::put(tx.conn(), company, person, post, powers, now)?;
    drop_unbacked(tx, person)?;
    let after = serde_json::json!({ "person": person, "post": post, "powers": powers });
    audit::record(
        tx,
        Entry::on("company", company)
            .did("accounts.representative.set")
            .after(&after),
    )
}

/// A person no longer acts for a company. The caller has checked the permission.
pub fn unlink_company(tx: &mut Tx, company: &CompanyId, person: &PersonId) -> Result<(), Fault> {
    if !companies::remove(tx.conn(), company, person)? {
        return Err(Fault::Missing);
    }
    drop_unbacked(tx, person)?;
    let before = serde_json::json!({ "person": person });
    audit::record(
        tx,
        Entry::on("company", company)
            .did("accounts.representative.removed")
            .before(&before),
    )
}
