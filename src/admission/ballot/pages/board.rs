//! A director's page of one ballot. The question of conflicts comes before the pack; who is recused
//! sees no papers; counts exist for nobody before the close.

use actix_web::web::{Data, Path};
use askama::Template;

use super::Sheet;
use crate::admission::ballot::acts::seat;
use crate::admission::ballot::store::{self, Frozen};
use crate::admission::case;
use crate::admission::stage::{Proposal, Stage};
use crate::council::ballot::{self, Round, SeeBoard, SitInBallot};
use crate::kernel::{Act, Can, Lang};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, Chair, MyVote, Phase, Seat};
use crate::web::{Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "ballot/ballot.html")]
struct BallotPage<'a> {
    form: &'a Form,
    round: Round,
    frozen: Frozen,
    seat: Seat,
    mine: Option<MyVote>,
    /// Whether the case is still before the board.
    standing: bool,
    lang: Lang,
}

impl BallotPage<'_> {
    fn href(&self) -> String {
        format!("/board/ballots/{}", self.round.ballot.id)
    }

    fn may_vote(&self) -> bool {
        self.round.is_open() && self.standing && self.seat.recused.is_none()
    }

    /// Whether the question of conflicts has to be answered before anything is shown.
    fn asks(&self) -> bool {
        self.may_vote() && self.seat.pack_opened_at.is_none()
    }

    /// Whether the papers may be shown: to a seat that answered the question, never to a recused
    /// one. Who never answered may have to in the next round.
    fn shows_pack(&self) -> bool {
        self.seat.recused.is_none() && self.seat.pack_opened_at.is_some()
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet {
            pack: &self.frozen.pack,
            sha256: &self.frozen.sha256,
            lang: self.lang,
        }
    }

    fn may_settle(&self) -> bool {
        let chairs = self.round.ballot.chair_seat.as_ref() == Some(&self.seat.seat);
        chairs
            && self.round.waits_for_chair()
            && self.round.phase == Phase::Closed
            && self.seat.recused.is_none()
    }

    fn my_choice(&self) -> Option<(&'static str, &'static str)> {
        self.mine.as_ref().map(|v| ballot::choice(v.choice))
    }

    /// What the question of conflicts names, and no more: the company, its head, its recommenders.
    fn named(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            "legal_name",
            "recommender_1",
            "recommender_2",
            "recommender_3",
        ];
        let facts = self.frozen.pack.facts.iter();
        facts
            .filter(|fact| fields.contains(&fact.field.as_str()))
            .filter_map(|fact| Some((fact.label()?, fact.text.as_str())))
            .collect()
    }
}

async fn page(view: &View, db: &Db, clock: &Clock, id: &BallotId, form: &mut Form) -> Reply {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, id) = (clock.now(), id.clone());
    let (round, frozen, seat, mine, standing) = db
        .read(move |conn| {
            let ballot = voting::ballot(conn, &id)?;
            Can::<SitInBallot>::check(&me, &ballot)?;
            let seat = ballot.seat_of(&me.id).cloned().ok_or(Fault::Missing)?;
            let frozen = store::pack(conn, &id)?;
            let standing = case::load(conn, &frozen.case)?.stage(now) == Stage::OnBallot;
            let mine = voting::my_vote(conn, &id, &me.id)?;
            Ok((Round::of(conn, ballot, now)?, frozen, seat, mine, standing))
        })
        .await?;
    if form.pairs().is_empty()
        && let Some(mine) = &mine
    {
        form.put("choice", mine.choice.word());
        form.put("comment", mine.comment.clone().unwrap_or_default());
    }
    let title = say!("ballot-title", company = &frozen.pack.subject.company);
    let lang = view.lang();
    let page = BallotPage {
        form,
        round,
        frozen,
        seat,
        mine,
        standing,
        lang,
    };
    view.with_form(title, page.form, &page)
}

/// `GET /board/ballots/{ballot}`
pub async fn show(
    _: Signed,
    view: View,
    id: Path<BallotId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, &id, &mut Form::default()).await
}

fn home(id: &BallotId) -> String {
    format!("/board/ballots/{id}")
}

/// `POST /board/ballots/{ballot}/open`: no conflict of interest; show me the papers.
pub async fn open_pack(_: Signed, view: View, id: Path<BallotId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    match db
        .write(&view.who(), move |tx| seat::open_pack(tx, &id))
        .await
    {
        Ok(()) => view.go(&to),
        Err(Fault::Refused(reason)) => view.warned(&to, reason),
        Err(other) => Err(other),
    }
}

/// `POST /board/ballots/{ballot}/recuse`: a conflict of interest; `why`.
pub async fn step_back(
    _: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(why) = form.text("why", 1..=500) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let to = home(&id);
    let done = db
        .write(&view.who(), move |tx| seat::step_back(tx, &id, &why))
        .await;
    view.told(&to, done, say!("ballot-stepped-back"))
}

/// `POST /board/ballots/{ballot}`: `choice`, `comment`.
pub async fn vote(
    me: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some((choice, comment)) = ballot::vote(&mut form) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let asked = id.clone();
    let act = move |tx: &mut Tx| seat::vote(tx, &asked, choice, comment.as_deref());
    let version = match db.write(&view.who(), act).await {
        Ok(version) => version,
        Err(Fault::Refused(reason)) => return view.warned(&home(&id), reason),
        Err(other) => return Err(other),
    };
    let (person, now) = (me.id.clone(), clock.now());
    let waits = db
        .read(move |conn| {
            let open = voting::open_ballots_of(conn, &person, now)?;
            let mine = open.iter().filter_map(|b| b.seat_of(&person));
            Ok(mine.filter(|seat| !seat.voted).count())
        })
        .await?;
    let said = say!(choice_said(version), choice = choice.in_words());
    if waits > 0 && SeeBoard::allows(&me, &()) {
        return view.done("/board", said);
    }
    view.done(&home(&id), said)
}

fn choice_said(version: i32) -> &'static str {
    if version > 1 {
        "ballot-vote-changed"
    } else {
        "ballot-vote-recorded"
    }
}

/// `POST /board/ballots/{ballot}/tie`: the chair's `word`, `yes` or `no`.
pub async fn settle_tie(
    _: Signed,
    view: View,
    id: Path<BallotId>,
    db: Data<Db>,
    form: Form,
) -> Reply {
    let word = match form.value("word") {
        "yes" => Chair::Yes,
        "no" => Chair::No,
        _ => return view.warned(&home(&id), say!("web-form-choose")),
    };
    let to = home(&id);
    let done = db
        .write(&view.who(), move |tx| seat::settle(tx, &id, word))
        .await;
    view.told(&to, done, say!("ballot-tie-settled"))
}
