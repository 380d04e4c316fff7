//! Invitations: staff into the chamber, colleagues into a company.

use diesel::result::Error::NotFound;

use super::did;
use crate::accounts::letters;
use crate::accounts::rules::{Grant, LinkKind};
use crate::accounts::store::people::{self, PersonRow};
use crate::accounts::store::{companies, tokens};
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Lang, Powers};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
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
    let known = people::person_by_email(tx.conn(), &invitation.email)?;
    let person = known.as_ref().map(|p| &p.id);
    let (id, token) = tokens::issue(
        tx,
        LinkKind::Invitation,
        person,
        &invitation.email,
        &invitation.grant,
    )?;
    let url = tx.link(&format!("/invitation/{token}"));
    let to = known.as_ref().map_or_else(
        || Recipient {
            email: invitation.email.clone(),
            name: invitation.name.clone(),
            lang: invitation.lang,
        },
        PersonRow::recipient,
    );
    let by = tx
        .who()
        .actor
        .as_ref()
        .map_or(String::new(), |a| a.name.clone());
    let company = invitation.grant.company.as_ref().map(|c| c.name.as_str());
    let letter = letters::invitation(&to, id.as_str(), &by, company, url.clone());
    outbox::post(tx, &letter.about("invitation", &id))?;
    let after = serde_json::json!({ "email": invitation.email, "grant": invitation.grant });
    audit::record(
        tx,
        Entry::on("invitation", &id)
            .did("accounts.invitation.sent")
            .after(&after),
    )?;
    Ok(url)
}

/// Accepts an invitation. A new person brings name and pass-phrase; one who has an account
/// is signed in as its owner. Returns who it is.
pub fn accept(
    tx: &mut Tx,
    token: &str,
    new: Option<(&str, &str, Lang)>,
) -> Result<PersonRow, Fault> {
    let now = tx.now();
    let link = tokens::find(tx.conn(), LinkKind::Invitation, token, now)?
        .ok_or_else(|| say!("accounts-link-dead"))?;
    let grant: Grant = serde_json::from_str(&link.data)?;
    let known = people::person_by_email(tx.conn(), &link.email)?;
    let person = match (known, new) {
        (Some(person), None) if tx.actor()?.id == person.id => person,
        // Nobody proved the address of such an account: who does now sets it up anew.
        (Some(person), Some((name, hash, lang))) if !person.is_somebodys() => {
            people::set_profile(tx.conn(), &person, name, Some(lang.tag()))?;
            people::set_password(tx.conn(), &person.id, hash)?;
            person
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
    let before = serde_json::json!({ "person": person });
    audit::record(
        tx,
        Entry::on("company", company)
            .did("accounts.representative.removed")
            .before(&before),
    )
}
