//! The office's page of a case's ballot: the proposal to the board, the pack, opening, watching,
//! closing, and every round there was.

use actix_web::web::{Data, Path};
use askama::Template;

use super::Sheet;
use crate::admission::ballot::acts::{close, open, prepare, seat};
use crate::admission::ballot::assemble::assemble;
use crate::admission::ballot::board::{board, related};
use crate::admission::ballot::forms;
use crate::admission::ballot::rules::{Pack, known_conflicts};
use crate::admission::ballot::store::{self, Frozen, Told};
use crate::admission::case::{self, KIND, LeadCases, SeeCases, Top};
use crate::admission::stage::{Proposal, Stage};
use crate::chamber::rules::Organ;
use crate::council::ballot::rules::{BoardSeat, closing};
use crate::council::ballot::{self, Chair, Opening, Round};
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Lang, Moment, Say};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::voting;
use crate::voting::rules::BallotId;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "ballot/desk.html")]
struct DeskPage<'a> {
    top: Top,
    leads: bool,
    form: &'a Form,
    lang: Lang,
    pack: Option<Pack>,
    frozen: Option<Frozen>,
    rounds: Vec<Round>,
    opening: Option<Opening>,
    told: Option<Told>,
}

impl DeskPage<'_> {
    fn id(&self) -> &CaseId {
        &self.top.case.id
    }

    /// Whether the secretariat can lay the case before the board now.
    fn may_recommend(&self) -> bool {
        let visit = self.top.journey.visit;
        let stage = self.top.stage();
        self.leads && (stage == Stage::Visited || (stage == Stage::Reviewed && !visit))
    }

    /// Whether the notice has to be published before anything else.
    fn needs_notice(&self) -> bool {
        let journey = &self.top.journey;
        self.leads
            && journey.stage == Stage::Recommended
            && journey.route.notice_days > 0
            && journey.noticed_until.is_none()
    }

    /// Until when the notice still runs.
    fn notice_runs(&self) -> Option<Moment> {
        self.top
            .journey
            .noticed_until
            .filter(|until| *until > self.top.now)
    }

    /// The bodies that the case can be handed over to.
    fn others(&self) -> Vec<(&'static str, Say)> {
        let present = &self.top.journey.route.body;
        let other = |organ: &Organ| organ.word() != present;
        let others = Organ::ALL.into_iter().filter(other);
        others
            .map(|organ| (organ.word(), organ.in_words()))
            .collect()
    }

    fn current(&self) -> Option<&Round> {
        self.rounds.first()
    }

    /// Whether the applicant still has to be told why.
    fn owes_reasons(&self) -> bool {
        self.leads && self.top.stage() == Stage::Rejected && self.told.is_none()
    }

    /// The pack to show: as it was frozen, else as it would be now.
    fn sheet(&self) -> Option<Sheet<'_>> {
        let lang = self.lang;
        match (&self.frozen, &self.pack) {
            (_, Some(pack)) => Some(Sheet {
                pack,
                sha256: "",
                lang,
            }),
            (Some(frozen), None) => Some(Sheet {
                pack: &frozen.pack,
                sha256: &frozen.sha256,
                lang,
            }),
            _ => None,
        }
    }
}

/// Whether a ballot can be opened at this stage, the notice aside.
fn is_ready(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Recommended | Stage::PublicNotice | Stage::NoQuorum | Stage::Deferred
    )
}

fn opening(conn: &mut Conn, case: &case::Case, now: Moment) -> Result<Opening, Fault> {
    let board = board(conn, case, now)?;
    let related = related(conn, case)?;
    let known = known_conflicts(&board.seats, &related);
    let chair = |seat: &BoardSeat| {
        let found = known.iter().find(|(s, _)| s.seat == seat.seat);
        Chair {
            seat: seat.clone(),
            must: found.is_some_and(|(_, conflict)| conflict.is_certain()),
            known: found.map(|(_, conflict)| conflict.in_words()),
        }
    };
    let chairs = board.seats.iter().map(chair).collect();
    let can_decide = open::reaches_quorum(conn, case, now)?;
    Ok(Opening::of(&board, chairs, can_decide))
}

async fn page(view: &View, db: &Db, clock: &Clock, id: &CaseId, form: &mut Form) -> Reply {
    let (now, speech, id) = (clock.now(), view.speech(), id.clone());
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let found = db
        .read(move |conn| {
            let case = case::seen(conn, &me, &id)?;
            let stage = case.stage(now);
            let frozen = store::last_pack(conn, &id)?;
            let ready = is_ready(stage);
            let reviewed = matches!(stage, Stage::Reviewed | Stage::Visited);
            let pack = match ready || reviewed {
                true => Some(assemble(conn, &case, vec![], "", now)?),
                false => None,
            };
            let told = match &frozen {
                Some(frozen) => store::told(conn, &frozen.ballot)?,
                None => None,
            };
            let mut rounds = vec![];
            for ballot in voting::rounds(conn, KIND, id.as_str())? {
                rounds.insert(0, Round::of(conn, ballot, now)?);
            }
            let opening = if ready {
                Some(opening(conn, &case, now)?)
            } else {
                None
            };
            Ok((
                Top::new(case, now, speech),
                pack,
                frozen,
                rounds,
                opening,
                told,
            ))
        })
        .await?;
    let (top, pack, frozen, rounds, opening, told) = found;
    offer(form, &top, opening.as_ref(), pack.as_ref(), view);
    let title = say!("ballot-desk-title", number = top.case.number());
    let lang = view.lang();
    let page = DeskPage {
        top,
        leads,
        form,
        lang,
        pack,
        frozen,
        rounds,
        opening,
        told,
    };
    view.with_form(title, form, &page)
}

