//! The office's list of cases: search, filters, sorting, counts. Deadlines that passed are counted in.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Moment, text};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{self, Part, by, pieces};
use crate::schema::cases;
use crate::words;

type Condition = lists::Condition<cases::table>;

/// What the list is narrowed to. Drafts are the applicants' own and never in it.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Number, company name, its pinyin, credit code.
    pub search: String,
    /// Only this stage.
    pub stage: Option<Stage>,
    /// Only what waits on them.
    pub waits: Option<Party>,
    /// Only cases that are still open, or only those that ended.
    pub open: Option<bool>,
    /// Only these.
    pub only: Option<Vec<CaseId>>,
    /// But not these.
    pub except: Vec<CaseId>,
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// When something happened last, the newest first.
        #[default]
        Changed = "changed";
        /// What is due first.
        Due = "due";
        /// When it was sent.
        Sent = "sent";
        /// The company's name by its sound.
        Name = "name";
    }
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// The company, if known.
    pub company: Option<CompanyId>,
    /// The company's name.
    pub name: String,
    /// Code of the rank applied for.
    pub rank: String,
    /// Its stage now.
    pub stage: Stage,
    /// Who has to act.
    pub waits: Party,
    /// Until when.
    pub due: Option<Moment>,
    /// When it was sent.
    pub sent: Moment,
    /// When something happened last.
    pub changed: Moment,
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = cases)]
struct Row {
    id: CaseId,
    number: Option<String>,
    company_id: Option<CompanyId>,
    company_name: String,
    name_key: String,
    rank: String,
    stage: String,
    waits_on: String,
    due_at: Moment,
    lapses_at: Moment,
    lapses_to: String,
    sent_at: Moment,
    changed_at: Moment,
}

impl Row {
    fn read(self, now: Moment) -> Option<Listed> {
        let lapsed = self.lapses_at <= now;
        let stage = Stage::from_word(if lapsed { &self.lapses_to } else { &self.stage })?;
        let waits = if lapsed {
            lapsed_party(stage)
        } else {
            Party::from_word(&self.waits_on)?
        };
        Some(Listed {
            id: self.id,
            number: self.number.unwrap_or_default(),
            company: self.company_id,
            name: self.company_name,
            rank: self.rank,
            stage,
            waits,
            due: Some(self.due_at).filter(|due| !lapsed && *due < super::store::never()),
            sent: self.sent_at,
            changed: if lapsed {
                self.lapses_at
            } else {
                self.changed_at
            },
        })
    }
}

/// Who a case waits for after it lapsed into a stage.
fn lapsed_party(stage: Stage) -> Party {
    if stage.is_open() {
        Party::Office
    } else {
        Party::Nobody
    }
}

fn rows(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Row>,
    now: Moment,
) -> Result<Vec<Row>, Fault> {
    use cases::{changed_at, due_at, id, name_key, sent_at};
    let (at, down) = (part.at(), down != (sort == Sort::Changed));
    let first = match sort {
        Sort::Changed => by(changed_at, down, at.map(|row| row.changed_at)),
        Sort::Due => by(due_at, down, at.map(|row| row.due_at)),
        Sort::Sent => by(sent_at, down, at.map(|row| row.sent_at)),
        Sort::Name => by(name_key, down, at.map(|row| row.name_key.clone())),
    };
    let last = by(id, down, at.map(|row| row.id.clone()));
    let query = cases::table
        .filter(condition(filter, now))
        .select(Row::as_select())
        .into_boxed();
    Ok(part.of(query, vec![first, last]).load(conn)?)
}

/// The lines `from..from + most` of the filtered and sorted list. `down`: the other way round.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
    now: Moment,
) -> Result<Vec<Listed>, Fault> {
    let rows = rows(conn, filter, sort, &Part::Page(span), now)?;
    Ok(rows.into_iter().filter_map(|row| row.read(now)).collect())
}

