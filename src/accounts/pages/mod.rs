//! The pages of accounts.

pub mod account;
pub mod invitation;
pub mod people;
pub mod second_factor;
pub mod sign_in;
pub mod sign_up;

use actix_web::web;

use crate::platform::db::Fault;
use crate::platform::secrets::hash_passphrase;

/// Argon2 takes its time: off the async threads.
async fn hash(phrase: String) -> Result<String, Fault> {
    web::block(move || hash_passphrase(&phrase))
        .await
        .map_err(|e| Fault::Broken(e.to_string()))?
}
