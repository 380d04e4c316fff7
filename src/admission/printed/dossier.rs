//! The dossier of a case on paper: what was asked, sent, found, voted, signed, line by line, and the
//! hash of the data file that holds the same for machines.

use serde_json::Value;

use super::blocks::{answer, fact, facts, fill, list, para, put, table};
use super::findings;
use crate::admission::agreement;
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::case::{Case, KIND, Reader};
use crate::admission::record;
use crate::admission::review;
use crate::admission::visit;
use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::{Printed, Ranks};
use crate::kernel::{Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Paper, Words};
use crate::say;
use crate::voting;

/// The dossier as it stands at `now`, for this reader: the applicant's holds no scores, no votes,
/// nothing internal.
///
/// # Errors
/// If the database fails.
pub fn dossier(
    conn: &mut Conn,
    head: &Letterhead,
    lang: Lang,
    case: &Case,
    (reader, now): (Reader, Moment),
) -> Result<Paper, Fault> {
    let speech = head.speech(lang);
    let text = chamber::text_in_force(conn, Printed::Dossier)?;
    let data = record::dossier(conn, case, reader, now)?;
    let sha256 = data["sha256"].as_str().unwrap_or_default().to_owned();
    let ranks = chamber::ranks(conn)?;
    let mut values = Values::new();
    put(&mut values, "chamber", head.brand.name.get(lang));
    put(&mut values, "company", &case.company_name);
    put(&mut values, "number", case.number());
    put(&mut values, "rank", ranks.name(&case.rank, lang));
    put(&mut values, "made_on", speech.moment(now));
    put(&mut values, "sha256", &sha256);
    let mut set = |name, blocks| fill(&mut values, name, blocks, speech);
    set("facts", asked(conn, case, (speech, &ranks))?);
    set("files", files(speech, &data));
    set("corrections", corrections(conn, case, speech)?);
    if reader == Reader::Chamber {
        let found = review::summary(conn, &case.id)?;
        let found = found.map(|found| findings::review(speech, &found));
        set("review", found.unwrap_or_default());
        let seen = visit::summary(conn, &case.id)?;
        let seen = seen.map(|seen| findings::visit(speech, &seen));
        set("visit", seen.unwrap_or_default());
        set("ballots", ballots(conn, case, (speech, now))?);
    } else {
        for name in ["review", "visit", "ballots"] {
            set(name, para(speech.plain("admission-printed-internal")));
        }
    }
    set("agreement", signed(conn, case, speech)?);
    set("history", history(case, (speech, now), reader));
    let heading = Heading {
        lang,
        title: speech.say(&Printed::Dossier.in_words()),
        foot: case.number().to_owned(),
        at: now,
        id: sha256,
    };
    Ok(head.written(heading, (text.text.get(lang), &values), "", vec![]))
}

fn asked(
    conn: &mut Conn,
    case: &Case,
    (speech, ranks): (Speech, &Ranks),
) -> Result<Vec<Block>, Fault> {
    let Some(newest) = application::revision(conn, &case.id)? else {
        return Ok(vec![]);
    };
    let row = |(field, text): (Field, &str)| match ranks.find(text) {
        Some(rank) if field == Field::Rank => fact(speech, field.key(), rank.name.get(speech.lang)),
        _ => answer(speech, field, text),
    };
    Ok(facts(newest.answers.filled().map(row).collect()))
}

fn files(speech: Speech, data: &Value) -> Vec<Block> {
    let all = data["parts"]["files"]["content"].as_array();
    let row = |file: &Value| {
        let text = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
        vec![text("name").into(), Words::hash(&text("sha256"))]
    };
    let rows: Vec<_> = all.into_iter().flatten().map(row).collect();
    if rows.is_empty() {
        return vec![];
    }
    let heads = ["admission-printed-file", "admission-printed-hash"];
    vec![table(speech, &heads, rows)]
}

