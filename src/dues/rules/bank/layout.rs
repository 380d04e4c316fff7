//! Where in a bank's file the table is, and which column is then likely what. Pure.

use chrono_tz::Tz;

use super::cells::bare;
use super::direction::{another_in, came_in};
use super::filled::preferred;
use super::heads::accounts;
use super::same::account;
use super::sheet::{self, Mapping, Mappings, guess};
use super::{Bad, Statement};
use crate::kernel::sheet::{Layout, Rows, Table, day, is_error, moment};
use crate::kernel::{Day, Say};
use crate::say;

/// Most accounts of a chamber: a column that names more is not of its own.
const MOST: usize = 20;

/// Whether banks have such a head.
#[must_use]
pub fn is_known(head: &str) -> bool {
    guess(&[head.to_owned()]) != guess(&[])
}

/// The mapping to begin with for a file: of those that were kept the first that fits, where it was kept or
/// where the table seems to be, completed by a guess; else the guess.
#[must_use]
pub fn begin(table: &Table, kept: &Mappings) -> Mapping {
    let seems = table.guess(is_known);
    let mut known = kept.list.iter();
    let kept = known.find_map(|(_, kept)| fitting(table, kept, &seems));
    kept.unwrap_or_else(|| arrange(table, &seems))
}

/// Guesses the columns of a table that is there.
#[must_use]
pub fn arrange(table: &Table, layout: &Layout) -> Mapping {
    let layout = table.completed(layout.clone(), is_known);
    let mut mapping = guess(&table.heads_in(&layout));
    mapping.layout = layout;
    let Some((heads, rows)) = dated(table, &mapping) else {
        return mapping;
    };
    if mapping.direction.is_empty() && !mapping.amount.is_empty() {
        mapping.direction = telling((&heads, &rows), &mapping).unwrap_or_default();
    }
    preferred(mapping, &heads, &rows)
}

/// The row with the heads, and the rows with a day, where the mapping says that the table is.
fn dated(table: &Table, mapping: &Mapping) -> Option<(Vec<String>, Rows)> {
    let table = laid(table, mapping).ok()?;
    let heads = table.heads_row();
    let when = heads.iter().position(|own| *own == mapping.day)?;
    let dated = |row: &Vec<String>| row.get(when).is_some_and(|cell| day(cell).is_some());
    let rows = table.rows().skip(table.below()).filter(dated).collect();
    Some((heads, rows))
}

/// The column whose cells say of each amount whether it came in, where no head is known for that and no
/// amount carries a sign. Both have to stand in it.
fn telling((heads, rows): (&[String], &Rows), mapping: &Mapping) -> Option<String> {
    let amount = heads.iter().position(|own| *own == mapping.amount)?;
    let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
    if rows
        .iter()
        .any(|row| cell(row, amount).contains(['+', '-']))
    {
        return None;
    }
    let tells = |at: usize| {
        let told = rows.iter().map(|row| came_in(bare(&cell(row, at))));
        let told: Option<Vec<bool>> = told.collect();
        told.is_some_and(|told| told.contains(&true) && told.contains(&false))
    };
    let mut all = heads.iter().enumerate();
    let found = all.find(|(at, head)| !head.is_empty() && tells(*at));
    found.map(|(_, head)| head.clone())
}

/// Where a mapping says that the table is; one from before mappings did means the row with its heads.
#[must_use]
pub fn settled(table: &Table, mapping: &Mapping) -> Layout {
    let money = [
        &mapping.amount,
        &mapping.credit,
        &mapping.debit,
        &mapping.balance,
    ];
    let own = |head: &str| head == mapping.day || money.iter().any(|own| *own == head);
    let said = !mapping.day.is_empty();
    let known = |head: &str| !head.is_empty() && if said { own(head) } else { is_known(head) };
    table.completed(mapping.layout.clone(), known)
}

