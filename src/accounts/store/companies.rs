//! Which person acts for which company. The company is known here by its id alone.

use std::collections::HashMap;

use diesel::prelude::*;

use super::people::{PersonRow, people_with_role};
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::{Moment, Powers, Role};
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;
use crate::schema::{company_people, people};

#[derive(Queryable, Insertable, Selectable)]
#[diesel(table_name = company_people, treat_none_as_default_value = false)]
struct LinkRow {
    company_id: CompanyId,
    person_id: PersonId,
    post: String,
    owner: bool,
    can_submit: bool,
    can_sign: bool,
    can_pay: bool,
    can_register: bool,
    since: Moment,
}

impl LinkRow {
    fn powers(&self) -> Powers {
        Powers {
            owner: self.owner,
            submit: self.can_submit,
            sign: self.can_sign,
            pay: self.can_pay,
            register: self.can_register,
        }
    }
}

/// A person who acts for a company.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// Who.
    pub person: PersonRow,
    /// Their post.
    pub post: String,
    /// What they may do.
    pub powers: Powers,
    /// Since when.
    pub since: Moment,
}

/// What a person may do for which companies.
pub fn powers_of(conn: &mut Conn, id: &PersonId) -> Result<Vec<(CompanyId, Powers)>, Fault> {
    let rows: Vec<LinkRow> = company_people::table
        .filter(company_people::person_id.eq(id))
        .order((company_people::since, company_people::company_id))
        .select(LinkRow::as_select())
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.company_id.clone(), row.powers()))
        .collect())
}

/// Everyone who acts for a company, by name.
pub fn colleagues(conn: &mut Conn, company: &CompanyId) -> Result<Vec<Colleague>, Fault> {
    let all = of_companies(conn, std::slice::from_ref(company))?;
    Ok(all.into_iter().map(|(_, colleague)| colleague).collect())
}

/// Everyone who acts for one of these companies, by name, each beside the company; at most some hundred of
/// them.
fn of_companies(
    conn: &mut Conn,
    companies: &[CompanyId],
) -> Result<Vec<(CompanyId, Colleague)>, Fault> {
    let rows: Vec<(LinkRow, PersonRow)> = company_people::table
        .inner_join(people::table)
        .filter(company_people::company_id.eq_any(companies))
        .order((people::name_key, people::id))
        .select((LinkRow::as_select(), PersonRow::as_select()))
        .load(conn)?;
    let known = |(link, person): (LinkRow, PersonRow)| {
        let colleague = Colleague {
            powers: link.powers(),
            post: link.post,
            since: link.since,
            person,
        };
        (link.company_id, colleague)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// To whom mails for a company go: those who may do what `wanted` says, else its owners, else everybody who acts
/// for it.
pub fn recipients_of_company(
    conn: &mut Conn,
    company: &CompanyId,
    wanted: impl Fn(&Powers) -> bool,
) -> Result<Vec<Recipient>, Fault> {
    let all = colleagues(conn, company)?;
    Ok(recipients(&all, wanted))
}

/// The same for several companies, at most some hundred: those with nobody are left out.
///
/// # Errors
/// If the database fails.
pub fn recipients_of_companies(
    conn: &mut Conn,
    companies: &[CompanyId],
    wanted: impl Fn(&Powers) -> bool,
) -> Result<HashMap<CompanyId, Vec<Recipient>>, Fault> {
    let mut all: HashMap<CompanyId, Vec<Colleague>> = HashMap::new();
    for (company, colleague) in of_companies(conn, companies)? {
        all.entry(company).or_default().push(colleague);
    }
    let each = all.into_iter();
    Ok(each
        .map(|(company, all)| (company, recipients(&all, &wanted)))
        .collect())
}

fn recipients(all: &[Colleague], wanted: impl Fn(&Powers) -> bool) -> Vec<Recipient> {
    let active = || all.iter().filter(|c| c.person.disabled_at.is_none());
    let chosen: Vec<_> = active()
        .filter(|c| wanted(&c.powers))
        .map(|c| c.person.recipient())
        .collect();
    if !chosen.is_empty() {
        return chosen;
    }
    let any = !active().any(|c| c.powers.owner);
    active()
        .filter(|c| any || c.powers.owner)
        .map(|c| c.person.recipient())
        .collect()
}

/// To whom the office's own mail about something goes: everybody who holds the first of these roles
/// that somebody holds from whom it isn't kept.
pub fn staff(
    conn: &mut Conn,
    roles: [Role; 2],
    kept_out: &[PersonId],
) -> Result<Vec<Recipient>, Fault> {
    for role in roles {
        let mut people = people_with_role(conn, role)?;
        people.retain(|person| !kept_out.contains(&person.id));
        if !people.is_empty() {
            return Ok(people.iter().map(PersonRow::recipient).collect());
        }
    }
    Ok(vec![])
}

/// Lets a person act for a company from now on, or changes what somebody may do who does already.
pub fn put(
    conn: &mut Conn,
    company: &CompanyId,
    person: &PersonId,
    post: &str,
    powers: Powers,
    now: Moment,
) -> Result<(), Fault> {
    let before: Option<Moment> = company_people::table
        .filter(company_people::company_id.eq(company))
        .filter(company_people::person_id.eq(person))
        .select(company_people::since)
        .first(conn)
        .optional()?;
    remove(conn, company, person)?;
    let row = LinkRow {
        company_id: company.clone(),
        person_id: person.clone(),
        post: post.to_owned(),
        owner: powers.owner,
        can_submit: powers.submit,
        can_sign: powers.sign,
        can_pay: powers.pay,
        can_register: powers.register,
        since: before.unwrap_or(now),
    };
    diesel::insert_into(company_people::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// A person no longer acts for a company.
pub fn remove(conn: &mut Conn, company: &CompanyId, person: &PersonId) -> Result<bool, Fault> {
    let n = diesel::delete(
        company_people::table
            .filter(company_people::company_id.eq(company))
            .filter(company_people::person_id.eq(person)),
    )
    .execute(conn)?;
    Ok(n == 1)
}
