//! People, their roles and recovery codes.

use diesel::prelude::*;

use crate::kernel::id::PersonId;
use crate::kernel::{Lang, Moment, Role, pinyin, text};
use crate::platform::audit;
use crate::platform::db::{Conn, Fault};
use crate::platform::letter::Recipient;
use crate::schema::{people, person_roles};

/// A person as stored.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = people, treat_none_as_default_value = false)]
pub struct PersonRow {
    /// Id.
    pub id: PersonId,
    /// Address, lower case; unique.
    pub email: String,
    /// Name.
    pub name: String,
    /// Pinyin of the name, to sort by.
    pub name_key: String,
    /// Folded name, pinyin and address, to search in.
    pub search: String,
    /// Language tag chosen.
    pub lang: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Argon2id; none until an invitation is accepted.
    pub password_hash: Option<String>,
    /// Sealed TOTP secret, if the second factor is on.
    pub totp_secret: Option<String>,
    /// Last time step used: a code works once.
    pub totp_last_step: Option<i64>,
    /// When the address was confirmed.
    pub confirmed_at: Option<Moment>,
    /// When the account was closed.
    pub disabled_at: Option<Moment>,
    /// When it was made.
    pub created_at: Moment,
}

impl PersonRow {
    /// Somebody new, who proved the address at `at`.
    #[must_use]
    pub fn new(
        (email, name): (&str, &str),
        lang: Option<Lang>,
        password_hash: Option<String>,
        at: Moment,
    ) -> Self {
        let (name_key, search) = keys(name, email);
        Self {
            id: PersonId::new(),
            email: email.to_owned(),
            name: name.to_owned(),
            name_key,
            search,
            lang: lang.map(|lang| lang.tag().to_owned()),
            theme: "auto".into(),
            password_hash,
            totp_secret: None,
            totp_last_step: None,
            confirmed_at: Some(at),
            disabled_at: None,
            created_at: at,
        }
    }

    /// Whether somebody proved the address and signs in with it.
    #[must_use]
    pub fn is_somebodys(&self) -> bool {
        self.confirmed_at.is_some() && self.password_hash.is_some()
    }

    /// To whom mails go.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient {
            email: self.email.clone(),
            name: self.name.clone(),
            lang: self.lang.as_deref().and_then(Lang::from_tag),
        }
    }
}

/// Sort key and search text of a person.
pub fn keys(name: &str, email: &str) -> (String, String) {
    let key = pinyin::sort_key(name);
    let search = format!("{} {} {email}", text::fold(name), pinyin::search(name));
    (key, search)
}

/// People whose key is not the one that their name has now: it was made by an older reading of sounds.
/// Each with name and address.
pub fn misread(conn: &mut Conn) -> Result<Vec<(PersonId, String, String)>, Fault> {
    let all: Vec<(PersonId, String, String, String)> = people::table
        .select((people::id, people::name, people::email, people::name_key))
        .load(conn)?;
    let misread = all
        .into_iter()
        .filter(|one| pinyin::sort_key(&one.1) != one.3);
    Ok(misread
        .map(|(id, name, email, _)| (id, name, email))
        .collect())
}

/// Makes the keys anew by which these people are sorted and found, where they still have that name and
/// address.
pub fn read_again(conn: &mut Conn, some: &[(PersonId, String, String)]) -> Result<(), Fault> {
    for (id, name, email) in some {
        let (key, search) = keys(name, email);
        let same = people::name.eq(name).and(people::email.eq(email));
        diesel::update(people::table.filter(people::id.eq(id).and(same)))
            .set((people::name_key.eq(key), people::search.eq(search)))
            .execute(conn)?;
    }
    Ok(())
}

/// One person.
pub fn person(conn: &mut Conn, id: &PersonId) -> Result<PersonRow, Fault> {
    Ok(people::table
        .find(id)
        .select(PersonRow::as_select())
        .first(conn)?)
}

