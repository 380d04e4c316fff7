//! What the clock does to applications: a silence that counts as an answer is told to both sides,
//! and whoever has to act is reminded.

use crate::accounts;
use crate::admission::application::letters::{self, office};
use crate::admission::application::rules::Field;
use crate::admission::application::store::draft;
use crate::admission::case::{self, Case};
use crate::admission::deadline::Nudge;
use crate::admission::event::Event;
use crate::admission::office as bureau;
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::chamber;
use crate::companies;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Moment, Role};
use crate::platform::audit;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::Recipient;

/// Writes down what a deadline that passed led to and tells both sides, once: the office did not
/// answer in time and the application counts as accepted, or the applicant didn't and it ended.
///
/// # Errors
/// If the database fails.
pub fn lapse(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let mine = |case: &Case, event: &Event| {
        let accepted = matches!(event, Event::Accepted { .. });
        accepted || case.written.last_open == Stage::Returned
    };
    let Some(case) = case::write_lapse(tx, id, mine)? else {
        return Ok(());
    };
    if case.lapsed() == Some(&Event::Expired) {
        letters::expired(tx, &case)?;
        return office::expired(tx, &case);
    }
    let taken = claim(tx, &case)?;
    letters::deemed(tx, &case)?;
    office::deemed(tx, &case, taken.as_deref())
}

/// What accepting would have done: the company gets its credit code. Gives the name of the company
/// that holds it, if another does.
fn claim(tx: &mut Tx, case: &Case) -> Result<Option<String>, Fault> {
    if let Some(holder) = holder(tx.conn(), case)? {
        return Ok(Some(holder));
    }
    if let (Some(company), Some(code)) = (&case.company, code_of(tx.conn(), &case.id)?) {
        companies::claim_code(tx, company, &code)?;
    }
    Ok(None)
}

/// The credit code that the newest submission names.
pub fn code_of(conn: &mut Conn, id: &CaseId) -> Result<Option<CreditCode>, Fault> {
    let revision = draft::revision(conn, id)?;
    Ok(revision.and_then(|r| CreditCode::parse(r.answers.get(Field::CreditCode)).ok()))
}

/// The name of the other company that holds the credit code of this application, if one does: a
/// duplicate the office has to settle.
///
/// # Errors
/// If the database fails.
pub fn holder(conn: &mut Conn, case: &Case) -> Result<Option<String>, Fault> {
    let Some(code) = code_of(conn, &case.id)? else {
        return Ok(None);
    };
    let known = companies::by_code(conn, &code)?;
    let other = known.filter(|company| Some(&company.id) != case.company.as_ref());
    Ok(other.map(|company| company.profile.name))
}

/// Sends the reminder that is due for a case and was not sent, to whom it waits for; the last one
/// with a copy to those above. Running it again changes nothing.
///
/// # Errors
/// If the database fails.
pub fn remind(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let now = tx.now();
    let case = case::load(tx.conn(), id)?;
    let journey = &case.written;
    let due = journey
        .nudge(now)
        .filter(|nudge| nudge.step() > case.nudged);
    let (Some(nudge), Some(party), Some(until)) = (due, journey.reminded(), journey.due()) else {
        return Ok(());
    };
    if journey.lapse(now).is_some() {
        return Ok(());
    }
    case::set_nudged(tx.conn(), id, nudge)?;
    let entry = case::did(id, "admission.case.reminded");
    audit::record(tx, entry.after(&party.word()))?;
    match (party, journey.silence()) {
        (Party::Applicant, Some((_, end))) => applicant(tx, &case, nudge, (until, end)),
        _ => chamber_side(tx, &case, nudge, (party, until)),
    }
}

fn applicant(
    tx: &mut Tx,
    case: &Case,
    nudge: Nudge,
    (until, end): (Moment, Moment),
) -> Result<(), Fault> {
    letters::unanswered(tx, case, nudge, (until, end))?;
    if nudge == Nudge::Copied {
        office::ending(tx, case, end)?;
    }
    Ok(())
}

fn chamber_side(
    tx: &mut Tx,
    case: &Case,
    nudge: Nudge,
    (party, until): (Party, Moment),
) -> Result<(), Fault> {
    let (to, above) = if party == Party::Signatory {
        (signatories(tx)?, bureau::recipients(tx.conn(), case)?)
    } else {
        (
            bureau::recipients(tx.conn(), case)?,
            bureau::above(tx.conn(), case)?,
        )
    };
    office::due(tx, case, (nudge, party, until), &to)?;
    if nudge == Nudge::Copied {
        office::due_copy(tx, case, (party, until), &above)?;
    }
    Ok(())
}

/// Who signs for the chamber: the president, and who was authorised beside.
fn signatories(tx: &mut Tx) -> Result<Vec<Recipient>, Fault> {
    let presidents = accounts::people_with_role(tx.conn(), Role::President)?;
    let mut people: Vec<PersonId> = presidents.into_iter().map(|person| person.id).collect();
    people.extend(chamber::signatory(tx.conn())?.authorised);
    people.sort();
    people.dedup();
    people
        .iter()
        .map(|person| accounts::recipient(tx.conn(), person))
        .collect()
}
