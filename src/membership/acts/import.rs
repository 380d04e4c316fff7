//! A register's rows are brought in, or taken back, one by one in small writes: see
//! [`runs`](crate::platform::runs).

use std::sync::{Mutex, PoisonError};

use futures_util::future::{BoxFuture, FutureExt};
use serde_json::json;

use super::cover::carry_over;
use super::roll::{BRING, TAKE_BACK, against, read_by, stopped, table};
use crate::companies::{self, book, rules::Profile};
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Say};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::roll::{self, Entry, ImportId, Mapping, Reading, Said};
use crate::membership::rules::{Membership, NewMember};
use crate::membership::store;
use crate::membership::store::roll::MadeRow;
use crate::platform::aside::READERS;
use crate::platform::audit::{self, Entry as AuditEntry};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::Store;
use crate::platform::pdf::Press;
use crate::platform::runs::{Run, Steps, Work};
use crate::platform::settings;
use crate::platform::tools::Tools;
use crate::say;

/// Rows read at once.
const SOME: usize = 200;

/// Brings a register in, row after row.
#[derive(Clone)]
pub struct Bringing {
    /// Database.
    pub db: Db,
    /// Where its table lies.
    pub files: Store,
    /// What will print names.
    pub press: Press,
    /// Clock.
    pub clock: Clock,
}

impl Bringing {
    /// With these tools.
    #[must_use]
    pub fn of(tools: &Tools) -> Self {
        Self {
            db: tools.db.clone(),
            files: tools.files.clone(),
            press: tools.press.clone(),
            clock: tools.clock.clone(),
        }
    }
}

/// The table as far as it is read, and what members' periods go by.
pub struct Open {
    /// Read from the top once, since a row is wrong that says what one before it says.
    reading: Mutex<Reading>,
    rules: PeriodRules,
}

impl Work for Bringing {
    const KIND: &'static str = BRING;
    type Ready = Open;
    type Step = (String, Said);

    fn ready<'a>(&'a self, run: &'a Run) -> BoxFuture<'a, Result<Open, Fault>> {
        async move {
            let (id, now, cursor) = (run.about()?, self.clock.now(), run.cursor);
            let row = self.db.read(move |conn| store::roll::import(conn, &id));
            let row = row.await?;
            let mapping: Mapping = serde_json::from_str(&row.mapping)?;
            let table = table(&self.db, &self.files, &row).await?;
            let long = table.text().len();
            let facts = move |conn: &mut Conn| Ok((read_by(conn, now)?, settings::get(conn)?));
            let ((ranks, today), rules) = self.db.read(facts).await?;
            let begin = move || {
                let mut reading = roll::read(table, &mapping, ranks, today)?;
                reading.skip_to(usize::try_from(cursor).unwrap_or(usize::MAX));
                Ok::<_, Say>(Mutex::new(reading))
            };
            let reading = READERS.read(long, begin).await??;
            Ok(Open { reading, rules })
        }
        .boxed()
    }

    fn next(&self, _: &mut Conn, open: &Open, run: &Run) -> Result<Steps<Self::Step>, Fault> {
        let mut reading = open.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let place = |row: usize| i64::try_from(row).unwrap_or(i64::MAX);
        let rest = reading
            .by_ref()
            .map(|(row, said)| (place(row), said))
            .skip_while(|(row, _)| *row <= run.cursor);
        let printed = |entry: Entry| match self.press.check(&entry.name) {
            Ok(()) => Ok(entry),
            Err(why) => Err(vec![why]),
        };
        let step = |(row, said): (i64, Said)| {
            let name = said.as_ref().map(|entry| entry.name.clone());
            (row, (name.unwrap_or_default(), said.and_then(printed)))
        };
        Ok(rest.take(SOME).map(step).collect())
    }

    fn about(&self, (name, _): &Self::Step) -> String {
        name.clone()
    }

    fn put(
        &self,
        tx: &mut Tx,
        open: &Open,
        run: &mut Run,
        (_, said): &Self::Step,
    ) -> Result<(), Fault> {
        let held = against(tx.conn(), vec![(0, said.clone())], None)?;
        let nothing = || Fault::Broken("a row got lost".to_owned());
        let (_, held) = held.into_iter().next().ok_or_else(nothing)?;
        let first = |wrong: Vec<Say>| wrong.into_iter().next().map_or_else(nothing, Fault::from);
        let (entry, company) = held.map_err(first)?;
        make(tx, &run.about()?, &entry, company, &open.rules)?;
        run.done += 1;
        Ok(())
    }

