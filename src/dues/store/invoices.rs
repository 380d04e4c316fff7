//! Invoices with their lines, instalments and credit notes.

use diesel::prelude::*;

use crate::dues::rules::invoice::{Invoice, Kind, Sums};
use crate::dues::rules::{InvoiceId, NoteId, StandardId};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Moment, text};
use crate::membership::rules::period::Span;
use crate::membership::rules::{MembershipId, PeriodId};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::{credit_notes, instalments, invoice_lines, invoices};

#[derive(HasQuery, Insertable)]
#[diesel(table_name = invoices, treat_none_as_default_value = false)]
pub(super) struct Row {
    id: InvoiceId,
    number: String,
    seq: i64,
    kind: String,
    company_id: CompanyId,
    membership_id: Option<MembershipId>,
    period_id: Option<PeriodId>,
    standard_id: Option<StandardId>,
    run_id: Option<String>,
    bill_to: String,
    rank: String,
    first_day: Option<Day>,
    last_day: Option<Day>,
    issued_on: Day,
    due_on: Day,
    next_due: Day,
    total: i64,
    credited: i64,
    written_off: i64,
    paid: i64,
    open: i64,
    settled_on: Option<Day>,
    reference: String,
    search: String,
    created_at: Moment,
}

impl From<Row> for Invoice {
    fn from(row: Row) -> Self {
        let span = row.first_day.zip(row.last_day);
        Self {
            id: row.id,
            number: row.number,
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Service),
            company: row.company_id,
            membership: row.membership_id,
            period: row.period_id,
            standard: row.standard_id,
            bill_to: row.bill_to,
            rank: row.rank,
            span: span.map(|(first, last)| Span { first, last }),
            issued_on: row.issued_on,
            due_on: row.due_on,
            next_due: row.next_due,
            sums: Sums {
                total: Fen(row.total),
                credited: Fen(row.credited),
                written_off: Fen(row.written_off),
                paid: Fen(row.paid),
            },
            settled_on: row.settled_on,
            reference: row.reference,
        }
    }
}

fn all(rows: Vec<Row>) -> Vec<Invoice> {
    rows.into_iter().map(Invoice::from).collect()
}

/// An invoice.
pub fn load(conn: &mut Conn, id: &InvoiceId) -> Result<Invoice, Fault> {
    let row: Row = Row::query().filter(invoices::id.eq(id)).first(conn)?;
    Ok(row.into())
}

/// Several invoices in the order asked for; at most some hundred.
pub fn load_many(conn: &mut Conn, ids: &[InvoiceId]) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = Row::query().filter(invoices::id.eq_any(ids)).load(conn)?;
    let mut found = all(rows);
    found.sort_by_key(|invoice| ids.iter().position(|id| *id == invoice.id));
    Ok(found)
}

/// The invoices with these references, those that fall due first.
pub fn by_references(conn: &mut Conn, references: &[String]) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(invoices::reference.eq_any(references))
        .order((invoices::due_on, invoices::seq))
        .load(conn)?;
    Ok(all(rows))
}

/// A company's invoices, the newest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(invoices::company_id.eq(company))
        .order((invoices::due_on.desc(), invoices::seq.desc()))
        .load(conn)?;
    Ok(all(rows))
}

/// What was billed for a membership, the oldest first.
pub fn of_membership(conn: &mut Conn, id: &MembershipId) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(invoices::membership_id.eq(id))
        .order((invoices::due_on, invoices::seq))
        .load(conn)?;
    Ok(all(rows))
}

/// What a company still owes, the oldest first.
pub fn open_of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Invoice>, Fault> {
    let mut found = of_company(conn, company)?;
    found.retain(|invoice| invoice.open().0 > 0);
    found.reverse();
    Ok(found)
}

/// What these companies still owe, the oldest first.
pub fn open_of_companies(conn: &mut Conn, ids: &[CompanyId]) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(invoices::company_id.eq_any(ids).and(invoices::open.gt(0)))
        .order((invoices::due_on, invoices::seq))
        .load(conn)?;
    Ok(all(rows))
}

/// The invoice of a period.
pub fn of_period(conn: &mut Conn, period: &PeriodId) -> Result<Option<Invoice>, Fault> {
    let row: Option<Row> = Row::query()
        .filter(invoices::period_id.eq(period))
        .first(conn)
        .optional()?;
    Ok(row.map(Invoice::from))
}

