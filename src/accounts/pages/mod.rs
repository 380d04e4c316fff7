//! The pages of accounts.

pub mod account;
pub mod invitation;
pub mod people;
pub mod second_factor;
pub mod sign_in;
pub mod sign_up;

use actix_web::HttpResponse;

use crate::accounts::acts::sign_in::Entry;
use crate::accounts::rules::onward;
use crate::accounts::session;
use crate::kernel::Say;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::view::{own_path, see_other};
use crate::web::{Call, Form, View};

/// Where everybody is at home.
const HOME: &str = "/my";
/// Where an application begins, and what was written before its writer's address was confirmed is gone on with.
const APPLYING: &str = "/my/applications/new";
/// Where it is written before.
const DRAFT: &str = "/join/draft";

/// The longest address that somebody is led on to.
const LONGEST: usize = 500;

/// The page of ours to which whoever signs in or up is on their way, as the form or the address says; empty for
/// none, and for any that is not of ours.
fn next_of(view: &View, form: &Form) -> String {
    let query = Form::parse(view.query().as_bytes());
    let asked = match form.value("next") {
        "" => query.value("next"),
        asked => asked,
    };
    let fine = asked.len() <= LONGEST && own_path(asked) == asked;
    if fine {
        asked.to_owned()
    } else {
        String::new()
    }
}

/// Where a sign-in leads: to this page, or to the code first where a second factor is on.
fn way_to(entry: &Entry, next: &str) -> String {
    match entry {
        Entry::Session(_) => next.to_owned(),
        Entry::Code(_) => onward("/sign-in/code", next),
    }
}

/// Signs in with what an act began, and leads on to this page with this message.
fn signed_in_to(call: &Call, done: Pressed<Entry>, said: Say, next: &str) -> HttpResponse {
    let entry = match done {
        Pressed::First(entry) => entry,
        Pressed::Answered(answer) => return answer,
    };
    let mut answer = see_other(&way_to(&entry, next));
    Flash::done(said).leave(&mut answer);
    let config = &call.site().config;
    let cookie = match entry {
        Entry::Session(token) => session::cookie(config, token),
        Entry::Code(token) => session::pending(config, token),
    };
    answer.cookie(cookie).finish()
}
