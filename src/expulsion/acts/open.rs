//! Puts a motion to the board: freezes the papers with their hash, puts the seats on the roll with
//! those of the member's company recused, and writes to the directors.

use std::collections::BTreeMap;

use serde_json::json;

use crate::accounts;
use crate::council::ballot;
use crate::council::ballot::rules::{Board, BoardSeat};
use crate::expulsion::acts::{self, MOTION};
use crate::expulsion::assemble::assemble;
use crate::expulsion::door;
use crate::expulsion::letters;
use crate::expulsion::read::state;
use crate::expulsion::rules::{Interest, KIND, Motion, MotionId};
use crate::expulsion::store;
use crate::kernel::brand::Brand;
use crate::kernel::{Moment, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, NewSeat, Opening};

/// How a round is opened.
#[derive(Debug, Clone)]
pub struct Round {
    /// When it closes.
    pub closes_at: Moment,
    /// What the office adds to the papers.
    pub note: String,
    /// Seats the office recuses besides those of the member's company, each with the reason.
    pub recused: Vec<(String, String)>,
}

/// The seats that must step back, with the reason: they belong to the member's company, or who
/// exercises them acts for it.
///
/// # Errors
/// If the database fails.
pub fn bound<'a>(
    conn: &mut Conn,
    motion: &Motion,
    board: &'a Board,
) -> Result<Vec<(&'a BoardSeat, Say)>, Fault> {
    let people = accounts::colleagues(conn, &motion.company)?;
    let people: Vec<_> = people.into_iter().map(|c| c.person.id).collect();
    let own = board
        .seats
        .iter()
        .filter(|seat| seat.is_of(Some(&motion.company), &people));
    Ok(own
        .map(|seat| (seat, say!("expulsion-conflict-own")))
        .collect())
}

/// Opens a ballot on a motion, or the next round of one that decided nothing.
///
/// # Errors
/// `Fault::Refused` before the member was heard, if the membership ended, the time is past, or the body
/// can't reach its quorum whatever happens.
pub fn open(tx: &mut Tx, id: &MotionId, round: &Round) -> Result<BallotId, Fault> {
    let motion = door::led(tx, id)?;
    let now = tx.now();
    motion.may_open(state(tx.conn(), &motion, now)?)?;
    if !acts::member_runs(tx, &motion)? {
        return Err(say!("expulsion-refused-ended").into());
    }
    let board = ballot::board(tx.conn(), motion.organ, now)?;
    let seats = roll(tx.conn(), &motion, &board, &round.recused)?;
    board.can_decide(&seats)?;
    let recused = seats.iter().filter_map(|s| Some((s, s.recused.clone()?)));
    let interests = recused.map(|(seat, text)| Interest {
        name: board.name_of(seat),
        text,
    });
    let papers = (interests.collect(), round.note.as_str());
    let body = assemble(tx.conn(), &motion, papers, now)?.canonical()?;
    let sha256 = sha256_hex(body.as_bytes());
    let opening = Opening {
        subject_kind: KIND,
        subject_id: motion.id.to_string(),
        title: motion.company_name.clone(),
        chair_seat: board.chair().map(str::to_owned),
        rule: board.rule,
        authorised: board.authorised,
        seats,
        pack_hash: sha256.clone(),
        opens_at: now,
        closes_at: round.closes_at,
    };
    let ballot = voting::open(tx, &opening)?;
    store::add_pack(tx.conn(), &ballot, &motion.id, (&body, &sha256), now)?;
    let entry = Entry::on(MOTION, &motion.id).did("expulsion.motion.put");
    let after = json!({ "ballot": ballot, "pack": sha256, "closes_at": round.closes_at });
    audit::record(tx, entry.after(&after))?;
    let opened = voting::ballot(tx.conn(), &ballot)?;
    letters::invite(tx, &motion, &opened)?;
    Ok(ballot)
}

fn roll(
    conn: &mut Conn,
    motion: &Motion,
    board: &Board,
    named: &[(String, String)],
) -> Result<Vec<NewSeat>, Fault> {
    let brand: Brand = settings::get(conn)?;
    let speech = Speech::new(brand.lang, &brand);
    let known: BTreeMap<String, String> = bound(conn, motion, board)?
        .into_iter()
        .map(|(seat, why)| (seat.seat.clone(), speech.say(&why)))
        .collect();
    Ok(board.roll(&known, named))
}

/// Whether the body can decide on this motion without the seats that must step back.
///
/// # Errors
/// If the database fails.
pub fn reaches_quorum(conn: &mut Conn, motion: &Motion, board: &Board) -> Result<bool, Fault> {
    let seats = roll(conn, motion, board, &[])?;
    Ok(board.can_decide(&seats).is_ok())
}
