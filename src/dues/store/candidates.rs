//! The open invoices that lines of a bank statement may pay, found for all lines of a page together:
//! as many queries for fifty lines as for one.

use std::collections::HashMap;

use crate::companies::{self, Company};
use crate::dues::rules::bank::suggest::Candidate;
use crate::dues::rules::bank::{Line, names};
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::{InvoiceId, reference};
use crate::dues::store::money::{self, Payment};
use crate::dues::store::{entered, invoices};
use crate::kernel::Fen;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::CompanyId;
use crate::kernel::text::half_width;
use crate::platform::db::{Conn, Fault};

/// Invoices by name and by amount, for a line.
const SOME: usize = 20;

/// An invoice that a line names and of which nothing is open any more.
pub struct Settled {
    /// Which.
    pub invoice: Invoice,
    /// What it is paid with.
    pub paid: Vec<Payment>,
}

/// What is in question for a line.
#[derive(Default)]
pub struct Question {
    /// Open invoices.
    pub candidates: Vec<Candidate>,
    /// Transfers like it that were written down by hand and that no line shows.
    pub entered: Vec<Payment>,
    /// What it names and nobody owes any more.
    pub settled: Vec<Settled>,
    /// The companies that anything but the amount speaks for.
    pub firms: Vec<Company>,
}

/// What lines may pay.
pub struct Found {
    /// For each line what is in question, in the lines' order.
    pub lines: Vec<Question>,
    /// The invoices in question.
    pub invoices: HashMap<InvoiceId, Invoice>,
}

/// What a line names.
struct Named {
    references: Vec<String>,
    /// Numbers of invoices.
    numbers: Vec<String>,
    /// What may be names of firms in its purpose.
    firms: Vec<String>,
    code: Option<CreditCode>,
}

impl Named {
    fn of(line: &Line) -> Self {
        let plain: String = line.purpose.chars().map(half_width).collect();
        // Letters and figures beside each other: a word of Chinese may stand right before a code.
        let mut words = plain.split(|c: char| !c.is_ascii_alphanumeric());
        Self {
            references: reference::find(&line.purpose),
            numbers: reference::numbers(&line.purpose),
            firms: names::firms_in(&line.purpose),
            code: words.find_map(|word| CreditCode::parse(word).ok()),
        }
    }
}

/// What was read for many lines at once.
struct Read {
    /// Invoices whose reference a line names.
    referred: Vec<Invoice>,
    /// Those whose number one names.
    numbered: Vec<Invoice>,
    /// Open ones of companies that an account, a credit code or their own name names.
    owed: Vec<Invoice>,
    /// Open ones that were issued to a name.
    by_name: Vec<Invoice>,
    by_amount: Vec<Invoice>,
    /// Accounts that paid before, and for whom.
    paid_from: Vec<(String, CompanyId)>,
    /// The companies whose credit code or name stands in a line.
    holders: Vec<Company>,
    known: HashMap<CompanyId, Company>,
    /// Transfers of these companies that no line shows.
    entered: Vec<Payment>,
    /// What those are paid with of which nothing is open.
    paid_with: HashMap<InvoiceId, Vec<Payment>>,
}

impl Read {
    fn all(&self) -> [&Vec<Invoice>; 5] {
        [
            &self.referred,
            &self.numbered,
            &self.owed,
            &self.by_name,
            &self.by_amount,
        ]
    }

    /// What a line names by reference or number.
    fn named(&self, named: &Named) -> Vec<&Invoice> {
        let referred = self.referred.iter();
        let referred = referred.filter(|i| named.references.contains(&i.reference));
        let numbered = self.numbered.iter();
        let mut all: Vec<&Invoice> = referred
            .chain(numbered.filter(|i| named.numbers.contains(&i.number)))
            .collect();
        let mut seen = vec![];
        all.retain(|one| {
            let fresh = !seen.contains(&&one.id);
            seen.push(&one.id);
            fresh
        });
        all
    }

