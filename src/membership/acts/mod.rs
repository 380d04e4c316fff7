//! Membership begins, ends, and is listed or not: each with its audit row in the same write.

pub mod certificates;
pub mod cover;
pub mod decide;
pub mod import;
pub mod roll;

use super::policy::PublishMember;
use super::rules::standing::Facts;
use super::rules::{MemberNumbers, Membership, MembershipId, NewMember};
use super::store;
use crate::companies::book;
use crate::companies::book::rules::{ConsentId, Giver, Purpose};
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Day};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings::{self, next_number};
use crate::say;

/// Makes a company a member and draws its number, without gap. For a case that already led
/// to a membership, that membership. The caller has decided that it may be admitted.
///
/// # Errors
/// `Fault::Refused` if the company is a member already by another way.
pub fn admit(tx: &mut Tx, new: &NewMember) -> Result<Membership, Fault> {
    admit_as(tx, new, None)
}

/// The same under a number it has already, if there is one.
fn admit_as(tx: &mut Tx, new: &NewMember, number: Option<&str>) -> Result<Membership, Fault> {
    if let Some(case) = &new.case
        && let Some(done) = store::case_membership(tx.conn(), case)?
    {
        return Ok(done);
    }
    let earlier = store::of_company(tx.conn(), &new.company)?;
    let runs = |m: &&Membership| m.ended.as_ref().is_none_or(|(end, _)| new.joined_on < *end);
    if let Some(running) = earlier.iter().find(runs) {
        return Err(say!("membership-already", number = running.number.as_str()).into());
    }
    let number = match number {
        Some(number) => number.to_owned(),
        None => draw(tx, new.joined_on)?,
    };
    let membership = Membership {
        id: MembershipId::new(),
        company: new.company.clone(),
        case: new.case.clone(),
        number,
        rank: new.rank.clone(),
        joined_on: new.joined_on,
        ended: None,
        published: new.published,
        facts: Facts::default(),
    };
    let now = tx.now();
    store::insert(tx.conn(), &membership, now)?;
    let after = serde_json::json!({
        "company": membership.company,
        "case": membership.case,
        "number": membership.number,
        "rank": membership.rank,
        "joined_on": membership.joined_on,
        "published": membership.published,
    });
    let entry = Entry::on("membership", &membership.id).did("membership.member.admitted");
    audit::record(tx, entry.after(&after))?;
    Ok(membership)
}

/// Takes a company's memberships off the directory: consent to the publication was taken back. Who may
/// do that, the caller has decided.
pub fn unlist(tx: &mut Tx, company: &CompanyId) -> Result<(), Fault> {
    book::take_back_all(tx, company, Purpose::Directory)?;
    for membership in store::of_company(tx.conn(), company)? {
        if membership.published {
            set_published(tx, &membership, false)?;
        }
    }
    Ok(())
}

/// Takes a consent of a company or its contacts back, and does what follows from that.
///
/// # Errors
/// Those of [`book::take_back`].
pub fn withdraw_consent(tx: &mut Tx, company: &CompanyId, id: &ConsentId) -> Result<(), Fault> {
    let ended = book::take_back(tx, company, id)?;
    if ended.purpose == Purpose::Directory {
        unlist(tx, company)?;
    }
    Ok(())
}

fn set_published(tx: &mut Tx, membership: &Membership, published: bool) -> Result<(), Fault> {
    store::set_published(tx.conn(), &membership.id, published)?;
    let entry = Entry::on("membership", &membership.id).did("membership.directory.chosen");
    audit::record(tx, entry.before(&membership.published).after(&published))
}

/// Draws the next number; one that a member brought with it is passed over.
fn draw(tx: &mut Tx, joined_on: Day) -> Result<String, Fault> {
    let numbers: MemberNumbers = settings::get(tx.conn())?;
    loop {
        let n = next_number(tx, &numbers.counter(joined_on))?;
        let number = numbers.format(joined_on, n).to_uppercase();
        if store::by_number(tx.conn(), &number)?.is_none() {
            return Ok(number);
        }
    }
}

/// Lists a member in the directory, or takes it off: the company's owner decides.
pub fn publish(tx: &mut Tx, id: &MembershipId, published: bool) -> Result<(), Fault> {
    let membership = store::load(tx.conn(), id)?;
    let _can = Can::<PublishMember>::check(tx.actor()?, &membership)?;
    if membership.published == published {
        return Ok(());
    }
    let company = &membership.company;
    if published {
        let me = tx.actor()?.clone();
        let giver = (Giver::Person(&me.id), me.name.as_str());
        book::give(tx, giver, (Some(company), None), Purpose::Directory)?;
    } else {
        book::take_back_all(tx, company, Purpose::Directory)?;
    }
    set_published(tx, &membership, published)
}
