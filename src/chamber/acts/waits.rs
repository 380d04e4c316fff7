//! What waits a day before it holds: asked for, stopped, shortened by a second officer, brought into force.
//! Each room says of its own what it is ([`Change`]).

use std::marker::PhantomData;

use chrono::TimeDelta;

use crate::accounts;
use crate::chamber::policy::may_manage;
use crate::chamber::rules::{ChangeId, LATELY, Next, WAIT, WAIT_ALONE, Waiting, Waits, may_hasten};
use crate::chamber::store::waits::{due, waiting};
use crate::kernel::id::PersonId;
use crate::kernel::{Act, Actor, Can, Moment, Role, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::rounds::Round;
use crate::platform::settings;
use crate::say;

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was asked for.
    Asked,
    /// It holds.
    Used,
    /// An officer stopped it.
    Withdrawn,
    /// It was dropped, since whoever asked is no administrator any more.
    Lapsed,
}

/// How one kind of change is told of, and brought into force.
pub trait Change: Waits {
    /// What the audit record calls it.
    const THING: &'static str;
    /// Who can stop it, and have it hold at once where another one asked.
    const GUARDS: &'static [Role];
    /// Who hears of it.
    const TOLD: &'static [Role];
    /// The page it is stopped on.
    const PAGE: &'static str;

    /// How the audit record names the step.
    fn act(step: Step) -> &'static str;

    /// It in a few words of the audit record.
    fn in_short(&self) -> serde_json::Value;

    /// What waits, for the page.
    fn what(next: &Waiting<Self>) -> Say;

    /// Brings it into force.
    ///
    /// # Errors
    /// If the database fails.
    fn come(&self, tx: &mut Tx) -> Result<(), Fault>;

    /// The letter about a step that `by` had done; its button is added where it is to be stopped.
    fn letter(step: Step, next: &Waiting<Self>, by: &str) -> Letter;
}

/// Its guards stop a change, or have it hold at once where another one asked.
pub struct Guard<T>(PhantomData<T>);

impl<T: Change> Act for Guard<T> {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(T::GUARDS)
    }
}

/// A change that waits, as a page shows it.
pub struct Shown {
    /// Which.
    pub id: ChangeId,
    /// What is to change, by whom, from when.
    pub what: Say,
    /// Why the reader can't have it hold at once.
    pub kept_from: Option<Say>,
    /// Where its buttons lead: `…/next/use` and `…/next/withdraw`.
    pub path: &'static str,
}

/// The change that waits, as it is shown to this person; nothing to whom it isn't to guard.
///
/// # Errors
/// If the database fails.
pub fn shown<T: Change>(conn: &mut Conn, me: &Actor) -> Result<Option<Shown>, Fault> {
    let next = waiting::<T>(conn)?.filter(|_| Guard::<T>::allows(me, &()));
    let Some(next) = next else {
        return Ok(None);
    };
    Ok(Some(Shown {
        what: T::what(&next),
        kept_from: kept_from(conn, &next, &me.id)?,
        id: next.id,
        path: T::PAGE,
    }))
}

/// A change that was asked for, for the page that says so.
#[derive(Debug, Clone)]
pub struct Asked {
    /// From when it holds, UTC.
    pub due: Moment,
    /// Who was told, by name.
    pub told: Vec<String>,
}

impl Asked {
    /// Their names in one line.
    #[must_use]
    pub fn names(&self) -> String {
        self.told.join(", ")
    }
}

/// How long what this person asks for waits: longer where nobody else could stop it.
fn wait<T: Change>(conn: &mut Conn, by: &PersonId) -> Result<TimeDelta, Fault> {
    for role in T::GUARDS {
        let others = accounts::people_with_role(conn, *role)?;
        if others.iter().any(|other| other.id != *by) {
            return Ok(WAIT);
        }
    }
    Ok(WAIT_ALONE)
}

/// An administrator asks for a change, which holds after [`WAIT`], or after [`WAIT_ALONE`] where nobody else could
/// stop it; gives from when, and who was told. What was asked for before
/// and still waits, waits no more.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn ask<T: Change>(tx: &mut Tx, value: &T) -> Result<Asked, Fault> {
    may_manage(tx)?;
    let (me, now) = (tx.actor()?.clone(), tx.now());
    let wait = wait::<T>(tx.conn(), &me.id)?;
    let next = Waiting {
        id: ChangeId::new(),
        value: value.clone(),
        by: me.id,
        by_name: me.name,
        asked_at: now,
        due: now + wait,
    };
    settings::set(tx, &Next(Some(next.clone())))?;
    on_record(tx, &next, Step::Asked)?;
    let url = tx.link(T::PAGE);
    let letter = T::letter(Step::Asked, &next, &next.by_name);
    let letter = letter
        .fact(
            say!("chamber-letter-server-from"),
            say!("chamber-letter-moment", at = next.due),
        )
        .line(say!("chamber-letter-next-stop"))
        .button(say!("chamber-letter-server-button"), url);
    Ok(Asked {
        told: tell::<T>(tx, &letter)?,
        due: next.due,
    })
}

