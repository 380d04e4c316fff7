//! What makes an agreement and its signatures, pure: the frozen text, the order
//! of signing, the evidence and what follows from it, when a typed name is the signer's.

mod document;
mod drawing;
mod evidence;
mod names;
mod signing;

pub use document::{Decided, Document};
pub use drawing::{Drawing, FIELD, LENGTH};
pub use evidence::{Line, Party, What};
pub use names::same_name;
pub use signing::{CODE_LIFE, REMIND_BEFORE, Signature, Signing, reminder};
