//! A register comes in as a table: kept, looked at, imported in one write, and taken back whole while
//! nothing else has happened to any of its members.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::cover::carry_over;
use crate::chamber;
use crate::companies::{self, Company, rules::Profile};
use crate::kernel::id::CompanyId;
use crate::kernel::sheet::{self, Rows};
use crate::kernel::{Can, Day, Moment, Say};
use crate::membership::policy::ImportMembers;
use crate::membership::rules::period::{PeriodRules, Span};
use crate::membership::rules::roll::{self, Bad, Entry, Found, ImportId, Mapping, Mappings};
use crate::membership::rules::{Membership, NewMember};
use crate::membership::store;
use crate::membership::store::roll::{ImportRow, MadeRow};
use crate::platform::audit::{self, Entry as AuditEntry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::pdf::Press;
use crate::platform::settings;
use crate::say;

/// As many as are asked for at once.
const SOME: usize = 200;

/// Looks at a file: its table, and which column is likely what. A mapping that was used before and fits
/// goes before a guess.
///
/// # Errors
/// Says why it can't be read.
pub fn take(bytes: &[u8], known: &Mappings) -> Result<(Rows, Mapping), Say> {
    let rows = sheet::rows(bytes)?;
    let heads = roll::heads(&rows);
    let used = known.list.iter().find(|mapping| mapping.fits(&heads));
    let mapping = used.cloned().unwrap_or_else(|| roll::guess(&heads));
    Ok((rows, mapping))
}

/// Keeps a table to be looked at before it is imported.
pub fn bring(
    tx: &mut Tx,
    name: &str,
    (rows, mapping): &(Rows, Mapping),
) -> Result<ImportId, Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    let name = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let row = ImportRow {
        id: ImportId::new(),
        name,
        content: serde_json::to_string(rows)?,
        mapping: serde_json::to_string(mapping)?,
        state: "preview".to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        imported_at: None,
        added: 0,
    };
    store::roll::insert(tx.conn(), &row)?;
    let entry = AuditEntry::on("member_import", &row.id).did("membership.import.brought");
    audit::record(tx, entry.after(&json!({ "name": row.name })))?;
    Ok(row.id)
}

/// What an import would make, and what stands against the other rows.
#[derive(Debug, Default)]
pub struct Looked {
    /// Rows that can be taken, each with its company if that is known already.
    pub ready: Vec<(Entry, Option<CompanyId>)>,
    /// What is wrong with the others.
    pub bad: Vec<Bad>,
}

impl Looked {
    /// How many rows can't be taken.
    #[must_use]
    pub fn bad_rows(&self) -> usize {
        let rows: HashSet<usize> = self.bad.iter().map(|bad| bad.row).collect();
        rows.len()
    }
}

/// Looks at an import with this mapping. A name that no paper can print is found here, not when a
/// certificate is made.
///
/// # Errors
/// [`Fault::Refused`] if the table can't be read with it.
pub fn look(
    conn: &mut Conn,
    row: &ImportRow,
    mapping: &Mapping,
    (now, press): (Moment, &Press),
) -> Result<Looked, Fault> {
    let rows: Rows = serde_json::from_str(&row.content)?;
    let today = settings::today(conn, now)?;
    let ranks = chamber::ranks(conn)?;
    let found = roll::read(&rows, mapping, &ranks, today)?;
    against(conn, found, press)
}

