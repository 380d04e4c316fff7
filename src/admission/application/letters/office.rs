//! Letters to the office and to whoever else has to act for the chamber: what happened without
//! them, and what waits.

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
    let body = |letter: Letter| {
        let letter = letter.line(say!("application-letter-office-deemed-text"));
        match taken {
            Some(name) => letter.line(say!("application-letter-office-code", name = name)),
            None => letter,
        }
    };
    let subject = named("application-letter-office-deemed", case);
    post(tx, case, "admission.deemed", subject, body)
}

/// The applicant did not answer a correction list; the case ended.
pub fn expired(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-office-expired-text");
    let body = |letter: Letter| letter.line(text.clone());
    let subject = named("application-letter-office-expired", case);
    post(tx, case, "admission.expired", subject, body)
}

/// The applicant took it back.
pub fn withdrawn(tx: &mut Tx, case: &Case, why: &str) -> Result<(), Fault> {
    let body = |letter: Letter| quoted(letter.line(say!("application-letter-office-gone")), why);
    let subject = named("application-letter-office-withdrawn", case);
    post(tx, case, "admission.withdrawn", subject, body)
}

/// The applicant objected to the rejection.
pub fn appealed(tx: &mut Tx, case: &Case, why: &str) -> Result<(), Fault> {
    let body = |letter: Letter| quoted(letter.line(say!("admission-task-appealed")), why);
    let subject = named("application-letter-office-appealed", case);
    post(tx, case, "admission.appealed", subject, body)
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
    let body = |letter: Letter| {
        let task = say!(case.written.task());
        let letter = letter
            .line(say!(text, party = say!(party.key())))
            .line(task);
        letter.fact(say!("application-letter-due"), at(until))
    };
    let about = ("admission.due", nudge.step().to_string());
    send(tx, case, about, (named(subject, case), page), to, body)
}

/// The same for those above: a copy.
pub fn due_copy(
    tx: &mut Tx,
    case: &Case,
    (party, until): (Party, Moment),
    to: &[Recipient],
) -> Result<(), Fault> {
    let body = |letter: Letter| {
        let text = say!("application-letter-copy-text", party = say!(party.key()));
        let letter = letter.line(text).line(say!(case.written.task()));
        letter.fact(say!("application-letter-due"), at(until))
    };
    let about = ("admission.copy", String::new());
    let subject = named("application-letter-long", case);
    send(tx, case, about, (subject, ""), to, body)
}

/// A copy of what the applicant was reminded of: the case is about to end.
pub fn ending(tx: &mut Tx, case: &Case, end: Moment) -> Result<(), Fault> {
    let text = say!("application-letter-office-ending-text", end = end);
    let body = |letter: Letter| letter.line(text.clone());
    let subject = named("application-letter-office-ending", case);
    post(tx, case, "admission.ending", subject, body)
}

fn named(key: &'static str, case: &Case) -> Say {
    say!(key, number = case.number(), name = &case.company_name)
}

fn at(moment: Moment) -> Say {
    say!("application-letter-moment", at = moment)
}

fn quoted(letter: Letter, words: &str) -> Letter {
    if words.is_empty() {
        letter
    } else {
        letter.quote(words)
    }
}

fn post(
    tx: &mut Tx,
    case: &Case,
    kind: &'static str,
    subject: Say,
    body: impl Fn(Letter) -> Letter,
) -> Result<(), Fault> {
    let to = office::recipients(tx.conn(), case)?;
    send(tx, case, (kind, String::new()), (subject, ""), &to, body)
}

/// One letter to each, once for the place the case's record has come to and the step named.
fn send(
    tx: &mut Tx,
    case: &Case,
    (kind, step): (&'static str, String),
    (subject, page): (Say, &str),
    to: &[Recipient],
    body: impl Fn(Letter) -> Letter,
) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/cases/{}{page}", case.id));
    let seq = case.record.last().map_or(0, |line| line.seq);
    tx.post_all(to.iter().map(|to| {
        let key = format!("{}:{seq}:{step}:{}", case.id, to.email);
        let letter = Letter::new(kind, &key, to, subject.clone()).about("case", &case.id);
        body(letter).button(say!("application-letter-office-open"), url.clone())
    }))
}
