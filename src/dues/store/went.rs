//! Where booked lines of a bank statement went: found for all lines of a page together.

use std::collections::HashMap;

use super::bank::LineRow;
use super::invoices;
use super::money::{self, Payment};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, LineId};
use crate::kernel::Fen;
use crate::platform::db::{Conn, Fault};

/// Payments of one line that are asked for at once: one for each company, few have more.
const SOME: usize = 4;

/// The key under which a payment of a line is written down: the `nth` of those of the `round`th time
/// that it was booked.
#[must_use]
pub fn key(line: &LineId, round: i32, nth: usize) -> String {
    format!("bank:{line}:{round}:{nth}")
}

/// The line, and which time that it was booked, of such a key.
#[must_use]
pub fn line_of(key: &str) -> Option<(LineId, i32)> {
    let mut parts = key.strip_prefix("bank:")?.split(':');
    let line = parts.next()?.parse().ok()?;
    Some((line, parts.next()?.parse().ok()?))
}

/// A payment that a line became.
pub struct Went {
    /// The payment.
    pub payment: Payment,
    /// What it pays now, and with how much: it may have been moved since.
    pub invoices: Vec<(Invoice, Fen)>,
}

/// What each of these lines became that are booked, or which payment it shows that was written down by hand.
///
/// # Errors
/// If the database fails.
pub fn of_lines(conn: &mut Conn, lines: &[LineRow]) -> Result<HashMap<LineId, Vec<Went>>, Fault> {
    let booked = lines.iter().filter(|line| line.state == "booked");
    let shown = |line: &&LineRow| line.payment_id.is_some();
    let showing: Vec<&LineRow> = booked.clone().filter(shown).collect();
    let mut asked: Vec<&LineRow> = booked.filter(|line| line.payment_id.is_none()).collect();
    let mut payments: Vec<(LineId, Payment)> = vec![];
    let ids = showing.iter().filter_map(|line| line.payment_id.clone());
    for payment in money::payments_by_id(conn, &ids.collect::<Vec<_>>())? {
        let mut of = showing.iter();
        let of = of.find(|line| line.payment_id.as_ref() == Some(&payment.id));
        payments.extend(of.map(|line| (line.id.clone(), payment.clone())));
    }
    let mut from = 0;
    while !asked.is_empty() {
        let (mut keys, mut last) = (HashMap::new(), vec![]);
        for line in &asked {
            for nth in from..from + SOME {
                keys.insert(key(&line.id, line.round, nth), *line);
            }
            last.push(key(&line.id, line.round, from + SOME - 1));
        }
        let all: Vec<String> = keys.keys().cloned().collect();
        asked.clear();
        for payment in money::by_keys(conn, &all)? {
            if let Some(line) = keys.get(&payment.key) {
                if last.contains(&payment.key) {
                    asked.push(*line);
                }
                payments.push((line.id.clone(), payment));
            }
        }
        from += SOME;
    }
    let ids: Vec<_> = payments.iter().map(|(_, payment)| &payment.id).collect();
    let paid = money::paid_by(conn, &ids)?;
    let mut known: Vec<InvoiceId> = paid.iter().map(|(_, invoice, _)| invoice.clone()).collect();
    known.sort();
    known.dedup();
    let known = invoices::load_many(conn, &known)?;
    let mut went: HashMap<LineId, Vec<Went>> = HashMap::new();
    for (line, payment) in payments {
        let of = |invoice: Invoice| {
            let mine = paid
                .iter()
                .filter(|(by, to, _)| *by == payment.id && *to == invoice.id);
            let sum: i64 = mine.map(|(_, _, amount)| amount).sum();
            (sum > 0).then_some((invoice, Fen(sum)))
        };
        let invoices = known.iter().cloned().filter_map(of).collect();
        went.entry(line)
            .or_default()
            .push(Went { payment, invoices });
    }
    Ok(went)
}
