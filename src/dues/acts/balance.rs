//! The prepaid balance: gifts of the chamber, paying back, and what expires.

use serde_json::json;

use super::bounds;
use super::own::of_another;
use super::papers::ask_void;
use super::settle::{put_use, used};
use crate::dues::policy::HandleDues;
use crate::dues::rules::LotId;
use crate::dues::rules::ledger::{Event, Method};
use crate::dues::rules::lots::{Lot, LotKind, take};
use crate::dues::store::fiscal;
use crate::dues::store::money::{self, Source, Use};
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Day, Fen};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Gives a company balance, until a day if one is named.
///
/// # Errors
/// `Fault::Refused` if it is nothing, beyond the chamber's bounds, or would expire before it begins; and for
/// whoever acts for the company.
pub fn grant(
    tx: &mut Tx,
    company: &CompanyId,
    amount: Fen,
    expires_on: Option<Day>,
    why: &str,
) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    of_another(tx, company)?;
    let today = tx.today()?;
    if amount.0 <= 0 || expires_on.is_some_and(|last| last < today) {
        return Err(say!("dues-grant-nothing").into());
    }
    bounds::amount(tx, amount)?;
    let lot = Lot {
        id: LotId::new(),
        kind: LotKind::Granted,
        amount,
        remaining: amount,
        expires_on,
        on: today,
        note: why.to_owned(),
    };
    let now = tx.now();
    money::insert_lot(tx.conn(), company, Source::Gift, &lot, now)?;
    let about = ("lot", lot.id.as_str());
    super::ledger::book(tx, Event::Granted, amount, (today, company), about)?;
    let after = json!({ "company": company, "amount": amount, "expires_on": expires_on });
    let entry = Entry::on("lot", &lot.id).did("dues.balance.granted");
    audit::record(tx, entry.after(&after).why(why))
}

/// Pays balance back: only what was paid in, never a gift.
///
/// # Errors
/// `Fault::Refused` if there is less than that, or a fiscal receipt stands for it; and for whoever acts for the
/// company.
pub fn refund(
    tx: &mut Tx,
    company: &CompanyId,
    amount: Fen,
    method: Method,
    why: &str,
) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    of_another(tx, company)?;
    let today = tx.today()?;
    let lots = money::lots(tx.conn(), company)?;
    let from = take(&lots, amount, today, Some(LotKind::Purchased)).filter(|_| amount.0 > 0);
    let from = from.ok_or_else(|| Fault::from(say!("dues-refund-too-much")))?;
    for (lot, some) in &from {
        let back = Use {
            note: why.to_owned(),
            method: method.word().to_owned(),
            ..used(tx, lot, ("refund", None), *some, today)
        };
        money::use_lot(tx.conn(), &back)?;
    }
    let lots: Vec<&LotId> = from.iter().map(|(lot, _)| lot).collect();
    let payments = fiscal::payments_behind(tx.conn(), &lots)?;
    ask_void(tx, &payments)?;
    let about = ("company", company.as_str());
    super::ledger::book(tx, Event::Refunded(method), amount, (today, company), about)?;
    let after = json!({ "amount": amount, "method": method.word() });
    let entry = Entry::on("company", company).did("dues.balance.refunded");
    audit::record(tx, entry.after(&after).why(why))
}

/// Writes off what is left of a gift whose last day is over. Running it again changes nothing.
pub fn expire(tx: &mut Tx, id: &LotId) -> Result<(), Fault> {
    let today = tx.today()?;
    let (company, lot) = money::lot(tx.conn(), id)?;
    let over = lot.expires_on.is_some_and(|last| last < today);
    if !over || lot.remaining.0 <= 0 {
        return Ok(());
    }
    put_use(tx, id, ("expired", None), lot.remaining, today)?;
    let about = ("lot", id.as_str());
    super::ledger::book(tx, Event::Expired, lot.remaining, (today, &company), about)?;
    let entry = Entry::on("lot", id).did("dues.balance.expired");
    audit::record(tx, entry.after(&lot.remaining))
}
