//! The end of a membership that is written down: on which days it can lie, what is billed until then, and
//! who may take it back. Pure.

use chrono::TimeDelta;

use super::period::{PeriodKind, PeriodRules, Priced, ProRata, Span};
use super::standing::Ending;
use super::{MemberEvent, Membership};
use crate::kernel::{Day, Say};
use crate::say;

/// What stands beside an end in the history where the member itself gave notice of it.
pub const OWN_NOTICE: &str = "own";

impl PeriodRules {
    /// The latest first day without membership that anybody can write down today: once the period after the one
    /// that runs is over, or all that is paid for. Nobody knows more of years to come.
    #[must_use]
    pub fn latest_end(&self, member: &Membership, today: Day) -> Day {
        let after = |day: Day| day.succ_opt().unwrap_or(day);
        let last = |day| self.from_before(member.joined_on, day).span.last;
        let next = last(after(last(today.max(member.joined_on))));
        after(
            member
                .facts
                .covered_until
                .map_or(next, |paid| paid.max(next)),
        )
    }

    /// What of a period is billed to who is no member from `over` on: the days before, for their part of the
    /// year, and nothing if there are none. A fee that is whole however short the time stays whole.
    #[must_use]
    pub fn until(&self, priced: Priced, over: Option<Day>) -> Option<Priced> {
        let Span { first, last } = priced.span;
        let Some(end) = over.filter(|over| *over <= last) else {
            return Some(priced);
        };
        let last = end.pred_opt().filter(|last| first <= *last)?;
        if self.pro_rata == ProRata::None {
            return Some(priced);
        }
        let span = Span { first, last };
        let (num, den) = self.share(span);
        let share = match self.kind {
            // What runs on into the next dues year costs one year's dues.
            PeriodKind::Fixed => (num.min(den), den),
            PeriodKind::Rolling => (num, den),
        };
        Some(Priced { span, share })
    }
}

impl Membership {
    /// The end that is written down for a day to come.
    #[must_use]
    pub fn ends_ahead(&self, today: Day) -> Option<Day> {
        let on = self.ended.as_ref().map(|(on, _)| *on);
        on.filter(|on| today < *on)
    }

    /// Whether it is over on that day.
    #[must_use]
    pub fn is_over(&self, day: Day) -> bool {
        self.ended.as_ref().is_some_and(|(on, _)| *on <= day)
    }

    /// Whether somebody can write down today that it ends on that day.
    ///
    /// # Errors
    /// Says why not.
    pub fn may_end(&self, on: Day, rules: &PeriodRules, today: Day) -> Result<(), Say> {
        if let Some(ahead) = self.ends_ahead(today) {
            return Err(say!("membership-end-ahead", day = ahead));
        }
        if self.ended.is_some() {
            return Err(say!("membership-ended-already"));
        }
        if on < self.joined_on {
            return Err(say!("membership-end-too-early", day = self.joined_on));
        }
        let latest = rules.latest_end(self, today);
        if latest < on {
            return Err(say!("membership-end-late", day = latest));
        }
        Ok(())
    }

    /// Whether an end can be taken back as if nobody had written it down: as long as its day is to come.
    ///
    /// # Errors
    /// Says why not.
    pub fn may_stay(&self, today: Day) -> Result<(), Say> {
        if self.ends_ahead(today).is_some() {
            return Ok(());
        }
        Err(match self.ended {
            Some(_) => say!("membership-stay-over"),
            None => say!("membership-not-ended"),
        })
    }
}

/// For so many days after its day the office can take an end back: what was written down by mistake, or by somebody
/// who shouldn't have.
pub const UNDONE_WITHIN: TimeDelta = TimeDelta::days(7);

impl Membership {
    /// Whether the office can take an end back: as [`Membership::may_stay`], and for some days after it came, unless a
    /// ballot decided it.
    ///
    /// # Errors
    /// Says why not.
    pub fn may_be_taken_back(&self, today: Day) -> Result<(), Say> {
        let expelled = matches!(self.facts.ended, Some((_, Ending::Expelled)));
        let lately = |on: Day| on <= today && today < on + UNDONE_WITHIN;
        match &self.ended {
            Some((on, _)) if lately(*on) && !expelled => Ok(()),
            _ => self.may_stay(today),
        }
    }
}

