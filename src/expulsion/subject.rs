//! A motion to expel as something that is voted on: what its ballots say, who has no part in them, and
//! what follows. A carried ballot ends the membership in the write that counts it.

use askama::Template;
use serde_json::json;

use crate::accounts;
use crate::ballots::{About, Named, Papers, Sheet, Subject, Words};
use crate::expulsion::acts::{self, close};
use crate::expulsion::assemble::assemble;
use crate::expulsion::door;
use crate::expulsion::letters;
use crate::expulsion::read::state;
use crate::expulsion::rules::{Expulsion, How, MOTION, Motion, MotionId, Pack, WORDS};
use crate::expulsion::store;
use crate::kernel::{Actor, Lang, Moment};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::Condition;
use crate::say;
use crate::schema::ballots;
use crate::voting::rules::{Ballot, Closed, Outcome};

#[derive(Template)]
#[template(path = "expulsion/pack.html")]
struct PackPage<'a> {
    p: &'a Pack,
    sha256: &'a str,
    lang: Lang,
}

fn load(conn: &mut Conn, id: &str) -> Result<Motion, Fault> {
    let id: MotionId = id.parse().map_err(|_| Fault::Missing)?;
    store::load(conn, &id)
}

impl Subject for Expulsion {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn home(&self, id: &str) -> String {
        format!("/desk/members/motions/{id}")
    }

    fn named(&self, conn: &mut Conn, ids: &[String]) -> Result<Vec<Named>, Fault> {
        let named = |motion: Motion| Named {
            id: motion.id.to_string(),
            number: motion.number,
            company: Some(motion.company),
            person: None,
        };
        let motions = store::these(conn, ids)?;
        Ok(motions.into_iter().map(named).collect())
    }

    fn finds(&self, search: &str) -> Condition<ballots::table> {
        store::finds(search)
    }

    fn kept_from(&self, conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
        door::kept_from(conn, who)
    }

    fn about(&self, conn: &mut Conn, id: &str, now: Moment) -> Result<About, Fault> {
        let motion = load(conn, id)?;
        let runs = motion.end.is_none() && acts::member_runs(conn, &motion, now)?;
        let people = accounts::colleagues(conn, &motion.company)?.into_iter();
        Ok(About {
            ended: (!runs).then(|| say!("expulsion-refused-ended")),
            own: people.map(|one| (one.person.id, one.since)).collect(),
            company: Some(motion.company),
            ..About::of(motion.company_name, motion.number, motion.organ)
        })
    }

    fn sees(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault> {
        let motion = load(conn, id)?;
        door::sees(conn, who, &motion)
    }

    fn leads(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault> {
        let motion = load(conn, id)?;
        door::leads(conn, who, &motion)
    }

    fn may_open(&self, tx: &mut Tx, id: &str) -> Result<(), Fault> {
        let (motion, now) = (load(tx.conn(), id)?, tx.now());
        motion.may_open(state(tx.conn(), &motion, now)?)?;
        match acts::member_runs(tx.conn(), &motion, now)? {
            true => Ok(()),
            false => Err(say!("expulsion-refused-ended").into()),
        }
    }

    fn papers(
        &self,
        conn: &mut Conn,
        id: &str,
        round: &Papers,
        now: Moment,
    ) -> Result<String, Fault> {
        let motion = load(conn, id)?;
        Ok(assemble(conn, &motion, round, now)?.canonical()?)
    }

    fn sheet(&self, body: &str, sha256: &str, speech: Speech) -> Result<Sheet, Fault> {
        let pack: Pack = serde_json::from_str(body)?;
        let page = PackPage {
            p: &pack,
            sha256,
            lang: speech.lang,
        };
        Ok(Sheet {
            lead: speech.plain(WORDS.kind).to_owned(),
            facts: vec![("membership-number", pack.member_number.clone())],
            html: filters::html(&page, speech)?,
            sha256: sha256.to_owned(),
        })
    }

    fn opened(&self, tx: &mut Tx, ballot: &Ballot) -> Result<(), Fault> {
        let after = json!({
            "ballot": ballot.id, "pack": ballot.pack_hash, "closes_at": ballot.closes_at,
        });
        let entry = Entry::on(MOTION, &ballot.subject_id).did("expulsion.motion.put");
        audit::record(tx, entry.after(&after))
    }

    /// Expels, or leaves everything as it was; tells the member and the office. A motion that ended
    /// stays as it ended.
    fn follows(&self, tx: &mut Tx, closed: &Closed) -> Result<bool, Fault> {
        let motion = load(tx.conn(), &closed.ballot.subject_id)?;
        if motion.end.is_some() || closed.verdict().is_none() {
            return Ok(false);
        }
        if let Some(how) = How::of(closed) {
            return close::decide(tx, &motion, closed, how);
        }
        let what = match closed.outcome {
            Outcome::Tied => say!("ballot-letter-office-deferred"),
            _ => say!("expulsion-letter-office-no-quorum"),
        };
        letters::office(tx, &motion, &format!("{}:over", closed.ballot.id), &what)?;
        Ok(true)
    }
}
