//! How far the set-up has come.

use super::facts::{Facts, State};
use super::list::{Group, Item, groups};

/// How far the set-up has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// What has to be set next; nothing once the chamber can decide applications.
    pub next: Option<&'a Item>,
    /// Settings that had to be set and are.
    pub done: usize,
    /// Settings that have to be set.
    pub needed: usize,
}

impl<'a> Progress<'a> {
    /// Counts through the list.
    #[must_use]
    pub fn of(settings: &'a [Group]) -> Self {
        let needed = missing(&groups(&Facts::default())).count();
        Self {
            next: missing(settings).next(),
            done: needed.saturating_sub(missing(settings).count()),
            needed,
        }
    }
}

/// What has to be set and isn't, in order; the opening last.
pub fn missing(groups: &[Group]) -> impl Iterator<Item = &Item> {
    let items = groups.iter().flat_map(|group| &group.items);
    items.filter(|item| item.state == State::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::settings::rules::facts::Later;
    use crate::desk::settings::rules::list::{OPENING, SEATS};

    #[test]
    fn a_board_of_two_cannot_decide_yet() {
        let two = Facts {
            seated: 2,
            ..Facts::default()
        };
        let three = Facts {
            seated: SEATS,
            ..Facts::default()
        };
        assert_eq!(Progress::of(&groups(&two)).done, 0);
        assert_eq!(Progress::of(&groups(&three)).done, 1);
    }

    #[test]
    fn what_is_put_off_is_missed_no_more_and_what_is_there_is_there() {
        let later = Facts {
            put_off: Later::ALL.to_vec(),
            ..Facts::default()
        };
        assert_eq!(Progress::of(&groups(&later)).done, Later::ALL.len());
        let both = Facts {
            standard: true,
            ..later
        };
        let states = |facts: &Facts| {
            let all = groups(facts).into_iter().flat_map(|group| group.items);
            let kept = all.filter(|item| item.later == Some(Later::Standard));
            kept.map(|item| item.state).collect::<Vec<_>>()
        };
        assert_eq!(states(&both), [State::Set]);
        assert_eq!(states(&Facts::default()), [State::Missing]);
    }

    #[test]
    fn the_last_step_is_to_open_the_portal() {
        let groups = groups(&Facts::default());
        assert_eq!(missing(&groups).last().map(|item| item.href), Some(OPENING));
    }

    #[test]
    fn the_first_thing_to_set_is_the_name() {
        let groups = groups(&Facts::default());
        let next = Progress::of(&groups).next.unwrap();
        assert_eq!(next.href, "/desk/settings/chamber");
    }
}
