//! The pages of accounts.

pub mod account;
pub mod invitation;
pub mod people;
pub mod second_factor;
pub mod sign_in;
pub mod sign_up;

use actix_web::HttpResponse;

use crate::accounts::session;
use crate::kernel::Say;
use crate::web::Call;
use crate::web::call::Pressed;
use crate::web::flash::Flash;
use crate::web::view::see_other;

/// Signs in with the session that an act began, and leads to one's own page with this message.
fn signed_in(call: &Call, done: Pressed<String>, said: Say) -> HttpResponse {
    let session = match done {
        Pressed::First(session) => session,
        Pressed::Answered(answer) => return answer,
    };
    let mut answer = see_other("/my");
    Flash::done(said).leave(&mut answer);
    answer
        .cookie(session::cookie(&call.site().config, session))
        .finish()
}
