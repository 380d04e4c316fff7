//! A director's page of one ballot. The question of conflicts comes before the papers; who is recused or
//! on the subject's side sees neither papers nor counts; counts exist for nobody before the close.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use super::{At, home, moved_to};
use crate::ballots::acts::seat;
use crate::ballots::forms;
use crate::ballots::known::Known;
use crate::ballots::policy::{SeeBoard, SitInBallot};
use crate::ballots::store;
use crate::ballots::subject::{Sheet, Words};
use crate::ballots::view::{self, Round};
use crate::kernel::{Act, Can, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, Chair, MyVote, Phase, Seat};
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "ballots/ballot.html")]
struct BallotPage<'a> {
    form: &'a Form,
    words: &'static Words,
    round: Round,
    sheet: Sheet,
    seat: Seat,
    mine: Option<MyVote>,
    /// Whether the subject is still before the organ.
    standing: bool,
    /// Whether the reader is on the subject's side or otherwise tied to it.
    own: bool,
    /// What ties them, if anything does.
    tie: Option<Say>,
    pdf: bool,
}

impl BallotPage<'_> {
    fn href(&self) -> String {
        home(&self.round.ballot.id)
    }

    fn may_vote(&self) -> bool {
        self.round.is_open() && self.standing && self.seat.recused.is_none() && !self.own
    }

    /// Whether the question of conflicts has to be answered before anything is shown.
    fn asks(&self) -> bool {
        self.may_vote() && self.seat.pack_opened_at.is_none()
    }

    /// Whether the papers may be shown: to a seat that answered the question, never to a recused
    /// one. Who never answered may have to in the next round.
    fn shows_pack(&self) -> bool {
        self.seat.recused.is_none() && self.seat.pack_opened_at.is_some() && !self.own
    }

    fn shows_result(&self) -> bool {
        self.round.closed.is_some() && self.seat.recused.is_none() && !self.own
    }

    fn may_settle(&self) -> bool {
        let chairs = self.round.ballot.chair_seat.as_ref() == Some(&self.seat.seat);
        chairs
            && self.round.waits_for_chair()
            && self.round.phase == Phase::Closed
            && self.seat.recused.is_none()
            && !self.own
    }

    fn my_choice(&self) -> Option<(&'static str, &'static str)> {
        self.mine.as_ref().map(|v| view::choice(v.choice))
    }
}

async fn page(call: &Call, at: At, form: &mut Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, speech) = (call.now(), call.speech());
    let (known, round, sheet, seat, mine, tie) = call
        .read(move |conn| {
            let known = Known::of(conn, at.subjects, &at.id, now)?;
            Can::<SitInBallot>::check(&me, &known.ballot)?;
            let seat = known.ballot.seat_of(&me.id).cloned();
            let frozen = store::pack(conn, &at.id)?;
            let sheet = known.subject.sheet(&frozen.body, &frozen.sha256, speech)?;
            let mine = voting::my_vote(conn, &at.id, &me.id)?;
            let round = Round::of(conn, known.ballot.clone(), now)?;
            let tie = known.about.tie(&me.id, known.subject.words().tie);
            let seat = seat.ok_or(Fault::Missing)?;
            Ok((known, round, sheet, seat, mine, tie))
        })
        .await?;
    if form.pairs().is_empty()
        && let Some(mine) = &mine
    {
        form.put("choice", mine.choice.word());
        form.put("comment", mine.comment.clone().unwrap_or_default());
    }
    let words = known.subject.words();
    let title = say!(words.page, title = known.ballot.title.as_str());
    let page = BallotPage {
        form,
        words,
        round,
        sheet,
        seat,
        mine,
        standing: known.about.ended.is_none(),
        own: tie.is_some(),
        tie,
        pdf: known.subject.on_paper(),
    };
    call.with_form(title, page.form, &page)
}

/// `GET /board/motions/{ballot}`: where letters of earlier versions lead.
pub async fn moved(id: Path<BallotId>) -> HttpResponse {
    moved_to(&home(&id))
}

/// `GET /board/ballots/{ballot}`
pub async fn show(_: Signed, call: Call, at: At) -> Reply {
    page(&call, at, &mut Form::default()).await
}

/// `POST /board/ballots/{ballot}/open`: no conflict of interest; show me the papers.
pub async fn open_pack(_: Signed, call: Call, at: At) -> Reply {
    let to = home(&at.id);
    call.act(move |tx| seat::open_pack(tx, at.subjects, &at.id))
        .then_go(&to)
        .or_warn(&to)
        .await
}

/// `POST /board/ballots/{ballot}/recuse`: a conflict of interest; `why`.
pub async fn step_back(_: Signed, call: Call, at: At, mut form: Form) -> Reply {
    let to = home(&at.id);
    let Some(why) = form.text("why", 1..=500) else {
        return page(&call, at, &mut form).await;
    };
    call.act(move |tx| seat::step_back(tx, at.subjects, &at.id, &why))
        .then(&to, say!("ballot-stepped-back"))
        .or_warn(&to)
        .await
}

/// `POST /board/ballots/{ballot}`: `choice`, `comment`.
pub async fn vote(me: Signed, call: Call, at: At, mut form: Form) -> Reply {
    let to = home(&at.id);
    let Some((choice, comment)) = forms::vote(&mut form) else {
        return page(&call, at, &mut form).await;
    };
    let (person, lists) = (me.id.clone(), SeeBoard::allows(&me, &()));
    let own = to.clone();
    let act = move |tx: &mut Tx| {
        let version = seat::vote(tx, at.subjects, &at.id, choice, comment.as_deref())?;
        let now = tx.now();
        let waits = lists && voting::is_awaited(tx.conn(), &person, now)?;
        let next = if waits { "/board" } else { own.as_str() };
        Ok((version, next.to_owned()))
    };
    call.act(act)
        // What was chosen stands on the page alone: a message lies in a cookie.
        .then_with(move |(version, next)| (next.clone(), say!(choice_said(*version))))
        .or_warn(&to)
        .await
}

fn choice_said(version: i32) -> &'static str {
    if version > 1 {
        "ballot-vote-changed"
    } else {
        "ballot-vote-recorded"
    }
}

/// `POST /board/ballots/{ballot}/tie`: the chair's `word`, `yes` or `no`.
pub async fn settle_tie(me: Signed, call: Call, at: At, form: Form) -> Reply {
    let to = home(&at.id);
    let (me, asked) = ((*me).clone(), at.id.clone());
    call.read(move |conn| {
        let ballot = voting::ballot(conn, &asked)?;
        Ok(Can::<SitInBallot>::check(&me, &ballot).map(|_| ())?)
    })
    .await?;
    let word = match form.value("word") {
        "yes" => Chair::Yes,
        "no" => Chair::No,
        _ => return call.warned(&to, say!("web-form-choose")),
    };
    call.act(move |tx| seat::settle(tx, at.subjects, &at.id, word))
        .then(&to, say!("ballot-tie-settled"))
        .or_warn(&to)
        .await
}
