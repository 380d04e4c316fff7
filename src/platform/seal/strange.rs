//! What strangers bring of seals, read apart from the portal: a paper to be verified, and keys as PKCS#12.

use super::keys::Keys;
use super::verify::{Verdict, verify};
use crate::platform::apart::{self, Reader};
use crate::platform::db::Fault;

/// Verifies a PDF under the certificates it is told, DER.
pub struct Papers;

impl Reader for Papers {
    const NAME: &'static str = "paper";
    type Ask = Vec<Vec<u8>>;
    type Found = Verdict;

    fn read(roots: Vec<Vec<u8>>, bytes: Vec<u8>) -> Result<(Verdict, Vec<Vec<u8>>), Fault> {
        Ok((verify(&bytes, &roots), vec![]))
    }
}

/// [`verify`] for a file that somebody brought, who may be signed in or not.
///
/// # Errors
/// [`Fault::Refused`] if it can't be looked at; as [`apart::read`].
pub async fn verify_apart(
    bytes: Vec<u8>,
    roots: Vec<Vec<u8>>,
    signed_in: bool,
) -> Result<Verdict, Fault> {
    let (verdict, _) = match signed_in {
        true => apart::read::<Papers>(roots, bytes).await?,
        false => apart::read_strange::<Papers>(roots, bytes).await?,
    };
    Ok(verdict)
}

/// Takes the keys out of a PKCS#12 file with the pass phrase it is told: how long that takes, the file
/// says itself.
pub struct Chests;

impl Reader for Chests {
    const NAME: &'static str = "keys";
    type Ask = String;
    /// What is wrong with it, if anything.
    type Found = Option<String>;

    fn read(phrase: String, bytes: Vec<u8>) -> Result<(Option<String>, Vec<Vec<u8>>), Fault> {
        Ok(match Keys::from_pkcs12(&bytes, &phrase) {
            Ok(keys) => {
                let key = keys.pkcs8().to_vec();
                (
                    None,
                    std::iter::once(key)
                        .chain(keys.chain().iter().cloned())
                        .collect(),
                )
            }
            Err(why) => (Some(why.to_string()), vec![]),
        })
    }
}

/// The keys of a PKCS#12 file, or what is wrong with it or the pass phrase.
///
/// # Errors
/// [`Fault::Refused`] if it can't be looked at; as [`apart::read`].
pub async fn unlock(file: Vec<u8>, phrase: String) -> Result<Result<Keys, String>, Fault> {
    let (wrong, parts) = apart::read::<Chests>(phrase, file).await?;
    let mut parts = parts.into_iter();
    Ok(match (wrong, parts.next()) {
        (Some(why), _) => Err(why),
        (None, None) => Err("PKCS#12: there is no key in it".to_owned()),
        (None, Some(key)) => Keys::stored(&key, parts.collect()).map_err(|why| why.to_string()),
    })
}
