//! The pages of accounts.

pub mod account;
pub mod invitation;
pub mod people;
pub mod second_factor;
pub mod sign_in;
pub mod sign_up;

use actix_web::HttpResponse;

use crate::accounts::acts::sign_in::Entry;
use crate::accounts::session;
use crate::kernel::Say;
use crate::web::Call;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::view::see_other;

/// Where everybody is at home.
const HOME: &str = "/my";

/// Where a sign-in leads: to one's own page, or on to the code where a second factor is on.
fn way(entry: &Entry) -> &'static str {
    way_to(entry, HOME)
}

/// The same, to another page than one's own.
fn way_to<'a>(entry: &Entry, next: &'a str) -> &'a str {
    match entry {
        Entry::Session(_) => next,
        Entry::Code(_) => "/sign-in/code",
    }
}

/// Signs in with what an act began, and leads on with this message.
fn signed_in(call: &Call, done: Pressed<Entry>, said: Say) -> HttpResponse {
    signed_in_to(call, done, said, HOME)
}

/// The same, to another page than one's own.
fn signed_in_to(call: &Call, done: Pressed<Entry>, said: Say, next: &str) -> HttpResponse {
    let entry = match done {
        Pressed::First(entry) => entry,
        Pressed::Answered(answer) => return answer,
    };
    let mut answer = see_other(way_to(&entry, next));
    Flash::done(said).leave(&mut answer);
    let config = &call.site().config;
    let cookie = match entry {
        Entry::Session(token) => session::cookie(config, token),
        Entry::Code(token) => session::pending(config, token),
    };
    answer.cookie(cookie).finish()
}
