//! What the office's page of any subject shows of its ballots: the form that opens a round, the round
//! that runs or ran last, earlier ones, the papers. `templates/ballots/office.html` writes it; pages ask for it
//! through `templates/ballots/clerk.html`.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::ballots::acts::open::{self, Question};
use crate::ballots::forms;
use crate::ballots::known::Known;
use crate::ballots::policy::{AnnulRound, Stand};
use crate::ballots::rules::closing;
use crate::ballots::store;
use crate::ballots::subject::{Papers, Sheet, Subject};
use crate::ballots::view::{Opening, Round, rounds};
use crate::kernel::{Act, Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::say;
use crate::voting;
use crate::web::{Call, Form, Reply};

/// The ballots of one subject, for the office.
pub struct Clerk {
    /// All rounds, the newest first.
    pub rounds: Vec<Round>,
    /// The form that opens the next one, where it may open.
    pub opening: Option<Opening>,
    /// The papers: as they would be frozen while no round runs, else as they were.
    pub sheet: Option<Sheet>,
    /// Whether the reader leads the subject.
    pub leads: bool,
    /// Whether the reader may take the newest round back while it runs.
    pub annuls: bool,
    /// Seats of it that came to be on the subject's side after they had voted.
    pub late: Vec<String>,
    /// Whether papers and minutes are made as PDF.
    pub pdf: bool,
}

impl Clerk {
    /// Reads it for `who`, who sees the subject. `ready`: a round may open now; `draft`: the papers are
    /// shown as they would be frozen.
    ///
    /// # Errors
    /// If the database fails.
    pub fn read(
        conn: &mut Conn,
        (subject, id): (&'static dyn Subject, &str),
        (who, speech): (&Actor, Speech),
        (ready, draft): (bool, bool),
        now: Moment,
    ) -> Result<Self, Fault> {
        let leads = subject.leads(conn, who, id)?;
        let mut ballots = voting::rounds(conn, subject.kind(), id)?;
        let mut late = vec![];
        if let Some(newest) = ballots.pop() {
            let known = Known::with(conn, subject, newest, now)?;
            late = known.late;
            ballots.push(known.ballot);
        }
        ballots.reverse();
        let body = match (draft, ballots.first()) {
            (true, _) => Some((
                subject.papers(conn, id, &Papers::default(), now)?,
                String::new(),
            )),
            (false, Some(ballot)) => {
                let frozen = store::pack(conn, &ballot.id)?;
                Some((frozen.body, frozen.sha256))
            }
            (false, None) => None,
        };
        let sheet = body.map(|(body, sha256)| subject.sheet(&body, &sha256, speech));
        let stand = Stand {
            leads,
            sees: true,
            late: !late.is_empty(),
        };
        Ok(Self {
            opening: match ready && leads {
                true => Some(open::opening(conn, subject, id, now)?),
                false => None,
            },
            rounds: rounds(conn, ballots, now)?,
            sheet: sheet.transpose()?,
            annuls: AnnulRound::allows(who, &stand),
            pdf: subject.on_paper(),
            leads,
            late,
        })
    }

    /// Fills in a form that nobody typed into: when the round may close, and which seats may have to step
    /// back.
    pub fn offer(&self, form: &mut Form, call: &Call) {
        let Some(opening) = self.opening.as_ref().filter(|_| form.pairs().is_empty()) else {
            return;
        };
        let speech = call.speech();
        let closes = closing(speech.zone, call.now(), opening.days);
        form.put_moment("closes", speech.zone, closes);
        for chair in opening
            .chairs
            .iter()
            .filter(|chair| !chair.must && !chair.said)
        {
            if let Some(known) = &chair.known {
                form.put("recuse", &chair.seat.seat);
                form.put(&chair.why_name(), speech.say(known));
            }
        }
    }

    /// The newest round.
    pub fn current(&self) -> Option<&Round> {
        self.rounds.first()
    }

    /// The rounds before it, the newest first.
    pub fn earlier(&self) -> &[Round] {
        self.rounds.get(1..).unwrap_or_default()
    }

    /// The newest round's frozen papers, while they are what is shown: the ballot's id.
    pub fn frozen(&self) -> Option<&str> {
        let sheet = self.sheet.as_ref().filter(|sheet| !sheet.sha256.is_empty());
        sheet
            .and(self.current())
            .map(|round| round.ballot.id.as_str())
    }

    /// The rounds as they are shown; `form`: what was typed on the page.
    pub fn held<'a>(&'a self, form: &'a Form) -> Held<'a> {
        Held { clerk: self, form }
    }

    /// The papers as they are shown, under a heading; `draft`: what is said of them while not frozen.
    pub fn papers<'a>(&'a self, title: &'a str, draft: &'a str) -> Shown<'a> {
        let clerk = self;
        Shown {
            clerk,
            title,
            draft,
        }
    }
}

impl Opening {
    /// The form that opens a round, up to its further buttons. `base`: where it is posted; `help`:
    /// message key of what is said about the roll.
    pub fn form<'a>(&'a self, base: &'a str, form: &'a Form, help: &'a str) -> Open<'a> {
        let opening = self;
        Open {
            opening,
            base,
            form,
            help,
        }
    }
}

/// The form that opens a round.
#[derive(Template)]
#[template(path = "ballots/office.html", block = "open")]
pub struct Open<'a> {
    opening: &'a Opening,
    base: &'a str,
    form: &'a Form,
    help: &'a str,
}

/// The newest round, watched while it runs, its result after; then earlier ones.
#[derive(Template)]
#[template(path = "ballots/office.html", block = "rounds")]
pub struct Held<'a> {
    clerk: &'a Clerk,
    form: &'a Form,
}

/// The papers.
#[derive(Template)]
#[template(path = "ballots/office.html", block = "papers")]
pub struct Shown<'a> {
    clerk: &'a Clerk,
    title: &'a str,
    draft: &'a str,
}

// They are HTML already: what stands in them was escaped there.
impl HtmlSafe for Open<'_> {}
impl HtmlSafe for Held<'_> {}
impl HtmlSafe for Shown<'_> {}

/// Opens a round on one subject as the form on its page says: `closes`, `note`, `recuse` for each seat
/// with its `why-…`; `page` shows the same page again.
///
/// # Errors
/// As [`open`](open::open), but for refusals, which are noted on the form.
pub async fn open_round(
    call: &Call,
    (subject, id): (&'static dyn Subject, &str),
    form: &mut Form,
    page: impl AsyncFnOnce(&Form) -> Reply,
) -> Reply {
    let typed = forms::opening(form, call.speech().zone);
    let question = typed.map(|typed| {
        let question = Question {
            note: typed.note,
            recused: typed.recused,
            ..Question::of(subject, id)
        };
        ([question], typed.closes)
    });
    call.act_on(question, |tx, (question, closes)| {
        open::open(tx, question, *closes)
    })
    .then(subject.home(id), say!("ballot-opened"))
    .or_again("closes", form, page)
    .await
}