    fn of(&self, line: &Line, said: &Named) -> Question {
        let Seen {
            candidates,
            mut firms,
        } = self.candidates(line, said);
        let named = self.named(said);
        firms.extend(named.iter().map(|one| &one.company));
        let firms = distinct(firms.into_iter());
        let is_like = |payment: &&Payment| {
            let mine = named.iter().filter(|i| i.company == payment.company_id);
            let part = Fen(mine.map(|one| one.open().0).sum());
            firms.contains(&&payment.company_id)
                && entered::is_like(payment, (line.on, line.amount), part)
        };
        let entered = self.entered.iter().filter(is_like);
        let settled = named.iter().filter(|one| one.open().0 <= 0);
        let settled = settled.map(|one| Settled {
            invoice: (*one).clone(),
            paid: self.paid_with.get(&one.id).cloned().unwrap_or_default(),
        });
        let firms = firms.iter().filter_map(|id| self.known.get(*id));
        Question {
            candidates,
            entered: entered.cloned().collect(),
            settled: settled.collect(),
            firms: firms.take(SOME).cloned().collect(),
        }
    }

    /// The companies whose credit code or name stands in a line.
    fn holders(&self, line: &Line, named: &Named) -> Vec<&CompanyId> {
        let holds = |company: &&Company| {
            let profile = &company.profile;
            (named.code.is_some() && profile.credit_code == named.code)
                || names::same(&profile.name, &line.payer)
                || names::same(&profile.name_en, &line.payer)
                || names::names(&line.purpose, &profile.name)
        };
        let found = self.holders.iter().filter(holds);
        found.map(|company| &company.id).collect()
    }

    fn candidate(
        &self,
        invoice: &Invoice,
        known_account: bool,
        names_other: bool,
    ) -> Option<Candidate> {
        let profile = &self.known.get(&invoice.company)?.profile;
        let code = profile.credit_code.clone();
        Some(Candidate {
            id: invoice.id.clone(),
            reference: invoice.reference.clone(),
            number: invoice.number.clone(),
            open: invoice.open(),
            names: [&profile.name, &profile.name_en, &invoice.bill_to].map(String::clone),
            code: code.map(String::from).unwrap_or_default(),
            issued_on: invoice.issued_on,
            known_account,
            names_other,
        })
    }

    fn candidates(&self, line: &Line, named: &Named) -> Seen<'_> {
        let payers: Vec<&CompanyId> = self
            .paid_from
            .iter()
            .filter(|(account, _)| *account == line.payer_account)
            .map(|(_, company)| company)
            .collect();
        let holders = self.holders(line, named);
        let referred = self.referred.iter();
        let paid = self.owed.iter().filter(|i| payers.contains(&&i.company));
        let held = self.owed.iter().filter(|i| holders.contains(&&i.company));
        let by_name = self.by_name.iter();
        let is_named = |i: &&Invoice| {
            names::same(&i.bill_to, &line.payer) || names::names(&line.purpose, &i.bill_to)
        };
        let by_name = by_name.filter(is_named);
        let firms = holders.iter().chain(&payers).copied();
        let firms = firms.chain(by_name.clone().map(|i| &i.company));
        let firms = firms.collect();
        // Another company stands there, and that account never paid for it.
        let is_other = |company: &CompanyId| {
            let agrees = |one: &&CompanyId| payers.contains(one) || *one == company;
            !holders.is_empty() && !holders.iter().any(agrees)
        };
        let numbered = self.numbered.iter();
        // A line that says who paid, or for what, is no stranger's who owes as much.
        let told = !(holders.is_empty() && payers.is_empty() && named.references.is_empty())
            || numbered.clone().any(|i| named.numbers.contains(&i.number));
        let by_amount = self.by_amount.iter();
        let by_amount = by_amount.filter(|i| !told && i.open() == line.amount);
        let mut seen: Vec<&InvoiceId> = vec![];
        let candidates = referred
            .filter(|i| named.references.contains(&i.reference))
            .chain(numbered.filter(|i| named.numbers.contains(&i.number)))
            .chain(paid)
            .chain(held)
            .chain(by_name.take(SOME))
            .chain(by_amount.take(SOME))
            .filter(|invoice| invoice.open().0 > 0)
            .filter(|invoice| {
                let fresh = !seen.contains(&&invoice.id);
                seen.push(&invoice.id);
                fresh
            })
            .filter_map(|invoice| {
                let known_account = payers.contains(&&invoice.company);
                self.candidate(invoice, known_account, is_other(&invoice.company))
            })
            .collect();
        Seen { candidates, firms }
    }
}

