//! What the office does with an application: mark, return with one list, accept, resolve duplicates,
//! decide an objection.

use crate::accounts;
use crate::admission::application::acts::bars::barred;
use crate::admission::application::acts::clock::code_of;
use crate::admission::application::letters;
use crate::admission::application::rules::{Check, Marked, Requirement, Verdict, requirements};
use crate::admission::application::store::check::{self, Correction};
use crate::admission::application::store::terms;
use crate::admission::case::{self, Case, Telling};
use crate::admission::event::Event;
use crate::admission::stage::Stage;
use crate::companies;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Moment, Powers};
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// The office writes down that a recommender of a case vouches, so that whoever that is has no part in it, or that
/// they don't.
///
/// # Errors
/// `Fault::Missing` if the case isn't theirs to lead, or names nobody there.
pub fn vouch(tx: &mut Tx, id: &CaseId, place: i32, holds: bool) -> Result<(), Fault> {
    case::led(tx, id)?;
    let now = tx.now();
    let name = case::hold_recommender(tx.conn(), (id, place), holds, now)?;
    let what = match holds {
        true => say!("admission-record-vouches", name = name),
        false => say!("admission-record-vouches-not", name = name),
    };
    case::note(tx, id, what, false).map(|_| ())
}

/// A case the acting person leads, while its completeness check is open.
fn in_check(tx: &mut Tx, id: &CaseId) -> Result<(Case, Vec<Requirement>), Fault> {
    let case = case::led(tx, id)?;
    let journey = case.journey(tx.now());
    if !matches!(journey.stage, Stage::Submitted | Stage::Resubmitted) {
        return Err(say!("admission-refusal-not-now").into());
    }
    let required = requirements(&terms::asked(&journey.route));
    Ok((case, required))
}

/// Saves these marks over those that stand; gives all of them.
///
/// # Errors
/// `Fault::Refused` once the check is over.
pub fn mark(tx: &mut Tx, id: &CaseId, marked: &[Marked]) -> Result<Check, Fault> {
    let (case, required) = in_check(tx, id)?;
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let revision = case.journey(now).revision;
    let marks = check::marks(tx.conn(), id, revision, &required)?.with(marked);
    check::set_marks(tx.conn(), id, revision, &marks, &by, now)?;
    Ok(marks)
}

/// Sends the application back with everything that is missing, once, under one deadline.
///
/// # Errors
/// `Fault::Refused` if the check is not finished, a reason is missing, or nothing is.
pub fn send_back(
    tx: &mut Tx,
    id: &CaseId,
    marked: &[Marked],
    answer_by: Moment,
) -> Result<(), Fault> {
    let (case, required) = in_check(tx, id)?;
    let items = match mark(tx, id, marked)?.verdict(&required) {
        Verdict::Incomplete(items) => items,
        Verdict::Unfinished(open) => {
            return Err(say!("application-refusal-unmarked", count = open.len()).into());
        }
        Verdict::Unreasoned(open) => {
            return Err(say!("application-refusal-unreasoned", count = open.len()).into());
        }
        Verdict::Complete => return Err(say!("application-refusal-nothing-missing").into()),
    };
    if answer_by <= tx.now() {
        return Err(say!("application-refusal-deadline").into());
    }
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let journey = case.journey(now);
    let number = journey.correction + 1;
    let correction = Correction {
        number,
        revision: journey.revision,
        made_at: now,
        answer_by,
        items,
        answered_at: None,
    };
    check::add_correction(tx.conn(), id, &correction, &by)?;
    let detail = serde_json::to_value(&correction.items)?;
    let event = Event::Returned {
        correction: number,
        answer_by,
    };
    let case = case::happen(tx, id, Telling::of(event).with(detail))?;
    letters::returned(tx, &case, &correction.items, answer_by)
}

