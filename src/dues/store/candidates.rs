//! The open invoices that lines of a bank statement may pay, found for all lines of a page together:
//! as many queries for fifty lines as for one.

use std::collections::HashMap;

use crate::companies::{self, Company};
use crate::dues::rules::bank::Line;
use crate::dues::rules::bank::suggest::Candidate;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, reference};
use crate::dues::store::{invoices, money};
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::CompanyId;
use crate::platform::db::{Conn, Fault};

/// Invoices by name and by amount, for a line.
const SOME: usize = 20;

/// What lines may pay.
pub struct Found {
    /// For each line what is in question, in the lines' order.
    pub lines: Vec<Vec<Candidate>>,
    /// The invoices in question.
    pub invoices: HashMap<InvoiceId, Invoice>,
}

/// What a line names.
struct Named {
    references: Vec<String>,
    code: Option<CreditCode>,
}

impl Named {
    fn of(line: &Line) -> Self {
        let mut words = line.purpose.split(|c: char| !c.is_alphanumeric());
        Self {
            references: reference::find(&line.purpose),
            code: words.find_map(|word| CreditCode::parse(word).ok()),
        }
    }
}

/// What each of these lines may pay.
///
/// # Errors
/// If the database fails.
pub fn of_lines(conn: &mut Conn, lines: &[Line]) -> Result<Found, Fault> {
    let named: Vec<Named> = lines.iter().map(Named::of).collect();
    let filled = |text: &&str| !text.is_empty();
    let references = distinct(named.iter().flat_map(|n| n.references.iter().cloned()));
    let accounts = lines.iter().map(|line| line.payer_account.as_str());
    let payers = lines.iter().map(|line| line.payer.as_str());
    let payers = distinct(payers.filter(filled));
    let codes = named.iter().filter_map(|n| n.code.as_ref());
    let codes = distinct(codes.map(CreditCode::as_str));
    let amounts = distinct(lines.iter().map(|line| line.amount));

    let referred = invoices::by_references(conn, &references)?;
    let paid_from = money::known_accounts(conn, &distinct(accounts.filter(filled)))?;
    let holders = companies::known(conn, &codes, &[])?;
    let firms = paid_from.iter().map(|(_, company)| company.clone());
    let firms = distinct(firms.chain(holders.iter().map(|company| company.id.clone())));
    let owed = invoices::open_of_companies(conn, &firms)?;
    let by_name = invoices::open_of_names(conn, &payers)?;
    let by_amount = invoices::with_open(conn, &amounts, SOME)?;

    let all = [&referred, &owed, &by_name, &by_amount];
    let ids = distinct(all.into_iter().flatten().map(|i| i.company.clone()));
    let loaded = companies::load_many(conn, &ids)?.into_iter();
    let known: HashMap<CompanyId, Company> = loaded
        .map(|company| (company.id.clone(), company))
        .collect();
    let of_line = |(line, named): (&Line, &Named)| {
        let payers: Vec<&CompanyId> = paid_from
            .iter()
            .filter(|(account, _)| *account == line.payer_account)
            .map(|(_, company)| company)
            .collect();
        let holder = holders.iter().find(|company| {
            named.code.is_some() && company.profile.credit_code.as_ref() == named.code.as_ref()
        });
        let mut seen: Vec<&InvoiceId> = vec![];
        referred
            .iter()
            .filter(|i| named.references.contains(&i.reference))
            .chain(owed.iter().filter(|i| payers.contains(&&i.company)))
            .chain(
                owed.iter()
                    .filter(|i| holder.is_some_and(|h| h.id == i.company)),
            )
            .chain(
                by_name
                    .iter()
                    .filter(|i| i.bill_to == line.payer)
                    .take(SOME),
            )
            .chain(
                by_amount
                    .iter()
                    .filter(|i| i.open() == line.amount)
                    .take(SOME),
            )
            .filter(|invoice| invoice.open().0 > 0)
            .filter(|invoice| {
                let fresh = !seen.contains(&&invoice.id);
                seen.push(&invoice.id);
                fresh
            })
            .filter_map(|invoice| {
                let company = known.get(&invoice.company)?;
                let code = company.profile.credit_code.clone();
                Some(Candidate {
                    id: invoice.id.clone(),
                    reference: invoice.reference.clone(),
                    open: invoice.open(),
                    name: company.profile.name.clone(),
                    code: code.map(String::from).unwrap_or_default(),
                    issued_on: invoice.issued_on,
                    known_account: payers.contains(&&invoice.company),
                })
            })
            .collect()
    };
    let found = lines.iter().zip(&named).map(of_line).collect();
    let all = [referred, owed, by_name, by_amount];
    Ok(Found {
        lines: found,
        invoices: all
            .into_iter()
            .flatten()
            .map(|invoice| (invoice.id.clone(), invoice))
            .collect(),
    })
}

/// Each once.
fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort();
    all.dedup();
    all
}
