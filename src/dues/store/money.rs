//! Payments, the lots of the balance, and what each lot was used for.

use diesel::prelude::*;

use crate::dues::rules::ledger::Method;
use crate::dues::rules::lots::{Lot, LotKind};
use crate::dues::rules::{InvoiceId, LotId, PaymentId};
use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Day, Fen, Moment};
use crate::membership::rules::PeriodId;
use crate::platform::db::{self, Conn, Fault};
use crate::schema::{lot_uses, payments, prepaid_lots};

/// Money that came in; with a negative amount, one that was taken back.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = payments, treat_none_as_default_value = false)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// What makes the same event twice harmless.
    pub key: String,
    /// Number of its receipt.
    pub receipt: String,
    /// Whose.
    pub company_id: CompanyId,
    /// How: see [`Method`].
    pub method: String,
    /// How much, in fen.
    pub amount: i64,
    /// When it came.
    pub received_on: Day,
    /// Who paid, as the bank says.
    pub payer: String,
    /// From which account.
    pub payer_account: String,
    /// What was written beside it.
    pub note: String,
    /// The payment that this one takes back.
    pub reverses: Option<PaymentId>,
    /// What it is found by.
    pub search: String,
    /// Who wrote it down.
    pub by_name: String,
    /// When that was.
    pub created_at: Moment,
}

impl Payment {
    /// How it came.
    #[must_use]
    pub fn method(&self) -> Method {
        Method::from_word(&self.method).unwrap_or(Method::Bank)
    }

    /// How much.
    #[must_use]
    pub fn fen(&self) -> Fen {
        Fen(self.amount)
    }
}

/// A payment.
pub fn payment(conn: &mut Conn, id: &PaymentId) -> Result<Payment, Fault> {
    Ok(Payment::query().filter(payments::id.eq(id)).first(conn)?)
}

/// Several payments, the newest first.
pub fn payments_by_id(conn: &mut Conn, ids: &[PaymentId]) -> Result<Vec<Payment>, Fault> {
    Ok(Payment::query()
        .filter(payments::id.eq_any(ids))
        .order((payments::received_on.desc(), payments::id.desc()))
        .load(conn)?)
}

/// The payment that was written down under this key.
pub fn by_key(conn: &mut Conn, key: &str) -> Result<Option<Payment>, Fault> {
    Ok(Payment::query()
        .filter(payments::key.eq(key))
        .first(conn)
        .optional()?)
}

/// The payments that were written down under these keys, in the order of their receipts; at most some
/// hundred.
pub fn by_keys(conn: &mut Conn, keys: &[String]) -> Result<Vec<Payment>, Fault> {
    Ok(Payment::query()
        .filter(payments::key.eq_any(keys))
        .order((payments::created_at, payments::receipt))
        .load(conn)?)
}

/// The payment that takes this one back.
pub fn reversal_of(conn: &mut Conn, id: &PaymentId) -> Result<Option<Payment>, Fault> {
    Ok(Payment::query()
        .filter(payments::reverses.eq(id))
        .first(conn)
        .optional()?)
}

/// A company's payments, the newest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Payment>, Fault> {
    Ok(Payment::query()
        .filter(payments::company_id.eq(company))
        .order((payments::received_on.desc(), payments::id.desc()))
        .load(conn)?)
}

/// The companies that paid from one of these accounts before, each beside the account: what was taken back was a
/// mistake and tells nothing.
pub fn known_accounts(
    conn: &mut Conn,
    accounts: &[&str],
) -> Result<Vec<(String, CompanyId)>, Fault> {
    let back = diesel::alias!(payments as back);
    Ok(payments::table
        .filter(
            payments::payer_account
                .eq_any(accounts)
                .and(payments::amount.gt(0)),
        )
        .filter(
            payments::id.ne_all(
                back.filter(back.field(payments::reverses).is_not_null())
                    .select(back.field(payments::reverses).assume_not_null()),
            ),
        )
        .select((payments::payer_account, payments::company_id))
        .distinct()
        .load(conn)?)
}

/// Writes payments down.
pub fn insert(conn: &mut Conn, new: Vec<Payment>) -> Result<(), Fault> {
    db::insert_all(conn, payments::table, new)
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = prepaid_lots, treat_none_as_default_value = false)]
struct LotRow {
    id: LotId,
    company_id: CompanyId,
    kind: String,
    payment_id: Option<PaymentId>,
    amount: i64,
    remaining: i64,
    expires_on: Option<Day>,
    note: String,
    on_day: Day,
    created_at: Moment,
    period_id: Option<PeriodId>,
}

