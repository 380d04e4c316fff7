//! Sittings: several cases put to the board together. What can be put; what runs; and, as a list, every
//! round that is over, whatever it is about.

use actix_web::web::Data;
use askama::Template;

use crate::admission::ballot::subject::question;
use crate::admission::case::{self, Filter, LeadCases, Listed, SeeCases, Sort};
use crate::admission::stage::Stage;
use crate::ballots::list::{self, How, Listed as Line};
use crate::ballots::rules::closing;
use crate::ballots::{self, Question, Subject, Subjects};
use crate::chamber::rules::TimeLimits;
use crate::kernel::id::CaseId;
use crate::kernel::{Act, Actor, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::platform::{filters, settings};
use crate::say;
use crate::voting;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply};

/// The rounds that are over.
pub const LIST: List = List {
    path: "/desk/ballots",
    title: "ballot-sittings-title",
    filters: &["kind", "how"],
    sorted: "",
    sees: may::<SeeCases>,
};

/// Most cases that can be put in one sitting, of each stage.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "ballot/sittings.html")]
struct SittingsPage<'a> {
    ask: &'a Ask,
    form: &'a Form,
    leads: bool,
    ready: Vec<Listed>,
    running: Vec<Line>,
    list: Paged<Line>,
    /// The kinds of questions: word and key.
    kinds: Vec<(&'static str, &'static str)>,
}

/// The cases that can be put to the board.
fn ready(conn: &mut Conn, me: &Actor, now: Moment) -> Result<Vec<Listed>, Fault> {
    let kept = case::kept_from(conn, me)?;
    let mut ready = vec![];
    for stage in [
        Stage::Recommended,
        Stage::NoQuorum,
        Stage::Deferred,
        Stage::PublicNotice,
    ] {
        let filter = Filter {
            stage: Some(stage),
            except: kept.clone(),
            ..Filter::default()
        };
        let due = (Sort::Due, false);
        ready.extend(case::list(conn, &filter, due, (0, MOST), now)?);
    }
    Ok(ready)
}

/// The rounds in which votes are taken, the first to close first.
fn running(
    conn: &mut Conn,
    (subjects, kept): (Subjects, &[String]),
    now: Moment,
) -> Result<Vec<Line>, Fault> {
    let mut all = voting::running(conn)?;
    all.retain(|one| one.closes_at > now && !kept.contains(&one.subject_id));
    list::listed(conn, subjects, all, now)
}

/// What the list is asked for, of what this person sees: nothing about one's own company, nor what one
/// stepped back from.
fn filter(
    conn: &mut Conn,
    ask: &Ask,
    (subjects, me): (Subjects, &Actor),
) -> Result<list::Filter, Fault> {
    Ok(list::Filter {
        search: ask.search(),
        kind: ask.filter("kind").map(str::to_owned),
        how: ask.filter("how").and_then(How::from_word),
        except: list::kept_from(conn, subjects, me)?,
    })
}

async fn page(call: &Call, subjects: Subjects, form: &Form) -> Reply {
    let mut form = form.clone();
    let (ask, now) = (Ask::on(call, &LIST).await?, call.now());
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let leads = LeadCases::allows(&me, &());
    let (asked, sort) = (ask.clone(), ask.sort(list::Sort::from_word));
    let (ready, running, (rows, total), limits) = call
        .read(move |conn| {
            let filter = filter(conn, &asked, (subjects, &me))?;
            Ok((
                ready(conn, &me, now)?,
                running(conn, (subjects, &filter.except), now)?,
                list::over(conn, (subjects, &filter), sort, asked.span(), now)?,
                settings::get::<TimeLimits>(conn)?,
            ))
        })
        .await?;
    let zone = call.speech().zone;
    if form.pairs().is_empty() {
        form.put_moment("closes", zone, closing(zone, now, limits.ballot));
    }
    let title = say!("ballot-sittings-title");
    let words = subjects.all().map(Subject::words);
    let page = SittingsPage {
        form: &form,
        leads,
        ready,
        running,
        list: Paged {
            rows,
            total,
            page: ask.page(),
        },
        kinds: words.map(|words| (words.word, words.kind)).collect(),
        ask: &ask,
    };
    call.with_form(title, page.form, &page)
}

/// `GET /desk/ballots?q=…&kind=…&how=…&sort=…&page=…&export=csv`
pub async fn list(me: May<SeeCases>, call: Call, subjects: Data<Subjects>) -> Reply {
    let (ask, now, subjects) = (Ask::on(&call, &LIST).await?, call.now(), **subjects);
    let Some(kind) = ask.filter("export").map(str::to_owned) else {
        return page(&call, subjects, &Form::default()).await;
    };
    let (speech, me, sort) = (
        call.speech(),
        (*me).clone(),
        ask.sort(list::Sort::from_word),
    );
    export::list(&call, (LIST.name(), &kind), COLUMNS, move |conn, put| {
        let filter = filter(conn, &ask, (subjects, &me))?;
        list::each_over(conn, (subjects, &filter), sort, now, |line| {
            put(line, &speech)
        })
    })
    .await
}

const COLUMNS: &[Column<Line, Speech>] = &[
    ("ballot-sittings-question", |l, _| {
        (&l.round.ballot.title).into()
    }),
    ("ballot-sittings-number", |l, _| (&l.number).into()),
    ("ballot-sittings-kind", |l, to| to.plain(l.what).into()),
    ("ballot-minutes-round", |l, _| {
        i64::from(l.round.ballot.round).into()
    }),
    ("ballot-minutes-from", |l, _| l.round.ballot.opens_at.into()),
    ("ballot-minutes-to", |l, _| l.round.ballot.closes_at.into()),
    ("ballot-sittings-seats", |l, _| l.round.entitled().into()),
    ("ballot-sittings-voted", |l, _| l.round.taken_part().into()),
    ("ballot-sittings-result", |l, to| {
        to.plain(l.round.state().1).into()
    }),
];

/// `POST /desk/ballots`: `case` for each, `closes`, `note`.
pub async fn open(
    _: May<LeadCases>,
    call: Call,
    subjects: Data<Subjects>,
    mut form: Form,
) -> Reply {
    let subjects = **subjects;
    let cases: Vec<CaseId> = form
        .values("case")
        .iter()
        .filter_map(|v| v.parse().ok())
        .collect();
    if cases.is_empty() {
        form.refuse("case", say!("ballot-refused-no-case"));
    }
    let Some(opening) = ballots::opening(&mut form, call.speech().zone) else {
        return page(&call, subjects, &form).await;
    };
    let noted = |case| Question {
        note: opening.note.clone(),
        ..question(case)
    };
    let questions: Vec<Question> = cases.iter().map(noted).collect();
    let (n, closes) = (questions.len(), opening.closes);
    call.act(move |tx| ballots::open(tx, &questions, closes))
        .then("/desk/ballots", say!("ballot-opened-many", n = n))
        .or_again("case", &mut form, async |form| {
            page(&call, subjects, form).await
        })
        .await
}
