//! Exact lines of a statement are booked together: what they rest on is read once for all of them, and what
//! becomes of them is written in few statements, with the same end as one by one. A line about which
//! anything is out of the ordinary is booked, or refused, by itself when its turn comes.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Datelike;

use super::ledger::Journal;
use super::lines::{Share, booked, shares};
use super::{bounds, own, pay, settle};
use crate::companies;
use crate::dues::letters;
use crate::dues::rules::bank::exact::{Exact, Owed, exact as found_exact};
use crate::dues::rules::invoice::{Invoice, booked_on};
use crate::dues::rules::ledger::Event;
use crate::dues::rules::lots::Lot;
use crate::dues::rules::{InvoiceId, LineId, reference};
use crate::dues::store::bank::LineRow;
use crate::dues::store::{entered, exact, invoices, ledger, money, papers};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Say};
use crate::membership;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::runs::{Run, RunId};
use crate::platform::settings::next_numbers;

/// What lines rest on, read in the write that books them.
struct Known {
    today: Day,
    earliest: Day,
    /// No larger amount is taken for true.
    most: Fen,
    /// The last year that is closed.
    closed: Option<i32>,
    lines: HashMap<LineId, LineRow>,
    /// What is named, those that fall due first.
    invoices: Vec<Invoice>,
    /// The place of each reference among them.
    places: HashMap<String, usize>,
    names: HashMap<CompanyId, String>,
    /// Invoices that are merely settled when they are paid: see [`settle::is_plain`].
    plain: HashSet<InvoiceId>,
    booked_on: HashMap<InvoiceId, Day>,
    /// Companies for which whoever has this done acts.
    own: Vec<CompanyId>,
    /// Lines that a bank may have taken back.
    doubtful: HashSet<LineId>,
    /// Transfers that were written down by hand and that no line shows yet.
    entered: Vec<money::Payment>,
}

/// A line that is to be booked.
struct Planned {
    line: LineRow,
    to: Vec<(Invoice, Fen)>,
    shares: Vec<Share>,
}

/// What is done with a line.
enum Turn {
    Nothing,
    /// Somebody has to look at it, and why.
    Asks(Say),
    Alone,
    Book(Box<Planned>),
}

/// Books those of these lines that are exact, in their order, up to the first that `alone` books by itself:
/// after that what is known of those behind it may be so no more. Gives for each why it is left out, if it is.
///
/// # Errors
/// If the database fails. `Fault::Refused` undoes all of them: something was not foreseen.
pub(super) fn book_all(
    tx: &mut Tx,
    run: &mut Run,
    lines: &[&LineRow],
    alone: impl Fn(&mut Tx, &mut Run, &LineRow) -> Result<Option<Say>, Fault>,
) -> Result<Vec<Option<Say>>, Fault> {
    let mut known = Known::read(tx, lines)?;
    let (mut planned, mut left_out) = (vec![], vec![]);
    for line in lines {
        let mut asked = None;
        match known.turn(line) {
            Turn::Nothing => {}
            Turn::Asks(why) => asked = Some(why),
            Turn::Book(line) => {
                planned.push(*line);
                run.done += 1;
            }
            Turn::Alone => {
                known.write(tx, &planned, &run.id)?;
                left_out.push(alone(tx, run, line)?);
                return Ok(left_out);
            }
        }
        left_out.push(asked);
    }
    known.write(tx, &planned, &run.id)?;
    Ok(left_out)
}

impl Known {
    fn read(tx: &mut Tx, lines: &[&LineRow]) -> Result<Self, Fault> {
        let named = lines.iter().flat_map(|line| reference::find(&line.purpose));
        let named: Vec<String> = named.collect();
        let ids: Vec<&LineId> = lines.iter().map(|line| &line.id).collect();
        let invoices = invoices::by_references(tx.conn(), &named)?;
        let places = invoices.iter().zip(0..);
        let places = places.map(|(invoice, place)| (invoice.reference.clone(), place));
        let whose = invoices.iter().map(|invoice| invoice.company.clone());
        let whose: Vec<CompanyId> = whose.collect();
        let companies = companies::load_many(tx.conn(), &whose)?.into_iter();
        let days = lines.iter().map(|line| line.on_day);
        let entered = entered::unshown(tx.conn(), &whose, days)?;
        let owed = invoices.iter().map(|invoice| invoice.id.clone());
        let owed: Vec<InvoiceId> = owed.collect();
        Ok(Self {
            today: tx.today()?,
            earliest: bounds::earliest(tx)?,
            most: bounds::most(tx)?,
            closed: ledger::closed(tx.conn())?.first().map(|last| last.year),
            lines: exact::lines(tx.conn(), &ids)?,
            places: places.collect(),
            names: companies.map(|one| (one.id, one.profile.name)).collect(),
            plain: plain(tx, &invoices, &owed)?,
            booked_on: ledger::booked_on_each(tx.conn(), &owed)?,
            own: own::companies(tx)?,
            doubtful: exact::doubtful(tx.conn(), lines)?,
            entered,
            invoices,
        })
    }

