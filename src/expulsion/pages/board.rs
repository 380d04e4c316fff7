//! A director's page of a ballot on a motion. The question of conflicts comes before the papers; who
//! is recused sees none; whoever acts for the member learns the result and no more.

use actix_web::web::{Data, Path};
use askama::Template;

use super::Sheet;
use crate::council::ballot::{self, Round, SitInBallot};
use crate::expulsion::acts::seat;
use crate::expulsion::door;
use crate::expulsion::forms;
use crate::expulsion::store::{self, Frozen};
use crate::kernel::{Actor, Can, Lang, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::voting;
use crate::voting::rules::{BallotId, Chair, MyVote, Phase, Seat};
use crate::web::{Form, Reply, Signed, View};

#[derive(Template)]
#[template(path = "expulsion/ballot.html")]
struct BallotPage<'a> {
    form: &'a Form,
    round: Round,
    frozen: Frozen,
    seat: Seat,
    mine: Option<MyVote>,
    /// Whether the motion still runs.
    standing: bool,
    /// Whether the reader acts for the member.
    own: bool,
    lang: Lang,
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

    /// Whether the papers may be shown: to a seat that answered the question, never to a recused one.
    fn shows_pack(&self) -> bool {
        self.seat.recused.is_none() && self.seat.pack_opened_at.is_some() && !self.own
    }

    fn shows_result(&self) -> bool {
        self.round.closed.is_some() && !self.own
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
            && !self.own
    }

    fn my_choice(&self) -> Option<(&'static str, &'static str)> {
        self.mine.as_ref().map(|v| ballot::choice(v.choice))
    }
}

async fn page(view: &View, db: &Db, clock: &Clock, id: &BallotId, form: &mut Form) -> Reply {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, id, who) = (clock.now(), id.clone(), me.clone());
    let (round, frozen, seat, mine, motion) = db
        .read(move |conn| {
            let ballot = voting::ballot(conn, &id)?;
            Can::<SitInBallot>::check(&who, &ballot)?;
            let seat = ballot.seat_of(&who.id).cloned().ok_or(Fault::Missing)?;
            let frozen = store::pack(conn, &id)?;
            let motion = store::load(conn, &frozen.motion)?;
            let mine = voting::my_vote(conn, &id, &who.id)?;
            Ok((Round::of(conn, ballot, now)?, frozen, seat, mine, motion))
        })
        .await?;
    if form.pairs().is_empty()
        && let Some(mine) = &mine
    {
        form.put("choice", mine.choice.word());
        form.put("comment", mine.comment.clone().unwrap_or_default());
    }
    let title = say!("expulsion-ballot-title", company = &frozen.pack.company);
    let page = BallotPage {
        form,
        round,
        frozen,
        seat,
        mine,
        standing: motion.end.is_none(),
        own: me.acts_for(&motion.company).is_some(),
        lang: view.lang(),
    };
    view.with_form(title, page.form, &page)
}

fn home(id: &BallotId) -> String {
    format!("/board/motions/{id}")
}

/// `GET /board/motions/{ballot}`
pub async fn show(
    _: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
) -> Reply {
    page(&view, &db, &clock, &id, &mut Form::default()).await
}

/// `POST /board/motions/{ballot}/open`: no conflict of interest; show me the papers.
pub async fn open_pack(_: Signed, view: View, id: Path<BallotId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    let act = move |tx: &mut Tx| seat::open_pack(tx, &id);
    match db.write(&view.who(), act).await {
        Ok(()) => view.go(&to),
        Err(Fault::Refused(reason)) => view.warned(&to, reason),
        Err(other) => Err(other),
    }
}

/// `POST /board/motions/{ballot}/recuse`: a conflict of interest; `why`.
pub async fn step_back(
    _: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(why) = forms::why(&mut form) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let to = home(&id);
    let act = move |tx: &mut Tx| seat::step_back(tx, &id, &why);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("ballot-stepped-back"))
}

/// `POST /board/motions/{ballot}`: `choice`, `comment`.
pub async fn vote(
    _: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some((choice, comment)) = ballot::vote(&mut form) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let to = home(&id);
    let act = move |tx: &mut Tx| seat::vote(tx, &id, choice, comment.as_deref());
    match db.write(&view.who(), act).await {
        Ok(1) => view.done(
            &to,
            say!("ballot-vote-recorded", choice = choice.in_words()),
        ),
        Ok(_) => view.done(&to, say!("ballot-vote-changed", choice = choice.in_words())),
        Err(Fault::Refused(reason)) => view.warned(&to, reason),
        Err(other) => Err(other),
    }
}

/// `POST /board/motions/{ballot}/tie`: the chair's `word`, `yes` or `no`.
pub async fn settle_tie(
    me: Signed,
    view: View,
    id: Path<BallotId>,
    db: Data<Db>,
    form: Form,
) -> Reply {
    let (to, me, asked) = (home(&id), (*me).clone(), id.clone());
    db.read(move |conn| {
        let ballot = voting::ballot(conn, &asked)?;
        Can::<SitInBallot>::check(&me, &ballot)?;
        store::pack(conn, &asked).map(|_| ())
    })
    .await?;
    let word = match form.value("word") {
        "yes" => Chair::Yes,
        "no" => Chair::No,
        _ => return view.warned(&to, say!("web-form-choose")),
    };
    let act = move |tx: &mut Tx| seat::settle(tx, &id, word);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("ballot-tie-settled"))
}

#[derive(Template)]
#[template(path = "expulsion/minutes.html")]
struct MinutesSheet {
    round: Round,
    frozen: Frozen,
}

/// A round that is over, with its papers, for who may read its minutes: who sees the motion from within,
/// and its seats but for those of the member.
fn over(conn: &mut Conn, me: &Actor, id: &BallotId, now: Moment) -> Result<MinutesSheet, Fault> {
    let ballot = voting::ballot(conn, id)?;
    let frozen = store::pack(conn, id)?;
    let motion = store::load(conn, &frozen.motion)?;
    if me.acts_for(&motion.company).is_some() {
        return Err(Fault::Missing);
    }
    if !door::sees(conn, me, &motion)? {
        Can::<SitInBallot>::check(me, &ballot)?;
    }
    let round = Round::of(conn, ballot, now)?;
    if round.closed.is_none() {
        return Err(Fault::Missing);
    }
    Ok(MinutesSheet { round, frozen })
}

/// `GET /board/motions/{ballot}/minutes`: once it is over.
pub async fn minutes(
    me: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
) -> Reply {
    let (me, now) = ((*me).clone(), clock.now());
    let sheet = db.read(move |conn| over(conn, &me, &id, now)).await?;
    let company = &sheet.frozen.pack.company;
    let title = say!("ballot-minutes-title", company = company);
    view.sheet(title, &sheet)
}
