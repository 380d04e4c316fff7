//! Who vouches for an applicant: whoever holds the address that the application gives for a recommender,
//! and whoever acts for a company that it names as one. They have no part in judging it, and read it as
//! little as whoever stepped back from it.

use diesel::prelude::*;

use crate::kernel::id::{CaseId, CompanyId, PersonId};
use crate::kernel::{Moment, Say, text};
use crate::platform::db::{Conn, Fault};
use crate::say;
use crate::schema::{case_recommenders, companies, company_people, people};

/// Somebody who vouches for an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouching {
    /// Who.
    pub person: PersonId,
    /// Since when: since they act for the company that is named, or since they are named themselves.
    pub since: Moment,
    /// What the application calls the recommender.
    pub named: String,
}

impl Vouching {
    /// What ties them, in words, as minutes and reviews say it.
    #[must_use]
    pub fn why(&self) -> Say {
        say!("ballot-conflict-recommender", name = self.named.as_str())
    }
}

/// Writes down the recommenders that an application names, each as it calls them and with their address,
/// in place of those that it named before. `applicant` is no recommender of itself.
///
/// # Errors
/// If the database fails.
pub fn name_recommenders(
    conn: &mut Conn,
    (case, applicant): (&CaseId, Option<&CompanyId>),
    named: &[(&str, &str)],
    now: Moment,
) -> Result<(), Fault> {
    diesel::delete(case_recommenders::table.filter(case_recommenders::case_id.eq(case)))
        .execute(conn)?;
    if named
        .iter()
        .all(|(name, email)| name.is_empty() && email.is_empty())
    {
        return Ok(());
    }
    let firms: Vec<(CompanyId, String)> = companies::table
        .select((companies::id, companies::name))
        .load(conn)?;
    let mut found: Vec<(&str, Option<&CompanyId>, String)> = vec![];
    for (name, email) in named {
        let meant = firms
            .iter()
            .filter(|(id, firm)| Some(id) != applicant && text::names(name, firm));
        found.extend(meant.map(|(id, _)| (*name, Some(id), String::new())));
        found.extend(text::email(email).map(|email| (*name, None, email)));
    }
    for (place, (name, firm, email)) in (0_i32..).zip(found) {
        diesel::insert_into(case_recommenders::table)
            .values((
                case_recommenders::case_id.eq(case),
                case_recommenders::place.eq(place),
                case_recommenders::named.eq(name),
                case_recommenders::company_id.eq(firm),
                case_recommenders::email.eq(email),
                case_recommenders::since.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Who vouches for the applicant of a case.
///
/// # Errors
/// If the database fails.
pub fn vouching(conn: &mut Conn, case: &CaseId) -> Result<Vec<Vouching>, Fault> {
    type Named = (String, Option<CompanyId>, String, Moment);
    let rows: Vec<Named> = case_recommenders::table
        .filter(case_recommenders::case_id.eq(case))
        .order(case_recommenders::place)
        .select((
            case_recommenders::named,
            case_recommenders::company_id,
            case_recommenders::email,
            case_recommenders::since,
        ))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let firms: Vec<&CompanyId> = rows.iter().filter_map(|row| row.1.as_ref()).collect();
    let acting: Vec<(CompanyId, PersonId, Moment)> = company_people::table
        .filter(company_people::company_id.eq_any(firms))
        .select((
            company_people::company_id,
            company_people::person_id,
            company_people::since,
        ))
        .load(conn)?;
    let emails: Vec<&String> = rows.iter().map(|row| &row.2).collect();
    let holders: Vec<(String, PersonId)> = people::table
        .filter(people::email.eq_any(emails))
        .select((people::email, people::id))
        .load(conn)?;
    let mut all = vec![];
    for (named, firm, email, since) in rows {
        let vouching = |person: &PersonId, since: Moment| Vouching {
            person: person.clone(),
            since,
            named: named.clone(),
        };
        let of_firm = acting.iter().filter(|one| Some(&one.0) == firm.as_ref());
        all.extend(of_firm.map(|(_, person, since)| vouching(person, *since)));
        let itself = holders.iter().filter(|one| one.0 == email);
        all.extend(itself.map(|(_, person)| vouching(person, since)));
    }
    Ok(all)
}

/// The cases whose applicant this person vouches for.
///
/// # Errors
/// If the database fails.
pub fn vouched_by(conn: &mut Conn, person: &PersonId) -> Result<Vec<CaseId>, Fault> {
    let firms = company_people::table
        .filter(company_people::person_id.eq(person))
        .select(company_people::company_id.nullable());
    let address = people::table
        .filter(people::id.eq(person))
        .select(people::email);
    let theirs = case_recommenders::company_id.eq_any(firms);
    Ok(case_recommenders::table
        .filter(
            theirs
                .assume_not_null()
                .or(case_recommenders::email.eq_any(address)),
        )
        .select(case_recommenders::case_id)
        .load(conn)?)
}
