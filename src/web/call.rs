//! One call of a handler: who asks and in which language ([`View`], which it stands for), and what the
//! answer is made with. A handler takes it after its permission and says what it does:
//!
//! ```ignore
//! /// `POST /desk/dues/invoices/{invoice}/cancel`
//! pub async fn cancel(_: May<HandleDues>, call: Call, id: Path<InvoiceId>, mut form: Form) -> Reply {
//!     let (id, why) = (id.into_inner(), form.text("why", 1..=500));
//!     let on = id.clone();
//!     call.act_on(why, move |tx, why| acts::relief::cancel(tx, &on, why))
//!         .then(path(&id), say!("dues-cancel-done"))
//!         .or_again("why", &mut form, async |form| page(&call, id, Some(form)).await)
//!         .await
//! }
//! ```
//!
//! [`Call::act`] does it in one write, and once: the same press of the same form again does nothing and
//! leads where the first one led, with the same message (see [`once`](crate::web::once)). So all that
//! a form does belongs into one act; where several writes can't be one, the act is the last of them,
//! those before it go through [`Call::write`] and must bear being done again. [`Call::act_on`] does it with
//! what a form says, and not at all if the form was wrong.
//!
//! Where it leads: [`then`](Deed::then), [`then_go`](Deed::then_go) without message, or, out of what the
//! act gave, [`then_say`](Deed::then_say) and [`then_with`](Deed::then_with). What a rule's refusal becomes is said last:
//! - [`or_again`](Led::or_again): a note at a field of the same form, which comes back with 422;
//! - [`or_warn`](Led::or_warn): a warning on the page it leads to;
//! - [`or_tell`](Led::or_tell), for a form with files: the same, or a word for the script that sent one;
//! - nothing, `.await`: the page of refusals;
//! - [`first`](Led::first): for an answer that is shown once and kept nowhere (a secret, a cookie).

use std::future::{Future, IntoFuture, Ready, ready};
use std::{ops::Deref, pin::Pin, sync::Arc};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};

use crate::kernel::time::day_in;
use crate::kernel::{Day, Moment, Say};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::Store;
use crate::platform::once;
use crate::platform::pdf::Press;
use crate::platform::runs::Runs;
use crate::platform::secrets::Key;
use crate::web::door::{Guest, part};
use crate::web::flash::Flash;
use crate::web::form::{Form, Said};
use crate::web::once::{Once, answer, kept, settled};
use crate::web::power::AsNow;
use crate::web::upload::Upload;
use crate::web::view::{Reply, View};

/// What a handler is given, beside its permission, the place in its path and its form.
#[derive(Clone)]
pub struct Call {
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    files: web::Data<Store>,
    press: web::Data<Press>,
    key: web::Data<Key>,
    runs: web::Data<Runs>,
    once: Arc<Once>,
    guest: Arc<Guest>,
}

impl Deref for Call {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl FromRequest for Call {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(req))
    }
}

impl Call {
    fn of(req: &HttpRequest) -> Result<Self, Fault> {
        let outside = || Fault::Broken("a call outside the door".into());
        Ok(Self {
            view: View::of(req).ok_or_else(outside)?,
            guest: Guest::of(req).ok_or_else(outside)?,
            db: part(req)?,
            clock: part(req)?,
            files: part(req)?,
            press: part(req)?,
            key: part(req)?,
            runs: part(req)?,
            once: Once::of(req),
        })
    }

    /// The database, for what takes it whole: a long export, work in several steps.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Where files lie.
    #[must_use]
    pub fn files(&self) -> &Store {
        &self.files
    }

    /// What prints papers.
    #[must_use]
    pub fn press(&self) -> &Press {
        &self.press
    }

    /// The instance's key.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// What carries long work on.
    #[must_use]
    pub fn runs(&self) -> &Runs {
        &self.runs
    }

    /// The time, for what takes it whole.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The time, UTC.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The day it is for the chamber.
    #[must_use]
    pub fn today(&self) -> Day {
        day_in(self.brand().zone, self.now())
    }