    /// The invoices that a line names, those that fall due first.
    fn named(&self, line: &LineRow) -> Vec<usize> {
        let references = reference::find(&line.purpose);
        let places = references.iter().filter_map(|one| self.places.get(one));
        let mut places: Vec<usize> = places.copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// What is to be done with a line. What it pays is open no more for those after it.
    fn turn(&mut self, line: &LineRow) -> Turn {
        let places = self.named(line);
        let named = places.iter().filter_map(|place| self.invoices.get(*place));
        let named: Vec<&Invoice> = named.collect();
        if named.is_empty() {
            return Turn::Nothing;
        }
        // Looked at when its turn comes, as what it names.
        let Some(line) = self.lines.get(&line.id) else {
            return Turn::Alone;
        };
        if line.state != "open" {
            return Turn::Nothing;
        }
        let like = entered::like(&self.entered, (line.on_day, line.amount()), &named);
        let like = like.map(|payment| payment.receipt.as_str());
        let each = named.iter().map(|one| Owed::from(*one));
        let exact = match found_exact(&line.line(), each, like) {
            Exact::Nothing => return Turn::Nothing,
            Exact::Asks(why) => return Turn::Asks(why),
            Exact::Pays(all) => all,
        };
        let to = named.into_iter().filter_map(|invoice| {
            let (_, amount) = exact.iter().find(|(id, _)| *id == invoice.id)?;
            Some((invoice.clone(), *amount))
        });
        let to: Vec<(Invoice, Fen)> = to.collect();
        let Some(shares) = self.ordinary(line, &to) else {
            return Turn::Alone;
        };
        let line = line.clone();
        for (paid, amount) in &to {
            let known = self.places.get(&paid.reference);
            if let Some(known) = known.and_then(|place| self.invoices.get_mut(*place)) {
                known.sums.paid.0 += amount.0;
            }
        }
        Turn::Book(Box::new(Planned { line, to, shares }))
    }

    /// The payments that a line becomes; none if anything about it is out of the ordinary.
    fn ordinary(&self, line: &LineRow, to: &[(Invoice, Fen)]) -> Option<Vec<Share>> {
        let in_time = self.earliest <= line.on_day && line.on_day <= self.today;
        let is_open = self.closed.is_none_or(|year| year < line.on_day.year());
        let is_plain = to.iter().all(|(one, _)| self.plain.contains(&one.id));
        if !(in_time && is_open && is_plain) || self.doubtful.contains(&line.id) {
            return None;
        }
        let shares = shares(line, to, None).ok()?;
        let is_taken = |(new, _): &Share| {
            0 < new.amount.0
                && new.amount <= self.most
                && self.names.contains_key(&new.company)
                && !self.own.contains(&new.company)
        };
        shares.iter().all(is_taken).then_some(shares)
    }

    /// Writes these lines down as booked, with all that follows from it.
    fn write(&self, tx: &mut Tx, planned: &[Planned], run: &RunId) -> Result<(), Fault> {
        if planned.is_empty() {
            return Ok(());
        }
        let year = self.today.year();
        let many = planned.iter().map(|line| line.shares.len()).sum::<usize>();
        let many = i64::try_from(many).unwrap_or(i64::MAX);
        let mut n = next_numbers(tx, &pay::series(year), many)?;
        let mut journal = Journal::open(tx)?;
        let (mut payments, mut lots, mut uses, mut record) = (vec![], vec![], vec![], vec![]);
        for line in planned {
            for (new, parts) in &line.shares {
                let name = self.names.get(&new.company).ok_or(Fault::Missing)?;
                let payment = pay::written(tx, new, name, (year, n), None);
                n += 1;
                record.push(pay::entry(&payment));
                let (event, on) = (Event::Received(new.method), new.received_on);
                let about = ("payment", payment.id.as_str());
                journal.book(tx, event, payment.fen(), (on, &new.company), about)?;
                let mut lot = pay::lot_of(&payment);
                for (invoice, amount) in parts {
                    let about = ("invoice", invoice.id.as_str());
                    let pays = ("invoice", Some(&invoice.id));
                    uses.push(settle::used(tx, &lot.id, pays, *amount, on));
                    lot.remaining.0 -= amount.0;
                    let whose = (on.max(self.first_day(invoice)), &invoice.company);
                    journal.book(tx, Event::Paid, *amount, whose, about)?;
                }
                lots.push(lot);
                payments.push(payment);
            }
            record.push(booked(&line.line, &line.to));
        }
        journal.write(tx)?;
        put_money(tx, &payments, lots, uses)?;
        settle_all(tx, planned)?;
        letters::received(tx, &payments)?;
        let ids: Vec<&LineId> = planned.iter().map(|line| &line.line.id).collect();
        exact::set_booked(tx.conn(), &ids, run)?;
        audit::record_all(tx, record)
    }

    /// No payment of an invoice is booked on a day before this one.
    fn first_day(&self, invoice: &Invoice) -> Day {
        let booked = self.booked_on.get(&invoice.id).copied();
        booked.unwrap_or_else(|| booked_on(invoice.issued_on, invoice.span))
    }
}

/// Those of these invoices that are merely settled when they are paid: of a membership that is over, days may
/// have been carried into a later one.
fn plain(
    tx: &mut Tx,
    invoices: &[Invoice],
    ids: &[InvoiceId],
) -> Result<HashSet<InvoiceId>, Fault> {
    let mut notes: HashMap<InvoiceId, Vec<_>> = HashMap::new();
    for note in invoices::notes_on(tx.conn(), ids)? {
        notes.entry(note.invoice_id.clone()).or_default().push(note);
    }
    let paid = exact::paid(tx.conn(), ids)?;
    let in_parts = exact::in_parts(tx.conn(), ids)?;
    let whose: Vec<_> = invoices
        .iter()
        .filter_map(|one| one.membership.as_ref())
        .collect();
    let over = membership::ended_among(tx.conn(), &whose)?;
    let is_plain = |one: &&Invoice| {
        if one.membership.as_ref().is_some_and(|id| over.contains(id)) {
            return false;
        }
        let notes = notes.get(&one.id).map_or(&[][..], Vec::as_slice);
        let paid = paid.get(&one.id).copied().unwrap_or(Fen(0));
        settle::is_plain(one, notes, paid, in_parts.contains(&one.id))
    };
    let found = invoices.iter().filter(is_plain);
    Ok(found.map(|one| one.id.clone()).collect())
}

fn put_money(
    tx: &mut Tx,
    payments: &[money::Payment],
    lots: Vec<Lot>,
    uses: Vec<money::Use>,
) -> Result<(), Fault> {
    let now = tx.now();
    money::insert(tx.conn(), payments.to_vec())?;
    let lots: Vec<(&money::Payment, Lot)> = payments.iter().zip(lots).collect();
    money::insert_used(tx.conn(), &lots, uses, now)
}

/// Nothing is open any more of what these lines pay, and the periods are settled.
fn settle_all(tx: &mut Tx, planned: &[Planned]) -> Result<(), Fault> {
    let mut paid: BTreeMap<Day, Vec<InvoiceId>> = BTreeMap::new();
    let (mut all, mut periods) = (vec![], HashMap::new());
    for line in planned {
        for (invoice, _) in &line.to {
            let same = paid.entry(line.line.on_day).or_default();
            same.push(invoice.id.clone());
            all.push(invoice.id.clone());
            let period = invoice.period.clone();
            periods.extend(period.map(|period| (period, line.line.on_day)));
        }
    }
    for (on, invoices) in paid {
        exact::set_paid(tx.conn(), &invoices, on)?;
    }
    membership::settle_all(tx, &periods)?;
    let now = tx.now();
    papers::handle_slips(tx.conn(), &all, now)
}
