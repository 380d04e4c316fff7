//! Consents: the one place where they are kept.

use diesel::prelude::*;

use crate::companies::book::rules::{Consent, ConsentId, ContactId, Giver, Purpose};
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, CompanyId, PersonId};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::consents;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = consents, treat_none_as_default_value = false)]
struct Row {
    id: ConsentId,
    company_id: Option<CompanyId>,
    case_id: Option<CaseId>,
    person_id: Option<PersonId>,
    contact_id: Option<ContactId>,
    name: String,
    purpose: Purpose,
    text_version: String,
    given_at: Moment,
    noted_by: String,
    withdrawn_at: Option<Moment>,
    withdrawn_by: Option<String>,
}

impl From<Row> for Consent {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            company: row.company_id,
            case: row.case_id,
            person: row.person_id,
            contact: row.contact_id,
            name: row.name,
            purpose: row.purpose,
            text_version: row.text_version,
            given_at: row.given_at,
            noted_by: row.noted_by,
            withdrawn_at: row.withdrawn_at,
        }
    }
}

impl From<&Consent> for Row {
    fn from(consent: &Consent) -> Self {
        let consent = consent.clone();
        Self {
            id: consent.id,
            company_id: consent.company,
            case_id: consent.case,
            person_id: consent.person,
            contact_id: consent.contact,
            name: consent.name,
            purpose: consent.purpose,
            text_version: consent.text_version,
            given_at: consent.given_at,
            noted_by: consent.noted_by,
            withdrawn_at: consent.withdrawn_at,
            withdrawn_by: None,
        }
    }
}

/// Whether this person or contact has agreed to this and not taken it back: every room that needs a
/// consent asks here.
///
/// # Errors
/// If the database fails.
pub fn has_consented(conn: &mut Conn, who: Giver, purpose: Purpose) -> Result<bool, Fault> {
    let stands = consents::purpose
        .eq(purpose)
        .and(consents::withdrawn_at.is_null());
    let found = consents::table.filter(stands);
    let n: i64 = match who {
        Giver::Person(id) => found
            .filter(consents::person_id.eq(id))
            .count()
            .get_result(conn)?,
        Giver::Contact(id) => found
            .filter(consents::contact_id.eq(id))
            .count()
            .get_result(conn)?,
    };
    Ok(n > 0)
}

/// A consent.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn one(conn: &mut Conn, id: &ConsentId) -> Result<Consent, Fault> {
    let row: Row = Row::query().filter(consents::id.eq(id)).first(conn)?;
    Ok(row.into())
}

/// Every consent for a company, oldest first.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Consent>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(consents::company_id.eq(company))
        .order((consents::given_at, consents::id))
        .load(conn)?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// Every consent for an application, oldest first.
///
/// # Errors
/// If the database fails.
pub fn of_case(conn: &mut Conn, case: &CaseId) -> Result<Vec<Consent>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(consents::case_id.eq(case))
        .order((consents::given_at, consents::id))
        .load(conn)?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// Says for which company an application's consents are, once that is known.
///
/// # Errors
/// If the database fails.
pub fn adopt(conn: &mut Conn, case: &CaseId, company: &CompanyId) -> Result<(), Fault> {
    let own = consents::case_id
        .eq(case)
        .and(consents::company_id.is_null());
    diesel::update(consents::table.filter(own))
        .set(consents::company_id.eq(company))
        .apply(conn)
}

/// Writes a new one.
pub fn insert(conn: &mut Conn, consent: &Consent) -> Result<(), Fault> {
    db::insert(conn, consents::table, Row::from(consent))
}

/// Writes down that one was taken back; whether it stood until then.
pub fn withdraw(conn: &mut Conn, id: &ConsentId, (now, by): (Moment, &str)) -> Result<bool, Fault> {
    let standing = consents::id.eq(id).and(consents::withdrawn_at.is_null());
    let n = diesel::update(consents::table.filter(standing))
        .set((
            consents::withdrawn_at.eq(now),
            consents::withdrawn_by.eq(by),
        ))
        .execute(conn)?;
    Ok(n > 0)
}
