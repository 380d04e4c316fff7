//! A motion as something that is voted on.

use askama::Template;

use crate::ballots::rules::Board;
use crate::ballots::{About, Named, Papers, Question, Sheet, Subject, Tie, Words};
use crate::kernel::{Act, Actor, Moment, Say};
use crate::motions::policy::{LeadMotions, SeeMotions};
use crate::motions::rules::{KIND, MotionId, Pack, RESOLUTION};
use crate::motions::{acts, letters, store};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files;
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::say;
use crate::voting::rules::{Ballot, Closed, Outcome};

/// Plain motions.
pub struct Plain;

const WORDS: Words = Words {
    kind: "motions-kind",
    page: "motions-ballot-title",
    question: "motions-question",
    conflict: "motions-conflict",
    label: "motions-kind",
    papers: "expulsion-papers",
    tie: "motions-conflict",
    ended: "motions-over",
    invite: "ballot-letter-invite-text",
};

/// Shall this be resolved?
#[must_use]
pub fn question(motion: &MotionId) -> Question {
    Question::of(&Plain, motion.as_str())
}

#[derive(Template)]
#[template(path = "motions/pack.html")]
struct PackPage<'a> {
    pack: &'a Pack,
    sha256: &'a str,
}

impl Subject for Plain {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn invites(&self, titles: &[&str]) -> Say {
        say!("motions-letter-invite", title = titles.join(" · "))
    }

    fn reminds(&self, titles: &[&str]) -> Say {
        say!("motions-letter-remind", title = titles.join(" · "))
    }

    fn home(&self, id: &str) -> String {
        format!("/desk/motions/{id}")
    }

    fn named(&self, conn: &mut Conn, ids: &[String]) -> Result<Vec<Named>, Fault> {
        let all = store::these(conn, ids)?.into_iter();
        Ok(all
            .map(|motion| Named {
                id: motion.id.to_string(),
                number: motion.number,
                company: None,
                person: None,
            })
            .collect())
    }

    fn about(&self, conn: &mut Conn, id: &str, _: Moment) -> Result<About, Fault> {
        let motion = store::load(conn, id)?;
        Ok(About {
            ended: motion.resolved.map(|_| say!(WORDS.ended)),
            title: motion.title,
            number: motion.number,
            organ: motion.organ,
            own: vec![],
        })
    }

    fn ties(&self, _: &mut Conn, _: &str, _: &Board) -> Result<Vec<Tie>, Fault> {
        Ok(vec![])
    }

    fn sees(&self, _: &mut Conn, who: &Actor, _: &str) -> Result<bool, Fault> {
        Ok(SeeMotions::allows(who, &()))
    }

    fn leads(&self, _: &mut Conn, who: &Actor, _: &str) -> Result<bool, Fault> {
        Ok(LeadMotions::allows(who, &()))
    }

    fn may_open(&self, _: &mut Tx, _: &str) -> Result<(), Fault> {
        Ok(())
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
            id: motion.id,
            number: motion.number,
            title: motion.title,
            body: motion.body,
            paper: paper.map(|file| (file.name, file.sha256)),
            by: motion.by,
            at: motion.at,
            note: round.note.clone(),
            interests: round.interests.clone(),
        };
        Ok(serde_json::to_value(pack)?.to_string())
    }

    fn sheet(&self, body: &str, sha256: &str, speech: Speech) -> Result<Sheet, Fault> {
        let pack: Pack = serde_json::from_str(body)?;
        let page = PackPage {
            pack: &pack,
            sha256,
        };
        Ok(Sheet {
            lead: format!("{} {}", speech.plain(WORDS.kind), pack.number),
            html: filters::html(&page, speech)?,
            sha256: sha256.to_owned(),
            facts: vec![],
        })
    }

    fn opened(&self, tx: &mut Tx, ballot: &Ballot) -> Result<(), Fault> {
        let entry = Entry::on(RESOLUTION, &ballot.subject_id).did("motions.motion.put");
        audit::record(tx, entry.after(&(&ballot.id, &ballot.pack_hash)))
    }

    fn follows(&self, tx: &mut Tx, closed: &Closed) -> Result<bool, Fault> {
        let motion = store::load(tx.conn(), &closed.ballot.subject_id)?;
        match closed.verdict() {
            _ if motion.resolved.is_some() => Ok(false),
            Some(Outcome::Passed | Outcome::Rejected) => {
                acts::resolve(tx, &motion, closed).map(|()| true)
            }
            Some(undecided) => {
                let key = format!("{}:over", closed.ballot.id);
                let what = match undecided {
                    Outcome::Tied => say!("ballot-letter-office-deferred"),
                    _ => say!("ballot-letter-office-no-quorum"),
                };
                letters::office(tx, &motion, &key, &what).map(|()| true)
            }
            None => Ok(false),
        }
    }

    fn tell_office(&self, tx: &mut Tx, id: &str, key: &str, what: &Say) -> Result<(), Fault> {
        let motion = store::load(tx.conn(), id)?;
        letters::office(tx, &motion, key, what)
    }
}
