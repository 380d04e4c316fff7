//! A membership ends: what was billed for periods after its last day is cancelled in the same write, and what
//! was paid for them is balance. What is for time up to the end stays owed.

use super::relief::cancel_unasked;
use crate::dues::letters::{self, Left};
use crate::dues::policy::Withdraw;
use crate::dues::rules::InvoiceId;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::lots::{LotKind, balance};
use crate::dues::store::{self, invoices, money};
use crate::kernel::brand::Brand;
use crate::kernel::{Can, Day, Fen, Moment};
use crate::membership;
use crate::membership::rules::MembershipId;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::{Ending, Standing};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::settings;
use crate::say;

/// The office ends a membership: `on` is its first day not any more.
///
/// # Errors
/// Those of [`membership::end`].
pub fn end(tx: &mut Tx, id: &MembershipId, on: Day, how: Ending, why: &str) -> Result<(), Fault> {
    membership::end(tx, id, on, how, why)?;
    ended(tx, id)
}

/// A company withdraws: nobody has to agree, and it gets a confirmation at once that tells what stays owed and
/// what is balance.
///
/// # Errors
/// `Fault::Refused` if the day is past or later than the next period, or the membership has ended.
pub fn withdraw(tx: &mut Tx, id: &MembershipId, on: Day, why: &str) -> Result<(), Fault> {
    let member = membership::load(tx.conn(), id)?;
    let _can = Can::<Withdraw>::check(tx.actor()?, &member.company)?;
    let today = tx.today()?;
    if on < today {
        return Err(say!("dues-withdraw-past").into());
    }
    membership::withdraw(tx, id, on, why)?;
    ended(tx, id)?;
    let open = invoices::open_of_company(tx.conn(), &member.company)?;
    let lots = money::lots(tx.conn(), &member.company)?;
    let left = Left {
        open: Fen(open.iter().map(|i| i.open().0).sum()),
        balance: balance(&lots, today, Some(LotKind::Purchased)),
    };
    letters::withdrawn(tx, &member, on, left)
}

/// The office takes an end back that lies ahead: the member stays, and is told.
///
/// # Errors
/// Those of [`membership::stay`].
pub fn stay(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    membership::stay(tx, id, why)?;
    let member = membership::load(tx.conn(), id)?;
    letters::stayed(tx, &member, why)
}

/// A company takes its notice back before its day; the office is told.
///
/// # Errors
/// `Fault::Refused` if no end lies ahead, or it wasn't the company that gave notice of it.
pub fn stay_after_all(tx: &mut Tx, id: &MembershipId, why: &str) -> Result<(), Fault> {
    let member = membership::load(tx.conn(), id)?;
    let _can = Can::<Withdraw>::check(tx.actor()?, &member.company)?;
    membership::stay_after_all(tx, id, why)?;
    letters::stayed(tx, &member, why)
}

/// Cancels what was billed for periods that begin after the last day of a membership, in the write that ends it.
/// Whoever ends it has asked whether the person may.
///
/// # Errors
/// If the database fails.
pub fn ended(tx: &mut Tx, id: &MembershipId) -> Result<(), Fault> {
    let Some((on, why)) = membership::load(tx.conn(), id)?.ended else {
        return Ok(());
    };
    for known in invoices::of_membership(tx.conn(), id)? {
        // One before it may have taken it along.
        let invoice = invoices::load(tx.conn(), &known.id)?;
        if is_later(&invoice, on) {
            cancel_unasked(tx, &invoice, &why)?;
        }
    }
    Ok(())
}

/// Whether an invoice that isn't cancelled is for a period that begins when the membership is over.
fn is_later(invoice: &Invoice, over: Day) -> bool {
    invoice.span.is_some_and(|span| over <= span.first) && invoice.sums.billed().0 > 0
}

/// What is still billed for time after a membership: of who is deemed to have withdrawn by the days alone, and
/// of who ended in an earlier build.
///
/// # Errors
/// If the database fails.
pub fn later(conn: &mut Conn, now: Moment) -> Result<Vec<InvoiceId>, Fault> {
    let (rules, today) = (settings::get(conn)?, settings::today(conn, now)?);
    store::leave::later(conn, &rules, today)
}

/// Cancels such an invoice. Running it again changes nothing.
///
/// # Errors
/// If the database fails.
pub fn cancel_later(tx: &mut Tx, id: &InvoiceId) -> Result<(), Fault> {
    let invoice = invoices::load(tx.conn(), id)?;
    let Some(membership) = &invoice.membership else {
        return Ok(());
    };
    let member = membership::load(tx.conn(), membership)?;
    let (rules, today) = (settings::get::<PeriodRules>(tx.conn())?, tx.today()?);
    let over = rules.over_from(&member.facts, today);
    if !over.is_some_and(|over| is_later(&invoice, over)) {
        return Ok(());
    }
    let why = if let Some((_, why)) = member.ended {
        why
    } else {
        let brand: Brand = settings::get(tx.conn())?;
        let speech = Speech::new(brand.lang, &brand);
        speech.plain(Standing::Lapsed.key()).to_owned()
    };
    cancel_unasked(tx, &invoice, &why)?;
    Ok(())
}
