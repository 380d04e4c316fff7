//! The office's page of one motion: what is next, the grounds, what the member says, the ballot with
//! every round there was, the papers, the record.

use actix_web::web::{Data, Path};
use askama::Template;

use super::Sheet;
use crate::accounts;
use crate::chamber::rules::TimeLimits;
use crate::council::ballot::rules::{BoardSeat, closing};
use crate::council::ballot::{self, Chair, Opening, Round};
use crate::expulsion::acts::{close, hear, open, seat};
use crate::expulsion::assemble::assemble;
use crate::expulsion::door;
use crate::expulsion::forms;
use crate::expulsion::policy::{LeadMotions, SeeMotions, speaks};
use crate::expulsion::read::state;
use crate::expulsion::rules::{KIND, Motion, MotionId, Pack, State};
use crate::expulsion::store::{self, Frozen};
use crate::kernel::{Actor, Lang, Moment, Say};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::voting::rules::BallotId;
use crate::web::{Form, May, Reply, View};

/// A line of the record.
struct Line {
    what: Say,
    who: String,
    at: Moment,
    text: String,
}

/// What the page shows, as it was read.
struct Known {
    motion: Motion,
    state: State,
    leads: bool,
    /// People of the member who are told by mail.
    told: usize,
    rounds: Vec<Round>,
    frozen: Option<Frozen>,
    /// The papers as they would be frozen now.
    pack: Option<Pack>,
    opening: Option<Opening>,
    closes: Moment,
}

#[derive(Template)]
#[template(path = "expulsion/motion.html")]
struct MotionPage<'a> {
    form: &'a Form,
    known: Known,
    lang: Lang,
}

impl MotionPage<'_> {
    fn motion(&self) -> &Motion {
        &self.known.motion
    }

    fn base(&self) -> String {
        format!("/desk/members/motions/{}", self.known.motion.id)
    }

    fn may_withdraw(&self) -> bool {
        self.known.leads && self.known.motion.may_withdraw(self.known.state).is_ok()
    }

    fn sheet(&self) -> Option<Sheet<'_>> {
        let (frozen, lang) = (self.known.frozen.as_ref(), self.lang);
        match (&self.known.pack, frozen) {
            (Some(pack), _) => Some(Sheet {
                pack,
                sha256: "",
                lang,
            }),
            (None, Some(frozen)) => Some(Sheet {
                pack: &frozen.pack,
                sha256: &frozen.sha256,
                lang,
            }),
            (None, None) => None,
        }
    }

    /// What happened, the newest first.
    fn record(&self) -> Vec<Line> {
        let motion = &self.known.motion;
        let line = |what: Say, who: &str, at: Moment, text: &str| Line {
            what,
            who: who.to_owned(),
            at,
            text: text.to_owned(),
        };
        let mut lines = vec![line(
            say!("expulsion-record-brought"),
            &motion.by_name,
            motion.at,
            "",
        )];
        if let Some(answer) = &motion.answer {
            lines.push(line(
                say!("expulsion-record-answered"),
                &answer.by,
                answer.at,
                "",
            ));
        }
        for round in &self.known.rounds {
            let (ballot, n) = (&round.ballot, i64::from(round.ballot.round));
            lines.push(line(
                say!("expulsion-record-opened", n = n),
                "",
                ballot.opens_at,
                "",
            ));
            if let Some(at) = round.closed.as_ref().and_then(|c| c.counted_at) {
                let outcome = round.closed.as_ref().map(|c| c.outcome.in_words());
                let what = outcome.unwrap_or_else(|| say!("ballot-state-counting"));
                lines.push(line(
                    say!("expulsion-record-counted", n = n, outcome = what),
                    "",
                    at,
                    "",
                ));
            }
            if let Some(annulled) = &ballot.annulled {
                let what = say!("expulsion-record-annulled", n = n);
                lines.push(line(what, "", annulled.at, &annulled.why));
            }
        }
        if let Some(end) = &motion.end {
            let what = Say::plain(State::Ended(end.how).key());
            lines.push(line(what, &end.by, end.at, &end.why));
        }
        // What came later in one moment stands above.
        lines.reverse();
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        lines
    }
}

fn opening(conn: &mut Conn, motion: &Motion, now: Moment) -> Result<Opening, Fault> {
    let board = ballot::board(conn, motion.organ, now)?;
    let bound = open::bound(conn, motion, &board)?;
    let chair = |seat: &BoardSeat| {
        let found = bound.iter().find(|(s, _)| s.seat == seat.seat);
        Chair {
            seat: seat.clone(),
            must: found.is_some(),
            known: found.map(|(_, why)| why.clone()),
        }
    };
    let chairs = board.seats.iter().map(chair).collect();
    let can_decide = open::reaches_quorum(conn, motion, &board)?;
    Ok(Opening::of(&board, chairs, can_decide))
}