/// Fills a fresh form: the closing time offered, hints ticked, the proposal the review came to.
fn offer(form: &mut Form, top: &Top, opening: Option<&Opening>, pack: Option<&Pack>, view: &View) {
    if !form.pairs().is_empty() {
        return;
    }
    if let Some(opening) = opening {
        let speech = view.speech();
        let closes = closing(speech.zone, top.now, top.journey.route.limits.ballot);
        form.put_moment("closes", speech.zone, closes);
        for chair in opening.chairs.iter().filter(|c| !c.must) {
            if let Some(words) = &chair.known {
                form.put("recuse", &chair.seat.seat);
                form.put(&format!("why-{}", chair.seat.seat), speech.say(words));
            }
        }
    } else if let Some(pack) = pack {
        form.put("proposal", super::extra::suggested(pack));
        form.put("conditions", super::extra::conditions(pack));
    }
}

/// `GET /desk/cases/{case}/ballot`
pub async fn show(
    _: May<SeeCases>,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, &id, &mut Form::default()).await
}

fn home(id: &CaseId) -> String {
    format!("/desk/cases/{id}/ballot")
}

/// `POST /desk/cases/{case}/ballot/recommend`
pub async fn recommend(
    _: May<LeadCases>,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(proposed) = forms::proposed(&mut form) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let to = home(&id);
    let act = move |tx: &mut Tx| prepare::recommend(tx, &id, &proposed);
    let done = db.write(&view.who(), act).await;
    view.told(&to, done, say!("ballot-recommended"))
}

/// `POST /desk/cases/{case}/ballot/notice`
pub async fn notice(_: May<LeadCases>, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    let done = db
        .write(&view.who(), move |tx| prepare::publish_notice(tx, &id))
        .await;
    view.told(&to, done, say!("ballot-notice-published"))
}

/// `POST /desk/cases/{case}/ballot/refer`: `body`, `why`.
pub async fn refer(
    _: May<LeadCases>,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    mut form: Form,
) -> Reply {
    let to = home(&id);
    let organ = Organ::from_word(form.value("body"));
    let (Some(organ), Some(why)) = (organ, form.text("why", 1..=500)) else {
        return view.warned(&to, say!("ballot-refused-refer-blank"));
    };
    let done = db
        .write(&view.who(), move |tx| prepare::refer(tx, &id, organ, &why))
        .await;
    view.told(&to, done, say!("ballot-referred"))
}

/// `POST /desk/cases/{case}/ballot/open`
pub async fn open(
    _: May<LeadCases>,
    view: View,
    id: Path<CaseId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    let Some(opening) = ballot::opening(&mut form, view.speech().zone) else {
        return page(&view, &db, &clock, &id, &mut form).await;
    };
    let question = open::Question {
        case: id.clone(),
        note: opening.note,
        recused: opening.recused,
    };
    let (questions, closes) = (vec![question], opening.closes);
    let done = db
        .write(&view.who(), move |tx| open::open(tx, &questions, closes))
        .await;
    match done {
        Ok(_) => view.done(&home(&id), say!("ballot-opened")),
        Err(fault) => {
            form.refuse_fault("closes", fault)?;
            page(&view, &db, &clock, &id, &mut form).await
        }
    }
}

/// `POST /desk/cases/{case}/ballot/recuse`: `ballot`, `seat`, `why`.
pub async fn recuse(
    _: May<LeadCases>,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    mut form: Form,
) -> Reply {
    let to = home(&id);
    let ballot: BallotId = form.value("ballot").parse().map_err(|_| Fault::Missing)?;
    let seat = form.value("seat").to_owned();
    let Some(why) = form.text("why", 1..=500) else {
        return view.warned(&to, say!("voting-refused-no-reason"));
    };
    let done = db
        .write(&view.who(), move |tx| {
            seat::recuse(tx, &ballot, &seat, &why)
        })
        .await;
    view.told(&to, done, say!("ballot-recused"))
}

/// `POST /desk/cases/{case}/ballot/remind`
pub async fn remind(_: May<LeadCases>, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    let n = db
        .write(&view.who(), move |tx| close::remind_by_hand(tx, &id))
        .await?;
    view.done(&to, say!("ballot-reminded", n = n))
}

/// `POST /desk/cases/{case}/ballot/close`
pub async fn close(_: May<LeadCases>, view: View, id: Path<CaseId>, db: Data<Db>) -> Reply {
    let to = home(&id);
    let done = db
        .write(&view.who(), move |tx| close::close_early(tx, &id))
        .await;
    view.told(&to, done, say!("ballot-closed"))
}

/// `POST /desk/cases/{case}/ballot/annul`: `why`.
pub async fn annul(
    _: May<LeadCases>,
    view: View,
    id: Path<CaseId>,
    db: Data<Db>,
    mut form: Form,
) -> Reply {
    let to = home(&id);
    let Some(why) = form.text("why", 1..=500) else {
        return view.warned(&to, say!("voting-refused-no-reason"));
    };
    let done = db
        .write(&view.who(), move |tx| close::annul(tx, &id, &why))
        .await;
    view.told(&to, done, say!("ballot-annulled"))
}
