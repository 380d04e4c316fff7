//! Contacts.

use std::collections::HashMap;

use diesel::dsl::{Filter, Like, Select};
use diesel::prelude::*;

use crate::companies::book::rules::{About, Contact, ContactId, Said, Way};
use crate::kernel::Moment;
use crate::kernel::id::CompanyId;
use crate::platform::db::{self, Change, Conn, Fault};
use crate::schema::contacts;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = contacts, treat_none_as_default_value = false)]
struct Row {
    id: ContactId,
    company_id: CompanyId,
    name: String,
    post: String,
    phone: String,
    tel: String,
    email: String,
    wechat: String,
    abouts: String,
    way: String,
    search: String,
    created_at: Moment,
    changed_at: Moment,
}

impl From<&Contact> for Row {
    fn from(contact: &Contact) -> Self {
        let said = contact.said.clone();
        let abouts: Vec<&str> = said.abouts.iter().map(|about| about.word()).collect();
        Self {
            id: contact.id.clone(),
            company_id: contact.company.clone(),
            search: said.search(),
            abouts: abouts.join(" "),
            way: said.way.map_or("", Way::word).to_owned(),
            name: said.name,
            post: said.post,
            phone: said.phone,
            tel: said.tel,
            email: said.email,
            wechat: said.wechat,
            created_at: contact.created_at,
            changed_at: contact.changed_at,
        }
    }
}

impl From<Row> for Contact {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            company: row.company_id,
            said: Said {
                abouts: row.abouts.split(' ').filter_map(About::from_word).collect(),
                way: Way::from_word(&row.way),
                name: row.name,
                post: row.post,
                phone: row.phone,
                tel: row.tel,
                email: row.email,
                wechat: row.wechat,
            },
            created_at: row.created_at,
            changed_at: row.changed_at,
        }
    }
}

/// The contacts of a company, in the order they were written down.
///
/// # Errors
/// If the database fails.
pub fn of_company(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Contact>, Fault> {
    let mut all = of_companies(conn, std::slice::from_ref(company))?;
    Ok(all.remove(company).unwrap_or_default())
}

/// The same for several companies, at most some hundred: those with none are left out.
///
/// # Errors
/// If the database fails.
pub fn of_companies(
    conn: &mut Conn,
    companies: &[CompanyId],
) -> Result<HashMap<CompanyId, Vec<Contact>>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(contacts::company_id.eq_any(companies))
        .order((contacts::created_at, contacts::id))
        .load(conn)?;
    let mut all: HashMap<CompanyId, Vec<Contact>> = HashMap::new();
    for contact in rows.into_iter().map(Contact::from) {
        all.entry(contact.company.clone())
            .or_default()
            .push(contact);
    }
    Ok(all)
}

/// A contact of this company.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn one(conn: &mut Conn, company: &CompanyId, id: &ContactId) -> Result<Contact, Fault> {
    let row: Row = Row::query()
        .filter(contacts::id.eq(id).and(contacts::company_id.eq(company)))
        .first(conn)?;
    Ok(row.into())
}

/// Writes a new one.
pub fn insert(conn: &mut Conn, contact: &Contact) -> Result<(), Fault> {
    db::insert(conn, contacts::table, Row::from(contact))
}

/// Writes one that is there.
pub fn save(conn: &mut Conn, contact: &Contact) -> Result<(), Fault> {
    diesel::update(contacts::table.find(&contact.id))
        .set(Row::from(contact))
        .apply(conn)
}

/// Takes one out.
pub fn remove(conn: &mut Conn, id: &ContactId) -> Result<(), Fault> {
    diesel::delete(contacts::table.find(id)).apply(conn)
}

/// Ids of companies, as part of another query.
pub type Found =
    Select<Filter<contacts::table, Like<contacts::search, String>>, contacts::company_id>;

/// Companies of which a contact has this pattern of [`text::patterns`](crate::kernel::text::patterns): for the
/// office's lists, never for public ones.
#[must_use]
pub fn found_by(pattern: String) -> Found {
    contacts::table
        .filter(contacts::search.like(pattern))
        .select(contacts::company_id)
}
