//! Paying online: a try is written down before the provider is asked; a notice is stored before
//! anything is done with it; what nobody is sure of is asked for again. However often and in whatever
//! order they tell, a try pays once.

use chrono::TimeDelta;
use serde_json::json;

use super::bounds;
use super::own::of_another;
use super::pay::receive;
use crate::dues::policy::{HandleDues, PayDues};
use crate::dues::provider::{Provider, Unsure, configured};
use crate::dues::rules::came::Came;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::online::{Ask, Notice, State, Told, read_stripe};
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::{AttemptId, InvoiceId};
use crate::dues::store::invoices;
use crate::dues::store::online::{self, Attempt};
use crate::kernel::brand::Brand;
use crate::kernel::{Can, Fen, Moment, Who};
use crate::platform::audit::{self, Entry};
use crate::platform::config::Config;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Minutes before somebody is asked again.
const PATIENCE: i64 = 3;

/// Writes down that somebody is about to pay what is open of an invoice.
///
/// # Errors
/// `Fault::Refused` if nothing is open.
pub fn begin(tx: &mut Tx, id: &InvoiceId, provider: &'static str) -> Result<Attempt, Fault> {
    let invoice = invoices::load(tx.conn(), id)?;
    let _can = Can::<PayDues>::check(tx.actor()?, &invoice.company)?;
    if invoice.open().0 <= 0 {
        return Err(say!("dues-nothing-open").into());
    }
    let now = tx.now();
    let attempt = Attempt {
        id: AttemptId::new(),
        provider: provider.to_owned(),
        invoice_id: id.clone(),
        amount: invoice.open().0,
        state: State::Created,
        reference: String::new(),
        url: String::new(),
        detail: String::new(),
        by_name: tx.who().name().to_owned(),
        created_at: now,
        asked_at: now,
    };
    online::insert(tx.conn(), &attempt)?;
    let entry = Entry::on("invoice", id).did("dues.online.begun");
    audit::record(
        tx,
        entry.after(&json!({ "attempt": attempt.id, "amount": Fen(attempt.amount) })),
    )?;
    Ok(attempt)
}

/// What the provider is asked.
fn ask(attempt: &Attempt, invoice: &Invoice, brand: &Brand, public_url: &str) -> Ask {
    Ask {
        id: attempt.id.clone(),
        invoice: invoice.id.clone(),
        amount: Fen(attempt.amount),
        currency: brand.currency.clone(),
        what: format!("{} {}", invoice.number, invoice.bill_to),
        back: format!("{public_url}/my/dues/{}", invoice.company),
    }
}

/// Asks the provider to collect, or asks again how it stands, and writes down what it tells.
pub async fn pursue(
    db: &Db,
    provider: &dyn Provider,
    id: &AttemptId,
    public_url: &str,
) -> Result<Attempt, Fault> {
    let asked = id.clone();
    let (attempt, invoice, brand) = db
        .read(move |conn| {
            let attempt = online::attempt(conn, &asked)?;
            let invoice = invoices::load(conn, &attempt.invoice_id)?;
            Ok((attempt, invoice, settings::get::<Brand>(conn)?))
        })
        .await?;
    let ask = ask(&attempt, &invoice, &brand, public_url);
    let (begun, told) = if attempt.reference.is_empty() {
        match provider.begin(&ask).await {
            Ok(begun) => (Some(begun), Ok(Told::Pending)),
            Err(unsure) => (None, Err(unsure)),
        }
    } else {
        (None, provider.look(&attempt.reference).await)
    };
    let who = Who::system("online payments");
    let asked = id.clone();
    db.write(&who, move |tx| {
        if let Some(begun) = &begun {
            online::set_begun(tx.conn(), &asked, &begun.reference, &begun.url)?;
        }
        match &told {
            Ok(told) => note(tx, &asked, told)?,
            Err(Unsure(why)) => unsure(tx, &asked, why)?,
        }
        online::attempt(tx.conn(), &asked)
    })
    .await
}

fn unsure(tx: &mut Tx, id: &AttemptId, why: &str) -> Result<(), Fault> {
    let attempt = online::attempt(tx.conn(), id)?;
    let now = tx.now();
    // Once it is known how it went, a broken line says nothing any more.
    if attempt.state.is_final() || attempt.state == State::Failed {
        return Ok(());
    }
    online::set(tx.conn(), id, (State::Unknown, why), now)
}

