//! What is printed: the pack, and the result as minutes with attendance, recusals, arithmetic.

use actix_web::web::{Data, Path};
use askama::Template;

use super::Sheet;
use crate::admission::ballot::store::{self, Frozen};
use crate::admission::case;
use crate::admission::printed;
use crate::admission::stage::Proposal;
use crate::chamber::letterhead::{self, Letterhead};
use crate::council::ballot::{Round, SitInBallot};
use crate::kernel::{Actor, Can, Lang, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::Store;
use crate::platform::filters;
use crate::platform::pdf::Press;
use crate::say;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId};
use crate::web::{Reply, Signed, View};

#[derive(Template)]
#[template(path = "ballot/print_pack.html")]
struct PackSheet {
    frozen: Frozen,
    lang: Lang,
}

impl PackSheet {
    fn sheet(&self) -> Sheet<'_> {
        Sheet {
            pack: &self.frozen.pack,
            sha256: &self.frozen.sha256,
            lang: self.lang,
        }
    }
}

/// Who sees the case reads every pack; a seat reads its own once it said that nothing binds it.
fn may_read(conn: &mut Conn, who: &Actor, ballot: &Ballot) -> Result<(), Fault> {
    let recused = ballot
        .seat_of(&who.id)
        .is_some_and(|seat| seat.recused.is_some());
    if !recused && sees(conn, who, ballot)? {
        return Ok(());
    }
    let seat = ballot.seat_of(&who.id).ok_or(Fault::Missing)?;
    if seat.recused.is_some() || seat.pack_opened_at.is_none() {
        return Err(Fault::Missing);
    }
    Ok(())
}

/// Whether this person sees the case from within.
fn sees(conn: &mut Conn, who: &Actor, ballot: &Ballot) -> Result<bool, Fault> {
    let case = store::pack(conn, &ballot.id)?.case;
    let case = case::load(conn, &case)?;
    case::sees(conn, who, &case)
}

/// `GET /board/ballots/{ballot}/pack`
pub async fn pack(me: Signed, view: View, id: Path<BallotId>, db: Data<Db>) -> Reply {
    let me = (*me).clone();
    let frozen = db
        .read(move |conn| {
            let ballot = voting::ballot(conn, &id)?;
            may_read(conn, &me, &ballot)?;
            store::pack(conn, &id)
        })
        .await?;
    let title = say!("ballot-pack-title", company = &frozen.pack.subject.company);
    view.sheet(
        title,
        &PackSheet {
            frozen,
            lang: view.lang(),
        },
    )
}

/// `GET /board/ballots/{ballot}/pack.pdf`
pub async fn pack_file(
    me: Signed,
    view: View,
    id: Path<BallotId>,
    (db, files, press): (Data<Db>, Data<Store>, Data<Press>),
) -> Reply {
    let (me, lang) = ((*me).clone(), view.lang());
    let head = Letterhead::load(&db, &files).await?;
    let (paper, name) = db
        .read(move |conn| {
            let ballot = voting::ballot(conn, &id)?;
            may_read(conn, &me, &ballot)?;
            let frozen = store::pack(conn, &id)?;
            let name = format!("{}-pack.pdf", frozen.pack.subject.number);
            Ok((printed::pack(conn, &head, lang, &frozen)?, name))
        })
        .await?;
    letterhead::hand_out(&press, paper, &name).await
}

#[derive(Template)]
#[template(path = "ballot/print_minutes.html")]
struct MinutesSheet {
    round: Round,
    frozen: Frozen,
}

/// `GET /board/ballots/{ballot}/minutes`: once it is over.
pub async fn minutes(
    me: Signed,
    view: View,
    id: Path<BallotId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let (me, now) = ((*me).clone(), clock.now());
    let (round, frozen) = db.read(move |conn| over(conn, &me, &id, now)).await?;
    let title = say!(
        "ballot-minutes-title",
        company = &frozen.pack.subject.company
    );
    view.sheet(title, &MinutesSheet { round, frozen })
}

/// A round that is over, with its pack, for who may read its minutes.
fn over(conn: &mut Conn, me: &Actor, id: &BallotId, now: Moment) -> Result<(Round, Frozen), Fault> {
    let ballot = voting::ballot(conn, id)?;
    if !sees(conn, me, &ballot)? {
        Can::<SitInBallot>::check(me, &ballot)?;
    }
    let round = Round::of(conn, ballot, now)?;
    if round.closed.is_none() {
        return Err(Fault::Missing);
    }
    Ok((round, store::pack(conn, id)?))
}

/// `GET /board/ballots/{ballot}/minutes.pdf`: once it is over.
pub async fn minutes_file(
    me: Signed,
    view: View,
    id: Path<BallotId>,
    (db, clock): (Data<Db>, Data<Clock>),
    (files, press): (Data<Store>, Data<Press>),
) -> Reply {
    let (me, now, lang) = ((*me).clone(), clock.now(), view.lang());
    let head = Letterhead::load(&db, &files).await?;
    let (paper, name) = db
        .read(move |conn| {
            let (round, frozen) = over(conn, &me, &id, now)?;
            let closed = round.closed.ok_or(Fault::Missing)?;
            let number = &frozen.pack.subject.number;
            let name = format!("{number}-minutes-{}.pdf", closed.ballot.round);
            let paper = printed::minutes(conn, &head, lang, (&frozen, &closed))?;
            Ok((paper, name))
        })
        .await?;
    letterhead::hand_out(&press, paper, &name).await
}
