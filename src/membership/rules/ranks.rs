//! The ranks a member held, laid out by the days they began on, whenever each was written down. Pure.

use std::collections::BTreeMap;

use super::MemberEvent;
use super::period::Span;
use crate::kernel::Day;

/// The ranks a member held: the first, and each that followed with its first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    first: String,
    steps: BTreeMap<Day, String>,
}

impl Held {
    /// Nothing but this one.
    #[must_use]
    pub fn always(rank: &str) -> Self {
        Self {
            first: rank.to_owned(),
            steps: BTreeMap::new(),
        }
    }

    /// As the history of a member tells, in the order it was written down; `now` if it tells of no change.
    #[must_use]
    pub fn of(events: &[MemberEvent], now: &str) -> Self {
        let mut changes = events
            .iter()
            .filter(|event| event.kind == "rank")
            .filter_map(|event| Some((event.from, event.detail.split_once(' ')?)))
            .peekable();
        let mut held = Self::always(changes.peek().map_or(now, |(_, (first, _))| *first));
        for (on, (_, rank)) in changes {
            held.change(on, rank);
        }
        held
    }

    /// From a day on it is this one, until the day of the next: what was said before of that very day gives
    /// way, what was said of others stays. A change that is undone on its own day is none any more.
    pub fn change(&mut self, on: Day, rank: &str) {
        let undone = self.steps.remove(&on).is_some() && self.on(on) == rank;
        if !undone {
            self.steps.insert(on, rank.to_owned());
        }
    }

    /// The last day of the one held on a day; none while no other follows.
    #[must_use]
    pub fn until(&self, day: Day) -> Option<Day> {
        let mut later = self.steps.keys().filter(|from| day < **from);
        later.next()?.pred_opt()
    }

    /// The same as far as it was known on a day: without what follows.
    #[must_use]
    pub fn up_to(&self, day: Day) -> Self {
        let mut held = self.clone();
        held.steps.retain(|from, _| *from <= day);
        held
    }

    /// The one held on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> &str {
        let last = self.steps.range(..=day).next_back();
        last.map_or(&self.first, |(_, rank)| rank)
    }

    /// Those of a period, each with its first day in it, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (Day, &str)> {
        let later = self.steps.iter().filter(move |(from, _)| {
            let from = **from;
            span.first < from && from <= span.last
        });
        let later = later.map(|(from, rank)| (*from, rank.as_str()));
        std::iter::once((span.first, self.on(span.first))).chain(later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn event(from: &str, detail: &str) -> MemberEvent {
        MemberEvent {
            kind: "rank".into(),
            from: day(from),
            until: None,
            detail: detail.into(),
            why: String::new(),
            by: String::new(),
        }
    }

    #[test]
    fn a_change_that_is_entered_late_lasts_until_the_next_one() {
        let events = [
            event("2026-07-01", "member director"),
            event("2026-10-01", "director member"),
            event("2026-03-01", "member vice_president"),
        ];
        let held = Held::of(&events, "member");
        for (on, rank) in [
            ("2026-02-28", "member"),
            ("2026-03-01", "vice_president"),
            ("2026-06-30", "vice_president"),
            ("2026-07-01", "director"),
            ("2026-09-30", "director"),
            ("2026-10-01", "member"),
            ("2027-05-01", "member"),
        ] {
            assert_eq!(held.on(day(on)), rank, "{on}");
        }
        let half = Span {
            first: day("2026-06-01"),
            last: day("2026-09-30"),
        };
        let within: Vec<_> = held.within(half).collect();
        let expected = [
            (day("2026-06-01"), "vice_president"),
            (day("2026-07-01"), "director"),
        ];
        assert_eq!(within, expected);
    }

    #[test]
    fn a_change_that_is_undone_on_its_day_is_none() {
        let mut events = vec![
            event("2026-11-30", "member director"),
            event("2026-11-30", "director member"),
        ];
        assert_eq!(Held::of(&events, "member"), Held::always("member"));
        events.push(event("2026-06-01", "member director"));
        let held = Held::of(&events, "director");
        let at = |on: &str| (held.on(day(on)), held.until(day(on)));
        assert_eq!(at("2026-05-31"), ("member", Some(day("2026-05-31"))));
        assert_eq!(at("2026-06-01"), ("director", None));
        assert_eq!(at("2026-12-31"), ("director", None));
        assert_eq!(held.up_to(day("2026-05-31")), Held::always("member"));
    }

    #[test]
    fn a_change_on_the_same_day_takes_the_place_of_the_one_before() {
        let mut held = Held::always("member");
        held.change(day("2026-07-01"), "director");
        held.change(day("2026-07-01"), "president");
        assert_eq!(held.on(day("2026-06-30")), "member");
        assert_eq!(held.on(day("2026-07-01")), "president");
        assert_eq!(Held::of(&[], "director").on(day("2026-07-01")), "director");
    }
}
