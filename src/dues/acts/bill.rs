//! Issuing invoices: the number is drawn in the write that issues it, the period goes on record with
//! it, and the ledger with both.

use chrono::{Datelike, TimeDelta};
use serde_json::json;

use super::bounds;
use super::own::of_another;
use crate::companies;
use crate::dues::policy::HandleDues;
use crate::dues::rules::invoice::{Invoice, Kind, Sums};
use crate::dues::rules::ledger::Event;
use crate::dues::rules::standard::Standard;
use crate::dues::rules::{DuesRules, InvoiceId, StandardId, found_by, reference};
use crate::dues::store::{self, invoices};
use crate::kernel::id::CompanyId;
use crate::kernel::{Can, Day, Fen};
use crate::membership;
use crate::membership::rules::period::Span;
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings::{self, next_number};
use crate::say;

/// What is to be billed.
#[derive(Debug, Clone)]
pub struct Bill {
    /// What for.
    pub kind: Kind,
    /// Who owes.
    pub company: CompanyId,
    /// Its name.
    pub bill_to: String,
    /// For which membership.
    pub membership: Option<MembershipId>,
    /// The rank it is priced by.
    pub rank: String,
    /// The standard it is priced by.
    pub standard: Option<StandardId>,
    /// The days it is for.
    pub span: Option<Span>,
    /// Its lines: `fee`, `joining`, `rank`, or a text.
    pub lines: Vec<(String, Fen)>,
    /// The day it is issued.
    pub issued_on: Day,
    /// The day it falls due.
    pub due_on: Day,
    /// The run that issues it.
    pub run: Option<String>,
}

/// Issues an invoice; for dues, with the period it pays for. What costs nothing is settled at once
/// and has no invoice. No audit row: who calls it writes one.
pub(super) fn issue(tx: &mut Tx, bill: &Bill) -> Result<Option<Invoice>, Fault> {
    let total = Fen(bill.lines.iter().map(|(_, fen)| fen.0).sum());
    let period = match (bill.kind, &bill.membership, bill.span) {
        (Kind::Dues, Some(membership), Some(span)) => {
            Some(membership::open_period(tx, membership, &bill.rank, span)?)
        }
        _ => None,
    };
    if total.0 <= 0 {
        if let Some(period) = period {
            membership::settle(tx, &period, Some(bill.issued_on), None)?;
        }
        return Ok(None);
    }
    let (letter, series) = bill.kind.series();
    let year = bill.issued_on.year();
    let seq = next_number(tx, &format!("dues:{letter}{year}"))?;
    let invoice = Invoice {
        id: InvoiceId::new(),
        number: format!("{letter}{year}-{seq:05}"),
        kind: bill.kind,
        company: bill.company.clone(),
        membership: bill.membership.clone(),
        period,
        standard: bill.standard.clone(),
        bill_to: bill.bill_to.clone(),
        rank: bill.rank.clone(),
        span: bill.span,
        issued_on: bill.issued_on,
        due_on: bill.due_on,
        next_due: bill.due_on,
        sums: Sums {
            total,
            ..Sums::default()
        },
        settled_on: None,
        reference: reference::make(year, series, seq),
    };
    let new = invoices::New {
        invoice: &invoice,
        seq,
        run: bill.run.as_deref(),
        search: found_by::invoice(&bill.bill_to, &invoice.number, &invoice.reference),
        lines: &bill.lines,
    };
    let now = tx.now();
    invoices::insert(tx.conn(), &new, now)?;
    let event = Event::Invoiced(bill.kind.income());
    super::ledger::book_about(tx, event, total, &invoice, bill.issued_on)?;
    Ok(Some(invoice))
}

/// The bill for a period of a membership at a rank, `dues` for these days.
pub(super) fn bill_of(
    (membership, rank): (&Membership, &str),
    bill_to: &str,
    standard: &Standard,
    (span, dues): (Span, Fen),
    days: (Day, Day),
) -> Bill {
    Bill {
        kind: Kind::Dues,
        company: membership.company.clone(),
        bill_to: bill_to.to_owned(),
        membership: Some(membership.id.clone()),
        rank: rank.to_owned(),
        standard: Some(standard.id.clone()),
        span: Some(span),
        lines: vec![("fee".to_owned(), dues)],
        issued_on: days.0,
        due_on: days.1,
        run: None,
    }
}

/// The first period and the first invoice of who has just become a member, with the joining fee: what was
/// quoted for that day. Where no standard is in force for its rank, nobody asks for dues.
pub(super) fn begin(tx: &mut Tx, id: &MembershipId) -> Result<Option<Invoice>, Fault> {
    let member = membership::load(tx.conn(), id)?;
    let quotes = store::quotes(tx.conn(), member.joined_on)?;
    let quote = quotes.of(&member.rank);
    let (Some(standard), Some(first)) = (&quotes.standard, quote.first) else {
        return Ok(None);
    };
    let due = quotes.rules.first_due(member.joined_on);
    let company = companies::load(tx.conn(), &member.company)?;
    let span = Span {
        first: first.on,
        last: first.until,
    };
    let days = (member.joined_on, due);
    let priced = (span, first.dues);
    let by = (&member, member.rank.as_str());
    let mut bill = bill_of(by, &company.profile.name, standard, priced, days);
    if let Some(joining) = quote.joining {
        bill.lines.push(("joining".to_owned(), joining));
    }
    let invoice = issue(tx, &bill)?;
    membership::begin_stretch(tx, id, due)?;
    if let Some(invoice) = &invoice {
        recorded(tx, invoice)?;
    }
    Ok(invoice)
}

/// Bills a paid service or event: for a tax invoice.
///
/// # Errors
/// `Fault::Refused` if it costs nothing, or more than the chamber takes for true.
pub fn service(
    tx: &mut Tx,
    company: &CompanyId,
    what: &str,
    amount: Fen,
) -> Result<Invoice, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    of_another(tx, company)?;
    bounds::amount(tx, amount)?;
    let today = tx.today()?;
    let dues: DuesRules = settings::get(tx.conn())?;
    let bill = Bill {
        kind: Kind::Service,
        company: company.clone(),
        bill_to: companies::load(tx.conn(), company)?.profile.name,
        membership: None,
        rank: String::new(),
        standard: None,
        span: None,
        lines: vec![(what.to_owned(), amount)],
        issued_on: today,
        due_on: today + TimeDelta::days(dues.due_days),
        run: None,
    };
    let invoice = issue(tx, &bill)?.ok_or_else(|| Fault::from(say!("dues-nothing-to-bill")))?;
    recorded(tx, &invoice)?;
    Ok(invoice)
}

/// The audit row of an invoice.
pub(super) fn recorded(tx: &mut Tx, invoice: &Invoice) -> Result<(), Fault> {
    let after = json!({
        "number": invoice.number, "company": invoice.company, "total": invoice.sums.total,
        "period": invoice.span, "rank": invoice.rank, "due_on": invoice.due_on,
    });
    let entry = Entry::on("invoice", &invoice.id).did("dues.invoice.issued");
    audit::record(tx, entry.after(&after))
}
