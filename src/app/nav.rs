//! The menus: what each reader is offered. An entry is shown to whom its page lets in.

use crate::kernel::{Actor, Role, Say};
use crate::say;
use crate::web::site::{Menus, NavItem};

const OFFICE: [Role; 2] = [Role::Admin, Role::Secretary];

/// The menus for this reader at this path; those of the public site only for whom it is open to.
#[must_use]
pub fn menus(actor: Option<&Actor>, path: &str, open: bool) -> Menus {
    let at_work = ["/desk", "/board", "/my"]
        .iter()
        .any(|p| path == *p || path.starts_with(&format!("{p}/")));
    let main = match actor {
        Some(actor) if at_work => house(actor),
        _ if open => public(),
        _ => vec![],
    };
    Menus {
        main: mark(main, path),
        account: actor.map(|a| mark(account(a), path)).unwrap_or_default(),
    }
}

type Entry = (&'static str, Say);

fn public() -> Vec<Entry> {
    vec![
        ("/about", say!("web-nav-about")),
        ("/join", say!("web-nav-join")),
        ("/directory", say!("web-nav-directory")),
        ("/events", say!("web-nav-events")),
    ]
}

fn house(actor: &Actor) -> Vec<Entry> {
    let mut list = vec![];
    let mut offer = |roles: &[Role], href, label: Say| {
        if roles.is_empty() || actor.is_any(roles) {
            list.push((href, label));
        }
    };
    let desk = [
        OFFICE.as_slice(),
        &[
            Role::Reviewer,
            Role::President,
            Role::Treasurer,
            Role::Events,
        ],
    ]
    .concat();
    offer(&desk, "/desk", say!("web-nav-today"));
    offer(
        &[OFFICE.as_slice(), &[Role::Reviewer, Role::President]].concat(),
        "/desk/cases",
        say!("web-nav-cases"),
    );
    let seers = [OFFICE.as_slice(), &[Role::President]].concat();
    offer(&seers, "/desk/ballots", say!("ballot-sittings-title"));
    offer(&seers, "/desk/agreements", say!("agreement-list-title"));
    offer(&[Role::Director], "/board", say!("web-nav-board"));
    offer(&OFFICE, "/desk/members", say!("web-nav-members"));
    let purse = [OFFICE.as_slice(), &[Role::President, Role::Treasurer]].concat();
    offer(&purse, "/desk/dues", say!("dues-title"));
    offer(&OFFICE, "/desk/companies", say!("web-nav-companies"));
    offer(&[Role::Admin], "/desk/people", say!("web-nav-people"));
    offer(&[Role::Admin], "/desk/mail", say!("web-nav-mail"));
    offer(&[Role::Admin], "/desk/audit", say!("web-nav-audit"));
    offer(&[Role::Admin], "/desk/jobs", say!("web-nav-jobs"));
    offer(&[Role::Admin], "/desk/settings", say!("web-nav-settings"));
    offer(&[], "/my", say!("web-nav-my"));
    if list.len() == 1 {
        // Nobody of the chamber: an applicant or a member, for whom this is the whole house.
        list.push(("/my/applications", say!("web-nav-applications")));
        list.push(("/my/account", say!("web-nav-account")));
    }
    list
}

fn account(actor: &Actor) -> Vec<Entry> {
    let mut list = vec![];
    if actor.is_any(
        &[
            OFFICE.as_slice(),
            &[
                Role::Reviewer,
                Role::President,
                Role::Treasurer,
                Role::Events,
            ],
        ]
        .concat(),
    ) {
        list.push(("/desk", say!("web-nav-desk")));
    }
    if actor.is(Role::Director) {
        list.push(("/board", say!("web-nav-board")));
    }
    list.push(("/my", say!("web-nav-my")));
    list.push(("/my/account", say!("web-nav-account")));
    list
}

/// Pages that are reached from an entry whose address theirs doesn't begin with.
const BENEATH: [(&str, &str); 2] = [
    ("/desk/motions", "/desk/ballots"),
    ("/desk/certificates", "/desk/members"),
];

fn is_below(path: &str, href: &str) -> bool {
    let rest = path.strip_prefix(href);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Marks the entry whose page this is: the longest that the path begins with.
fn mark(entries: Vec<Entry>, path: &str) -> Vec<NavItem> {
    let beneath = BENEATH.iter().find(|(page, _)| is_below(path, page));
    let path = beneath.map_or(path, |(_, entry)| entry);
    let fits = |href: &str| is_below(path, href);
    let best = entries
        .iter()
        .map(|(href, _)| *href)
        .filter(|h| fits(h))
        .max_by_key(|h| h.len());
    entries
        .into_iter()
        .map(|(href, label)| NavItem {
            href: href.into(),
            label,
            current: best == Some(href),
        })
        .collect()
}
