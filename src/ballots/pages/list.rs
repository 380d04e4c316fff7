//! `/board`: a director's ballots, whatever they are about: what waits for a vote, what was voted on
//! and still runs, what is decided.

use actix_web::web::Data;
use askama::Template;

use crate::ballots::policy::SeeBoard;
use crate::ballots::subject::Subjects;
use crate::ballots::view::{self, Round, rounds};
use crate::kernel::{Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, MyVote};
use crate::web::{Call, May, Reply};

/// Most ballots on the page.
const MOST: i64 = 60;

/// One line of the page.
struct Item {
    round: Round,
    mine: Option<MyVote>,
    /// Whether the reader has no part in it.
    recused: bool,
    /// Whether it is kept from them by now, also if they voted before.
    out: bool,
    /// Key of what is decided.
    what: &'static str,
    number: String,
}

impl Item {
    fn choice(&self) -> Option<(&'static str, &'static str)> {
        self.mine.as_ref().map(|v| view::choice(v.choice))
    }
}

#[derive(Template)]
#[template(path = "ballots/list.html")]
struct BoardPage {
    waiting: Vec<Item>,
    voted: Vec<Item>,
    decided: Vec<Item>,
}

fn items(conn: &mut Conn, subjects: Subjects, me: &Actor, now: Moment) -> Result<Vec<Item>, Fault> {
    let ballots = voting::ballots_of(conn, &me.id, MOST)?;
    let ids: Vec<BallotId> = ballots.iter().map(|b| b.id.clone()).collect();
    let named = subjects.named(conn, &ballots)?;
    let votes = voting::my_votes(conn, &ids, &me.id)?;
    let mut near = vec![];
    for subject in subjects.all() {
        near.extend(subject.near(conn, &me.id)?);
    }
    let mut items = vec![];
    for round in rounds(conn, ballots, now)? {
        let ballot = &round.ballot;
        let about = named.iter().find(|one| one.id == ballot.subject_id);
        let mine = votes.iter().find(|(id, _)| *id == ballot.id);
        let seat = ballot.seat_of(&me.id);
        let tied = about.is_some_and(|one| one.is_of(me)) || near.contains(&ballot.subject_id);
        let recused = seat.is_some_and(|s| s.recused.is_some());
        items.push(Item {
            // A vote that was given before the tie arose stands.
            recused: recused || tied && mine.is_none(),
            out: recused || tied,
            mine: mine.map(|(_, vote)| vote.clone()),
            what: subjects.of(&ballot.subject_kind)?.words().kind,
            number: about.map(|one| one.number.clone()).unwrap_or_default(),
            round,
        });
    }
    Ok(items)
}

/// `GET /board`
pub async fn list(me: May<SeeBoard>, call: Call, subjects: Data<Subjects>) -> Reply {
    let (me, now, subjects) = ((*me).clone(), call.now(), **subjects);
    let items = call
        .read(move |conn| items(conn, subjects, &me, now))
        .await?;
    let (mut open, mut decided): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| item.round.is_open());
    decided.retain(|item| !item.out);
    open.sort_by_key(|item| item.round.ballot.closes_at);
    let (waiting, voted) = open
        .into_iter()
        .partition(|item| item.mine.is_none() && !item.recused);
    call.page(
        say!("ballot-board-title"),
        &BoardPage {
            waiting,
            voted,
            decided,
        },
    )
}
