//! Opens ballots: freezes the papers with their hash, puts the seats on the roll with the tied ones
//! recused, and writes to the directors: one mail for all ballots of a sitting.

use std::collections::BTreeMap;

use crate::accounts;
use crate::ballots::known::in_the_chambers_words;
use crate::ballots::letters;
use crate::ballots::organ::board;
use crate::ballots::rules::{Board, BoardSeat};
use crate::ballots::store::{self, Frozen, SittingId};
use crate::ballots::subject::{About, Interest, Papers, Subject, Tie};
use crate::ballots::view::{Chair, Opening};
use crate::chamber::rules::TimeLimits;
use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::outbox;
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, NewSeat, Seat};

/// One subject to be voted on.
#[derive(Clone)]
pub struct Question {
    /// Its kind.
    pub subject: &'static dyn Subject,
    /// Its id.
    pub id: String,
    /// What the office adds to the papers of this round.
    pub note: String,
    /// Seats the office recuses besides those that must be, each with the reason.
    pub recused: Vec<(String, String)>,
}

impl Question {
    /// The bare question.
    pub fn of(subject: &'static dyn Subject, id: &str) -> Self {
        Self {
            subject,
            id: id.to_owned(),
            note: String::new(),
            recused: vec![],
        }
    }
}

/// Opens one ballot for each question, all closing at the same moment.
///
/// # Errors
/// `Fault::Missing` for whoever doesn't lead it; `Fault::Refused` if a subject can't be voted on now,
/// the time is past, or the body can't reach its quorum whatever happens.
pub fn open(
    tx: &mut Tx,
    questions: &[Question],
    closes_at: Moment,
) -> Result<Vec<BallotId>, Fault> {
    if questions.is_empty() {
        return Err(say!("ballot-refused-no-case").into());
    }
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let sitting = store::add_sitting(tx.conn(), closes_at, &by, now)?;
    let mut opened = vec![];
    for question in questions {
        opened.push(open_one(tx, question, (&sitting, closes_at))?);
    }
    invite(tx, questions, &sitting, &opened)?;
    Ok(opened.into_iter().map(|(ballot, _)| ballot.id).collect())
}

fn open_one(
    tx: &mut Tx,
    question: &Question,
    (sitting, closes_at): (&SittingId, Moment),
) -> Result<(Ballot, String), Fault> {
    let (subject, id, now) = (question.subject, question.id.as_str(), tx.now());
    let me = tx.actor()?.clone();
    if !subject.leads(tx.conn(), &me, id)? {
        return Err(Fault::Missing);
    }
    subject.may_open(tx, id)?;
    let (about, board, ties) = before(tx.conn(), (subject, id), now)?;
    let seats = roll(tx.conn(), &board, &ties, &question.recused)?;
    board.can_decide(&seats)?;
    let stepped = seats.iter().filter_map(|s| Some((s, s.recused.clone()?)));
    let interests = stepped.map(|(seat, text)| Interest {
        name: board.name_of(seat),
        text,
    });
    let papers = Papers {
        interests: interests.collect(),
        note: question.note.clone(),
    };
    let body = subject.papers(tx.conn(), id, &papers, now)?;
    let sha256 = sha256_hex(body.as_bytes());
    let opening = voting::rules::Opening {
        subject_kind: subject.kind(),
        subject_id: question.id.clone(),
        title: about.title,
        chair_seat: board.chair().map(str::to_owned),
        rule: board.rule,
        authorised: board.authorised,
        seats,
        pack_hash: sha256.clone(),
        opens_at: now,
        closes_at,
    };
    let ballot = voting::open(tx, &opening)?;
    let frozen = Frozen {
        ballot_id: ballot.clone(),
        sitting_id: sitting.clone(),
        sha256,
        body,
        made_at: now,
    };
    store::add_pack(tx.conn(), &frozen)?;
    let ballot = voting::ballot(tx.conn(), &ballot)?;
    subject.opened(tx, &ballot)?;
    Ok((ballot, about.number))
}

/// A subject with the body that it is before, and the seats that are tied to it.
fn before(
    conn: &mut Conn,
    (subject, id): (&dyn Subject, &str),
    now: Moment,
) -> Result<(About, Board, Vec<Tie>), Fault> {
    let about = subject.about(conn, id, now)?;
    let board = board(conn, about.organ, now)?;
    let ties = subject.ties(conn, (id, &about), &board)?;
    Ok((about, board, ties))
}

