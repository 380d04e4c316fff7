//! The settings as a list of things to do. Pure.

/// How a setting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody set it.
    Set,
    /// Its default holds; fine for a start.
    Default,
    /// It has to be set before the first application is decided.
    Missing,
}

/// What is known of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The chamber's name was set.
    pub identity: bool,
    /// A charter was published.
    pub charter: bool,
    /// Seats of the board that somebody holds.
    pub seated: usize,
    /// The counting rules were set.
    pub counting: bool,
    /// There is a mail server.
    pub mail: bool,
    /// Somebody can countersign.
    pub signatory: bool,
    /// Keys to seal papers with are in use.
    pub seal: bool,
    /// They can't be used, or run out soon.
    pub seal_trouble: bool,
    /// Somebody works in the secretariat.
    pub office: bool,
    /// The ranks were set.
    pub ranks: bool,
    /// The time limits were set.
    pub limits: bool,
    /// It was set how members are heard before they are expelled.
    pub expulsion: bool,
    /// The criteria of the review were published anew.
    pub review: bool,
    /// The criteria of the visit were published anew.
    pub visit: bool,
    /// A text of the papers was published anew.
    pub texts: bool,
    /// The look of member numbers was set.
    pub numbers: bool,
    /// A second factor is demanded of somebody.
    pub access: bool,
    /// A standard of dues was adopted.
    pub standard: bool,
    /// How dues are counted was set.
    pub dues: bool,
}

/// One line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it is set.
    pub href: &'static str,
    /// Key of its name.
    pub name: &'static str,
    /// Key of a line that says what it is for.
    pub note: &'static str,
    /// How it stands.
    pub state: State,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Key of its name.
    pub name: &'static str,
    /// Its lines.
    pub items: Vec<Item>,
}

/// Fewest seats a board decides with.
pub const SEATS: usize = 3;

/// The settings in the order in which they are set up.
#[must_use]
#[expect(
    clippy::too_many_lines,
    reason = "a list: one entry per page of the settings"
)]
pub fn groups(facts: &Facts) -> Vec<Group> {
    let must = |done| if done { State::Set } else { State::Missing };
    let may = |done| if done { State::Set } else { State::Default };
    let item = |href, name, note, state| Item {
        href,
        name,
        note,
        state,
    };
    vec![
        Group {
            name: "desk-settings-chamber",
            items: vec![
                item(
                    "/desk/settings/chamber",
                    "desk-settings-identity",
                    "desk-settings-identity-note",
                    must(facts.identity),
                ),
                item(
                    "/desk/settings/charter",
                    "desk-settings-charter",
                    "desk-settings-charter-note",
                    must(facts.charter),
                ),
                item(
                    "/desk/settings/mail",
                    "desk-settings-mail",
                    "desk-settings-mail-note",
                    must(facts.mail),
                ),
                item(
                    "/desk/people",
                    "desk-settings-people",
                    "desk-settings-people-note",
                    must(facts.office),
                ),
                item(
                    "/desk/settings/access",
                    "desk-settings-access",
                    "desk-settings-access-note",
                    may(facts.access),
                ),
            ],
        },
        Group {
            name: "desk-settings-decisions",
            items: vec![
                item(
                    "/desk/settings/board",
                    "desk-settings-board",
                    "desk-settings-board-note",
                    must(facts.seated >= SEATS),
                ),
                item(
                    "/desk/settings/counting",
                    "desk-settings-counting",
                    "desk-settings-counting-note",
                    must(facts.counting),
                ),
                item(
                    "/desk/settings/expulsion",
                    "expulsion-settings-title",
                    "desk-settings-expulsion-note",
                    may(facts.expulsion),
                ),
                item(
                    "/desk/settings/signatory",
                    "desk-settings-signatory",
                    "desk-settings-signatory-note",
                    must(facts.signatory),
                ),
                item(
                    "/desk/settings/seal",
                    "desk-settings-seal",
                    "desk-settings-seal-note",
                    if facts.seal_trouble {
                        State::Missing
                    } else {
                        may(facts.seal)
                    },
                ),
            ],
        },
        Group {
            name: "desk-settings-admission",
            items: vec![
                item(
                    "/desk/settings/ranks",
                    "desk-settings-ranks",
                    "desk-settings-ranks-note",
                    may(facts.ranks),
                ),
                item(
                    "/desk/settings/criteria/review",
                    "desk-settings-review",
                    "desk-settings-review-note",
                    may(facts.review),
                ),
                item(
                    "/desk/settings/criteria/visit",
                    "desk-settings-visit",
                    "desk-settings-visit-note",
                    may(facts.visit),
                ),
                item(
                    "/desk/settings/limits",
                    "desk-settings-limits",
                    "desk-settings-limits-note",
                    may(facts.limits),
                ),
                item(
                    "/desk/settings/papers",
                    "desk-settings-papers",
                    "desk-settings-papers-note",
                    may(facts.texts),
                ),
                item(
                    "/desk/settings/numbers",
                    "desk-settings-numbers",
                    "desk-settings-numbers-note",
                    may(facts.numbers),
                ),
            ],
        },
        Group {
            name: "desk-settings-dues-group",
            items: vec![
                item(
                    "/desk/dues/standards",
                    "dues-standards-title",
                    "desk-settings-standards-note",
                    may(facts.standard),
                ),
                item(
                    "/desk/settings/dues",
                    "dues-settings-title",
                    "desk-settings-dues-note",
                    may(facts.dues),
                ),
            ],
        },
    ]
}

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
            done: needed - missing(settings).count(),
            needed,
        }
    }
}

/// What has to be set and isn't, in order.
fn missing(groups: &[Group]) -> impl Iterator<Item = &Item> {
    let items = groups.iter().flat_map(|group| &group.items);
    items.filter(|item| item.state == State::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_first_thing_to_set_is_the_name() {
        let groups = groups(&Facts::default());
        let next = Progress::of(&groups).next.unwrap();
        assert_eq!(next.href, "/desk/settings/chamber");
    }
}
