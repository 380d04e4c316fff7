//! A motion as something that is voted on.

use askama::Template;

use crate::ballots::{About, Named, Papers, Sheet, Subject, Words};
use crate::kernel::{Act, Actor, Moment};
use crate::motions::policy::{LeadMotions, SeeMotions};
use crate::motions::rules::{Motion, Pack, Plain, RESOLUTION, State, WORDS};
use crate::motions::{acts, store};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files;
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::Condition;
use crate::say;
use crate::schema::ballots;
use crate::voting;
use crate::voting::rules::{Ballot, Closed, Outcome};

#[derive(Template)]
#[template(path = "motions/pack.html")]
struct PackPage<'a> {
    pack: &'a Pack,
    sha256: &'a str,
}

/// The motions that are kept from this person: they stepped back from a vote on them.
///
/// # Errors
/// If the database fails.
pub fn kept_from(conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
    voting::recused_from(conn, WORDS.word, &who.id)
}

impl Subject for Plain {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn home(&self, id: &str) -> String {
        format!("/desk/motions/{id}")
    }

    fn named(&self, conn: &mut Conn, ids: &[String]) -> Result<Vec<Named>, Fault> {
        let named = |motion: Motion| Named {
            id: motion.id.to_string(),
            number: motion.number,
            ..Named::default()
        };
        Ok(store::these(conn, ids)?.into_iter().map(named).collect())
    }

    fn finds(&self, search: &str) -> Condition<ballots::table> {
        store::finds(search)
    }

    fn kept_from(&self, conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
        kept_from(conn, who)
    }

    fn moved(&self, body: &str) -> Result<Option<String>, Fault> {
        let pack: Pack = serde_json::from_str(body)?;
        Ok(Some(pack.motion.body))
    }

    fn about(&self, conn: &mut Conn, id: &str, _: Moment) -> Result<About, Fault> {
        let motion = store::load(conn, id)?;
        Ok(About {
            ended: match motion.state() {
                State::Open => None,
                State::Withdrawn => Some(say!("motions-refused-withdrawn")),
                State::Passed | State::Rejected => Some(say!(WORDS.ended)),
            },
            ..About::of(motion.title, motion.number, motion.organ)
        })
    }

    /// Whoever stepped back from the vote on it learns no more of it.
    fn sees(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault> {
        let kept = kept_from(conn, who)?;
        Ok(SeeMotions::allows(who, &()) && !kept.iter().any(|one| one == id))
    }

    fn leads(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault> {
        Ok(LeadMotions::allows(who, &()) && self.sees(conn, who, id)?)
    }

    /// What was decided or taken back isn't put to the vote any more.
    fn may_open(&self, tx: &mut Tx, id: &str) -> Result<(), Fault> {
        let now = tx.now();
        match self.about(tx.conn(), id, now)?.ended {
            None => Ok(()),
            Some(why) => Err(why.into()),
        }
    }

    fn papers(
        &self,
        conn: &mut Conn,
        id: &str,
        round: &Papers,
        _: Moment,
    ) -> Result<String, Fault> {
        let motion = store::load(conn, id)?;
        let paper = files::of(conn, RESOLUTION, &motion.id)?.pop();
        let pack = Pack {
            format: 1,
            motion,
            paper: paper.map(|file| (file.name, file.sha256)),
            round: round.clone(),
        };
        Ok(serde_json::to_value(pack)?.to_string())
    }

    fn sheet(&self, body: &str, sha256: &str, speech: Speech) -> Result<Sheet, Fault> {
        let pack: &Pack = &serde_json::from_str(body)?;
        Ok(Sheet {
            lead: format!("{} {}", speech.plain(WORDS.kind), pack.motion.number),
            html: filters::html(&PackPage { pack, sha256 }, speech)?,
            sha256: sha256.to_owned(),
            facts: vec![],
        })
    }

    fn opened(&self, tx: &mut Tx, ballot: &Ballot) -> Result<(), Fault> {
        let entry = Entry::on(RESOLUTION, &ballot.subject_id).did("motions.motion.put");
        audit::record(tx, entry.after(&(&ballot.id, &ballot.pack_hash)))
    }

    fn annulled(&self, tx: &mut Tx, ballot: &Ballot, why: &str) -> Result<(), Fault> {
        acts::annulled(tx, ballot, why)
    }

    fn follows(&self, tx: &mut Tx, closed: &Closed) -> Result<bool, Fault> {
        let motion = store::load(tx.conn(), &closed.ballot.subject_id)?;
        let what = match closed.verdict().filter(|_| motion.outcome.is_none()) {
            None => return Ok(false),
            Some(Outcome::Passed | Outcome::Rejected) => {
                return acts::resolve(tx, &motion, closed).map(|()| true);
            }
            Some(Outcome::Tied) => say!("ballot-letter-office-deferred"),
            Some(Outcome::NoQuorum) => say!("ballot-letter-office-no-quorum"),
        };
        acts::tell_office(tx, &motion, closed, &what).map(|()| true)
    }
}
