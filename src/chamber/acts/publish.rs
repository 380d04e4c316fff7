//! What administrators publish: charter, criteria. Each publication is a new row
//! and an audit row; nothing published is ever changed.

use crate::chamber::policy::may_manage;
use crate::chamber::rules::{CharterInForce, Content, Criteria, CriteriaId, Purpose};
use crate::chamber::store::{self, Charter, CharterId};
use crate::kernel::Day;
use crate::kernel::id::FileId;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// A charter to publish.
#[derive(Debug, Clone)]
pub struct NewCharter<'a> {
    /// Its version, as people cite it; unlike all before.
    pub version: &'a str,
    /// Its title.
    pub title: &'a str,
    /// When the assembly adopted it.
    pub adopted_on: Day,
    /// The charter as a file.
    pub file: Option<FileId>,
    /// The charter as text; may be empty.
    pub body: &'a str,
}

/// Publishes a charter: it is in force from now on.
///
/// # Errors
/// `Fault::Refused` if the version was published before.
pub fn publish_charter(tx: &mut Tx, new: &NewCharter) -> Result<Charter, Fault> {
    may_manage(tx)?;
    if store::charter_of_version(tx.conn(), new.version)?.is_some() {
        return Err(say!("chamber-charter-twice", version = new.version).into());
    }
    let charter = Charter {
        id: CharterId::new(),
        version: new.version.to_owned(),
        title: new.title.to_owned(),
        adopted_on: new.adopted_on,
        file: new.file.clone(),
        body: new.body.to_owned(),
        published_at: tx.now(),
        published_by: tx.who().name().to_owned(),
    };
    store::insert_charter(tx.conn(), &charter)?;
    let in_force = CharterInForce {
        version: charter.version.clone(),
        adopted_on: Some(charter.adopted_on),
        file: charter.file.clone(),
    };
    settings::set(tx, &in_force)?;
    let entry = Entry::on("charter", &charter.id).did("chamber.charter.published");
    audit::record(tx, entry.after(&in_force))?;
    Ok(charter)
}

/// Publishes the next version of the criteria.
///
/// # Errors
/// `Fault::Refused` if the list can't stand.
pub fn publish_criteria(
    tx: &mut Tx,
    purpose: Purpose,
    content: &Content,
    changes: &str,
) -> Result<Criteria, Fault> {
    may_manage(tx)?;
    content.check()?;
    let before = store::criteria_in_force(tx.conn(), purpose)?;
    let criteria = Criteria {
        id: CriteriaId::new(),
        purpose,
        number: before.number + 1,
        content: content.clone(),
        changes: changes.to_owned(),
        published_at: tx.now(),
        published_by: tx.who().name().to_owned(),
    };
    store::insert_criteria(tx.conn(), &criteria)?;
    let entry = Entry::on("criteria", &criteria.id).did("chamber.criteria.published");
    audit::record(
        tx,
        entry
            .before(&before.content)
            .after(&criteria.content)
            .why(changes),
    )?;
    Ok(criteria)
}