fn known(
    conn: &mut Conn,
    (me, id): (&Actor, &MotionId),
    (zone, now): (chrono_tz::Tz, Moment),
) -> Result<Known, Fault> {
    let (motion, leads) = door::seen(conn, me, id)?;
    let state = state(conn, &motion, now)?;
    let mut rounds = vec![];
    for ballot in voting::rounds(conn, KIND, id.as_str())? {
        rounds.insert(0, Round::of(conn, ballot, now)?);
    }
    let frozen = match rounds.first() {
        Some(round) => Some(store::pack(conn, &round.ballot.id)?),
        None => None,
    };
    let ready = state == State::Ready;
    let pack = match ready || state == State::Hearing {
        true => Some(assemble(conn, &motion, (vec![], ""), now)?),
        false => None,
    };
    let limits: TimeLimits = settings::get(conn)?;
    let told = accounts::recipients_of_company(conn, &motion.company, speaks)?;
    Ok(Known {
        opening: match ready && leads {
            true => Some(opening(conn, &motion, now)?),
            false => None,
        },
        closes: closing(zone, now, limits.ballot),
        told: told.len(),
        motion,
        state,
        leads,
        rounds,
        frozen,
        pack,
    })
}

async fn page(view: &View, db: &Db, clock: &Clock, id: &MotionId, form: &mut Form) -> Reply {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, zone, id) = (clock.now(), view.brand().zone, id.clone());
    let known = db
        .read(move |conn| known(conn, (&me, &id), (zone, now)))
        .await?;
    if form.pairs().is_empty() {
        form.put_moment("closes", zone, known.closes);
    }
    let title = say!(
        "expulsion-title",
        company = known.motion.company_name.as_str()
    );
    let lang = view.lang();
    let page = MotionPage { form, known, lang };
    view.with_form(title, page.form, &page)
}

/// `GET /desk/members/motions/{motion}`
pub async fn show(
    _: May<SeeMotions>,
    view: View,
    id: Path<MotionId>,
    (db, clock): (Data<Db>, Data<Clock>),
) -> Reply {
    page(&view, &db, &clock, &id, &mut Form::default()).await
}

fn home(id: &MotionId) -> String {
    format!("/desk/members/motions/{id}")
}

/// `POST /desk/members/motions/{motion}/withdraw`: `why`.
pub async fn withdraw(
    _: May<LeadMotions>,
    view: View,
    id: Path<MotionId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(why) = forms::why(&mut form) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let to = home(&id);
    let act = move |tx: &mut Tx| hear::withdraw(tx, &id, &why);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("expulsion-withdrawn"))
}

/// `POST /desk/members/motions/{motion}/open`: `closes`, `note`, `recuse` for each seat with its `why-…`.
pub async fn open(
    _: May<LeadMotions>,
    view: View,
    id: Path<MotionId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(typed) = ballot::opening(&mut form, view.speech().zone) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let round = open::Round {
        closes_at: typed.closes,
        note: typed.note,
        recused: typed.recused,
    };
    let motion = id.clone();
    let act = move |tx: &mut Tx| open::open(tx, &motion, &round);
    match db.write(&view.who(), act).await {
        Ok(_) => view.done(&home(&id), say!("ballot-opened")),
        Err(fault) => {
            form.refuse_fault("closes", fault)?;
            page(&view, &db, &clock, &id, &mut form).await
        }
    }
}

/// `POST /desk/members/motions/{motion}/recuse`: `ballot`, `seat`, `why`.
pub async fn recuse(
    _: May<LeadMotions>,
    view: View,
    id: Path<MotionId>,
    db: Data<Db>,
    mut form: Form,
) -> Reply {
    let to = home(&id);
    let ballot: BallotId = form.value("ballot").parse().map_err(|_| Fault::Missing)?;
    let seat = form.value("seat").to_owned();
    let Some(why) = forms::why(&mut form) else {
        return view.warned(&to, say!("voting-refused-no-reason"));
    };
    let act = move |tx: &mut Tx| seat::recuse(tx, &ballot, &seat, &why);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("ballot-recused"))
}

/// `POST /desk/members/motions/{motion}/remind`
pub async fn remind(_: May<LeadMotions>, view: View, id: Path<MotionId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    let act = move |tx: &mut Tx| close::remind_by_hand(tx, &id);
    let n = db.write(&view.who(), act).await?;
    view.done(&to, say!("ballot-reminded", n = n))
}

/// `POST /desk/members/motions/{motion}/close`
pub async fn close(_: May<LeadMotions>, view: View, id: Path<MotionId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    let act = move |tx: &mut Tx| close::close_early(tx, &id);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("ballot-closed"))
}

/// `POST /desk/members/motions/{motion}/annul`: `why`.
pub async fn annul(
    _: May<LeadMotions>,
    view: View,
    id: Path<MotionId>,
    db: Data<Db>,
    mut form: Form,
) -> Reply {
    let to = home(&id);
    let Some(why) = forms::why(&mut form) else {
        return view.warned(&to, say!("voting-refused-no-reason"));
    };
    let act = move |tx: &mut Tx| close::annul(tx, &id, &why);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("ballot-annulled"))
}
