//! What people do about a visit, each in one write; and what a worker does.

pub mod nudge;
pub mod photos;
pub mod plan;
pub mod sign;
pub mod write;

use crate::accounts;
use crate::admission::application;
use crate::admission::case::{self, Case};
use crate::admission::office as bureau;
use crate::admission::visit::letters::Post;
use crate::admission::visit::rules::Visit;
use crate::admission::visit::store::visits;
use crate::kernel::brand::Brand;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Act, Actor, Can, Moment};
use crate::platform::audit::Entry;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::ics;
use crate::platform::letter::{Letter, Recipient};
use crate::platform::limits::Limit;
use crate::platform::mailer::MailServer;
use crate::platform::settings;
use crate::say;

/// Case and newest visit, or nothing there.
fn load(tx: &mut Tx, id: &CaseId) -> Result<(Case, Visit), Fault> {
    let case = case::load(tx.conn(), id)?;
    let visit = visits::latest(tx.conn(), id)?.ok_or(Fault::Missing)?;
    Ok((case, visit))
}

/// The same for the office.
fn lead(tx: &mut Tx, id: &CaseId) -> Result<(Case, Visit), Fault> {
    let case = case::led(tx, id)?;
    let visit = visits::latest(tx.conn(), id)?.ok_or(Fault::Missing)?;
    Ok((case, visit))
}

/// The newest visit, for somebody who may do `A` to it.
fn own<A: Act<On = Visit>>(tx: &mut Tx, id: &CaseId) -> Result<(Visit, Actor), Fault> {
    let visit = visits::latest(tx.conn(), id)?.ok_or(Fault::Missing)?;
    let actor = tx.actor()?.clone();
    Can::<A>::check(&actor, &visit)?;
    Ok((visit, actor))
}

/// The same with its case.
fn mine<A: Act<On = Visit>>(tx: &mut Tx, id: &CaseId) -> Result<(Case, Visit, Actor), Fault> {
    let (visit, actor) = own::<A>(tx, id)?;
    Ok((case::load(tx.conn(), id)?, visit, actor))
}

/// What a visitor did, for the audit record.
fn did(id: &CaseId, act: &'static str) -> Entry {
    case::did(id, act).acting_as("visitor")
}

/// Posts what `write` makes of the visit.
fn send(
    tx: &mut Tx,
    (case, visit): (&Case, &Visit),
    write: impl Fn(&Post) -> Vec<Letter>,
) -> Result<(), Fault> {
    let (brand, base, now) = (tx.brand()?, tx.link(""), tx.now());
    let post = post(tx.conn(), (case, visit), (&brand, &base), now)?;
    let letters = write(&post);
    tx.post_all(letters)
}

/// What letters about a visit say; `base` is the portal's address.
fn post<'a>(
    conn: &mut Conn,
    (case, visit): (&'a Case, &'a Visit),
    (brand, base): (&'a Brand, &str),
    now: Moment,
) -> Result<Post<'a>, Fault> {
    let domain = ics::host(base).to_owned();
    Ok(Post {
        case,
        visit,
        organizer: organizer(conn, case, brand, &domain)?,
        domain,
        brand,
        url: format!("{base}/desk/cases/{}/visit", case.id),
        company_url: format!("{base}/my/applications/{}/visit", case.id),
        now,
    })
}

/// The appointment as a file for somebody's calendar, as it went along with the letters.
///
/// # Errors
/// If the database fails.
pub fn calendar(
    conn: &mut Conn,
    (case, visit): (&Case, &Visit),
    (brand, base): (&Brand, &str),
    (reader, now): (&PersonId, Moment),
) -> Result<String, Fault> {
    let to = accounts::recipient(conn, reader)?;
    Ok(post(conn, (case, visit), (brand, base), now)?.calendar(&to))
}

/// In whose name calendars are asked: the address mails come from, else the office.
fn organizer(
    conn: &mut Conn,
    case: &Case,
    brand: &Brand,
    domain: &str,
) -> Result<(String, String), Fault> {
    let server: MailServer = settings::get(conn)?;
    let office = bureau::recipients(conn, case)?
        .into_iter()
        .next()
        .map(|to| to.email);
    let address = Some(server.from_address)
        .filter(|a| !a.is_empty())
        .or(office);
    let name = brand.name.get(brand.lang).to_owned();
    Ok((name, address.unwrap_or_else(|| format!("office@{domain}"))))
}

/// To whom mails for the visitors go: those who belong to the visit.
fn visitors(tx: &mut Tx, visit: &Visit) -> Result<Vec<Recipient>, Fault> {
    let people: Vec<_> = visit.party().map(|v| v.person.clone()).collect();
    people
        .iter()
        .map(|person| accounts::recipient(tx.conn(), person))
        .collect()
}

/// Mails that one person may cause a day to hosts who have no account.
const HOSTS_PER_PERSON: Limit = Limit {
    hits: 60,
    seconds: 24 * 3600,
};

/// To whom mails for the company go: its people, and the host if that is somebody else. A host whose address has
/// had as many as it may today is left out, which stands on the case: it holds up nobody's act.
fn company(tx: &mut Tx, case: &Case, visit: &Visit) -> Result<Vec<Recipient>, Fault> {
    let mut all = application::recipients(tx.conn(), case)?;
    let host = &visit.host;
    if !host.email.is_empty() && !all.iter().any(|to| to.email == host.email) {
        if !accounts::may_tell(tx, &host.email, ("hosts", HOSTS_PER_PERSON))? {
            let email = host.email.as_str();
            case::note(
                tx,
                &case.id,
                say!("visit-note-untold", email = email),
                false,
            )?;
            return Ok(all);
        }
        all.push(Recipient {
            email: host.email.clone(),
            name: host.name.clone(),
            lang: None,
        });
    }
    Ok(all)
}

fn office(tx: &mut Tx, case: &Case) -> Result<Vec<Recipient>, Fault> {
    bureau::recipients(tx.conn(), case)
}
