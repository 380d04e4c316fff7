//! An upload in pieces, for lines that break. Each piece goes into the store by itself, and whoever
//! sent it gets a receipt: sealed words that nobody else can write. Who brings the receipts of all
//! pieces gets them put together. Nothing is written into the database on the way, and pieces whose
//! upload never ends are cleared away like all bytes that no row names.

use serde::{Deserialize, Serialize};

use super::Store;
use crate::platform::db::Fault;
use crate::platform::secrets::Key;

/// Most bytes of a piece.
pub const PIECE_MOST: usize = 384 * 1024;
/// Most pieces of one upload.
const MOST_PIECES: usize = 40;

/// What a receipt says.
#[derive(Serialize, Deserialize)]
struct Receipt {
    of: String,
    place: usize,
    sha256: String,
}

/// Takes a piece in and gives its receipt. `of` names the upload: the thing it belongs to, the key
/// that the sender's device made, and the sender.
///
/// # Errors
/// `Fault::Missing` if there can't be such a piece.
pub async fn take(
    (store, key): (&Store, &Key),
    of: &str,
    place: usize,
    bytes: Vec<u8>,
) -> Result<String, Fault> {
    if place >= MOST_PIECES || bytes.is_empty() || bytes.len() > PIECE_MOST {
        return Err(Fault::Missing);
    }
    let receipt = Receipt {
        of: of.to_owned(),
        place,
        sha256: store.put(bytes).await?,
    };
    key.seal(&serde_json::to_vec(&receipt)?)
}

/// Puts an upload together from its receipts, in the order of the pieces; `None` if they are not all,
/// not of this upload, or their bytes were cleared away.
///
/// # Errors
/// If the store fails.
pub async fn whole(
    (store, key): (&Store, &Key),
    of: &str,
    receipts: &[&str],
) -> Result<Option<Vec<u8>>, Fault> {
    if receipts.is_empty() || receipts.len() > MOST_PIECES {
        return Ok(None);
    }
    let mut bytes = vec![];
    for (place, sealed) in receipts.iter().enumerate() {
        let read = |plain: Vec<u8>| serde_json::from_slice::<Receipt>(&plain).ok();
        let receipt = key.open(sealed).ok().and_then(read);
        let Some(receipt) = receipt.filter(|r| r.of == of && r.place == place) else {
            return Ok(None);
        };
        match store.bytes(&receipt.sha256).await {
            Ok(piece) => bytes.extend(piece),
            Err(Fault::Missing) => return Ok(None),
            Err(fault) => return Err(fault),
        }
    }
    Ok(Some(bytes))
}
