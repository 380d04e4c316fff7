//! A register comes in as a table: kept, looked at, and then brought in or taken back by a run
//! (`acts/import.rs`).

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use crate::chamber::{self, rules::Ranks};
use crate::companies::{self, Company};
use crate::kernel::id::CompanyId;
use crate::kernel::sheet::{self, Layout, Rows, Table};
use crate::kernel::{Can, Day, Moment, Say, text};
use crate::membership::policy::ImportMembers;
use crate::membership::rules::Membership;
use crate::membership::rules::roll::{self, Bad, Entry, ImportId, Mapping, Mappings, Said};
use crate::membership::store;
use crate::membership::store::roll::ImportRow;
use crate::platform::aside::{READERS, aside};
use crate::platform::audit::{self, Entry as AuditEntry};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::{self, NewFile, Store};
use crate::platform::pdf::Press;
use crate::platform::runs::{self, New, Run, RunId, State, Steer};
use crate::platform::settings;
use crate::say;

/// As many rows as are held against what is on record at once.
const SOME: usize = 200;
/// The kind of run that brings a register in.
pub(in crate::membership) const BRING: &str = "membership.import";
/// The kind of run that takes one back.
pub(super) const TAKE_BACK: &str = "membership.import_undo";
/// The kind of thing that a table's file belongs to.
const FILES: &str = "member_import";

/// Looks at a file: its table, and which column is likely what.
///
/// # Errors
/// Says why it can't be read.
pub fn take(bytes: &[u8], known: &Mappings) -> Result<(Table, Mapping), Say> {
    let table = sheet::table(bytes)?;
    let mapping = likely(&table, known);
    Ok((table, mapping))
}

/// Which column of a table is likely what. A mapping that was used before and fits, where it was used or
/// where the table seems to be, goes before a guess.
#[must_use]
pub fn likely(table: &Table, known: &Mappings) -> Mapping {
    let guess = roll::guess(table);
    let used = known.list.iter().find_map(|mapping| {
        let (own, here) = (mapping.layout(), guess.layout());
        let here = Layout {
            days: own.days,
            ..here
        };
        let places = [&own, &here];
        let there = places
            .into_iter()
            .find(|layout| mapping.fits(&table.heads_in(layout)))?;
        // A sheet that isn't there stands for the first: said as it is.
        let sheet = table
            .sheet_in(there)
            .map_or_else(String::new, |sheet| sheet.name.clone());
        let there = Layout {
            sheet,
            ..there.clone()
        };
        let known = mapping.clone().with(&there);
        Some(known.with_people(&roll::arrange(table, &there)))
    });
    used.unwrap_or(guess)
}

/// Keeps a table, whose text lies in the store, to be looked at before it is imported.
///
/// # Errors
/// If the person may not import.
pub fn bring(
    tx: &mut Tx,
    name: &str,
    (file, mapping): (&NewFile, &Mapping),
) -> Result<ImportId, Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    let id = ImportId::new();
    let row = ImportRow {
        name: name.chars().filter(|c| !c.is_control()).take(120).collect(),
        content: String::new(),
        mapping: serde_json::to_string(mapping)?,
        state: "preview".to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        imported_at: None,
        added: 0,
        file_id: Some(files::keep(tx, file, FILES, &id)?),
        id,
    };
    store::roll::insert(tx.conn(), &row)?;
    let entry = AuditEntry::on("member_import", &row.id).did("membership.import.brought");
    audit::record(tx, entry.after(&json!({ "name": row.name })))?;
    Ok(row.id)
}

/// The table of an import.
///
/// # Errors
/// If the store or the database fails.
pub async fn table(db: &Db, files: &Store, row: &ImportRow) -> Result<Table, Fault> {
    let Some(file) = row.file_id.clone() else {
        let rows: Rows = serde_json::from_str(&row.content)?;
        return Ok(rows.into_iter().collect());
    };
    Ok(Table::of(files.text(db, file).await?))
}

/// What rows are read by: the ranks there are, and which day it is.
pub(super) fn read_by(conn: &mut Conn, now: Moment) -> Result<(Ranks, Day), Fault> {
    Ok((chamber::ranks(conn)?, settings::today(conn, now)?))
}

/// What an import would make, and what stands against the other rows.
#[derive(Debug, Default)]
pub struct Looked {
    /// How many rows can be taken.
    pub ready: usize,
    /// How many can't.
    pub bad_rows: usize,
    /// How much is wrong with them.
    pub wrong: usize,
    /// The first that can be taken, each with its company if that is known already.
    pub first: Vec<(Entry, Option<CompanyId>)>,
    /// The first that is wrong, but for what follows.
    pub bad: Vec<Bad>,
    /// Words for ranks that the chamber doesn't have, each with how many rows say it: what they mean can be
    /// said for the whole file.
    pub unknown: BTreeMap<String, usize>,
}

