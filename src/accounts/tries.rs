//! A pass-phrase that somebody types to prove who they are: counted, compared off the async threads, and on
//! record if it was wrong.

use crate::accounts::acts::guesses::Guess;
use crate::accounts::store::people::PersonRow;
use crate::platform::db::{Fault, Tx};
use crate::platform::secrets::check_aside;
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

/// Whether `typed` opens `hash`, for a try that has begun. Where too many wait to be looked at, it doesn't count.
///
/// # Errors
/// `Fault::Busy` if its turn doesn't come.
pub async fn opens(
    call: &Call,
    guess: &Guess,
    (typed, hash): (String, Option<String>),
) -> Result<bool, Fault> {
    let looked = check_aside(typed, hash).await;
    if matches!(looked, Err(Fault::Busy(_))) {
        let guess = guess.clone();
        call.write(move |tx| guess.unseen(tx)).await?;
    }
    looked
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
    let right = opens(call, &guess, (typed, hash)).await?;
    let ended = move |tx: &mut Tx| match right {
        true => guess.right(tx),
        false => guess.wrong(tx, whose.as_ref()),
    };
    call.write(ended).await?;
    Ok(right)
}