/// Whether the member itself gave notice of the last end in its history; what the office wrote down, the
/// office takes back.
#[must_use]
pub fn is_own_notice(events: &[MemberEvent]) -> bool {
    let mut ends = events.iter().rev();
    ends.find(|event| Ending::from_word(&event.kind).is_some())
        .is_some_and(|event| event.detail == OWN_NOTICE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Fen;
    use crate::kernel::id::CompanyId;
    use crate::membership::rules::MembershipId;
    use crate::membership::rules::period::MonthDay;
    use crate::membership::rules::standing::Facts;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn september() -> PeriodRules {
        PeriodRules {
            year_starts: MonthDay { month: 9, day: 15 },
            ..PeriodRules::default()
        }
    }

    fn member(paid: Option<&str>) -> Membership {
        Membership {
            id: MembershipId::new(),
            company: CompanyId::new(),
            case: None,
            number: "1".into(),
            rank: "member".into(),
            joined_on: day("2020-05-01"),
            ended: None,
            published: false,
            facts: Facts {
                covered_until: paid.map(day),
                ..Facts::default()
            },
        }
    }

    #[test]
    fn an_end_lies_no_further_than_the_next_period_or_what_is_paid() {
        let today = day("2026-11-30");
        let latest = |rules: &PeriodRules, paid| rules.latest_end(&member(paid), today);
        assert_eq!(latest(&september(), None), day("2028-09-15"));
        assert_eq!(latest(&september(), Some("2027-09-14")), day("2028-09-15"));
        assert_eq!(latest(&september(), Some("2030-09-14")), day("2030-09-15"));
        let calendar = PeriodRules::default();
        assert_eq!(latest(&calendar, Some("2026-12-31")), day("2028-01-01"));
        let rolling = PeriodRules {
            kind: PeriodKind::Rolling,
            ..PeriodRules::default()
        };
        assert_eq!(latest(&rolling, None), day("2028-05-01"));
        let may = |on: &str| member(None).may_end(day(on), &calendar, today);
        assert_eq!(may("2028-01-01"), Ok(()));
        for (on, why) in [
            ("2028-01-02", "membership-end-late"),
            ("2199-01-01", "membership-end-late"),
            ("2020-04-30", "membership-end-too-early"),
        ] {
            assert_eq!(may(on).unwrap_err().key, why, "{on}");
        }
    }

    #[test]
    fn who_leaves_is_billed_until_then() {
        let rules = september();
        let next = rules.next_period(day("2026-09-15"), day("2027-09-14"));
        let of = |rules: &PeriodRules, over: Option<&str>| {
            let priced = rules.until(next, over.map(day))?;
            Some((priced.span.last, priced.price(Fen(1_200_000))))
        };
        let whole = Some((day("2028-09-14"), Fen(1_200_000)));
        assert_eq!(of(&rules, None), whole);
        assert_eq!(of(&rules, Some("2028-09-15")), whole);
        let half = Some((day("2028-03-14"), Fen(600_000)));
        assert_eq!(of(&rules, Some("2028-03-15")), half);
        assert_eq!(of(&rules, Some("2027-09-15")), None);
        let never_less = PeriodRules {
            pro_rata: ProRata::None,
            ..rules
        };
        assert_eq!(of(&never_less, Some("2028-03-15")), whole);
        assert_eq!(of(&never_less, Some("2027-09-15")), None);
    }

    #[test]
    fn only_an_end_that_lies_ahead_is_taken_back_as_if_it_had_never_been() {
        let mut one = member(None);
        let today = day("2026-11-30");
        let why = |one: &Membership| one.may_stay(today).map_err(|say| say.key.to_string());
        assert_eq!(why(&one), Err("membership-not-ended".to_owned()));
        one.ended = Some((day("2026-12-01"), String::new()));
        assert_eq!(why(&one), Ok(()));
        let again = one.may_end(day("2027-01-01"), &PeriodRules::default(), today);
        assert_eq!(again.unwrap_err().key, "membership-end-ahead");
        one.ended = Some((today, String::new()));
        assert_eq!(why(&one), Err("membership-stay-over".to_owned()));
        assert!(one.is_over(today));
        let office = |one: &Membership, on: &str| one.may_be_taken_back(day(on)).is_ok();
        assert!(office(&one, "2026-12-06") && !office(&one, "2026-12-07"));
        one.facts.ended = Some((today, Ending::Expelled));
        assert!(!office(&one, "2026-12-01"), "a ballot decided it");
    }
}