/// Writes down what a provider tells of a try. The money is booked once, under the try's own key; a
/// success that comes late counts after all. What is not what was asked for is booked by nobody but the
/// treasurer: see [`settle`].
pub fn note(tx: &mut Tx, id: &AttemptId, told: &Told) -> Result<(), Fault> {
    let attempt = online::attempt(tx.conn(), id)?;
    let now = tx.now();
    if attempt.state.is_final() {
        return Ok(());
    }
    let came = match told {
        Told::Pending if attempt.state == State::Failed => return Ok(()),
        Told::Pending => return online::set(tx.conn(), id, (State::Pending, ""), now),
        Told::Failed(why) => return online::set(tx.conn(), id, (State::Failed, why), now),
        Told::Succeeded(came) => came,
    };
    let (asked, brand) = (Fen(attempt.amount), settings::get::<Brand>(tx.conn())?);
    let ours = came.is(asked, &brand.currency, &attempt.invoice_id);
    if !ours || bounds::amount(tx, asked).is_err() {
        let kept = came.kept();
        online::set(tx.conn(), id, (State::Differs, &kept), now)?;
        let after = json!({ "attempt": id, "asked": asked, "came": kept });
        let entry = Entry::on("invoice", &attempt.invoice_id).did("dues.online.differs");
        return audit::record(tx, entry.after(&after));
    }
    book(tx, &attempt, asked)
}

/// Books what came of a try, once.
fn book(tx: &mut Tx, attempt: &Attempt, amount: Fen) -> Result<(), Fault> {
    let id = &attempt.id;
    let invoice = invoices::load(tx.conn(), &attempt.invoice_id)?;
    let first = Fen(amount.0.min(invoice.open().0).max(0));
    let new = NewPayment {
        key: format!("{}:{id}", attempt.provider),
        company: invoice.company.clone(),
        method: Method::Online,
        amount,
        received_on: tx.today()?,
        payer: attempt.by_name.clone(),
        payer_account: String::new(),
        note: attempt.reference.clone(),
        to: vec![(invoice.id.clone(), first)],
        spread: true,
    };
    receive(tx, &new)?;
    let now = tx.now();
    online::set(tx.conn(), id, (State::Succeeded, ""), now)
}

/// The treasurer books what came of a try instead of what was asked for, or says that nothing is to be
/// booked, since it was paid back or belongs elsewhere. Of one whose money went back they say that they have seen
/// to it: its payment is taken back as any other.
///
/// # Errors
/// `Fault::Refused` if nothing differs any more, no reason is given, or what came can't be booked: its
/// amount isn't known or it is in another currency.
pub fn settle(tx: &mut Tx, id: &AttemptId, taken: bool, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let attempt = online::attempt(tx.conn(), id)?;
    if !attempt.state.waits() {
        return Err(say!("dues-online-settled").into());
    }
    let invoice = invoices::load(tx.conn(), &attempt.invoice_id)?;
    of_another(tx, &invoice.company)?;
    if why.is_empty() || why.chars().count() > 500 {
        return Err(say!("dues-online-why").into());
    }
    let now = tx.now();
    if attempt.state == State::Returned {
        online::set(tx.conn(), id, (State::Succeeded, ""), now)?;
    } else if taken {
        let (came, brand) = (
            Came::of_kept(&attempt.detail),
            settings::get::<Brand>(tx.conn())?,
        );
        let amount = came.amount.filter(|_| came.is_in(&brand.currency));
        let amount = amount.ok_or_else(|| Fault::from(say!("dues-online-not-ours")))?;
        book(tx, &attempt, amount)?;
    } else {
        online::set(tx.conn(), id, (State::Dropped, why), now)?;
    }
    let after = json!({ "attempt": id, "came": attempt.detail, "booked": taken });
    let entry = Entry::on("invoice", &attempt.invoice_id).did("dues.online.settled");
    audit::record(tx, entry.after(&after).why(why))
}