/// What was said of a table after this mapping of it: in another place of the file columns are guessed
/// anew. Tells whether it is another.
#[must_use]
pub fn said(table: &Table, before: &Mapping, said: Mapping) -> (Mapping, bool) {
    let before = settled(table, before);
    let layout = said.layout.clone().after(&before);
    if layout.is_elsewhere(&before) {
        (arrange(table, &layout), true)
    } else {
        (Mapping { layout, ..said }, false)
    }
}

/// A mapping that was kept, if its heads are in this file.
fn fitting(table: &Table, kept: &Mapping, seems: &Layout) -> Option<Mapping> {
    let here = Layout {
        days: kept.layout.days,
        ..seems.clone()
    };
    let own = Some(&kept.layout).filter(|layout| layout.head > 0);
    own.into_iter().chain([&here]).find_map(|layout| {
        let own = kept.fitting(&table.heads_in(layout))?;
        // A sheet that isn't there stands for the first: said as it is.
        let sheet = table.sheet_in(layout).map(|sheet| sheet.name.clone());
        let layout = Layout {
            sheet: sheet.unwrap_or_default(),
            ..layout.clone()
        };
        let whole = own.completed(arrange(table, &layout));
        Some(Mapping { layout, ..whole })
    })
}

/// The table where the mapping says it is, its days with the year first.
///
/// # Errors
/// If its sheet can't be read.
pub fn laid(table: &Table, mapping: &Mapping) -> Result<Table, Say> {
    let layout = settled(table, mapping);
    Ok(table.clone().laid(&layout)?.with_days(&[&mapping.day]))
}

/// Reads the lines of a table where the mapping says it is: of each of the chamber's accounts, in the order of
/// the file, where a column tells of several; else of one that it doesn't name. A row with a cell in it, under
/// a head that the mapping names, in which a spreadsheet shows an error is named and not read, and so is one of
/// a day after `until`. A moment that names its clock is of the day that it is in the chamber's zone.
///
/// # Errors
/// Those of [`laid`] and of [`sheet::read`]; if the sheet is called by another currency and no column says it.
pub fn read(
    table: &Table,
    mapping: &Mapping,
    (currency, until, zone): (&str, Day, Tz),
) -> Result<Vec<Statement>, Say> {
    let table = laid(table, mapping)?;
    let titled = table
        .sheet()
        .and_then(|sheet| another_in(&sheet.name, currency));
    if let Some(other) = titled.filter(|_| mapping.currency.is_empty()) {
        return Err(say!("dues-bank-bad-currency", currency = other));
    }
    let rows = in_zone(&table, mapping, zone);
    let own = accounts(
        &table.heads_row(),
        rows.get(table.below()..).unwrap_or_default(),
    );
    let mut several: Vec<(String, &String)> = vec![];
    for one in own.iter().flatten() {
        let plain = account(one);
        if several.len() <= MOST && several.iter().all(|(known, _)| *known != plain) {
            several.push((plain, one));
        }
    }
    if !(2..=MOST).contains(&several.len()) {
        return Ok(vec![part(&table, rows, mapping, (currency, until))?]);
    }
    let mut first = true;
    let of = |(plain, one): (String, &String)| -> Result<Statement, Say> {
        let mut rows = rows.clone();
        for (row, named) in rows.iter_mut().skip(table.below()).zip(&own) {
            // What names none is told beside the first.
            let its = named
                .as_ref()
                .map_or(first, |named| account(named) == plain);
            if !its {
                row.clear();
            }
        }
        first = false;
        let found = part(&table, rows, mapping, (currency, until))?;
        Ok(Statement {
            account: one.clone(),
            ..found
        })
    };
    several.into_iter().map(of).collect()
}

/// The rows, with moments that name their clock told by the chamber's.
fn in_zone(table: &Table, mapping: &Mapping, zone: Tz) -> Rows {
    let mut rows: Rows = table.rows().collect();
    let head = mapping.day.to_lowercase();
    let greenwich = head.contains("utc") || head.contains("gmt");
    let days = table.heads_row().iter().position(|own| *own == mapping.day);
    for row in rows.iter_mut().skip(table.below()) {
        if let Some(cell) = days.and_then(|column| row.get_mut(column))
            && let Some(moment) = moment(cell, greenwich)
        {
            let local = moment.with_timezone(&zone);
            *cell = local.format("%Y-%m-%d %H:%M:%S").to_string();
        }
    }
    rows
}

