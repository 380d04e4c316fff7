//! Another rank: what the ranks held in a period cost beyond what is booked for them is charged or credited;
//! see [`rank`](crate::dues::rules::rank).

use chrono::TimeDelta;
use serde_json::json;

use super::bill::{Bill, issue, recorded};
use super::own::of_another;
use super::pay::from_balance;
use super::relief::credit;
use super::settle::put_use;
use crate::companies;
use crate::dues::policy::HandleDues;
use crate::dues::rules::amount::pour;
use crate::dues::rules::invoice::{Invoice, Kind};
use crate::dues::rules::ledger::Event;
use crate::dues::rules::lots::{Lot, LotKind};
use crate::dues::rules::rank::{Charge, booked, cost, credit as credited};
use crate::dues::rules::standard::{Standard, in_force, of_period};
use crate::dues::rules::{DuesRules, LotId};
use crate::dues::store::invoices::CreditNote;
use crate::dues::store::money::{self, Source};
use crate::dues::store::{self, invoices};
use crate::kernel::{Can, Day, Fen};
use crate::membership;
use crate::membership::rules::period::{PeriodRules, Span};
use crate::membership::rules::ranks::Held;
use crate::membership::rules::{MemberEvent, Membership, MembershipId, Period};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// What a change of rank came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Further invoices: one for each period that costs more.
    pub charged: Vec<Invoice>,
    /// So much less is owed, or is balance now.
    pub credited: Fen,
    /// So much of that is balance since no invoice could be credited.
    pub balance: Fen,
    /// So much was taken from the balance: of what an earlier change made balance.
    pub from_balance: Fen,
    /// The rank held since then, from which day, and until when if another follows.
    pub holds: Option<(String, Day, Option<Day>)>,
}

impl Change {
    /// By how much more is billed; less if negative.
    pub(super) fn billed(&self) -> Fen {
        let charged = self.charged.iter().map(|invoice| invoice.sums.total.0);
        Fen(charged.sum::<i64>() - self.credited.0)
    }
}

/// The ranks of a member as far as periods go by them that begin on this day or later: none is given for a day
/// to come.
pub(super) fn held_from(tx: &mut Tx, member: &Membership, first: Day) -> Result<Held, Fault> {
    if tx.today()? <= first {
        return Ok(Held::always(&member.rank));
    }
    let events = membership::events(tx.conn(), &member.id)?;
    Ok(Held::of(&events, &member.rank))
}

/// The rank that prices a period of a member: of one that began before, the one held on its first day.
pub(super) fn rank_on(tx: &mut Tx, member: &Membership, first: Day) -> Result<String, Fault> {
    Ok(held_from(tx, member, first)?.on(first).to_owned())
}

/// Gives a member another rank from `on` until the day of the next change. What the ranks held cost in each
/// period that runs then or was billed for later is charged or credited, as far as it isn't already.
///
/// # Errors
/// `Fault::Refused` if it has that rank on that day already, has ended, the day is to come or before it joined,
/// or no standard names the rank; and for whoever acts for the company.
pub fn change_rank(
    tx: &mut Tx,
    id: &MembershipId,
    rank: &str,
    on: Day,
    why: &str,
) -> Result<Change, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let today = tx.today()?;
    if on > today {
        return Err(say!("dues-rank-future").into());
    }
    let before = membership::load(tx.conn(), id)?;
    of_another(tx, &before.company)?;
    let joined_on = before.joined_on;
    if on < joined_on {
        return Err(say!("dues-rank-early", day = joined_on).into());
    }
    let standards = store::standards(tx.conn())?;
    if in_force(&standards, on).is_none_or(|s| s.fee(rank).is_none()) {
        return Err(say!("dues-no-standard").into());
    }
    let member = membership::set_rank(tx, id, rank, on, why)?;
    let held = Held::of(&membership::events(tx.conn(), id)?, &member.rank);
    let until = held.until(on);
    let days = Span {
        first: on,
        last: until.unwrap_or(Day::MAX),
    };
    let mut change = Change {
        holds: Some((rank.to_owned(), on, until)),
        ..Change::default()
    };
    for period in membership::periods(tx.conn(), id)? {
        let within = days.first <= period.span.last && period.span.first <= days.last;
        if period.cancelled_on.is_none() && within {
            let by = (&member, rank);
            even_out(tx, by, (&held, &period), (days, why), &mut change)?;
        }
    }
    Ok(change)
}