impl Looked {
    /// Notes a word for a rank that the chamber doesn't have; whether this is one, and not too much to be
    /// asked about.
    fn note_rank(&mut self, why: &Say, most: usize) -> bool {
        /// Most characters of such a word.
        const LONG: usize = 60;
        let word = roll::unknown_rank(why).filter(|word| word.chars().count() <= LONG);
        let Some(word) = word.map(text::same) else {
            return false;
        };
        if !self.unknown.contains_key(&word) && self.unknown.len() >= most {
            return false;
        }
        *self.unknown.entry(word).or_default() += 1;
        true
    }

    /// Adds rows that were held against what is on record; keeps at most `shown` of each sort.
    fn add(&mut self, held: Vec<(usize, Held)>, shown: usize) {
        for (row, said) in held {
            match said {
                Ok(found) => {
                    self.ready += 1;
                    if self.first.len() < shown {
                        self.first.push(found);
                    }
                }
                Err(wrong) => {
                    self.bad_rows += 1;
                    let wrong: Vec<Say> = wrong
                        .into_iter()
                        .filter(|why| !self.note_rank(why, shown))
                        .collect();
                    self.wrong += wrong.len();
                    let left = shown.saturating_sub(self.bad.len());
                    let bad = wrong.into_iter().map(|why| Bad { row, why });
                    self.bad.extend(bad.take(left));
                }
            }
        }
    }
}

/// Looks at an import with this mapping; names at most `shown` rows of each sort. A name that no paper
/// can print is found here, not when a certificate is made. Rows are read through the gate of readers,
/// and the database is asked for some of them at a time.
///
/// # Errors
/// [`Fault::Refused`] if the table can't be read with it; [`Fault::Busy`] if too much else is read.
pub async fn look(
    db: &Db,
    table: Table,
    mapping: Mapping,
    (now, press, shown): (Moment, &Press, usize),
) -> Result<Looked, Fault> {
    let (ranks, today) = db.read(move |conn| read_by(conn, now)).await?;
    let turn = READERS.turn(table.text().len()).await?;
    let begin = move || (turn, roll::read(table, &mapping, ranks, today));
    let (mut turn, reading) = aside(begin).await?;
    let (mut reading, mut looked) = (reading?, Looked::default());
    loop {
        let some: Vec<(usize, Said)>;
        let next = move || {
            let some = reading.by_ref().take(SOME).collect();
            (turn, reading, some)
        };
        (turn, reading, some) = aside(next).await?;
        if some.is_empty() {
            return Ok(looked);
        }
        let press = press.clone();
        let held = db.read(move |conn| against(conn, some, Some(&press)));
        looked.add(held.await?, shown);
    }
}

/// A row that was held against what is on record: with its company if that is known already.
pub(super) type Held = Result<(Entry, Option<CompanyId>), Vec<Say>>;

/// Holds what rows say against what is on record, and with a press whether it can be printed.
pub(super) fn against(
    conn: &mut Conn,
    some: Vec<(usize, Said)>,
    press: Option<&Press>,
) -> Result<Vec<(usize, Held)>, Fault> {
    let entries = || some.iter().filter_map(|(_, said)| said.as_ref().ok());
    let codes = entries().filter_map(|e| Some(e.credit_code.as_ref()?.as_str()));
    let names = entries().map(|e| e.name.as_str());
    let known = companies::known(conn, &codes.collect::<Vec<_>>(), &names.collect::<Vec<_>>())?;
    let ids: Vec<_> = known.iter().map(|company| company.id.clone()).collect();
    let mut members: HashMap<CompanyId, Vec<Membership>> = HashMap::new();
    for member in store::roll::of_companies(conn, &ids)? {
        let own = members.entry(member.company.clone()).or_default();
        own.push(member);
    }
    let numbers: Vec<&str> = entries().filter_map(|e| e.number.as_deref()).collect();
    let taken = store::roll::numbers_taken(conn, &numbers)?;
    let hold = |entry: Entry| -> Held {
        let company = company_of(&known, &entry).map(|company| company.id.clone());
        let own = company.as_ref().and_then(|id| members.get(id));
        let runs = |m: &&Membership| {
            m.ended
                .as_ref()
                .is_none_or(|(end, _)| entry.joined_on < *end)
        };
        let running = own.and_then(|own| own.iter().find(runs));
        let printed = press.map(|press| press.check(&entry.name));
        let mut wrong: Vec<Say> = printed.and_then(Result::err).into_iter().collect();
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
            Ok((entry, company))
        } else {
            Err(wrong)
        }
    };
    let held = |(row, said): (usize, Said)| (row, said.and_then(hold));
    Ok(some.into_iter().map(held).collect())
}

