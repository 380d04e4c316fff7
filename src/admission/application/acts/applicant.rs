//! What the applicant does besides sending: begin, fill in, answer items, withdraw, object, consent.

use crate::accounts;
use crate::admission::application::letters;
use crate::admission::application::rules::{ASKED, Answers, Field, Purpose, Step};
use crate::admission::application::store::{check, draft, terms};
use crate::admission::case::{self, Case, SubmitCase, Telling};
use crate::admission::event::Event;
use crate::admission::stage::Stage;
use crate::companies::book;
use crate::companies::book::rules::Giver;
use crate::kernel::Can;
use crate::kernel::id::{CaseId, CompanyId};
use crate::membership;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Loads a case the acting person may fill in; anybody else's is not there.
pub(super) fn own(tx: &mut Tx, id: &CaseId) -> Result<Case, Fault> {
    let case = case::load(tx.conn(), id)?;
    Can::<SubmitCase>::check(tx.actor()?, &case)?;
    Ok(case)
}

/// The same, while it can be filled in: as a draft, or returned for correction.
pub(super) fn open_to_change(tx: &mut Tx, id: &CaseId) -> Result<Case, Fault> {
    let case = own(tx, id)?;
    if can_change(case.stage(tx.now())) {
        Ok(case)
    } else {
        Err(say!("application-refusal-sent").into())
    }
}

/// Whether the applicant can change the application at this stage.
pub fn can_change(stage: Stage) -> bool {
    matches!(stage, Stage::Draft | Stage::Returned)
}

/// Drafts that one person may have at once.
const MOST_DRAFTS: usize = 10;

/// Begins a draft, or gives back the one this person has not written anything into yet. What they wrote before their
/// address was confirmed stands in it. Where nobody is named as
/// contact, they are. `previous`: the earlier case of a company that was turned down; its answers are taken over.
/// `rank`: the one they chose on the way; one that nobody can apply for is none.
///
/// # Errors
/// `Fault::Refused` while the company still has to wait or there are too many drafts, `Fault::Missing` if the earlier case isn't theirs.
pub fn begin(tx: &mut Tx, previous: Option<&CaseId>, rank: &str) -> Result<CaseId, Fault> {
    let Some(previous) = previous else {
        return begin_anew(tx, rank);
    };
    let earlier = own(tx, previous)?;
    if let Some(from) = earlier.journey(tx.now()).apply_again_from()
        && from > tx.now()
    {
        return Err(say!("application-refusal-cooling", from = from).into());
    }
    if earlier.stage(tx.now()).is_open() {
        return Err(say!("application-refusal-still-open").into());
    }
    let case = case::open(tx, Some(earlier.id.clone()))?;
    let mut carried = draft::draft(tx.conn(), &earlier.id)?.answers;
    for field in Step::Reasons.fields() {
        carried.set(field, "");
    }
    name_contact(tx, &mut carried)?;
    write(tx, &case, &carried)?;
    Ok(case.id)
}

fn begin_anew(tx: &mut Tx, rank: &str) -> Result<CaseId, Fault> {
    let person = tx.actor()?.id.clone();
    let mut fresh = Answers::default();
    name_contact(tx, &mut fresh)?;
    let (mut drafts, mut untouched) = (0, None);
    for case in case::of(tx.conn(), &person, &[])? {
        if case.stage(tx.now()) != Stage::Draft {
            continue;
        }
        let written = draft::draft(tx.conn(), &case.id)?.answers;
        let given = |(field, text): (Field, &str)| field == Field::Rank || text == fresh.get(field);
        if written.filled().all(given) {
            untouched = Some((case, written));
            break;
        }
        drafts += 1;
    }
    let (case, mut answers) = match untouched {
        Some(known) => known,
        None if drafts >= MOST_DRAFTS => {
            return Err(say!("application-refusal-drafts", most = MOST_DRAFTS).into());
        }
        None => (case::open(tx, None)?, fresh),
    };
    let early = accounts::early_draft_of(tx.conn(), &person)?;
    if let Some(early) = &early {
        answers = serde_json::from_str(&early.answers)?;
        name_contact(tx, &mut answers)?;
        accounts::forget_early(tx.conn(), &early.browser)?;
    }
    let ranks = terms::terms(tx.conn(), rank)?.ask.ranks;
    let chooses = early.is_none() || answers.get(Field::Rank).is_empty();
    if chooses && ranks.iter().any(|open| open == rank) {
        answers.set(Field::Rank, rank);
    }
    write(tx, &case, &answers)?;
    Ok(case.id)
}

/// Names who writes as the contact, with the address they sign in with and the number that the contact book of a
/// company of theirs has for it. Whoever is named there already stays.
fn name_contact(tx: &mut Tx, answers: &mut Answers) -> Result<(), Fault> {
    const CONTACT: [Field; 3] = [Field::ContactName, Field::ContactPhone, Field::ContactEmail];
    if CONTACT.iter().any(|field| !answers.get(*field).is_empty()) {
        return Ok(());
    }
    let me = tx.actor()?.clone();
    let firms: Vec<CompanyId> = me.firms.iter().map(|(id, _)| id.clone()).collect();
    let known = book::of_companies(tx.conn(), &firms)?;
    let mut own = known
        .values()
        .flatten()
        .filter(|one| one.said.email.eq_ignore_ascii_case(&me.email));
    let number = own.find_map(|one| Some(one.number()).filter(|number| !number.is_empty()));
    let known = [me.name.as_str(), number.unwrap_or_default(), &me.email];
    for (field, text) in CONTACT.into_iter().zip(known) {
        answers.set(field, text);
    }
    Ok(())
}

