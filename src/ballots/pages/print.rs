//! What is printed: the papers, and the result as minutes with attendance, recusals, arithmetic.

use actix_web::HttpResponse;
use actix_web::web::Path;
use askama::Template;

use super::{At, home, moved_to};
use crate::ballots::known::Known;
use crate::ballots::policy::SitInBallot;
use crate::ballots::store::{self, Frozen};
use crate::ballots::subject::Sheet;
use crate::ballots::view::Round;
use crate::chamber::letterhead::{self, Letterhead};
use crate::kernel::{Actor, Can, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::pdf::Paper;
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
fn readable(conn: &mut Conn, at: &At, who: &Actor, now: Moment) -> Result<Known, Fault> {
    let known = Known::of(conn, at.subjects, &at.id, now)?;
    match known.is_read_by(conn, who)? {
        true => Ok(known),
        false => Err(Fault::Missing),
    }
}

/// A paper of a ballot as PDF, where its subject makes such: what `read` gives, under its name.
async fn as_file(
    call: &Call,
    read: impl FnOnce(&mut Conn, (&Letterhead, Lang)) -> Result<(Option<Paper>, String), Fault>
    + Send
    + 'static,
) -> Reply {
    let head = Letterhead::load(call.db(), call.files()).await?;
    let lang = call.lang();
    let (paper, name) = call.read(move |conn| read(conn, (&head, lang))).await?;
    letterhead::hand_out(call.press(), paper.ok_or(Fault::Missing)?, &name).await
}

/// `GET /board/ballots/{ballot}/pack`
pub async fn pack(me: Signed, call: Call, at: At) -> Reply {
    let (me, now, speech) = ((*me).clone(), call.now(), call.speech());
    let page = call
        .read(move |conn| {
            let known = readable(conn, &at, &me, now)?;
            let frozen = store::pack(conn, &at.id)?;
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
pub async fn pack_file(me: Signed, call: Call, at: At) -> Reply {
    let (me, now) = ((*me).clone(), call.now());
    as_file(&call, move |conn, how| {
        let known = readable(conn, &at, &me, now)?;
        let paper = known.subject.paper(conn, how, &at.id, None)?;
        Ok((paper, format!("{}-pack.pdf", known.about.number)))
    })
    .await
}

#[derive(Template)]
#[template(path = "ballots/print_minutes.html")]
struct MinutesSheet {
    known: Known,
    round: Round,
    /// What was put to the vote, in words, where its minutes repeat it; for who may read the papers.
    moved: Option<String>,
}

/// A round that is over, for who may read its minutes: who sees the subject from within, and its seats but
/// for those tied to the subject. Who stepped back stands in them, and they hold no papers.
fn over(conn: &mut Conn, at: &At, who: &Actor, now: Moment) -> Result<MinutesSheet, Fault> {
    let known = Known::of(conn, at.subjects, &at.id, now)?;
    if known.is_tied(&who.id) {
        return Err(Fault::Missing);
    }
    if !known.subject.sees(conn, who, known.id())? {
        Can::<SitInBallot>::check(who, &known.ballot)?;
    }
    let round = Round::of(conn, known.ballot.clone(), now)?;
    if round.closed.is_none() {
        return Err(Fault::Missing);
    }
    let moved = match known.is_read_by(conn, who)? {
        true => known.subject.moved(&store::pack(conn, &at.id)?.body)?,
        false => None,
    };
    Ok(MinutesSheet {
        known,
        round,
        moved,
    })
}

/// `GET /board/ballots/{ballot}/minutes`: once it is over.
pub async fn minutes(me: Signed, call: Call, at: At) -> Reply {
    let (me, now) = ((*me).clone(), call.now());
    let page = call.read(move |conn| over(conn, &at, &me, now)).await?;
    let title = say!(
        "ballot-minutes-title",
        title = page.round.ballot.title.as_str()
    );
    call.sheet(title, &page)
}

/// `GET /board/motions/{ballot}/minutes`: the same, as it was called before.
pub async fn moved(id: Path<BallotId>) -> HttpResponse {
    moved_to(&format!("{}/minutes", home(&id)))
}

/// `GET /board/ballots/{ballot}/minutes.pdf`: the same, of subjects whose minutes are made as PDF.
pub async fn minutes_file(me: Signed, call: Call, at: At) -> Reply {
    let (me, now) = ((*me).clone(), call.now());
    as_file(&call, move |conn, how| {
        let MinutesSheet { known, round, .. } = over(conn, &at, &me, now)?;
        let closed = round.closed.as_ref();
        let paper = known.subject.paper(conn, how, &at.id, closed)?;
        let (number, n) = (&known.about.number, known.ballot.round);
        Ok((paper, format!("{number}-minutes-{n}.pdf")))
    })
    .await
}
