//! Queries for named people and written authorities.

use diesel::prelude::*;

use crate::accounts::{self, PersonRow};
use crate::admission::application;
use crate::admission::application::rules::Answers;
use crate::admission::case::Case;
use crate::admission::people::rules::{
    Authority, AuthorityId, AuthorityState, Duty, Named, NamedId, NamedState, Warrant, is_on,
    warrant,
};
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Day, Moment};
use crate::platform::db::{Change, Conn, Fault};
use crate::schema::{case_authorities, case_people, people};

/// Everybody who was asked in a case, the latest first.
///
/// # Errors
/// If the database fails.
pub fn named_in(conn: &mut Conn, case: &CaseId) -> Result<Vec<Named>, Fault> {
    Ok(case_people::table
        .filter(case_people::case_id.eq(case))
        .order((case_people::invited_at.desc(), case_people::id.desc()))
        .select(Named::as_select())
        .load(conn)?)
}

/// One of them.
pub fn named(conn: &mut Conn, id: &NamedId) -> Result<Named, Fault> {
    Ok(case_people::table
        .find(id)
        .select(Named::as_select())
        .first(conn)?)
}

/// Writes down whom a company asks; in place of the same asking, if it was made before.
pub fn put(conn: &mut Conn, named: &Named) -> Result<(), Fault> {
    diesel::delete(case_people::table.find(&named.id)).execute(conn)?;
    diesel::insert_into(case_people::table)
        .values(named)
        .apply(conn)
}

/// Writes down how it ended.
pub fn end(conn: &mut Conn, id: &NamedId, state: NamedState, now: Moment) -> Result<(), Fault> {
    diesel::update(case_people::table.find(id))
        .set((
            case_people::state.eq(state),
            case_people::answered_at.eq(now),
        ))
        .apply(conn)
}

/// The written authorities of a case, the latest first.
///
/// # Errors
/// If the database fails.
pub fn authorities(conn: &mut Conn, case: &CaseId) -> Result<Vec<Authority>, Fault> {
    Ok(case_authorities::table
        .filter(case_authorities::case_id.eq(case))
        .order((
            case_authorities::filed_at.desc(),
            case_authorities::id.desc(),
        ))
        .select(Authority::as_select())
        .load(conn)?)
}

/// The same with the name of whom each lets sign.
pub fn authorities_named(
    conn: &mut Conn,
    case: &CaseId,
) -> Result<Vec<(Authority, String)>, Fault> {
    Ok(case_authorities::table
        .inner_join(people::table.on(people::id.eq(case_authorities::person_id)))
        .filter(case_authorities::case_id.eq(case))
        .order((
            case_authorities::filed_at.desc(),
            case_authorities::id.desc(),
        ))
        .select((Authority::as_select(), people::name))
        .load(conn)?)
}

/// One of a case.
pub fn authority(conn: &mut Conn, case: &CaseId, id: &AuthorityId) -> Result<Authority, Fault> {
    Ok(case_authorities::table
        .find(id)
        .filter(case_authorities::case_id.eq(case))
        .select(Authority::as_select())
        .first(conn)?)
}

/// Writes a new one down.
pub fn add_authority(conn: &mut Conn, authority: &Authority) -> Result<(), Fault> {
    diesel::insert_into(case_authorities::table)
        .values(authority)
        .apply(conn)
}

/// Writes down what became of one.
pub fn decide(
    conn: &mut Conn,
    id: &AuthorityId,
    (state, reason): (AuthorityState, &str),
    by: &PersonId,
    now: Moment,
) -> Result<(), Fault> {
    diesel::update(case_authorities::table.find(id))
        .set((
            case_authorities::state.eq(state),
            case_authorities::reason.eq(reason),
            case_authorities::decided_by.eq(by),
            case_authorities::decided_at.eq(now),
        ))
        .apply(conn)
}

