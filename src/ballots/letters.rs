//! Letters of ballots: to directors, to the chair, to the president. What the office and others are
//! told, the subject says.

use crate::ballots::known::Known;
use crate::ballots::store::SittingId;
use crate::ballots::subject::{Named, Subject};
use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Say};
use crate::platform::db::Tx;
use crate::platform::letter::{Letter, Recipient};
use crate::say;
use crate::voting::rules::{Ballot, Closed};

/// Where a director is sent: to the one ballot, or to the list of them.
pub fn link(tx: &Tx, ballots: &[&Ballot]) -> String {
    match ballots {
        [one] => tx.link(&format!("/board/ballots/{}", one.id)),
        _ => tx.link("/board"),
    }
}

/// A ballot as a letter names it.
fn named(ballot: &Ballot, number: &str) -> Say {
    say!(
        "ballot-letter-case",
        company = ballot.title.as_str(),
        number = number
    )
}

fn at(moment: Moment) -> Say {
    say!("ballot-letter-moment", at = moment)
}

/// To a director: these wait for your vote. One mail for a whole sitting, one link.
pub fn invitation(
    tx: &Tx,
    to: &Recipient,
    subject: &dyn Subject,
    (sitting, person): (&SittingId, &PersonId),
    ballots: &[(&Ballot, &str)],
) -> Letter {
    let titles: Vec<&str> = ballots.iter().map(|(b, _)| b.title.as_str()).collect();
    let all: Vec<&Ballot> = ballots.iter().map(|(ballot, _)| *ballot).collect();
    let key = format!("{sitting}:{person}");
    let letter = Letter::new("ballot.invitation", &key, to, subject.invites(&titles))
        .about("sitting", sitting)
        .line(say!(subject.words().invite));
    let mut letter = ballots.iter().fold(letter, |letter, (one, number)| {
        letter.item(named(one, number))
    });
    if let Some(closes) = all.iter().map(|ballot| ballot.closes_at).min() {
        letter = letter.fact(say!("ballot-letter-closes"), at(closes));
    }
    letter
        .button(say!("ballot-letter-vote"), link(tx, &all))
        .line(say!("ballot-letter-invite-conflict"))
}

/// To a director who has not voted yet; none if nothing waits.
pub fn reminder(
    tx: &Tx,
    to: &Recipient,
    (sitting, person, step): (&SittingId, &PersonId, &str),
    waiting: &[&Known],
) -> Option<Letter> {
    let first = waiting.first()?;
    let titles: Vec<&str> = waiting.iter().map(|k| k.ballot.title.as_str()).collect();
    let all: Vec<&Ballot> = waiting.iter().map(|known| &known.ballot).collect();
    let closes = all.iter().map(|ballot| ballot.closes_at).min()?;
    let key = format!("{sitting}:{person}:{step}");
    let letter = Letter::new("ballot.reminder", &key, to, first.subject.reminds(&titles))
        .about("sitting", sitting)
        .line(say!("ballot-letter-remind-text"));
    let letter = waiting.iter().fold(letter, |letter, known| {
        letter.item(named(&known.ballot, &known.about.number))
    });
    Some(
        letter
            .fact(say!("ballot-letter-closes"), at(closes))
            .button(say!("ballot-letter-vote"), link(tx, &all)),
    )
}

/// To the chair: a tie that theirs is the word on.
pub fn tie(tx: &Tx, to: &Recipient, (ballot, number): (&Ballot, &str)) -> Letter {
    let subject = say!("ballot-letter-tie", case = named(ballot, number));
    Letter::new("ballot.tie", ballot.id.as_str(), to, subject)
        .about("ballot", &ballot.id)
        .line(say!("ballot-letter-tie-text"))
        .button(say!("ballot-letter-tie-open"), link(tx, &[ballot]))
}

/// To the president: a seat came to be on the subject's side after it had voted.
pub fn late_tie(tx: &Tx, to: &Recipient, known: &Known) -> Letter {
    let case = named(&known.ballot, &known.about.number);
    let key = format!("{}:{}:{}", known.ballot.id, known.late.len(), to.email);
    Letter::new(
        "ballot.late_tie",
        &key,
        to,
        say!("ballot-letter-office", case = case),
    )
    .about("ballot", &known.ballot.id)
    .line(say!("ballot-late-tie", names = known.late.join(" · ")))
    .line(say!("ballot-late-tie-annul"))
    .button(say!("ballot-letter-office-open"), tx.link(&known.home()))
}

/// To everyone on the roll once all ballots of a sitting are over.
pub fn results(
    to: &Recipient,
    (sitting, person): (&SittingId, &PersonId),
    (counted, names): (&[&Closed], &[Named]),
    url: &str,
) -> Letter {
    let key = format!("{sitting}:{person}");
    let letter = Letter::new("ballot.result", &key, to, say!("ballot-letter-result"))
        .about("sitting", sitting)
        .line(say!("ballot-letter-result-text"));
    let item = |letter: Letter, closed: &&Closed| {
        let ballot = &closed.ballot;
        let found = names.iter().find(|named| named.id == ballot.subject_id);
        let number = found.map(|named| named.number.as_str()).unwrap_or_default();
        letter.item(say!(
            "ballot-letter-result-item",
            case = named(ballot, number),
            outcome = closed.outcome.in_words()
        ))
    };
    counted
        .iter()
        .fold(letter, item)
        .button(say!("ballot-letter-result-open"), url.to_owned())
}