/// What may be paid, and the companies that are named or paid from that account before.
struct Seen<'a> {
    candidates: Vec<Candidate>,
    firms: Vec<&'a CompanyId>,
}

fn read(conn: &mut Conn, lines: &[Line], named: &[Named]) -> Result<Read, Fault> {
    let filled = |text: &&str| !text.is_empty();
    let references = distinct(named.iter().flat_map(|n| n.references.iter().cloned()));
    let accounts = lines.iter().map(|line| line.payer_account.as_str());
    let numbers = distinct(named.iter().flat_map(|n| n.numbers.iter().cloned()));
    let payers = lines.iter().map(|line| &line.payer);
    let firms = named.iter().flat_map(|n| n.firms.iter());
    let payers = distinct(payers.chain(firms).map(String::as_str).filter(filled));
    let spelt = distinct(payers.iter().flat_map(|name| names::spellings(name)));
    let spelt: Vec<&str> = spelt.iter().map(String::as_str).collect();
    let codes = named.iter().filter_map(|n| n.code.as_ref());
    let codes = distinct(codes.map(CreditCode::as_str));
    let amounts = distinct(lines.iter().map(|line| line.amount));

    let paid_from = money::known_accounts(conn, &distinct(accounts.filter(filled)))?;
    let mut holders = companies::known(conn, &codes, &[])?;
    holders.extend(companies::named(conn, &payers)?);
    let firms = paid_from.iter().map(|(_, company)| company.clone());
    let firms = distinct(firms.chain(holders.iter().map(|company| company.id.clone())));
    let mut read = Read {
        referred: invoices::by_references(conn, &references)?,
        numbered: invoices::by_numbers(conn, &numbers)?,
        owed: invoices::open_of_companies(conn, &firms)?,
        by_name: invoices::open_of_names(conn, &spelt)?,
        by_amount: invoices::with_open(conn, &amounts, SOME)?,
        paid_from,
        holders,
        known: HashMap::new(),
        entered: vec![],
        paid_with: HashMap::new(),
    };
    let ids = read.all().into_iter().flatten();
    let ids = ids.map(|i| i.company.clone()).chain(firms);
    let ids = distinct(ids);
    let days = lines.iter().filter(|line| line.amount.0 > 0);
    read.entered = entered::unshown(conn, &ids, days.map(|line| line.on))?;
    let named = read.referred.iter().chain(&read.numbered);
    let settled = named.filter(|one| one.open().0 <= 0);
    let settled = distinct(settled.map(|one| one.id.clone()));
    read.paid_with = entered::paid_with(conn, &settled)?;
    let loaded = companies::load_many(conn, &ids)?.into_iter();
    read.known = loaded
        .map(|company| (company.id.clone(), company))
        .collect();
    Ok(read)
}

/// What each of these lines may pay.
///
/// # Errors
/// If the database fails.
pub fn of_lines(conn: &mut Conn, lines: &[Line]) -> Result<Found, Fault> {
    let named: Vec<Named> = lines.iter().map(Named::of).collect();
    let read = read(conn, lines, &named)?;
    let found = lines.iter().zip(&named);
    let found = found.map(|(line, named)| read.of(line, named)).collect();
    let all = [
        read.referred,
        read.numbered,
        read.owed,
        read.by_name,
        read.by_amount,
    ];
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