/// Every line of the filtered and sorted list, one after another: for an export.
///
/// # Errors
/// Those of `with`, and if the database fails.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    now: Moment,
    mut with: impl FnMut(&Listed) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = rows(conn, filter, sort, &part, now)?;
        let last = some.last().cloned();
        let mut lines = some.into_iter().filter_map(|row| row.read(now));
        lines.try_for_each(|line| with(&line))?;
        Ok(last)
    })
}

/// How many lines the filtered list has.
///
/// # Errors
/// If the database fails.
pub fn count(conn: &mut Conn, filter: &Filter, now: Moment) -> Result<i64, Fault> {
    Ok(cases::table
        .filter(condition(filter, now))
        .count()
        .get_result(conn)?)
}

/// How many cases stand at each stage, in the order of the road; stages without any are left out, and
/// cases that are kept from the reader.
///
/// # Errors
/// If the database fails.
pub fn count_by_stage(
    conn: &mut Conn,
    except: &[CaseId],
    now: Moment,
) -> Result<Vec<(Stage, i64)>, Fault> {
    let still: Vec<(String, i64)> = cases::table
        .filter(
            cases::lapses_at
                .gt(now)
                .and(cases::stage.ne(Stage::Draft.word())),
        )
        .filter(cases::id.ne_all(except.to_vec()))
        .group_by(cases::stage)
        .select((cases::stage, count_star()))
        .load(conn)?;
    let lapsed: Vec<(String, i64)> = cases::table
        .filter(cases::lapses_at.le(now))
        .filter(cases::id.ne_all(except.to_vec()))
        .group_by(cases::lapses_to)
        .select((cases::lapses_to, count_star()))
        .load(conn)?;
    let all = || still.iter().chain(&lapsed);
    let sum = |stage: Stage| {
        all()
            .filter(|(s, _)| s == stage.word())
            .map(|(_, n)| *n)
            .sum()
    };
    Ok(Stage::ALL
        .into_iter()
        .map(|s| (s, sum(s)))
        .filter(|(_, n)| *n > 0)
        .collect())
}

/// A filter as one condition.
fn condition(filter: &Filter, now: Moment) -> Condition {
    let mut all: Condition = Box::new(cases::stage.ne(Stage::Draft.word()));
    for pattern in text::patterns(&filter.search) {
        all = Box::new(all.and(cases::search.like(pattern)));
    }
    if let Some(stage) = filter.stage {
        all = Box::new(all.and(at_stages(vec![stage], now)));
    }
    if let Some(open) = filter.open {
        let stages = Stage::ALL
            .into_iter()
            .filter(|s| s.is_open() == open)
            .collect();
        all = Box::new(all.and(at_stages(stages, now)));
    }
    if let Some(only) = &filter.only {
        all = Box::new(all.and(cases::id.eq_any(only.clone())));
    }
    if !filter.except.is_empty() {
        all = Box::new(all.and(cases::id.ne_all(filter.except.clone())));
    }
    if let Some(party) = filter.waits {
        let lapsed: Vec<&str> = Stage::ALL
            .into_iter()
            .filter(|stage| lapsed_party(*stage) == party)
            .map(Stage::word)
            .collect();
        let still = cases::lapses_at
            .gt(now)
            .and(cases::waits_on.eq(party.word()));
        let since = cases::lapses_at
            .le(now)
            .and(cases::lapses_to.eq_any(lapsed));
        all = Box::new(all.and(still.or(since)));
    }
    all
}

fn at_stages(stages: Vec<Stage>, now: Moment) -> Condition {
    let names: Vec<&str> = stages.into_iter().map(Stage::word).collect();
    let still = cases::lapses_at
        .gt(now)
        .and(cases::stage.eq_any(names.clone()));
    let lapsed = cases::lapses_at.le(now).and(cases::lapses_to.eq_any(names));
    Box::new(still.or(lapsed))
}
