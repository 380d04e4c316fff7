//! Sessions, shared by all servers. Only the hash of the cookie's token is stored.

use diesel::prelude::*;

use super::companies::powers_of;
use super::people::{PersonRow, roles};
use crate::accounts::rules::{Access, SessionId};
use crate::kernel::id::PersonId;
use crate::kernel::{Actor, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;
use crate::schema::{people, sessions};

/// A session as stored.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
pub struct SessionRow {
    /// Id.
    pub id: SessionId,
    /// SHA-256 of the token.
    pub token_hash: String,
    /// Whose.
    pub person_id: PersonId,
    /// Whether it passed a second factor.
    pub second_factor: bool,
    /// Address at sign-in.
    pub ip: String,
    /// Browser at sign-in.
    pub agent: String,
    /// Sign-in.
    pub created_at: Moment,
    /// Last use, to ten minutes.
    pub last_seen_at: Moment,
    /// Ends by itself.
    pub expires_at: Moment,
    /// When its person last proved who they are, after signing in.
    pub proved_at: Option<Moment>,
}

impl SessionRow {
    /// When its person last proved who they are.
    #[must_use]
    pub fn proof(&self) -> Moment {
        self.proved_at.unwrap_or(self.created_at)
    }
}

/// The person behind a token, with all they may do, and the session itself.
pub fn find(
    conn: &mut Conn,
    token_hash: &str,
    now: Moment,
) -> Result<Option<(Actor, SessionRow)>, Fault> {
    let found: Option<(SessionRow, PersonRow)> = sessions::table
        .inner_join(people::table)
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(people::disabled_at.is_null())
        .select((SessionRow::as_select(), PersonRow::as_select()))
        .first(conn)
        .optional()?;
    let Some((session, person)) = found else {
        return Ok(None);
    };
    let actor = Actor {
        second_factor: session.second_factor,
        session: session.id.to_string(),
        ..actor(conn, person)?
    };
    Ok(Some((actor, session)))
}

/// Who has the session of an actor, with all they may do now: what was true when a long request began may be
/// so no more when it writes.
///
/// # Errors
/// `Fault::SignIn` if the session is over or the account closed.
pub fn actor_now(conn: &mut Conn, before: &Actor, now: Moment) -> Result<Actor, Fault> {
    let person: Option<PersonRow> = sessions::table
        .inner_join(people::table)
        .filter(sessions::id.eq(&before.session))
        .filter(sessions::expires_at.gt(now))
        .filter(people::disabled_at.is_null())
        .select(PersonRow::as_select())
        .first(conn)
        .optional()?;
    let person = person.ok_or(Fault::SignIn)?;
    Ok(Actor {
        roles: roles(conn, &person.id)?,
        firms: powers_of(conn, &person.id)?,
        name: person.name,
        email: person.email,
        ..before.clone()
    })
}

/// A person with all they may do, outside any session.
pub fn actor(conn: &mut Conn, person: PersonRow) -> Result<Actor, Fault> {
    let roles = roles(conn, &person.id)?;
    let access: Access = settings::get(conn)?;
    let demanded = access.demands(&roles);
    Ok(Actor {
        firms: powers_of(conn, &person.id)?,
        second_factor: false,
        must_set_up_second_factor: demanded && person.totp_secret.is_none(),
        session: String::new(),
        lang: person.lang.as_deref().and_then(Lang::from_tag),
        id: person.id,
        name: person.name,
        email: person.email,
        roles,
    })
}

/// Whether a person must use a second factor.
pub fn is_guarded(conn: &mut Conn, id: &PersonId) -> Result<bool, Fault> {
    let access: Access = settings::get(conn)?;
    Ok(access.demands(&roles(conn, id)?))
}

/// A living session by its id.
pub fn session(conn: &mut Conn, id: &str, now: Moment) -> Result<SessionRow, Fault> {
    let found = sessions::table
        .filter(sessions::id.eq(id))
        .filter(sessions::expires_at.gt(now))
        .select(SessionRow::as_select())
        .first(conn)
        .optional()?;
    found.ok_or(Fault::SignIn)
}

/// Notes that its person proved who they are.
pub fn prove(conn: &mut Conn, id: &SessionId, at: Moment) -> Result<(), Fault> {
    diesel::update(sessions::table.find(id))
        .set(sessions::proved_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Adds a session.
pub fn insert(conn: &mut Conn, row: &SessionRow) -> Result<(), Fault> {
    diesel::insert_into(sessions::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Notes that a session was used, and until when it now lasts.
pub fn touch(conn: &mut Conn, id: &SessionId, seen: Moment, until: Moment) -> Result<(), Fault> {
    diesel::update(sessions::table.find(id))
        .set((
            sessions::last_seen_at.eq(seen),
            sessions::expires_at.eq(until),
        ))
        .execute(conn)?;
    Ok(())
}

/// A person's living sessions, last used first.
pub fn of_person(conn: &mut Conn, id: &PersonId, now: Moment) -> Result<Vec<SessionRow>, Fault> {
    Ok(sessions::table
        .filter(sessions::person_id.eq(id))
        .filter(sessions::expires_at.gt(now))
        .order((sessions::last_seen_at.desc(), sessions::id))
        .select(SessionRow::as_select())
        .load(conn)?)
}

/// Ends one session of a person.
pub fn delete(conn: &mut Conn, person: &PersonId, id: &SessionId) -> Result<bool, Fault> {
    let n = diesel::delete(
        sessions::table
            .filter(sessions::id.eq(id))
            .filter(sessions::person_id.eq(person)),
    )
    .execute(conn)?;
    Ok(n == 1)
}

/// Ends all sessions of a person, except one if given.
pub fn delete_all(conn: &mut Conn, person: &PersonId, but: Option<&str>) -> Result<usize, Fault> {
    Ok(diesel::delete(
        sessions::table
            .filter(sessions::person_id.eq(person))
            .filter(sessions::id.ne(but.unwrap_or(""))),
    )
    .execute(conn)?)
}

/// Sessions that ended before `before`, at most so many.
pub fn ended(conn: &mut Conn, before: Moment, most: i64) -> Result<Vec<SessionId>, Fault> {
    Ok(sessions::table
        .filter(sessions::expires_at.lt(before))
        .limit(most)
        .select(sessions::id)
        .load(conn)?)
}

/// Deletes these sessions, if they still are over.
pub fn sweep(conn: &mut Conn, ids: &[SessionId], before: Moment) -> Result<usize, Fault> {
    Ok(diesel::delete(sessions::table)
        .filter(sessions::id.eq_any(ids))
        .filter(sessions::expires_at.lt(before))
        .execute(conn)?)
}