/// Holds what a table says against what is on record.
fn against(conn: &mut Conn, found: Found, press: &Press) -> Result<Looked, Fault> {
    let mut looked = Looked {
        ready: vec![],
        bad: found.bad,
    };
    for some in found.entries.chunks(SOME) {
        let codes = some
            .iter()
            .filter_map(|e| Some(e.credit_code.as_ref()?.as_str()));
        let names = some.iter().map(|e| e.name.as_str());
        let known = companies::known(conn, &codes.collect::<Vec<_>>(), &names.collect::<Vec<_>>())?;
        let ids: Vec<_> = known.iter().map(|company| company.id.clone()).collect();
        let mut members: HashMap<CompanyId, Vec<Membership>> = HashMap::new();
        for member in store::roll::of_companies(conn, &ids)? {
            members
                .entry(member.company.clone())
                .or_default()
                .push(member);
        }
        let numbers: Vec<&str> = some.iter().filter_map(|e| e.number.as_deref()).collect();
        let taken = store::roll::numbers_taken(conn, &numbers)?;
        for entry in some {
            let company = company_of(&known, entry).map(|company| company.id.clone());
            let own = company.as_ref().and_then(|id| members.get(id));
            let runs = |m: &&Membership| {
                m.ended
                    .as_ref()
                    .is_none_or(|(end, _)| entry.joined_on < *end)
            };
            let running = own.and_then(|own| own.iter().find(runs));
            let mut wrong: Vec<Say> = press.check(&entry.name).err().into_iter().collect();
            if let Some(member) = running {
                wrong.push(say!("membership-already", number = member.number.as_str()));
            }
            if let Some(number) = entry.number.as_ref().filter(|n| taken.contains(n)) {
                wrong.push(say!(
                    "membership-import-number-taken",
                    number = number.as_str()
                ));
            }
            if wrong.is_empty() {
                looked.ready.push((entry.clone(), company));
            }
            let row = entry.row;
            looked
                .bad
                .extend(wrong.into_iter().map(|why| Bad { row, why }));
        }
    }
    looked.bad.sort_by_key(|bad| bad.row);
    Ok(looked)
}

/// The company a row means: the one with its credit code, else the one with its name, unless both have
/// a code and not the same.
fn company_of<'a>(known: &'a [Company], entry: &Entry) -> Option<&'a Company> {
    let code = entry.credit_code.as_ref();
    let same = |company: &&Company| code.is_some() && company.profile.credit_code.as_ref() == code;
    let named = |company: &&Company| {
        company.profile.name == entry.name
            && (code.is_none() || company.profile.credit_code.is_none())
    };
    known.iter().find(same).or_else(|| known.iter().find(named))
}

/// Says which column is what.
///
/// # Errors
/// [`Fault::Refused`] if it was imported already.
pub fn map(tx: &mut Tx, id: &ImportId, mapping: &Mapping) -> Result<(), Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    preview(tx, id)?;
    store::roll::set_mapping(tx.conn(), id, &serde_json::to_string(mapping)?)
}

fn preview(tx: &mut Tx, id: &ImportId) -> Result<ImportRow, Fault> {
    let row = store::roll::import(tx.conn(), id)?;
    if row.state == "preview" {
        Ok(row)
    } else {
        Err(say!("membership-import-already").into())
    }
}

/// Imports all rows that can be taken, in this one write. Gives how many.
///
/// # Errors
/// [`Fault::Refused`] if it was imported already, a row can't be taken and nobody said to leave those
/// out, or none can.
pub fn import(
    tx: &mut Tx,
    id: &ImportId,
    without_bad: bool,
    press: &Press,
) -> Result<usize, Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    let row = preview(tx, id)?;
    let mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let now = tx.now();
    let looked = look(tx.conn(), &row, &mapping, (now, press))?;
    if !looked.bad.is_empty() && !without_bad {
        return Err(say!("membership-import-bad-rows", count = looked.bad_rows()).into());
    }
    if looked.ready.is_empty() {
        return Err(say!("membership-import-nothing").into());
    }
    let rules: PeriodRules = settings::get(tx.conn())?;
    for (entry, company) in &looked.ready {
        make(tx, id, entry, company.as_ref(), &rules)?;
    }
    let n = looked.ready.len();
    store::roll::set_imported(tx.conn(), id, n, now)?;
    let known: Mappings = settings::get(tx.conn())?;
    settings::set(tx, &known.with(&mapping))?;
    let after = json!({ "members": n, "left_out": looked.bad_rows() });
    let entry = AuditEntry::on("member_import", id).did("membership.import.imported");
    audit::record(tx, entry.after(&after))?;
    Ok(n)
}

