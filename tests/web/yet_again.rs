//! The last of the suite: which forms were pressed again while it ran, and which were not.
use crate::support::again::pressed;
use huiguan::app::routes::ROUTES;
use huiguan::web::mark::EXEMPT;
use std::collections::BTreeSet;

/// Posts that no test presses again, and why; beside them those that carry no mark (`web/once.rs`).
const NOT_PRESSED: &[(&str, &str)] = &[(
    "/hooks/{provider}",
    "no form: a provider's signed notice, kept by its own key",
)];

/// Tests run in the order of their names, and this module's is the last; those beside it may still be at
/// work. Asked for alone it has nothing to look at.
#[test]
fn every_form_that_changes_something_was_pressed_three_times_and_counted_once() {
    let mut args = std::env::args().skip(1);
    let whole = args.all(|arg| arg.starts_with("--") || arg.parse::<u32>().is_ok());
    if !whole {
        return;
    }
    crate::support::app::all_stopped();
    let named: BTreeSet<&str> = [NOT_PRESSED, EXEMPT]
        .concat()
        .iter()
        .map(|(r, _)| *r)
        .collect();
    let posts = ROUTES.iter().filter(|(method, _)| *method == "post");
    let posts: BTreeSet<&str> = posts.map(|(_, route)| *route).collect();
    let pressed = pressed();
    let missed: Vec<_> = posts
        .iter()
        .filter(|route| !pressed.contains(*route) && !named.contains(*route))
        .collect();
    let idle: Vec<_> = named
        .iter()
        .filter(|route| pressed.contains(*route) || !posts.contains(*route))
        .collect();
    assert!(
        missed.is_empty(),
        "not pressed again, and no reason named: {missed:#?}"
    );
    assert!(idle.is_empty(), "named, but pressed or gone: {idle:#?}");
}