/// Saves what was typed on one step over what stood there. `typed` gives `None` for a field that was
/// not changed; it stays as it is, like the other steps: somebody may have it open on another device.
///
/// # Errors
/// `Fault::Missing` if it isn't theirs, `Fault::Refused` once it was sent.
pub fn save_step(
    tx: &mut Tx,
    id: &CaseId,
    step: Step,
    typed: impl Fn(Field) -> Option<String>,
) -> Result<(), Fault> {
    let case = open_to_change(tx, id)?;
    let mut answers = draft::draft(tx.conn(), id)?.answers;
    type_over(&mut answers, step, typed);
    write(tx, &case, &answers)
}

/// Puts what was typed on one step over what stands there, as [`save_step`] does.
pub fn type_over(answers: &mut Answers, step: Step, typed: impl Fn(Field) -> Option<String>) {
    for field in step.fields() {
        if let Some(text) = typed(field) {
            answers.set(field, &plain(&text));
        }
    }
}

/// No field keeps more characters than this while it is typed.
const MOST_TYPED: usize = 5_000;

/// What was typed without control characters, within bounds.
fn plain(typed: &str) -> String {
    let harmless = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    typed.chars().filter(harmless).take(MOST_TYPED).collect()
}

/// Keeps these answers in the case's draft, and what lists show of a draft with them.
pub(super) fn write(tx: &mut Tx, case: &Case, answers: &Answers) -> Result<(), Fault> {
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let mut kept = draft::draft(tx.conn(), &case.id)?;
    if kept.answers == *answers && kept.saved_at.is_some() {
        return Ok(());
    }
    kept.answers.clone_from(answers);
    draft::save_draft(tx.conn(), &case.id, &kept, &by, now)?;
    if case.number.is_none() {
        let mut named = case.clone();
        answers.get(Field::Name).clone_into(&mut named.company_name);
        answers.get(Field::Rank).clone_into(&mut named.rank);
        case::describe(tx.conn(), &named, "")?;
    }
    Ok(())
}

/// Saves the applicant's answers to the open correction list, item by item.
///
/// # Errors
/// `Fault::Refused` if no list is open.
pub fn answer_items(tx: &mut Tx, id: &CaseId, answers: &[(u32, String)]) -> Result<(), Fault> {
    let case = open_to_change(tx, id)?;
    let open = check::open_correction(tx.conn(), &case.id)?;
    let Some(mut correction) = open else {
        return Err(say!("application-refusal-no-list").into());
    };
    for item in &mut correction.items {
        if let Some((_, answer)) = answers.iter().find(|(number, _)| *number == item.number) {
            answer.trim().clone_into(&mut item.answer);
        }
    }
    check::save_answers(tx.conn(), &case.id, &correction)
}

/// Takes the application back, at any open stage. No approval is needed.
///
/// # Errors
/// `Fault::Refused` if the case has ended.
pub fn withdraw(tx: &mut Tx, id: &CaseId, reason: &str) -> Result<(), Fault> {
    own(tx, id)?;
    let telling = Telling::of(Event::Withdrawn).why(reason);
    let case = case::happen(tx, id, telling)?;
    if case.number.is_some() {
        letters::withdrawn(tx, &case)?;
        letters::office::withdrawn(tx, &case, reason)?;
    }
    Ok(())
}

/// Objects to a rejection.
///
/// # Errors
/// `Fault::Refused` if the time has passed or nothing was rejected.
pub fn appeal(tx: &mut Tx, id: &CaseId, reason: &str) -> Result<(), Fault> {
    own(tx, id)?;
    let case = case::happen(tx, id, Telling::of(Event::Appealed).why(reason))?;
    letters::appealed(tx, &case)?;
    letters::office::appealed(tx, &case, reason)
}

/// Gives or takes back a consent that was asked for by itself.
///
/// # Errors
/// `Fault::Refused` for the processing of the application itself: taking that back is withdrawing.
pub fn set_consent(tx: &mut Tx, id: &CaseId, purpose: Purpose, given: bool) -> Result<(), Fault> {
    let case = own(tx, id)?;
    if ASKED.iter().all(|(asked, _)| *asked != purpose) {
        return Err(Fault::Missing);
    }
    if purpose == Purpose::Processing {
        return Err(say!("application-refusal-processing").into());
    }
    let all = book::consents_of_case(tx.conn(), id)?;
    let stands = all.iter().any(|c| c.purpose == purpose && c.stands());
    if stands == given {
        return Ok(());
    }
    if given {
        let me = tx.actor()?.clone();
        let giver = (Giver::Person(&me.id), me.name.as_str());
        book::give(tx, giver, (case.company.as_ref(), Some(id)), purpose)?;
    } else {
        book::take_back_of_case(tx, id, purpose)?;
        if let (Purpose::Directory, Some(company)) = (purpose, &case.company) {
            membership::unlist(tx, company)?;
        }
    }
    let act = if given {
        "admission.consent.given"
    } else {
        "admission.consent.withdrawn"
    };
    let entry = case::did(&case.id, act).acting_as("applicant");
    audit::record(tx, entry.after(&purpose.word()))
}

/// What the chamber asks, for the rank chosen in this draft.
pub(super) fn asked_now(tx: &mut Tx, answers: &Answers) -> Result<terms::Terms, Fault> {
    terms::terms(tx.conn(), answers.get(Field::Rank))
}