/// The company a row means: the one with its credit code, else the one with its name, unless both have
/// a code and not the same.
fn company_of<'a>(known: &'a [Company], entry: &Entry) -> Option<&'a Company> {
    let code = entry.credit_code.as_ref();
    let same = |company: &&Company| code.is_some() && company.profile.credit_code.as_ref() == code;
    let name = text::same(&entry.name);
    let named = |company: &&Company| {
        text::same(&company.profile.name) == name
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

/// Begins to bring in all rows that can be taken; what they are was looked at just before, and each is
/// looked at again when its turn comes.
///
/// # Errors
/// [`Fault::Refused`] if it was imported already, a row can't be taken and nobody said to leave those
/// out, or none can.
pub fn start(
    tx: &mut Tx,
    id: &ImportId,
    without_bad: bool,
    looked: &Looked,
) -> Result<RunId, Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    let row = preview(tx, id)?;
    if looked.bad_rows > 0 && !without_bad {
        return Err(say!("membership-import-bad-rows", count = looked.bad_rows).into());
    }
    if looked.ready == 0 {
        return Err(say!("membership-import-nothing").into());
    }
    let now = tx.now();
    store::roll::set_importing(tx.conn(), id, now)?;
    let known: Mappings = settings::get(tx.conn())?;
    settings::set(tx, &known.with(&serde_json::from_str(&row.mapping)?))?;
    let total = looked.ready + looked.bad_rows;
    let entry = AuditEntry::on("member_import", id).did("membership.import.begun");
    audit::record(tx, entry.after(&json!({ "rows": total })))?;
    begin(tx, BRING, id, total.try_into().unwrap_or(i64::MAX))
}

fn begin(tx: &mut Tx, kind: &'static str, id: &ImportId, total: i64) -> Result<RunId, Fault> {
    let subject = id.as_str();
    let new = New {
        kind,
        subject,
        total,
    };
    runs::begin(tx, &new, &())
}

/// Pauses what is done to an import, lets it go on, or ends it: what was brought in or taken back until
/// then stays so.
///
/// # Errors
/// [`Fault::Refused`] if nothing is under way.
pub fn steer(tx: &mut Tx, id: &ImportId, how: Steer) -> Result<(), Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    if runs::steer_last(tx, id, how)?.state == State::Cancelled {
        stopped(tx, id)?;
    }
    Ok(())
}

/// Writes down how an import stands after a run of it ended: undone if nothing of it is there.
pub(super) fn stopped(tx: &mut Tx, id: &ImportId) -> Result<i64, Fault> {
    let there = store::roll::made_count(tx.conn(), id)?;
    store::roll::set_imported(tx.conn(), id, there)?;
    Ok(there)
}

/// Begins to take an import back, also one that is still being brought in; or throws a preview away,
/// for which there is no run.
///
/// # Errors
/// [`Fault::Refused`] if it is taken back already, or just being so.
pub fn undo(tx: &mut Tx, id: &ImportId) -> Result<Option<RunId>, Fault> {
    let _can = Can::<ImportMembers>::check(tx.actor()?, &())?;
    let row = store::roll::import(tx.conn(), id)?;
    match row.state.as_str() {
        "preview" => {
            store::roll::set_state(tx.conn(), id, "undone")?;
            let entry = AuditEntry::on("member_import", id).did("membership.import.undone");
            audit::record(tx, entry.after(&json!({ "members": 0 })))?;
            return Ok(None);
        }
        "imported" => {}
        "importing" => steer(tx, id, Steer::Cancel)?,
        _ => return Err(say!("membership-import-undone-already").into()),
    }
    let total = store::roll::made_count(tx.conn(), id)?;
    store::roll::set_state(tx.conn(), id, "undoing")?;
    let entry = AuditEntry::on("member_import", id).did("membership.import.undo_begun");
    audit::record(tx, entry.after(&json!({ "members": total })))?;
    begin(tx, TAKE_BACK, id, total).map(Some)
}

/// The runs that bring registers in or take them back just now.
///
/// # Errors
/// If the database fails.
pub fn under_way(conn: &mut Conn) -> Result<Vec<Run>, Fault> {
    let mut open = runs::open(conn)?;
    open.retain(|run| [BRING, TAKE_BACK].contains(&run.kind.as_str()));
    Ok(open)
}
