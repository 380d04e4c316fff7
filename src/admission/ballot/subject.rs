//! A case as something that is voted on: what its ballots say, who has no part in them, and what follows
//! for the case.

use askama::Template;
use serde_json::json;

use crate::admission::ballot::assemble::assemble;
use crate::admission::ballot::letters;
use crate::admission::ballot::related::related;
use crate::admission::ballot::rules::{
    Admission, Interest, Pack, WORDS, decision, known_conflicts,
};
use crate::admission::ballot::store::{self, Frozen};
use crate::admission::case::{self, Case, KIND, Telling};
use crate::admission::event::Event;
use crate::admission::printed;
use crate::admission::stage::{Decision, Proposal, Stage};
use crate::ballots::rules::Board;
use crate::ballots::{About, Named, Papers, Question, Sheet, Subject, Tie, Words};
use crate::chamber;
use crate::chamber::letterhead::Letterhead;
use crate::chamber::rules::Organ;
use crate::dues;
use crate::dues::rules::standard::Quote;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Actor, Lang, Moment, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::Condition;
use crate::platform::pdf::Paper;
use crate::say;
use crate::schema::ballots;
use crate::voting;
use crate::voting::rules::{Ballot, BallotId, Closed, Outcome, Phase};

/// The fields that the question of conflicts names, and no more: the head of the company, its
/// recommenders.
const NAMED: [&str; 4] = [
    "legal_name",
    "recommender_1",
    "recommender_2",
    "recommender_3",
];

/// Shall this company be admitted?
#[must_use]
pub fn question(case: &CaseId) -> Question {
    Question::of(&Admission, case.as_str())
}

#[derive(Template)]
#[template(path = "ballot/pack.html")]
struct PackPage<'a> {
    pack: &'a Pack,
    /// What the applicant was told, where that was another figure.
    told: Option<Say>,
    /// Where what lies with it opens.
    enclosed: String,
    sha256: &'a str,
    lang: Lang,
}

fn parsed(id: &str) -> Result<CaseId, Fault> {
    id.parse().map_err(|_| Fault::Missing)
}

fn load(conn: &mut Conn, id: &str) -> Result<Case, Fault> {
    case::load(conn, &parsed(id)?)
}

/// A new round that an upheld objection ordered takes the decided one back first, with that reason.
fn clear_the_way(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let now = tx.now();
    let Some(last) = voting::rounds(tx.conn(), KIND, case.id.as_str())?.pop() else {
        return Ok(());
    };
    let outcome = voting::result_of(tx.conn(), &last, now)?.and_then(|c| c.verdict());
    let decided = matches!(outcome, Some(Outcome::Rejected | Outcome::Passed));
    let Some(heard) = case.last("appeal_decided").filter(|_| decided) else {
        return Ok(());
    };
    if last.phase(now) == Phase::Closed {
        voting::annul(tx, &last.id, &heard.reason)?;
    }
    Ok(())
}

/// Tells the applicant and the office what was decided.
fn tell(tx: &mut Tx, case: &Case, decision: Decision, quote: &Quote) -> Result<(), Fault> {
    let what = match decision {
        Decision::Admitted => {
            let ranks = chamber::ranks(tx.conn())?;
            let rank = ranks.find(&case.rank).map(|r| r.name.clone());
            let name = rank.unwrap_or_default();
            letters::admitted(tx, case, &|lang| name.get(lang).to_owned(), quote)?;
            say!("ballot-letter-office-admitted")
        }
        Decision::Rejected => say!("ballot-letter-office-rejected"),
        Decision::NoQuorum => say!("ballot-letter-office-no-quorum"),
        Decision::Deferred => say!("ballot-letter-office-deferred"),
    };
    let seq = case.record.last().map_or(0, |line| line.seq);
    letters::office(tx, case, &format!("{}:{seq}", case.id), &what)
}

impl Subject for Admission {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn home(&self, id: &str) -> String {
        format!("/desk/cases/{id}/ballot")
    }

    fn named(&self, conn: &mut Conn, ids: &[String]) -> Result<Vec<Named>, Fault> {
        case::named(conn, ids)
    }

    fn finds(&self, search: &str) -> Condition<ballots::table> {
        store::finds(search)
    }

    fn kept_from(&self, conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
        let kept = case::kept_from(conn, who)?;
        Ok(kept.iter().map(CaseId::to_string).collect())
    }

    fn near(&self, conn: &mut Conn, who: &PersonId) -> Result<Vec<String>, Fault> {
        let cases = case::vouched_by(conn, who)?;
        Ok(cases.iter().map(CaseId::to_string).collect())
    }

    fn about(&self, conn: &mut Conn, id: &str, now: Moment) -> Result<About, Fault> {
        let case = load(conn, id)?;
        let journey = case.journey(now);
        let ended = match (journey.stage, case.record.last()) {
            (Stage::OnBallot, _) => None,
            (_, Some(line)) => Some(line.say()),
            (_, None) => Some(say!(WORDS.ended)),
        };
        Ok(About {
            title: case.company_name.clone(),
            number: case.number().to_owned(),
            organ: Organ::from_word(&journey.route.body).unwrap_or(Organ::Board),
            ended,
            days: Some(journey.route.limits.ballot),
            own: case::own_side(conn, &case)?,
            near: case::vouching(conn, &case.id)?
                .into_iter()
                .map(|one| (one.person.clone(), one.since, one.why()))
                .collect(),
            company: case.company,
        })
    }

