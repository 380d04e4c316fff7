//! What is printed: the papers, and the result as minutes with attendance, recusals, arithmetic.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::moved_to;
use crate::ballots::known::Known;
use crate::ballots::policy::SitInBallot;
use crate::ballots::store::{self, Frozen};
use crate::ballots::subject::{Sheet, Subjects};
use crate::ballots::view::Round;
use crate::chamber::letterhead::{self, Letterhead};
use crate::kernel::{Actor, Can, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::voting::rules::BallotId;
use crate::web::{Call, Reply, Signed};

#[derive(Template)]
#[template(path = "ballots/print_pack.html")]
struct PackSheet {
    known: Known,
    frozen: Frozen,
    sheet: Sheet,
}

/// A ballot whose papers this person may read.
fn readable(
    conn: &mut Conn,
    subjects: Subjects,
    (who, id): (&Actor, &BallotId),
    now: Moment,
) -> Result<Known, Fault> {
    let known = Known::of(conn, subjects, id, now)?;
    match known.is_read_by(conn, who)? {
        true => Ok(known),
        false => Err(Fault::Missing),
    }
}

/// `GET /board/ballots/{ballot}/pack`
pub async fn pack(
    me: Signed,
    call: Call,
    (id, subjects): (Path<BallotId>, Data<Subjects>),
) -> Reply {
    let (me, now, subjects, speech) = ((*me).clone(), call.now(), **subjects, call.speech());
    let page = call
        .read(move |conn| {
            let known = readable(conn, subjects, (&me, &id), now)?;
            let frozen = store::pack(conn, &id)?;
            let sheet = known.subject.sheet(&frozen.body, &frozen.sha256, speech)?;
            Ok(PackSheet {
                known,
                frozen,
                sheet,
            })
        })
        .await?;
    let title = say!(
        "ballot-pack-title",
        title = page.known.ballot.title.as_str()
    );
    call.sheet(title, &page)
}

/// `GET /board/ballots/{ballot}/pack.pdf`: of subjects whose papers are made as PDF.
pub async fn pack_file(
    me: Signed,
    call: Call,
    (id, subjects): (Path<BallotId>, Data<Subjects>),
) -> Reply {
    let (me, now, subjects) = ((*me).clone(), call.now(), **subjects);
    let (head, lang) = (
        Letterhead::load(call.db(), call.files()).await?,
        call.lang(),
    );
    let (paper, name) = call
        .read(move |conn| {
            let known = readable(conn, subjects, (&me, &id), now)?;
            let paper = known.subject.paper(conn, (&head, lang), &id, None)?;
            let name = format!("{}-pack.pdf", known.about.number);
            Ok((paper.ok_or(Fault::Missing)?, name))
        })
        .await?;
    letterhead::hand_out(call.press(), paper, &name).await
}

#[derive(Template)]
#[template(path = "ballots/print_minutes.html")]
struct MinutesSheet {
    known: Known,
    round: Round,
}

/// A round that is over, for who may read its minutes: who sees the subject from within, and its seats
/// but for those on the subject's side.
fn over(
    conn: &mut Conn,
    subjects: Subjects,
    (who, id): (&Actor, &BallotId),
    now: Moment,
) -> Result<MinutesSheet, Fault> {
    let known = Known::of(conn, subjects, id, now)?;
    if known.is_own(&who.id) {
        return Err(Fault::Missing);
    }
    if !known.subject.sees(conn, who, known.id())? {
        Can::<SitInBallot>::check(who, &known.ballot)?;
    }
    let round = Round::of(conn, known.ballot.clone(), now)?;
    if round.closed.is_none() {
        return Err(Fault::Missing);
    }
    Ok(MinutesSheet { known, round })
}

/// `GET /board/ballots/{ballot}/minutes`: once it is over.
pub async fn minutes(
    me: Signed,
    call: Call,
    (id, subjects): (Path<BallotId>, Data<Subjects>),
) -> Reply {
    let (me, now, subjects) = ((*me).clone(), call.now(), **subjects);
    let page = call
        .read(move |conn| over(conn, subjects, (&me, &id), now))
        .await?;
    let title = say!(
        "ballot-minutes-title",
        title = page.round.ballot.title.as_str()
    );
    call.sheet(title, &page)
}

/// `GET /board/motions/{ballot}/minutes`: the same, as it was called before.
pub async fn moved(id: Path<BallotId>) -> HttpResponse {
    moved_to(&format!("/board/ballots/{id}/minutes"))
}

/// `GET /board/ballots/{ballot}/minutes.pdf`: the same, of subjects whose minutes are made as PDF.
pub async fn minutes_file(
    me: Signed,
    call: Call,
    (id, subjects): (Path<BallotId>, Data<Subjects>),
) -> Reply {
    let (me, now, subjects) = ((*me).clone(), call.now(), **subjects);
    let (head, lang) = (
        Letterhead::load(call.db(), call.files()).await?,
        call.lang(),
    );
    let (paper, name) = call
        .read(move |conn| {
            let page = over(conn, subjects, (&me, &id), now)?;
            let known = page.known;
            let closed = page.round.closed.as_ref();
            let paper = known.subject.paper(conn, (&head, lang), &id, closed)?;
            let (number, round) = (&known.about.number, known.ballot.round);
            let name = format!("{number}-minutes-{round}.pdf");
            Ok((paper.ok_or(Fault::Missing)?, name))
        })
        .await?;
    letterhead::hand_out(call.press(), paper, &name).await
}
