//! The settings as a list of things to do, in the order in which they are set up.

use super::facts::{Facts, Later, State};

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
    /// What it is put off as, if it can be.
    pub later: Option<Later>,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Key of its name.
    pub name: &'static str,
    /// Its lines.
    pub items: Vec<Item>,
}

/// Where the public site is opened: the last step.
pub const OPENING: &str = "/desk/settings/opening";

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
        later: None,
    };
    let or_later = |href, name, note, done, later| Item {
        later: Some(later),
        ..item(
            href,
            name,
            note,
            match must(done) {
                State::Missing if facts.put_off.contains(&later) => State::Later,
                state => state,
            },
        )
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
                    "/desk/settings/chamber#f-phone",
                    "desk-settings-contact",
                    "desk-settings-contact-note",
                    must(facts.contact),
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
                    "/desk/people/invite?roles=secretary",
                    "desk-settings-people",
                    "desk-settings-people-note",
                    must(facts.office),
                ),
                item(
                    "/desk/people/invite?roles=reviewer",
                    "desk-settings-reviewers",
                    "desk-settings-reviewers-note",
                    must(facts.reviewers),
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
                    match facts.seated {
                        0 => "/desk/settings/board/many",
                        _ => "/desk/settings/board",
                    },
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
                or_later(
                    "/desk/dues/standards",
                    "dues-standards-title",
                    "desk-settings-standards-note",
                    facts.standard,
                    Later::Standard,
                ),
                or_later(
                    "/desk/settings/dues#f-payee",
                    "desk-settings-account",
                    "desk-settings-account-note",
                    facts.account,
                    Later::Account,
                ),
                item(
                    "/desk/settings/dues",
                    "dues-settings-title",
                    "desk-settings-dues-note",
                    may(facts.dues),
                ),
            ],
        },
        Group {
            name: "desk-settings-beginning",
            items: vec![
                or_later(
                    "/desk/members/imports",
                    "desk-settings-register",
                    "desk-settings-register-note",
                    facts.register,
                    Later::Register,
                ),
                item(
                    OPENING,
                    "desk-opening-title",
                    "desk-settings-opening-note",
                    must(facts.open),
                ),
            ],
        },
    ]
}
