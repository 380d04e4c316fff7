//! Days as people write them in tables. What could be two days is none until somebody says which, or
//! the column does.

use chrono::{Days, Months, NaiveTime};

use crate::kernel::text;
use crate::kernel::time::{Day, is_within};
use crate::words;

words! {
    /// How days are written where the year doesn't stand first.
    #[derive(Default)]
    pub enum Order: key "web-sheet-days-" {
        /// Nobody said: only what is certain is read.
        #[default]
        Unsaid = "" as "unsaid";
        /// 31/12/2026.
        DayFirst = "dmy";
        /// 12/31/2026.
        MonthFirst = "mdy";
        /// 115/12/31: years of the Republic of China.
        Republic = "republic";
    }
}

/// The year before the first of the Republic of China.
const REPUBLIC: u32 = 1911;
/// The day numbers that are read as such, of 1980 and of 2099: others are more likely a slip.
const NUMBERED: std::ops::RangeInclusive<u64> = 29_221..=73_050;
/// Months as they are written in letters.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day that is certain as it is written: `2026-11-02`, `2026/11/2`, `2026年11月2日`, `20261102`, with or
/// without the time; `民国115年11月2日`, `2 Nov 2026`, `2.11.2026`, `31/12/2026`; or a spreadsheet's
/// number of a day, `46328`.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    day_as(text, Order::Unsaid)
}

/// A day as it is written in this order.
#[must_use]
pub fn day_as(text: &str, order: Order) -> Option<Day> {
    let found = read(&half(text), order)?;
    Some(found).filter(is_within)
}

/// The first and the last day of a month that is written alone: `2024年3月`, `2024-03`, `民国113年3月`.
#[must_use]
pub fn month(text: &str) -> Option<(Day, Day)> {
    let half = half(text);
    let (before, numbers) = numbers(&half);
    let [year, month] = numbers[..] else {
        return None;
    };
    let plain = before.is_empty() && year.digits == 4;
    let year = match republic(&half) {
        Some(year) => year,
        None if plain && ["-", "/", "年"].contains(&year.after) => year.value,
        None => return None,
    };
    if !["", "月", "月份"].contains(&month.after) {
        return None;
    }
    let first = ymd(year, month.value, 1).filter(is_within)?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    Some((first, last))
}

/// The time of a clock in a text, in seconds since midnight: `2026-11-02 09:30:00`, `9:30`, `20261102093000`.
/// None where there is none, and at midnight itself, which programs write where they know only the day.
#[must_use]
pub fn clock(text: &str) -> Option<u32> {
    let half = half(text);
    let (_, numbers) = numbers(&half);
    let of = |hour: u32, minute: u32, second: u32| {
        let fits = hour < 24 && minute < 60 && second < 60;
        Some(hour * 3_600 + minute * 60 + second).filter(|at| fits && *at > 0)
    };
    if let Some(one) = numbers.iter().find(|n| n.digits >= 12) {
        let all = half.split(|c: char| !c.is_ascii_digit());
        let run = all.into_iter().find(|run| run.len() == one.digits)?;
        let part = |at: usize| run.get(at..at + 2).and_then(|part| part.parse().ok());
        return of(part(8)?, part(10)?, part(12).unwrap_or_default());
    }
    let at = numbers.iter().position(|n| n.after == ":")?;
    let [hour, minute, rest @ ..] = numbers.get(at..)? else {
        return None;
    };
    let second = rest.first().filter(|_| minute.after == ":");
    let afternoon = half.contains("pm") && hour.value < 12;
    let hour = hour.value + if afternoon { 12 } else { 0 };
    of(hour, minute.value, second.map_or(0, |second| second.value))
}

/// A day with the year first, and the time of the clock that a cell has beside it.
pub(super) fn at_its_clock(day: Day, cell: &str) -> String {
    let at = clock(cell).and_then(|at| NaiveTime::from_num_seconds_from_midnight_opt(at, 0));
    at.map_or_else(|| day.to_string(), |at| format!("{day} {at}"))
}

/// Whether it is a day, but of which month only an order says.
#[must_use]
pub fn is_open(text: &str) -> bool {
    let as_said = |order| day_as(text, order).is_some();
    day(text).is_none() && as_said(Order::DayFirst) && as_said(Order::MonthFirst)
}

