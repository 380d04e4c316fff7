//! Letters about a case before the board: to the office, to the applicant.

use crate::admission::application;
use crate::admission::ballot::rules::{Admission, Reason};
use crate::admission::case::Case;
use crate::ballots;
use crate::dues::rules::standard::Quote;
use crate::kernel::id::CaseId;
use crate::kernel::{Lang, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::outbox;
use crate::say;

/// To the office: a ballot is over, or can no longer decide, and something is to be done.
pub fn office(tx: &mut Tx, case: &Case, key: &str, what: &Say) -> Result<(), Fault> {
    let named = (case.id.as_str(), &*case.company_name, case.number());
    ballots::tell_office(tx, &Admission, named, (key, what))
}

/// To the applicant: the admission notice, with what comes next.
pub fn admitted(
    tx: &mut Tx,
    case: &Case,
    rank: &dyn Fn(Lang) -> String,
    quote: &Quote,
) -> Result<(), Fault> {
    let days = i64::from(case.written.route.limits.agreement);
    to_applicant(tx, case, |to| {
        let lang = to.lang.unwrap_or_default();
        Letter::new(
            "ballot.admitted",
            &key(&case.id, to),
            to,
            say!("ballot-letter-admitted"),
        )
        .line(say!(
            "ballot-letter-admitted-text",
            company = case.company_name.as_str(),
            rank = rank(lang)
        ))
        .fact(say!("ballot-pack-dues"), quote.whole())
        .line(say!("ballot-letter-admitted-next"))
        .item(say!("ballot-letter-admitted-agreement", days = days))
        .item(say!("ballot-letter-admitted-sign"))
        .item(say!("ballot-letter-admitted-member"))
    })
}

/// To the applicant: turned down, with the reasons, how to object and when to come back.
pub fn rejected(
    tx: &mut Tx,
    case: &Case,
    reasons: &[Reason],
    message: &str,
    chamber: Lang,
) -> Result<(), Fault> {
    let journey = case.journey(tx.now());
    let appeal = journey.appeal_until().unwrap_or(tx.now());
    let again = journey.apply_again_from();
    to_applicant(tx, case, |to| {
        let lang = to.lang.unwrap_or(chamber);
        let mut letter = Letter::new(
            "ballot.rejected",
            &key(&case.id, to),
            to,
            say!("ballot-letter-rejected"),
        )
        .line(say!(
            "ballot-letter-rejected-text",
            company = case.company_name.as_str()
        ));
        for reason in reasons {
            let (title, text) = (reason.title.get(lang), reason.text.as_str());
            letter = letter.item(if text.is_empty() {
                say!("ballot-letter-reason", title = title)
            } else {
                say!("ballot-letter-reason-text", title = title, text = text)
            });
        }
        letter = letter
            .quote(message)
            .line(say!("ballot-letter-rejected-appeal", until = appeal));
        match again {
            Some(from) => letter.line(say!("ballot-letter-rejected-again", from = from)),
            None => letter,
        }
    })
}

fn key(case: &CaseId, to: &Recipient) -> String {
    format!("{case}:{}", to.email)
}

fn to_applicant(
    tx: &mut Tx,
    case: &Case,
    write: impl Fn(&Recipient) -> Letter,
) -> Result<(), Fault> {
    let url = tx.link(&format!("/my/applications/{}", case.id));
    let seq = case.record.last().map_or(0, |line| line.seq);
    for to in application::recipients(tx.conn(), case)? {
        let mut letter = write(&to)
            .about("case", &case.id)
            .button(say!("ballot-letter-applicant-open"), url.clone());
        letter.key = format!("{}:{seq}", letter.key);
        outbox::post(tx, &letter)?;
    }
    Ok(())
}