/// Accepts the application: everything is there. The company gets its credit code now, if it
/// could not have it before; while another company holds it, the duplicate has to be resolved first.
///
/// # Errors
/// `Fault::Refused` if the check is not finished, something is missing, the code is taken, or the
/// company may not apply.
pub fn accept(tx: &mut Tx, id: &CaseId, marked: &[Marked]) -> Result<(), Fault> {
    let (case, required) = in_check(tx, id)?;
    match mark(tx, id, marked)?.verdict(&required) {
        Verdict::Complete => {}
        Verdict::Unfinished(open) => {
            return Err(say!("application-refusal-unmarked", count = open.len()).into());
        }
        _ => return Err(say!("application-refusal-something-missing").into()),
    }
    if let Some(company) = &case.company {
        if let Some(bar) = barred(tx, id, company)? {
            return Err(bar.into());
        }
        if let Some(code) = code_of(tx.conn(), id)? {
            companies::claim_code(tx, company, &code)?;
        }
    }
    let case = case::happen(tx, id, Event::Accepted { deemed: false })?;
    letters::accepted(tx, &case)
}

/// Whether a duplicate can be resolved at this stage: until the review opens.
pub fn can_resolve(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Submitted | Stage::Resubmitted | Stage::Accepted
    )
}

/// A case the acting person leads, while a duplicate of it can be resolved.
fn unresolved(tx: &mut Tx, id: &CaseId) -> Result<Case, Fault> {
    let case = case::led(tx, id)?;
    if can_resolve(case.stage(tx.now())) {
        Ok(case)
    } else {
        Err(say!("admission-refusal-not-now").into())
    }
}

/// Settles a duplicate: the case belongs to a company already known, and its applicants act for that one.
///
/// # Errors
/// `Fault::Refused` once the review has opened.
pub fn join_known(tx: &mut Tx, id: &CaseId, known: &CompanyId, reason: &str) -> Result<(), Fault> {
    let mut case = unresolved(tx, id)?;
    let known = companies::load(tx.conn(), known)?;
    let Some(own) = case.company.clone().filter(|own| *own != known.id) else {
        return Err(say!("admission-refusal-not-now").into());
    };
    for colleague in accounts::colleagues(tx.conn(), &own)? {
        let powers = Powers {
            owner: false,
            ..colleague.powers
        };
        accounts::link_company(tx, &known.id, &colleague.person.id, &colleague.post, powers)?;
    }
    case.company = Some(known.id.clone());
    let code = code_of(tx.conn(), id)?
        .map(String::from)
        .unwrap_or_default();
    case::describe(tx.conn(), &case, &code)?;
    let line = say!("application-record-joined-known", name = known.profile.name);
    let entry = case::did(id, "admission.case.joined_known").before(&own);
    audit::record(tx, entry.after(&known.id).why(reason))?;
    case::note(tx, id, line, false).map(|_| ())
}

/// Settles a duplicate the other way: the code was held wrongly and goes to this case's company.
///
/// # Errors
/// `Fault::Refused` once the review has opened.
pub fn take_code(tx: &mut Tx, id: &CaseId, from: &CompanyId, reason: &str) -> Result<(), Fault> {
    let case = unresolved(tx, id)?;
    let (Some(own), Some(code)) = (&case.company, code_of(tx.conn(), id)?) else {
        return Err(Fault::Missing);
    };
    companies::release_code(tx, from, reason)?;
    companies::claim_code(tx, own, &code)?;
    case::note(tx, id, say!("application-record-code-taken"), false).map(|_| ())
}

/// Decides an objection: the rejection stands, or the board votes again.
///
/// # Errors
/// `Fault::Refused` if there is no objection.
pub fn decide_appeal(tx: &mut Tx, id: &CaseId, new_round: bool, reason: &str) -> Result<(), Fault> {
    case::led(tx, id)?;
    let telling = Telling::of(Event::AppealDecided { new_round }).why(reason);
    let case = case::happen(tx, id, telling)?;
    letters::appeal_decided(tx, &case, new_round, reason)
}
