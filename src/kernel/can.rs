//! Permission as a type: an act that changes something demands a [`Can`] for it, and only
//! [`Can::check`] makes one.

use std::marker::PhantomData;

use super::Actor;

/// Something one may or may not do. Implementations live in each slice's `policy.rs`,
/// a sentence each.
pub trait Act {
    /// What the act is done to; `()` where it needs nothing but the actor.
    type On: ?Sized;

    /// Whether `who` may do it to `on`.
    fn allows(who: &Actor, on: &Self::On) -> bool;
}

/// Proof that an act was allowed.
#[derive(Debug)]
pub struct Can<A>(PhantomData<fn() -> A>);

/// The act was not allowed. Shown as "not found": who isn't allowed learns nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Denied;

impl<A: Act> Can<A> {
    /// Gives the proof, or [`Denied`].
    pub fn check(who: &Actor, on: &A::On) -> Result<Self, Denied> {
        if A::allows(who, on) {
            Ok(Self(PhantomData))
        } else {
            Err(Denied)
        }
    }
}