/// The seats for the roll: those with a certain tie are recused, and those the office names.
fn roll(
    conn: &mut Conn,
    board: &Board,
    ties: &[Tie],
    named: &[(String, String)],
) -> Result<Vec<NewSeat>, Fault> {
    let mut known = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.certain) {
        known.insert(tie.seat.clone(), in_the_chambers_words(conn, &tie.why)?);
    }
    Ok(board.roll(&known, named))
}

/// Whether the body can decide at all: without the seats that must step back, and without those that
/// did in the last round.
///
/// # Errors
/// If the database fails.
pub fn reaches_quorum(
    conn: &mut Conn,
    subject: &dyn Subject,
    id: &str,
    now: Moment,
) -> Result<bool, Fault> {
    let (_, board, ties) = before(conn, (subject, id), now)?;
    can_decide(conn, (subject, id), &board, &ties)
}

fn can_decide(
    conn: &mut Conn,
    (subject, id): (&dyn Subject, &str),
    board: &Board,
    ties: &[Tie],
) -> Result<bool, Fault> {
    let last = voting::rounds(conn, subject.kind(), id)?.pop();
    let recused = |seat: Seat| Some((seat.seat, seat.recused?.why));
    let seats = last.map_or_else(Vec::new, |ballot| ballot.seats);
    let back: Vec<(String, String)> = seats.into_iter().filter_map(recused).collect();
    let seats = roll(conn, board, ties, &back)?;
    Ok(board.can_decide(&seats).is_ok())
}

/// Whether another round may open: none runs, and the last decided nothing that holds.
///
/// # Errors
/// If the database fails.
pub fn may_open(
    conn: &mut Conn,
    subject: &dyn Subject,
    id: &str,
    now: Moment,
) -> Result<bool, Fault> {
    let Some(last) = voting::rounds(conn, subject.kind(), id)?.pop() else {
        return Ok(true);
    };
    let closed = voting::result_of(conn, &last, now)?;
    let waits = closed
        .as_ref()
        .is_some_and(|closed| closed.waits_for_chair());
    let outcome = closed.map(|closed| closed.outcome);
    Ok(!waits && voting::rules::next_round(Some((&last, outcome)), now).is_ok())
}

/// What the form that opens a round shows.
///
/// # Errors
/// If the database fails.
pub fn opening(
    conn: &mut Conn,
    subject: &dyn Subject,
    id: &str,
    now: Moment,
) -> Result<Opening, Fault> {
    let (about, board, ties) = before(conn, (subject, id), now)?;
    let days = match about.days {
        Some(days) => days,
        None => settings::get::<TimeLimits>(conn)?.ballot,
    };
    let can_decide = can_decide(conn, (subject, id), &board, &ties)?;
    let chair = |seat: &BoardSeat| {
        let tie = ties.iter().find(|tie| tie.seat == seat.seat);
        Chair {
            seat: seat.clone(),
            must: tie.is_some_and(|tie| tie.certain),
            said: tie.is_some_and(|tie| tie.said),
            known: tie.map(|tie| tie.why.clone()),
        }
    };
    let chairs = board.seats.iter().map(chair).collect();
    Ok(Opening::of(&board, chairs, can_decide, days))
}

/// One mail to each director for the whole sitting; who is recused from all of it gets none.
fn invite(
    tx: &mut Tx,
    questions: &[Question],
    sitting: &SittingId,
    opened: &[(Ballot, String)],
) -> Result<(), Fault> {
    let Some(subject) = questions.first().map(|question| question.subject) else {
        return Ok(());
    };
    let mut asked: BTreeMap<PersonId, Vec<(&Ballot, &str)>> = BTreeMap::new();
    for (ballot, number) in opened {
        for seat in ballot.entitled() {
            let mine = asked.entry(seat.person.clone()).or_default();
            mine.push((ballot, number.as_str()));
        }
    }
    for (person, mine) in asked {
        let to = accounts::recipient(tx.conn(), &person)?;
        let letter = letters::invitation(tx, &to, subject, (sitting, &person), &mine);
        outbox::post(tx, &letter)?;
    }
    Ok(())
}