/// The charges for a rank within a period of a membership, the newest first.
pub fn of_ranks(conn: &mut Conn, id: &MembershipId, span: Span) -> Result<Vec<Invoice>, Fault> {
    let (first, last) = (invoices::first_day, invoices::last_day);
    let rows: Vec<Row> = Row::query()
        .filter(invoices::membership_id.eq(id))
        .filter(invoices::kind.eq(Kind::Rank.word()))
        .filter(
            first
                .is_not_null()
                .and(first.assume_not_null().ge(span.first)),
        )
        .filter(last.is_not_null().and(last.assume_not_null().le(span.last)))
        .order((invoices::issued_on.desc(), invoices::seq.desc()))
        .load(conn)?;
    Ok(all(rows))
}

/// Open invoices with exactly one of these amounts open, of each those that fall due first, at most
/// so many.
pub fn with_open(conn: &mut Conn, amounts: &[Fen], most: usize) -> Result<Vec<Invoice>, Fault> {
    let amounts: Vec<String> = amounts
        .iter()
        .filter(|amount| amount.0 > 0)
        .map(|amount| amount.0.to_string())
        .collect();
    if amounts.is_empty() {
        return Ok(vec![]);
    }
    // A year's invoices have the same amount by the thousand: the database takes the first of each.
    let first = format!(
        "invoices.id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY open ORDER BY \
         next_due, id) AS place FROM invoices WHERE open IN ({})) AS ranked WHERE place <= {most})",
        amounts.join(", ")
    );
    let rows: Vec<Row> = Row::query()
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(&first))
        .order((invoices::next_due, invoices::id))
        .load(conn)?;
    Ok(all(rows))
}

/// Open invoices issued to exactly one of these names.
pub fn open_of_names(conn: &mut Conn, names: &[&str]) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(invoices::bill_to.eq_any(names).and(invoices::open.gt(0)))
        .order((invoices::next_due, invoices::id))
        .load(conn)?;
    Ok(all(rows))
}

/// The invoice with this number or reference, as somebody typed it.
pub fn by_number(conn: &mut Conn, typed: &str) -> Result<Option<Invoice>, Fault> {
    let plain = crate::kernel::text::dense(typed).to_uppercase();
    let row: Option<Row> = Row::query()
        .filter(
            invoices::number
                .eq(&plain)
                .or(invoices::reference.eq(&plain)),
        )
        .first(conn)
        .optional()?;
    Ok(row.map(Invoice::from))
}

/// Open invoices of companies whose name, its pinyin, or that themselves have a number or reference
/// like this, those that fall due first, at most so many; none for a search of nothing.
pub fn open_like(conn: &mut Conn, search: &str, most: i64) -> Result<Vec<Invoice>, Fault> {
    let mut query = Row::query().filter(invoices::open.gt(0)).into_boxed();
    let mut patterns = text::patterns(search).peekable();
    if patterns.peek().is_none() {
        return Ok(vec![]);
    }
    for pattern in patterns {
        query = query.filter(invoices::search.like(pattern));
    }
    let order = (invoices::next_due, invoices::id);
    Ok(all(query.order(order).limit(most).load(conn)?))
}

/// An invoice to be written down, beside what it looks like.
pub struct New<'a> {
    /// The invoice.
    pub invoice: &'a Invoice,
    /// Its place in the series.
    pub seq: i64,
    /// The run that issued it.
    pub run: Option<&'a str>,
    /// What it is found by.
    pub search: String,
    /// Its lines.
    pub lines: &'a [(String, Fen)],
}

