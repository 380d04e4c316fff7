//! The plan: made, changed, called off by the office; and what each visitor declares.

use serde_json::json;

use super::{company, did, lead, load, mine, office, send, visitors};
use crate::accounts::{self, PersonRow};
use crate::admission::case::{self, Case, Telling};
use crate::admission::event::Event;
use crate::admission::review;
use crate::admission::review::rules::Bar;
use crate::admission::visit::letters::CALLS;
use crate::admission::visit::policy::DeclareBeforeVisit;
use crate::admission::visit::rules::{Cancelled, Declared, Plan, Visit, Visitor};
use crate::admission::visit::store::visits;
use crate::ballots::in_the_chambers_words;
use crate::chamber;
use crate::chamber::rules::Purpose;
use crate::kernel::Role;
use crate::kernel::id::{CaseId, Id, PersonId};
use crate::platform::audit;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::recalled::call_back;
use crate::say;

/// Somebody who could visit.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The first role that lets them visit.
    pub role: Role,
    /// What stands against them.
    pub bar: Option<Bar>,
}

/// Who could visit the company of this case: reviewers first, then the office and the board.
///
/// # Errors
/// If the database fails.
pub fn choices(conn: &mut Conn, case: &Case) -> Result<Vec<Choice>, Fault> {
    let roles = [
        Role::Reviewer,
        Role::Secretary,
        Role::President,
        Role::Director,
        Role::Admin,
    ];
    let (mut people, mut held): (Vec<PersonRow>, Vec<Role>) = (vec![], vec![]);
    for role in roles {
        for person in accounts::people_with_role(conn, role)? {
            if !people.iter().any(|known| known.id == person.id) {
                people.push(person);
                held.push(role);
            }
        }
    }
    let bars = review::bars_of(conn, case, &people)?;
    let each = people.into_iter().zip(held).zip(bars);
    let choice = |((person, role), bar): ((PersonRow, Role), _)| Choice {
        person: person.id,
        name: person.name,
        role,
        bar,
    };
    Ok(each.map(choice).collect())
}

/// Plans a visit and invites visitors and host.
///
/// # Errors
/// `Fault::Refused` if the plan can't be, or one stands already.
pub fn plan(tx: &mut Tx, id: &CaseId, plan: &Plan) -> Result<(), Fault> {
    case::led(tx, id)?;
    let earlier = visits::latest(tx.conn(), id)?;
    if earlier.as_ref().is_some_and(|v| v.cancelled.is_none()) {
        return Err(say!("visit-refusal-planned").into());
    }
    let event = Event::VisitPlanned {
        starts: plan.starts,
    };
    let case = case::happen(tx, id, Telling::of(event).with(json!(plan)))?;
    check(tx, &case, plan)?;
    let visit = Visit {
        id: Id::new(),
        case: id.clone(),
        number: earlier.map_or(1, |v| v.number + 1),
        criteria: chamber::criteria_in_force(tx.conn(), Purpose::Visit)?,
        purpose: plan.purpose.clone(),
        address: plan.address.clone(),
        starts: plan.starts,
        ends: plan.ends,
        host: plan.host.clone(),
        sequence: 0,
        visitors: vec![],
        cancelled: None,
        frozen: None,
        signatures: vec![],
        done: None,
        addenda: vec![],
        nudged: 0,
    };
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    visits::insert(tx.conn(), &visit, &by, now)?;
    put_visitors(tx, &visit, plan)?;
    invite(tx, id)
}

/// Changes the plan; who is no longer among the visitors is told so.
///
/// # Errors
/// `Fault::Refused` if the plan can't be, or the record is frozen already.
pub fn replan(tx: &mut Tx, id: &CaseId, plan: &Plan) -> Result<(), Fault> {
    let (_, before) = lead(tx, id)?;
    before.check_planned()?;
    let event = Event::VisitPlanned {
        starts: plan.starts,
    };
    let case = case::happen(tx, id, Telling::of(event).with(json!(plan)))?;
    check(tx, &case, plan)?;
    let visit = Visit {
        purpose: plan.purpose.clone(),
        address: plan.address.clone(),
        starts: plan.starts,
        ends: plan.ends,
        host: plan.host.clone(),
        sequence: before.sequence + 1,
        nudged: 0,
        ..before.clone()
    };
    visits::save(tx.conn(), &visit)?;
    put_visitors(tx, &visit, plan)?;
    let gone = |v: &&Visitor| !plan.visitors.iter().any(|c| c.person == v.person);
    for gone in before.party().filter(gone) {
        let to = accounts::recipient(tx.conn(), &gone.person)?;
        send(tx, (&case, &visit), |post| vec![post.cancelled(&to, "")])?;
    }
    invite(tx, id)
}

/// The plan itself, and each visitor: their role, and what stands against them.
fn check(tx: &mut Tx, case: &Case, plan: &Plan) -> Result<(), Fault> {
    if let Some((_, say)) = plan.lacks(tx.now()).into_iter().next() {
        return Err(say.into());
    }
    let choices = choices(tx.conn(), case)?;
    for chosen in &plan.visitors {
        let choice = choices
            .iter()
            .find(|c| c.person == chosen.person)
            .ok_or(Fault::Missing)?;
        if let Some(bar) = choice.bar {
            return Err(bar.refusal(&choice.name).into());
        }
    }
    Ok(())
}