/// Stores a verified notice, then does what it says. The same one again changes nothing.
pub async fn notice(
    db: &Db,
    provider: &'static str,
    notice: Notice,
    body: String,
) -> Result<(), Fault> {
    let who = Who::system("online payments");
    let event = notice.event.clone();
    let fresh = db
        .write(&who, move |tx| {
            let now = tx.now();
            online::store_notice(tx.conn(), provider, &event, &body, now)
        })
        .await?;
    if !fresh {
        return Ok(());
    }
    db.write(&who, move |tx| handle(tx, provider, &notice))
        .await
}

fn handle(tx: &mut Tx, provider: &str, notice: &Notice) -> Result<(), Fault> {
    if let Some((id, told)) = &notice.about {
        match note(tx, id, told) {
            // A try that nobody here made: another system at the same provider.
            Ok(()) | Err(Fault::Missing) => {}
            Err(fault) => return Err(fault),
        }
    }
    let (matched, now) = (went_back(tx, provider, notice)?, tx.now());
    online::handled(tx.conn(), provider, &notice.event, (matched, now))
}

/// Money that a provider says went back, or is disputed: what was booked of it waits for the treasurer, and
/// nothing is taken back unseen. Gives whether a notice of that found the try that it is about.
fn went_back(tx: &mut Tx, provider: &str, notice: &Notice) -> Result<bool, Fault> {
    let bodies = match (&notice.intent, &notice.back, &notice.about) {
        (_, None, None) => return Ok(true),
        (None, back, _) => return Ok(back.is_none()),
        // Whichever was told first: this looks for the try that named the same payment, and a try for this.
        (Some(intent), Some(_), _) => online::naming(tx.conn(), provider, intent)?,
        (_, None, Some(_)) => online::unmatched(tx.conn(), provider)?,
    };
    let known = bodies.iter();
    let known = known.filter_map(|body| read_stripe(body.as_bytes()).ok());
    let known: Vec<Notice> = known.filter(|one| one.intent == notice.intent).collect();
    let all = || std::iter::once(notice).chain(&known);
    let back = all().find_map(|one| one.back.as_ref());
    let about = all().find_map(|one| one.about.as_ref());
    let (Some(back), Some((id, _))) = (back, about) else {
        return Ok(notice.back.is_none());
    };
    let attempt = match online::attempt(tx.conn(), id) {
        Err(Fault::Missing) => return Ok(true),
        found => found?,
    };
    if !matches!(attempt.state, State::Succeeded | State::Returned) {
        return Ok(notice.back.is_none());
    }
    let (now, kept) = (tx.now(), back.kept());
    online::set(tx.conn(), id, (State::Returned, &kept), now)?;
    for one in known.iter().filter(|one| one.back.is_some()) {
        online::handled(tx.conn(), provider, &one.event, (true, now))?;
    }
    let after = json!({ "attempt": id, "back": kept });
    let entry = Entry::on("invoice", &attempt.invoice_id).did("dues.online.returned");
    audit::record(tx, entry.after(&after))?;
    Ok(true)
}

/// Whether a provider is to be asked, or a notice waits.
pub fn is_due(conn: &mut Conn, config: &Config, now: Moment) -> Result<bool, Fault> {
    let before = now - TimeDelta::minutes(PATIENCE);
    Ok(configured(config, None).is_some()
        && !(online::waiting(conn, 1)?.is_empty() && online::unsure(conn, before, 1)?.is_empty()))
}

/// Deals with notices that were stored and no more, and asks again about tries nobody is sure of.
///
/// # Errors
/// The first failure, after all others were tried.
pub async fn run(db: &Db, config: &Config, now: Moment) -> Result<(), Fault> {
    let Some(provider) = configured(config, None) else {
        return Ok(());
    };
    let who = Who::system("online payments");
    let before = now - TimeDelta::minutes(PATIENCE);
    let (stored, unsure) = db
        .read(move |conn| {
            Ok((
                online::waiting(conn, 100)?,
                online::unsure(conn, before, 100)?,
            ))
        })
        .await?;
    let mut failed = None;
    for (name, _, body) in stored {
        // It was verified before it was stored.
        if let Ok(notice) = read_stripe(body.as_bytes()) {
            let done = db.write(&who, move |tx| handle(tx, &name, &notice)).await;
            failed = failed.or(done.err());
        }
    }
    for attempt in unsure {
        let done = pursue(db, provider.as_ref(), &attempt.id, &config.public_url).await;
        failed = failed.or(done.err());
    }
    failed.map_or(Ok(()), Err)
}