/// Writes an invoice down.
pub fn insert(conn: &mut Conn, new: &New, now: Moment) -> Result<(), Fault> {
    let i = new.invoice;
    let row = Row {
        id: i.id.clone(),
        number: i.number.clone(),
        seq: new.seq,
        kind: i.kind.word().to_owned(),
        company_id: i.company.clone(),
        membership_id: i.membership.clone(),
        period_id: i.period.clone(),
        standard_id: i.standard.clone(),
        run_id: new.run.map(str::to_owned),
        bill_to: i.bill_to.clone(),
        rank: i.rank.clone(),
        first_day: i.span.map(|s| s.first),
        last_day: i.span.map(|s| s.last),
        issued_on: i.issued_on,
        due_on: i.due_on,
        next_due: i.next_due,
        total: i.sums.total.0,
        credited: 0,
        written_off: 0,
        paid: 0,
        open: i.sums.total.0,
        settled_on: None,
        reference: i.reference.clone(),
        search: new.search.clone(),
        created_at: now,
    };
    db::insert(conn, invoices::table, row)?;
    for (place, (what, amount)) in (0i32..).zip(new.lines) {
        diesel::insert_into(invoice_lines::table)
            .values((
                invoice_lines::invoice_id.eq(&i.id),
                invoice_lines::place.eq(place),
                invoice_lines::what.eq(what),
                invoice_lines::amount.eq(amount.0),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Writes down what became of an invoice's amounts.
pub fn set_sums(conn: &mut Conn, invoice: &Invoice) -> Result<(), Fault> {
    diesel::update(invoices::table.find(&invoice.id))
        .set((
            invoices::credited.eq(invoice.sums.credited.0),
            invoices::written_off.eq(invoice.sums.written_off.0),
            invoices::paid.eq(invoice.sums.paid.0),
            invoices::open.eq(invoice.open().0),
            invoices::next_due.eq(invoice.next_due),
            invoices::settled_on.eq(invoice.settled_on),
        ))
        .apply(conn)
}

/// What stands on an invoice, line by line.
pub fn lines(conn: &mut Conn, id: &InvoiceId) -> Result<Vec<(String, Fen)>, Fault> {
    let rows: Vec<(String, i64)> = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq(id))
        .order(invoice_lines::place)
        .select((invoice_lines::what, invoice_lines::amount))
        .load(conn)?;
    Ok(rows.into_iter().map(|(what, n)| (what, Fen(n))).collect())
}

/// The parts an invoice is paid in; none if in one.
pub fn parts(conn: &mut Conn, id: &InvoiceId) -> Result<Vec<(Day, Fen)>, Fault> {
    let rows: Vec<(Day, i64)> = instalments::table
        .filter(instalments::invoice_id.eq(id))
        .order(instalments::place)
        .select((instalments::due_on, instalments::amount))
        .load(conn)?;
    Ok(rows.into_iter().map(|(day, n)| (day, Fen(n))).collect())
}

/// Sets the parts an invoice is paid in, in place of earlier ones.
pub fn set_parts(conn: &mut Conn, id: &InvoiceId, parts: &[(Day, Fen)]) -> Result<(), Fault> {
    diesel::delete(instalments::table.filter(instalments::invoice_id.eq(id))).execute(conn)?;
    for (place, (due_on, amount)) in (0i32..).zip(parts) {
        diesel::insert_into(instalments::table)
            .values((
                instalments::invoice_id.eq(id),
                instalments::place.eq(place),
                instalments::due_on.eq(due_on),
                instalments::amount.eq(amount.0),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A credit note: less is owed, for a reason.
#[derive(Debug, Clone, HasQuery, Insertable)]
#[diesel(table_name = credit_notes, treat_none_as_default_value = false)]
pub struct CreditNote {
    /// Its id.
    pub id: NoteId,
    /// Its number.
    pub number: String,
    /// On which invoice.
    pub invoice_id: InvoiceId,
    /// `cancel`, `waive`, `rank`, `write_off`.
    pub kind: String,
    /// How much, in fen.
    pub amount: i64,
    /// Why.
    pub why: String,
    /// By whom.
    pub by_name: String,
    /// When.
    pub issued_on: Day,
    /// Written down at.
    pub created_at: Moment,
}

impl CreditNote {
    /// Whether it gives up what stays owed.
    #[must_use]
    pub fn is_write_off(&self) -> bool {
        self.kind == "write_off"
    }
}

/// A credit note.
pub fn note(conn: &mut Conn, id: &NoteId) -> Result<CreditNote, Fault> {
    Ok(CreditNote::query()
        .filter(credit_notes::id.eq(id))
        .first(conn)?)
}

/// Writes a credit note down.
pub fn insert_note(conn: &mut Conn, note: &CreditNote) -> Result<(), Fault> {
    db::insert(conn, credit_notes::table, note.clone())
}

/// The credit notes on an invoice, oldest first.
pub fn notes(conn: &mut Conn, id: &InvoiceId) -> Result<Vec<CreditNote>, Fault> {
    notes_on(conn, std::slice::from_ref(id))
}

/// The credit notes on these invoices, oldest first.
pub fn notes_on(conn: &mut Conn, ids: &[InvoiceId]) -> Result<Vec<CreditNote>, Fault> {
    Ok(CreditNote::query()
        .filter(credit_notes::invoice_id.eq_any(ids))
        .order(credit_notes::created_at)
        .load(conn)?)
}