    /// Reads one consistent snapshot.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        self.db.read(work).await
    }

    /// A write that isn't what the form is for, or not all of it: it may be done again.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    {
        let now = AsNow::of(&self.guest, self.site().actor_now)?;
        let work = move |tx: &mut Tx| now.run(tx, &work);
        self.db.write(&self.who(), work).await
    }

    /// What the form is for. It is done when it is awaited, in one write.
    pub fn act<T, F>(&self, work: F) -> Deed<'_, F>
    where
        F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    {
        Deed {
            call: self,
            work: Some(work),
        }
    }

    /// What the form is for, with what it says: one value or several, as they were read. A form that was
    /// wrong does nothing.
    pub fn act_on<S, T, F>(
        &self,
        said: S,
        work: F,
    ) -> Deed<'_, impl Fn(&mut Tx) -> Result<T, Fault> + Send + 'static>
    where
        S: Said<Whole: Send + 'static>,
        F: Fn(&mut Tx, &S::Whole) -> Result<T, Fault> + Send + 'static,
    {
        Deed {
            call: self,
            work: said.whole().map(|said| move |tx: &mut Tx| work(tx, &said)),
        }
    }
}

/// What is to be done; where it leads is said next.
#[must_use]
pub struct Deed<'a, F> {
    call: &'a Call,
    work: Option<F>,
}

/// A place and the message for it.
pub type Lead = (String, Option<Flash>);

impl<'a, T, F> Deed<'a, F>
where
    F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
{
    /// On to this page with this message.
    pub fn then(
        self,
        to: impl Into<String>,
        say: Say,
    ) -> Led<'a, F, impl Fn(&T) -> Lead + Send + 'static> {
        let lead = (to.into(), Some(Flash::done(say)));
        self.then_lead(move |_: &T| lead.clone())
    }

    /// On to this page, which speaks for itself.
    pub fn then_go(
        self,
        to: impl Into<String>,
    ) -> Led<'a, F, impl Fn(&T) -> Lead + Send + 'static> {
        let to = to.into();
        self.then_lead(move |_: &T| (to.clone(), None))
    }

    /// On to this page with the message that follows from what the act gave.
    pub fn then_say(
        self,
        to: impl Into<String>,
        say: impl Fn(&T) -> Say + Send + 'static,
    ) -> Led<'a, F, impl Fn(&T) -> Lead + Send + 'static> {
        let to = to.into();
        self.then_lead(move |out: &T| (to.clone(), Some(Flash::done(say(out)))))
    }

    /// On to the page, with the message, that follow from what the act gave.
    pub fn then_with<P: Into<String>>(
        self,
        lead: impl Fn(&T) -> (P, Say) + Send + 'static,
    ) -> Led<'a, F, impl Fn(&T) -> Lead + Send + 'static> {
        self.then_lead(move |out: &T| {
            let (to, say) = lead(out);
            (to.into(), Some(Flash::done(say)))
        })
    }

    /// On to the page that follows from what the act gave, with the message given there, or none.
    pub fn then_lead<L>(self, lead: L) -> Led<'a, F, L>
    where
        L: Fn(&T) -> Lead + Send + 'static,
    {
        Led {
            call: self.call,
            work: self.work,
            lead,
        }
    }
}

/// What is to be done, and where it leads. A fault of the act is the answer's; so is a refusal, where its
/// end doesn't say what else becomes of it.
#[must_use]
pub struct Led<'a, F, L> {
    call: &'a Call,
    work: Option<F>,
    lead: L,
}

/// How an act ended.
pub enum Pressed<T> {
    /// It was done now, and gave this.
    First(T),
    /// It was done before, or refused: on to where that leads.
    Answered(HttpResponse),
}

/// An act within its write: what it gave the first time, and where it leads.
type Went<T> = (Option<T>, once::Done);

