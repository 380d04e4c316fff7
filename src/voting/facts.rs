//! What the audit record says about a ballot: a digest of each fact, never a choice. The same
//! digests are made again from the rows when a ballot is verified.

use serde::Serialize;
use serde_json::json;

use super::rows::{BallotRow, ResultRow, SeatRow, VoteRow};
use crate::platform::audit::Entry;
use crate::platform::secrets::sha256_hex;

/// Kind of thing in the audit record.
pub const KIND: &str = "ballot";
/// The act that vouches for the ballot and for every seat on its roll.
const OPENED: &str = "voting.ballot.opened";
const COUNTED: &str = "voting.ballot.counted";

/// Something that was done to a ballot and stands in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The ballot.
    pub ballot: String,
    /// The row it stands in, for a person who has to look it up.
    pub row: String,
    /// The act in the audit record.
    pub act: &'static str,
    /// SHA-256 over the fact.
    pub digest: String,
}

impl Fact {
    fn new(ballot: &impl ToString, row: String, act: &'static str, fact: &impl Serialize) -> Self {
        // Rows hold text, numbers and times only: they always become JSON.
        let text = serde_json::to_string(fact).unwrap_or_default();
        Self {
            ballot: ballot.to_string(),
            row,
            act,
            digest: sha256_hex(text.as_bytes()),
        }
    }

    /// The audit entry of an opening: vouches for the ballot and each seat.
    pub fn entry_with(&self, roll: &[SeatRow], about: serde_json::Value) -> Entry {
        let roll: Vec<String> = roll.iter().map(|seat| enrolled(seat).digest).collect();
        let after = json!({ "digest": self.digest, "roll": roll, "about": about });
        Entry::on(KIND, &self.ballot).did(self.act).after(&after)
    }

    /// The audit entry that will vouch for this fact; `about` says in clear what may be known now.
    pub fn entry(&self, about: serde_json::Value) -> Entry {
        let after = json!({ "digest": self.digest, "about": about });
        Entry::on(KIND, &self.ballot).did(self.act).after(&after)
    }
}

/// The question and the rule as they were at opening.
pub fn opened(b: &BallotRow) -> Fact {
    let fact = (
        (
            &b.id,
            &b.subject_kind,
            &b.subject_id,
            b.round,
            &b.title,
            &b.rule,
            b.authorised,
        ),
        (
            &b.chair_seat,
            &b.pack_hash,
            &b.method,
            &b.secrecy,
            b.opens_at,
            b.closes_at,
        ),
        (&b.opened_by, b.opened_at),
    );
    Fact::new(&b.id, format!("ballots {}", b.id), OPENED, &fact)
}

/// A seat as it was put on the roll at opening.
pub fn enrolled(s: &SeatRow) -> Fact {
    let fact = (&s.ballot_id, &s.seat, s.place, &s.label, &s.person_id);
    Fact::new(&s.ballot_id, seat_row(s), OPENED, &fact)
}

/// A director opened the papers.
pub fn pack_opened(s: &SeatRow) -> Option<Fact> {
    let fact = (&s.ballot_id, &s.seat, s.pack_opened_at?);
    Some(Fact::new(
        &s.ballot_id,
        seat_row(s),
        "voting.pack.opened",
        &fact,
    ))
}

/// A seat was recused.
pub fn recused(s: &SeatRow) -> Option<Fact> {
    let fact = (
        &s.ballot_id,
        &s.seat,
        s.recused_at?,
        &s.recused_as,
        &s.recused_by,
        &s.recused_why,
    );
    Some(Fact::new(
        &s.ballot_id,
        seat_row(s),
        "voting.seat.recused",
        &fact,
    ))
}

/// A vote was cast; the salt hides which.
pub fn cast(v: &VoteRow) -> Fact {
    let fact = (
        (&v.salt, &v.id, &v.ballot_id, &v.seat, v.version),
        (&v.choice, &v.comment, &v.person_id, v.cast_at),
    );
    Fact::new(
        &v.ballot_id,
        format!("ballot_votes {}", v.id),
        "voting.vote.cast",
        &fact,
    )
}

/// A count was frozen.
pub fn counted(r: &ResultRow) -> Fact {
    let fact = (
        (
            &r.ballot_id,
            r.seq,
            &r.rule,
            &r.rolls,
            &r.counts,
            &r.chair,
            &r.outcome,
        ),
        (&r.arithmetic, &r.pack_hash, r.counted_at, &r.counted_by),
    );
    let row = format!("ballot_results {} {}", r.ballot_id, r.seq);
    Fact::new(&r.ballot_id, row, COUNTED, &fact)
}

/// A round was taken back.
pub fn annulled(b: &BallotRow) -> Option<Fact> {
    let fact = (&b.id, b.annulled_at?, &b.annulled_by, &b.annulled_why);
    Some(Fact::new(
        &b.id,
        format!("ballots {}", b.id),
        "voting.ballot.annulled",
        &fact,
    ))
}

/// The row that an audit entry made above speaks of, as far as it says.
pub fn row_of(ballot: &str, act: &str, about: &serde_json::Value) -> String {
    match (about["seat"].as_str(), about["version"].as_i64()) {
        (Some(seat), Some(version)) => format!("ballot_votes {ballot} {seat} version {version}"),
        (Some(seat), None) => format!("ballot_seats {ballot} {seat}"),
        (None, _) if act == COUNTED => format!("ballot_results {ballot}"),
        (None, _) => format!("ballots {ballot}"),
    }
}

fn seat_row(s: &SeatRow) -> String {
    format!("ballot_seats {} {}", s.ballot_id, s.seat)
}
