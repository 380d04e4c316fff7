//! What a statement's file is, what it held, and what that says: of one or all of the accounts that it tells
//! of.

use chrono::Days;
use chrono_tz::Tz;

use crate::dues::rules::bank::sheet::{self, Mapping, Mappings, Rows, Table};
use crate::dues::rules::bank::{Statement, camt, kind, layout, same};
use crate::dues::store::bank::StatementRow;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Fen, Moment, Say};
use crate::platform::apart::{self, Reader};
use crate::platform::db::{Db, Fault};
use crate::platform::files::Store;
use crate::platform::secrets::sha256_hex;
use crate::platform::tables;

/// What a file held.
#[derive(Debug, Clone)]
pub enum Content {
    /// CAMT.053.
    Xml(String),
    /// A table.
    Rows(Table),
}

impl Content {
    /// As it lies in the store.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Xml(text) => text,
            Self::Rows(table) => table.text(),
        }
    }

    /// The table, if it is one.
    #[must_use]
    pub const fn table(&self) -> Option<&Table> {
        match self {
            Self::Xml(_) => None,
            Self::Rows(table) => Some(table),
        }
    }
}

/// What a statement's file held.
///
/// # Errors
/// If the store or the database fails.
pub async fn content(db: &Db, files: &Store, row: &StatementRow) -> Result<Content, Fault> {
    let kept = match row.file_id.clone() {
        Some(file) => Some(files.text(db, file).await?),
        None => None,
    };
    Ok(match (row.format.as_str(), kept) {
        ("camt", kept) => Content::Xml(kept.unwrap_or_else(|| row.content.clone())),
        (_, Some(text)) => Content::Rows(Table::of(text)),
        (_, None) => {
            let rows: Rows = serde_json::from_str(&row.content)?;
            Content::Rows(rows.into_iter().collect())
        }
    })
}

/// How statements are read in this chamber.
#[derive(Debug, Clone)]
pub struct House {
    /// Its currency, as its ISO 4217 code.
    pub currency: String,
    /// Where its days begin.
    pub zone: Tz,
    /// The last day that a row of the file can be of.
    pub until: Day,
}

impl House {
    /// For a file that was brought then: what is to come weeks later no bank knows yet.
    #[must_use]
    pub fn of(brand: &Brand, brought: Moment) -> Self {
        const AHEAD: Days = Days::new(31);
        let day = day_in(brand.zone, brought);
        Self {
            currency: brand.currency.clone(),
            zone: brand.zone,
            until: day.checked_add_days(AHEAD).unwrap_or(day),
        }
    }
}

/// One of the chamber's accounts as a file tells of it.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its number.
    pub number: String,
    /// How many lines.
    pub lines: usize,
    /// What they add up to.
    pub sum: Fen,
    /// By how much opening and lines miss the closing balance, where the file names both.
    pub off_by: Option<Fen>,
}

/// What a file says, as far as it is to be brought in.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its lines. Without an account while it isn't said which of several.
    pub whole: Statement,
    /// What each of those was known by in its account to earlier builds, hashed.
    pub keys: Vec<String>,
    /// The accounts that the file tells of.
    pub accounts: Vec<Account>,
    /// Whether it says itself which those are.
    pub named: bool,
    /// Which texts its lines have: see [`same::columns`].
    pub columns: u8,
}

/// How all of these accounts are called together.
#[must_use]
pub fn all_of(accounts: &[Account]) -> String {
    let numbers: Vec<&str> = accounts.iter().map(|a| a.number.as_str()).collect();
    numbers.join(", ")
}