/// Makes the member that a row names.
fn make(
    tx: &mut Tx,
    id: &ImportId,
    entry: &Entry,
    company: Option<&CompanyId>,
    rules: &PeriodRules,
) -> Result<(), Fault> {
    let known = company.cloned();
    let new_company = known.is_none();
    let company = match known {
        Some(id) => id,
        None => {
            let profile = Profile {
                name: entry.name.clone(),
                name_en: entry.name_en.clone(),
                credit_code: entry.credit_code.clone(),
                industry: entry.industry.clone(),
                website: entry.website.clone(),
                ..Profile::default()
            };
            companies::register(tx, profile)?.id
        }
    };
    let new = NewMember {
        company: company.clone(),
        case: None,
        rank: entry.rank.clone(),
        joined_on: entry.joined_on,
        published: false,
    };
    let member = super::admit_as(tx, &new, entry.number.as_deref())?;
    if let Some(last) = entry.covered_until {
        let first = rules.year_of(last).first.max(entry.joined_on);
        carry_over(tx, &member.id, &entry.rank, Span { first, last })?;
    }
    let made = MadeRow {
        import_id: id.clone(),
        place: i32::try_from(entry.row).unwrap_or(i32::MAX),
        facts: facts(&store::load(tx.conn(), &member.id)?),
        membership_id: member.id,
        company_id: company,
        new_company,
    };
    store::roll::insert_made(tx.conn(), &made)
}

/// What an import leaves, to see whether anything was changed since.
fn facts(member: &Membership) -> String {
    let of = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    [
        member.number.clone(),
        member.rank.clone(),
        member.joined_on.to_string(),
        of(member.ended.as_ref().map(|(on, _)| *on)),
        of(member.facts.first_due),
        of(member.facts.covered_until),
        of(member.facts.suspended.map(|(from, _)| from)),
        member.published.to_string(),
    ]
    .join(" ")
}

/// Takes a whole import back, or throws a preview away.
///
/// # Errors
/// [`Fault::Refused`] with the company's name if anything else has happened to one of its members.
pub fn undo(tx: &mut Tx, id: &ImportId) -> Result<(), Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    let row = store::roll::import(tx.conn(), id)?;
    if row.state == "undone" {
        return Err(say!("membership-import-undone-already").into());
    }
    let made = store::roll::made(tx.conn(), id)?;
    for one in made.iter().rev() {
        unmake(tx, one, row.imported_at)?;
    }
    store::roll::clear_made(tx.conn(), id)?;
    store::roll::set_state(tx.conn(), id, "undone")?;
    let entry = AuditEntry::on("member_import", id).did("membership.import.undone");
    audit::record(tx, entry.after(&json!({ "members": made.len() })))
}

fn unmake(tx: &mut Tx, made: &MadeRow, imported: Option<Moment>) -> Result<(), Fault> {
    let company = companies::load(tx.conn(), &made.company_id)?;
    let touched = || {
        Fault::from(say!(
            "membership-import-touched",
            name = company.profile.name.as_str()
        ))
    };
    let member = store::load(tx.conn(), &made.membership_id)?;
    let changed = made.new_company && Some(company.changed_at) != imported;
    if facts(&member) != made.facts || changed {
        return Err(touched());
    }
    // An invoice, an event, a case, a payment: what refers to it happened since.
    let refused = |fault: Fault| if fault.is_in_use() { touched() } else { fault };
    store::roll::remove(tx.conn(), &made.membership_id).map_err(refused)?;
    if made.new_company {
        if store::roll::has_people(tx.conn(), &made.company_id)? {
            return Err(touched());
        }
        companies::forget(tx, &made.company_id, "import undone").map_err(refused)?;
    }
    Ok(())
}
