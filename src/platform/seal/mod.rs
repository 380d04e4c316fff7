//! Seals on PDFs that strangers can check: PAdES-B-B signatures, one after the other, and our own
//! verifier for them.
//!
//! Each signature is an incremental update: it only appends, so that the ones before stay valid and
//! the file as it was frozen stays its beginning, byte for byte. Only PDFs that [`super::pdf`] made
//! are signed here; any PDF can be verified.
//!
//! ```ignore
//! let seals = store::current(conn, &key)?;                 // root and seal key of this chamber
//! let longer = annex::append(&frozen, &evidence_page)?;    // frozen stays the beginning
//! let once = sign(&longer, &seals.issue("李娜", "甲公司")?, &Act { .. }, None)?;
//! let twice = sign(&once, &seals.seal, &Act { .. }, None)?;
//! let verdict = verify(&twice, &trusted);                  // both intact, both ours
//! ```

mod annex;
mod certificate;
mod cms;
mod dict;
mod file;
mod keys;
mod oids;
mod sample;
mod sign;
pub mod stamp;
pub mod store;
mod strange;
mod verify;

pub use annex::append;
pub use cms::Stamper;
pub use keys::{Keys, Subject};
pub use sample::{Health, note, sample, try_import, try_keys};
pub use sign::{Act, sign};
pub use strange::{Chests, Papers, unlock, verify_apart};
pub use verify::{Found, Later, Trouble, Verdict, verify};

/// Why something can't be signed, or a key can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unsealable(pub String);

impl From<der::Error> for Unsealable {
    fn from(error: der::Error) -> Self {
        Self(format!("ASN.1: {error}"))
    }
}

impl From<rcgen::Error> for Unsealable {
    fn from(error: rcgen::Error) -> Self {
        Self(format!("certificate: {error}"))
    }
}

impl From<Unsealable> for crate::platform::db::Fault {
    fn from(error: Unsealable) -> Self {
        Self::Broken(format!("seal: {error}"))
    }
}