/// What a statement says. A table's is of this account of the chamber's; of a file that tells of several
/// accounts it is this one, or [`all_of`] them. While none is said, all are read.
///
/// # Errors
/// `Fault::Refused` if it can't be read with this mapping.
pub fn read(
    content: &Content,
    account: &str,
    mapping: &Mapping,
    house: &House,
) -> Result<Found, Fault> {
    let mut all = match content {
        Content::Xml(text) => camt::read(text, &house.currency, house.zone)?,
        Content::Rows(table) => {
            let own = (house.currency.as_str(), house.until, house.zone);
            layout::read(table, mapping, own)?
        }
    };
    let named = all.iter().all(|one| !one.account.is_empty());
    if let ([only], false) = (all.as_mut_slice(), named) {
        account.clone_into(&mut only.account);
    }
    let told = |one: &Statement| Account {
        number: one.account.clone(),
        lines: one.lines.len(),
        sum: one.sum(),
        off_by: one.off_by().filter(|_| one.bad.is_empty()),
    };
    let accounts: Vec<Account> = all.iter().map(told).collect();
    let together = all_of(&accounts);
    let several = all.len() > 1;
    if all.iter().any(|one| one.account == account) {
        all.retain(|one| one.account == account);
    }
    let keys = all.iter().flat_map(|one| hashed(one.keys())).collect();
    if several {
        for one in &mut all {
            let number = &one.account;
            one.lines
                .iter_mut()
                .for_each(|line| line.account.clone_from(number));
        }
    }
    let mut all = all.into_iter();
    let mut whole = all.next().unwrap_or_default();
    for next in all {
        // Balances of several accounts are none of the whole.
        (whole.opening, whole.closing) = (None, None);
        whole.account.clone_from(&together);
        whole.lines.extend(next.lines);
        whole.bad.extend(next.bad);
        whole.ask(next.states);
    }
    if several && account != whole.account {
        whole.account.clear();
    }
    Ok(Found {
        whole,
        keys,
        accounts,
        named,
        columns: same::columns(mapping),
    })
}

/// What a file that came in is: its format and what is kept of it.
pub struct Taken {
    /// Name of the file.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What is kept.
    pub content: Content,
    /// The mapping to begin with.
    pub mapping: Mapping,
    /// The chamber's account, where a table names it.
    pub account: Option<String>,
}

/// A file as it was looked at.
pub struct Looked {
    sha256: String,
    content: Content,
}

/// Looks at a file.
///
/// # Errors
/// Says why it can't be read.
pub fn look(bytes: &[u8]) -> Result<Looked, Say> {
    let content = match kind::look(bytes)? {
        Some(text) => Content::Xml(text),
        None => Content::Rows(sheet::table(bytes)?),
    };
    Ok(Looked {
        sha256: sha256_hex(bytes),
        content,
    })
}

/// Looks at a stranger's statement. One of CAMT is read to its end as well, so that what is kept of it is
/// known to be no more than can be read; what it says is asked when it is imported.
pub struct Statements;

impl Reader for Statements {
    const NAME: &'static str = "statement";
    type Ask = ();
    /// The file's hash, and whether it is CAMT.
    type Found = (String, bool);

    fn read((): (), bytes: Vec<u8>) -> Result<((String, bool), Vec<Vec<u8>>), Fault> {
        let Looked { sha256, content } = look(&bytes)?;
        if let Content::Xml(text) = &content {
            // What is wrong with its entries is told beside them.
            let _ = camt::read(text, "CNY", Tz::UTC);
        }
        let text = content.text().to_owned().into_bytes();
        Ok(((sha256, content.table().is_none()), vec![text]))
    }
}

/// [`look`], apart from the portal.
///
/// # Errors
/// [`Fault::Refused`] says why it can't be read; as [`apart::read`].
pub async fn look_apart(bytes: Vec<u8>) -> Result<Looked, Fault> {
    let ((sha256, camt), parts) = apart::read::<Statements>((), bytes).await?;
    let content = match camt {
        true => Content::Xml(tables::text(parts)?),
        false => Content::Rows(tables::kept(parts)?),
    };
    Ok(Looked { sha256, content })
}

/// What a file that was looked at is, under the name it came with.
///
/// # Errors
/// Says why it can't be read.
pub fn take(name: &str, looked: Looked, known: &Mappings) -> Result<Taken, Say> {
    let Looked { sha256, content } = looked;
    let name = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let (mapping, account) = match content.table() {
        None => (Mapping::default(), None),
        Some(table) => {
            let mapping = layout::begin(table, known);
            let top = layout::laid(table, &mapping)?.top();
            (mapping, sheet::account(&top))
        }
    };
    Ok(Taken {
        name,
        sha256,
        content,
        mapping,
        account,
    })
}

/// The hash under which earlier builds knew a line.
fn hashed(keys: Vec<String>) -> Vec<String> {
    keys.iter().map(|key| sha256_hex(key.as_bytes())).collect()
}
