//! Who vouches for an applicant: whoever holds the address that the application gives for a recommender,
//! and whoever acts for the company that it names as one. An applicant only names them: they are a hint until the
//! office knows that they vouch. From then on they have no part in judging it, and read it as little as whoever
//! stepped back from it.

use diesel::prelude::*;

use crate::kernel::id::{CaseId, CompanyId, PersonId};
use crate::kernel::{Moment, Say, text};
use crate::platform::db::{Conn, Fault};
use crate::say;
use crate::schema::{case_recommenders, companies, company_people, people};

/// Somebody who vouches for an applicant, or is named so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouching {
    /// Who.
    pub person: PersonId,
    /// Since when: since they act for the company that is named, or since they are named themselves; of a tie
    /// that holds never before it did.
    pub since: Moment,
    /// What the application calls the recommender.
    pub named: String,
    /// Whether the office knows that they vouch; else only the applicant says so.
    pub holds: bool,
}

impl Vouching {
    /// What ties them, in words, as minutes and reviews say it.
    #[must_use]
    pub fn why(&self) -> Say {
        say!("ballot-conflict-recommender", name = self.named.as_str())
    }
}

/// A recommender as an application names it: a company or an address.
#[derive(Clone, Debug, Queryable)]
pub struct Named {
    /// Its number in the case.
    pub place: i32,
    /// What the application calls it.
    pub named: String,
    /// The company that it begins with.
    pub company: Option<CompanyId>,
    /// The address; empty for a company.
    pub email: String,
    /// Since when it is named.
    pub since: Moment,
    /// Since when the office knows that they vouch.
    pub held_at: Option<Moment>,
}

/// What an application names, in its order.
///
/// # Errors
/// If the database fails.
pub fn recommenders(conn: &mut Conn, case: &CaseId) -> Result<Vec<Named>, Fault> {
    Ok(case_recommenders::table
        .filter(case_recommenders::case_id.eq(case))
        .order(case_recommenders::place)
        .select((
            case_recommenders::place,
            case_recommenders::named,
            case_recommenders::company_id,
            case_recommenders::email,
            case_recommenders::since,
            case_recommenders::held_at,
        ))
        .load(conn)?)
}

/// Writes down the recommenders that an application names, each as it calls them and with their address,
/// in place of those that it named before; what the office knows of one that is still named stays. One line names
/// one company: that whose name it begins with, the longest. `applicant` is no recommender of itself.
///
/// # Errors
/// If the database fails.
pub fn name_recommenders(
    conn: &mut Conn,
    (case, applicant): (&CaseId, Option<&CompanyId>),
    named: &[(&str, &str)],
    now: Moment,
) -> Result<(), Fault> {
    let before = recommenders(conn, case)?;
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
            .filter(|(id, firm)| Some(id) != applicant && text::begins_with(name, firm))
            .max_by_key(|(_, firm)| firm.chars().count());
        found.extend(meant.map(|(id, _)| (*name, Some(id), String::new())));
        found.extend(text::email(email).map(|email| (*name, None, email)));
    }
    for (place, (name, firm, email)) in (0_i32..).zip(found) {
        let known = before
            .iter()
            .find(|one| one.company.as_ref() == firm && one.email == email);
        diesel::insert_into(case_recommenders::table)
            .values((
                case_recommenders::case_id.eq(case),
                case_recommenders::place.eq(place),
                case_recommenders::named.eq(name),
                case_recommenders::company_id.eq(firm),
                case_recommenders::email.eq(email),
                case_recommenders::since.eq(now),
                case_recommenders::held_at.eq(known.and_then(|one| one.held_at)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Writes down that a recommender vouches, since now, or doesn't; gives what the application calls it.
///
/// # Errors
/// `Fault::Missing` if the case names none in this place.
pub fn hold_recommender(
    conn: &mut Conn,
    (case, place): (&CaseId, i32),
    holds: bool,
    now: Moment,
) -> Result<String, Fault> {
    let all = recommenders(conn, case)?;
    let one = all.into_iter().find(|one| one.place == place);
    let one = one.ok_or(Fault::Missing)?;
    if one.held_at.is_some() != holds {
        diesel::update(case_recommenders::table.find((case, place)))
            .set(case_recommenders::held_at.eq(holds.then_some(now)))
            .execute(conn)?;
    }
    Ok(match one.named.is_empty() {
        true => one.email,
        false => one.named,
    })
}

/// Who vouches for the applicant of a case, as the office knows.
///
/// # Errors
/// If the database fails.
pub fn vouching(conn: &mut Conn, case: &CaseId) -> Result<Vec<Vouching>, Fault> {
    let mut all = said_to_vouch(conn, case)?;
    all.retain(|one| one.holds);
    Ok(all)
}

/// The same, and who is only named so: a hint, nothing that keeps anybody out.
///
/// # Errors
/// If the database fails.
pub fn said_to_vouch(conn: &mut Conn, case: &CaseId) -> Result<Vec<Vouching>, Fault> {
    let rows = recommenders(conn, case)?;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let firms: Vec<&CompanyId> = rows.iter().filter_map(|row| row.company.as_ref()).collect();
    let acting: Vec<(CompanyId, PersonId, Moment)> = company_people::table
        .filter(company_people::company_id.eq_any(firms))
        .select((
            company_people::company_id,
            company_people::person_id,
            company_people::since,
        ))
        .load(conn)?;
    let emails: Vec<&String> = rows.iter().map(|row| &row.email).collect();
    let holders: Vec<(String, PersonId)> = people::table
        .filter(people::email.eq_any(emails))
        .select((people::email, people::id))
        .load(conn)?;
    let mut all = vec![];
    for row in &rows {
        let one = |person: &PersonId, since: Moment| Vouching {
            person: person.clone(),
            since: row.held_at.map_or(since, |held| held.max(since)),
            named: row.named.clone(),
            holds: row.held_at.is_some(),
        };
        let of_firm = acting
            .iter()
            .filter(|acts| Some(&acts.0) == row.company.as_ref());
        all.extend(of_firm.map(|(_, person, since)| one(person, *since)));
        let itself = holders.iter().filter(|holder| holder.0 == row.email);
        all.extend(itself.map(|(_, person)| one(person, row.since)));
    }
    Ok(all)
}

/// The cases whose applicant this person vouches for, as the office knows.
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
        .filter(case_recommenders::held_at.is_not_null())
        .filter(
            theirs
                .assume_not_null()
                .or(case_recommenders::email.eq_any(address)),
        )
        .select(case_recommenders::case_id)
        .load(conn)?)
}
