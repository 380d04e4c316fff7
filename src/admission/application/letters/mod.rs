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
    let number = say!("application-letter-plain", text = case.number());
    let mut letter = letter(case, "admission.received", subject)
        .line(say!(what, name = &case.company_name))
        .fact(say!("application-letter-number"), number);
    if let Some(until) = until {
        letter = letter.line(say!("application-letter-received-until", until = until));
    }
    post(tx, case, letter)
}

/// Something is missing: all of it, numbered, with one deadline.
pub fn returned(tx: &mut Tx, case: &Case, items: &[Item], answer_by: Moment) -> Result<(), Fault> {
    let letter = letter(case, "admission.returned", "application-letter-returned").line(say!(
        "application-letter-returned-text",
        name = &case.company_name,
        count = items.len()
    ));
    let item = |letter: Letter, item: &Item| {
        let (what, why) = (say!(item.requirement.key()), item.reason.as_str());
        letter.item(say!(
            "application-letter-returned-item",
            what = what,
            why = why
        ))
    };
    let letter = items.iter().fold(letter, item);
    let by = say!("application-letter-moment", at = answer_by);
    let letter = letter.fact(say!("application-letter-returned-by"), by);
    post(tx, case, letter)
}

/// Everything is there.
pub fn accepted(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!(
        "application-letter-accepted-text",
        name = &case.company_name
    );
    let letter = letter(case, "admission.accepted", "application-letter-accepted");
    post(tx, case, letter.line(text))
}

/// The office let its time pass, so the application counts as accepted.
pub fn deemed(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-deemed-text", name = &case.company_name);
    let letter = letter(case, "admission.accepted", "application-letter-accepted");
    post(tx, case, letter.line(text))
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
    let subject = say!(subject, number = case.number());
    let step = nudge.step().to_string();
    let letter = about(case, ("admission.reminder", &step), subject);
    post(tx, case, letter.line(text))
}

/// Nobody answered the correction list, and the case ended.
pub fn expired(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-expired-text", name = &case.company_name);
    let letter = letter(case, "admission.expired", "application-letter-expired");
    post(tx, case, letter.line(text))
}

/// The applicant took it back.
pub fn withdrawn(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!(
        "application-letter-withdrawn-text",
        name = &case.company_name
    );
    let letter = letter(case, "admission.withdrawn", "application-letter-withdrawn");
    post(tx, case, letter.line(text))
}

/// The objection arrived.
pub fn appealed(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let text = say!("application-letter-appealed-text");
    let letter = letter(case, "admission.appealed", "application-letter-appeal");
    post(tx, case, letter.line(text))
}

/// The objection was heard.
pub fn appeal_decided(tx: &mut Tx, case: &Case, new_round: bool, why: &str) -> Result<(), Fault> {
    let text = if new_round {
        say!("application-letter-appeal-granted")
    } else {
        say!("application-letter-appeal-upheld")
    };
    let letter = letter(
        case,
        "admission.appeal-decided",
        "application-letter-appeal",
    );
    post(tx, case, letter.line(text).quote(why))
}

/// A letter to several people, once for the place the case's record has come to and the step named.
fn about(case: &Case, (kind, step): (&'static str, &str), subject: Say) -> Letter {
    let seq = case.record.last().map_or(0, |line| line.seq);
    let key = format!("{}:{seq}:{step}", case.id);
    Letter::to_several(kind, &key, subject).about("case", &case.id)
}

fn letter(case: &Case, kind: &'static str, subject: &'static str) -> Letter {
    about(case, (kind, ""), say!(subject, number = case.number()))
}

fn post(tx: &mut Tx, case: &Case, letter: Letter) -> Result<(), Fault> {
    let url = tx.link(&format!("/my/applications/{}", case.id));
    let people = recipients(tx.conn(), case)?;
    tx.post_each(
        &people,
        &letter.button(say!("application-letter-open"), url),
    )
}
