//! One-time links. Only the hash of a link's token is stored.

use diesel::prelude::*;

use crate::accounts::rules::LinkKind;
use crate::kernel::Moment;
use crate::kernel::id::{Id, PersonId};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::secrets::{new_token, sha256_hex};
use crate::schema::tokens;

/// Marker for link ids.
pub enum Link {}
/// Id of a link (not the token in it).
pub type LinkId = Id<Link>;

/// A link as stored.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = tokens, treat_none_as_default_value = false)]
pub struct TokenRow {
    /// Id.
    pub id: Id<Link>,
    /// What it is for.
    pub kind: String,
    /// SHA-256 of the token.
    pub token_hash: String,
    /// Whose.
    pub person_id: Option<PersonId>,
    /// The address it was sent to.
    pub email: String,
    /// JSON, by kind.
    pub data: String,
    /// When it was made.
    pub created_at: Moment,
    /// Until when it works.
    pub expires_at: Moment,
    /// When it was used.
    pub used_at: Option<Moment>,
    /// Who had it sent; `None` for the portal itself.
    pub sent_by: Option<PersonId>,
}

/// Makes a link; returns its id and the token that goes into the mail.
pub fn issue(
    tx: &mut Tx,
    kind: LinkKind,
    person: Option<&PersonId>,
    email: &str,
    data: &impl serde::Serialize,
) -> Result<(Id<Link>, String), Fault> {
    let token = new_token()?;
    let row = TokenRow {
        id: Id::new(),
        kind: kind.word().to_owned(),
        token_hash: sha256_hex(token.as_bytes()),
        person_id: person.cloned(),
        email: email.to_owned(),
        data: serde_json::to_string(data)?,
        created_at: tx.now(),
        expires_at: tx.now() + kind.life(),
        used_at: None,
        sent_by: tx.who().actor.as_ref().map(|actor| actor.id.clone()),
    };
    diesel::insert_into(tokens::table)
        .values(&row)
        .execute(tx.conn())?;
    Ok((row.id, token))
}

/// The living link of this kind with this token.
pub fn find(
    conn: &mut Conn,
    kind: LinkKind,
    token: &str,
    now: Moment,
) -> Result<Option<TokenRow>, Fault> {
    Ok(tokens::table
        .filter(tokens::token_hash.eq(sha256_hex(token.as_bytes())))
        .filter(tokens::kind.eq(kind.word()))
        .filter(tokens::used_at.is_null())
        .filter(tokens::expires_at.gt(now))
        .select(TokenRow::as_select())
        .first(conn)
        .optional()?)
}

/// Uses a link up; the other open links of its kind for the address with it.
pub fn use_up(tx: &mut Tx, row: &TokenRow) -> Result<(), Fault> {
    let now = tx.now();
    diesel::update(
        tokens::table
            .filter(tokens::email.eq(&row.email))
            .filter(tokens::kind.eq(&row.kind))
            .filter(tokens::used_at.is_null())
            .filter(tokens::data.eq(&row.data)),
    )
    .set(tokens::used_at.eq(now))
    .execute(tx.conn())?;
    Ok(())
}

/// The newest link of this kind for an address that nobody used yet, in time or not.
pub fn newest(conn: &mut Conn, kind: LinkKind, email: &str) -> Result<Option<TokenRow>, Fault> {
    Ok(unused(conn, kind, email)?.into_iter().next())
}

/// The links of this kind for an address that nobody used yet, in time or not, newest first.
pub fn unused(conn: &mut Conn, kind: LinkKind, email: &str) -> Result<Vec<TokenRow>, Fault> {
    Ok(tokens::table
        .filter(tokens::email.eq(email))
        .filter(tokens::kind.eq(kind.word()))
        .filter(tokens::used_at.is_null())
        .order((tokens::created_at.desc(), tokens::id.desc()))
        .select(TokenRow::as_select())
        .load(conn)?)
}

/// Ends every open link of this kind for an address and forgets what stood with them.
pub fn end_all(tx: &mut Tx, kind: LinkKind, email: &str) -> Result<(), Fault> {
    let now = tx.now();
    diesel::update(
        tokens::table
            .filter(tokens::email.eq(email))
            .filter(tokens::kind.eq(kind.word()))
            .filter(tokens::used_at.is_null()),
    )
    .set((tokens::used_at.eq(now), tokens::data.eq("null")))
    .execute(tx.conn())?;
    Ok(())
}

