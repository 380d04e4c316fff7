//! The tables as rows, and how they become a [`Ballot`]. Nobody outside the slice sees them.

use diesel::prelude::*;

use super::rules::{Annulment, Ballot, BallotId, Chair, Method, Recusal, RecusedAs, Seat, Secrecy};
use crate::kernel::{Moment, id::PersonId};
use crate::platform::db::Fault;
use crate::schema::{ballot_results, ballot_seats, ballot_votes, ballots};

#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = ballots, treat_none_as_default_value = false)]
pub struct BallotRow {
    pub id: BallotId,
    pub subject_kind: String,
    pub subject_id: String,
    pub round: i32,
    pub title: String,
    pub rule: String,
    pub authorised: i64,
    pub chair_seat: Option<String>,
    pub pack_hash: String,
    pub method: String,
    pub secrecy: String,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub opened_by: Option<String>,
    pub opened_at: Moment,
    pub closed_at: Option<Moment>,
    pub annulled_at: Option<Moment>,
    pub annulled_by: Option<String>,
    pub annulled_why: Option<String>,
}

#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = ballot_seats, treat_none_as_default_value = false)]
pub struct SeatRow {
    pub ballot_id: BallotId,
    pub seat: String,
    pub place: i32,
    pub label: String,
    pub person_id: PersonId,
    pub pack_opened_at: Option<Moment>,
    pub recused_at: Option<Moment>,
    pub recused_as: Option<String>,
    pub recused_by: Option<String>,
    pub recused_why: Option<String>,
}

#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = ballot_votes, treat_none_as_default_value = false)]
pub struct VoteRow {
    pub id: String,
    pub ballot_id: BallotId,
    pub seat: String,
    pub version: i32,
    pub choice: String,
    pub comment: Option<String>,
    pub person_id: PersonId,
    pub cast_at: Moment,
    pub salt: String,
    pub digest: String,
}

#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = ballot_results, treat_none_as_default_value = false)]
pub struct ResultRow {
    pub ballot_id: BallotId,
    pub seq: i32,
    pub rule: String,
    pub rolls: String,
    pub counts: String,
    pub chair: Option<String>,
    pub outcome: String,
    pub arithmetic: String,
    pub pack_hash: String,
    pub counted_at: Moment,
    pub counted_by: Option<String>,
}

impl ResultRow {
    pub fn chair(&self) -> Result<Option<Chair>, Fault> {
        match self.chair.as_deref() {
            None => Ok(None),
            Some("yes") => Ok(Some(Chair::Yes)),
            Some("no") => Ok(Some(Chair::No)),
            Some(word) => Err(Fault::Broken(format!("no word of a chair: {word}"))),
        }
    }
}

impl BallotRow {
    /// The ballot with its roll, picked from the rows of several.
    pub fn into_ballot(
        self,
        seats: &[SeatRow],
        voted: &[(BallotId, String)],
    ) -> Result<Ballot, Fault> {
        let has_voted = |row: &SeatRow| {
            voted
                .iter()
                .any(|(ballot, seat)| *ballot == row.ballot_id && *seat == row.seat)
        };
        let seats = seats
            .iter()
            .filter(|row| row.ballot_id == self.id)
            .map(|row| row.seat(has_voted(row)))
            .collect();
        Ok(Ballot {
            rule: serde_json::from_str(&self.rule)?,
            authorised: u64::try_from(self.authorised)
                .map_err(|_| Fault::Broken("fewer seats than none".into()))?,
            annulled: self.annulled_at.map(|at| Annulment {
                at,
                why: self.annulled_why.unwrap_or_default(),
            }),
            id: self.id,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            round: self.round,
            title: self.title,
            chair_seat: self.chair_seat,
            pack_hash: self.pack_hash,
            method: Method::from_word(&self.method)
                .ok_or_else(|| Fault::Broken(format!("no method: {}", self.method)))?,
            secrecy: Secrecy::from_word(&self.secrecy)
                .ok_or_else(|| Fault::Broken(format!("no secrecy: {}", self.secrecy)))?,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            closed_at: self.closed_at,
            seats,
        })
    }
}

impl SeatRow {
    fn seat(&self, voted: bool) -> Seat {
        let declared_as = match self.recused_as.as_deref() {
            Some("director") => RecusedAs::Director,
            _ => RecusedAs::Office,
        };
        Seat {
            seat: self.seat.clone(),
            label: self.label.clone(),
            person: self.person_id.clone(),
            pack_opened_at: self.pack_opened_at,
            recused: self.recused_at.map(|at| Recusal {
                at,
                declared_as,
                why: self.recused_why.clone().unwrap_or_default(),
            }),
            voted,
        }
    }
}