/// The change that waits, if it is this one.
fn this<T: Change>(tx: &mut Tx, id: Option<&ChangeId>) -> Result<Waiting<T>, Fault> {
    let _can = Can::<Guard<T>>::check(tx.actor()?, &())?;
    let next = waiting::<T>(tx.conn())?.filter(|next| id == Some(&next.id));
    next.ok_or_else(|| say!("chamber-next-gone").into())
}

/// Brings into force what waited, and tells of it with this letter.
pub(super) fn put<T: Change>(tx: &mut Tx, next: &Waiting<T>, letter: &Letter) -> Result<(), Fault> {
    settings::set(tx, &Next::<T>(None))?;
    next.value.come(tx)?;
    on_record(tx, next, Step::Used)?;
    tell::<T>(tx, letter).map(|_| ())
}

fn put_as_asked<T: Change>(tx: &mut Tx, next: &Waiting<T>) -> Result<(), Fault> {
    put(tx, next, &T::letter(Step::Used, next, &next.by_name))
}

/// A second officer has the change hold at once that waits.
///
/// # Errors
/// `Fault::Refused` if it waits no more, or they may not shorten it.
pub fn hasten<T: Change>(tx: &mut Tx, id: Option<&ChangeId>) -> Result<(), Fault> {
    let (next, me) = (this::<T>(tx, id)?, tx.actor()?.id.clone());
    match kept_from(tx.conn(), &next, &me)? {
        Some(why) => Err(why.into()),
        None => put_as_asked(tx, &next),
    }
}

/// Why this officer can't have the change hold at once; `None` if they can.
fn kept_from<T: Change>(
    conn: &mut Conn,
    next: &Waiting<T>,
    who: &PersonId,
) -> Result<Option<Say>, Fault> {
    let mut since = vec![];
    for role in T::GUARDS {
        since.extend(accounts::has_role_since(conn, who, *role)?);
    }
    let since = since.into_iter().min().ok_or(Fault::Missing)?;
    Ok(may_hasten((&next.by, next.asked_at), who, since).err())
}

/// Any officer who guards it has what there is stay.
///
/// # Errors
/// `Fault::Refused` if the other one waits no more.
pub fn withdraw<T: Change>(tx: &mut Tx, id: Option<&ChangeId>) -> Result<(), Fault> {
    let next = this::<T>(tx, id)?;
    settings::set(tx, &Next::<T>(None))?;
    on_record(tx, &next, Step::Withdrawn)?;
    let by = tx.who().name().to_owned();
    tell::<T>(tx, &T::letter(Step::Withdrawn, &next, &by)).map(|_| ())
}

/// Brings a change into force whose time has come, or drops it, if whoever asked is no administrator any more; it
/// waits on where nobody is left who could stop it.
/// Whoever comes second finds nothing that waits.
fn come<T: Change>(tx: &mut Tx, id: &ChangeId) -> Result<(), Fault> {
    let now = tx.now();
    let next = waiting::<T>(tx.conn())?.filter(|next| next.id == *id && next.due <= now);
    let Some(next) = next else {
        return Ok(());
    };
    let admins = accounts::people_with_role(tx.conn(), Role::Admin)?;
    if admins.iter().any(|admin| admin.id == next.by) {
        // Who could have stopped it may have been shut out since.
        let due = next.asked_at + wait::<T>(tx.conn(), &next.by)?;
        if due <= now {
            return put_as_asked(tx, &next);
        }
        return settings::set(tx, &Next(Some(Waiting { due, ..next })));
    }
    settings::set(tx, &Next::<T>(None))?;
    on_record(tx, &next, Step::Lapsed)?;
    tell::<T>(tx, &T::letter(Step::Lapsed, &next, &next.by_name)).map(|_| ())
}

/// What the clock does: a change holds once its day is over.
#[must_use]
pub fn round<T: Change>(job: &'static str, who: &'static str) -> Round {
    Round::new(5, job, who).each(due::<T>, come::<T>)
}

fn on_record<T: Change>(tx: &mut Tx, next: &Waiting<T>, step: Step) -> Result<(), Fault> {
    let entry = Entry::on("setting", T::THING).did(T::act(step));
    let mut after = next.value.in_short();
    after["by"] = serde_json::to_value(&next.by)?;
    after["due"] = serde_json::to_value(next.due)?;
    audit::record(tx, entry.after(&after))
}

/// Tells who is to hear of it, and who was until lately; gives their names.
fn tell<T: Change>(tx: &mut Tx, letter: &Letter) -> Result<Vec<String>, Fault> {
    let since = tx.now() - LATELY;
    let mut told: Vec<Recipient> = accounts::holders(tx.conn(), T::TOLD)?;
    for one in accounts::held_lately(tx.conn(), T::TOLD, since)? {
        if told.iter().all(|known| known.email != one.email) {
            told.push(one);
        }
    }
    tx.post_each(&told, letter)?;
    Ok(told.into_iter().map(|one| one.name).collect())
}