/// Ends every open link of these kinds that a person has, by who they are or by their address, and
/// forgets what stood with them.
pub fn void(
    tx: &mut Tx,
    kinds: &[LinkKind],
    (person, email): (&PersonId, &str),
) -> Result<(), Fault> {
    let now = tx.now();
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    let theirs = tokens::person_id.eq(person).or(tokens::email.eq(email));
    diesel::update(
        tokens::table
            .filter(tokens::kind.eq_any(words))
            .filter(tokens::used_at.is_null())
            .filter(theirs),
    )
    .set((tokens::used_at.eq(now), tokens::data.eq("null")))
    .execute(tx.conn())?;
    Ok(())
}

/// Uses up a link that keeps an address, and with it those of the same person that went out since.
pub fn keep(tx: &mut Tx, row: &TokenRow, person: &PersonId) -> Result<(), Fault> {
    let now = tx.now();
    diesel::update(
        tokens::table
            .filter(tokens::kind.eq(LinkKind::KeepEmail.word()))
            .filter(tokens::person_id.eq(person))
            .filter(tokens::created_at.ge(row.created_at))
            .filter(tokens::used_at.is_null()),
    )
    .set(tokens::used_at.eq(now))
    .execute(tx.conn())?;
    Ok(())
}

/// The first of the living links that keep this address for a person.
pub fn first_keeping(
    conn: &mut Conn,
    person: &PersonId,
    email: &str,
    now: Moment,
) -> Result<Option<TokenRow>, Fault> {
    Ok(tokens::table
        .filter(tokens::kind.eq(LinkKind::KeepEmail.word()))
        .filter(tokens::person_id.eq(person))
        .filter(tokens::email.eq(email))
        .filter(tokens::used_at.is_null())
        .filter(tokens::expires_at.gt(now))
        .order((tokens::created_at, tokens::id))
        .select(TokenRow::as_select())
        .first(conn)
        .optional()?)
}

/// The address that a person's living link would change theirs to: of the last that was asked for.
pub fn changing_to(
    conn: &mut Conn,
    person: &PersonId,
    now: Moment,
) -> Result<Option<String>, Fault> {
    Ok(tokens::table
        .filter(tokens::kind.eq(LinkKind::ChangeEmail.word()))
        .filter(tokens::person_id.eq(person))
        .filter(tokens::used_at.is_null())
        .filter(tokens::expires_at.gt(now))
        .order((tokens::created_at.desc(), tokens::id.desc()))
        .select(tokens::email)
        .first(conn)
        .optional()?)
}

/// The addresses that a person's living links can still keep.
pub fn kept_for(conn: &mut Conn, person: &PersonId, now: Moment) -> Result<Vec<String>, Fault> {
    Ok(tokens::table
        .filter(tokens::kind.eq(LinkKind::KeepEmail.word()))
        .filter(tokens::person_id.eq(person))
        .filter(tokens::used_at.is_null())
        .filter(tokens::expires_at.gt(now))
        .select(tokens::email)
        .distinct()
        .order(tokens::email)
        .load(conn)?)
}

/// Open invitations, newest first.
pub fn open_invitations(conn: &mut Conn, now: Moment) -> Result<Vec<TokenRow>, Fault> {
    Ok(tokens::table
        .filter(tokens::kind.eq(LinkKind::Invitation.word()))
        .filter(tokens::used_at.is_null())
        .filter(tokens::expires_at.gt(now))
        .order((tokens::created_at.desc(), tokens::id))
        .select(TokenRow::as_select())
        .load(conn)?)
}

/// Takes back an open invitation; whether there was one.
pub fn withdraw(tx: &mut Tx, id: &Id<Link>) -> Result<bool, Fault> {
    let now = tx.now();
    let n = diesel::update(
        tokens::table
            .filter(tokens::id.eq(id))
            .filter(tokens::used_at.is_null()),
    )
    .set(tokens::used_at.eq(now))
    .execute(tx.conn())?;
    Ok(n == 1)
}

/// Links that were used up or ran out before `before`, at most so many.
pub fn spent(conn: &mut Conn, before: Moment, most: i64) -> Result<Vec<Id<Link>>, Fault> {
    let used = tokens::used_at.is_not_null();
    Ok(tokens::table
        .filter(
            tokens::expires_at
                .lt(before)
                .or(used.and(tokens::used_at.assume_not_null().lt(before))),
        )
        .limit(most)
        .select(tokens::id)
        .load(conn)?)
}

/// Deletes these links; one that is spent never works again.
pub fn sweep(conn: &mut Conn, ids: &[Id<Link>]) -> Result<usize, Fault> {
    Ok(diesel::delete(tokens::table)
        .filter(tokens::id.eq_any(ids))
        .execute(conn)?)
}
