//! The first dues of who has just become a member. A company that was one before is asked nothing anew for days
//! that it has paid already: they are its first period, and what comes next begins after them.

use super::bill::{self, Bill, issue, recorded};
use super::rank::charge_dearer;
use crate::companies;
use crate::dues::rules::invoice::{Invoice, Kind};
use crate::dues::rules::standard::{Standard, of_period};
use crate::dues::store;
use crate::kernel::Day;
use crate::membership;
use crate::membership::rules::period::{PeriodRules, Span};
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;

/// The first period and the first invoice of who has just become a member, with the joining fee. Where no
/// standard is in force for its rank, nobody asks for dues.
///
/// # Errors
/// If the database fails.
pub fn begin(tx: &mut Tx, id: &MembershipId) -> Result<Option<Invoice>, Fault> {
    let member = membership::load(tx.conn(), id)?;
    match membership::paid_ahead(tx.conn(), &member.company, member.joined_on)? {
        None => bill::begin(tx, id),
        Some((last, rank)) => again(tx, &member, (&rank, last)),
    }
}

/// The same of who was a member before, at this rank, and has paid until this day. A rank that costs more is
/// charged for the days left; of what was paid nothing is given back for one that costs less.
fn again(
    tx: &mut Tx,
    member: &Membership,
    (rank, last): (&str, Day),
) -> Result<Option<Invoice>, Fault> {
    let (today, first) = (tx.today()?, member.joined_on);
    let standards = store::standards(tx.conn())?;
    let standard = of_period(&standards, first, today);
    let fee = |rank: &str| standard.and_then(|s| s.fee(rank)).unwrap_or_default();
    let dearer = fee(rank) < fee(&member.rank);
    let paid_at = if dearer { rank } else { member.rank.as_str() };
    membership::carry_over(tx, &member.id, paid_at, Span { first, last })?;
    if dearer {
        charge_dearer(tx, member)?;
    }
    match standard.filter(|s| s.fee(&member.rank).is_some()) {
        Some(standard) => joining(tx, member, standard),
        None => Ok(None),
    }
}

/// Bills the joining fee alone, if there is one.
fn joining(
    tx: &mut Tx,
    member: &Membership,
    standard: &Standard,
) -> Result<Option<Invoice>, Fault> {
    let rules: PeriodRules = settings::get(tx.conn())?;
    let bill = Bill {
        kind: Kind::Dues,
        company: member.company.clone(),
        bill_to: companies::load(tx.conn(), &member.company)?.profile.name,
        membership: Some(member.id.clone()),
        rank: member.rank.clone(),
        standard: Some(standard.id.clone()),
        span: None,
        lines: vec![("joining".to_owned(), standard.joining_fee)],
        issued_on: member.joined_on,
        due_on: rules.first_due(member.joined_on),
        run: None,
    };
    let invoice = issue(tx, &bill)?;
    if let Some(invoice) = &invoice {
        recorded(tx, invoice)?;
    }
    Ok(invoice)
}
