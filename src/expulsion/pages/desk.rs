//! The office's page of one motion: what is next, the grounds, what the member says, the ballot with
//! every round there was, the papers, the record.

use actix_web::web::Path;
use askama::Template;

use crate::accounts;
use crate::ballots::{self, Clerk, Subject};
use crate::expulsion::acts::hear;
use crate::expulsion::door;
use crate::expulsion::forms;
use crate::expulsion::policy::{LeadMotions, SeeMotions, speaks};
use crate::expulsion::read::state;
use crate::expulsion::rules::{Expulsion, Motion, MotionId, State};
use crate::kernel::{Actor, Moment, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::say;
use crate::web::{Call, Form, May, Reply};

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
    /// People of the member who are told by mail.
    told: usize,
    clerk: Clerk,
}

#[derive(Template)]
#[template(path = "expulsion/motion.html")]
struct MotionPage<'a> {
    form: &'a Form,
    known: Known,
}

impl MotionPage<'_> {
    fn motion(&self) -> &Motion {
        &self.known.motion
    }

    fn base(&self) -> String {
        home(&self.known.motion.id)
    }

    fn may_withdraw(&self) -> bool {
        self.known.clerk.leads && self.known.motion.may_withdraw(self.known.state).is_ok()
    }

    /// What happened, the newest first.
    fn record(&self) -> Vec<Line> {
        let motion = &self.known.motion;
        let line = |what: Say, at: Moment| Line {
            what,
            who: String::new(),
            at,
            text: String::new(),
        };
        let mut lines = vec![Line {
            who: motion.by_name.clone(),
            ..line(say!("expulsion-record-brought"), motion.at)
        }];
        lines.extend(motion.answer.as_ref().map(|answer| Line {
            who: answer.by.clone(),
            ..line(say!("expulsion-record-answered"), answer.at)
        }));
        for round in &self.known.clerk.rounds {
            let (ballot, n) = (&round.ballot, round.ballot.round);
            lines.push(line(
                say!("expulsion-record-opened", n = n),
                ballot.opens_at,
            ));
            let counted = round.closed.as_ref();
            lines.extend(counted.and_then(|closed| {
                let outcome = closed.outcome.in_words();
                let what = say!("expulsion-record-counted", n = n, outcome = outcome);
                Some(line(what, closed.counted_at?))
            }));
            lines.extend(ballot.annulled.as_ref().map(|annulled| Line {
                text: annulled.why.clone(),
                ..line(say!("expulsion-record-annulled", n = n), annulled.at)
            }));
        }
        lines.extend(motion.end.as_ref().map(|end| Line {
            who: end.by.clone(),
            text: end.why.clone(),
            ..line(Say::plain(State::Ended(end.how).key()), end.at)
        }));
        // What came later in one moment stands above.
        lines.reverse();
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        lines
    }
}

fn known(
    conn: &mut Conn,
    (me, id): (&Actor, &MotionId),
    (speech, now): (Speech, Moment),
) -> Result<Known, Fault> {
    let (motion, _) = door::seen(conn, me, id)?;
    let state = state(conn, &motion, now)?;
    let ready = state == State::Ready;
    let about = (&Expulsion as &'static dyn Subject, id.as_str());
    let shown = (ready, ready || state == State::Hearing);
    let told = accounts::recipients_of_company(conn, &motion.company, speaks)?;
    Ok(Known {
        clerk: Clerk::read(conn, about, (me, speech), shown, now)?,
        told: told.len(),
        motion,
        state,
    })
}

async fn page(call: &Call, id: &MotionId, form: &Form) -> Reply {
    let mut form = form.clone();
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, speech, id) = (call.now(), call.speech(), id.clone());
    let known = call
        .read(move |conn| known(conn, (&me, &id), (speech, now)))
        .await?;
    known.clerk.offer(&mut form, call);
    let title = say!(
        "expulsion-title",
        company = known.motion.company_name.as_str()
    );
    let page = MotionPage { form: &form, known };
    call.with_form(title, page.form, &page)
}

/// `GET /desk/members/motions/{motion}`
pub async fn show(_: May<SeeMotions>, call: Call, id: Path<MotionId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

fn home(id: &MotionId) -> String {
    format!("/desk/members/motions/{id}")
}

/// `POST /desk/members/motions/{motion}/withdraw`: `why`.
pub async fn withdraw(
    _: May<LeadMotions>,
    call: Call,
    id: Path<MotionId>,
    mut form: Form,
) -> Reply {
    let Some(why) = forms::why(&mut form) else {
        return page(&call, &id, &form).await;
    };
    let to = home(&id);
    call.act(move |tx| hear::withdraw(tx, &id, &why))
        .then(&to, say!("expulsion-withdrawn"))
        .or_warn(&to)
        .await
}

/// `POST /desk/members/motions/{motion}/open`: `closes`, `note`, `recuse` for each seat with its `why-…`.
pub async fn open(_: May<LeadMotions>, call: Call, id: Path<MotionId>, mut form: Form) -> Reply {
    let about = (&Expulsion as &'static dyn Subject, id.as_str());
    ballots::open_round(&call, about, &mut form, async |form| {
        page(&call, &id, form).await
    })
    .await
}
