//! A form that is sent to a thing in the path, with the call it comes by: what most handlers take
//! after their permission.
//!
//! ```ignore
//! /// `POST /desk/dues/invoices/{invoice}/cancel`
//! pub async fn cancel(_: May<HandleDues>, mut sent: Sent<InvoiceId>) -> Reply {
//!     let why = sent.form.text("cancel_why", 1..=500);
//!     sent.act_on(why, |tx, id, why| acts::relief::cancel(tx, id, why))
//!         .then(path(&sent.id), say!("dues-cancel-done"))
//!         .or_back("cancel_why", &sent, page)
//!         .await
//! }
//! ```
//!
//! `page` makes the page that the form stands on: `async fn page(call: &Call, id: InvoiceId, refused:
//! Option<&Form>) -> Reply`.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::platform::db::{Conn, Fault, Tx};
use crate::web::call::{Call, Deed, Lead, Led};
use crate::web::form::{Form, Said};
use crate::web::view::Reply;

/// A form, what it was sent to, and the [`Call`], for which it stands.
pub struct Sent<I> {
    /// The call.
    pub call: Call,
    /// What stands in the path: an id, a word, or several.
    pub id: I,
    /// The form.
    pub form: Form,
}

impl<I> Deref for Sent<I> {
    type Target = Call;

    fn deref(&self) -> &Call {
        &self.call
    }
}

impl<I: DeserializeOwned + 'static> FromRequest for Sent<I> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let call = Call::from_request(req, payload);
        let path = web::Path::<I>::from_request(req, payload);
        let form = Form::from_request(req, payload);
        Box::pin(async move {
            Ok(Self {
                call: call.await?,
                id: path.await?.into_inner(),
                form: form.await?,
            })
        })
    }
}

impl Call {
    /// Reads one thing by its id.
    pub async fn find<I, T>(
        &self,
        id: &I,
        load: impl FnOnce(&mut Conn, &I) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault>
    where
        I: Clone + Send + 'static,
        T: Send + 'static,
    {
        let id = id.clone();
        self.read(move |conn| load(conn, &id)).await
    }
}

impl<I, J> Sent<(I, J)> {
    /// The form as sent to the first part of the path, and the second part.
    #[must_use]
    pub fn split(self) -> (Sent<I>, J) {
        let (id, word) = self.id;
        (
            Sent {
                call: self.call,
                id,
                form: self.form,
            },
            word,
        )
    }
}

impl<I> Sent<I> {
    /// The same form, about something else: whose page it stands on.
    #[must_use]
    pub fn about<J>(&self, id: J) -> Sent<J> {
        Sent {
            call: self.call.clone(),
            id,
            form: self.form.clone(),
        }
    }
}

impl<I: Clone + Send + 'static> Sent<I> {
    /// [`Call::act`] on what the form was sent to.
    pub fn act<T, F>(
        &self,
        work: F,
    ) -> Deed<'_, impl Fn(&mut Tx) -> Result<T, Fault> + Send + 'static>
    where
        F: Fn(&mut Tx, &I) -> Result<T, Fault> + Send + 'static,
    {
        let id = self.id.clone();
        self.call.act(move |tx| work(tx, &id))
    }

    /// [`Call::act_on`] with what the form was sent to.
    pub fn act_on<S, T, F>(
        &self,
        said: S,
        work: F,
    ) -> Deed<'_, impl Fn(&mut Tx) -> Result<T, Fault> + Send + 'static>
    where
        S: Said<Whole: Send + 'static>,
        F: Fn(&mut Tx, &I, &S::Whole) -> Result<T, Fault> + Send + 'static,
    {
        let id = self.id.clone();
        self.call.act_on(said, move |tx, said| work(tx, &id, said))
    }
}

impl<T, F, L> Led<'_, F, L>
where
    T: Send + 'static,
    F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    L: Fn(&T) -> Lead + Send + 'static,
{
    /// [`or_again`](Led::or_again), where the form stands on the page of what it was sent to.
    pub async fn or_back<I, P>(self, field: &str, sent: &Sent<I>, page: P) -> Reply
    where
        I: Clone,
        P: AsyncFnOnce(&Call, I, Option<&Form>) -> Reply,
    {
        let mut form = sent.form.clone();
        self.or_again(field, &mut form, async |form| {
            page(&sent.call, sent.id.clone(), Some(form)).await
        })
        .await
    }
}