/// The person with this address.
pub fn person_by_email(conn: &mut Conn, email: &str) -> Result<Option<PersonRow>, Fault> {
    Ok(people::table
        .filter(people::email.eq(email))
        .select(PersonRow::as_select())
        .first(conn)
        .optional()?)
}

/// To whom mails for this person go.
pub fn recipient(conn: &mut Conn, id: &PersonId) -> Result<Recipient, Fault> {
    person(conn, id).map(|p| p.recipient())
}

/// Whether anybody has a role yet: an instance without is being set up.
pub fn has_staff(conn: &mut Conn) -> Result<bool, Fault> {
    let found: i64 = person_roles::table.count().get_result(conn)?;
    Ok(found > 0)
}

/// Everyone who holds a role and can sign in, by name.
pub fn people_with_role(conn: &mut Conn, role: Role) -> Result<Vec<PersonRow>, Fault> {
    Ok(people::table
        .inner_join(person_roles::table)
        .filter(person_roles::role.eq(role.word()))
        .filter(people::disabled_at.is_null())
        .order((people::name_key, people::id))
        .select(PersonRow::as_select())
        .load(conn)?)
}

/// To whom a letter goes that is for all who hold one of these roles: each once.
///
/// # Errors
/// If the database fails.
pub fn holders(conn: &mut Conn, roles: &[Role]) -> Result<Vec<Recipient>, Fault> {
    let mut all = vec![];
    for role in roles {
        let people = people_with_role(conn, *role)?;
        all.extend(people.iter().map(PersonRow::recipient));
    }
    all.sort_by(|a, b| a.email.cmp(&b.email));
    all.dedup_by(|a, b| a.email == b.email);
    Ok(all)
}

/// To whom a letter goes that is for all who held one of these roles since then and don't any more: their account
/// was closed, or the role was taken from them.
///
/// # Errors
/// If the database fails.
pub fn held_lately(
    conn: &mut Conn,
    roles: &[Role],
    since: Moment,
) -> Result<Vec<Recipient>, Fault> {
    let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
    let closed = people::table
        .inner_join(person_roles::table)
        .filter(person_roles::role.eq_any(&words))
        .filter(people::disabled_at.ge(since));
    let mut all: Vec<PersonRow> = closed.select(PersonRow::as_select()).load(conn)?;
    let acts = ["accounts.roles.changed", "accounts.role.taken"];
    let changed = audit::lately(conn, &acts, since)?;
    let had = |before: &String| {
        words
            .iter()
            .any(|word| before.contains(&format!("\"{word}\"")))
    };
    let had = changed
        .iter()
        .filter(|(_, before)| before.as_ref().is_some_and(had));
    let ids: Vec<&String> = had.map(|(id, _)| id).collect();
    let lost = people::table.filter(people::id.eq_any(ids));
    all.extend(
        lost.select(PersonRow::as_select())
            .load::<PersonRow>(conn)?,
    );
    Ok(all.iter().map(PersonRow::recipient).collect())
}

/// The roles of a person.
pub fn roles(conn: &mut Conn, id: &PersonId) -> Result<Vec<Role>, Fault> {
    let words: Vec<String> = person_roles::table
        .filter(person_roles::person_id.eq(id))
        .select(person_roles::role)
        .load(conn)?;
    let mut roles: Vec<Role> = words.iter().filter_map(|w| Role::from_word(w)).collect();
    roles.sort_unstable();
    Ok(roles)
}

/// Since when a person has a role, UTC; `None` if they don't.
pub fn has_role_since(conn: &mut Conn, id: &PersonId, role: Role) -> Result<Option<Moment>, Fault> {
    Ok(person_roles::table
        .find((id, role.word()))
        .select(person_roles::granted_at)
        .first(conn)
        .optional()?)
}

/// All role rows, for lists.
pub fn all_roles(conn: &mut Conn) -> Result<Vec<(PersonId, String)>, Fault> {
    Ok(person_roles::table
        .select((person_roles::person_id, person_roles::role))
        .load(conn)?)
}