/// What was billed for a period that began before, at the rank held on its first day, is made what the ranks
/// held in it cost: change by change, as if each had been entered on its day.
pub(super) fn even_out_billed(tx: &mut Tx, id: &MembershipId, first: Day) -> Result<Change, Fault> {
    let mut change = Change::default();
    let member = membership::load(tx.conn(), id)?;
    let events = membership::events(tx.conn(), id)?;
    let held = Held::of(&events, &member.rank);
    let periods = membership::periods(tx.conn(), id)?;
    let billed = |period: &&Period| period.cancelled_on.is_none() && period.span.first == first;
    let Some(period) = periods.iter().find(billed) else {
        return Ok(change);
    };
    for (from, rank) in held.within(period.span).skip(1) {
        let said = |event: &&MemberEvent| event.kind == "rank" && event.from == from;
        let why = events
            .iter()
            .rfind(said)
            .map_or("", |event| event.why.as_str());
        let days = Span {
            first: from,
            last: period.span.last,
        };
        let (by, known) = ((&member, rank), held.up_to(from));
        even_out(tx, by, (&known, period), (days, why), &mut change)?;
    }
    Ok(change)
}

/// Charges what the rank of a new membership costs beyond the one at which its first days were paid before.
pub(super) fn charge_dearer(tx: &mut Tx, member: &Membership) -> Result<Change, Fault> {
    let mut change = Change::default();
    let periods = membership::periods(tx.conn(), &member.id)?;
    if let Some(period) = periods.first() {
        let (by, held) = ((member, member.rank.as_str()), Held::always(&member.rank));
        even_out(tx, by, (&held, period), (period.span, ""), &mut change)?;
    }
    Ok(change)
}

/// What is booked for the ranks of a period.
struct Booked {
    /// The charges for ranks, the newest first, and the invoice of the period itself if it has one.
    invoices: Vec<Invoice>,
    /// The same as far as changes of rank go by them.
    charges: Vec<Charge>,
    /// How many of them are for ranks.
    for_ranks: usize,
    /// What lower ranks made balance, each with what was taken back.
    lots: Vec<(Lot, Fen)>,
}

impl Booked {
    fn read(tx: &mut Tx, member: &Membership, period: &Period) -> Result<Self, Fault> {
        let mut all = invoices::of_ranks(tx.conn(), &member.id, period.span)?;
        let for_ranks = all.len();
        all.extend(invoices::of_period(tx.conn(), &period.id)?);
        Ok(Self {
            charges: charges(tx, &all)?,
            invoices: all,
            for_ranks,
            lots: money::lots_of_period(tx.conn(), &period.id)?,
        })
    }

    /// The invoice of the period itself.
    fn of_period(&self) -> Option<&Invoice> {
        self.invoices.get(self.for_ranks)
    }

    fn sum(&self) -> Fen {
        let (ranks, whole) = self.charges.split_at(self.for_ranks);
        let balance = self.lots.iter().map(|(lot, back)| lot.amount.0 - back.0);
        booked(ranks, whole.first(), Fen(balance.sum()))
    }

    /// What changes of rank credited so far.
    fn taken_back(&self) -> Fen {
        Fen(self.charges.iter().map(|one| one.taken_back.0).sum())
    }
}

/// Charges or credits what the ranks held in a period cost beyond what is booked for them: since a rank is held
/// on these days.
fn even_out(
    tx: &mut Tx,
    (member, rank): (&Membership, &str),
    (held, period): (&Held, &Period),
    (days, why): (Span, &str),
    change: &mut Change,
) -> Result<(), Fault> {
    let rules: PeriodRules = settings::get(tx.conn())?;
    let (standards, today) = (store::standards(tx.conn())?, tx.today()?);
    let cost = cost(held, &rules, (period.span, &period.rank), |rank, day| {
        let standard = of_period(&standards, day, today).and_then(|s| s.fee(rank));
        standard.unwrap_or_default()
    });
    let booked = Booked::read(tx, member, period)?;
    let more = Fen(cost.0 - booked.sum().0);
    if more.0 <= 0 {
        return lower(tx, (member, period), &booked, (Fen(-more.0), why), change);
    }
    let left = take_back(tx, member, &booked.lots, (more, why), change)?;
    if left.0 <= 0 {
        return Ok(());
    }
    let span = Span {
        first: days.first.max(period.span.first),
        last: days.last.min(period.span.last),
    };
    // Never before the dues of the period.
    let earliest = booked
        .of_period()
        .map_or(period.span.first, |one| one.due_on);
    let standard = of_period(&standards, span.first, today);
    let invoice = charge(tx, (member, rank), standard, (span, earliest), left)?;
    if let Some(invoice) = invoice {
        // What was paid and then credited stands as balance: it pays again at once.
        let paid = from_balance(tx, &invoice, booked.taken_back())?;
        change.from_balance.0 += paid.0;
        change.charged.push(invoice);
    }
    Ok(())
}

