//! Periods of membership: days inclusive at both ends, one after another. Fixed ones follow the
//! chamber's dues year, with a day from which a new member's first period runs on to the end of the
//! next year (rollover); rolling ones begin on the day of joining. Pure.

use chrono::{Datelike, Months, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::kernel::{Day, Fen};
use crate::platform::settings::Setting;
use crate::words;

/// Days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

impl Span {
    /// How many days these are; 0 if the last comes before the first.
    #[must_use]
    pub fn days(self) -> i64 {
        ((self.last - self.first).num_days() + 1).max(0)
    }

    /// Whether the day is one of them.
    #[must_use]
    pub fn has(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// How many months it takes, a begun one as a whole one, counted back from its end: those of a year
    /// from the 15th go from a 15th to the next 14th, and a year has twelve wherever it begins.
    #[must_use]
    pub fn months(self) -> i64 {
        if self.days() == 0 {
            return 0;
        }
        let end = day_after(self.last);
        let at = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month0());
        let n = at(end) - at(self.first);
        let back = u32::try_from(n).ok();
        let begins = back.and_then(|n| end.checked_sub_months(Months::new(n)));
        n + i64::from(begins.is_some_and(|day| day > self.first))
    }
}

words! {
    /// How a year's dues become those of a shorter time.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ProRata {
        /// The whole fee, however short the time.
        None = "none";
        /// fee × begun months / 12
        #[default]
        Months = "months";
        /// fee × days / days of the dues year
        Days = "days";
    }
}

words! {
    /// Whether periods follow the dues year or the day of joining.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum PeriodKind {
        /// The chamber's dues year.
        #[default]
        Fixed = "fixed";
        /// So many months from the day of joining.
        Rolling = "rolling";
    }
}

/// A day that comes every year; in a month that is too short, its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl MonthDay {
    /// Whether there is such a day, at least in leap years.
    #[must_use]
    pub fn exists(self) -> bool {
        Day::from_ymd_opt(2024, self.month, self.day).is_some()
    }

    /// That day of a year.
    #[must_use]
    pub fn of(self, year: i32) -> Day {
        (1..=self.day.max(1))
            .rev()
            .find_map(|day| Day::from_ymd_opt(year, self.month.clamp(1, 12), day))
            .unwrap_or(Day::MIN)
    }

    /// The latest such day that is not after `day`.
    #[must_use]
    fn latest(self, day: Day) -> Day {
        let this = self.of(day.year());
        if this <= day {
            this
        } else {
            self.of(day.year() - 1)
        }
    }
}

/// How the chamber counts membership: set once, changed by those who manage it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeriodRules {
    /// Fixed or rolling.
    pub kind: PeriodKind,
    /// First day of the dues year.
    pub year_starts: MonthDay,
    /// Who joins on or after it pays a whole year and stays to the end of the next one.
    pub rollover: Option<MonthDay>,
    /// Months of a rolling period.
    pub months: u32,
    /// How a part of a year is priced.
    pub pro_rata: ProRata,
    /// Days a new member has for its first dues.
    pub first_due_days: i64,
    /// Days before the end in which one renews.
    pub renewal_days: i64,
    /// Days after the end in which the rights stay.
    pub grace_days: i64,
    /// Days in arrears after that, until membership lapses.
    pub arrears_days: i64,
    /// Whether the board has to confirm a deemed withdrawal.
    pub confirm_lapse: bool,
    /// Whether a certificate and a number are valid only once dues are paid.
    pub certificate_needs_dues: bool,
}

impl Default for PeriodRules {
    fn default() -> Self {
        Self {
            kind: PeriodKind::Fixed,
            year_starts: MonthDay { month: 1, day: 1 },
            rollover: None,
            months: 12,
            pro_rata: ProRata::Months,
            first_due_days: 30,
            renewal_days: 60,
            grace_days: 90,
            arrears_days: 275,
            confirm_lapse: true,
            certificate_needs_dues: false,
        }
    }
}

impl Setting for PeriodRules {
    const KEY: &'static str = "member_periods";
}

/// A period to be billed: which days, and what part of a year's dues it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced {
    /// Which days.
    pub span: Span,
    /// How much of the yearly fee: numerator and denominator.
    pub share: (i64, i64),
}

impl Priced {
    /// What it costs: one multiplication, one division, rounded once.
    #[must_use]
    pub fn price(&self, fee: Fen) -> Fen {
        part(fee, self.share)
    }
}

/// `fee × num / den`, exact, rounded once to the fen, halves away from zero.
#[must_use]
pub fn part(fee: Fen, (num, den): (i64, i64)) -> Fen {
    let (n, d) = (i128::from(fee.0) * i128::from(num), i128::from(den.max(1)));
    let rounded = (2 * n.abs() + d) / (2 * d) * n.signum();
    Fen(i64::try_from(rounded).unwrap_or(i64::MAX))
}

fn day_before(day: Day) -> Day {
    day.pred_opt().unwrap_or(day)
}

fn day_after(day: Day) -> Day {
    day.succ_opt().unwrap_or(day)
}

impl PeriodRules {
    /// The dues year a day lies in.
    #[must_use]
    pub fn year_of(&self, day: Day) -> Span {
        let first = self.year_starts.latest(day);
        let last = day_before(self.year_starts.of(first.year() + 1));
        Span { first, last }
    }