    fn ties(
        &self,
        conn: &mut Conn,
        (id, _): (&str, &About),
        board: &Board,
    ) -> Result<Vec<Tie>, Fault> {
        let case = load(conn, id)?;
        let related = related(conn, &case)?;
        let known = known_conflicts(&board.seats, &related).into_iter();
        Ok(known
            .map(|(seat, conflict)| Tie {
                seat: seat.seat.clone(),
                why: conflict.in_words(),
                certain: conflict.is_certain(),
                said: conflict.is_said(),
            })
            .collect())
    }

    fn kept_out(&self, conn: &mut Conn, id: &str, _: Moment) -> Result<Vec<PersonId>, Fault> {
        case::kept_out(conn, &parsed(id)?)
    }

    fn sees(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault> {
        let case = load(conn, id)?;
        case::sees(conn, who, &case)
    }

    fn leads(&self, conn: &mut Conn, who: &Actor, id: &str) -> Result<bool, Fault> {
        let case = load(conn, id)?;
        Ok(case.number.is_some() && case::leads(conn, who, &case)?)
    }

    fn may_open(&self, tx: &mut Tx, id: &str) -> Result<(), Fault> {
        let case = load(tx.conn(), id)?;
        clear_the_way(tx, &case)
    }

    fn papers(
        &self,
        conn: &mut Conn,
        id: &str,
        round: &Papers,
        now: Moment,
    ) -> Result<String, Fault> {
        let case = load(conn, id)?;
        let interests = round.interests.iter().map(|one| Interest {
            name: one.name.clone(),
            step: "ballot".into(),
            text: one.text.clone(),
        });
        let pack = assemble(conn, &case, interests.collect(), &round.note, now)?;
        Ok(pack.canonical()?)
    }

    fn sheet(&self, body: &str, sha256: &str, speech: Speech) -> Result<Sheet, Fault> {
        let pack: Pack = serde_json::from_str(body)?;
        let named = pack.facts.iter();
        let named = named.filter(|fact| NAMED.contains(&fact.field.as_str()));
        let page = PackPage {
            pack: &pack,
            told: pack.subject.told_in_words(),
            enclosed: format!("/board/cases/{}", pack.subject.case),
            sha256,
            lang: speech.lang,
        };
        Ok(Sheet {
            lead: pack.subject.rank_name.get(speech.lang).to_owned(),
            facts: named
                .filter_map(|fact| Some((fact.label()?, fact.text.clone())))
                .collect(),
            html: filters::html(&page, speech)?,
            sha256: sha256.to_owned(),
        })
    }

    fn opened(&self, tx: &mut Tx, ballot: &Ballot) -> Result<(), Fault> {
        let case = load(tx.conn(), &ballot.subject_id)?;
        let event = Event::BallotOpened {
            round: case.journey(tx.now()).round + 1,
            closes: ballot.closes_at,
        };
        let detail = json!({ "ballot": ballot.id, "pack": ballot.pack_hash });
        case::happen(tx, &case.id, Telling::of(event).with(detail)).map(|_| ())
    }

    /// The case moves as the count says. One that has moved on stays where it is.
    fn follows(&self, tx: &mut Tx, closed: &Closed) -> Result<bool, Fault> {
        let ballot = &closed.ballot;
        let case = load(tx.conn(), &ballot.subject_id)?;
        let decision = decision(closed).filter(|_| case.stage(tx.now()) == Stage::OnBallot);
        if let Some(decision) = decision {
            let today = tx.today()?;
            let quote = dues::quotes(tx.conn(), today)?.of(&case.rank);
            let detail = json!({
                "ballot": ballot.id, "pack": ballot.pack_hash,
                "arithmetic": closed.arithmetic, "quote": quote,
            });
            let telling = Telling::of(Event::Decided { decision }).with(detail);
            let case = case::happen(tx, &case.id, telling)?;
            tell(tx, &case, decision, &quote)?;
        }
        Ok(decision.is_some())
    }

    fn annulled(&self, tx: &mut Tx, ballot: &Ballot, why: &str) -> Result<(), Fault> {
        let event = Event::Decided {
            decision: Decision::Deferred,
        };
        let detail = json!({ "ballot": ballot.id, "annulled": true });
        let telling = Telling::of(event).why(why).with(detail);
        case::happen(tx, &parsed(&ballot.subject_id)?, telling).map(|_| ())
    }

    fn recused(&self, tx: &mut Tx, id: &str, name: &str) -> Result<(), Fault> {
        let what = say!("ballot-record-recused", name = name);
        case::note(tx, &parsed(id)?, what, false).map(|_| ())
    }

    fn on_paper(&self) -> bool {
        true
    }

    fn paper(
        &self,
        conn: &mut Conn,
        (head, lang): (&Letterhead, Lang),
        ballot: &BallotId,
        over: Option<&Closed>,
    ) -> Result<Option<Paper>, Fault> {
        let frozen = Frozen::of(conn, ballot)?;
        Ok(Some(match over {
            Some(closed) => printed::minutes(conn, head, lang, (&frozen, closed))?,
            None => printed::pack(conn, head, lang, &frozen)?,
        }))
    }
}