/// Credits what was charged, the newest first; what no invoice holds of a period that was paid before the
/// portal becomes balance that may pay dues.
fn lower(
    tx: &mut Tx,
    (member, period): (&Membership, &Period),
    booked: &Booked,
    (amount, why): (Fen, &str),
    change: &mut Change,
) -> Result<(), Fault> {
    let today = tx.today()?;
    let (shares, rest) = credited(amount, &booked.charges);
    for (invoice, less) in booked.invoices.iter().zip(shares) {
        if less.0 > 0 {
            credit(tx, invoice, "rank", less, (today, why))?;
            change.credited.0 += less.0;
        }
    }
    if rest.0 <= 0 || booked.of_period().is_some() {
        return Ok(());
    }
    let lot = Lot {
        id: LotId::new(),
        kind: LotKind::Purchased,
        amount: rest,
        remaining: rest,
        expires_on: None,
        on: today,
        note: why.to_owned(),
    };
    let now = tx.now();
    let source = Source::Period(&period.id);
    money::insert_lot(tx.conn(), &member.company, source, &lot, now)?;
    change.credited.0 += rest.0;
    change.balance.0 += rest.0;
    balanced(tx, member, &lot.id, (rest, why))
}

/// Takes back what lower ranks made balance, as far as it is still there: gives what is left to charge.
fn take_back(
    tx: &mut Tx,
    member: &Membership,
    lots: &[(Lot, Fen)],
    (amount, why): (Fen, &str),
    change: &mut Change,
) -> Result<Fen, Fault> {
    let today = tx.today()?;
    let there: Vec<Fen> = lots.iter().map(|(lot, _)| lot.remaining).collect();
    let (shares, left) = pour(amount, &there);
    for ((lot, _), back) in lots.iter().zip(shares) {
        if back.0 > 0 {
            put_use(tx, &lot.id, ("rank", None), back, today)?;
            balanced(tx, member, &lot.id, (Fen(-back.0), why))?;
            change.from_balance.0 += back.0;
        }
    }
    Ok(left)
}

/// Books that so much became balance, or with a negative amount that it was taken back: today, as all that
/// comes to a balance or goes from it.
fn balanced(
    tx: &mut Tx,
    member: &Membership,
    lot: &LotId,
    (amount, why): (Fen, &str),
) -> Result<(), Fault> {
    let on = (tx.today()?, &member.company);
    let event = Event::Balanced(Kind::Rank.income());
    super::ledger::book(tx, event, amount, on, ("lot", lot.as_str()))?;
    let act = match amount.0 > 0 {
        true => "dues.balance.credited",
        false => "dues.balance.taken_back",
    };
    let entry = Entry::on("lot", lot).did(act);
    let after = json!({ "company": member.company, "amount": Fen(amount.0.abs()) });
    audit::record(tx, entry.after(&after).why(why))
}

/// These invoices as far as changes of rank go by them.
fn charges(tx: &mut Tx, invoices: &[Invoice]) -> Result<Vec<Charge>, Fault> {
    let ids: Vec<_> = invoices.iter().map(|invoice| invoice.id.clone()).collect();
    let notes = invoices::notes_on(tx.conn(), &ids)?;
    let charge = |invoice: &Invoice| {
        let took = |note: &&CreditNote| {
            let cancelled = note.kind == "cancel" && invoice.kind == Kind::Rank;
            note.invoice_id == invoice.id && (note.kind == "rank" || cancelled)
        };
        let taken_back: i64 = notes.iter().filter(took).map(|note| note.amount).sum();
        Charge {
            total: invoice.sums.total,
            taken_back: Fen(taken_back),
            left: Fen(invoice.sums.billed().0 - invoice.sums.written_off.0),
        }
    };
    Ok(invoices.iter().map(charge).collect())
}

/// An invoice for the rank that a member has on these days of a period, due on no day before `earliest`.
fn charge(
    tx: &mut Tx,
    (member, rank): (&Membership, &str),
    standard: Option<&Standard>,
    (span, earliest): (Span, Day),
    amount: Fen,
) -> Result<Option<Invoice>, Fault> {
    let (today, dues) = (tx.today()?, settings::get::<DuesRules>(tx.conn())?);
    let bill = Bill {
        kind: Kind::Rank,
        company: member.company.clone(),
        bill_to: companies::load(tx.conn(), &member.company)?.profile.name,
        membership: Some(member.id.clone()),
        rank: rank.to_owned(),
        standard: standard.map(|one| one.id.clone()),
        span: Some(span),
        lines: vec![("rank".to_owned(), amount)],
        issued_on: today,
        due_on: earliest.max(today + TimeDelta::days(dues.due_days)),
        run: None,
    };
    let issued = issue(tx, &bill)?;
    if let Some(invoice) = &issued {
        recorded(tx, invoice)?;
    }
    Ok(issued)
}
