//! Letters about an agreement: to sign, a code, to countersign, declined, expired, welcome.

use crate::admission::application;
use crate::admission::case::Case;
use crate::admission::office as bureau;
use crate::kernel::{Moment, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::outbox;
use crate::say;

/// Minutes a code holds, as the letter says.
const CODE_MINUTES: i64 = 10;

fn company(case: &Case) -> &str {
    case.company_name.as_str()
}

fn own_page(tx: &Tx, case: &Case) -> String {
    tx.link(&format!("/my/applications/{}/agreement", case.id))
}

/// The place of what happened last: an agreement that was made anew is signed, and told of, once more.
fn happened(case: &Case) -> i32 {
    case.record.last().map_or(0, |line| line.seq)
}

/// To the company's signer: the agreement waits for you. `key` tells one asking from the next.
pub fn to_sign(
    tx: &mut Tx,
    case: &Case,
    to: &Recipient,
    by: Moment,
    key: &str,
) -> Result<(), Fault> {
    let letter = Letter::new(
        "agreement.sign",
        &format!("{}:{key}", case.id),
        to,
        say!("agreement-letter-sign", company = company(case)),
    )
    .line(say!("agreement-letter-sign-text", company = company(case)))
    .fact(
        say!("agreement-letter-until"),
        say!("agreement-letter-moment", at = by),
    )
    .button(say!("agreement-letter-sign-open"), own_page(tx, case))
    .line(say!("agreement-letter-sign-how"));
    outbox::post(tx, &letter.about("case", &case.id))
}

/// To the company's signer: the time is running out.
pub fn reminder(
    tx: &mut Tx,
    case: &Case,
    to: &Recipient,
    by: Moment,
    step: usize,
) -> Result<(), Fault> {
    let letter = Letter::new(
        "agreement.reminder",
        &format!(
            "{}:{}:{}:{step}",
            case.id,
            to.email,
            by.and_utc().timestamp()
        ),
        to,
        say!("agreement-letter-remind", company = company(case)),
    )
    .line(say!("agreement-letter-remind-text"))
    .fact(
        say!("agreement-letter-until"),
        say!("agreement-letter-moment", at = by),
    )
    .button(say!("agreement-letter-sign-open"), own_page(tx, case));
    outbox::post(tx, &letter.about("case", &case.id))
}

/// The one-time code. `key` is the line of evidence that asked for it.
pub fn code(tx: &mut Tx, case: &Case, to: &Recipient, code: &str, key: &str) -> Result<(), Fault> {
    let letter = Letter::new(
        "agreement.code",
        &format!("{}:{key}", case.id),
        to,
        say!("agreement-letter-code"),
    )
    .line(say!("agreement-letter-code-text", company = company(case)))
    .code(code)
    .line(say!("agreement-letter-code-life", minutes = CODE_MINUTES));
    outbox::post(tx, &letter.about("case", &case.id))
}

/// To who countersigns: the company has signed.
pub fn to_countersign(tx: &mut Tx, case: &Case, to: &Recipient, signer: &str) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/cases/{}/agreement", case.id));
    let letter = Letter::new(
        "agreement.countersign",
        &format!("{}:{}:{}", case.id, to.email, happened(case)),
        to,
        say!("agreement-letter-counter", company = company(case)),
    )
    .line(say!(
        "agreement-letter-counter-text",
        company = company(case),
        signer = signer
    ))
    .button(say!("agreement-letter-counter-open"), url);
    outbox::post(tx, &letter.about("case", &case.id))
}

/// To the office: declined, expired, or signed by both.
pub fn office(
    tx: &mut Tx,
    case: &Case,
    kind: &'static str,
    what: &Say,
    why: &str,
) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/cases/{}/agreement", case.id));
    let subject = say!(
        "agreement-letter-office",
        company = company(case),
        number = case.number()
    );
    let letter = Letter::to_several(kind, case.id.as_str(), subject)
        .line(what.clone())
        .quote_of(tx.who().name(), why)
        .button(say!("agreement-letter-office-open"), url)
        .about("case", &case.id);
    let people = bureau::recipients(tx.conn(), case)?;
    tx.post_each(&people, &letter)
}

/// To who signed for the company: the sealed agreement can be fetched.
pub fn sealed(tx: &mut Tx, case: &Case, to: &Recipient) -> Result<(), Fault> {
    let letter = Letter::new(
        "agreement.sealed",
        &format!("{}:{}", case.id, to.email),
        to,
        say!("agreement-letter-sealed", company = company(case)),
    )
    .line(say!("agreement-letter-sealed-text"))
    .button(say!("agreement-letter-sealed-open"), own_page(tx, case));
    outbox::post(tx, &letter.about("case", &case.id))
}

/// To the company: the time to sign ran out.
pub fn expired(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let url = tx.link(&format!("/my/applications/{}", case.id));
    let subject = say!("agreement-letter-expired");
    let letter = Letter::to_several("agreement.expired", case.id.as_str(), subject)
        .line(say!(
            "agreement-letter-expired-text",
            company = company(case)
        ))
        .button(say!("agreement-letter-expired-open"), url);
    to_applicant(tx, case, letter)
}

/// To the company: welcome, with the member number.
pub fn welcome(tx: &mut Tx, case: &Case, number: &str) -> Result<(), Fault> {
    let subject = say!("agreement-letter-welcome", company = company(case));
    let letter = Letter::to_several("agreement.welcome", case.id.as_str(), subject)
        .line(say!(
            "agreement-letter-welcome-text",
            company = company(case)
        ))
        .fact(
            say!("agreement-letter-number"),
            say!("agreement-letter-plain", text = number),
        )
        .line(say!("agreement-letter-welcome-next"))
        .button(say!("agreement-letter-welcome-open"), tx.link("/my"))
        .line(say!(
            "agreement-letter-welcome-copy",
            url = own_page(tx, case)
        ));
    to_applicant(tx, case, letter)
}

fn to_applicant(tx: &mut Tx, case: &Case, letter: Letter) -> Result<(), Fault> {
    let people = application::recipients(tx.conn(), case)?;
    tx.post_each(&people, &letter.about("case", &case.id))
}