/// The order that a column is written in, where one of its days can only be read in one.
pub(super) fn of_column(cells: impl Iterator<Item = String>) -> Order {
    let (mut day_first, mut month_first) = (false, false);
    for cell in cells {
        let read = |order| day_as(&cell, order).is_some();
        match (read(Order::DayFirst), read(Order::MonthFirst)) {
            (true, false) => day_first = true,
            (false, true) => month_first = true,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unsaid,
    }
}

fn half(text: &str) -> String {
    let half = text.trim().chars().map(text::half_width);
    half.collect::<String>().to_lowercase()
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A number in a text.
#[derive(Debug, Clone, Copy)]
struct Number<'a> {
    value: u32,
    digits: usize,
    /// What stands between it and the next, without spaces around it.
    after: &'a str,
}

/// What stands before the first number, and the numbers.
fn numbers(text: &str) -> (&str, Vec<Number<'_>>) {
    let start = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let (before, mut rest) = text.split_at(start);
    let mut found = vec![];
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, behind) = rest.split_at(digits);
        let next = behind
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(behind.len());
        found.push(Number {
            // One that is too long is no part of a day.
            value: number.parse().unwrap_or(u32::MAX),
            digits,
            after: behind[..next].trim(),
        });
        rest = &behind[next..];
    }
    (before.trim(), found)
}

/// The year, if it is written as one of the Republic.
fn republic(text: &str) -> Option<u32> {
    let rest = ["中华", "中華"]
        .iter()
        .find_map(|land| text.strip_prefix(land));
    let rest = rest.unwrap_or(text);
    let rest = ["民国", "民國"]
        .iter()
        .find_map(|name| rest.strip_prefix(name))?;
    if rest.trim_start().starts_with('元') {
        return Some(REPUBLIC + 1);
    }
    let year = numbers(rest).1.first().copied()?;
    (year.digits <= 3).then_some(REPUBLIC + year.value)
}

fn read(text: &str, order: Order) -> Option<Day> {
    let (before, numbers) = numbers(text);
    if let Some(year) = republic(text) {
        let own = usize::from(!text.contains('元'));
        let [month, day, ..] = numbers.get(own..)? else {
            return None;
        };
        return ymd(year, month.value, day.value);
    }
    if let Some(month) = in_letters(text) {
        return with_month(month, &numbers);
    }
    let first = numbers.first().filter(|_| before.is_empty())?;
    if matches!(first.digits, 8 | 12 | 14 | 17) {
        let one = numbers[1..].iter().all(|other| other.digits < 8);
        let day = Day::parse_from_str(text.get(..8)?, "%Y%m%d").ok();
        return day.filter(|_| one);
    }
    if order == Order::Republic && first.digits == 7 && numbers.len() == 1 {
        let (year, rest) = (first.value / 10_000, first.value % 10_000);
        return ymd(REPUBLIC + year, rest / 100, rest % 100);
    }
    if first.digits == 5 && (numbers.len() == 1 || (numbers.len() == 2 && first.after == ".")) {
        return numbered(first.value);
    }
    let [a, b, c, rest @ ..] = &numbers[..] else {
        return None;
    };
    // From one day to another is no day.
    let another = |n: &Number| n.digits == 4 && ["-", "/", ".", "年"].contains(&n.after);
    if rest.iter().any(another) {
        return None;
    }
    match (a.digits, c.digits, order) {
        (4, ..) => ymd(a.value, b.value, c.value),
        (2 | 3, 1 | 2, Order::Republic) => ymd(REPUBLIC + a.value, b.value, c.value),
        (1 | 2, 4, _) => either(*a, *b, c.value, order),
        _ => None,
    }
}

/// Of two numbers before a year one is the day.
fn either(a: Number, b: Number, year: u32, order: Order) -> Option<Day> {
    if b.digits > 2 || !["/", "-", "."].contains(&a.after) || a.after != b.after {
        return None;
    }
    let day_first = ymd(year, b.value, a.value);
    // With full stops nobody writes the month first.
    let month_first = ymd(year, a.value, b.value).filter(|_| a.after != ".");
    match order {
        Order::DayFirst => day_first,
        Order::MonthFirst => month_first,
        _ if day_first == month_first => day_first,
        _ => day_first.xor(month_first),
    }
}

/// The month that is written in letters.
fn in_letters(text: &str) -> Option<u32> {
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.find_map(|word| {
        let short = word.len() == 3 || word == "sept";
        let is = |month: &&str| *month == word || (short && month.starts_with(word));
        u32::try_from(MONTHS.iter().position(is)? + 1).ok()
    })
}

/// The day and the year beside such a month.
fn with_month(month: u32, numbers: &[Number]) -> Option<Day> {
    match numbers {
        [day, year, ..] if day.digits <= 2 && year.digits == 4 => ymd(year.value, month, day.value),
        [year, day, ..] if year.digits == 4 && day.digits <= 2 => ymd(year.value, month, day.value),
        _ => None,
    }
}

/// The day with this number in a spreadsheet: days since 30 December 1899.
fn numbered(number: u32) -> Option<Day> {
    let number = u64::from(number);
    let first = Day::from_ymd_opt(1899, 12, 30)?;
    NUMBERED
        .contains(&number)
        .then(|| first.checked_add_days(Days::new(number)))?
}

#[cfg(test)]
#[path = "days_tests.rs"]
mod tests;