    /// The first period of who joins, or comes back, on `day`.
    #[must_use]
    pub fn first_period(&self, day: Day) -> Priced {
        if self.kind == PeriodKind::Rolling {
            return self.rolling(day, 0);
        }
        let year = self.year_of(day);
        let span = Span {
            first: day,
            last: year.last,
        };
        match self.rollover {
            Some(from) if from.latest(day) >= year.first => {
                let last = self.year_of(day_after(year.last)).last;
                Priced {
                    span: Span { first: day, last },
                    share: (1, 1),
                }
            }
            _ => Priced {
                span,
                share: self.share(span),
            },
        }
    }

    /// The period that runs for a member from before there were any on record: whole.
    #[must_use]
    pub fn from_before(&self, joined: Day, today: Day) -> Priced {
        if self.kind == PeriodKind::Fixed {
            return Priced {
                span: self.year_of(today),
                share: (1, 1),
            };
        }
        (0..12_000)
            .map(|k| self.rolling(joined, k))
            .find(|priced| today <= priced.span.last)
            .unwrap_or_else(|| self.rolling(joined, 0))
    }

    /// The days of the period that was paid until `last` by who joined on `joined`, before any was on record.
    #[must_use]
    pub fn paid_before(&self, joined: Day, last: Day) -> Span {
        let first = match self.kind {
            PeriodKind::Fixed => self.year_of(last).first,
            PeriodKind::Rolling => {
                let months = Months::new(self.months.max(1));
                let first = day_after(last).checked_sub_months(months);
                first.unwrap_or(last)
            }
        };
        Span {
            first: first.max(joined),
            last,
        }
    }

    /// The period after one that ended on `last`, in an unbroken stretch that began on `anchor`. A rolling one
    /// is whole: where those before it didn't end as periods counted from `anchor` do, since the rules
    /// changed or they were paid before the portal, it is counted from its own first day.
    #[must_use]
    pub fn next_period(&self, anchor: Day, last: Day) -> Priced {
        if self.kind == PeriodKind::Fixed {
            let first = day_after(last);
            let span = Span {
                first,
                last: self.year_of(first).last,
            };
            return Priced {
                span,
                share: self.share(span),
            };
        }
        let next = day_after(last).max(anchor);
        (0..12_000)
            .map(|k| self.rolling(anchor, k))
            .find(|priced| next <= priced.span.first)
            .filter(|priced| next == priced.span.first)
            .unwrap_or_else(|| self.rolling(next, 0))
    }

    /// Counted from the anchor each time, so that a 31st never drifts.
    fn rolling(&self, anchor: Day, k: u32) -> Priced {
        let months = self.months.max(1);
        let at = |n: u32| {
            anchor
                .checked_add_months(Months::new(n.saturating_mul(months)))
                .unwrap_or(Day::MAX)
        };
        let span = Span {
            first: at(k),
            last: day_before(at(k + 1)),
        };
        Priced {
            span,
            share: (i64::from(months), 12),
        }
    }

    /// What part of a year's dues these days of one dues year cost.
    #[must_use]
    pub fn share(&self, span: Span) -> (i64, i64) {
        let year = self.year_of(span.first);
        match (self.kind, self.pro_rata) {
            _ if span == year => (1, 1),
            (PeriodKind::Fixed, ProRata::None) => (1, 1),
            (_, ProRata::Days) => (span.days(), year.days()),
            _ => (span.months(), 12),
        }
    }

    /// What part of a year's dues is left of a running period from `on` to its end: for a change of
    /// rank. Here the setting `None` counts by days, since a change must cost something. A period that
    /// runs on into the next dues year costs one year's dues, so its rest is never more than that.
    #[must_use]
    pub fn rest(&self, span: Span, on: Day) -> (i64, i64) {
        let rest = Span {
            first: on.max(span.first),
            last: span.last,
        };
        let (num, den) = match self.pro_rata {
            ProRata::Months => (rest.months(), 12),
            // Of 365 or 366, the days of the dues year the rest begins in.
            ProRata::None | ProRata::Days => (rest.days(), self.year_of(rest.first).days()),
        };
        match self.kind {
            PeriodKind::Fixed => (num.min(den), den),
            PeriodKind::Rolling => (num, den),
        }
    }

    /// The day the first dues of who joins on `day` fall due.
    #[must_use]
    pub fn first_due(&self, day: Day) -> Day {
        day + TimeDelta::days(self.first_due_days)
    }
}

/// A period on record, as far as cover depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// Its days.
    pub span: Span,
    /// Whether it is paid in full.
    pub settled: bool,
    /// How far instalments that are paid in time carry it.
    pub carried: Option<Day>,
}

/// Where the unbroken stretch that ends with the last period began. `periods` in order.
#[must_use]
pub fn stretch_from(periods: &[Paid]) -> Option<Day> {
    let mut from = None;
    let mut before: Option<Day> = None;
    for paid in periods {
        if before.is_none_or(|last| day_after(last) < paid.span.first) {
            from = Some(paid.span.first);
        }
        before = before.max(Some(paid.span.last));
    }
    from
}

/// The last day that is paid for, in the last unbroken stretch: what comes before a gap has no say
/// in what was paid after it, and an unpaid period is not jumped over. `periods` in order.
#[must_use]
pub fn covered_until(periods: &[Paid]) -> Option<Day> {
    let from = stretch_from(periods)?;
    let mut covered = None;
    for paid in periods.iter().filter(|p| p.span.first >= from) {
        if !paid.settled {
            return covered.max(paid.carried.map(|day| day.min(paid.span.last)));
        }
        covered = Some(paid.span.last);
    }
    covered
}
