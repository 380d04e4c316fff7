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

/// Declares acts and who may do them, a sentence each.
///
/// ```
/// huiguan::policy! {
///     /// The office sees what lies on the counter.
///     SeeCounter: |who| who.is_office();
///     /// Whoever it is for takes a parcel home.
///     TakeHome(String): |who, name| who.name == *name;
/// }
/// ```
///
/// In brackets stands what the act is done to; without them it needs nothing but the actor.
#[macro_export]
macro_rules! policy {
    ($($(#[$doc:meta])* $name:ident $(($on:ty))?: |$who:ident $(, $what:pat_param)?| $allowed:expr;)+) => {
        $(
            $(#[$doc])*
            pub struct $name;

            $crate::policy!(@act $name [$($on)?] [$who $(, $what)?] $allowed);
        )+
    };
    (@act $name:ident [] [$who:ident] $allowed:expr) => {
        $crate::policy!(@act $name [()] [$who, ()] $allowed);
    };
    (@act $name:ident [$on:ty] [$who:ident, $what:pat_param] $allowed:expr) => {
        impl $crate::kernel::Act for $name {
            type On = $on;

            fn allows($who: &$crate::kernel::Actor, $what: &$on) -> bool {
                $allowed
            }
        }
    };
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
