//! The keys of an installation: made at the first need, kept encrypted in the database so that every
//! server has them, replaced without forgetting the old certificates.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

use super::keys::{Keys, Subject};
use super::{Act, Unsealable, sign, verify};
use crate::kernel::Moment;
use crate::kernel::id::{Id, PersonId};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::secrets::Key;
use crate::schema::seal_keys;

/// Marker for ids of keys.
pub enum SealKey {}

/// From so long before its end a certificate is said to run out.
pub const WARN: TimeDelta = TimeDelta::days(90);

#[derive(Queryable, Insertable, Selectable)]
#[diesel(table_name = seal_keys, treat_none_as_default_value = false)]
struct Row {
    id: Id<SealKey>,
    role: String,
    origin: String,
    name: String,
    chain: String,
    secret: String,
    expires_at: Moment,
    made_at: Moment,
    made_by: Option<PersonId>,
    retired_at: Option<Moment>,
}

/// The keys in use.
#[derive(Debug)]
pub struct Current {
    /// Vouches for those who sign; made here.
    pub root: Keys,
    /// The chamber's seal.
    pub seal: Keys,
}

/// A key as it is shown: never the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// `root` or `seal`.
    pub role: String,
    /// `made` or `imported`.
    pub origin: String,
    /// Whom its certificate names.
    pub name: String,
    /// SHA-256 of the certificate, hexadecimal.
    pub fingerprint: String,
    /// Until when it is valid, UTC.
    pub expires_at: Moment,
    /// When it was made or brought, UTC.
    pub made_at: Moment,
    /// When another took its place, UTC.
    pub retired_at: Option<Moment>,
}

impl Shown {
    /// Whether it is in use and runs out soon.
    #[must_use]
    pub fn runs_out(&self, now: Moment) -> bool {
        self.retired_at.is_none() && self.expires_at < now + WARN
    }
}

fn chain_text(chain: &[Vec<u8>]) -> String {
    chain.iter().map(hex::encode).collect::<Vec<_>>().join("\n")
}

fn read_chain(text: &str) -> Result<Vec<Vec<u8>>, Fault> {
    text.lines()
        .map(|line| hex::decode(line).map_err(|_| Fault::Broken("a stored certificate".into())))
        .collect()
}

impl Row {
    fn keys(&self, key: &Key) -> Result<Keys, Fault> {
        let secret = key.open(&self.secret)?;
        Ok(Keys::stored(&secret, read_chain(&self.chain)?)?)
    }

    fn shown(self) -> Result<Shown, Fault> {
        let chain = read_chain(&self.chain)?;
        let own = chain.first().map(Vec::as_slice).unwrap_or_default();
        Ok(Shown {
            fingerprint: crate::platform::secrets::sha256_hex(own),
            role: self.role,
            origin: self.origin,
            name: self.name,
            expires_at: self.expires_at,
            made_at: self.made_at,
            retired_at: self.retired_at,
        })
    }
}