/// Reads these rows of a table.
fn part(
    table: &Table,
    mut rows: Rows,
    mapping: &Mapping,
    (currency, until): (&str, Day),
) -> Result<Statement, Say> {
    let named = serde_json::to_value(mapping).unwrap_or_default();
    let is_named = |head: &String| {
        let mut heads = named.as_object().into_iter().flat_map(|all| all.values());
        !head.is_empty() && heads.any(|own| own.as_str() == Some(head))
    };
    let heads = table.heads_row();
    let columns: Vec<usize> = (0..heads.len())
        .filter(|at| is_named(&heads[*at]))
        .collect();
    let days = heads.iter().position(|head| *head == mapping.day);
    let mut bad = vec![];
    for (at, row) in rows.iter_mut().enumerate().skip(table.below()) {
        let mut cells = columns.iter().filter_map(|column| row.get(*column));
        let when = days.and_then(|column| row.get(column));
        let why = match (cells.find(|cell| is_error(cell)), when) {
            (Some(cell), _) => say!("dues-bank-error-cell", text = cell.as_str()),
            (None, Some(when)) if day(when).is_some_and(|day| day > until) => {
                say!("dues-bank-day-to-come", text = when.as_str())
            }
            _ => continue,
        };
        bad.push(Bad { row: at + 1, why });
        row.clear();
    }
    let mut found = sheet::read(&rows, mapping, currency)?;
    found.bad.extend(bad);
    found.bad.sort_by_key(|bad| bad.row);
    Ok(found)
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod files_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sheet::Order;
    use rust_xlsxwriter::Workbook;

    const UNTIL: Day = Day::MAX;

    fn one(table: &Table, mapping: &Mapping, until: Day) -> Statement {
        read(table, mapping, ("CNY", until, Tz::UTC))
            .unwrap()
            .remove(0)
    }

    #[test]
    fn a_row_of_a_year_to_come_is_named() {
        let text = "日期,金额,收/支\n2026-11-02,1.00,收入\n2062-11-02,2.00,收入\n";
        let table = sheet::table(text.as_bytes()).unwrap();
        let mapping = begin(&table, &Mappings::default());
        let found = one(&table, &mapping, "2026-12-31".parse().unwrap());
        assert_eq!((found.lines.len(), found.bad.len()), (1, 1));
        let named = (found.bad[0].row, &*found.bad[0].why.key);
        assert_eq!(named, (3, "dues-bank-day-to-come"));
    }

    #[test]
    fn a_moment_of_another_clock_is_of_the_chamber_s_day() {
        let read = |text: &str| {
            let table = sheet::table(text.as_bytes()).unwrap();
            let mapping = begin(&table, &Mappings::default());
            let found = read(&table, &mapping, ("CNY", UNTIL, Tz::Asia__Shanghai)).unwrap();
            let line = found[0].lines.first().cloned().unwrap();
            (line.on.to_string(), line.clock)
        };
        let right = ("2026-01-01".to_owned(), Some(5_400));
        let head = "日期,收入,支出";
        assert_eq!(
            read(&format!("{head}\n2025-12-31T17:30:00Z,8.00,\n")),
            right
        );
        assert_eq!(
            read("Date (UTC),收入,支出\n2025-12-31 17:30:00,8.00,\n"),
            right
        );
        let plain = ("2025-12-31".to_owned(), Some(63_000));
        assert_eq!(read(&format!("{head}\n2025-12-31 17:30:00,8.00,\n")), plain);
    }

    fn amounts(table: &Table, mapping: &Mapping) -> Vec<i64> {
        let found = one(table, mapping, UNTIL);
        found.lines.iter().map(|line| line.amount.0).collect()
    }

    const TITLED: &str = "建设银行\n账号,5300,账户名称,商会\n交易时间,借方发生额,贷方发生额,余额,对方户名\n\
        20261101 15:24:03,2100.00,,97900.00,乙\n20261102,,5000.00,102900.00,甲\n";

    #[test]
    fn heads_below_titles_are_found_and_another_row_can_be_chosen() {
        let table = sheet::table(TITLED.as_bytes()).unwrap();
        let guess = begin(&table, &Mappings::default());
        assert_eq!((guess.layout.head, guess.day.as_str()), (3, "交易时间"));
        assert_eq!(amounts(&table, &guess), [-210_000, 500_000]);
        let mut other = guess.clone();
        other.layout.head = 2;
        let (other, elsewhere) = said(&table, &guess, other);
        assert!(elsewhere && other.day.is_empty() && other.layout.head == 2);
        let mut silent = guess.clone();
        silent.layout = Layout::default();
        assert_eq!(said(&table, &guess, silent), (guess, false));
    }

    #[test]
    fn a_mapping_from_before_layouts_means_the_row_with_its_heads() {
        let table = sheet::table(TITLED.as_bytes()).unwrap();
        let mut old = begin(&table, &Mappings::default());
        old.layout = Layout::default();
        assert_eq!(settled(&table, &old).head, 3);
        assert_eq!(amounts(&table, &old), [-210_000, 500_000]);
    }

    #[test]
    fn a_kept_mapping_is_found_where_its_heads_are_now() {
        let table = sheet::table(TITLED.as_bytes()).unwrap();
        let mine = begin(&table, &Mappings::default());
        let kept = Mappings {
            list: vec![("bank".to_owned(), mine)],
        };
        let short = TITLED.split_once('\n').unwrap().1;
        let table = sheet::table(short.as_bytes()).unwrap();
        let found = begin(&table, &kept);
        assert_eq!((found.layout.head, amounts(&table, &found).len()), (2, 2));
        let other = sheet::table("日期,金额\n2026-11-02,1\n".as_bytes()).unwrap();
        assert_eq!(begin(&other, &kept), begin(&other, &Mappings::default()));
    }

    #[test]
    fn the_sheet_with_the_statement_is_found_and_days_are_read_as_they_are_told() {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "说明").unwrap();
        let sheet = book.add_worksheet().set_name("明细").unwrap();
        let rows = [
            ["日期", "收入", "支出"],
            ["03/11/2026", "8.00", ""],
            ["04/11/2026", "", "2.00"],
        ];
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        let table = sheet::table(&book.save_to_buffer().unwrap()).unwrap();
        let mut mapping = begin(&table, &Mappings::default());
        assert_eq!(mapping.layout.sheet, "明细");
        let found = |mapping: &Mapping| one(&table, mapping, UNTIL);
        assert_eq!(found(&mapping).bad.len(), 2);
        mapping.layout.days = Order::DayFirst;
        let days: Vec<String> = found(&mapping)
            .lines
            .iter()
            .map(|l| l.on.to_string())
            .collect();
        assert_eq!(days, ["2026-11-03", "2026-11-04"]);
    }

    #[test]
    fn a_row_with_an_error_in_a_cell_that_is_used_is_named() {
        let text = "日期,收入,支出,对方户名,备用\n2026-11-02,8.00,,#N/A,\n######,9.00,,甲,\n\
            2026-11-03,7.00,,乙,#REF!\n";
        let table = sheet::table(text.as_bytes()).unwrap();
        let found = one(&table, &begin(&table, &Mappings::default()), UNTIL);
        let bad: Vec<(usize, &str)> = found
            .bad
            .iter()
            .map(|b| (b.row, b.why.key.as_ref()))
            .collect();
        let error = "dues-bank-error-cell";
        assert_eq!((found.lines.len(), bad), (1, vec![(2, error), (3, error)]));
    }
}
