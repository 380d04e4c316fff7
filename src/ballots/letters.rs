//! Letters of ballots: to directors, to the chair, to the president, to the office. What others are told,
//! the subject says.

use crate::accounts;
use crate::ballots::known::Known;
use crate::ballots::store::SittingId;
use crate::ballots::subject::{Named, Subject};
use crate::kernel::id::PersonId;
use crate::kernel::{Moment, Role, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::outbox;
use crate::say;
use crate::voting::rules::{Ballot, Closed, Phase};

/// The kinds of letters that call for a vote: about a sitting.
pub(super) const CALLS: [&str; 2] = ["ballot.invitation", REMINDER];
/// Those that call for something else while a round waits to be decided: about a ballot.
pub(super) const WAITS: [&str; 2] = ["ballot.tie", "ballot.late_tie"];

/// The kind of letter that reminds a director. Its key ends in the step it is of.
pub(super) const REMINDER: &str = "ballot.reminder";

/// Where a director is sent: to the one ballot, or to the list of them.
pub fn link(tx: &Tx, ballots: &[&Ballot]) -> String {
    match ballots {
        [one] => tx.link(&format!("/board/ballots/{}", one.id)),
        _ => tx.link("/board"),
    }
}

/// What is voted on, as a letter names it.
fn case(title: &str, number: &str) -> Say {
    say!("ballot-letter-case", company = title, number = number)
}

fn named(ballot: &Ballot, number: &str) -> Say {
    case(&ballot.title, number)
}

/// The subject line of a letter about these.
fn line(key: &'static str, titles: &[&str]) -> Say {
    say!(key, title = titles.join(" · "), n = titles.len())
}

fn at(moment: Moment) -> Say {
    say!("ballot-letter-moment", at = moment)
}

/// To the office that leads a subject: something is to be done or to be known; once for each key. From
/// whom the subject is kept gets none.
///
/// # Errors
/// If the database fails.
pub fn tell_office(
    tx: &mut Tx,
    subject: &dyn Subject,
    (id, title, number): (&str, &str, &str),
    (key, what): (&str, &Say),
) -> Result<(), Fault> {
    let (words, url) = (subject.words(), tx.link(&subject.home(id)));
    let about = say!(words.tells, title = title, case = case(title, number));
    let letter = Letter::to_several(words.letter, key, about)
        .about(words.thing, id)
        .line(what.clone())
        .button(say!(words.opens), url);
    let now = tx.now();
    let out = subject.kept_out(tx.conn(), id, now)?;
    let to = accounts::staff(tx.conn(), [Role::Secretary, Role::Admin], &out)?;
    tx.post_each(&to, &letter)
}

/// The same about the subject of a ballot.
pub fn tell_office_of(tx: &mut Tx, known: &Known, key: &str, what: &Say) -> Result<(), Fault> {
    let (id, about) = (known.id(), &known.about);
    let named = (id, about.title.as_str(), about.number.as_str());
    tell_office(tx, known.subject, named, (key, what))
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
    let words = subject.words();
    let [one, several] = words.invites;
    let calls = line(if titles.len() == 1 { one } else { several }, &titles);
    let letter = Letter::new("ballot.invitation", &key, to, calls)
        .about("sitting", sitting)
        .line(say!(words.invite));
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
    let calls = line(first.subject.words().reminds, &titles);
    let letter = Letter::new(REMINDER, &key, to, calls)
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

/// To each who could vote in a round that was taken back: it was, why, and that there is nothing to do. Who is
/// tied to the subject by now reads nothing of it.
pub fn annulled(tx: &mut Tx, known: &Known, why: &str) -> Result<(), Fault> {
    let (ballot, url) = (&known.ballot, link(tx, &[&known.ballot]));
    let case = named(ballot, &known.about.number);
    for seat in ballot
        .entitled()
        .filter(|seat| !known.is_tied(&seat.person))
    {
        let to = accounts::recipient(tx.conn(), &seat.person)?;
        let subject = say!("ballot-letter-annulled", title = ballot.title.as_str());
        let key = format!("{}:{}", ballot.id, seat.person);
        let letter = Letter::new("ballot.annulled", &key, &to, subject)
            .about("ballot", &ballot.id)
            .line(say!("ballot-letter-annulled-text", case = case.clone()))
            .quote(why)
            .line(say!("ballot-letter-annulled-again"))
            .button(say!("ballot-letter-annulled-open"), url.clone());
        outbox::post(tx, &letter)?;
    }
    Ok(())
}

/// To the president: a seat came to be on the subject's side after it had voted.
pub fn late_tie(tx: &Tx, to: &Recipient, known: &Known) -> Letter {
    let case = named(&known.ballot, &known.about.number);
    let key = format!("{}:{}:{}", known.ballot.id, known.late.join(":"), to.email);
    let over = known.ballot.phase(tx.now()) == Phase::Ended;
    Letter::new(
        "ballot.late_tie",
        &key,
        to,
        say!("ballot-letter-office", case = case),
    )
    .about("ballot", &known.ballot.id)
    .line(say!("ballot-late-tie", names = known.late.join(" · ")))
    .line(match over {
        true => say!("ballot-late-tie-counted"),
        false => say!("ballot-late-tie-annul"),
    })
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