/// Gives a role, if not held yet.
pub fn add_role(
    conn: &mut Conn,
    id: &PersonId,
    role: Role,
    at: Moment,
    by: Option<&PersonId>,
) -> Result<(), Fault> {
    if !roles(conn, id)?.contains(&role) {
        diesel::insert_into(person_roles::table)
            .values((
                person_roles::person_id.eq(id),
                person_roles::role.eq(role.word()),
                person_roles::granted_at.eq(at),
                person_roles::granted_by.eq(by.map(PersonId::as_str)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes a role away.
pub fn remove_role(conn: &mut Conn, id: &PersonId, role: Role) -> Result<(), Fault> {
    diesel::delete(
        person_roles::table
            .filter(person_roles::person_id.eq(id))
            .filter(person_roles::role.eq(role.word())),
    )
    .execute(conn)?;
    Ok(())
}

/// Adds a person.
pub fn insert(conn: &mut Conn, row: &PersonRow) -> Result<(), Fault> {
    diesel::insert_into(people::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Sets name and language.
pub fn set_profile(
    conn: &mut Conn,
    person: &PersonRow,
    name: &str,
    lang: Option<&str>,
) -> Result<(), Fault> {
    let (key, search) = keys(name, &person.email);
    diesel::update(people::table.find(&person.id))
        .set((
            people::name.eq(name),
            people::name_key.eq(key),
            people::search.eq(search),
            people::lang.eq(lang),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sets the address.
pub fn set_email(conn: &mut Conn, person: &PersonRow, email: &str) -> Result<(), Fault> {
    let (_, search) = keys(&person.name, email);
    diesel::update(people::table.find(&person.id))
        .set((people::email.eq(email), people::search.eq(search)))
        .execute(conn)?;
    Ok(())
}

/// Sets the pass-phrase's hash.
pub fn set_password(conn: &mut Conn, id: &PersonId, hash: &str) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set(people::password_hash.eq(hash))
        .execute(conn)?;
    Ok(())
}

/// Takes the pass-phrase away: whoever reads the address's mail chooses another one.
pub fn clear_password(conn: &mut Conn, id: &PersonId) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set(people::password_hash.eq(None::<String>))
        .execute(conn)?;
    Ok(())
}

/// Notes that the address is theirs.
pub fn set_confirmed(conn: &mut Conn, id: &PersonId, at: Moment) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set(people::confirmed_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Closes or reopens an account.
pub fn set_disabled(conn: &mut Conn, id: &PersonId, at: Option<Moment>) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set(people::disabled_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Turns the second factor on or off.
pub fn set_totp(conn: &mut Conn, id: &PersonId, sealed: Option<&str>) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set((
            people::totp_secret.eq(sealed),
            people::totp_last_step.eq(None::<i64>),
        ))
        .execute(conn)?;
    Ok(())
}

/// The same secret of the second factor, sealed anew.
pub fn rebind_totp(conn: &mut Conn, id: &PersonId, sealed: &str) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set(people::totp_secret.eq(sealed))
        .execute(conn)?;
    Ok(())
}

/// Notes the time step of a code that was used.
pub fn set_totp_step(conn: &mut Conn, id: &PersonId, step: i64) -> Result<(), Fault> {
    diesel::update(people::table.find(id))
        .set(people::totp_last_step.eq(step))
        .execute(conn)?;
    Ok(())
}

/// People matching a search, `most` from `from` on, with the count of all.
pub fn list(
    conn: &mut Conn,
    search: &str,
    staff_only: bool,
    (from, most): (i64, i64),
) -> Result<(Vec<PersonRow>, i64), Fault> {
    let query = || {
        let mut query = people::table.into_boxed();
        if !search.is_empty() {
            query = query.filter(people::search.like(format!("%{search}%")));
        }
        if staff_only {
            let staff = person_roles::table.select(person_roles::person_id);
            query = query.filter(people::id.eq_any(staff));
        }
        query
    };
    let total = query().count().get_result(conn)?;
    let rows = query()
        .order((people::name_key, people::id))
        .offset(from)
        .limit(most)
        .select(PersonRow::as_select())
        .load(conn)?;
    Ok((rows, total))
}