impl<'a, T, F, L> Led<'a, F, L>
where
    T: Send + 'static,
    F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    L: Fn(&T) -> Lead + Send + 'static,
{
    /// Does it. `None` if the form was wrong.
    async fn done(self) -> Result<Option<Went<T>>, Fault> {
        let Some(work) = self.work else {
            return Ok(None);
        };
        let (lead, press) = (self.lead, self.call.once.press().cloned());
        let now = AsNow::of(&self.call.guest, self.call.site().actor_now)?;
        let write = move |tx: &mut Tx| {
            if let Some(press) = &press
                && let Some(before) = once::find(tx.conn(), &press.digest)?
            {
                return Ok((None, before));
            }
            let out = now.run(tx, &work)?;
            let (to, flash) = lead(&out);
            let done = kept(&to, flash.as_ref())?;
            if let Some(press) = &press {
                once::keep(tx, press, &done)?;
            }
            Ok((Some(out), done))
        };
        let call = self.call;
        let went = call.db.write(&call.who(), write).await;
        let went = settled(&call.db, call.once.press(), went).await?;
        self.call.once.did(went.0.is_some());
        Ok(Some(went))
    }

    /// Does it; a refusal is noted at this field, and the form's page comes back.
    pub async fn or_again<P>(self, field: &str, form: &mut Form, page: P) -> Reply
    where
        P: AsyncFnOnce(&Form) -> Reply,
    {
        self.or_again_where(|_| field, form, page).await
    }

    /// [`or_again`](Led::or_again), at the field that the refusal is about.
    pub async fn or_again_where<'n, N, P>(self, field: N, form: &mut Form, page: P) -> Reply
    where
        N: Fn(&Say) -> &'n str,
        P: AsyncFnOnce(&Form) -> Reply,
    {
        match self.done().await {
            Ok(Some((_, done))) => return Ok(answer(&done)),
            Ok(None) => {}
            Err(Fault::Refused(why)) => form.refuse(field(&why), why),
            Err(other) => return Err(other),
        }
        page(form).await
    }

    /// Does it; a refusal becomes a warning on the page it leads to.
    pub async fn or_warn(self, to: &str) -> Reply {
        let call = self.call;
        match self.whole().await {
            Err(Fault::Refused(why)) => call.warned(to, why),
            other => other.map(|(_, done)| answer(&done)),
        }
    }

    /// Does it, for a form with files; a script that sent one gets a word, of a refusal too, and a
    /// person a page.
    pub async fn or_tell(self, upload: &Upload, to: &str) -> Reply {
        let call = self.call;
        match self.whole().await {
            Err(Fault::Refused(why)) => upload.refused(call, to, why),
            Ok(_) if upload.by_script => Ok(HttpResponse::NoContent().finish()),
            other => other.map(|(_, done)| answer(&done)),
        }
    }

    /// Does it, for an answer that goes to the first press alone; a press that was done before leads to
    /// the place without it.
    pub async fn first(self) -> Result<Pressed<T>, Fault> {
        Ok(match self.whole().await? {
            (Some(out), _) => Pressed::First(out),
            (None, done) => Pressed::Answered(answer(&done)),
        })
    }

    /// [`first`](Led::first), where a refusal becomes a warning on the page it leads to.
    pub async fn first_or_warn(self, to: &str) -> Result<Pressed<T>, Fault> {
        let call = self.call;
        match self.first().await {
            Err(Fault::Refused(why)) => call.warned(to, why).map(Pressed::Answered),
            other => other,
        }
    }

    /// Does what must be there to be done: a wrong form with no page to come back on is refused.
    async fn whole(self) -> Result<Went<T>, Fault> {
        self.done()
            .await?
            .ok_or_else(|| Fault::Refused(crate::say!("web-form-incomplete")))
    }
}

impl<'a, T, F, L> IntoFuture for Led<'a, F, L>
where
    T: Send + 'static,
    F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    L: Fn(&T) -> Lead + Send + 'static,
{
    type Output = Reply;
    type IntoFuture = Pin<Box<dyn Future<Output = Reply> + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.whole().await.map(|(_, done)| answer(&done)) })
    }
}
