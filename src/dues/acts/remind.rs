//! Reminders: one mail for a member and a day, whatever is open; each step at most once for the day
//! something falls due, however often this runs and on however many servers.

use crate::dues::letters;
use crate::dues::rules::DuesRules;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ladder::{Tone, step_due, tone};
use crate::dues::store::reminders;
use crate::kernel::{Day, Moment};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::settings;

/// Invoices looked at in one write.
const BATCH: i64 = 200;

/// An invoice with the step that is due for it.
pub struct Due {
    /// The invoice.
    pub invoice: Invoice,
    /// Which step.
    pub step: i32,
    /// How it speaks.
    pub tone: Tone,
}

/// What of these is due today, those of one company next to each other.
#[must_use]
pub fn due(found: Vec<(Invoice, i32)>, steps: &[i64], today: Day) -> Vec<Due> {
    let mut all: Vec<Due> = vec![];
    for (invoice, reminded) in found {
        if let Some(step) = step_due(steps, invoice.next_due, today, reminded) {
            let tone = tone(steps, step, reminded, invoice.next_due, today);
            all.push(Due {
                invoice,
                step,
                tone,
            });
        }
    }
    all
}

/// Whether a reminder is due.
pub fn is_due(conn: &mut Conn, now: Moment) -> Result<bool, Fault> {
    let rules: DuesRules = settings::get(conn)?;
    let today = settings::today(conn, now)?;
    let found = reminders::to_remind(conn, &rules.ladder, today, BATCH)?;
    Ok(!due(found, &rules.ladder, today).is_empty())
}

/// Reminds some companies. Gives how many invoices were dealt with: 0 when there is nothing to do.
pub fn batch(tx: &mut Tx) -> Result<usize, Fault> {
    let rules: DuesRules = settings::get(tx.conn())?;
    let (today, now) = (tx.today()?, tx.now());
    let found = reminders::to_remind(tx.conn(), &rules.ladder, today, BATCH)?;
    let all = due(found, &rules.ladder, today);
    let mut sent = 0;
    for own in all.chunk_by(|a, b| a.invoice.company == b.invoice.company) {
        for one in own {
            reminders::remind(tx.conn(), &one.invoice, one.step, today, now)?;
            sent += 1;
        }
        let list: Vec<_> = own.iter().map(|d| (&d.invoice, d.tone)).collect();
        letters::remind(tx, &list, today)?;
    }
    Ok(sent)
}
