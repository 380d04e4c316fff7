//! Fiscal receipts, tax titles, slips, and requests that wait for the president.

use std::collections::HashMap;

use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;

use super::sum_of;
use crate::dues::rules::{FiscalId, InvoiceId, PaymentId, RequestId, SlipId};
use crate::kernel::id::{CompanyId, FileId, PersonId};
use crate::kernel::{Day, Fen, Moment};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::{dues_requests, fiscal_receipts, payment_slips, tax_titles};

/// A fiscal receipt: issued in the state's system, its number kept here.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = fiscal_receipts, treat_none_as_default_value = false)]
pub struct FiscalReceipt {
    /// Its id here.
    pub id: FiscalId,
    /// The number printed on it.
    pub number: String,
    /// The code of its batch.
    pub batch: String,
    /// For which payment; none for one spoiled before it was given out.
    pub payment_id: Option<PaymentId>,
    /// To whom.
    pub company_id: Option<CompanyId>,
    /// Over how much, in fen.
    pub amount: i64,
    /// When.
    pub issued_on: Day,
    /// When it was voided.
    pub voided_on: Option<Day>,
    /// Why.
    pub void_why: String,
    /// Its file.
    pub file_id: Option<FileId>,
    /// Who wrote it down.
    pub by_name: String,
    /// When that was.
    pub created_at: Moment,
}

/// Writes one down.
pub fn insert_fiscal(conn: &mut Conn, new: &FiscalReceipt) -> Result<(), Fault> {
    db::insert(conn, fiscal_receipts::table, new.clone())
}

/// Marks one as void.
pub fn void_fiscal(conn: &mut Conn, id: &FiscalId, on: Day, why: &str) -> Result<(), Fault> {
    diesel::update(fiscal_receipts::table.find(id))
        .set((
            fiscal_receipts::voided_on.eq(on),
            fiscal_receipts::void_why.eq(why),
        ))
        .apply(conn)
}

/// One of them.
pub fn fiscal(conn: &mut Conn, id: &FiscalId) -> Result<FiscalReceipt, Fault> {
    Ok(FiscalReceipt::query()
        .filter(fiscal_receipts::id.eq(id))
        .first(conn)?)
}

/// Whether a number is on record.
pub fn fiscal_known(conn: &mut Conn, number: &str) -> Result<bool, Fault> {
    let n: i64 = fiscal_receipts::table
        .filter(fiscal_receipts::number.eq(number))
        .count()
        .get_result(conn)?;
    Ok(n > 0)
}

/// Those of a payment.
pub fn fiscal_of(conn: &mut Conn, payment: &PaymentId) -> Result<Vec<FiscalReceipt>, Fault> {
    Ok(FiscalReceipt::query()
        .filter(fiscal_receipts::payment_id.eq(payment))
        .order(fiscal_receipts::created_at)
        .load(conn)?)
}

/// Those of these payments.
pub fn fiscal_of_many(
    conn: &mut Conn,
    payments: &[&PaymentId],
) -> Result<Vec<FiscalReceipt>, Fault> {
    Ok(FiscalReceipt::query()
        .filter(fiscal_receipts::payment_id.is_not_null())
        .filter(
            fiscal_receipts::payment_id
                .assume_not_null()
                .eq_any(payments),
        )
        .order(fiscal_receipts::created_at)
        .load(conn)?)
}

/// Those of a span of days, by number, `most` from `from` on; and how many there are.
pub fn fiscal_between(
    conn: &mut Conn,
    (first, last): (Day, Day),
    (from, most): (i64, i64),
) -> Result<(Vec<FiscalReceipt>, i64), Fault> {
    use fiscal_receipts::{batch, id, issued_on, number};
    let within = || fiscal_receipts::table.filter(issued_on.between(first, last));
    let total = within().count().get_result(conn)?;
    let rows = within()
        .order((batch, number, id))
        .offset(from)
        .limit(most)
        .select(FiscalReceipt::as_select())
        .load(conn)?;
    Ok((rows, total))
}

/// A batch in the write-off table: how many, from which number to which, spoiled ones, how much.
pub struct Batch {
    /// Its code.
    pub batch: String,
    /// First number.
    pub from: String,
    /// Last number.
    pub to: String,
    /// How many.
    pub count: i64,
    /// How many of them are void.
    pub void: i64,
    /// Over how much.
    pub amount: Fen,
}

/// The batches of the receipts of a span of days.
pub fn batches(conn: &mut Conn, (first, last): (Day, Day)) -> Result<Vec<Batch>, Fault> {
    use fiscal_receipts::{batch, issued_on, number, voided_on};
    let within = || {
        let within = fiscal_receipts::table.filter(issued_on.between(first, last));
        within.group_by(batch).order(batch)
    };
    let all: Vec<(String, i64, Option<String>, Option<String>)> = within()
        .select((batch, count_star(), min(number), max(number)))
        .load(conn)?;
    let given: Vec<(String, i64, i64)> = within()
        .filter(voided_on.is_null())
        .select((batch, count_star(), sum_of("amount")))
        .load(conn)?;
    let given: HashMap<&str, (i64, i64)> = given
        .iter()
        .map(|(code, n, sum)| (code.as_str(), (*n, *sum)))
        .collect();
    let one = |(code, count, from, to): (String, i64, Option<String>, Option<String>)| {
        let (valid, sum) = given.get(code.as_str()).copied().unwrap_or_default();
        Batch {
            batch: code,
            from: from.unwrap_or_default(),
            to: to.unwrap_or_default(),
            count,
            void: count - valid,
            amount: Fen(sum),
        }
    };
    Ok(all.into_iter().map(one).collect())
}

