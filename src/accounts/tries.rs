//! A pass-phrase that somebody types to prove who they are: counted, compared off the async threads, and on
//! record if it was wrong.

use crate::accounts::acts::guesses::Guess;
use crate::accounts::store::people::PersonRow;
use crate::platform::aside::aside;
use crate::platform::db::{Fault, Tx};
use crate::platform::secrets::check_passphrase;
use crate::web::Call;

/// Counts a try that begins.
///
/// # Errors
/// `Fault::TooMany` if there were too many.
pub async fn begin(call: &Call, guess: &Guess) -> Result<(), Fault> {
    let guess = guess.clone();
    let counted = call.write(move |tx| guess.begin(tx)).await?;
    counted.map_err(Fault::TooMany)
}

/// Whether `typed` opens `hash`, somebody's pass-phrase, if it is known whose.
///
/// # Errors
/// `Fault::TooMany` if there were too many tries.
pub async fn passphrase(
    call: &Call,
    guess: Guess,
    (typed, hash): (String, Option<String>),
    whose: Option<PersonRow>,
) -> Result<bool, Fault> {
    begin(call, &guess).await?;
    let right = aside(move || check_passphrase(&typed, hash.as_deref())).await?;
    let ended = move |tx: &mut Tx| match right {
        true => guess.right(tx),
        false => guess.wrong(tx, whose.as_ref()),
    };
    call.write(ended).await?;
    Ok(right)
}