/// Adds who is new, takes off who is gone, keeps what the others declared.
fn put_visitors(tx: &mut Tx, visit: &Visit, plan: &Plan) -> Result<(), Fault> {
    let now = tx.now();
    for chosen in &plan.visitors {
        let known = visit.visitors.iter().find(|v| v.person == chosen.person);
        if known.is_some_and(Visitor::has_conflict) {
            return Err(say!("visit-refusal-conflict").into());
        }
        let place = Visitor {
            person: chosen.person.clone(),
            name: String::new(),
            email: String::new(),
            role: chosen.role.clone(),
            leads: chosen.leads,
            declared: known.and_then(|v| v.declared.clone()),
            released_at: None,
            bound: false,
            out: false,
            signed: false,
        };
        visits::put_visitor(tx.conn(), &visit.id, &place, now)?;
    }
    for v in visit.visitors.iter().filter(|v| v.is_in()) {
        if !plan.visitors.iter().any(|c| c.person == v.person) {
            let off = Visitor {
                released_at: Some(now),
                ..v.clone()
            };
            visits::put_visitor(tx.conn(), &visit.id, &off, now)?;
        }
    }
    Ok(())
}

/// Invites visitors and company to the visit as it is planned now.
fn invite(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let (case, visit) = load(tx, id)?;
    let (party, hosts) = (visitors(tx, &visit)?, company(tx, &case, &visit)?);
    send(tx, (&case, &visit), |post| {
        let party = party.iter().map(|to| post.planned(to));
        party
            .chain(hosts.iter().map(|to| post.announced(to)))
            .collect()
    })
}

/// Calls the visit off; everybody who was invited is told.
///
/// # Errors
/// `Fault::Refused` once the record is frozen.
pub fn cancel(tx: &mut Tx, id: &CaseId, why: &str) -> Result<(), Fault> {
    let (case, visit) = lead(tx, id)?;
    visit.check_planned()?;
    call_off(tx, &case, visit, why)?;
    case::note(tx, id, say!("visit-note-cancelled"), true)?;
    Ok(())
}

/// The same without asking who: the case has ended.
pub(super) fn call_off(tx: &mut Tx, case: &Case, mut visit: Visit, why: &str) -> Result<(), Fault> {
    let (party, hosts) = (visitors(tx, &visit)?, company(tx, case, &visit)?);
    visit.sequence += 1;
    visit.cancelled = Some(Cancelled {
        at: tx.now(),
        reason: why.to_owned(),
    });
    visits::save(tx.conn(), &visit)?;
    call_back(tx, &CALLS, case.id.as_str())?;
    let entry = case::did(&case.id, "admission.visit.cancelled");
    audit::record(tx, entry.after(&visit.number).why(why))?;
    send(tx, (case, &visit), |post| {
        party
            .iter()
            .chain(&hosts)
            .map(|to| post.cancelled(to, why))
            .collect()
    })
}

/// A visitor declares a conflict of interest, or that there is none. With one they are off the visit
/// and the office is told.
///
/// # Errors
/// `Fault::Missing` if they declared before or don't visit.
pub fn declare(tx: &mut Tx, id: &CaseId, conflict: Option<&str>) -> Result<(), Fault> {
    let (case, visit, actor) = mine::<DeclareBeforeVisit>(tx, id)?;
    let mut visitor = visit.visitor(&actor.id).cloned().ok_or(Fault::Missing)?;
    let now = tx.now();
    visitor.declared = Some(Declared {
        at: now,
        conflict: conflict.map(str::to_owned),
    });
    visits::put_visitor(tx.conn(), &visit.id, &visitor, now)?;
    audit::record(
        tx,
        did(id, "admission.visit.declared").after(&visitor.declared),
    )?;
    match conflict {
        Some(why) => tell_of_conflict(tx, (&case, &visit), &visitor.name, why),
        None => Ok(()),
    }
}

fn tell_of_conflict(
    tx: &mut Tx,
    (case, visit): (&Case, &Visit),
    name: &str,
    why: &str,
) -> Result<(), Fault> {
    let to = office(tx, case)?;
    send(tx, (case, visit), |post| {
        to.iter().map(|to| post.conflict(to, name, why)).collect()
    })
}

/// Writes down that visitors who came to act or vouch for the company before they signed are out; the office is
/// told. Whether there were any.
pub fn keep_out(tx: &mut Tx, case: &Case, visit: &Visit) -> Result<bool, Fault> {
    let new = |v: &&Visitor| {
        let declared = v.declared.as_ref().is_some_and(|d| d.conflict.is_some());
        v.has_conflict() && !declared && v.released_at.is_none()
    };
    let bound: Vec<Visitor> = visit.visitors.iter().filter(new).cloned().collect();
    let now = tx.now();
    for visitor in &bound {
        let why = case::tie_of(tx.conn(), &case.id, &visitor.person)?;
        let why = in_the_chambers_words(tx.conn(), &why)?;
        let out = Visitor {
            declared: Some(Declared {
                at: now,
                conflict: Some(why.clone()),
            }),
            ..visitor.clone()
        };
        visits::put_visitor(tx.conn(), &visit.id, &out, now)?;
        let entry = case::did(&case.id, "admission.visit.declared");
        audit::record(tx, entry.after(&out.declared))?;
        tell_of_conflict(tx, (case, visit), &out.name, &why)?;
    }
    Ok(!bound.is_empty())
}
