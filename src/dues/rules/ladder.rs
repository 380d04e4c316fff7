//! The reminder ladder: which step of it an open invoice has come to. Step 0 tells that the invoice is
//! there; the others count days from the day it falls due. Steps that were missed collapse into the
//! latest. Pure.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::kernel::brand::Trilingual;
use crate::kernel::{Day, Lang, Say};
use crate::platform::settings::Setting;
use crate::say;
use crate::words;

words! {
    /// How a reminder speaks.
    pub enum Tone: key "dues-tone-" {
        /// The invoice is new.
        New = "new";
        /// It falls due soon, or today.
        Friendly = "friendly";
        /// It is late.
        Late = "late";
        /// The last step: what comes next is said.
        Last = "last";
    }
}

impl Tone {
    /// Key of what the portal says where the chamber has no words of its own.
    #[must_use]
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::New => "dues-remind-new-text",
            Self::Friendly => "dues-remind-friendly-text",
            Self::Late => "dues-remind-late-text",
            Self::Last => "dues-remind-last-text",
        }
    }
}

/// What reminders say in the chamber's own words, by the tone's word. In a language that is empty the
/// portal speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LadderTexts(pub BTreeMap<String, Trilingual>);

impl Setting for LadderTexts {
    const KEY: &'static str = "dues_ladder_texts";
}

impl LadderTexts {
    /// The chamber's words for a tone in a language, paragraph by paragraph; nothing if it has none.
    #[must_use]
    pub fn of(&self, tone: Tone, lang: Lang) -> Vec<&str> {
        let own = self.0.get(tone.word()).map_or("", |text| match lang {
            Lang::ZhCn => &text.zh_cn,
            Lang::ZhTw => &text.zh_tw,
            Lang::En => &text.en,
        });
        own.lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect()
    }
}

/// The step that is due on a day, if it comes after the last one that was sent for the same day.
/// `steps` in days from the day it falls due, ascending; `reminded` is -1 before any.
#[must_use]
pub fn step_due(steps: &[i64], next_due: Day, today: Day, reminded: i32) -> Option<i32> {
    let late = (today - next_due).num_days();
    let passed = steps.iter().filter(|days| late >= **days).count();
    let step = i32::try_from(passed).unwrap_or(i32::MAX);
    (step > reminded).then_some(step)
}

/// Up to which day something has to fall due so that this step is due today.
#[must_use]
pub fn latest_due(steps: &[i64], step: usize, today: Day) -> Option<Day> {
    let days = steps.get(step.checked_sub(1)?)?;
    today.checked_sub_signed(TimeDelta::days(*days))
}

/// How a step speaks.
#[must_use]
pub fn tone(steps: &[i64], step: i32, reminded: i32, next_due: Day, today: Day) -> Tone {
    let last = usize::try_from(step).is_ok_and(|n| n == steps.len() && n > 0);
    match today > next_due {
        true if last => Tone::Last,
        true => Tone::Late,
        false if reminded < 0 => Tone::New,
        false => Tone::Friendly,
    }
}

/// When a step comes: so many days from the day something falls due.
#[must_use]
pub fn when(days: i64) -> Say {
    match days {
        0 => say!("dues-step-on"),
        1.. => say!("dues-days-late", days = days),
        _ => say!("dues-step-before", days = days.abs()),
    }
}

/// The ladder in words: when each step comes, and how it speaks.
#[must_use]
pub fn in_words(steps: &[i64]) -> Vec<(Say, Tone)> {
    let last = steps.len();
    let spoken = |(at, days): (usize, &i64)| match days {
        1.. if at + 1 == last => (when(*days), Tone::Last),
        1.. => (when(*days), Tone::Late),
        _ => (when(*days), Tone::Friendly),
    };
    steps.iter().enumerate().map(spoken).collect()
}

/// Reads the steps as somebody types them: `-30, 0, 30, 44, 49`. `None` if they don't ascend.
#[must_use]
pub fn parse(text: &str) -> Option<Vec<i64>> {
    let half: String = text.chars().map(crate::kernel::text::half_width).collect();
    let steps: Option<Vec<i64>> = half
        .split(|c: char| c == ',' || c == '\u{3001}' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|n: &i64| (-365..=730).contains(n)))
        .collect();
    steps.filter(|s| s.len() <= 12 && s.windows(2).all(|w| w[0] < w[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::from_ymd_opt(2027, 1, 1).unwrap() + TimeDelta::days(n)
    }

    #[test]
    fn steps_are_read_as_typed() {
        assert_eq!(parse("-30、0, 30 44,49"), Some(vec![-30, 0, 30, 44, 49]));
        assert_eq!(parse("0, 0"), None);
        assert_eq!(parse("30, x"), None);
    }

    #[test]
    fn steps_are_told_by_their_name() {
        let told = in_words(&[-30, 0, 30, 49]);
        let tones: Vec<Tone> = told.iter().map(|(_, tone)| *tone).collect();
        let friendly = Tone::Friendly;
        assert_eq!(tones, [friendly, friendly, Tone::Late, Tone::Last]);
        assert_eq!(told[0].0, say!("dues-step-before", days = 30i64));
        assert_eq!(told[1].0, say!("dues-step-on"));
        assert_eq!(told[3].0, say!("dues-days-late", days = 49i64));
        // A ladder that ends on the day itself has no last warning.
        assert_eq!(in_words(&[-30, 0])[1].1, friendly);
    }

    #[test]
    fn missed_steps_collapse_into_the_latest() {
        let steps = [-30, 0, 30, 44, 49];
        let at = |n, reminded| step_due(&steps, day(60), day(n), reminded);
        assert_eq!(at(0, -1), Some(0));
        assert_eq!(at(0, 0), None);
        assert_eq!(at(30, 0), Some(1));
        assert_eq!(at(104, 1), Some(4));
        assert_eq!(at(104, 4), None);
        assert_eq!(at(500, 5), None);
        assert_eq!(tone(&steps, 5, 4, day(60), day(109)), Tone::Last);
        assert_eq!(tone(&steps, 1, -1, day(60), day(30)), Tone::New);
    }

    proptest! {
        #[test]
        fn however_often_it_runs_each_step_is_sent_once_and_in_order(
            mut steps in proptest::collection::vec(-60i64..90, 0..6),
            runs in proptest::collection::vec(0i64..400, 1..200), due in 0i64..200
        ) {
            steps.sort_unstable();
            steps.dedup();
            let mut runs = runs;
            runs.sort_unstable();
            let (mut reminded, mut sent) = (-1, vec![]);
            for at in runs {
                if let Some(step) = step_due(&steps, day(due), day(at), reminded) {
                    sent.push(step);
                    reminded = step;
                    if let Some(latest) = latest_due(&steps, usize::try_from(step).unwrap(), day(at)) {
                        prop_assert!(day(due) <= latest);
                    }
                }
            }
            prop_assert!(sent.windows(2).all(|w| w[0] < w[1]), "{:?}", sent);
            prop_assert!(sent.len() <= steps.len() + 1);
        }
    }
}
