//! Letters to the office and to whoever else has to act for the chamber: what happened without
//! them, and what waits.

use super::about;
use crate::admission::case::Case;
use crate::admission::deadline::Nudge;
use crate::admission::office;
use crate::admission::rail::Party;
use crate::kernel::{Moment, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::say;

/// Nobody answered in time, so the application counts as accepted. `taken`: the company that
/// holds its credit code; until that is settled the review can't open.
pub fn deemed(tx: &mut Tx, case: &Case, taken: Option<&str>) -> Result<(), Fault> {
    let mut letter = letter(case, "admission.deemed", "application-letter-office-deemed")
        .line(say!("application-letter-office-deemed-text"));
    if let Some(name) = taken {
        letter = letter.line(say!("application-letter-office-code", name = name));
    }
    post(tx, case, letter)
}

/// The applicant did not answer a correction list; the case ended.
pub fn expired(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let letter = letter(
        case,
        "admission.expired",
        "application-letter-office-expired",
    )
    .line(say!("application-letter-office-expired-text"));
    post(tx, case, letter)
}

/// The applicant took it back.
pub fn withdrawn(tx: &mut Tx, case: &Case, why: &str) -> Result<(), Fault> {
    let letter = letter(
        case,
        "admission.withdrawn",
        "application-letter-office-withdrawn",
    )
    .line(say!("application-letter-office-gone"))
    .quote_of(tx.who().name(), why);
    post(tx, case, letter)
}

/// The applicant objected to the rejection.
pub fn appealed(tx: &mut Tx, case: &Case, why: &str) -> Result<(), Fault> {
    let letter = letter(
        case,
        "admission.appealed",
        "application-letter-office-appealed",
    )
    .line(say!("admission-task-appealed"))
    .quote_of(tx.who().name(), why);
    post(tx, case, letter)
}

/// A step waits for the office or for who signs for the chamber; its deadline is near or has passed.
pub fn due(
    tx: &mut Tx,
    case: &Case,
    (nudge, party, until): (Nudge, Party, Moment),
    to: &[Recipient],
) -> Result<(), Fault> {
    let (subject, text) = match nudge {
        Nudge::Soon => ("application-letter-soon", "application-letter-soon-text"),
        Nudge::Late => ("application-letter-late", "application-letter-late-text"),
        Nudge::Copied => ("application-letter-long", "application-letter-long-text"),
    };
    let page = match party {
        Party::Signatory => "/agreement",
        _ => "",
    };
    let step = nudge.step().to_string();
    let letter = about(case, ("admission.due", &step), named(subject, case))
        .line(say!(text, party = say!(party.key())))
        .line(say!(case.written.task()))
        .fact(say!("application-letter-due"), at(until));
    send(tx, case, page, to, letter)
}

/// The same for those above: a copy.
pub fn due_copy(
    tx: &mut Tx,
    case: &Case,
    (party, until): (Party, Moment),
    to: &[Recipient],
) -> Result<(), Fault> {
    let text = say!("application-letter-copy-text", party = say!(party.key()));
    let letter = letter(case, "admission.copy", "application-letter-long")
        .line(text)
        .line(say!(case.written.task()))
        .fact(say!("application-letter-due"), at(until));
    send(tx, case, "", to, letter)
}

/// A copy of what the applicant was reminded of: the case is about to end.
pub fn ending(tx: &mut Tx, case: &Case, end: Moment) -> Result<(), Fault> {
    let letter = letter(case, "admission.ending", "application-letter-office-ending")
        .line(say!("application-letter-office-ending-text", end = end));
    post(tx, case, letter)
}

fn named(key: &'static str, case: &Case) -> Say {
    say!(key, number = case.number(), name = &case.company_name)
}

fn at(moment: Moment) -> Say {
    say!("application-letter-moment", at = moment)
}

fn letter(case: &Case, kind: &'static str, subject: &'static str) -> Letter {
    about(case, (kind, ""), named(subject, case))
}

fn post(tx: &mut Tx, case: &Case, letter: Letter) -> Result<(), Fault> {
    let to = office::recipients(tx.conn(), case)?;
    send(tx, case, "", &to, letter)
}

fn send(
    tx: &mut Tx,
    case: &Case,
    page: &str,
    to: &[Recipient],
    letter: Letter,
) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/cases/{}{page}", case.id));
    let letter = letter.button(say!("application-letter-office-open"), url);
    tx.post_each(to, &letter)
}
