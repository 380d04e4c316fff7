//! `/board`: a director's ballots, whatever they are about: what waits for a vote, what was voted on
//! and still runs, what is decided.

use actix_web::web::Data;
use askama::Template;

use crate::admission::ballot as admission;
use crate::admission::case;
use crate::council::ballot::{self, Round, SeeBoard};
use crate::expulsion;
use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, MyVote};
use crate::web::{May, Reply, View};

/// Most ballots on the page.
const MOST: i64 = 60;

/// One line of the page.
struct Item {
    round: Round,
    mine: Option<MyVote>,
    recused: bool,
    /// Key of what is decided.
    what: &'static str,
    number: String,
    href: String,
}

impl Item {
    fn choice(&self) -> Option<(&'static str, &'static str)> {
        self.mine.as_ref().map(|v| ballot::choice(v.choice))
    }
}

#[derive(Template)]
#[template(path = "portal/board.html")]
struct BoardPage {
    waiting: Vec<Item>,
    voted: Vec<Item>,
    decided: Vec<Item>,
}

/// What each of these ballots is about: the key of it, its number, the ballot's page.
fn subjects(
    conn: &mut Conn,
    ids: &[BallotId],
) -> Result<Vec<(BallotId, &'static str, String, String)>, Fault> {
    let mut found = vec![];
    for (id, case) in admission::cases_of(conn, ids)? {
        let number = case::load(conn, &case)?.number().to_owned();
        let href = format!("/board/ballots/{id}");
        found.push((id, "portal-board-admission", number, href));
    }
    for (id, number) in expulsion::numbers(conn, ids)? {
        let href = format!("/board/motions/{id}");
        found.push((id, "portal-board-expulsion", number, href));
    }
    Ok(found)
}

fn items(conn: &mut Conn, person: &PersonId, now: Moment) -> Result<Vec<Item>, Fault> {
    let ballots = voting::ballots_of(conn, person, MOST)?;
    let ids: Vec<BallotId> = ballots.iter().map(|b| b.id.clone()).collect();
    let subjects = subjects(conn, &ids)?;
    let mut items = vec![];
    for ballot in ballots {
        let Some((_, what, number, href)) = subjects.iter().find(|(id, ..)| *id == ballot.id)
        else {
            continue;
        };
        items.push(Item {
            recused: ballot.seat_of(person).is_some_and(|s| s.recused.is_some()),
            mine: voting::my_vote(conn, &ballot.id, person)?,
            round: Round::of(conn, ballot, now)?,
            what,
            number: number.clone(),
            href: href.clone(),
        });
    }
    Ok(items)
}

/// `GET /board`
pub async fn list(me: May<SeeBoard>, view: View, db: Data<Db>, clock: Data<Clock>) -> Reply {
    let (person, now) = (me.id.clone(), clock.now());
    let items = db.read(move |conn| items(conn, &person, now)).await?;
    let (mut open, decided): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| item.round.is_open());
    open.sort_by_key(|item| item.round.ballot.closes_at);
    let (waiting, voted) = open
        .into_iter()
        .partition(|item| item.mine.is_none() && !item.recused);
    view.page(
        say!("ballot-board-title"),
        &BoardPage {
            waiting,
            voted,
            decided,
        },
    )
}