fn corrections(conn: &mut Conn, case: &Case, speech: Speech) -> Result<Vec<Block>, Fault> {
    let mut rows = vec![];
    for list in application::corrections(conn, &case.id)? {
        for item in &list.items {
            rows.push(vec![
                format!("{}.{}", list.number, item.number),
                speech.day_of(list.made_at),
                format!("{}\n{}", speech.plain(item.requirement.key()), item.reason),
                item.answer.clone(),
            ]);
        }
    }
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let heads = [
        "admission-printed-count",
        "admission-printed-when",
        "admission-printed-missing",
        "admission-printed-answer",
    ];
    Ok(vec![table(speech, &heads, rows)])
}

fn ballots(
    conn: &mut Conn,
    case: &Case,
    (speech, now): (Speech, Moment),
) -> Result<Vec<Block>, Fault> {
    let mut blocks = vec![];
    for round in voting::rounds(conn, KIND, case.id.as_str())? {
        let title = speech.say(&say!("ballot-round", n = i64::from(round.round)));
        blocks.push(Block::Heading(2, title.into()));
        let time = format!(
            "{} – {}",
            speech.moment(round.opens_at),
            speech.moment(round.closes_at)
        );
        blocks.push(Block::Small(time.into()));
        if let Some(annulled) = &round.annulled {
            let said = speech.plain("ballot-annulled-text");
            blocks.extend(para(&format!("{said} {}", annulled.why)));
        }
        let Some(closed) = voting::result(conn, &round.id, now)? else {
            continue;
        };
        let outcome = speech.say(&closed.outcome.in_words());
        blocks.push(Block::Para(Words::strong(outcome)));
        blocks.push(list(
            closed.steps.iter().map(|step| speech.say(&step.in_words())),
        ));
        let mut rows: Vec<_> = closed
            .votes
            .iter()
            .map(|vote| {
                let said = speech.say(&vote.choice.in_words());
                let comment = vote.comment.clone().unwrap_or_default();
                vec![vote.label.clone(), said, comment]
            })
            .collect();
        rows.extend(round.seats.iter().filter_map(|seat| {
            let recused = seat.recused.as_ref()?;
            let said = speech.plain("ballot-roll-recused").to_owned();
            Some(vec![seat.label.clone(), said, recused.why.clone()])
        }));
        let heads = [
            "admission-printed-seat",
            "admission-printed-vote",
            "admission-printed-comment",
        ];
        blocks.push(table(speech, &heads, rows));
    }
    Ok(blocks)
}

fn signed(conn: &mut Conn, case: &Case, speech: Speech) -> Result<Vec<Block>, Fault> {
    let agreement = match agreement::of_case(conn, &case.id) {
        Ok(agreement) => agreement,
        Err(Fault::Missing) => return Ok(vec![]),
        Err(other) => return Err(other),
    };
    let mut rows = vec![
        fact(speech, "agreement-hash", Words::hash(&agreement.sha256)),
        fact(
            speech,
            "agreement-annex-made",
            speech.moment(agreement.made_at),
        ),
    ];
    let lines: Vec<_> = agreement::evidence(conn, &agreement.id)?
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    let signing = agreement::rules::Signing::of(&lines);
    let signatures = [
        ("agreement-side-company", &signing.company),
        ("agreement-side-chamber", &signing.chamber),
    ];
    for (side, given) in signatures {
        if let Some(given) = given {
            let mut said = vec![given.typed.clone(), given.warrant.clone()];
            said.push(speech.moment(given.at));
            said.retain(|part| !part.is_empty());
            let said = said.join("  ");
            rows.push(fact(speech, side, said));
        }
    }
    Ok(facts(rows))
}

fn history(case: &Case, (speech, now): (Speech, Moment), reader: Reader) -> Vec<Block> {
    let mut lines = case.lines(now, speech, reader);
    lines.reverse();
    let row = |line: crate::admission::case::Line| {
        let mut what = line.what;
        if !line.why.is_empty() {
            what = format!("{what}\n{}", line.why);
        }
        vec![speech.moment(line.at), what, line.who]
    };
    let heads = [
        "admission-printed-when",
        "admission-printed-what",
        "admission-printed-who",
    ];
    let rows = lines.into_iter().map(row).collect();
    vec![table(speech, &heads, rows)]
}