/// What a company wants on its tax invoices.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = tax_titles, treat_none_as_default_value = false)]
pub struct TaxTitle {
    /// Whose.
    pub company_id: CompanyId,
    /// `plain` or `special`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Tax number.
    pub tax_number: String,
    /// Registered address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Bank.
    pub bank: String,
    /// Account.
    pub account: String,
    /// Where electronic ones go.
    pub email: String,
    /// When it was changed last.
    pub changed_at: Moment,
}

/// What a company wants on its tax invoices, if it said.
pub fn title(conn: &mut Conn, company: &CompanyId) -> Result<Option<TaxTitle>, Fault> {
    Ok(TaxTitle::query()
        .filter(tax_titles::company_id.eq(company))
        .first(conn)
        .optional()?)
}

/// Stores it.
pub fn set_title(conn: &mut Conn, title: &TaxTitle) -> Result<(), Fault> {
    diesel::delete(tax_titles::table.find(&title.company_id)).execute(conn)?;
    db::insert(conn, tax_titles::table, title.clone())
}

/// A slip that a member uploaded.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = payment_slips, treat_none_as_default_value = false)]
pub struct Slip {
    /// Its id.
    pub id: SlipId,
    /// For which invoice.
    pub invoice_id: InvoiceId,
    /// The picture or PDF.
    pub file_id: FileId,
    /// How much it says, in fen.
    pub amount: i64,
    /// When it says the money was sent.
    pub paid_on: Day,
    /// What the member wrote beside it.
    pub note: String,
    /// Who uploaded it.
    pub by_name: String,
    /// When.
    pub created_at: Moment,
    /// When the treasurer dealt with it.
    pub handled_at: Option<Moment>,
}

/// Writes a slip down.
pub fn insert_slip(conn: &mut Conn, slip: &Slip) -> Result<(), Fault> {
    db::insert(conn, payment_slips::table, slip.clone())
}

/// One of them.
pub fn slip(conn: &mut Conn, id: &SlipId) -> Result<Slip, Fault> {
    Ok(Slip::query().filter(payment_slips::id.eq(id)).first(conn)?)
}

/// Those of these invoices.
pub fn slips_of(conn: &mut Conn, invoices: &[InvoiceId]) -> Result<Vec<Slip>, Fault> {
    Ok(Slip::query()
        .filter(payment_slips::invoice_id.eq_any(invoices))
        .order(payment_slips::created_at)
        .load(conn)?)
}

/// Those nobody dealt with yet, oldest first.
pub fn open_slips(conn: &mut Conn) -> Result<Vec<Slip>, Fault> {
    Ok(Slip::query()
        .filter(payment_slips::handled_at.is_null())
        .order(payment_slips::created_at)
        .limit(50)
        .load(conn)?)
}

/// Marks the open slips of these invoices as dealt with.
pub fn handle_slips(conn: &mut Conn, invoices: &[InvoiceId], now: Moment) -> Result<(), Fault> {
    diesel::update(payment_slips::table)
        .filter(payment_slips::invoice_id.eq_any(invoices))
        .filter(payment_slips::handled_at.is_null())
        .set(payment_slips::handled_at.eq(now))
        .apply(conn)
}

/// What waits for the president.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = dues_requests, treat_none_as_default_value = false)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// On which invoice.
    pub invoice_id: InvoiceId,
    /// What is asked for, as JSON.
    pub what: String,
    /// Why.
    pub why: String,
    /// Who asked.
    pub asked_by: PersonId,
    /// Their name.
    pub asked_name: String,
    /// When.
    pub asked_at: Moment,
    /// Empty, `granted` or `refused`.
    pub outcome: String,
    /// Who decided.
    pub decided_name: String,
    /// When.
    pub decided_at: Option<Moment>,
    /// What they said.
    pub decided_why: String,
}

/// Writes a request down.
pub fn insert_request(conn: &mut Conn, new: &Request) -> Result<(), Fault> {
    db::insert(conn, dues_requests::table, new.clone())
}

/// One of them.
pub fn request(conn: &mut Conn, id: &RequestId) -> Result<Request, Fault> {
    Ok(Request::query()
        .filter(dues_requests::id.eq(id))
        .first(conn)?)
}

/// Those nobody decided yet.
pub fn open_requests(conn: &mut Conn) -> Result<Vec<Request>, Fault> {
    Ok(Request::query()
        .filter(dues_requests::outcome.eq(""))
        .order(dues_requests::asked_at)
        .load(conn)?)
}

/// Those on an invoice.
pub fn requests_of(conn: &mut Conn, invoice: &InvoiceId) -> Result<Vec<Request>, Fault> {
    Ok(Request::query()
        .filter(dues_requests::invoice_id.eq(invoice))
        .order(dues_requests::asked_at)
        .load(conn)?)
}

/// Writes a decision down.
pub fn decide_request(
    conn: &mut Conn,
    id: &RequestId,
    (outcome, by, why): (&str, &str, &str),
    now: Moment,
) -> Result<(), Fault> {
    diesel::update(dues_requests::table.find(id))
        .set((
            dues_requests::outcome.eq(outcome),
            dues_requests::decided_name.eq(by),
            dues_requests::decided_at.eq(now),
            dues_requests::decided_why.eq(why),
        ))
        .apply(conn)
}