fn in_use(conn: &mut Conn, role: &str) -> Result<Option<Row>, Fault> {
    Ok(seal_keys::table
        .filter(seal_keys::role.eq(role))
        .filter(seal_keys::retired_at.is_null())
        .order(seal_keys::id.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

fn insert(tx: &mut Tx, key: &Key, role: &str, origin: &str, keys: &Keys) -> Result<(), Fault> {
    let now = tx.now();
    diesel::update(
        seal_keys::table
            .filter(seal_keys::role.eq(role))
            .filter(seal_keys::retired_at.is_null()),
    )
    .set(seal_keys::retired_at.eq(now))
    .execute(tx.conn())?;
    let row = Row {
        id: Id::new(),
        role: role.to_owned(),
        origin: origin.to_owned(),
        name: keys.subject()?.name,
        chain: chain_text(keys.chain()),
        secret: key.seal(keys.pkcs8())?,
        expires_at: keys.until()?,
        made_at: now,
        made_by: tx.who().actor.as_ref().map(|a| a.id.clone()),
        retired_at: None,
    };
    let entry = Entry::on("seal", &row.id)
        .did("platform.seal.taken_into_use")
        .after(
            &json!({ "role": role, "origin": origin, "name": row.name, "until": row.expires_at }),
        );
    diesel::insert_into(seal_keys::table)
        .values(&row)
        .execute(tx.conn())?;
    audit::record(tx, entry)
}

/// Makes a root and a seal in the chamber's name, if there are none.
///
/// # Errors
/// If no key can be made, or the database fails.
pub fn ensure(tx: &mut Tx, key: &Key, chamber: &str) -> Result<(), Fault> {
    if in_use(tx.conn(), "root")?.is_none() {
        make(tx, key, chamber)?;
    }
    Ok(())
}

/// Makes a new root and a new seal. Papers that were sealed with the old stay valid.
///
/// # Errors
/// If no key can be made, or the database fails.
pub fn make(tx: &mut Tx, key: &Key, chamber: &str) -> Result<(), Fault> {
    let subject = |name: &str| Subject {
        name: format!("{chamber} {name}"),
        organisation: chamber.to_owned(),
    };
    let now = tx.now();
    let root = Keys::root(&subject("Root"), now)?;
    let seal = root.issue(&subject("Seal"), now)?;
    insert(tx, key, "root", "made", &root)?;
    insert(tx, key, "seal", "made", &seal)
}

/// Takes a seal that was brought into use instead of the one before.
///
/// # Errors
/// If the database fails.
pub fn import(tx: &mut Tx, key: &Key, keys: &Keys) -> Result<(), Fault> {
    insert(tx, key, "seal", "imported", keys)
}

/// The keys in use.
///
/// # Errors
/// `Fault::Missing` before [`ensure`]; broken if the secret key of the instance is another.
pub fn current(conn: &mut Conn, key: &Key) -> Result<Current, Fault> {
    let root = in_use(conn, "root")?.ok_or(Fault::Missing)?;
    let seal = in_use(conn, "seal")?.ok_or(Fault::Missing)?;
    Ok(Current {
        root: root.keys(key)?,
        seal: seal.keys(key)?,
    })
}

/// The certificates that signatures of ours lead to, old ones too, DER: each root, and the top of
/// each imported chain.
///
/// # Errors
/// If the database fails.
pub fn trusted(conn: &mut Conn) -> Result<Vec<Vec<u8>>, Fault> {
    let rows: Vec<String> = seal_keys::table
        .order(seal_keys::id)
        .select(seal_keys::chain)
        .load(conn)?;
    let mut roots = vec![];
    for text in rows {
        if let Some(top) = read_chain(&text)?.pop()
            && !roots.contains(&top)
        {
            roots.push(top);
        }
    }
    Ok(roots)
}

/// All keys, the newest first.
///
/// # Errors
/// If the database fails.
pub fn shown(conn: &mut Conn) -> Result<Vec<Shown>, Fault> {
    let rows: Vec<Row> = seal_keys::table
        .order(seal_keys::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::shown).collect()
}

/// Signs a sample twice, as an agreement is, and verifies it: so that a bad key is found before
/// anybody signs.
///
/// # Errors
/// What is wrong with the keys.
pub fn probe(
    keys: &Current,
    sample: &[u8],
    roots: &[Vec<u8>],
    now: Moment,
) -> Result<(), Unsealable> {
    let subject = Subject {
        name: "Sample".into(),
        organisation: String::new(),
    };
    let signer = keys.root.issue(&subject, now)?;
    let once = sign(sample, &signer, &act("Sample", now), None)?;
    let verdict = verify(&sign(&once, &keys.seal, &act("Seal", now), None)?, roots);
    if verdict.is_good() && verdict.signatures.len() == 2 {
        return Ok(());
    }
    Err(Unsealable(format!("a sample does not verify: {verdict:?}")))
}

pub(super) fn act(field: &str, now: Moment) -> Act {
    Act {
        field: field.to_owned(),
        name: field.to_owned(),
        reason: "Sample".into(),
        at: now,
        then: vec![],
    }
}
