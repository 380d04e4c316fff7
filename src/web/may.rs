//! Permission in a handler's signature: [`Signed`] for any signed-in person, [`May`] for an
//! act that needs nothing but the actor.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::kernel::{Act, Actor, Can};
use crate::platform::db::Fault;
use crate::web::door::Guest;

/// A signed-in person. A visitor is sent to sign in and comes back.
pub struct Signed(Actor);

impl Deref for Signed {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

fn actor(req: &HttpRequest) -> Result<Actor, Fault> {
    Guest::of(req)
        .and_then(|g| g.who.actor.clone())
        .ok_or(Fault::SignIn)
}

impl FromRequest for Signed {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(actor(req).map(Self))
    }
}

/// A signed-in person who may do `A`. Others get "not found".
pub struct May<A> {
    actor: Actor,
    can: PhantomData<fn() -> A>,
}

impl<A> Deref for May<A> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.actor
    }
}

impl<A: Act<On = ()> + 'static> FromRequest for May<A> {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(actor(req).and_then(|actor| {
            Can::<A>::check(&actor, &())?;
            // Asked again in each write of this request, which may come long after.
            if let Some(guest) = Guest::of(req) {
                guest.ask(|actor| A::allows(actor, &()));
            }
            Ok(Self {
                actor,
                can: PhantomData,
            })
        }))
    }
}