/// What the application says now; nothing before it was sent.
pub fn answers(conn: &mut Conn, case: &CaseId) -> Result<Answers, Fault> {
    let revision = application::revision(conn, case)?;
    Ok(revision.map(|sent| sent.answers).unwrap_or_default())
}

/// A duty as the application names it, and the latest asking about that person.
#[derive(Clone, Debug)]
pub struct Post {
    /// As what.
    pub duty: Duty,
    /// Who the application names.
    pub name: String,
    /// The address that the application has for them; may be empty.
    pub email: String,
    /// What they were asked and said; none if they were not asked, or it was taken back.
    pub named: Option<Named>,
}

impl Post {
    /// Whether they confirmed it.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.state() == Some(NamedState::Confirmed)
    }

    /// What became of asking them.
    #[must_use]
    pub fn state(&self) -> Option<NamedState> {
        self.named.as_ref().map(|named| named.state)
    }
}

/// Whom the application of a case names, each with what became of asking them.
///
/// # Errors
/// If the database fails.
pub fn posts(conn: &mut Conn, case: &CaseId) -> Result<[Post; 3], Fault> {
    let (answers, all) = (answers(conn, case)?, named_in(conn, case)?);
    Ok(Duty::ALL.map(|duty| {
        let name = duty.name(&answers).to_owned();
        let email = duty.fields().1.map(|field| answers.get(field));
        let standing =
            |n: &&Named| n.duty == duty && n.state != NamedState::Withdrawn && n.is_called(&name);
        let confirmed = |n: &&Named| n.state == NamedState::Confirmed;
        let found = all.iter().filter(standing).find(confirmed);
        Post {
            duty,
            email: email.unwrap_or_default().to_owned(),
            named: found.or_else(|| all.iter().find(standing)).cloned(),
            name,
        }
    }))
}

/// How many of those whom the application names still have to confirm it; none once that is no affair any more.
///
/// # Errors
/// If the database fails.
pub fn unconfirmed(conn: &mut Conn, case: &Case, now: Moment) -> Result<usize, Fault> {
    if !is_on(case, now) {
        return Ok(0);
    }
    let posts = posts(conn, &case.id)?;
    Ok(posts.iter().filter(|post| !post.is_confirmed()).count())
}

/// Somebody who may sign for a company.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Who.
    pub person: PersonRow,
    /// What they are there.
    pub post: String,
    /// By what they sign.
    pub warrant: Warrant,
}

/// Who may sign for the company of a case on this day: of those who act for it, with an open account, the
/// legal representative who confirmed it first, then who has a written authority that holds.
///
/// # Errors
/// If the database fails.
pub fn signers(conn: &mut Conn, case: &Case, today: Day) -> Result<Vec<Signer>, Fault> {
    let Some(company) = &case.company else {
        return Ok(vec![]);
    };
    let legal = Duty::Legal.name(&answers(conn, &case.id)?).to_owned();
    let on = (named_in(conn, &case.id)?, authorities(conn, &case.id)?);
    let active = accounts::colleagues(conn, company)?
        .into_iter()
        .filter(|c| c.person.disabled_at.is_none());
    let mut signers: Vec<Signer> = active
        .filter_map(|c| {
            let found = warrant(&c.person.id, &legal, (&on.0, &on.1), today)?;
            Some(Signer {
                person: c.person,
                post: c.post,
                warrant: found,
            })
        })
        .collect();
    signers.sort_by_key(|signer| signer.warrant != Warrant::Legal);
    Ok(signers)
}

/// By what this person may sign for the company of a case on this day, if by anything.
///
/// # Errors
/// If the database fails.
pub fn warrant_of(
    conn: &mut Conn,
    case: &Case,
    person: &PersonId,
    today: Day,
) -> Result<Option<Warrant>, Fault> {
    let all = signers(conn, case, today)?;
    let found = all.into_iter().find(|one| one.person.id == *person);
    Ok(found.map(|one| one.warrant))
}
