//! Letters to the applicant: received, returned, accepted, reminded, ended, withdrawn, objected;
//! and to whom they go. Those to the office are in `office`.

pub mod office;

use crate::accounts;
use crate::admission::application::rules::Item;
use crate::admission::case::Case;
use crate::admission::deadline::Nudge;
use crate::kernel::{Moment, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::say;

/// Who on the applicant's side gets letters about a case: those who may send for the company,
/// or who began the draft.
///
/// # Errors
/// If the database fails.
pub fn recipients(conn: &mut Conn, case: &Case) -> Result<Vec<Recipient>, Fault> {
    let of_company = match &case.company {
        Some(company) => {
            accounts::recipients_of_company(conn, company, |powers| powers.submit || powers.owner)?
        }
        None => Vec::new(),
    };
    if of_company.is_empty() {
        return Ok(vec![accounts::recipient(conn, &case.opened_by)?]);
    }
    Ok(of_company)
}

/// The application arrived, or came back corrected; the office answers by `until`.
pub fn received(
    tx: &mut Tx,
    case: &Case,
    corrected: bool,
    until: Option<Moment>,
) -> Result<(), Fault> {
    let (subject, what) = if corrected {
        (
            "application-letter-corrected",
            "application-letter-corrected-text",
        )
    } else {
        (
            "application-letter-received",
            "application-letter-received-text",
        )
    };
    let body = |letter: Letter| {
        let letter = letter.line(say!(what, name = &case.company_name));
        let letter = letter.fact(say!("application-letter-number"), text(case.number()));
        match until {
            Some(until) => letter.line(say!("application-letter-received-until", until = until)),
            None => letter,
        }
    };
    let subject = say!(subject, number = case.number());
    post(tx, case, "admission.received", subject, body)
}

/// Something is missing: all of it, numbered, with one deadline.
pub fn returned(tx: &mut Tx, case: &Case, items: &[Item], answer_by: Moment) -> Result<(), Fault> {
    let body = |letter: Letter| {
        let letter = letter.line(say!(
            "application-letter-returned-text",
            name = &case.company_name,
            count = items.len()
        ));
        let item = |letter: Letter, item: &Item| {
            let what = say!(item.requirement.key());
            let why = item.reason.as_str();
            letter.item(say!(
                "application-letter-returned-item",
                what = what,
                why = why
            ))
        };
        let letter = items.iter().fold(letter, item);
        letter.fact(say!("application-letter-returned-by"), moment(answer_by))
    };
    let subject = say!("application-letter-returned", number = case.number());
    post(tx, case, "admission.returned", subject, body)
}

/// Everything is there.
pub fn accepted(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let body = |letter: Letter| {
        letter.line(say!(
            "application-letter-accepted-text",
            name = &case.company_name
        ))
    };
    let subject = say!("application-letter-accepted", number = case.number());
    post(tx, case, "admission.accepted", subject, body)
}

/// The office let its time pass, so the application counts as accepted.
pub fn deemed(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-deemed-text", name = &case.company_name);
    let body = |letter: Letter| letter.line(text.clone());
    let subject = say!("application-letter-accepted", number = case.number());
    post(tx, case, "admission.accepted", subject, body)
}

/// The correction list waits for its answers: until `until`, and the case ends at `end`.
pub fn unanswered(
    tx: &mut Tx,
    case: &Case,
    nudge: Nudge,
    (until, end): (Moment, Moment),
) -> Result<(), Fault> {
    let (subject, text) = match nudge {
        Nudge::Soon => (
            "application-letter-unanswered-soon",
            say!("application-letter-unanswered-soon-text", until = until),
        ),
        Nudge::Late => (
            "application-letter-unanswered-late",
            say!("application-letter-unanswered-late-text", end = end),
        ),
        Nudge::Copied => (
            "application-letter-unanswered-last",
            say!("application-letter-unanswered-late-text", end = end),
        ),
    };
    let body = |letter: Letter| letter.line(text.clone());
    let subject = say!(subject, number = case.number());
    let kind = ("admission.reminder", nudge.step().to_string());
    send(tx, case, kind, subject, body)
}

/// Nobody answered the correction list, and the case ended.
pub fn expired(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-expired-text", name = &case.company_name);
    let body = |letter: Letter| letter.line(text.clone());
    let subject = say!("application-letter-expired", number = case.number());
    post(tx, case, "admission.expired", subject, body)
}

/// The applicant took it back.
pub fn withdrawn(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let body = |letter: Letter| {
        letter.line(say!(
            "application-letter-withdrawn-text",
            name = &case.company_name
        ))
    };
    let subject = say!("application-letter-withdrawn", number = case.number());
    post(tx, case, "admission.withdrawn", subject, body)
}

/// The objection arrived.
pub fn appealed(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-appealed-text");
    let body = |letter: Letter| letter.line(text.clone());
    let subject = say!("application-letter-appeal", number = case.number());
    post(tx, case, "admission.appealed", subject, body)
}

/// The objection was heard.
pub fn appeal_decided(tx: &mut Tx, case: &Case, new_round: bool, why: &str) -> Result<(), Fault> {
    let text = if new_round {
        say!("application-letter-appeal-granted")
    } else {
        say!("application-letter-appeal-upheld")
    };
    let body = |letter: Letter| letter.line(text.clone()).quote(why);
    let subject = say!("application-letter-appeal", number = case.number());
    post(tx, case, "admission.appeal-decided", subject, body)
}

fn text(words: &str) -> Say {
    say!("application-letter-plain", text = words)
}

fn moment(at: Moment) -> Say {
    say!("application-letter-moment", at = at)
}

fn post(
    tx: &mut Tx,
    case: &Case,
    kind: &'static str,
    subject: Say,
    body: impl Fn(Letter) -> Letter,
) -> Result<(), Fault> {
    send(tx, case, (kind, String::new()), subject, body)
}

/// One letter to each on the applicant's side, once for the place the record has come to and the
/// step named.
fn send(
    tx: &mut Tx,
    case: &Case,
    (kind, step): (&'static str, String),
    subject: Say,
    body: impl Fn(Letter) -> Letter,
) -> Result<(), Fault> {
    let url = tx.link(&format!("/my/applications/{}", case.id));
    let seq = case.record.last().map_or(0, |line| line.seq);
    let people = recipients(tx.conn(), case)?;
    tx.post_all(people.iter().map(|to| {
        let key = format!("{}:{seq}:{step}:{}", case.id, to.email);
        let letter = Letter::new(kind, &key, to, subject.clone()).about("case", &case.id);
        body(letter).button(say!("application-letter-open"), url.clone())
    }))
}
