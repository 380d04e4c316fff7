//! Letters of a ballot: to directors, to the office, to the applicant.

use crate::admission::application;
use crate::admission::ballot::rules::Reason;
use crate::admission::case::Case;
use crate::admission::office as bureau;
use crate::kernel::id::CaseId;
use crate::kernel::{Lang, Moment, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::outbox;
use crate::say;

/// One ballot as a letter names it.
#[derive(Debug, Clone)]
pub struct Named {
    /// The company.
    pub company: String,
    /// The case's number.
    pub number: String,
}

impl Named {
    /// How a case is named.
    pub fn of(case: &Case) -> Self {
        Self {
            company: case.company_name.clone(),
            number: case.number().to_owned(),
        }
    }

    fn say(&self) -> Say {
        say!(
            "ballot-letter-case",
            company = self.company.as_str(),
            number = self.number.as_str()
        )
    }
}

/// To a director: these cases wait for your vote. One mail for a whole sitting, one link.
pub fn invitation(
    to: &Recipient,
    key: &str,
    cases: &[Named],
    closes: Moment,
    url: String,
) -> Letter {
    let subject = match cases {
        [one] => say!("ballot-letter-invite-one", company = one.company.as_str()),
        many => say!("ballot-letter-invite-many", n = many.len()),
    };
    listed(
        Letter::new("ballot.invitation", key, to, subject).line(say!("ballot-letter-invite-text")),
        cases,
    )
    .fact(say!("ballot-letter-closes"), at(closes))
    .button(say!("ballot-letter-vote"), url)
    .line(say!("ballot-letter-invite-conflict"))
}

/// To a director who has not voted yet.
pub fn reminder(to: &Recipient, key: &str, cases: &[Named], closes: Moment, url: String) -> Letter {
    let subject = say!("ballot-letter-remind", n = cases.len());
    listed(
        Letter::new("ballot.reminder", key, to, subject).line(say!("ballot-letter-remind-text")),
        cases,
    )
    .fact(say!("ballot-letter-closes"), at(closes))
    .button(say!("ballot-letter-vote"), url)
}

/// To the chair: a tie that theirs is the word on.
pub fn tie(to: &Recipient, key: &str, case: &Named, url: String) -> Letter {
    let subject = say!("ballot-letter-tie", case = case.say());
    Letter::new("ballot.tie", key, to, subject)
        .line(say!("ballot-letter-tie-text"))
        .button(say!("ballot-letter-tie-open"), url)
}

/// To everyone on the roll once all ballots of a sitting are over.
pub fn results(to: &Recipient, key: &str, results: &[(Named, Say)], url: String) -> Letter {
    let letter = Letter::new("ballot.result", key, to, say!("ballot-letter-result"))
        .line(say!("ballot-letter-result-text"));
    results
        .iter()
        .fold(letter, |letter, (case, outcome)| {
            letter.item(say!(
                "ballot-letter-result-item",
                case = case.say(),
                outcome = outcome.clone()
            ))
        })
        .button(say!("ballot-letter-result-open"), url)
}

fn listed(letter: Letter, cases: &[Named]) -> Letter {
    cases
        .iter()
        .fold(letter, |letter, case| letter.item(case.say()))
}

fn at(moment: Moment) -> Say {
    say!("ballot-letter-moment", at = moment)
}

/// To the office: a ballot is over, or can no longer decide, and something is to be done.
pub fn office(tx: &mut Tx, case: &Case, what: &Say) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/cases/{}/ballot", case.id));
    let seq = case.record.last().map_or(0, |line| line.seq);
    for to in bureau::recipients(tx.conn(), case)? {
        let key = format!("{}:{seq}:{}", case.id, to.email);
        let subject = say!("ballot-letter-office", case = Named::of(case).say());
        let letter = Letter::new("ballot.office", &key, &to, subject)
            .about("case", &case.id)
            .line(what.clone())
            .button(say!("ballot-letter-office-open"), url.clone());
        outbox::post(tx, &letter)?;
    }
    Ok(())
}

/// To the applicant: the admission notice, with what comes next.
pub fn admitted(tx: &mut Tx, case: &Case, rank: &dyn Fn(Lang) -> String) -> Result<(), Fault> {
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
        if !message.is_empty() {
            letter = letter.quote(message);
        }
        letter = letter.line(say!("ballot-letter-rejected-appeal", until = appeal));
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