impl From<LotRow> for Lot {
    fn from(row: LotRow) -> Self {
        Self {
            id: row.id,
            kind: LotKind::from_word(&row.kind).unwrap_or(LotKind::Purchased),
            amount: Fen(row.amount),
            remaining: Fen(row.remaining),
            expires_on: row.expires_on,
            on: row.on_day,
            note: row.note,
        }
    }
}

/// A company's lots, used up ones too, oldest first.
pub fn lots(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Lot>, Fault> {
    let rows: Vec<LotRow> = LotRow::query()
        .filter(prepaid_lots::company_id.eq(company))
        .order((prepaid_lots::created_at, prepaid_lots::id))
        .load(conn)?;
    Ok(rows.into_iter().map(Lot::from).collect())
}

/// A lot and whose it is.
pub fn lot(conn: &mut Conn, id: &LotId) -> Result<(CompanyId, Lot), Fault> {
    let row: LotRow = LotRow::query()
        .filter(prepaid_lots::id.eq(id))
        .first(conn)?;
    Ok((row.company_id.clone(), row.into()))
}

/// The lot a payment made.
pub fn lot_of(conn: &mut Conn, payment: &PaymentId) -> Result<Lot, Fault> {
    let row: LotRow = LotRow::query()
        .filter(prepaid_lots::payment_id.eq(payment))
        .first(conn)?;
    Ok(row.into())
}

/// The lots that a lower rank in a period made, oldest first, each with what of it was taken back.
pub fn lots_of_period(conn: &mut Conn, period: &PeriodId) -> Result<Vec<(Lot, Fen)>, Fault> {
    let rows: Vec<LotRow> = LotRow::query()
        .filter(prepaid_lots::period_id.eq(period))
        .order((prepaid_lots::created_at, prepaid_lots::id))
        .load(conn)?;
    let mut found = vec![];
    for row in rows {
        let uses = uses(conn, &row.id)?;
        let back = uses.iter().filter(|used| used.kind == "rank");
        let back = Fen(back.map(|used| used.amount).sum());
        found.push((row.into(), back));
    }
    Ok(found)
}

/// Lots whose last day was before `today` and that still hold something.
pub fn expired(conn: &mut Conn, today: Day) -> Result<Vec<LotId>, Fault> {
    Ok(prepaid_lots::table
        .filter(prepaid_lots::expires_on.is_not_null())
        .filter(prepaid_lots::expires_on.assume_not_null().lt(today))
        .filter(prepaid_lots::remaining.gt(0))
        .select(prepaid_lots::id)
        .load(conn)?)
}

/// Where a lot came from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// The chamber gave it.
    Gift,
    /// A payment.
    Payment(&'a PaymentId),
    /// A lower rank in a period that was paid for before the portal.
    Period(&'a PeriodId),
}

/// Writes a lot down.
pub fn insert_lot(
    conn: &mut Conn,
    company: &CompanyId,
    source: Source,
    lot: &Lot,
    now: Moment,
) -> Result<(), Fault> {
    db::insert(conn, prepaid_lots::table, row(company, source, lot, now))
}

/// Writes the lots down that payments became, with what they pay at once: as much less remains of each.
pub fn insert_used(
    conn: &mut Conn,
    lots: &[(&Payment, Lot)],
    uses: Vec<Use>,
    now: Moment,
) -> Result<(), Fault> {
    let rows = lots.iter().map(|(payment, lot)| {
        let source = Source::Payment(&payment.id);
        row(&payment.company_id, source, lot, now)
    });
    db::insert_all(conn, prepaid_lots::table, rows.collect())?;
    db::insert_all(conn, lot_uses::table, uses)
}

fn row(company: &CompanyId, source: Source, lot: &Lot, now: Moment) -> LotRow {
    let (payment, period) = match source {
        Source::Gift => (None, None),
        Source::Payment(id) => (Some(id.clone()), None),
        Source::Period(id) => (None, Some(id.clone())),
    };
    LotRow {
        id: lot.id.clone(),
        company_id: company.clone(),
        kind: lot.kind.word().to_owned(),
        payment_id: payment,
        amount: lot.amount.0,
        remaining: lot.remaining.0,
        expires_on: lot.expires_on,
        note: lot.note.clone(),
        on_day: lot.on,
        created_at: now,
        period_id: period,
    }
}

/// What a lot was used for.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = lot_uses, treat_none_as_default_value = false)]
pub struct Use {
    /// Its id.
    pub id: Id<Use>,
    /// Of which lot.
    pub lot_id: LotId,
    /// `invoice`, `refund`, `expired`, `reversed`, `rank`.
    pub kind: String,
    /// Which invoice it pays.
    pub invoice_id: Option<InvoiceId>,
    /// How much, in fen; negative takes a use back.
    pub amount: i64,
    /// What was written beside it.
    pub note: String,
    /// When.
    pub on_day: Day,
    /// Written down at.
    pub created_at: Moment,
    /// How it was paid back, as a word of [`Method`]; empty where it was not, or by an earlier build.
    pub method: String,
}

/// Uses a lot: a row more, and so much less remains. The balance is never below nothing.
pub fn use_lot(conn: &mut Conn, used: &Use) -> Result<(), Fault> {
    let changed = diesel::update(prepaid_lots::table.find(&used.lot_id))
        .filter(prepaid_lots::remaining.ge(used.amount))
        .set(prepaid_lots::remaining.eq(prepaid_lots::remaining - used.amount))
        .execute(conn)?;
    if changed != 1 {
        return Err(Fault::Broken("a lot holds less than was to be used".into()));
    }
    db::insert(conn, lot_uses::table, used.clone())
}

/// Everything a lot was used for, oldest first.
pub fn uses(conn: &mut Conn, lot: &LotId) -> Result<Vec<Use>, Fault> {
    Ok(Use::query()
        .filter(lot_uses::lot_id.eq(lot))
        .order((lot_uses::created_at, lot_uses::id))
        .load(conn)?)
}

/// What paid an invoice, oldest first.
pub fn uses_for(conn: &mut Conn, invoice: &InvoiceId) -> Result<Vec<Use>, Fault> {
    Ok(Use::query()
        .filter(lot_uses::invoice_id.eq(invoice))
        .order((lot_uses::created_at, lot_uses::id))
        .load(conn)?)
}

/// The payments behind these lots, each beside its lot; a gift has none.
pub fn payments_of_lots(conn: &mut Conn, lots: &[&LotId]) -> Result<Vec<(LotId, Payment)>, Fault> {
    let paid: Vec<(LotId, Option<PaymentId>)> = prepaid_lots::table
        .filter(prepaid_lots::id.eq_any(lots))
        .select((prepaid_lots::id, prepaid_lots::payment_id))
        .load(conn)?;
    let ids: Vec<PaymentId> = paid.iter().filter_map(|(_, id)| id.clone()).collect();
    let payments = payments_by_id(conn, &ids)?;
    let with = |(lot, id): (LotId, Option<PaymentId>)| {
        let payment = payments
            .iter()
            .find(|payment| Some(&payment.id) == id.as_ref())?;
        Some((lot, payment.clone()))
    };
    Ok(paid.into_iter().filter_map(with).collect())
}

/// Which of these lots are gifts.
pub fn gifts(conn: &mut Conn, lots: &[&LotId]) -> Result<Vec<LotId>, Fault> {
    Ok(prepaid_lots::table
        .filter(prepaid_lots::id.eq_any(lots))
        .filter(prepaid_lots::kind.eq(LotKind::Granted.word()))
        .select(prepaid_lots::id)
        .load(conn)?)
}

/// What these payments pay: payment, invoice and how much, in fen; negative takes it back.
pub fn paid_by(
    conn: &mut Conn,
    payments: &[&PaymentId],
) -> Result<Vec<(PaymentId, InvoiceId, i64)>, Fault> {
    let lots: Vec<(LotId, PaymentId)> = prepaid_lots::table
        .filter(prepaid_lots::payment_id.is_not_null())
        .filter(prepaid_lots::payment_id.assume_not_null().eq_any(payments))
        .select((prepaid_lots::id, prepaid_lots::payment_id.assume_not_null()))
        .load(conn)?;
    let ids: Vec<&LotId> = lots.iter().map(|(lot, _)| lot).collect();
    let uses: Vec<(LotId, Option<InvoiceId>, i64)> = lot_uses::table
        .filter(lot_uses::lot_id.eq_any(ids))
        .filter(lot_uses::kind.eq("invoice"))
        .order((lot_uses::created_at, lot_uses::id))
        .select((lot_uses::lot_id, lot_uses::invoice_id, lot_uses::amount))
        .load(conn)?;
    let with = |(lot, invoice, amount): (LotId, Option<InvoiceId>, i64)| {
        let (_, payment) = lots.iter().find(|(id, _)| *id == lot)?;
        Some((payment.clone(), invoice?, amount))
    };
    Ok(uses.into_iter().filter_map(with).collect())
}
