//! The record is frozen, taken back, signed, closed, and added to.

use serde_json::json;

use super::{company, did, lead, load, mine, office, own, send, visitors};
use crate::admission::case::{self, Case, ReadOwnCase, Telling};
use crate::admission::event::Event;
use crate::admission::visit::policy::{AddToRecord, SignRecord, ThawRecord, WriteRecord};
use crate::admission::visit::rules::{
    Addendum, Done, Frozen, Lack, Phase, Record, RecordHead, Signature, Visit, record,
};
use crate::admission::visit::store::{cards, photos, signing, visits};
use crate::kernel::Can;
use crate::kernel::brand::Brand;
use crate::kernel::id::CaseId;
use crate::platform::audit;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;

/// The record as it would be frozen now, or everything it lacks.
///
/// # Errors
/// If the database fails.
pub fn draft(
    conn: &mut Conn,
    case: &Case,
    visit: &Visit,
) -> Result<Result<Record, Vec<Lack>>, Fault> {
    let brand: Brand = settings::get(conn)?;
    let head = RecordHead {
        case: case.number().to_owned(),
        company: case.company_name.clone(),
        visit: visit.number,
        purpose: visit.purpose.clone(),
        planned_from: visit.starts,
        planned_until: visit.ends,
    };
    let (cards, photos) = (cards::all(conn, &visit.id)?, photos::all(conn, &visit.id)?);
    Ok(record(visit, head, &cards, photos, brand.zone))
}

/// Freezes the record: from here on it has a hash, and the visitors sign that.
///
/// # Errors
/// `Fault::Refused` with the first thing that is missing.
pub fn freeze(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let (case, mut visit, actor) = mine::<WriteRecord>(tx, id)?;
    let record = match draft(tx.conn(), &case, &visit)? {
        Ok(record) => record,
        Err(lacks) => {
            let first = lacks.into_iter().next().map(|(_, _, say)| say);
            return Err(first.map_or(Fault::Missing, Fault::Refused));
        }
    };
    let hash = sha256_hex(record.canonical()?.as_bytes());
    visit.frozen = Some(Frozen {
        at: tx.now(),
        record,
        hash: hash.clone(),
    });
    visits::save(tx.conn(), &visit)?;
    audit::record(
        tx,
        did(id, "admission.visit.frozen").after(&json!({ "hash": hash })),
    )?;
    let others: Vec<_> = visitors(tx, &visit)?
        .into_iter()
        .filter(|to| to.email != actor.email)
        .collect();
    send(tx, (&case, &visit), |post| {
        others.iter().map(|to| post.to_sign(to, &hash)).collect()
    })
}

/// Takes a frozen record that nobody signed back to writing.
///
/// # Errors
/// `Fault::Missing` once somebody has signed.
pub fn thaw(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let (mut visit, _) = own::<ThawRecord>(tx, id)?;
    let before = visit.frozen.take().map(|f| f.hash);
    visits::save(tx.conn(), &visit)?;
    audit::record(
        tx,
        did(id, "admission.visit.thawed").before(&json!({ "hash": before })),
    )
}

/// Signs the record. `hash` is what the signer saw: it must be what is frozen.
///
/// # Errors
/// `Fault::Refused` if the record changed since they read it.
pub fn sign(tx: &mut Tx, id: &CaseId, hash: &str) -> Result<(), Fault> {
    let (case, mut visit, actor) = mine::<SignRecord>(tx, id)?;
    if visit.frozen.as_ref().is_none_or(|f| f.hash != hash) {
        return Err(say!("visit-refusal-changed").into());
    }
    let (ip, agent) = (tx.who().ip.clone(), tx.who().agent.clone());
    let signature = Signature {
        person: actor.id.clone(),
        name: actor.name.clone(),
        hash: hash.to_owned(),
        at: tx.now(),
        ip,
        agent,
    };
    signing::sign(tx.conn(), &visit.id, &signature, &actor.session)?;
    let entry = did(id, "admission.visit.signed");
    audit::record(
        tx,
        entry.after(&json!({ "hash": hash, "agent": signature.agent })),
    )?;
    visit.signatures.push(signature);
    if visit.unsigned().next().is_none() {
        return finish(tx, &case, visit, None);
    }
    Ok(())
}

/// Closes a record that one visitor at least has signed without the signatures that are missing.
///
/// # Errors
/// `Fault::Refused` if nobody has signed.
pub fn close(tx: &mut Tx, id: &CaseId, why: &str) -> Result<(), Fault> {
    let (case, visit) = lead(tx, id)?;
    if visit.phase() != Phase::Frozen {
        return Err(Fault::Missing);
    }
    if visit.signatures.is_empty() {
        return Err(say!("visit-refusal-unsigned").into());
    }
    let missing: Vec<String> = visit.unsigned().map(|v| v.name.clone()).collect();
    let entry = case::did(id, "admission.visit.closed");
    audit::record(tx, entry.after(&json!({ "without": missing })).why(why))?;
    finish(tx, &case, visit, Some(why))
}

fn finish(tx: &mut Tx, case: &Case, mut visit: Visit, without: Option<&str>) -> Result<(), Fault> {
    visit.done = Some(Done {
        at: tx.now(),
        without: without.map(str::to_owned),
    });
    visits::save(tx.conn(), &visit)?;
    let frozen = visit.frozen.as_ref().ok_or(Fault::Missing)?;
    let event = Event::Visited {
        conclusion: frozen.record.conclusion,
    };
    let detail = json!({ "visit": visit.number, "hash": frozen.hash });
    case::happen(tx, &case.id, Telling::of(event).with(detail))?;
    let (inside, outside) = (office(tx, case)?, company(tx, case, &visit)?);
    send(tx, (case, &visit), |post| {
        let inside = inside.iter().map(|to| post.done(to));
        inside
            .chain(outside.iter().map(|to| post.facts_ready(to)))
            .collect()
    })
}

/// A visitor adds something after the first signature; the record itself stays as it was signed.
///
/// # Errors
/// `Fault::Missing` before the first signature.
pub fn add(tx: &mut Tx, id: &CaseId, text: &str) -> Result<(), Fault> {
    let (visit, actor) = own::<AddToRecord>(tx, id)?;
    let at = tx.now();
    let addendum = Addendum {
        name: actor.name,
        company: false,
        text: text.to_owned(),
        at,
    };
    signing::add(tx.conn(), &visit.id, &actor.id, &addendum)?;
    audit::record(tx, did(id, "admission.visit.added").after(&addendum))
}

/// The company comments on the facts of a complete record.
///
/// # Errors
/// `Fault::Missing` before the record is complete.
pub fn comment(tx: &mut Tx, id: &CaseId, text: &str) -> Result<(), Fault> {
    let (case, visit) = load(tx, id)?;
    let actor = tx.actor()?.clone();
    Can::<ReadOwnCase>::check(&actor, &case)?;
    if visit.phase() != Phase::Done {
        return Err(Fault::Missing);
    }
    let at = tx.now();
    let addendum = Addendum {
        name: actor.name,
        company: true,
        text: text.to_owned(),
        at,
    };
    signing::add(tx.conn(), &visit.id, &actor.id, &addendum)?;
    case::note(tx, id, say!("visit-note-commented"), true)?;
    let to = office(tx, &case)?;
    send(tx, (&case, &visit), |post| {
        to.iter().map(|to| post.commented(to, text)).collect()
    })
}
