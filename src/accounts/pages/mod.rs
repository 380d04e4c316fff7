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
use crate::platform::aside::aside;
use crate::platform::db::Fault;
use crate::platform::secrets::hash_passphrase;
use crate::web::Call;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::view::see_other;

/// Argon2 takes its time: off the async threads.
async fn hash(phrase: String) -> Result<String, Fault> {
    aside(move || hash_passphrase(&phrase)).await?
}

/// Signs in with the session that an act began, and leads to one's own page with this message; or on to
/// the code, where a second factor is on.
fn signed_in(call: &Call, done: Pressed<Entry>, said: Say) -> HttpResponse {
    let (to, cookie) = match done {
        Pressed::First(Entry::Session(token)) => {
            ("/my", session::cookie(&call.site().config, token))
        }
        Pressed::First(Entry::Code(token)) => (
            "/sign-in/code",
            session::pending(&call.site().config, token),
        ),
        Pressed::Answered(answer) => return answer,
    };
    let mut answer = see_other(to);
    Flash::done(said).leave(&mut answer);
    answer.cookie(cookie).finish()
}
