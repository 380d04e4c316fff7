//! Opens ballots: freezes each pack with its hash, puts the seats on the roll with the recused
//! ones recused, and writes to the directors: one mail for all ballots of a sitting.

use std::collections::BTreeMap;

use serde_json::json;

use crate::accounts;
use crate::admission::ballot::assemble::assemble;
use crate::admission::ballot::board::{board, related};
use crate::admission::ballot::letters::{self, Named};
use crate::admission::ballot::rules::{Interest, known_conflicts};
use crate::admission::ballot::store::{self, SittingId};
use crate::admission::case::{self, Case, KIND, Telling};
use crate::admission::event::Event;
use crate::council::ballot::rules::Board;
use crate::kernel::Moment;
use crate::kernel::brand::Brand;
use crate::kernel::id::{CaseId, PersonId};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::secrets::sha256_hex;
use crate::platform::{outbox, settings};
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, NewSeat, Opening, Outcome, Phase, Seat};

/// One case to be voted on.
#[derive(Debug, Clone)]
pub struct Question {
    /// The case.
    pub case: CaseId,
    /// What the office adds to the pack for this round.
    pub note: String,
    /// Seats the office recuses besides those that must be, each with the reason.
    pub recused: Vec<(String, String)>,
}

/// Opens one ballot for each question, all closing at the same moment.
///
/// # Errors
/// `Fault::Refused` if a case can't be voted on now, the time is past, or the body can't reach
/// its quorum whatever happens.
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
        opened.push(open_one(tx, question, &sitting, closes_at)?);
    }
    invite(tx, &sitting, &opened, closes_at)?;
    Ok(opened.into_iter().map(|(id, _)| id).collect())
}

fn open_one(
    tx: &mut Tx,
    question: &Question,
    sitting: &SittingId,
    closes_at: Moment,
) -> Result<(BallotId, Named), Fault> {
    let now = tx.now();
    let case = case::led(tx, &question.case)?;
    let board = board(tx.conn(), &case, now)?;
    let seats = roll(tx.conn(), &case, &board, &question.recused)?;
    board.can_decide(&seats)?;
    let interests = interests(&board, &seats);
    let pack = assemble(tx.conn(), &case, interests, &question.note, now)?;
    let body = pack.canonical()?;
    let sha256 = sha256_hex(body.as_bytes());
    clear_the_way(tx, &case)?;
    let opening = Opening {
        subject_kind: KIND,
        subject_id: case.id.to_string(),
        title: case.company_name.clone(),
        chair_seat: board.chair().map(str::to_owned),
        rule: board.rule,
        authorised: board.authorised,
        seats,
        pack_hash: sha256.clone(),
        opens_at: now,
        closes_at,
    };
    let ballot = voting::open(tx, &opening)?;
    store::add_pack(tx.conn(), &ballot, &case.id, sitting, (&body, &sha256), now)?;
    let event = Event::BallotOpened {
        round: case.journey(now).round + 1,
        closes: closes_at,
    };
    let detail = json!({ "ballot": ballot, "pack": sha256 });
    let case = case::happen(tx, &case.id, Telling::of(event).with(detail))?;
    Ok((ballot, Named::of(&case)))
}

/// The seats for the roll: those with a certain conflict are recused, and those the office names.
fn roll(
    conn: &mut Conn,
    case: &Case,
    board: &Board,
    extra: &[(String, String)],
) -> Result<Vec<NewSeat>, Fault> {
    let brand: Brand = settings::get(conn)?;
    let speech = Speech::new(brand.lang, &brand);
    let related = related(conn, case)?;
    let known: BTreeMap<String, String> = known_conflicts(&board.seats, &related)
        .into_iter()
        .filter(|(_, conflict)| conflict.is_certain())
        .map(|(seat, conflict)| (seat.seat.clone(), speech.say(&conflict.in_words())))
        .collect();
    Ok(board.roll(&known, extra))
}

/// Whether the body can decide on this case at all: without the seats that must step back, and without
/// those that did in the last round.
///
/// # Errors
/// If the database fails.
pub fn reaches_quorum(conn: &mut Conn, case: &Case, now: Moment) -> Result<bool, Fault> {
    let board = board(conn, case, now)?;
    let last = voting::rounds(conn, KIND, case.id.as_str())?.pop();
    let recused = |seat: Seat| Some((seat.seat, seat.recused?.why));
    let seats = last.map_or_else(Vec::new, |ballot| ballot.seats);
    let back: Vec<(String, String)> = seats.into_iter().filter_map(recused).collect();
    let seats = roll(conn, case, &board, &back)?;
    Ok(board.can_decide(&seats).is_ok())
}

fn interests(board: &Board, seats: &[NewSeat]) -> Vec<Interest> {
    let recused = seats.iter().filter_map(|s| Some((s, s.recused.as_ref()?)));
    recused
        .map(|(seat, why)| Interest {
            name: board.name_of(seat),
            step: "ballot".into(),
            text: why.clone(),
        })
        .collect()
}

/// A new round that an upheld objection ordered takes the decided one back first, with that reason.
fn clear_the_way(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let now = tx.now();
    let Some(last) = voting::rounds(tx.conn(), KIND, case.id.as_str())?.pop() else {
        return Ok(());
    };
    let outcome = voting::result(tx.conn(), &last.id, now)?.and_then(|c| c.verdict());
    let decided = matches!(outcome, Some(Outcome::Rejected | Outcome::Passed));
    let Some(heard) = case.last("appeal_decided").filter(|_| decided) else {
        return Ok(());
    };
    if last.phase(now) == Phase::Closed {
        voting::annul(tx, &last.id, &heard.reason)?;
    }
    Ok(())
}

/// One mail to each director for the whole sitting; a director who is recused from all of it gets none.
fn invite(
    tx: &mut Tx,
    sitting: &SittingId,
    opened: &[(BallotId, Named)],
    closes: Moment,
) -> Result<(), Fault> {
    let mut asked: BTreeMap<PersonId, Vec<(BallotId, Named)>> = BTreeMap::new();
    for (id, named) in opened {
        for seat in voting::ballot(tx.conn(), id)?.entitled() {
            let mine = asked.entry(seat.person.clone()).or_default();
            mine.push((id.clone(), named.clone()));
        }
    }
    for (person, ballots) in asked {
        let to = accounts::recipient(tx.conn(), &person)?;
        let url = link(tx, ballots.iter().map(|(id, _)| id));
        let names: Vec<Named> = ballots.into_iter().map(|(_, named)| named).collect();
        let key = format!("{sitting}:{person}");
        let letter = letters::invitation(&to, &key, &names, closes, url);
        outbox::post(tx, &letter.about("sitting", sitting))?;
    }
    Ok(())
}

/// Where a director is sent: to the one ballot, or to the list of them.
pub(super) fn link<'a>(tx: &Tx, mut ballots: impl Iterator<Item = &'a BallotId>) -> String {
    match (ballots.next(), ballots.next()) {
        (Some(one), None) => tx.link(&format!("/board/ballots/{one}")),
        _ => tx.link("/board"),
    }
}