    fn end(&self, tx: &mut Tx, run: &Run) -> Result<(), Fault> {
        let id: ImportId = run.about()?;
        stopped(tx, &id)?;
        let after = json!({ "members": run.done, "left_out": run.seen - run.done });
        let entry = AuditEntry::on("member_import", &id).did("membership.import.imported");
        audit::record(tx, entry.after(&after))
    }
}

/// Makes the member that a row names.
fn make(
    tx: &mut Tx,
    id: &ImportId,
    entry: &Entry,
    company: Option<CompanyId>,
    rules: &PeriodRules,
) -> Result<(), Fault> {
    let new_company = company.is_none();
    let company = match company {
        Some(id) => id,
        None => {
            let profile = Profile {
                name: entry.name.clone(),
                name_en: entry.name_en.clone(),
                credit_code: entry.credit_code.clone(),
                industry: entry.industry.clone(),
                website: entry.website.clone(),
                address: entry.address.clone(),
                ..Profile::default()
            };
            companies::register(tx, profile)?.id
        }
    };
    book::bring(tx, &company, &entry.people)?;
    let new = NewMember {
        company: company.clone(),
        case: None,
        rank: entry.rank.clone(),
        joined_on: entry.joined_on,
        published: false,
    };
    let member = super::admit_as(tx, &new, entry.number.as_deref())?;
    if let Some(last) = entry.covered_until {
        let span = rules.paid_before(entry.joined_on, last);
        carry_over(tx, &member.id, &entry.rank, span)?;
    }
    let made = MadeRow {
        import_id: id.clone(),
        place: i32::try_from(entry.row).unwrap_or(i32::MAX),
        facts: facts(&store::load(tx.conn(), &member.id)?),
        membership_id: member.id,
        company_id: company,
        new_company,
        made_at: Some(tx.now()),
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

/// Takes a register back, row after row. One to whose member or company anything else has happened since
/// stays.
#[derive(Clone, Copy)]
pub struct TakingBack;

impl Work for TakingBack {
    const KIND: &'static str = TAKE_BACK;
    type Ready = ();
    type Step = (String, MadeRow);

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        std::future::ready(Ok(())).boxed()
    }

    fn next(&self, conn: &mut Conn, (): &(), run: &Run) -> Result<Steps<Self::Step>, Fault> {
        let most = i64::try_from(SOME).unwrap_or(i64::MAX);
        let made = store::roll::made(conn, &run.about()?, run.cursor, most)?;
        let firms: Vec<_> = made.iter().map(|one| one.company_id.clone()).collect();
        let firms = companies::load_many(conn, &firms)?;
        let step = |one: MadeRow| {
            let firm = firms.iter().find(|firm| firm.id == one.company_id);
            let name = firm.map_or_else(String::new, |firm| firm.profile.name.clone());
            (i64::from(one.place), (name, one))
        };
        Ok(made.into_iter().map(step).collect())
    }

    fn about(&self, (name, _): &Self::Step) -> String {
        name.clone()
    }

    fn put(
        &self,
        tx: &mut Tx,
        (): &(),
        run: &mut Run,
        (_, made): &Self::Step,
    ) -> Result<(), Fault> {
        unmake(tx, made)?;
        store::roll::clear_made(tx.conn(), made)?;
        run.done += 1;
        Ok(())
    }

    fn end(&self, tx: &mut Tx, run: &Run) -> Result<(), Fault> {
        let id: ImportId = run.about()?;
        let left = stopped(tx, &id)?;
        if left == 0 {
            store::roll::set_state(tx.conn(), &id, "undone")?;
        }
        let entry = AuditEntry::on("member_import", &id).did("membership.import.undone");
        audit::record(
            tx,
            entry.after(&json!({ "members": run.done, "left": left })),
        )
    }
}

fn unmake(tx: &mut Tx, made: &MadeRow) -> Result<(), Fault> {
    let touched = || Fault::from(say!("membership-import-touched"));
    let company = companies::load(tx.conn(), &made.company_id)?;
    let member = store::load(tx.conn(), &made.membership_id)?;
    let changed = made.new_company && Some(company.changed_at) != made.made_at;
    if facts(&member) != made.facts || changed {
        return Err(touched());
    }
    // Contacts that came with it go again, unless somebody has worked on them or added others.
    if let Some(at) = made.made_at
        && !book::unbring(tx, &made.company_id, at, made.new_company)?
    {
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
